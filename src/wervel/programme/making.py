"""A programme of weeks from an assessment, wishes and a calendar."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from wervel.knowledge.cases import Preferences
from wervel.knowledge.shapes import DAYS
from wervel.knowledge.types import Guideline, Phenomenon, Stage
from wervel.logic.reference import Value, evaluate
from wervel.programme.days import DAYS_A_WEEK, choose_days, spread
from wervel.programme.dose import fewer_sets, seconds
from wervel.programme.goals import Goals, set_goals
from wervel.programme.pace import walking_minutes
from wervel.programme.selection import AEROBIC, DRILL, MOST_DRILLS, STAGE, WALKS, Choice, best_first, candidates, gates, is_by_quota
from wervel.reasoning.assessment import Assessment

if TYPE_CHECKING:
    from wervel.programme.planner import Week

HOME, ENDURANCE, FIELD = KINDS = ("home", "endurance", "field")
WISHES = ("dislikes", "match_days", "days", "exercises", "minutes")
"""What somebody can give up when wishes cannot be met together. Where there is a choice, the later ones are named."""


@dataclass(frozen=True)
class Session:
    """What is done on one day. `day`: days after the first day of the programme, which is 0; `minutes` in all."""

    day: int
    kind: str
    choices: tuple[Choice, ...]
    minutes: int


@dataclass(frozen=True)
class Programme:
    """Sessions over `weeks`, from `start`, the date of day 0. `review`: when to look how it goes, the first evaluation of the profile.

    `by_quota`: the dose goes up by plan and not by pain. `is_draft`: a professional agrees first, because of a gate or of an appointment
    that is due `soon`. `gap`: by which share another plan could serve the goals better; 0 when this one is proven best.
    """

    stage: Stage
    stage_is_known: bool
    goals: Goals
    weeks: int
    start: date
    review: date
    sessions: tuple[Session, ...]
    by_quota: bool
    is_draft: bool
    gap: float

    @cached_property
    def session(self) -> tuple[Choice, ...]:
        """What is done at home in the first week, each exercise once, best first."""
        return self._of(HOME)

    @cached_property
    def endurance(self) -> tuple[Choice, ...]:
        return self._of(ENDURANCE)

    @cached_property
    def field(self) -> tuple[Choice, ...]:
        return self._of(FIELD)

    def _of(self, kind: str) -> tuple[Choice, ...]:
        found = {choice.exercise.id: choice for session in self.of_week(0) if session.kind == kind for choice in session.choices}
        return tuple(sorted(found.values(), key=best_first))

    @property
    def choices(self) -> tuple[Choice, ...]:
        return (*self.session, *self.endurance, *self.field)

    @property
    def minutes(self) -> int:
        """Of the longest session at home."""
        return max((session.minutes for session in self.sessions if session.kind == HOME), default=0)

    def of_week(self, week: int) -> tuple[Session, ...]:
        """The sessions of a week; the first week is 0."""
        return tuple(session for session in self.sessions if session.day // DAYS_A_WEEK == week)


@dataclass(frozen=True)
class NoRoom:
    """The person may have a programme, but there is none. Giving up any of these `wishes` makes room; no wishes: nothing is safe enough."""

    wishes: tuple[str, ...]


def make_programme(assessment: Assessment, preferences: Preferences, today: date) -> Programme | NoRoom | None:
    """The programme of a released assessment, or nothing when it is not released. It begins on the Monday that comes, unless asked."""
    if not assessment.released:
        return None
    planning = _Planning(assessment, preferences, today)
    sessions, gap = planning.planned()
    if not sessions:
        return NoRoom(_collision(assessment, preferences, today))
    return Programme(
        stage=planning.stage,
        stage_is_known=planning.stage_is_known,
        goals=planning.goals,
        weeks=planning.weeks,
        start=planning.start,
        review=planning.start + timedelta(_first_evaluation(assessment)),
        sessions=sessions,
        by_quota=is_by_quota(assessment),
        is_draft=bool(gates(assessment, "draft")) or assessment.at_least == "soon",
        gap=gap,
    )


def _first_evaluation(assessment: Assessment) -> int:
    """Days after the start; who has no profile is looked at as at moderate risk."""
    return assessment.guideline.programme.profiles[assessment.profile or "moderate"].evaluations[0]


def _collision(assessment: Assessment, preferences: Preferences, today: date) -> tuple[str, ...]:
    """A smallest set of wishes that cannot be met together: without any one of them there is a programme. None: wishes are not why."""
    needed = {wish: value for wish in WISHES if (value := getattr(preferences, wish))}
    none = Preferences(equipment=preferences.equipment)
    if not _Planning(assessment, none, today).planned()[0]:
        return ()
    for wish in list(needed):
        rest = {field: value for field, value in needed.items() if field != wish}
        if not _Planning(assessment, replace(none, **rest), today).planned()[0]:
            needed = rest
    return tuple(needed)


class _Planning:
    """One way to meet the wishes of one person."""

    def __init__(self, assessment: Assessment, preferences: Preferences, today: date) -> None:
        self.guideline: Guideline = assessment.guideline
        self.settings = settings = self.guideline.programme
        self.preferences = preferences
        option, self.stage_is_known = assessment.option_or_careful(STAGE)
        stage = settings.stages[option or "calm"]
        self.goals = set_goals(assessment, stage)
        if gates(assessment, "shorter"):
            most, minutes = settings.shorter
            stage = replace(stage, max_exercises=min(most, stage.max_exercises), max_minutes=min(minutes, stage.max_minutes))
        self.stage = stage
        self.start = preferences.start or today + timedelta(days=-today.weekday() % DAYS_A_WEEK)
        self.weeks = preferences.weeks or settings.planning.weeks
        self.found = sorted(candidates(assessment, preferences, stage, self.goals), key=best_first)
        self.at_home = [one for one in self.found if one.exercise.mode != DRILL and one.exercise.family != AEROBIC and one.score > 0]
        self.directional = tuple(rule for rule in assessment.phenomena if isinstance(rule.then, Phenomenon) and rule.then.directional)
        self.match_days = _numbers(preferences.match_days)
        self.training_days = _numbers(preferences.training_days) or _numbers(settings.planning.training_days)
        free = _numbers(preferences.days) or tuple(range(DAYS_A_WEEK))
        self.days = choose_days(free, stage.sessions[1], stage.strong_days, self.match_days, self.training_days)

    def planned(self) -> tuple[tuple[Session, ...], float]:
        """The sessions in the order of days, none where the wishes leave no room, and the gap of the whole."""
        blocks = self._blocks()
        if blocks is None:
            return (), 0.0
        sessions = sorted(self._sessions(blocks), key=lambda one: (one.day, KINDS.index(one.kind)))
        return tuple(sessions), max((week.gap for week in blocks), default=0.0)

    def _blocks(self) -> "list[Week] | None":
        """A week for each block of weeks, planned one after the other; nothing when no week can be; none when there is nothing to do."""
        from wervel.programme.planner import Limits, best_week  # noqa: PLC0415 (who only assesses needs no solver)

        planning = self.settings.planning
        limits = Limits(
            stage=self.stage,
            settings=self.settings,
            days=self.days,
            minutes=min(self.preferences.minutes or self.stage.max_minutes, self.stage.max_minutes),
            exercises=min(self.preferences.exercises or planning.exercises[1], self.stage.max_exercises),
            directional=self.directional,
        )
        weeks: list[Week] = []
        for _ in range(0, self.weeks if self.at_home else 0, planning.block_weeks):
            week = best_week(self.at_home if weeks else list(self._first()), limits, weeks[-1] if weeks else None)
            if week is None:
                return None
            weeks.append(week)
        return weeks

    def _first(self) -> Iterator[Choice]:
        """A first block starts below what the stage allows; harder ones are there where a part of a session would stay empty."""
        for _, families in self.settings.slots.values():
            members = [one for one in self.at_home if one.exercise.family in families]
            easy = [one for one in members if one.exercise.difficulty <= self.stage.first_difficulty]
            yield from easy or members

    def _sessions(self, blocks: "list[Week]") -> Iterator[Session]:
        endurance = [one for one in self.found if one.exercise.family == AEROBIC][:1]
        drills = [one for one in self.found if one.exercise.mode == DRILL][:MOST_DRILLS]
        for week in range(self.weeks):
            if blocks:
                block = blocks[week // self.settings.planning.block_weeks]
                for days, choices in ((self.days.strong, block.strong), (self.days.light, block.light)):
                    dosed = [replace(one, dose=fewer_sets(one.dose, self._share_of_sets(week))) for one in choices]
                    yield from (_session(self._day(week, day), HOME, dosed) for day in days if dosed)
            for one in endurance:
                walked = self._walked(one, week)
                yield from (
                    _session(self._day(week, day), ENDURANCE, [walked]) for day in spread(one.dose.sessions_per_week, self.match_days)
                )
            yield from (_session(self._day(week, day), FIELD, drills) for day in self.training_days if drills)

    def _day(self, week: int, weekday: int) -> int:
        """Counted from the first day of the programme, which need not be a Monday."""
        return DAYS_A_WEEK * week + (weekday - self.start.weekday()) % DAYS_A_WEEK

    def _share_of_sets(self, week: int) -> int:
        """Percent: less in an easy week, as the rules of progression plan one."""
        progression = self.guideline.progression
        if progression is None:
            return 100
        known: dict[str, Value] = {"stage": self.stage.id, "plan_week": week + 1}
        easy = (one for one in progression.rules if one.action == "deload" and evaluate(one.when, known, progression.definitions) is True)
        return next((rule.percent for rule in easy), 100)

    def _walked(self, choice: Choice, week: int) -> Choice:
        """Walking grows from week to week once the stage is no longer calm."""
        dose = choice.dose
        if dose.minutes is None or self.stage.id == "calm" or not choice.exercise.id.startswith(WALKS):
            return choice
        minutes = walking_minutes(week + 1, dose.minutes * dose.sessions_per_week, self.guideline) // dose.sessions_per_week
        return replace(choice, dose=replace(dose, minutes=minutes))


def _numbers(days: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(sorted({DAYS.index(day) for day in days}))


def _session(day: int, kind: str, choices: list[Choice]) -> Session:
    ordered = tuple(sorted(choices, key=best_first))
    return Session(day, kind, ordered, math.ceil(sum(seconds(choice.dose) for choice in ordered) / 60))
