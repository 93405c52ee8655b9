"""The consultation of today, to which everything is added that a therapist finds or decides."""

from collections.abc import Mapping

from django.db import transaction

from wervel.knowledge.cases import Case, read_answers
from wervel.knowledge.course import CLOSED
from wervel.reasoning.assessment import PROFILE
from wervel.web import clock
from wervel.web.care import services
from wervel.web.care.models import Consultation
from wervel.web.practice.access import AccessRequest
from wervel.web.therapist.forms import token_of
from wervel.web.therapist.record import Record

DECIDED_ELSEWHERE = frozenset((PROFILE, CLOSED))
"""Facts with a page of their own."""


def of_today(record: Record) -> Consultation | None:
    """The examination of today, if somebody began it."""
    found = record.episode.consultations.filter(kind="examination", on=clock.today()).last()
    if found is not None:
        found.episode = record.episode
    return found


def answers_of_today(record: Record) -> Case:
    consultation = of_today(record)
    return read_answers(services.answers_of(consultation), record.guideline) if consultation else Case({})


def write_today(request: AccessRequest, record: Record, facts: Mapping[str, object]) -> tuple[str, ...]:
    """Adds to the examination of today, which begins when it was not there. Gives which answers were new or changed."""
    with transaction.atomic():
        consultation = of_today(record)
        if consultation is None:
            consultation = services.open_consultation(record.access, record.episode, "examination", token_of(request))
            consultation.episode = record.episode
        return services.record_answers(record.access, consultation, facts)
