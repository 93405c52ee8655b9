"""One look at an episode: where it stands, what the guideline says of it now, who is called and when. It never changes a plan."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from wervel.course.facts import Standing, standing
from wervel.course.pain import PainCourse
from wervel.course.progress import DAYS_PER_WEEK, Band, Progress, band_at, cohort_at_start, progress, verdict
from wervel.knowledge.course import RED_FLAG, CloseReason, Course, Evaluation, Verdict
from wervel.knowledge.episodes import Contact, Episode
from wervel.knowledge.types import CONFIDENCES, Guideline
from wervel.logic.reference import Value, evaluate
from wervel.reasoning.assessment import HIGHEST_RELEASED, SUSPECTED, Assessment, assess, rank
from wervel.reasoning.explanation import why

EXAMINE, CONTACT = "examine_again", "contact"


@dataclass(frozen=True)
class Call:
    """An evaluation rule that fires, because of which facts, and since when without a break. `done`: the day on which somebody looked."""

    evaluation: Evaluation
    because: dict[str, Value]
    since: date
    done: date | None

    @property
    def due(self) -> date:
        return self.since + timedelta(days=self.evaluation.within_days)


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
    """An episode on one day. `assessment`: all rules anew, with the facts as they stand now.

    `stopped`: an alarm goes before everything; then there is no verdict, nobody is called for the course, and the plan rests.
    `ask_again`: groups of questions on alarm signs whose answers are too old. `close`: why care may end.
    """

    episode: Episode
    today: date
    course: Course
    standing: Standing
    assessment: Assessment
    cohort: str
    cohort_is_known: bool
    progress: tuple[Progress, ...]
    band: Band | None
    verdict: Verdict | None
    calls: tuple[Call, ...]
    close: tuple[CloseReason, ...]
    ask_again: tuple[str, ...]
    next_contact: NextContact | None
    weeks: tuple[Week, ...]

    @property
    def stopped(self) -> bool:
        return is_stopped(self.assessment)

    @property
    def days(self) -> int:
        """Days of care."""
        return (self.today - self.episode.started).days

    @property
    def examine_first(self) -> bool:
        """Somebody is to be examined again before the plan changes, and that has not been done."""
        return any(EXAMINE in call.evaluation.do and call.done is None for call in self.calls)


def is_stopped(assessment: Assessment) -> bool:
    return rank(assessment.at_least) > HIGHEST_RELEASED


def is_compared(assessment: Assessment, course: Course) -> bool:
    """Whether the average course says something about this complaint: not when a condition with a course of its own is suspected."""
    suspected = any(confidence in CONFIDENCES[SUSPECTED:] for confidence in assessment.hypotheses.values())
    return assessment.class_ in course.band_classes and not suspected


@dataclass(frozen=True)
class _Look:
    """What there is to see on one day, before anybody is called."""

    standing: Standing
    assessment: Assessment
    progress: tuple[Progress, ...]
    band: Band | None


def follow_up(guideline: Guideline, episode: Episode, today: date) -> FollowUp:
    """The episode as it stands on `today`; what was written later does not count. Needs a guideline with a course."""
    course = guideline.course
    assert course is not None, "the door has checked that there is one"
    assert today >= episode.started, "the door has checked the days"
    looks = _Looks(guideline, PainCourse(episode, course))
    look = looks.on(today)
    days = (today - episode.started).days
    stopped = is_stopped(look.assessment)
    calls = () if stopped else _calls(looks, today)
    return FollowUp(
        episode,
        today,
        course,
        look.standing,
        look.assessment,
        looks.cohort,
        looks.cohort_is_known,
        look.progress,
        look.band,
        None if stopped or look.standing.closed else verdict(course.judgement, look.progress, look.band, days),
        calls,
        _close_reasons(guideline, course, look, stopped),
        _ask_again(guideline, course, look.standing, today),
        None if stopped else _next_contact(guideline, episode, course, look, calls, today),
        _weeks(looks, look.band is not None, days),
    )


class _Looks:
    """An episode on any day, looked at once."""

    def __init__(self, guideline: Guideline, pain: PainCourse) -> None:
        self.guideline, self.pain, self.course = guideline, pain, pain.course
        self.cohort, self.cohort_is_known = cohort_at_start(guideline, pain.episode)
        self._seen: dict[date, _Look] = {}

    def on(self, day: date) -> _Look:
        if day not in self._seen:
            self._seen[day] = self._look(day)
        return self._seen[day]

    def band(self, days: int) -> Band | None:
        baseline = self.pain.baseline
        return None if baseline is None else band_at(self.course.curve(self.cohort), baseline, days, self.course)

    def fires(self, evaluation: Evaluation, day: date) -> bool:
        now = self.on(day).standing
        during = "prevent" if now.closed else "care"
        return evaluation.during == during and evaluate(evaluation.when, now.case.known, self.guideline.definitions) is True

    def since(self, evaluation: Evaluation, today: date) -> date:
        """The first day from which a rule that fires today has fired every day."""
        day = today
        while day > self.pain.episode.started and self.fires(evaluation, day - timedelta(days=1)):
            day -= timedelta(days=1)
        return day

    def _look(self, day: date) -> _Look:
        """The band is for classes of complaints that it was measured in; the class does not rest on it."""
        found = progress(self.guideline, self.pain, day)
        now = standing(self.guideline, self.pain, found, None, day)
        assessment = assess(self.guideline, now.case.known)
        band = self.band((day - self.pain.episode.started).days)
        if band is None or not is_compared(assessment, self.course):
            return _Look(now, assessment, found, None)
        now = standing(self.guideline, self.pain, found, band, day)
        return _Look(now, assess(self.guideline, now.case.known), found, band)


def _calls(looks: _Looks, today: date) -> tuple[Call, ...]:
    known, definitions = looks.on(today).standing.case.known, looks.guideline.definitions
    found = []
    for one in looks.course.evaluations:
        if looks.fires(one, today):
            since = looks.since(one, today)
            found.append(Call(one, why(one.when, known, definitions), since, _done(looks, one, since, today)))
    return tuple(found)


def _done(looks: _Looks, evaluation: Evaluation, since: date, today: date) -> date | None:
    """The last consultation since a rule began to fire: with an examination where one is asked for. Other actions leave no trace here."""
    if not {EXAMINE, CONTACT} & set(evaluation.do):
        return None
    seen = [one for one in looks.pain.episode.consultations if since <= one.day <= today]
    if EXAMINE in evaluation.do:
        seen = [one for one in seen if _was_examined(looks.guideline, one)]
    return seen[-1].day if seen else None


def _was_examined(guideline: Guideline, contact: Contact) -> bool:
    """Whether a test of the examination was done; a questionnaire or a judgement is none."""
    tested = {fact for step in guideline.examination for test in step.tests for fact in test.facts}
    return bool(tested & contact.given & set(contact.answers.known))


def _close_reasons(guideline: Guideline, course: Course, look: _Look, stopped: bool) -> tuple[CloseReason, ...]:
    if look.standing.closed:
        return ()
    if stopped:
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
    guideline: Guideline, episode: Episode, course: Course, look: _Look, calls: tuple[Call, ...], today: date
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


def _weeks(looks: _Looks, banded: bool, days: int) -> tuple[Week, ...]:
    """The start, and every whole week of care so far."""
    started = looks.pain.episode.started
    weeks = range(days // DAYS_PER_WEEK + 1)
    return tuple(
        Week(week, looks.pain.level(started + timedelta(weeks=week)), looks.band(week * DAYS_PER_WEEK) if banded else None)
        for week in weeks
    )
