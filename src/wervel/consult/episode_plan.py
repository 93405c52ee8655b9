"""The plan of an episode as it stands on a day: the programme it began with, and all that sessions and diary have changed in it.

Nothing of this is written down anywhere. It is thought over again from the first day every time, so a session that is noted late counts.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from fractions import Fraction

from wervel.consult.planning import Plan, plan
from wervel.course.facts import LEG_DOWN_OR_NEW
from wervel.course.follow import FollowUp
from wervel.course.looks import Look
from wervel.knowledge.cases import Case
from wervel.knowledge.episodes import DoneSession, Episode
from wervel.knowledge.types import STAGES, Dose, Exercise, Stage
from wervel.programme.days import DAYS_A_WEEK
from wervel.programme.doses import Doses, PlanDay, all_doses
from wervel.programme.making import Programme
from wervel.programme.progression import DAY
from wervel.programme.record import Context, Number, SessionLog
from wervel.programme.running import RunningPlan, Withheld
from wervel.programme.selection import DRILL, FEAR, IRRITABILITY, is_by_quota, offered
from wervel.programme.stages import AfterGap, StageMove, Standing, after_a_gap, stage_move
from wervel.reasoning.assessment import Assessment
from wervel.reasoning.compiler import FACT

RADICULAR, DEMANDING, ADHERENCE = "radicular_signs", "demanding_goal", "adherence_2w"
"""Facts of the person that progression rests on, besides those of `Standing`, which bear their own names."""

CALM = STAGES[0]


def episode_plan(follow: FollowUp) -> RunningPlan | Withheld | None:
    """The plan on the day of the look; nothing for who is stopped by an alarm: that goes before everything, and nothing changes."""
    if follow.stopped:
        return None
    first_days = (follow.episode.started, *(one.day for one in follow.episode.consultations if one.day <= follow.today))
    planned = ((day, _planned(follow, day).programme) for day in first_days)
    begun, programme = next(((day, found) for day, found in planned if found is not None), (None, None))
    if begun is None or programme is None or not follow.assessment.released:
        return Withheld(begun, _planned(follow, follow.today).collision)
    return _Walk(follow, begun, programme).to_today()


def _planned(follow: FollowUp, day: date) -> Plan:
    """What would be planned with the facts of a day."""
    case: Case = follow.looks.on(day).standing.case
    return plan(follow.assessment.guideline, case, follow.episode.preferences)


def session_logs(episode: Episode) -> list[SessionLog]:
    """All sessions, and the days of which the diary says that something went down the leg."""
    diary = [SessionLog(one.day, None, leg_change=one.leg_change) for one in episode.diary if one.leg_change in LEG_DOWN_OR_NEW]
    return [*map(_log, episode.sessions), *diary]


def _log(done: DoneSession) -> SessionLog:
    """Between two steps of a scale the worse one counts: less was done, and there was less pain before and more after."""

    def least(value: Fraction | None) -> int | None:
        return None if value is None else math.floor(value)

    def most(value: Fraction | None) -> int | None:
        return None if value is None else math.ceil(value)

    return SessionLog(
        done.day, done.exercise, least(done.done), most(done.effort), least(done.pain_before), most(done.pain_during),
        most(done.pain_next_morning), done.settle_hours, done.leg_change,
    )  # fmt: skip


@dataclass
class _CalmDays:
    """`high`: pain was that much higher the last time that it is known of."""

    since: date
    high: bool


class _Walk:
    """From the day on which a programme began to the day of the look: stage, calm days, and each new programme."""

    def __init__(self, follow: FollowUp, begun: date, programme: Programme) -> None:
        self.follow, self.looks, self.begun, self.programme = follow, follow.looks, begun, programme
        self.guideline = follow.assessment.guideline
        assert self.guideline.progression is not None, "the door has checked that there is one"
        self.progression = self.guideline.progression
        self.logs = [log for log in session_logs(follow.episode) if begun <= log.date <= follow.today]
        self.stage, self.stage_since = programme.stage.id, begun
        self.loaded_since = begun
        """Since when load is built up: what the weeks of the plan are counted from."""
        self.calm: _CalmDays | None = None
        self.move = StageMove(self.stage)

    def to_today(self) -> RunningPlan:
        noted = {log.date for log in self.logs}
        lived = {self.begun, self.follow.today, *noted, *(day + DAY for day in noted)}
        days: list[PlanDay] = []
        for day in _days(self.begun, self.follow.today):
            context, new = self._day(day)
            if day in lived or new is not None or context.calm_days == "over":
                days.append(PlanDay(replace(context, offered=self._offered(day)), _doses(self.programme) if day == self.begun else new))
        doses = all_doses(days, self.logs, self.guideline)
        return RunningPlan(
            begun=self.begun,
            begun_late=self.begun > self.follow.episode.started,
            programme=self.programme,
            stage=self.stage,
            stage_since=self.stage_since,
            move=self.move,
            calm_since=None if self.calm is None else self.calm.since,
            doses=doses,
            after_gap=self._gap(days[-1].context, doses),
            examine_first=days[-1].context.examine_first,
        )

    def _day(self, day: date) -> tuple[Context, dict[str, Dose] | None]:
        """The person on this day, and the doses of the programme that begins on it, if one does."""
        look = self.looks.on(day)
        self.move = StageMove(self.stage)
        calm, new = "none", None
        if self.calm is not None:
            calm = self._calm_days(self.calm, day, look)
        elif look.assessment.released:
            standing = _standing(look, self.looks.pain.level(day), (day - self.stage_since).days)
            of_this_stage = [log for log in self.logs if log.date >= self.stage_since]
            self.move = stage_move(self._context(day, look, "none"), of_this_stage, standing, self.guideline)
        if STAGES.index(self.move.stage) < STAGES.index(self.stage):
            calm = self._flare_up(day, look)
        elif self.move.stage != self.stage:
            if self.stage == CALM:
                self.loaded_since = day
            self.stage, self.stage_since = self.move.stage, day
            new = self._new_programme(day)
        return self._context(day, look, calm), new

    def _context(self, day: date, look: Look, calm: str) -> Context:
        assessment, answered = look.assessment, look.standing.case.known
        goal, adherence = answered.get(DEMANDING), answered.get(ADHERENCE)
        return Context(
            today=day,
            stage=CALM if calm == "now" else self.stage,
            radicular=assessment.verdicts.truth(FACT + RADICULAR),
            fear=assessment.verdicts.truth(FACT + FEAR) is True,
            profile=assessment.profile,
            start_pain=self.looks.pain.level(self.begun),
            started=self.loaded_since,
            demanding_goal=goal if isinstance(goal, bool) else None,
            adherence_percent=adherence if isinstance(adherence, int) else None,
            examine_first=not assessment.released or self.looks.examine_first(day),
            calm_days=calm,
        )

    # a flare-up

    def _flare_up(self, day: date, look: Look) -> str:
        """Calm days begin, but not for who builds up by plan: there pain does not steer, and red sessions say themselves what to do."""
        if is_by_quota(look.assessment):
            self.move = StageMove(self.stage)
            return "none"
        self.calm = _CalmDays(day, look.standing.case.known.get("flare_up") is True)
        return "now"

    def _calm_days(self, calm: _CalmDays, day: date, look: Look) -> str:
        """They last until pain is known to be lower, and no shorter than they must."""
        high = look.standing.case.known.get("flare_up")
        calm.high = calm.high if high is None else high is True
        if calm.high or (day - calm.since).days < self.progression.flare_up.days[0]:
            return "now"
        self.calm, self.stage_since = None, day
        return "over"

    # another stage

    def _new_programme(self, day: date) -> dict[str, Dose] | None:
        """That of the new stage, if the facts of the day give one for it; else the old one goes on."""
        programme = _planned(self.follow, day).programme
        if programme is None or programme.stage.id != self.stage:
            return None
        self.programme = programme
        return _doses(programme)

    def _offered(self, day: date) -> frozenset[str]:
        """What is safe on this day and fits the stage of the plan."""
        stage = self.guideline.programme.stages[self.stage]
        safe = offered(self.looks.on(day).assessment, self.follow.episode.preferences)
        return frozenset(exercise.id for exercise in safe if _fits(exercise, stage))

    def _gap(self, context: Context, doses: Doses) -> AfterGap | None:
        """How to go on when nothing of the plan was done for days; nothing to say before the first time, or of a few calm days."""
        done = [log.date for log in self.logs if log.exercise in doses.plan]
        if not done:
            return None
        usual = min(math.ceil(DAYS_A_WEEK / max(dose.sessions_per_week, 1)) for dose in doses.plan.values())
        gap = after_a_gap((self.follow.today - max(done)).days, context, self.guideline, usual)
        return gap if gap.rule and (gap.ask_again or self.calm is None) else None


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _doses(programme: Programme) -> dict[str, Dose]:
    return {choice.exercise.id: choice.dose for choice in programme.choices}


def _fits(exercise: Exercise, stage: Stage) -> bool:
    return stage.id in exercise.stages and (exercise.mode == DRILL or exercise.difficulty <= stage.difficulty_cap)


def _standing(look: Look, pain: Fraction | None, days_in_stage: int) -> Standing:
    """What the day says, for the move to another stage: the facts of the same name, and what the diary knows better."""
    assessment = look.assessment
    known = {one.name: _value(one.name, assessment) for one in fields(Standing)}
    irritability = assessment.verdicts.option(IRRITABILITY)
    return Standing(**{**known, "pain_avg_7d": pain, "irritability": irritability, "days_in_stage": days_in_stage})  # type: ignore[arg-type]


def _value(fact: str, assessment: Assessment) -> bool | str | Number | None:
    """A fact in its own unit; None while it is unknown, or when the guideline has no such fact."""
    value = assessment.known.get(fact)
    if isinstance(value, bool | str):
        return value
    return value * assessment.guideline.facts[fact].step if isinstance(value, int) else None
