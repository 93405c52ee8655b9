"""The examination in the order of practice: how each test is done, what it says and what is normal."""

from dataclasses import dataclass
from fractions import Fraction

from wervel.knowledge.evidence import Evidence
from wervel.logic.expr import Expr
from wervel.logic.text import Text

FIGURES = ("sensitivity", "specificity", "lr_positive", "lr_negative")
SEXES = ("female", "male")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measured figure with its 95 percent interval, if one was given. Sensitivity and specificity in percent, ratios as they are."""

    value: Fraction
    low: Fraction | None = None
    high: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How well a test tells people with something from people without, where and compared with what."""

    target: Text
    setting: Text
    condition: str | None
    figures: tuple[tuple[str, Estimate], ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Norm:
    """What healthy people reach, in the unit of the fact. `ages`: from and to, in years; without sex or ages it holds for everyone."""

    fact: str
    evidence: Evidence
    mean: Fraction | None = None
    sd: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    sex: str | None = None
    ages: tuple[int, int] | None = None
    athletes: bool = False

    def fits(self, age: int | None, sex: str | None, athlete: bool) -> bool:
        """Whether it holds for somebody. Who did not tell an age or a sex is shown no figure that depends on it."""
        return (
            (self.sex is None or self.sex == sex)
            and (self.ages is None or (age is not None and self.ages[0] <= age <= self.ages[1]))
            and (not self.athletes or athlete)
        )


@dataclass(frozen=True, slots=True)
class Test:
    """One test. `records`: the facts it answers; `pairs`: those of the left and the right side. `not_when`: then it waits."""

    id: str
    name: Text
    how: Text
    positive: Text
    records: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    accuracy: tuple[Accuracy, ...]
    norms: tuple[Norm, ...]
    because: tuple[Evidence, ...]
    place: str
    not_when: Expr | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        return (*self.records, *(fact for pair in self.pairs for fact in pair))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return (*self.because, *(one.evidence for one in self.accuracy), *(one.evidence for one in self.norms))


@dataclass(frozen=True, slots=True)
class Examination:
    """One step of the examination, with its place in the order of practice."""

    id: str
    order: int
    name: Text
    why: Text
    tests: tuple[Test, ...]
