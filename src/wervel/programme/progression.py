"""What comes after a session: a light for how it went, and the dose or the exercise for the next time, by the rules of the guideline."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from fractions import Fraction

from wervel.knowledge.progression import Progression, ProgressionRule
from wervel.knowledge.types import Dose, Exercise, Guideline, Stage
from wervel.logic.expr import facts_beneath
from wervel.logic.fact import Fact
from wervel.logic.reference import Value, evaluate
from wervel.logic.text import Text

WEEK, DAY = timedelta(days=7), timedelta(days=1)
DAYS_A_WEEK, HOURS_A_DAY = 7, 24
ADHERENCE_DAYS = 14
NEUTRAL = "neutral"
WALKS = "walking_"
SECONDS_PER_REPETITION = 3
UP = ("step_up", "quota")

Number = int | Fraction


@dataclass(frozen=True, slots=True)
class SessionLog:
    """One exercise on one day, as it was noted; what was not noted is None.

    `done` in percent; `effort` and pains 0 to 10; `settle_hours` until the pain was as before; `leg_change`: up, same, down or new.
    """

    date: date
    exercise: str
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
    """

    today: date
    stage: str
    radicular: bool | None = None
    fear: bool = False
    profile: str | None = None
    start_pain: int | None = None
    started: date | None = None
    demanding_goal: bool | None = None
    adherence_percent: int | None = None
    offered: frozenset[str] = frozenset()
    plan: Mapping[str, Dose] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What is next for one exercise. `exercise`: which one from now on, None to leave it out. `rule`: the id of what decided.

    `dose`: of the next session; `base`: what later decisions start from. `step`: what went up. `load`: percent more weight, from and to.
    `directions`: left out `until` that day. `stage`: the stage to go to. `tell`: how soon somebody must hear it. `ask_again`: alarm signs
    are asked before going on. `text`: for the patient. `change`: to be kept for later decisions.
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


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody is doing, for the move to another stage; the ids of the facts, in their units. What is not known is None."""

    pain_avg_7d: Number | None = None
    irritability: str | None = None
    days_in_stage: int | None = None
    walking_minutes: int | None = None
    tasks_go_well: bool | None = None
    sorensen_s: int | None = None
    sorensen_percent: int | None = None
    full_activity_weeks: int | None = None
    confidence: int | None = None
    flare_hours: int | None = None


@dataclass(frozen=True, slots=True)
class StageMove:
    """The stage from now on. Without a `rule` nothing moves; `missing` are the facts that could still move it."""

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


# --- the light ---


def light_of(log: SessionLog, context: Context, guideline: Guideline) -> str | None:
    """Red, amber or green; None while what was noted does not decide."""
    return _option("light", _person(context, guideline) | _session(log, guideline), guideline)


def _of(guideline: Guideline) -> Progression:
    assert guideline.progression is not None, "a guideline with progression.yaml"
    return guideline.progression


def _option(ladder: str, known: Mapping[str, Value], guideline: Guideline) -> str | None:
    progression = _of(guideline)
    for option, when in progression.definitions.ladders[ladder]:
        truth = evaluate(when, known, progression.definitions)
        if truth is not False:
            return option if truth else None
    return None


def _holds(fact: str, known: Mapping[str, Value], guideline: Guideline) -> bool:
    definitions = _of(guideline).definitions
    return evaluate(definitions.conditions[fact], known, definitions) is True


def _values(raw: Mapping[str, bool | str | Number | None], facts: Mapping[str, Fact]) -> dict[str, Value]:
    """What is known, in the steps of the facts and within their range; between two steps the higher one, which is more pain or longer."""
    known: dict[str, Value] = {}
    for key, value in raw.items():
        if isinstance(value, bool | str):
            known[key] = value
        elif value is not None:
            fact = facts[key]
            known[key] = min(max(math.ceil(value / fact.step), fact.low), fact.high)
    return known


def _session(log: SessionLog, guideline: Guideline) -> dict[str, Value]:
    progression, settled = _of(guideline), log.settle_hours
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
    return _values(raw, progression.facts)


def _person(context: Context, guideline: Guideline) -> dict[str, Value]:
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
    }
    return _values(raw, _of(guideline).facts)


# --- what earlier sessions say ---


@dataclass(frozen=True, slots=True)
class _Day:
    """All sessions of one exercise on one day, the day's light and whether every one went easily."""

    date: date
    known: tuple[dict[str, Value], ...]
    light: str | None
    easy: bool


def _days(logs: Iterable[SessionLog], effort: int, context: Context, guideline: Guideline) -> list[_Day]:
    """By date. Of several sessions on a day the worst light counts; an unknown one is worse than green."""
    person = _person(context, guideline) | _values({"target_effort": effort}, _of(guideline).facts)
    by_date: dict[date, list[dict[str, Value]]] = {}
    for log in logs:
        by_date.setdefault(log.date, []).append(person | _session(log, guideline))
    days = []
    for day, sessions in sorted(by_date.items()):
        lights = [_option("light", known, guideline) for known in sessions]
        worst = next(light for light in ("red", "amber", None, "green") if light in lights)
        days.append(_Day(day, tuple(sessions), worst, all(_holds("easy", known, guideline) for known in sessions)))
    return days


def _streak(marks: Iterable[bool]) -> int:
    """How many of the last marks are true, in a row."""
    count = 0
    for mark in reversed(list(marks)):
        if not mark:
            break
        count += 1
    return count


def _past(logs: Iterable[SessionLog], today: date) -> list[SessionLog]:
    return [log for log in logs if log.date <= today]


def _reds(logs: Sequence[SessionLog], context: Context, guideline: Guideline) -> list[date]:
    """A day for each exercise that was red on it."""
    return sorted(day for day, _ in {(log.date, log.exercise) for log in logs if light_of(log, context, guideline) == "red"})


def _mornings(logs: Sequence[SessionLog], context: Context, guideline: Guideline) -> Fraction | None:
    """The mean pain the morning after, of the last days; None with too few of them."""
    days, least = _of(guideline).mornings
    pains: dict[date, int] = {}
    for log in logs:
        if log.pain_next_morning is not None and (context.today - log.date).days < days:
            pains[log.date] = max(log.pain_next_morning, pains.get(log.date, 0))
    return Fraction(sum(pains.values()), len(pains)) if len(pains) >= least else None


def adherence(plan: Mapping[str, Dose], logs: Iterable[SessionLog], today: date) -> int | None:
    """Percent of the planned days of the last two weeks on which it was done; None before the first log is two weeks old."""
    done = _past(logs, today - DAY)
    if not plan or not done or (today - min(log.date for log in done)).days < ADHERENCE_DAYS:
        return None
    planned = sum(min(dose.sessions_per_week, DAYS_A_WEEK) for dose in plan.values()) * ADHERENCE_DAYS // DAYS_A_WEEK
    recent = {(log.date, log.exercise) for log in done if (today - log.date).days <= ADHERENCE_DAYS and log.exercise in plan}
    return min(100, 100 * len(recent) // max(planned, 1))


# --- the next dose ---


@dataclass(frozen=True, slots=True)
class _Case:
    """Everything about one decision."""

    exercise: Exercise
    base: Dose
    given: Dose
    context: Context
    guideline: Guideline
    changes: tuple[Change, ...]
    days: list[_Day]
    since: date

    @property
    def progression(self) -> Progression:
        return _of(self.guideline)

    @property
    def stage(self) -> Stage:
        return self.guideline.programme.stages[self.context.stage]

    @property
    def recent(self) -> tuple[Change, ...]:
        """The changes of this exercise within the days that the limits speak of."""
        first = self.context.today - timedelta(days=self.progression.limits.days)
        return tuple(change for change in self.changes if change.since > first)


def next_dose(exercise: Exercise, dose: Dose, logs: Iterable[SessionLog], context: Context, guideline: Guideline) -> Decision:
    """What is next for an exercise that has this dose. `logs`: of all exercises, in any order; those after today do not count."""
    progression = _of(guideline)
    past = _past(logs, context.today)
    own = [log for log in past if log.exercise == exercise.id]
    changes = tuple(sorted((one for one in context.changes if one.exercise == exercise.id), key=lambda one: one.since))
    base = dose
    if changes and progression.rule(changes[-1].rule).gap and not any(log.date >= changes[-1].since for log in own):
        # Less because of a gap, and nobody has done it yet: the gap is thought over anew, from the dose before it.
        base, changes = changes[-1].before or dose, changes[:-1]
    now = [log for log in own if not changes or log.date >= changes[-1].since]
    days = _days(now, base.effort, context, guideline)
    last = max((log.date for log in own), default=None)
    since = context.today if last is None else max(context.today, last + DAY)
    case = _Case(exercise, base, dose, context, guideline, changes, days, since)
    history = _history(case, past, last)
    sessions = days[-1].known if days else (_person(context, guideline),)
    for rule in progression.rules:
        if any(evaluate(rule.when, history | known, progression.definitions) is True for known in sessions):
            return _carried_out(rule, case)
    raise AssertionError("the last rule always holds")


def _history(case: _Case, past: Sequence[SessionLog], last: date | None) -> dict[str, Value]:
    context, guideline, days = case.context, case.guideline, case.days
    today, changes = context.today, case.changes
    held_from = changes[-1].since if changes else min((day.date for day in days), default=context.started)
    raised = {
        change.exercise
        for change in context.changes
        if change.action == "step_up" and today - timedelta(days=case.progression.limits.days) < change.since <= today
    }
    raw = {
        "easy_in_a_row": _streak(day.easy for day in days),
        "amber_in_a_row": _streak(day.light == "amber" for day in days),
        "red_in_a_week": sum(today - day < WEEK for day in _reds(past, context, guideline)),
        "raised_this_week": len(raised - {case.exercise.id}),
        "sessions_at_dose": len(days),
        "days_at_dose": None if held_from is None else (today - held_from).days,
        "sessions_at_part": max(0, changes[-1].sessions - len(days)) if changes else 0,
        "days_since": None if last is None else (today - last).days,
        "usual_days": math.ceil(DAYS_A_WEEK / max(case.base.sessions_per_week, 1)),
        "morning_pain": _mornings(past, context, guideline),
    }
    return _values(raw, case.progression.facts)


def _carried_out(rule: ProgressionRule, case: _Case) -> Decision:
    """The decision that a rule asks for."""
    base = case.base
    same = Decision(
        rule.action, rule.id, case.exercise.id, base, base, rule.text, stage=rule.stage, tell=rule.tell, ask_again=rule.ask_again
    )
    match rule.action:
        case "step_up" | "quota":
            return _raised(rule, case, same)
        case "repeat" if case.changes and case.changes[-1].sessions > len(case.days):
            return _kept(replace(same, dose=scaled(base, case.changes[-1].percent)), case)
        case "less_dose" | "restart":
            less = scaled(base, rule.percent)
            return _kept(replace(same, dose=less, base=less), case)
        case "less_sets":
            fewer = base.minutes is None and base.sets > rule.sets
            less = replace(base, sets=base.sets - rule.sets) if fewer else scaled(base, rule.percent)
            return _kept(replace(same, dose=less, base=less), case)
        case "deload":
            sets = base.sets if base.minutes is not None else math.ceil(Fraction(base.sets * rule.percent, 100))
            return _kept(replace(same, dose=replace(base, sets=sets)), case)
        case "regress":
            return _regressed(rule, case, same)
        case "stop_direction":
            directions = tuple(one for one in case.exercise.directions if one != NEUTRAL)
            until = case.since + timedelta(days=rule.days)
            return _kept(replace(same, exercise=None, dose=None, base=None, directions=directions, until=until), case)
        case _:
            return _kept(same, case)


def _kept(decision: Decision, case: _Case, percent: int = 100, sessions: int = 0) -> Decision:
    """The decision with the change that must be kept, if there is one."""
    if decision.exercise == case.exercise.id and decision.base == case.given:
        return decision
    before = case.base if decision.exercise in (case.exercise.id, None) else None
    change = Change(case.since, decision.exercise or case.exercise.id, decision.action, decision.rule, before, decision.base, decision.step,
                    percent, sessions)  # fmt: skip
    return replace(decision, change=change)


def _regressed(rule: ProgressionRule, case: _Case, same: Decision) -> Decision:
    easier = next((one for one in case.exercise.regressions if one in case.context.offered), None)
    if easier is None:
        return _kept(replace(same, exercise=None, dose=None, base=None, text=rule.otherwise), case)
    base = _started(case.guideline.exercises[easier], case.guideline.programme.stages[rule.stage or case.context.stage])
    part = replace(same, exercise=easier, base=base, dose=scaled(base, rule.percent))
    return _kept(part, case, percent=rule.percent, sessions=rule.sessions)


def _started(exercise: Exercise, stage: Stage) -> Dose:
    """The dose with which an exercise begins in a stage."""
    dose = scaled(exercise.dose, int(100 * stage.dose_factor), up=True)
    return replace(dose, effort=min(dose.effort, stage.effort_cap))


def scaled(dose: Dose, percent: int, up: bool = False) -> Dose:
    """So much of a dose: of its minutes, else its repetitions, else its seconds of hold, else its sets. At least one is left.

    `up`: rounded up instead of down.
    """

    def part(number: int) -> int:
        share = Fraction(number * percent, 100)
        return max(1, math.ceil(share) if up else math.floor(share))

    if dose.minutes is not None:
        return replace(dose, minutes=part(dose.minutes))
    if dose.reps > 1:
        return replace(dose, reps=part(dose.reps))
    if dose.hold_s > 1:
        return replace(dose, hold_s=part(dose.hold_s))
    return replace(dose, sets=part(dose.sets)) if not up else dose


# --- one step up ---


def _raised(rule: ProgressionRule, case: _Case, same: Decision) -> Decision:
    stepped = _step(case)
    if stepped is None:
        return _kept(replace(same, action="keep", text=rule.otherwise), case)
    step, exercise, dose, text = stepped
    both = Text(f"{rule.text.nl} {text.nl}", f"{rule.text.en} {text.en}")
    load = case.progression.load.percent if step == "load" else None
    return _kept(replace(same, exercise=exercise, dose=dose, base=dose, step=step, load=load, text=both), case)


def _step(case: _Case) -> tuple[str, str, Dose, Text] | None:
    """The first step that is possible: its kind, the exercise, the new dose and what to say; nothing when a week allows no more."""
    progression, exercise, dose = case.progression, case.exercise, case.base
    if exercise.mode not in progression.modes:
        return None
    for kind in progression.order:
        new: Dose | None = None
        match kind:
            case "minutes" if dose.minutes is not None:
                new = _longer(case, dose.minutes)
            case "reps" if dose.minutes is None and dose.reps > 1:
                add, top = progression.steps[kind].add, _top(case, kind, exercise.dose.reps)
                new = replace(dose, reps=dose.reps + add) if dose.reps + add <= top else None
            case "sets" if dose.minutes is None and dose.reps > 1:
                new = _one_set_more(case)
            case "hold" if dose.minutes is None and dose.hold_s:
                more, top = max(1, dose.hold_s * progression.steps[kind].percent // 100), _top(case, kind, exercise.dose.hold_s)
                new = replace(dose, hold_s=min(dose.hold_s + more, top)) if dose.hold_s < top else None
            case "load" if dose.minutes is None and exercise.equipment & progression.load.equipment:
                done = [change for change in case.changes if change.step == "load"]
                if len(done) < progression.load.times:
                    if any(change in case.recent for change in done):
                        return None
                    lib = exercise.dose
                    less = replace(dose, reps=min(dose.reps, lib.reps), hold_s=min(dose.hold_s, lib.hold_s))
                    return kind, exercise.id, less, progression.load.text
            case "harder":
                return _harder(case)
        if new is not None:
            return (kind, exercise.id, new, progression.steps[kind].text) if _allowed(case, new) else None
    return None


def _top(case: _Case, kind: str, library: int) -> int:
    step = case.progression.steps[kind]
    return max(library, min(step.most, library * step.up_to_percent // 100))


def _longer(case: _Case, minutes: int) -> Dose | None:
    """More minutes; walking grows by the walking plan, and no further than it goes."""
    walking, top = case.guideline.programme.walking, _top(case, "minutes", case.exercise.dose.minutes or 0)
    percent = case.progression.steps["minutes"].percent
    if case.exercise.id.startswith(WALKS):
        percent, top = walking.growth_percent[0], min(top, walking.target_minutes_week[1] // max(case.base.sessions_per_week, 1))
    longer = min(max(minutes + 1, minutes * (100 + percent) // 100), top)
    return replace(case.base, minutes=longer) if longer > minutes else None


def _one_set_more(case: _Case) -> Dose | None:
    """One more set with fewer repetitions, so that the whole grows, but no more than a week allows."""
    dose, step, limits = case.base, case.progression.steps["sets"], case.progression.limits
    sets = dose.sets + step.add
    most = work(dose) * (100 + _growth(case)) // 100
    reps = min(dose.reps, most // (sets * _seconds(dose)))
    new = replace(dose, sets=sets, reps=reps)
    if sets > max(case.exercise.dose.sets, step.most) or reps < 1 or work(new) <= work(dose):
        return None
    hard = limits.hard_sets.get(case.context.stage)
    if dose.effort >= limits.hard_effort and hard is not None:
        families = {family for group in limits.groups.values() if case.exercise.family in group for family in group}
        doses = {**case.context.plan, case.exercise.id: new}
        group = [one for key, one in doses.items() if case.guideline.exercises[key].family in families and one.effort >= limits.hard_effort]
        if case.exercise.family in families and sum(one.sets * one.sessions_per_week for one in group) > hard:
            return None
    return new


def _harder(case: _Case) -> tuple[str, str, Dose, Text] | None:
    exercises = case.guideline.exercises
    for one in case.exercise.progressions:
        if one in case.context.offered and exercises[one].family == case.exercise.family:
            return "harder", one, _started(exercises[one], case.stage), case.progression.steps["harder"].text
    return None


def _seconds(dose: Dose) -> int:
    """One repetition, in seconds of work."""
    return dose.hold_s + SECONDS_PER_REPETITION if dose.reps > 1 else max(dose.hold_s, 1)


def work(dose: Dose) -> int:
    """How much a session asks, to compare doses of one exercise: its minutes, or its seconds of work."""
    return dose.minutes if dose.minutes is not None else dose.sets * dose.reps * _seconds(dose)


def _growth(case: _Case) -> int:
    limits = case.progression.limits
    if case.exercise.id in limits.slow:
        return limits.slow_percent
    return case.guideline.programme.walking.growth_percent[1] if case.exercise.id.startswith(WALKS) else limits.volume_percent


def _allowed(case: _Case, new: Dose) -> bool:
    """Within what a week allows, counted from the dose a week ago; the smallest step is, once a week."""
    first = next(iter(case.recent), None)
    before = case.base if first is None else first.before or first.after or case.base
    if 100 * work(new) <= work(before) * (100 + _growth(case)):
        return True
    smallest = (new.minutes or 0) - (case.base.minutes or 0) + new.reps - case.base.reps + new.hold_s - case.base.hold_s == 1
    return smallest and new.sets == case.base.sets and not any(change.action in UP for change in case.recent)


# --- all of it together ---


def all_doses(
    start: Mapping[str, Dose], logs: Iterable[SessionLog], context: Context, guideline: Guideline
) -> tuple[dict[str, Decision], tuple[Change, ...]]:
    """Every session since the start thought over again, by date: the decision of today for each exercise, and the changes until then.

    `start`: the doses of the plan when it began, the most important exercise first. The context says today's stage and person.
    """
    past = _past(logs, context.today)
    plan, changes = dict(start), list[Change]()
    for day in [*sorted({log.date for log in past if log.date < context.today}), context.today]:
        before = [log for log in past if log.date < day] if day < context.today else past
        done = adherence(plan, before, day)
        decisions: dict[str, Decision] = {}
        for name in [one for one in plan if day == context.today or any(log.exercise == one and log.date == day for log in past)]:
            if name not in plan:
                continue
            here = replace(context, today=day, plan=dict(plan), changes=tuple(changes),
                           adherence_percent=context.adherence_percent if day == context.today and done is None else done)  # fmt: skip
            decision = next_dose(guideline.exercises[name], plan[name], before, here, guideline)
            decisions[name] = decision
            if decision.change is not None:
                changes.append(decision.change)
                plan = _changed(plan, name, decision, guideline)
    return decisions, tuple(changes)


def _changed(plan: Mapping[str, Dose], name: str, decision: Decision, guideline: Guideline) -> dict[str, Dose]:
    """The plan after a decision; what takes the place of an exercise stands where that stood, and nothing stands twice."""
    changed: dict[str, Dose] = {}
    for key, dose in plan.items():
        if key != name:
            if not set(guideline.exercises[key].directions) & set(decision.directions):
                changed.setdefault(key, dose)
        elif decision.exercise is not None and decision.base is not None:
            changed[decision.exercise] = decision.base
    return changed


# --- stages, gaps, flare-ups, walking and building up by plan ---


def stage_move(context: Context, logs: Iterable[SessionLog], standing: Standing, guideline: Guideline) -> StageMove:
    """Whether another stage fits better now, and by which rule."""
    progression, today = _of(guideline), context.today
    past = _past(logs, today)
    reds = _reds(past, context, guideline)
    start = context.started or min((log.date for log in past), default=None)
    quiet_since = reds[-1] if reds else start
    raw: dict[str, bool | str | Number | None] = {one.name: getattr(standing, one.name) for one in fields(standing)}
    raw["days_since_red"] = None if quiet_since is None else (today - quiet_since).days
    raw["red_in_a_week"] = sum(today - day < WEEK for day in reds)
    raw["green_weeks"] = _green_weeks(past, context, guideline)
    raw["patterns_green"] = _patterns_green(past, context, guideline)
    known = _person(context, guideline) | _values(raw, progression.facts)
    missing: list[str] = []
    for move in progression.moves:
        truth = evaluate(move.when, known, progression.definitions) if context.stage in move.stages else False
        if truth:
            return StageMove(move.to, move.id, move.text, move.tell)
        if truth is None:
            missing += sorted(facts_beneath(move.when, progression.definitions) - set(known))
    return StageMove(context.stage, missing=tuple(dict.fromkeys(missing)))


def _green_weeks(logs: Sequence[SessionLog], context: Context, guideline: Guideline) -> int:
    """Weeks back from today in which something was done and all of it was green."""
    weeks: dict[int, list[str | None]] = {}
    for log in logs:
        weeks.setdefault((context.today - log.date).days // DAYS_A_WEEK, []).append(light_of(log, context, guideline))
    count = 0
    while set(weeks.get(count, ())) == {"green"}:
        count += 1
    return count


def _patterns_green(logs: Sequence[SessionLog], context: Context, guideline: Guideline) -> bool | None:
    """Whether bending and rising were green the last day they were done; None when that was never, or is not known."""
    families = _of(guideline).patterns
    done = [log for log in logs if log.exercise in guideline.exercises and guideline.exercises[log.exercise].family in families]
    lights = {light_of(log, context, guideline) for log in done if log.date == max(one.date for one in done)}
    if not lights or (None in lights and not lights & {"red", "amber"}):
        return None
    return lights == {"green"}


def after_a_gap(days: int, context: Context, guideline: Guideline, usual_days: int = 1) -> AfterGap:
    """How to go on after so many days without exercise, where `usual_days` lie in between by plan."""
    progression = _of(guideline)
    known = _person(context, guideline) | _values({"days_since": days, "usual_days": usual_days}, progression.facts)
    for rule in progression.rules:
        if rule.gap and evaluate(rule.when, known, progression.definitions) is True:
            return AfterGap(rule.percent, rule.ask_again, rule.id, rule.text)
    return AfterGap(100, False, None, None)


def flare_hours(diary: Iterable[tuple[date, int]], usual: Number, today: date, guideline: Guideline) -> int:
    """For how many hours pain has been a flare-up higher than `usual`, from the daily pain (day, 0 to 10) up to today; the day counts."""
    high: dict[date, int] = {}
    for day, pain in diary:
        high[day] = max(pain, high.get(day, 0))
    count = 0
    while high.get(today - count * DAY, -1) >= usual + _of(guideline).flare_up.rise:
        count += 1
    return HOURS_A_DAY * count


def after_a_flare_up(dose: Dose, guideline: Guideline) -> Dose:
    """The dose to go on with, from the dose before the flare-up."""
    return scaled(dose, _of(guideline).flare_up.percent)


def quota(tries: Sequence[int], week: int, guideline: Guideline) -> int:
    """How much to do in a week (the first is 1) when building up by plan, from tries until it was enough, in their own unit.

    It starts at the lower share of their mean and grows by the smaller step.
    """
    plan = _of(guideline).quota
    assert len(tries) >= plan.tries, f"{plan.tries} tries"
    amount = max(1, sum(tries) * plan.start_percent[0] // (100 * len(tries)))
    step = max(1, amount * plan.step_percent[0] // 100)
    return amount + step * (week - 1) * DAYS_A_WEEK // plan.days


def walking_minutes(week: int, minutes_now: int, guideline: Guideline) -> int:
    """Minutes of walking in a week of the plan (the first is 1) for who walks so many a week now, comfortably."""
    walking, goal = guideline.programme.walking, _of(guideline).walking
    start = max(math.floor(minutes_now * walking.start_factor), walking.start_minutes * goal.days)
    low, high = walking.growth_percent
    top = max(start, walking.target_minutes_week[1])
    growth = next((one for one in range(low, high) if _grown(start, one, goal.by_week) >= goal.minutes_by_then), high)
    return min(top, _grown(start, growth, week))


def _grown(minutes: int, percent: int, week: int) -> int:
    for _ in range(week - 1):
        minutes = minutes * (100 + percent) // 100
    return minutes
