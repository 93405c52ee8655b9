"""One look at an episode: where it stands, what the guideline says of it now, who is called and when."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from wervel.course.facts import Standing
from wervel.course.looks import Call, Look, Looks
from wervel.course.pain import PainCourse
from wervel.course.progress import DAYS_PER_WEEK, Band, Progress, verdict
from wervel.knowledge.course import RED_FLAG, CloseReason, Course, Verdict
from wervel.knowledge.episodes import Episode
from wervel.knowledge.types import Guideline
from wervel.logic.reference import evaluate
from wervel.reasoning.assessment import Assessment


@dataclass(frozen=True)
class NextContact:
    """`on`: never before today. `due`: the day it was planned for. `because`: the evaluation that asks for it; nothing: the profile."""

    on: date
    due: date
    because: str | None


@dataclass(frozen=True)
class Week:
    """The pain at the end of a week of care, and what is usual then. Week 0 is the start."""

    week: int
    pain: Fraction | None
    band: Band | None


@dataclass(frozen=True)
class FollowUp:
    """An episode on one day. `looks`: the same on any day before it. `assessment`: all rules anew, with the facts as they stand now.

    `stopped`: an alarm goes before everything; then there is no verdict, nobody is called for the course, and the plan rests.
    `ask_again`: groups of questions on alarm signs whose answers are too old. `close`: why care may end.
    """

    looks: Looks
    today: date
    verdict: Verdict | None
    calls: tuple[Call, ...]
    close: tuple[CloseReason, ...]
    ask_again: tuple[str, ...]
    next_contact: NextContact | None
    weeks: tuple[Week, ...]

    @property
    def episode(self) -> Episode:
        return self.looks.pain.episode

    @property
    def course(self) -> Course:
        return self.looks.course

    @property
    def cohort(self) -> str:
        return self.looks.cohort

    @property
    def cohort_is_known(self) -> bool:
        return self.looks.cohort_is_known

    @property
    def standing(self) -> Standing:
        return self.looks.on(self.today).standing

    @property
    def assessment(self) -> Assessment:
        return self.looks.on(self.today).assessment

    @property
    def progress(self) -> tuple[Progress, ...]:
        return self.looks.on(self.today).progress

    @property
    def band(self) -> Band | None:
        return self.looks.on(self.today).band

    @property
    def stopped(self) -> bool:
        return self.looks.on(self.today).stopped

    @property
    def days(self) -> int:
        """Days of care."""
        return (self.today - self.episode.started).days

    @property
    def examine_first(self) -> bool:
        """Somebody is to be examined again before the plan changes, and that has not been done."""
        return any(call.asks_examination for call in self.calls)


def follow_up(guideline: Guideline, episode: Episode, today: date) -> FollowUp:
    """The episode as it stands on `today`; what was written later does not count. Needs a guideline with a course."""
    course = guideline.course
    assert course is not None, "the door has checked that there is one"
    assert today >= episode.started, "the door has checked the days"
    looks = Looks(guideline, PainCourse(episode, course))
    look = looks.on(today)
    days = (today - episode.started).days
    calls = looks.calls(today)
    return FollowUp(
        looks,
        today,
        None if look.stopped or look.standing.closed else verdict(course.judgement, look.progress, look.band, days),
        calls,
        _close_reasons(guideline, course, look),
        _ask_again(guideline, course, look.standing, today),
        None if look.stopped else _next_contact(guideline, episode, course, look, calls, today),
        _weeks(looks, look.band is not None, days),
    )


def _close_reasons(guideline: Guideline, course: Course, look: Look) -> tuple[CloseReason, ...]:
    if look.standing.closed:
        return ()
    if look.stopped:
        return tuple(reason for reason in course.close_reasons if reason.id == RED_FLAG)
    known = look.standing.case.known
    return tuple(one for one in course.close_reasons if one.when and evaluate(one.when, known, guideline.definitions) is True)


def _ask_again(guideline: Guideline, course: Course, now: Standing, today: date) -> tuple[str, ...]:
    """The groups of which an answer is older than a contact may rely on."""
    oldest = today - timedelta(days=course.screening_days)
    facts = guideline.facts.values()
    return tuple(
        group
        for group in course.screening_groups
        if any(fact.group == group and now.answered.get(fact.id, today) < oldest for fact in facts if fact.id in now.case.known)
    )


def _next_contact(
    guideline: Guideline, episode: Episode, course: Course, look: Look, calls: tuple[Call, ...], today: date
) -> NextContact | None:
    """The first of what the evaluations ask for and what the schedule says: after the end of care that of prevention, else that of the
    profile, and while no profile is known the earliest of all profiles.
    """
    wanted = [NextContact(max(call.due, today), call.due, call.evaluation.id) for call in calls if call.done is None]
    last = max((one.day for one in episode.consultations if one.day <= today), default=episode.started)
    if look.standing.closed:
        begin, schedule = look.standing.closed, course.prevent_contacts
    else:
        profiles = guideline.programme.profiles
        profile = profiles.get(look.assessment.profile or "")
        chosen = [profile] if profile else list(profiles.values())
        begin, schedule = episode.started, tuple(sorted({day for profile in chosen for day in profile.contacts}))
    due = next((day for days in schedule if (day := begin + timedelta(days=days)) > last), None)
    if due is not None:
        wanted.append(NextContact(max(due, today), due, None))
    return min(wanted, key=lambda one: (one.on, one.due), default=None)


def _weeks(looks: Looks, banded: bool, days: int) -> tuple[Week, ...]:
    """The start, and every whole week of care so far."""
    started = looks.pain.episode.started
    weeks = range(days // DAYS_PER_WEEK + 1)
    return tuple(
        Week(week, looks.pain.level(started + timedelta(weeks=week)), looks.band(week * DAYS_PER_WEEK) if banded else None)
        for week in weeks
    )
