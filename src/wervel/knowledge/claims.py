"""What a guideline promises about everybody: named safety properties, for the prover to prove or refute."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from wervel.logic.expr import ALWAYS, NEVER, Expr
from wervel.logic.text import Text


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What an assessment may be demanded to say; nothing means no demand."""

    urgency_at_least: str | None = None
    urgency_at_most: str | None = None
    classes: tuple[str, ...] = ()
    released: bool | None = None
    further_diagnostics: bool | None = None


@dataclass(frozen=True, slots=True)
class Always:
    """Whoever answers to `when`, is not known to answer to `unless`, and is `given` these outcomes, also gets those of `then`."""

    then: Outcomes
    when: Expr = ALWAYS
    unless: Expr = NEVER
    given: Outcomes = field(default_factory=Outcomes)


@dataclass(frozen=True, slots=True)
class ExactlyOne:
    """Of the classes, of the routes, or of the options of a derived choice, once what it rests on is known."""

    of: str


CAN_HAPPEN = ("rules", "outcomes", "exercises")


@dataclass(frozen=True, slots=True)
class CanHappen:
    """For each of these there is somebody: a rule that fires, an outcome that is given, an exercise that is offered."""

    what: str


AFTER = ("answers", "new_signs")
CONSEQUENCES = ("urgency_was_foreseen", "urgency_is_not_lower", "questions_were_foreseen", "nothing_urgent", "nothing_contraindicated")


@dataclass(frozen=True, slots=True)
class After:
    """Between somebody now and the same person later.

    `answers`: when questions that may be asked are answered, in any way. `new_signs`: when yes/no facts that are not protective
    become true. Then: the urgency is one that was foreseen; it is not lower; no question comes that was not foreseen; nothing above
    `soon` turns up; no exercise that was offered turns out to be contraindicated.
    """

    event: Literal["answers", "new_signs"]
    then: str
    given: Outcomes = field(default_factory=Outcomes)


@dataclass(frozen=True, slots=True)
class Keeps:
    """Everybody who is released, and not held to walking alone, keeps so many exercises at home without any equipment."""

    exercises: int


PAIRS = ("redundant_rules", "contradictions")


@dataclass(frozen=True, slots=True)
class NoTwo:
    """No rule that only fires when another of the same suspect fires that is as urgent; none that fire together and contradict."""

    pair: str


Claim: TypeAlias = Always | ExactlyOne | CanHappen | After | Keeps | NoTwo


@dataclass(frozen=True, slots=True)
class Property:
    """A promise in words, and the same for the prover."""

    id: str
    text: Text
    claim: Claim
    place: str
