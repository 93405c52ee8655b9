"""What happens in the course of care: one function per thing that happens, in one transaction with its row of the access log.

Each takes the `Access` that a view got from `for_patient`. A form's `token` makes that sending it twice does it once. Bad values raise
`Refused`; what changed under somebody's hands raises `Stale`. Nothing is written then.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.core.exceptions import BadRequest
from django.db import IntegrityError, transaction
from django.db.models import F, Model

from wervel.consult.planning import Plan
from wervel.consult.results import assessment_json, plan_json
from wervel.knowledge.cases import read_answers
from wervel.knowledge.course import CLOSED
from wervel.knowledge.document import Located, Refused
from wervel.knowledge.episodes import LEG_CHANGES
from wervel.knowledge.shape import Entry, Line, Number
from wervel.knowledge.sport import STEP
from wervel.logic.fact import Problem, read_value
from wervel.logic.text import Language
from wervel.reasoning.assessment import assess
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.care import episode as reading
from wervel.web.care.models import (
    DRAFT,
    ENDED,
    RELEASED,
    Answer,
    AssessmentRecord,
    CalendarFeed,
    Consultation,
    DiaryEntry,
    Done,
    Episode,
    Goal,
    Message,
    Override,
    ProgrammeRecord,
    SessionLog,
)
from wervel.web.care.programmes import edited_plan, programme_json, read_edits, read_programme
from wervel.web.facts import PAIN_NOW
from wervel.web.guideline import current
from wervel.web.practice import vault
from wervel.web.practice.access import Access

Made = TypeVar("Made", bound=Model)
PAIN = Number(0, 10)
SESSION = Entry(
    {"exercise": Line(), "done": Number(0, 100)},
    {"effort": PAIN, "pain_before": PAIN, "pain_during": PAIN, "pain_next_morning": PAIN, "settle_hours": Number(0, 168),
     "leg_change": Line(LEG_CHANGES)},
)  # fmt: skip
DIARY = Entry({"pain": PAIN}, {"leg_change": Line(LEG_CHANGES), "note": Line(), "flare": Line(("yes",))})
LONGEST_TEXT = 4000
ENDURANCE = "trunk_endurance_percent"
"""What a therapist measured for the way back to play, among the details of an episode."""


class Stale(Exception):
    """Somebody else changed it first. `now` is how it stands."""

    def __init__(self, now: Model) -> None:
        self.now = now
        super().__init__(f"{now} changed")


class Reused(BadRequest):
    """The token of a form that did something else before: this form does nothing."""


class NotReleasable(Exception):
    """What is known now does not allow a programme for this person."""


# --- once, and in order ---


class Doer(Protocol):
    """Who does it: at a record, or in the office of a practice."""

    @property
    def user(self) -> User: ...


def once(access: Doer, token: UUID, what: str, model: type[Made], make: Callable[[], Made]) -> Made:
    """What `make` gives; what it gave then, when a form with this token came before. Raises `Reused` for a token of another form."""
    try:
        with transaction.atomic():
            if before := _done(access, token, what, model):
                return before
            made = make()
            Done.objects.create(token=token, user=access.user.id, what=what, result=str(made.pk))
            return made
    except IntegrityError:  # the same form at the same moment in another process, which was first
        if before := _done(access, token, what, model):
            return before
        if Done.objects.filter(token=token).exists():
            raise Reused(what) from None
        raise


def _done(access: Doer, token: UUID, what: str, model: type[Made]) -> Made | None:
    done = Done.objects.filter(token=token, user=access.user.id, what=what).first()
    if done is None:
        return None
    made = model._default_manager.get(pk=done.result)
    if isinstance(access, Access) and record_of(made) not in (None, access.patient.id):
        raise Reused(what)
    return made


def record_of(made: Model) -> UUID | None:
    """The record to which something belongs; nothing for what belongs to a practice."""
    owner = getattr(made, "episode", None) or getattr(made, "player", None) or made
    found: UUID | None = getattr(owner, "patient_id", None)
    return found


def _refuse(found: str, expected: str, cure: str, where: str = "form") -> Refused:
    return Refused([Located(where, 1, found, expected, cure)])


def _checked(shape: Entry, content: Mapping[str, Any]) -> dict[str, Any]:
    """The content as it will be kept; without what was left empty."""
    given = {key: value for key, value in content.items() if value is not None and value != ""}
    problems: list[Problem] = []
    shape.read(given, (), problems)
    if problems:
        raise Refused([Located(str(one.path[0] if one.path else "form"), 1, one.found, one.expected, one.cure) for one in problems])
    return given


def _day(on: date, first: date) -> date:
    """A day of care. The first one for today, while the clock stands before it because it was set back."""
    today = clock.today()
    if on == today < first:
        return first
    if not first <= on <= today:
        raise _refuse(f"`{on}`", f"a day from {first} to today", "correct the date", "on")
    return on


def _text(text: str) -> str:
    if not text.strip() or len(text) > LONGEST_TEXT:
        raise _refuse(f"{len(text)} letters", f"1 to {LONGEST_TEXT}", "write something, or write less", "text")
    return text.strip()


def _touch(episode: Episode) -> None:
    """Everything that is written changes the episode, and starts the retention term anew."""
    Episode.objects.filter(pk=episode.pk).update(version=F("version") + 1, look=None, look_on=None)
    type(episode.patient).objects.filter(pk=episode.patient_id).update(last_change=clock.now())
    episode.refresh_from_db(fields=["version", "look", "look_on"])


def _detail(episode: Episode, key: str, value: object) -> None:
    now = Episode.objects.select_for_update().get(pk=episode.pk)
    now.patient = episode.patient
    episode.sealed = episode.patient.seal({**now.details, key: value})
    episode.save(update_fields=["sealed"])


def _belongs(access: Access, episode: Episode) -> None:
    assert episode.patient_id == access.patient.id, "the view looked for the episode among those of this patient"
    episode.patient = access.patient  # so that its key is read once


# --- answers ---


def start_episode(access: Access, token: UUID, started: date | None = None) -> Episode:
    """A complaint comes under care, with an intake in which to answer."""

    def make() -> Episode:
        episode = Episode.objects.create(patient=access.patient, started=started or clock.today())
        Consultation.objects.create(episode=episode, on=episode.started, kind="intake", author=access.user)
        access.log("write", "episode")
        _touch(episode)
        return episode

    return once(access, token, "start_episode", Episode, make)


def open_consultation(access: Access, episode: Episode, kind: str, token: UUID, on: date | None = None) -> Consultation:
    """`kind`: intake, examination, follow_up, or the review that a patient fills in alone."""
    _belongs(access, episode)
    on = _day(on or clock.today(), episode.started)

    def make() -> Consultation:
        consultation = Consultation.objects.create(episode=episode, on=on, kind=kind, author=access.user)
        access.log("write", kind)
        _touch(episode)
        return consultation

    return once(access, token, f"consultation:{kind}", Consultation, make)


def record_answers(access: Access, consultation: Consultation, facts: Mapping[str, object]) -> tuple[str, ...]:
    """Adds these answers to a consultation; None says asked, and not known. Gives which ones were new or changed.

    Answering the same again adds nothing, so that a form that is sent twice is harmless. A patient answers only what a patient can know.
    """
    episode, guideline = consultation.episode, current()
    _belongs(access, episode)
    with transaction.atomic():
        Episode.objects.select_for_update().get(pk=episode.pk)
        before = answers_of(consultation)
        case = read_answers({**before, **facts}, guideline)
        if access.basis == "self":
            strange = [fact for fact in facts if guideline.facts[fact].by != "patient"]
            if strange:
                raise Refused([Located(fact, 1, "an answer of a patient", "one of a professional", "leave it open") for fact in strange])
        after = reading.plain_answers(case, facts, guideline)
        changed = tuple(fact for fact, value in after.items() if fact not in before or before[fact] != value)
        now, patient = clock.now(), access.patient
        Answer.objects.bulk_create(
            Answer(episode=episode, consultation=consultation, author=access.user, at=now,
                   sealed=patient.seal({"fact": fact, "value": after[fact]}))
            for fact in changed
        )  # fmt: skip
        if changed:
            access.log("write", consultation.kind)
            _touch(episode)
    return changed


def answers_of(consultation: Consultation) -> reading.Facts:
    """The latest answer to each question of a consultation."""
    latest = {}
    for answer in consultation.episode.answers.filter(consultation=consultation):
        content = answer.content
        latest[content["fact"]] = content["value"]
    return latest


def write_preferences(access: Access, episode: Episode, preferences: Mapping[str, Any]) -> None:
    """What the person can and wants, as in a case file."""
    _belongs(access, episode)
    kept = reading.plain_preferences(reading.read_preferences({key: value for key, value in preferences.items() if value}, current()))
    with transaction.atomic():
        _detail(episode, "preferences", kept)
        access.log("write", "preferences")
        _touch(episode)


def record_assessment(access: Access, episode: Episode, language: Language = "nl") -> AssessmentRecord:
    """Keeps what the guideline says today. The published JSON, so that it can be compared for ever."""
    _belongs(access, episode)
    guideline = current()
    look = reading.look_at(episode, guideline, clock.today())
    content = {
        "case": reading.case_json(look.standing.case, guideline),
        "assessment": assessment_json(look.assessment, language, look.standing.case.declined),
    }
    with transaction.atomic():
        record = AssessmentRecord.objects.create(
            episode=episode, at=clock.now(), guideline_version=guideline.version, sealed=access.patient.seal(content)
        )
        access.log("write", "assessment")
        _touch(episode)
    return record


# --- the programme ---


def draft_programme(access: Access, episode: Episode, token: UUID, language: Language = "nl") -> ProgrammeRecord:
    """A programme as the guideline drafts it now. Raises `NotReleasable` when what is known does not allow one."""
    _belongs(access, episode)
    guideline, today = current(), clock.today()
    case = reading.case_of(episode, guideline, today)
    planned = edited_plan(guideline, case, (), today)
    content = {"case": reading.case_json(case, guideline), "today": today.isoformat(), **_planned(planned, (), language)}
    content["base"] = content["programme"]

    def make() -> ProgrammeRecord:
        Episode.objects.select_for_update().get(pk=episode.pk)
        last = episode.programmerecords.order_by("-number").first()
        record = ProgrammeRecord.objects.create(
            episode=episode, number=last.number + 1 if last else 1, made_at=clock.now(), guideline_version=guideline.version,
            sealed=access.patient.seal(content),
        )  # fmt: skip
        access.log("write", f"programme {record.number}")
        _touch(episode)
        return record

    return once(access, token, "draft_programme", ProgrammeRecord, make)


def edit_programme(
    access: Access, record: ProgrammeRecord, version: int, edits: list[dict[str, Any]], language: Language = "nl"
) -> ProgrammeRecord:
    """The draft with these changes instead of the earlier ones. `version`: of the draft that the changes were made to."""
    episode, guideline = record.episode, current()
    _belongs(access, episode)
    content = record.content
    case = reading.read_case_json(content["case"], guideline)
    planned = edited_plan(guideline, case, read_edits(edits, guideline), date.fromisoformat(content["today"]))
    content |= _planned(planned, edits, language)
    with transaction.atomic():
        _unchanged(record, version)
        record.version, record.sealed, record.guideline_version = version + 1, access.patient.seal(content), guideline.version
        record.save(update_fields=["version", "sealed", "guideline_version"])
        access.log("write", f"programme {record.number}")
        _touch(episode)
    return record


def release_programme(access: Access, record: ProgrammeRecord, version: int, name: str) -> ProgrammeRecord:
    """A professional lets this programme go to the patient, by name. The one before it ends.

    What is known today is assessed once more: an alarm that came up since the draft stops the release.
    """
    episode, guideline = record.episode, current()
    _belongs(access, episode)
    if not name.strip():
        raise _refuse("no name", "the name of who releases it", "write your name", "name")
    look = reading.look_at(episode, guideline, clock.today())
    if look.stopped or not look.assessment.released:
        raise NotReleasable
    with transaction.atomic():
        _unchanged(record, version)
        now, content = clock.now(), record.content
        content["release"] = {"name": name.strip(), "user": str(access.user.id), "at": now.isoformat(), "version": version}
        episode.programmerecords.filter(status=RELEASED).update(status=ENDED)
        record.status, record.released_by, record.released_at, record.released_name = RELEASED, access.user, now, name.strip()
        record.sealed, record.digest = access.patient.seal(content), vault.digest(content)
        record.save()
        access.log("write", f"release of programme {record.number}")
        _touch(episode)
    return record


def is_as_released(record: ProgrammeRecord) -> bool:
    """Whether a released programme is, to the letter, what was released."""
    return bool(record.digest) and vault.digest(record.content) == record.digest


def plan_of(record: ProgrammeRecord) -> Plan:
    """The plan that was kept, to tell, to print and to put in a calendar."""
    content, guideline = record.content, current()
    assessment = assess(guideline, reading.read_case_json(content["case"], guideline).known)
    return Plan(assessment, read_programme(content["programme"], assessment))


def _unchanged(record: ProgrammeRecord, version: int) -> None:
    now = ProgrammeRecord.objects.select_for_update().get(pk=record.pk)
    if now.version != version or now.status != DRAFT:
        now.episode = record.episode
        raise Stale(now)


def _planned(planned: Plan, edits: Any, language: Language) -> dict[str, Any]:
    if planned.programme is None:
        raise NotReleasable(*planned.collision)
    return {"edits": list(edits), "programme": programme_json(planned.programme), "plan": plan_json(planned, language)}


# --- what a patient keeps ---


def log_session(access: Access, episode: Episode, on: date, content: Mapping[str, Any], token: UUID) -> SessionLog:
    """One exercise on one day. `content`: exercise, done (percent), and what else was noted."""
    _belongs(access, episode)
    kept = _checked(SESSION, content)
    if kept["exercise"] not in current().exercises:
        raise _refuse(f"`{kept['exercise']}`", "an exercise of the guideline", "choose one of the programme", "exercise")
    on = _day(on, episode.started)

    def make() -> SessionLog:
        row = SessionLog.objects.create(episode=episode, on=on, at=clock.now(), token=token, sealed=access.patient.seal(kept))
        access.log("write", "session")
        _touch(episode)
        return row

    return once(access, token, "session", SessionLog, make)


def write_diary(access: Access, episode: Episode, on: date, content: Mapping[str, Any], token: UUID) -> DiaryEntry:
    """One day. `content`: pain, and perhaps leg_change, note, and flare when one began. A later entry for the same day takes its place."""
    _belongs(access, episode)
    kept = _checked(DIARY, content)
    if isinstance(problem := read_value(current().facts[PAIN_NOW], kept["pain"], ("pain",)), Problem):
        raise _refuse(problem.found, problem.expected, problem.cure, "pain")
    on = _day(on, episode.started)

    def make() -> DiaryEntry:
        row = DiaryEntry.objects.create(episode=episode, on=on, at=clock.now(), token=token, sealed=access.patient.seal(kept))
        access.log("write", "diary")
        _touch(episode)
        return row

    return once(access, token, "diary", DiaryEntry, make)


def note_morning(access: Access, episode: Episode, on: date, pain: int) -> int:
    """The pain on the morning after the sessions of a day, for each of them that does not tell it yet. Gives how many that were."""
    _belongs(access, episode)
    _checked(Entry({"pain_next_morning": PAIN}), {"pain_next_morning": pain})
    with transaction.atomic():
        Episode.objects.select_for_update().get(pk=episode.pk)
        noted = 0
        for row in episode.sessionlogs.filter(on=on):
            if row.content.get("pain_next_morning") is None:
                row.sealed = access.patient.seal({**row.content, "pain_next_morning": pain})
                row.save(update_fields=["sealed"])
                noted += 1
        if noted:
            access.log("write", "session")
            _touch(episode)
    return noted


def set_goal(access: Access, episode: Episode, activity: str, token: UUID) -> Goal:
    """An activity of the patient's own choice."""
    _belongs(access, episode)
    kept = {"activity": _text(activity), "scores": []}

    def make() -> Goal:
        goal = Goal.objects.create(episode=episode, at=clock.now(), sealed=access.patient.seal(kept))
        access.log("write", "goal")
        _touch(episode)
        return goal

    return once(access, token, "goal", Goal, make)


def score_goal(access: Access, goal: Goal, score: int) -> None:
    """How well the activity goes today, from 0 (not at all) to 10 (as before). The last score of a day counts."""
    _belongs(access, goal.episode)
    _checked(Entry({"score": PAIN}), {"score": score})
    with transaction.atomic():
        goal = Goal.objects.select_for_update().select_related("episode").get(pk=goal.pk)
        goal.episode.patient = access.patient
        content, today = goal.content, clock.today().isoformat()
        content["scores"] = [one for one in content["scores"] if one["on"] != today] + [{"on": today, "score": score}]
        goal.sealed = access.patient.seal(content)
        goal.save(update_fields=["sealed"])
        access.log("write", "goal")
        _touch(goal.episode)


# --- between people ---


def send_message(access: Access, episode: Episode, text: str, token: UUID) -> Message:
    _belongs(access, episode)
    kept = {"text": _text(text)}

    def make() -> Message:
        message = Message.objects.create(episode=episode, author=access.user, at=clock.now(), sealed=access.patient.seal(kept))
        access.log("write", "message")
        _touch(episode)
        return message

    return once(access, token, "message", Message, make)


def mark_read(access: Access, episode: Episode) -> int:
    """What others wrote has now been seen; whoever opened the page has a row for that look already."""
    _belongs(access, episode)
    return episode.messages.filter(read_at=None).exclude(author=access.user).update(read_at=clock.now())


def override(access: Access, episode: Episode, what: str, before: Any, after: Any, reason: str) -> Override:
    """A professional decides otherwise than the guideline suggested, for one of the reasons on the list."""
    _belongs(access, episode)
    content = {"what": what, "from": before, "to": after, "reason": _text(reason)}
    with transaction.atomic():
        row = Override.objects.create(episode=episode, author=access.user, at=clock.now(), sealed=access.patient.seal(content))
        access.log("write", "override")
        _touch(episode)
    return row


def close_episode(access: Access, episode: Episode, reason: str) -> None:
    """Care ends today. `reason`: the id of one of the reasons of the guideline's course."""
    _belongs(access, episode)
    course = current().course
    assert course is not None, "the packaged guideline has a course"
    if reason not in (known := [one.id for one in course.close_reasons]):
        raise _refuse(f"`{reason}`", f"one of: {', '.join(known)}", "choose one of these", "reason")
    with transaction.atomic():
        _ended(access, episode, clock.today(), reason)
        episode.programmerecords.filter(status=RELEASED).update(status=ENDED)
        access.log("write", "close")


def reopen_episode(access: Access, episode: Episode) -> None:
    """The complaint is back, or the door was closed too soon."""
    _belongs(access, episode)
    with transaction.atomic():
        _ended(access, episode, None, None)
        access.log("write", "episode")


def _ended(access: Access, episode: Episode, on: date | None, reason: str | None) -> None:
    """That care ended is also an answer, which the course reads."""
    answer = access.patient.seal({"fact": CLOSED, "value": reason})
    Answer.objects.create(episode=episode, author=access.user, at=clock.now(), sealed=answer)
    _detail(episode, "close_reason", reason or "")
    episode.closed = on
    episode.save(update_fields=["closed"])
    _touch(episode)


# --- calendar ---


def new_feed(access: Access, token: str) -> CalendarFeed:
    """A new address for the calendar, of which `token` is the secret part; the one before it stops."""
    with transaction.atomic():
        access.patient.feeds.filter(revoked_at=None).update(revoked_at=clock.now())
        feed = CalendarFeed.objects.create(patient=access.patient, token_hash=vault.token_hash(token), at=clock.now())
        access.log("write", "feed")
    return feed


def revoke_feed(access: Access) -> int:
    with transaction.atomic():
        revoked = access.patient.feeds.filter(revoked_at=None).update(revoked_at=clock.now())
        access.log("write", "feed")
    return revoked


# --- sport ---


def record_step(access: Access, episode: Episode, step: str, endurance: int | None, token: UUID) -> Consultation:
    """The step on the way back to play from today on. `endurance`: of the trunk, in percent of the target, when it was measured."""
    _belongs(access, episode)
    kept = _checked(Entry({}, {ENDURANCE: Number(0, 300)}), {ENDURANCE: endurance})
    with transaction.atomic():
        consultation = open_consultation(access, episode, "follow_up", token)
        consultation.episode = episode
        record_answers(access, consultation, {STEP: step})
        if kept:
            _detail(episode, ENDURANCE, endurance)
            _touch(episode)
    return consultation
