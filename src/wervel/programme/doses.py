"""The doses of a whole plan: every session since its first day thought over again, up to the decisions of today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wervel.knowledge.progression import ProgressionRule
from wervel.knowledge.types import Dose, Guideline
from wervel.logic.reference import evaluate
from wervel.logic.text import Text
from wervel.programme.dose import seconds
from wervel.programme.light import adherence, up_to
from wervel.programme.progression import DAY, Decision, directions, next_dose
from wervel.programme.record import Change, Context, SessionLog, of_person, of_session, progression_of
from wervel.programme.selection import AEROBIC
from wervel.programme.step import UP

SECONDS_PER_MINUTE = 60


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One day of a plan: the person on it, and the doses of a programme that begins on it, the most important exercise first.

    The context needs no plan, changes or, where sessions were noted, adherence: those are reckoned.
    """

    context: Context
    new: Mapping[str, Dose] | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Exercises that were left out because of what was noted `on` a day. None: nothing in the plan had to go, but somebody must hear it.

    `until`: the day up to which nothing in these `directions` comes back; None while a new programme has not chosen anew.
    """

    on: date
    exercises: tuple[str, ...]
    rule: str
    text: Text
    directions: tuple[str, ...] = ()
    until: date | None = None
    tell: str | None = None
    ask_again: bool = False


@dataclass(frozen=True, slots=True)
class Shorter:
    """A plan of which too little was done becomes these exercises, besides walking and the like."""

    rule: str
    text: Text
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doses:
    """Where all decisions lead. `decisions`: of today, by the exercise that they are about; `left_out`: what is not done now."""

    plan: Mapping[str, Dose]
    decisions: Mapping[str, Decision]
    left_out: tuple[LeftOut, ...]
    changes: tuple[Change, ...]
    adherence_percent: int | None
    shorter: Shorter | None


def all_doses(days: Sequence[PlanDay], logs: Iterable[SessionLog], guideline: Guideline) -> Doses:
    """`days` in order: the first has a programme, the last is today, and in between are at least those with a session."""
    replay = _Replay(days[0].context.today, list(logs), guideline)
    for day in days:
        replay.live(day, is_last=day is days[-1])
    replay.look(days[-1])
    return Doses(
        replay.plan, replay.decisions, tuple(replay.left_out.values()), tuple(replay.changes), replay.adherence, replay.shortened()
    )


class _Replay:
    """A plan on its way through the days."""

    def __init__(self, first: date, logs: list[SessionLog], guideline: Guideline) -> None:
        self.logs, self.guideline, self.progression = logs, guideline, progression_of(guideline)
        self.seen_to = first
        self.plan: dict[str, Dose] = {}
        self.joined: dict[str, date] = {}
        self.changes: list[Change] = []
        self.left_out: dict[str | None, LeftOut] = {}
        self.decisions: dict[str, Decision] = {}
        self.adherence: int | None = None

    def live(self, day: PlanDay, is_last: bool) -> None:
        """A day begins: what was noted before it decides over the exercises that are done on it.

        After the calm days of a flare-up every exercise starts again, done or not, and only once.
        """
        today = day.context.today
        self.left_out = {key: one for key, one in self.left_out.items() if one.until is None or one.until >= today}
        if day.new is not None:
            self._begin(day.new, today)
        done = {log.exercise for log in self.logs if log.date == today}
        starts_again = day.context.calm_days == "over"
        names = [one for one in self.plan if starts_again or one in done]
        self._decide_all(day.context, up_to(self.logs, today - DAY), [] if starts_again and is_last else names)
        self.seen_to = today

    def look(self, day: PlanDay) -> None:
        """Somebody looks at the end of a day: the decision on every exercise, with what was noted on that day too."""
        self._decide_all(day.context, up_to(self.logs, day.context.today), list(self.plan))

    def _decide_all(self, context: Context, known: Sequence[SessionLog], names: Iterable[str]) -> None:
        self.adherence = adherence(self.plan, known, context.today, self.joined)
        self.context = replace(context, adherence_percent=context.adherence_percent if self.adherence is None else self.adherence)
        self._stop_directions(known)
        decisions: dict[str, Decision] = {}
        names = list(names)
        for name in sorted(names, key=self._raised):
            if name in self.plan:
                decisions[name] = self._take_over(name, self._decide(name, self.plan[name], known), context.today)
        self.decisions = {name: decisions[name] for name in names if name in decisions}

    def _raised(self, name: str) -> date:
        """Only a few go up in a week: who waited longest comes first."""
        return max((one.since for one in self.changes if one.exercise == name and one.action in UP), default=date.min)

    def _begin(self, new: Mapping[str, Dose], today: date) -> None:
        """A new programme. What was in the plan keeps its dose, and what has a reason to be left out stays out."""
        self.left_out = {key: one for key, one in self.left_out.items() if one.until is not None}
        self.plan = {name: self.plan.get(name, dose) for name, dose in new.items() if not self._is_stopped(name)}
        self.joined = {name: self.joined.get(name, today) for name in self.plan}

    def _decide(self, name: str, dose: Dose, known: Sequence[SessionLog]) -> Decision:
        offered = frozenset(one for one in self.context.offered if not self._is_stopped(one))
        context = replace(self.context, plan=dict(self.plan), changes=tuple(self.changes), offered=offered)
        return next_dose(self.guideline.exercises[name], dose, known, context, self.guideline)

    def _is_stopped(self, name: str) -> bool:
        stopped = {direction for one in self.left_out.values() for direction in one.directions}
        return bool(stopped & set(self.guideline.exercises[name].directions))

    def _take_over(self, name: str, decision: Decision, today: date) -> Decision:
        """The plan after a decision; what takes the place of an exercise stands where that stood, and nothing stands twice."""
        if decision.change is None:
            return decision
        self.changes.append(decision.change)
        changed: dict[str, Dose] = {}
        for key, dose in self.plan.items():
            if key != name:
                changed.setdefault(key, dose)
            elif decision.exercise is not None and decision.base is not None:
                changed[decision.exercise] = decision.base
                if decision.exercise != name:
                    self.joined.setdefault(decision.exercise, today)
        self.plan = changed
        if decision.exercise is None:
            on = max(log.date for log in self.logs if log.exercise == name and log.date <= today)
            self.left_out[name] = LeftOut(on, (name,), decision.rule, decision.text, tell=decision.tell, ask_again=decision.ask_again)
        return decision

    # what goes down the leg

    def _stop_directions(self, known: Sequence[SessionLog]) -> None:
        """The sessions since the last day that was lived, of any exercise: what went down the leg goes before everything else."""
        for log in known:
            rule = self._stop_rule(log) if log.date >= self.seen_to else None
            if rule is not None:
                blamed = self._blamed(log.date) if log.exercise is None else {log.exercise}
                stopped = {direction for name in blamed for direction in directions(self.guideline.exercises[name])}
                text = rule.otherwise if log.exercise is None else rule.text
                self._stop(log, rule, text, blamed, tuple(sorted(stopped)))

    def _stop_rule(self, log: SessionLog) -> ProgressionRule | None:
        """The rule that stops a direction because of what was noted."""
        known = {**of_person(self.context, self.guideline), **of_session(log, self.progression)}
        rules = (rule for rule in self.progression.rules if rule.action == "stop_direction")
        return next((rule for rule in rules if evaluate(rule.when, known, self.progression.definitions) is True), None)

    def _blamed(self, day: date) -> set[str]:
        """What was done that day and may have done it; nothing of the kind: all of the plan that bends or turns the back."""
        done = {log.exercise for log in self.logs if log.date == day and log.exercise in self.plan and log.leg_change is None}
        return {name for name in self.plan if name in done} or {name for name in self.plan if directions(self.guideline.exercises[name])}

    def _stop(self, log: SessionLog, rule: ProgressionRule, text: Text, blamed: set[str], stopped: tuple[str, ...]) -> None:
        earlier = self.left_out.get(log.exercise)
        exercises, since = self.guideline.exercises, log.date + DAY
        removed = [name for name in self.plan if name in blamed or set(stopped) & set(exercises[name].directions)]
        for name in removed:
            self.changes.append(Change(since, name, rule.action, rule.id, self.plan.pop(name), None))
        together = dict.fromkeys([*(earlier.exercises if earlier else ()), *removed])
        until = since + timedelta(days=rule.days)
        self.left_out[log.exercise] = LeftOut(log.date, tuple(together), rule.id, text, stopped, until, rule.tell, rule.ask_again)

    # too little of the plan

    def shortened(self) -> Shorter | None:
        """What is left of the plan while too little of it is done; decisions on the rest become to skip it for now."""
        known = of_person(self.context, self.guideline)
        definitions = self.progression.definitions
        rules = (rule for rule in self.progression.rules if rule.action == "shorter")
        rule = next((one for one in rules if evaluate(one.when, known, definitions) is True), None)
        if rule is None:
            return None
        most, minutes = self.guideline.programme.shorter
        kept: list[str] = []
        spent = 0
        for name, decision in self.decisions.items():
            if decision.exercise is None or decision.dose is None or self.guideline.exercises[decision.exercise].family == AEROBIC:
                continue
            longer = spent + seconds(decision.dose)
            if len(kept) < most and (not kept or longer <= minutes * SECONDS_PER_MINUTE):
                kept.append(decision.exercise)
                spent = longer
            elif decision.tell is None:
                self.decisions[name] = replace(decision, action=rule.action, rule=rule.id, text=rule.text, dose=None, step=None)
        return Shorter(rule.id, rule.text, tuple(kept))
