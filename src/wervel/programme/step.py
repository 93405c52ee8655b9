"""More or less of an exercise: a share of a dose, and one step up within what a week allows."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from wervel.knowledge.progression import Progression
from wervel.knowledge.types import Dose, Exercise, Guideline, Stage
from wervel.logic.text import Text
from wervel.programme.dose import SECONDS_PER_REPETITION, first_dose
from wervel.programme.light import LitDay
from wervel.programme.record import Change, Context, progression_of
from wervel.programme.selection import WALKS

UP = ("step_up", "quota")


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything about one decision. `base`: the dose to start from; `given`: the one in the plan; `since`: when a change begins.

    `changes` and `days` are those of this exercise; days count from its last change on.
    """

    exercise: Exercise
    base: Dose
    given: Dose
    context: Context
    guideline: Guideline
    changes: tuple[Change, ...]
    days: list[LitDay]
    since: date

    @property
    def progression(self) -> Progression:
        return progression_of(self.guideline)

    @property
    def stage(self) -> Stage:
        return self.guideline.programme.stages[self.context.stage]

    @property
    def recent(self) -> tuple[Change, ...]:
        """The changes within the days that the limits speak of."""
        first = self.context.today - timedelta(days=self.progression.limits.days)
        return tuple(change for change in self.changes if change.since > first)


@dataclass(frozen=True, slots=True)
class Step:
    """`kind`: what went up. `exercise`: another one when that is harder."""

    kind: str
    exercise: str
    dose: Dose
    text: Text


def scaled(dose: Dose, percent: int) -> Dose:
    """So much of a dose: of its minutes, else its repetitions, else its seconds of hold, else its sets. At least one is left."""

    def part(number: int) -> int:
        return max(1, number * percent // 100)

    if dose.minutes is not None:
        return replace(dose, minutes=part(dose.minutes))
    if dose.reps > 1:
        return replace(dose, reps=part(dose.reps))
    if dose.hold_s > 1:
        return replace(dose, hold_s=part(dose.hold_s))
    return replace(dose, sets=part(dose.sets))


def begun(exercise: Exercise, stage: Stage) -> Dose:
    """The dose with which an exercise begins in a stage."""
    return first_dose(exercise, stage.dose_factor, stage.effort_cap)


def work(dose: Dose) -> int:
    """How much a session asks, to compare doses of one exercise: its minutes, or its seconds of work."""
    return dose.minutes if dose.minutes is not None else dose.sets * dose.reps * _seconds(dose)


def _seconds(dose: Dose) -> int:
    """One repetition, in seconds of work."""
    return dose.hold_s + SECONDS_PER_REPETITION if dose.reps > 1 else max(dose.hold_s, 1)


def one_step_up(now: Situation) -> Step | None:
    """The first step that is possible; nothing when there is none, or when a week allows no more."""
    progression, exercise, dose = now.progression, now.exercise, now.base
    if exercise.mode not in progression.modes:
        return None
    for kind in progression.order:
        new: Dose | None = None
        match kind:
            case "minutes" if dose.minutes is not None:
                new = _longer(now, dose.minutes)
            case "reps" if dose.minutes is None and dose.reps > 1:
                add, top = progression.steps[kind].add, _top(now, kind, exercise.dose.reps)
                new = replace(dose, reps=dose.reps + add) if dose.reps + add <= top else None
            case "sets" if dose.minutes is None and dose.reps > 1:
                new = _one_set_more(now)
            case "hold" if dose.minutes is None and dose.hold_s:
                more, top = max(1, dose.hold_s * progression.steps[kind].percent // 100), _top(now, kind, exercise.dose.hold_s)
                new = replace(dose, hold_s=min(dose.hold_s + more, top)) if dose.hold_s < top else None
            case "load" if dose.minutes is None and exercise.equipment & progression.load.equipment:
                done = [change for change in now.changes if change.step == "load"]
                if len(done) < progression.load.times:
                    if any(change in now.recent for change in done):
                        return None
                    library = exercise.dose
                    less = replace(dose, reps=min(dose.reps, library.reps), hold_s=min(dose.hold_s, library.hold_s))
                    return Step(kind, exercise.id, less, progression.load.text)
            case "harder":
                return _harder(now)
        if new is not None:
            return Step(kind, exercise.id, new, progression.steps[kind].text) if _allowed(now, new) else None
    return None


def _top(now: Situation, kind: str, library: int) -> int:
    step = now.progression.steps[kind]
    return max(library, min(step.most, library * step.up_to_percent // 100))


def _longer(now: Situation, minutes: int) -> Dose | None:
    """More minutes; walking grows by the walking plan, and no further than it goes."""
    walking, top = now.guideline.programme.walking, _top(now, "minutes", now.exercise.dose.minutes or 0)
    percent = now.progression.steps["minutes"].percent
    if now.exercise.id.startswith(WALKS):
        percent, top = walking.growth_percent[0], min(top, walking.target_minutes_week[1] // max(now.base.sessions_per_week, 1))
    longer = min(max(minutes + 1, minutes * (100 + percent) // 100), top)
    return replace(now.base, minutes=longer) if longer > minutes else None


def _one_set_more(now: Situation) -> Dose | None:
    """One more set with fewer repetitions, so that the whole grows, but no more than a week allows."""
    dose, step, limits = now.base, now.progression.steps["sets"], now.progression.limits
    sets = dose.sets + step.add
    most = work(dose) * (100 + _growth(now)) // 100
    reps = min(dose.reps, most // (sets * _seconds(dose)))
    new = replace(dose, sets=sets, reps=reps)
    if sets > max(now.exercise.dose.sets, step.most) or reps < 1 or work(new) <= work(dose):
        return None
    hard = limits.hard_sets.get(now.context.stage)
    if dose.effort >= limits.hard_effort and hard is not None:
        families = {family for group in limits.groups.values() if now.exercise.family in group for family in group}
        doses = {**now.context.plan, now.exercise.id: new}
        group = [one for key, one in doses.items() if now.guideline.exercises[key].family in families and one.effort >= limits.hard_effort]
        if now.exercise.family in families and sum(one.sets * one.sessions_per_week for one in group) > hard:
            return None
    return new


def _harder(now: Situation) -> Step | None:
    exercises = now.guideline.exercises
    for one in now.exercise.progressions:
        if one in now.context.offered and exercises[one].family == now.exercise.family:
            return Step("harder", one, begun(exercises[one], now.stage), now.progression.steps["harder"].text)
    return None


def _growth(now: Situation) -> int:
    limits = now.progression.limits
    if now.exercise.id in limits.slow:
        return limits.slow_percent
    return now.guideline.programme.walking.growth_percent[1] if now.exercise.id.startswith(WALKS) else limits.volume_percent


def _allowed(now: Situation, new: Dose) -> bool:
    """Within what a week allows, counted from the dose a week ago; the smallest step is, once a week."""
    first = next(iter(now.recent), None)
    before = now.base if first is None else first.before or first.after or now.base
    if 100 * work(new) <= work(before) * (100 + _growth(now)):
        return True
    smallest = (new.minutes or 0) - (now.base.minutes or 0) + new.reps - now.base.reps + new.hold_s - now.base.hold_s == 1
    return smallest and new.sets == now.base.sets and not any(change.action in UP for change in now.recent)
