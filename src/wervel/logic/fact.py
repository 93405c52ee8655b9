"""Facts: the typed things that may be known about a person, and the reading of their values."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias, assert_never

from wervel.logic.expr import Expr
from wervel.logic.reference import Value
from wervel.logic.text import Text

Kind = Literal["yes/no", "number", "choice", "set", "count"]
Answerer = Literal["patient", "therapist", "laboratory", "record"]
ANSWERERS: tuple[Answerer, ...] = ("patient", "therapist", "record", "laboratory")
"""From cheap to dear: a question, an examination, a look in a record, a blood test."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A yes/no fact that is true when its condition is."""

    when: Expr


@dataclass(frozen=True, slots=True)
class Ladder:
    """A choice fact: the first step that holds. `if_unknown`: options by care, of which the first that is possible is used meanwhile."""

    steps: tuple[tuple[str, Expr], ...]
    if_unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountOf:
    """How many of these hold. It lives only inside comparisons, which the reader of criteria turns into at-least."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class ExtremeOf:
    """The lowest or highest of other numbers. It lives only inside comparisons, like a count."""

    which: Literal["lowest", "highest"]
    facts: tuple[str, ...]


Definition: TypeAlias = Condition | Ladder | CountOf | ExtremeOf


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that may be known. `low`, `high` and every stored value are whole numbers of `step`, in `unit`.

    `asked` is the condition under which the fact must be asked before anything is released; nothing: used when known.
    `means`: (condition on this fact, other fact, its value): what an answer says about other facts, so that they need not be asked.
    """

    id: str
    kind: Kind
    name: Text
    by: Answerer | None = None
    question: Text | None = None
    asked: Expr | None = None
    group: str | None = None
    unit: str | None = None
    low: int = 0
    high: int = 0
    step: Fraction = Fraction(1)
    options: tuple[tuple[str, Text], ...] = ()
    protective: bool = False
    means: tuple[tuple[Expr, str, Value], ...] = ()
    definition: Definition | None = None

    @property
    def option_ids(self) -> tuple[str, ...]:
        return tuple(option for option, _ in self.options)


Vocabulary: TypeAlias = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with something that was read: where in it, what was found, what was expected, and the cure."""

    path: tuple[str | int, ...]
    found: str
    expected: str
    cure: str


def closest(word: str, words: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    near = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return near[0] if near else None


def did_you_mean(word: str, words: Iterable[str], otherwise: str) -> str:
    near = closest(word, words)
    return f"did you mean `{near}`?" if near else otherwise


YES = {True: True, "yes": True, "true": True, False: False, "no": False, "false": False}
UNKNOWN = "unknown"
NOT_TESTED = "not tested"
"""What a patient does not know, and what nobody examined: answers of their own, which leave the fact unknown."""
NUMBER = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*([^\d\s].*)?")


def read_value(fact: Fact, raw: object, path: tuple[str | int, ...]) -> Value | Problem:
    """A raw value from a file or a keyboard as a value of this fact, or what is wrong with it."""
    match fact.kind:
        case "yes/no":
            answer = YES.get(raw.lower() if isinstance(raw, str) else raw) if isinstance(raw, str | bool) else None
            if answer is None:
                return Problem(path, f"`{show(raw)}`", f"`{fact.id}` is a yes/no fact", "write yes, no or unknown")
            return answer
        case "number":
            return _read_number(fact, raw, path)
        case "choice":
            word = "none" if raw is None and "none" in fact.option_ids else raw
            if not isinstance(word, str) or word not in fact.option_ids:
                return Problem(path, f"`{show(raw)}`", f"`{fact.id}` is one of: {', '.join(fact.option_ids)}",
                               did_you_mean(show(raw), fact.option_ids, "choose one of these, or unknown"))  # fmt: skip
            return word
        case "set":
            if not isinstance(raw, list | tuple | frozenset):
                return Problem(path, f"`{show(raw)}`", f"`{fact.id}` is a list out of: {', '.join(fact.option_ids)}",
                               f"write a list, such as [{fact.option_ids[0]}], or [] for none of them")  # fmt: skip
            wrong = [item for item in raw if item not in fact.option_ids]
            if wrong:
                return Problem(path, f"`{show(wrong[0])}`", f"`{fact.id}` holds only: {', '.join(fact.option_ids)}",
                               did_you_mean(show(wrong[0]), fact.option_ids, "choose from these"))  # fmt: skip
            return frozenset(str(item) for item in raw)
        case "count":
            return Problem(path, f"`{show(raw)}`", f"`{fact.id}` is counted from other facts", "leave it out; answer those")
        case _:
            assert_never(fact.kind)


def _read_number(fact: Fact, raw: object, path: tuple[str | int, ...]) -> Value | Problem:
    low, high = number_text(fact, fact.low), number_text(fact, fact.high)
    expected = f"`{fact.id}` is a number from {low} to {high} ({fact.unit})"
    match = NUMBER.fullmatch(str(raw).strip()) if not isinstance(raw, bool) else None
    if match is None:
        return Problem(path, f"`{show(raw)}`", expected, f"write a number such as {low}, or unknown")
    digits, unit = match.groups()
    if unit is not None and unit.strip() != fact.unit:
        return Problem(path, f"`{show(raw)}`, in `{unit.strip()}`", expected, f"convert it to {fact.unit} and write the number alone")
    steps = Fraction(digits.replace(",", ".")) / fact.step
    if steps.denominator != 1:
        return Problem(path, f"`{show(raw)}`", f"{expected} in steps of {float(fact.step):g}", "round it to a whole step")
    if not fact.low <= steps <= fact.high:
        return Problem(path, f"`{show(raw)}`", expected, _range_cure(fact, Fraction(digits.replace(",", "."))))
    return int(steps)


def _range_cure(fact: Fact, number: Fraction) -> str:
    if fact.unit == "celsius" and 90 <= number <= 115:
        return "this looks like Fahrenheit; write degrees Celsius"
    if fact.unit == "kg" and number > fact.high * fact.step:
        return "this looks like grams or pounds; write kilograms"
    return f"check the number and its unit ({fact.unit})"


def number_text(fact: Fact, steps: int) -> str:
    """Whole steps as a plain number: 380 steps of 0.1 is "38"."""
    return f"{float(steps * fact.step):g}"


def show(raw: object) -> str:
    """A raw value, short enough for a message."""
    text = str(raw)
    return text if len(text) <= 60 else text[:57] + "..."
