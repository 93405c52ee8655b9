"""The records of a practice, for software that shows a token: what a screen allows the same person, with the same rows in the access log.

Releasing a programme is not here: a professional does that, by name, on a screen.
"""

from typing import Annotated, Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from ninja import Router, Status
from ninja.errors import HttpError
from ninja.throttling import BaseThrottle
from pydantic import Field

from wervel.consult.results import assessment_json
from wervel.knowledge.document import Refused
from wervel.logic.text import Language
from wervel.web import clock
from wervel.web.api.door import TAKEN, Bearer, PerMinute, Request, enter, problems_of, require_scope
from wervel.web.api.models import READ
from wervel.web.api.schemas import (
    AnswersIn,
    AnswersOut,
    ContactOut,
    DiaryOut,
    EpisodeIn,
    EpisodeOut,
    PatientOut,
    PatientsOut,
    ProgrammeLine,
    ProgrammeOut,
    TokenIn,
)
from wervel.web.audit import log
from wervel.web.care import services
from wervel.web.care.episode import given_by_contact, look_at
from wervel.web.care.models import Episode, ProgrammeRecord
from wervel.web.guideline import current
from wervel.web.practice.access import Access, roles_in, source_of
from wervel.web.practice.models import Patient

MOST = 200
Page = Annotated[int, Field(ge=1, le=MOST)]
Skip = Annotated[int, Field(ge=0, le=1_000_000)]
Number = Annotated[int, Field(ge=1, le=1_000_000)]
READING, WRITING = problems_of(401, 403, 404, 422), problems_of(401, 403, 404, 409, 413, 422)

LIMITS: list[BaseThrottle] = [PerMinute("records", 600)]
router = Router(auth=Bearer(), throttle=LIMITS, tags=["Records"])


@router.get("/patients", response={200: PatientsOut, **problems_of(401, 403, 422)}, operation_id="patients")
def patients(request: Request, limit: Page = 50, offset: Skip = 0) -> Any:
    """The records that this token may read, by number, without names."""
    require_scope(request, READ)
    practice, user = request.token.practice, request.user
    found = Patient.objects.for_user(user).filter(practice=practice).order_by("number").prefetch_related("episodes")
    role = next(iter(roles_in(user, practice.id)), "")
    log.write(log.Entry("search", "patients", None, user.id, role, practice.id, "api", source_of(request)))
    return {
        "count": found.count(),
        "patients": [
            {"id": one.id, "number": one.number, "archived": one.archived_at is not None,
             "open_episodes": [episode.id for episode in one.episodes.all() if episode.closed is None]}
            for one in found[offset : offset + limit]
        ],
    }  # fmt: skip


@router.get("/patients/{patient}", response={200: PatientOut, **READING}, operation_id="patient")
def patient(request: Request, patient: UUID) -> Any:
    """Who it is."""
    record = enter(request, patient, "read:identity").patient
    return {"id": record.id, "number": record.number, **record.identity}


@router.get("/patients/{patient}/episodes", response={200: list[EpisodeOut], **READING}, operation_id="episodes")
def episodes(request: Request, patient: UUID) -> Any:
    access = enter(request, patient, "read:record")
    return list(access.patient.episodes.all())


@router.post("/patients/{patient}/episodes", response={201: EpisodeOut, **WRITING}, operation_id="start_episode")
def start_episode(request: Request, patient: UUID, body: EpisodeIn) -> Any:
    """A complaint comes under care."""
    access = enter(request, patient, "write:episode")
    made = services.start_episode(access, body.token, body.started)
    _same(made.patient_id, access.patient.id)
    return Status(201, made)


@router.get("/patients/{patient}/episodes/{episode}/answers", response={200: list[ContactOut], **READING}, operation_id="answers")
def answers(request: Request, patient: UUID, episode: UUID) -> Any:
    """What was answered, contact by contact; of a question the latest answer of that day."""
    one = _episode(enter(request, patient, "read:record"), episode)
    found = sorted(given_by_contact(one, clock.today()), key=lambda contact: contact[0])
    return [{"on": day, "kind": kind, "facts": facts} for day, kind, facts in found]


@router.post("/patients/{patient}/episodes/{episode}/answers", response={201: AnswersOut, **WRITING}, operation_id="answer")
def answer(request: Request, patient: UUID, episode: UUID, body: AnswersIn) -> Any:
    """Adds answers as a consultation. What was answered before stays in the record."""
    access = enter(request, patient, "write:intake" if body.kind == "intake" else "write:examination")
    one = _episode(access, episode)
    try:
        with transaction.atomic():
            consultation = services.open_consultation(access, one, body.kind, body.token, body.on)
            _same(consultation.episode_id, one.id)
            return Status(201, {"changed": services.record_answers(access, consultation, body.facts)})
    except Refused:
        access.logged = False  # the rows went with the rest
        raise


@router.get("/patients/{patient}/episodes/{episode}/assessment", response={200: dict, **READING}, operation_id="assessment")
def assessment(request: Request, patient: UUID, episode: UUID, language: Language = "nl") -> HttpResponse:
    """What the guideline says today of what is known, as `assess` gives it."""
    look = look_at(_episode(enter(request, patient, "read:assessment"), episode), current(), clock.today())
    return JsonResponse(assessment_json(look.assessment, language, look.standing.case.declined))


@router.get("/patients/{patient}/episodes/{episode}/diary", response={200: list[DiaryOut], **READING}, operation_id="diary")
def diary(request: Request, patient: UUID, episode: UUID) -> Any:
    """What the patient noted, day by day; of a day the latest."""
    one = _episode(enter(request, patient, "read:diary"), episode)
    latest = {entry.on: entry.content for entry in one.diary.all()}
    return [{"on": day, **content} for day, content in sorted(latest.items())]


@router.get("/patients/{patient}/episodes/{episode}/programmes", response={200: list[ProgrammeLine], **READING}, operation_id="programmes")
def programmes(request: Request, patient: UUID, episode: UUID) -> Any:
    one = _episode(enter(request, patient, "read:programme"), episode)
    return list(one.programmerecords.all())


@router.post("/patients/{patient}/episodes/{episode}/programmes", response={201: ProgrammeLine, **WRITING}, operation_id="draft_programme")
def draft_programme(request: Request, patient: UUID, episode: UUID, body: TokenIn) -> Any:
    """Drafts a programme from what is known. It reaches the patient when a professional has released it on a screen."""
    access = enter(request, patient, "write:programme")
    record = services.draft_programme(access, _episode(access, episode), body.token)
    _same(record.episode_id, episode)
    return Status(201, record)


@router.get("/patients/{patient}/episodes/{episode}/programmes/{number}", response={200: ProgrammeOut, **READING}, operation_id="programme")
def programme(request: Request, patient: UUID, episode: UUID, number: Number) -> Any:
    """One programme, as `plan` gives it; `digest` is the SHA-256 of what was released."""
    one = _episode(enter(request, patient, "read:programme"), episode)
    record = one.programmerecords.filter(number=number).first()
    if record is None:
        raise Http404
    record.episode = one
    return {**_line(record), "plan": record.content["plan"]}


def _line(record: ProgrammeRecord) -> dict[str, Any]:
    return {field: getattr(record, field) for field in ProgrammeLine.model_fields}


def _same(owner: UUID, wanted: UUID) -> None:
    """Raises 409 when a token that came before was about something else."""
    if owner != wanted:
        raise HttpError(409, TAKEN)


def _episode(access: Access, key: UUID) -> Episode:
    found = access.patient.episodes.filter(pk=key).first()
    if found is None:
        raise Http404
    found.patient = access.patient  # so that its key is read once
    return found
