"""What decisions about doses rest on: sessions as they were noted, earlier changes, the person; and these as facts of progression.yaml."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from wervel.knowledge.progression import Progression
from wervel.knowledge.types import Dose, Guideline
from wervel.logic.fact import Fact
from wervel.logic.reference import Value, evaluate
from wervel.programme.days import DAYS_A_WEEK

Number = int | Fraction


@dataclass(frozen=True, slots=True)
class SessionLog:
    """One exercise on one day, as it was noted; what was not noted is None. No `exercise`: it was noted of the day.

    `done` in percent; `effort` and pains 0 to 10; `settle_hours` until the pain was as before; `leg_change`: up, same, down or new.
    """

    date: date
    exercise: str | None
    done: int | None = None
    effort: int | None = None
    pain_before: int | None = None
    pain_during: int | None = None
    pain_next_morning: int | None = None
    settle_hours: Number | None = None
    leg_change: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """From the day `since` on an exercise has another dose: None when it is left out.

    `before`: its own dose until then, None when it took the place of another exercise. `sessions`: how often only `percent` of it is done.
    """

    since: date
    exercise: str
    action: str
    rule: str
    before: Dose | None
    after: Dose | None
    step: str | None = None
    percent: int = 100
    sessions: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """The person on the day of the decision. `offered`: the exercises that are safe and within reach for them.

    `start_pain`: when the plan `started`. `plan`: the dose of every exercise in it. `changes`: every change of a dose until now.
    `examine_first`: an examination comes before anything goes up. `calm_days`: those of a flare-up: none, now, or over since today.
    """

    today: date
    stage: str
    radicular: bool | None = None
    fear: bool = False
    profile: str | None = None
    start_pain: Number | None = None
    started: date | None = None
    demanding_goal: bool | None = None
    adherence_percent: int | None = None
    offered: frozenset[str] = frozenset()
    plan: Mapping[str, Dose] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    examine_first: bool = False
    calm_days: str = "none"


def progression_of(guideline: Guideline) -> Progression:
    assert guideline.progression is not None, "a guideline with progression.yaml"
    return guideline.progression


def in_steps(raw: Mapping[str, bool | str | Number | None], facts: Mapping[str, Fact]) -> dict[str, Value]:
    """What is known, in the steps of the facts and within their range; between two steps the higher one, which is more pain or longer."""
    known: dict[str, Value] = {}
    for key, value in raw.items():
        if isinstance(value, bool | str):
            known[key] = value
        elif value is not None:
            fact = facts[key]
            known[key] = min(max(math.ceil(value / fact.step), fact.low), fact.high)
    return known


@lru_cache(maxsize=10_000)
def of_session(log: SessionLog, progression: Progression) -> Mapping[str, Value]:
    """One session as facts. Kept, for each is read again for every day that came after it."""
    settled = log.settle_hours
    if settled is None and log.pain_next_morning is not None and log.pain_before is not None:
        settled = progression.settled_hours if log.pain_next_morning <= log.pain_before else progression.not_settled_hours
    raw = {
        "pain_before": log.pain_before,
        "pain_during": log.pain_during,
        "settle_hours": settled,
        "leg_change": log.leg_change,
        "effort": log.effort,
        "done_percent": log.done,
    }
    return MappingProxyType(in_steps(raw, progression.facts))


def of_person(context: Context, guideline: Guideline) -> dict[str, Value]:
    """The person as facts."""
    started = context.started
    raw = {
        "stage": context.stage,
        "radicular_signs": context.radicular,
        "fear_high": context.fear,
        "profile": context.profile,
        "start_pain": context.start_pain,
        "demanding_goal": context.demanding_goal,
        "plan_week": None if started is None else (context.today - started).days // DAYS_A_WEEK + 1,
        "adherence_percent": context.adherence_percent,
        "examine_first": context.examine_first,
        "calm_days": context.calm_days,
    }
    return in_steps(raw, progression_of(guideline).facts)


def option(ladder: str, known: Mapping[str, Value], progression: Progression) -> str | None:
    """The first option of a ladder that holds; None while an earlier one is unknown."""
    for name, when in progression.definitions.ladders[ladder]:
        truth = evaluate(when, known, progression.definitions)
        if truth is not False:
            return name if truth else None
    return None


def holds(fact: str, known: Mapping[str, Value], guideline: Guideline) -> bool:
    definitions = progression_of(guideline).definitions
    return evaluate(definitions.conditions[fact], known, definitions) is True
