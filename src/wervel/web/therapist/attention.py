"""Who needs attention, and why. How somebody stands is noted once a day and sealed, so that a list of many opens at once.

Whatever is written to an episode throws its note away. Until it is made anew, that something changed is itself a reason to look.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal
from uuid import UUID

from django.db import transaction

from wervel.consult.episode_plan import session_logs
from wervel.course.facts import standing
from wervel.course.looks import EXAMINE, Look, is_compared
from wervel.course.pain import PainCourse
from wervel.course.progress import band_at, cohort_at_start, progress, verdict
from wervel.knowledge import episodes
from wervel.knowledge.course import Evaluation
from wervel.knowledge.types import Guideline
from wervel.logic.reference import evaluate
from wervel.programme.light import reds
from wervel.programme.record import Context
from wervel.programme.selection import STAGE
from wervel.reasoning.assessment import assess, rank
from wervel.web.care.episode import to_episode
from wervel.web.care.models import DRAFT, RELEASED, Episode

Reason = Literal["alarm", "red", "call", "worse", "changed", "open", "stalled", "unread", "silent", "review", "draft", "no_programme"]
TONES: dict[Reason, str] = {
    "alarm": "alarm", "red": "alarm", "call": "today", "worse": "warn", "changed": "info", "open": "warn", "stalled": "warn",
    "unread": "info", "silent": "soon", "review": "soon", "draft": "info", "no_programme": "info",
}  # fmt: skip
"""The reasons to look, the most pressing first, and the sign of each. What is not known yet stands high: it may be anything."""
ORDER: tuple[Reason, ...] = tuple(TONES)

SILENT_DAYS = 3
"""Without a word for longer than this somebody with a programme is asked how it goes."""
RED_DAYS = 7
BUDGET_S = 0.12
"""So long a page may spend on notes that are not there; the rest comes with the next one."""


@dataclass(frozen=True)
class Note:
    """How an episode stood at the end of a day. Days as ISO dates, so that it can be sealed.

    `calls`: the evaluations that ask for somebody and that nobody answered. `examine`: one of them asks to examine again.
    """

    urgency: str
    open: bool
    verdict: str | None
    calls: tuple[str, ...]
    examine: bool
    red: str | None
    last: str
    contact: str | None
    programme: str


@dataclass(frozen=True)
class Case:
    """One line of the list. Without a note it was changed and not looked at since."""

    episode: Episode
    note: Note | None
    unread: bool
    today: date

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Why to look, the most pressing first."""
        found = set(self._reasons())
        return tuple(one for one in ORDER if one in found)

    @property
    def order(self) -> tuple[int, str, str]:
        """What comes first: the most pressing, then who was silent longest."""
        first = ORDER.index(self.reasons[0]) if self.reasons else len(ORDER)
        return first, self.note.last if self.note else "", self.episode.patient.number

    @property
    def days_silent(self) -> int | None:
        return None if self.note is None else (self.today - date.fromisoformat(self.note.last)).days

    def _reasons(self) -> Iterator[Reason]:
        note = self.note
        if self.unread:
            yield "unread"
        if note is None:
            yield "changed"
            return
        if rank(note.urgency) > rank("soon"):
            yield "alarm"
        if note.red and (self.today - date.fromisoformat(note.red)).days < RED_DAYS:
            yield "red"
        if note.calls:
            yield "call"
        if note.verdict in ("worse", "stalled"):
            yield "worse" if note.verdict == "worse" else "stalled"
        if note.open:
            yield "open"
        if note.programme == RELEASED and (self.days_silent or 0) > SILENT_DAYS:
            yield "silent"
        if note.contact and date.fromisoformat(note.contact) <= self.today:
            yield "review"
        if note.programme != RELEASED and not note.open and rank(note.urgency) <= rank("soon"):
            yield "draft" if note.programme == DRAFT else "no_programme"


def cases(found: Sequence[Episode], guideline: Guideline, today: date, unread: set[UUID]) -> list[Case]:
    """The episodes in the order of attention. Notes that are missing or of another day are made while there is time for it."""
    fresh = {one.pk: _kept(one) for one in found}
    late = [one for one in found if one.look_on != today]
    late.sort(key=lambda one: fresh[one.pk] is not None)  # what changed goes before what only grew a day older
    fresh |= renew(late, guideline, today, BUDGET_S)
    return sorted((Case(one, fresh[one.pk], one.pk in unread, today) for one in found), key=lambda one: one.order)


def renew(late: Iterable[Episode], guideline: Guideline, today: date, seconds: float = float("inf")) -> dict[UUID, Note]:
    """Makes notes anew, and keeps them, for so many seconds. What is written meanwhile throws them away again."""
    made, until = dict[UUID, Note](), time.monotonic() + seconds
    for episode in late:
        if time.monotonic() > until:
            break
        made[episode.pk] = note = note_of(episode, guideline, today)
        episode.look, episode.look_on = episode.patient.seal(asdict(note)), today
    if made:
        with transaction.atomic():
            for episode in late:
                if episode.pk in made:
                    same = Episode.objects.filter(pk=episode.pk, version=episode.version)
                    same.update(look=episode.look, look_on=today)
    return made


def renew_all(guideline: Guideline, today: date) -> int:
    """Every note that is not of today, for the hours in which nobody waits for a list. Gives how many were made."""
    late = Episode.objects.filter(closed=None, patient__destroyed_at=None).exclude(look_on=today).select_related("patient")
    return sum(len(renew([one], guideline, today)) for one in late.iterator(chunk_size=200))


def _kept(episode: Episode) -> Note | None:
    if episode.look is None:
        return None
    content = episode.patient.open(episode.look)
    return Note(**{**content, "calls": tuple(content["calls"])})


def note_of(record: Episode, guideline: Guideline, today: date) -> Note:
    """Judged from this one day: who is called, but not since when. Going back day by day takes seconds after two years of care."""
    today = max(today, record.started)
    episode, course = to_episode(record, guideline, today), guideline.course
    assert course is not None, "the packaged guideline has a course"
    pain = PainCourse(episode, course)
    look = _look(guideline, pain, today)
    calls = () if look.stopped else _calls(guideline, pain, look, today)
    judged = None if look.stopped else verdict(course.judgement, look.progress, look.band, (today - episode.started).days)
    statuses = set(record.programmerecords.values_list("status", flat=True))
    return Note(
        urgency=look.assessment.at_least,
        open=look.assessment.class_ == "undetermined",
        verdict=judged,
        calls=tuple(one.id for one in calls),
        examine=any(EXAMINE in one.do for one in calls),
        red=_last_red(episode, look, guideline, today),
        last=max([episode.started, *(one.day for one in episode.diary), *(one.day for one in episode.sessions)]).isoformat(),
        contact=_next_contact(guideline, episode, look),
        programme=RELEASED if RELEASED in statuses else DRAFT if DRAFT in statuses else "",
    )


def _look(guideline: Guideline, pain: PainCourse, day: date) -> Look:
    """As the course looks at a day, but for how long it has been calm, which only matters to what a programme may hold."""
    episode, course, found = pain.episode, pain.course, progress(guideline, pain, day)
    first = assess(guideline, standing(guideline, pain, found, day).case.known)
    band = None
    if pain.baseline is not None and is_compared(first, course):
        curve = course.curve(cohort_at_start(guideline, episode)[0])
        band = band_at(curve, pain.baseline, (day - episode.started).days, course)
    now = standing(guideline, pain, found, day, band)
    return Look(now, assess(guideline, now.case.known), found, band, None)


def _calls(guideline: Guideline, pain: PainCourse, look: Look, today: date) -> tuple[Evaluation, ...]:
    """The evaluations that fire, but for those that fired at a consultation of the last days too: there somebody looked."""

    def fires(one: Evaluation, then: Look) -> bool:
        return one.during == "care" and evaluate(one.when, then.standing.case.known, guideline.definitions) is True

    since = today - timedelta(days=pain.course.fresh_days)
    seen = [look if one.day == today else _look(guideline, pain, one.day) for one in pain.episode.consultations if since <= one.day]
    return tuple(one for one in pain.course.evaluations if fires(one, look) and not any(fires(one, then) for then in seen))


def _last_red(episode: episodes.Episode, look: Look, guideline: Guideline, today: date) -> str | None:
    """The last day of this week on which an exercise went badly."""
    logs = [one for one in session_logs(episode) if (today - one.date).days < RED_DAYS]
    stage, _ = look.assessment.option_or_careful(STAGE)
    found = reds(logs, Context(today, stage or "calm"), guideline)
    return found[-1].isoformat() if found else None


def _next_contact(guideline: Guideline, episode: episodes.Episode, look: Look) -> str | None:
    """The first contact of the profile after the last time somebody looked; while no profile is known the earliest of all profiles."""
    profiles = guideline.programme.profiles
    profile = profiles.get(look.assessment.profile or "")
    days = sorted({day for one in ([profile] if profile else profiles.values()) for day in one.contacts})
    last = max((one.day for one in episode.consultations), default=episode.started)
    return next((due.isoformat() for day in days if (due := episode.started + timedelta(days=day)) > last), None)
