"""Which exercises a week holds: a model with a proven optimum, solved for one block of weeks after the other.

A week has at most two sessions to learn: one for its strong days and one for its light days. That is kinder to people than seven different
days, and it leaves the solver so few alike solutions that it proves the best one. What must hold is a constraint. What is wanted is
counted, in this order: how well the exercises fit (goals, findings, likes), what stays from the block before, variety, evenness. The solver
runs on one thread, with a fixed seed and a bound on its own measure of work, so the same input gives the same programme on any machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from ortools.sat.python import cp_model

from wervel.knowledge.types import Phenomenon, ProgrammeSettings, Rule, Stage
from wervel.programme.days import Days
from wervel.programme.dose import seconds
from wervel.programme.selection import Choice, kin

DETERMINISTIC_SECONDS = 1.0
"""The solver's own measure of work; about as many seconds on one core."""

CHOSEN, PLACED, KEPT, FAMILY, SESSION, SECOND = 4000, 400, 1500, 200, 3000, 1
"""What is counted: an exercise with a score of 1, and each day of the week on which it is done; one that stays from the block before; a
family in the week; light days at all; a second between the two sessions."""

STRENGTH, HIGH = "strength", "high"
STRONG, LIGHT = "strong", "light"


@dataclass(frozen=True)
class Limits:
    """What a week may hold. `minutes` and `exercises`: the most of one session."""

    stage: Stage
    settings: ProgrammeSettings
    days: Days
    minutes: int
    exercises: int
    directional: tuple[Rule, ...]
    """Findings with a direction; while the stage is calm each has an exercise."""


@dataclass(frozen=True)
class Week:
    """What is done on strong and on light days. `gap`: by which share another week could be better; 0 for a proven optimum."""

    strong: tuple[Choice, ...]
    light: tuple[Choice, ...]
    gap: float

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple({choice.exercise.id: choice for choice in (*self.strong, *self.light)}.values())


def best_week(candidates: Sequence[Choice], limits: Limits, before: Week | None) -> Week | None:
    """The best week of these candidates, after the week before it if there is one; nothing when none can be."""
    return _Model(candidates, limits, before).solve()


class _Model:
    """Counts on the fewest sets of each exercise; where minutes are left the prescribed sets come back."""

    def __init__(self, candidates: Sequence[Choice], limits: Limits, before: Week | None) -> None:
        self.candidates, self.limits, self.before = candidates, limits, before
        self.stage, self.settings = limits.stage, limits.settings
        self.often = {kind: len(days) for kind, days in ((STRONG, limits.days.strong), (LIGHT, limits.days.light)) if days}
        self.model = cp_model.CpModel()
        self.at = range(len(candidates))
        self.families: dict[str, list[int]] = {}
        for at, choice in enumerate(candidates):
            self.families.setdefault(choice.exercise.family, []).append(at)
        new = self.model.new_bool_var
        self.chosen = [new(f"chosen {choice.exercise.id}") for choice in candidates]
        self.placed = {(at, kind): new(f"{kind} {at}") for at in self.at for kind in self.often}
        self.happens = {kind: new(f"session {kind}") for kind in self.often}

    def solve(self) -> Week | None:
        self._place()
        self._fill_sessions()
        self._fill_slots()
        self._step_on()
        self.model.maximize(sum(self._wanted()))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.linearization_level = 2  # proves these optima ten times faster
        solver.parameters.max_deterministic_time = DETERMINISTIC_SECONDS
        status = solver.solve(self.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        sessions = {kind: [at for at in self.at if solver.boolean_value(self.placed[at, kind])] for kind in self.often}
        dosed = self._dosed(sessions)
        bound, value = solver.best_objective_bound, solver.objective_value
        gap = 0.0 if status == cp_model.OPTIMAL else (bound - value) / max(abs(bound), 1)
        strong, light = (tuple(dosed[at] for at in sessions.get(kind, ())) for kind in (STRONG, LIGHT))
        return Week(strong, light, gap)

    def _dosed(self, sessions: dict[str, list[int]]) -> dict[int, Choice]:
        """With the days of this week, and the prescribed sets, best exercise first, as far as minutes and the growth of the load allow."""
        found: dict[int, Choice] = {}
        for at in sorted({at for session in sessions.values() for at in session}):
            choice = _least(self.candidates[at])
            days = sum(self.often[kind] for kind, session in sessions.items() if at in session)
            # several times a day stays so, when it is every day
            times = choice.dose.sessions_per_week if days == 7 else min(days, choice.dose.sessions_per_week)
            found[at] = replace(choice, dose=replace(choice.dose, sessions_per_week=times))
        for at in list(found):
            whole = replace(found[at], dose=replace(found[at].dose, sets=self.candidates[at].dose.sets))
            trial = {**found, at: whole}
            fits = all(sum(seconds(trial[one].dose) for one in session) <= 60 * self.limits.minutes for session in sessions.values())
            load = sum(self.often[kind] * self._load(trial[at]) for kind, session in sessions.items() for at in session)
            if fits and (self.most_load is None or 100 * load <= self.most_load):
                found = trial
        return found

    # what must hold

    def _place(self) -> None:
        """What is chosen is placed, no more often than prescribed; no two of a kind; the heavy part on strong days only."""
        heavy = set(self._in_slot(STRENGTH)) | {at for at in self.at if self.candidates[at].exercise.load == HIGH}
        for at, choice in enumerate(self.candidates):
            kinds = [self.placed[at, kind] for kind in self.often]
            self.model.add_max_equality(self.chosen[at], kinds)
            self.model.add(sum(often * self.placed[at, kind] for kind, often in self.often.items()) <= choice.dose.sessions_per_week)
            if at in heavy and LIGHT in self.often:
                self.model.add(self.placed[at, LIGHT] == 0)
        for members in self.families.values():
            self.model.add(sum(self.chosen[at] for at in members) <= self.stage.per_family)
            for one, other in combinations(members, 2):
                if kin(self.candidates[one], self.candidates[other]):
                    self.model.add_at_most_one(self.chosen[one], self.chosen[other])
        self.model.add(sum(self.chosen) <= self.stage.max_exercises)

    def _fill_sessions(self) -> None:
        """Two exercises at least, or what there is; no more than asked, within the minutes. Light days may be left out."""
        fewest = min(self.settings.planning.exercises[0], len(self.candidates))
        for kind, happens in self.happens.items():
            placed = [self.placed[at, kind] for at in self.at]
            self.model.add(sum(placed) >= fewest * happens)
            self.model.add(sum(placed) <= self.limits.exercises * happens)
            self.model.add(self._time(kind) <= 60 * self.limits.minutes)
        self.model.add_at_least_one(self.happens.values())

    def _time(self, kind: str) -> cp_model.LinearExpr:
        """Seconds."""
        times = [seconds(_least(choice).dose) for choice in self.candidates]
        return cp_model.LinearExpr.weighted_sum([self.placed[at, kind] for at in self.at], times)

    def _fill_slots(self) -> None:
        """Every part of a session that the stage asks for has its exercises in the week; no session has more of a part than it allows."""
        # A plan for who wants or can do little has no room for all parts: then the findings alone decide which.
        room = min(self.stage.max_exercises, self.limits.exercises * len(self.often))
        has_room = sum(low for slot, low, _ in self.stage.slots if self._in_slot(slot)) <= room
        for slot, low, high in self.stage.slots:
            members = self._in_slot(slot)
            if has_room:
                self.model.add(sum(self.chosen[at] for at in members) >= min(low, len(members)))
            for kind in self.often:
                self.model.add(sum(self.placed[at, kind] for at in members) <= high)
        if self.stage.id == "calm":
            for rule in self.limits.directional:
                assert isinstance(rule.then, Phenomenon)
                towards = [at for family in rule.then.families for at in self.families.get(family, ())]
                if towards:
                    self.model.add_at_least_one(self.chosen[at] for at in towards)

    def _in_slot(self, slot: str) -> list[int]:
        return [at for family in self.settings.slots[slot][1] for at in self.families.get(family, ())]

    def _step_on(self) -> None:
        """After the block before: no family grows harder by more than one step, and the load of the week by no more than its share."""
        if self.before is None or self.most_load is None:
            return
        hardest: dict[str, int] = {}
        for choice in self.before.choices:
            family = choice.exercise.family
            hardest[family] = max(hardest.get(family, 0), choice.exercise.difficulty)
        for at, choice in enumerate(self.candidates):
            if choice.exercise.difficulty > hardest.get(choice.exercise.family, self.stage.first_difficulty) + 1:
                self.model.add(self.chosen[at] == 0)
        loads = [self._load(_least(choice)) for choice in self.candidates]
        week = sum(often * loads[at] * self.placed[at, kind] for at in self.at for kind, often in self.often.items())
        self.model.add(100 * week <= self.most_load)

    def _load(self, choice: Choice) -> int:
        """What one session of an exercise counts for in the load of a week."""
        return dict(self.settings.planning.load)[choice.exercise.load] * choice.dose.sets

    @cached_property
    def most_load(self) -> int | None:
        """Percent of one set of low load: as much as a week may hold after the block before."""
        if self.before is None:
            return None
        days = self.limits.days
        done = [
            *(len(days.strong) * self._load(one) for one in self.before.strong),
            *(len(days.light) * self._load(one) for one in self.before.light),
        ]
        return (100 + self.settings.planning.growth_percent) * sum(done)

    # what is wanted

    def _wanted(self) -> Iterator[cp_model.LinearExprT]:
        kept = {choice.exercise.id for choice in self.before.choices} if self.before else set()
        for at, choice in enumerate(self.candidates):
            yield (round(CHOSEN * choice.score) - choice.exercise.difficulty) * self.chosen[at]  # on equal terms the easier
            yield from (round(PLACED * choice.score) * often * self.placed[at, kind] for kind, often in self.often.items())
            if choice.exercise.id in kept:
                yield KEPT * self.chosen[at]
        if self.stage.per_family > 1:
            for family, members in self.families.items():
                present = self.model.new_bool_var(f"family {family}")
                self.model.add(present <= sum(self.chosen[at] for at in members))
                yield FAMILY * present
        yield from (SESSION * happens for happens in self.happens.values())
        if len(self.often) == len((STRONG, LIGHT)):
            apart = self.model.new_int_var(0, 60 * self.limits.minutes, "apart")
            self.model.add(apart >= self._time(STRONG) - self._time(LIGHT))
            self.model.add(apart >= self._time(LIGHT) - self._time(STRONG))
            yield -SECOND * apart


def _least(choice: Choice) -> Choice:
    """The choice with one set less, where there is more than one."""
    if choice.dose.sets <= 1:
        return choice
    return replace(choice, dose=replace(choice.dose, sets=choice.dose.sets - 1))
