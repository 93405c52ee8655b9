"""From one stage of recovery to the next, and how to go on after days without exercise."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import timedelta

from wervel.knowledge.types import Guideline
from wervel.logic.expr import facts_beneath
from wervel.logic.reference import evaluate
from wervel.logic.text import Text
from wervel.programme.days import DAYS_A_WEEK
from wervel.programme.light import green_weeks, patterns_green, reds, up_to
from wervel.programme.record import Context, Number, SessionLog, in_steps, of_person, progression_of

WEEK = timedelta(days=DAYS_A_WEEK)


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody is doing, for the move to another stage; the ids of the facts, in their units. What is not known is None."""

    pain_avg_7d: Number | None = None
    irritability: str | None = None
    days_in_stage: int | None = None
    walking_minutes: int | None = None
    daily_limitation: str | None = None
    sorensen_s: int | None = None
    sorensen_percent: int | None = None
    recovered_two_weeks: bool | None = None
    confidence_in_back: int | None = None
    flare_up: bool | None = None


@dataclass(frozen=True, slots=True)
class StageMove:
    """The stage from now on. Without a `rule` nothing moves; `missing` are the facts that could still move it to another."""

    stage: str
    rule: str | None = None
    text: Text | None = None
    tell: str | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AfterGap:
    """How to go on after days without exercise: `percent` of the dose, and whether alarm signs are asked first."""

    percent: int
    ask_again: bool
    rule: str | None
    text: Text | None


def stage_move(context: Context, logs: Iterable[SessionLog], standing: Standing, guideline: Guideline) -> StageMove:
    """Whether another stage fits better now, and by which rule."""
    progression, today = progression_of(guideline), context.today
    past = up_to(logs, today)
    red = reds(past, context, guideline)
    start = context.started or min((log.date for log in past), default=None)
    quiet_since = red[-1] if red else start
    raw: dict[str, bool | str | Number | None] = {one.name: getattr(standing, one.name) for one in fields(standing)}
    raw["days_since_red"] = None if quiet_since is None else (today - quiet_since).days
    raw["red_in_a_week"] = sum(today - day < WEEK for day in red)
    raw["green_weeks"] = green_weeks(past, context, guideline)
    raw["patterns_green"] = patterns_green(past, context, guideline)
    known = of_person(context, guideline) | in_steps(raw, progression.facts)
    missing: list[str] = []
    for move in progression.moves:
        truth = evaluate(move.when, known, progression.definitions) if context.stage in move.stages else False
        if truth:
            return StageMove(move.to, move.id, move.text, move.tell, tuple(dict.fromkeys(missing)))
        if truth is None:
            missing += sorted(facts_beneath(move.when, progression.definitions) - set(known))
    return StageMove(context.stage, missing=tuple(dict.fromkeys(missing)))


def after_a_gap(days: int, context: Context, guideline: Guideline, usual_days: int = 1) -> AfterGap:
    """How to go on after so many days without exercise, where `usual_days` lie in between by plan."""
    progression = progression_of(guideline)
    known = of_person(context, guideline) | in_steps({"days_since": days, "usual_days": usual_days}, progression.facts)
    for rule in progression.rules:
        if rule.gap and evaluate(rule.when, known, progression.definitions) is True:
            return AfterGap(rule.percent, rule.ask_again, rule.id, rule.text)
    return AfterGap(100, False, None, None)
