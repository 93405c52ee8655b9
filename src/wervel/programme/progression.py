"""What is next for one exercise after a session: the dose or the exercise that the first rule that holds asks for."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from wervel.knowledge.progression import ProgressionRule
from wervel.knowledge.types import Dose, Exercise, Guideline
from wervel.logic.reference import Value, evaluate
from wervel.logic.text import Text
from wervel.programme.days import DAYS_A_WEEK
from wervel.programme.dose import fewer_sets, walking_dose
from wervel.programme.light import lit_days, mornings, reds, up_to
from wervel.programme.record import Change, Context, SessionLog, in_steps, of_person, progression_of
from wervel.programme.selection import WALKS
from wervel.programme.step import Situation, begun, one_step_up, scaled, work

WEEK, DAY = timedelta(days=DAYS_A_WEEK), timedelta(days=1)
CALM, NEUTRAL = "calm", "neutral"


@dataclass(frozen=True, slots=True)
class Decision:
    """What is next for one exercise. `exercise`: which one from now on, None to leave it out. `rule`: the id of what decided.

    `dose`: of the next session, None to skip it for now; `base`: what later decisions start from. `step`: what went up. `load`: percent
    more weight, from and to. `directions`: left out `until` that day. `stage`: the stage to go to. `tell`: how soon somebody must hear it.
    `ask_again`: alarm signs are asked before going on. `text`: for the patient. `change`: to be kept for later decisions.
    """

    action: str
    rule: str
    exercise: str | None
    dose: Dose | None
    base: Dose | None
    text: Text
    step: str | None = None
    load: tuple[Fraction, Fraction] | None = None
    directions: tuple[str, ...] = ()
    until: date | None = None
    stage: str | None = None
    tell: str | None = None
    ask_again: bool = False
    change: Change | None = None


def next_dose(exercise: Exercise, dose: Dose, logs: Iterable[SessionLog], context: Context, guideline: Guideline) -> Decision:
    """What is next for an exercise that has this dose. `logs`: of all exercises, in any order; those after today do not count."""
    progression = progression_of(guideline)
    past = up_to(logs, context.today)
    own = [log for log in past if log.exercise == exercise.id]
    changes = tuple(sorted((one for one in context.changes if one.exercise == exercise.id), key=lambda one: one.since))
    base = dose
    if changes and progression.rule(changes[-1].rule).gap and not any(log.date >= changes[-1].since for log in own):
        # Less because of a gap, and nobody has done it yet: the gap is thought over anew, from the dose before it.
        base, changes = changes[-1].before or dose, changes[:-1]
    days = lit_days([log for log in own if not changes or log.date >= changes[-1].since], base.effort, context, guideline)
    last = max((log.date for log in own), default=None)
    since = context.today if last is None else max(context.today, last + DAY)
    now = Situation(exercise, base, dose, context, guideline, changes, days, since)
    history = _history(now, past, last)
    sessions = days[-1].known if days else (of_person(context, guideline),)
    for rule in progression.rules:
        if any(evaluate(rule.when, history | known, progression.definitions) is True for known in sessions):
            return _carried_out(rule, now)
    raise AssertionError("the last rule always holds")


def _history(now: Situation, past: Sequence[SessionLog], last: date | None) -> dict[str, Value]:
    """What the sessions and changes until today say, as facts."""
    context, guideline, days = now.context, now.guideline, now.days
    today, changes = context.today, now.changes
    held_from = changes[-1].since if changes else min((day.date for day in days), default=context.started)
    raised = {
        change.exercise
        for change in context.changes
        if change.action == "step_up" and today - timedelta(days=now.progression.limits.days) < change.since <= today
    }
    raw = {
        "easy_in_a_row": _streak(day.easy for day in days),
        "amber_in_a_row": _streak(day.light == "amber" for day in days),
        "red_in_a_week": len(reds([log for log in past if today - log.date < WEEK], context, guideline)),
        "raised_this_week": len(raised - {now.exercise.id}),
        "sessions_at_dose": len(days),
        "days_at_dose": None if held_from is None else (today - held_from).days,
        "sessions_at_part": max(0, changes[-1].sessions - len(days)) if changes else 0,
        "days_since": None if last is None else (today - last).days,
        "usual_days": math.ceil(DAYS_A_WEEK / max(now.base.sessions_per_week, 1)),
        "morning_pain": mornings(past, context, guideline),
    }
    return in_steps(raw, now.progression.facts)


def _streak(marks: Iterable[bool]) -> int:
    """How many of the last marks are true, in a row."""
    count = 0
    for mark in marks:
        count = count + 1 if mark else 0
    return count


def _carried_out(rule: ProgressionRule, now: Situation) -> Decision:
    """The decision that a rule asks for."""
    base = now.base
    same = Decision(
        rule.action, rule.id, now.exercise.id, base, base, rule.text, stage=rule.stage, tell=rule.tell, ask_again=rule.ask_again
    )
    match rule.action:
        case "step_up" | "quota":
            return _raised(rule, now, same)
        case "repeat" if now.changes and now.changes[-1].sessions > len(now.days):
            return _kept(replace(same, dose=scaled(base, now.changes[-1].percent)), now)
        case "less_dose" | "restart":
            less = scaled(base, rule.percent)
            return _kept(replace(same, dose=less, base=less), now)
        case "resume":
            less = scaled(base, now.progression.flare_up.percent)
            return _kept(replace(same, dose=less, base=less), now)
        case "calm_days":
            return _kept(replace(same, dose=_calm(now)), now)
        case "less_sets":
            fewer = base.minutes is None and base.sets > rule.sets
            less = replace(base, sets=base.sets - rule.sets) if fewer else scaled(base, rule.percent)
            return _kept(replace(same, dose=less, base=less), now)
        case "deload":
            return _kept(replace(same, dose=fewer_sets(base, rule.percent)), now)
        case "regress":
            return _regressed(rule, now, same)
        case "stop_direction":
            until = now.since + timedelta(days=rule.days)
            return _kept(replace(same, exercise=None, dose=None, base=None, directions=directions(now.exercise), until=until), now)
        case _:
            return _kept(same, now)


def directions(exercise: Exercise) -> tuple[str, ...]:
    """The directions in which an exercise bends or turns the back."""
    return tuple(one for one in exercise.directions if one != NEUTRAL)


def _kept(decision: Decision, now: Situation, percent: int = 100, sessions: int = 0) -> Decision:
    """The decision with the change that must be kept, if there is one."""
    if decision.exercise == now.exercise.id and decision.base == now.given:
        return decision
    before = now.base if decision.exercise in (now.exercise.id, None) else None
    change = Change(now.since, decision.exercise or now.exercise.id, decision.action, decision.rule, before, decision.base, decision.step,
                    percent, sessions)  # fmt: skip
    return replace(decision, change=change)


def _raised(rule: ProgressionRule, now: Situation, same: Decision) -> Decision:
    step = one_step_up(now)
    if step is None:
        return _kept(replace(same, action="keep", text=rule.otherwise), now)
    both = Text(f"{rule.text.nl} {step.text.nl}", f"{rule.text.en} {step.text.en}")
    load = now.progression.load.percent if step.kind == "load" else None
    return _kept(replace(same, exercise=step.exercise, dose=step.dose, base=step.dose, step=step.kind, load=load, text=both), now)


def _regressed(rule: ProgressionRule, now: Situation, same: Decision) -> Decision:
    easier = next((one for one in now.exercise.regressions if one in now.context.offered), None)
    if easier is None:
        return _kept(replace(same, exercise=None, dose=None, base=None, text=rule.otherwise), now)
    base = begun(now.guideline.exercises[easier], now.guideline.programme.stages[rule.stage or now.context.stage])
    part = replace(same, exercise=easier, base=base, dose=scaled(base, rule.percent))
    return _kept(part, now, percent=rule.percent, sessions=rule.sessions)


def _calm(now: Situation) -> Dose | None:
    """The dose for the calm days of a flare-up, never more than before: short walks, and nothing of what does not belong there."""
    exercise, settings = now.exercise, now.guideline.programme
    stage = settings.stages[CALM]
    dose = min(begun(exercise, stage), now.base, key=work)
    if exercise.id.startswith(WALKS):
        return walking_dose(dose, settings.walking, None, CALM)
    if CALM not in exercise.stages or exercise.difficulty > stage.difficulty_cap:
        return None
    return replace(dose, sessions_per_week=DAYS_A_WEEK * now.progression.flare_up.sessions_per_day)
