"""One consultation in two calls: assess what is known, and plan what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wervel.knowledge.cases import Case, Preferences, read_answers
from wervel.knowledge.types import Guideline
from wervel.programme.making import NoRoom, Programme, make_programme
from wervel.reasoning import assessment as reasoning
from wervel.reasoning.assessment import Assessment


@dataclass(frozen=True)
class Plan:
    """An assessment, and the programme that it allows, if any. `collision`: wishes that leave no room for the programme it allows."""

    assessment: Assessment
    programme: Programme | None
    collision: tuple[str, ...] = ()


def assess(guideline: Guideline, facts: Case | Mapping[str, object]) -> Assessment:
    """What the guideline says about these facts.

    `facts` maps fact ids to values as they stand in a case file: "yes" or True, 41, "below_knee", ["l5"]. A missing fact is unknown.
    Raises `Refused` with every problem when a fact does not exist or a value does not fit it.
    """
    case = facts if isinstance(facts, Case) else read_answers(facts, guideline)
    return reasoning.assess(guideline, case.known)


def plan(guideline: Guideline, facts: Case | Mapping[str, object], preferences: Preferences | None = None) -> Plan:
    """The assessment and, when it is released, a programme that suits the preferences. Raises like `assess`."""
    case = facts if isinstance(facts, Case) else read_answers(facts, guideline)
    assessment = reasoning.assess(guideline, case.known)
    made = make_programme(assessment, preferences or case.preferences, date.today())
    if isinstance(made, NoRoom):
        return Plan(assessment, None, made.wishes)
    return Plan(assessment, made)
