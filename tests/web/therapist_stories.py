"""Patients for the tests of the therapist's room, whose answers come in by the same services as in practice."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from uuid import uuid4

import yaml

import wervel
from wervel.knowledge.cases import read_guideline_cases
from wervel.logic.fact import Fact, number_text
from wervel.reasoning.questions import ask_next
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.care import services
from wervel.web.care.episode import look_at, plain_value
from wervel.web.care.models import Episode, ProgrammeRecord
from wervel.web.guideline import current
from wervel.web.practice.access import Access, access_to
from wervel.web.practice.models import Patient

GUIDELINE = Path(wervel.__file__).parent / "guideline"
BACKGROUNDS = GUIDELINE / "cases" / "backgrounds.yaml"


@cache
def background(name: str) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load(BACKGROUNDS.read_text("utf-8"))[name]
    return found


def example(rule: str) -> dict[str, object]:
    """The answers of an example of the guideline for which this rule fires."""
    guideline = current()
    found = next(one for one in read_guideline_cases(GUIDELINE, guideline) if rule in one.expect.get("fires", ()))
    return {fact: plain_value(value, guideline.facts[fact]) for fact, value in found.case.known.items()}


def by(user: User, patient: Patient, permission: str = "write:programme") -> Access:
    access = access_to(user, patient, permission, "test")
    assert access is not None
    return access


def told(user: User, episode: Episode, background_name: str = "ordinary_back", more: Mapping[str, object] | None = None) -> Episode:
    """The episode with an intake, answered by this professional."""
    access = by(user, episode.patient, "write:intake")
    consultation = services.open_consultation(access, episode, "intake", uuid4(), episode.started)
    consultation.episode = episode
    services.record_answers(access, consultation, {**background(background_name), **(more or {})})
    return episode


def examined(user: User, episode: Episode) -> None:
    """Whatever must still be known is asked and tested, and nothing is found."""
    access = by(user, episode.patient, "write:examination")
    consultation = services.open_consultation(access, episode, "examination", uuid4())
    consultation.episode = episode
    for _ in range(20):
        look = look_at(episode, current(), clock.today())
        missing = ask_next(look.assessment, look.standing.case.declined)
        if not missing:
            return
        services.record_answers(access, consultation, {fact: quiet(current().facts[fact]) for fact in missing})


def quiet(fact: Fact) -> object:
    """The answer of somebody who has nothing of the kind."""
    match fact.kind:
        case "yes/no":
            return "no"
        case "set":
            return []
        case "choice":
            return fact.option_ids[0]
        case _:
            return number_text(fact, fact.low)


def given(user: User, episode: Episode, name: str = "Bob Bos") -> ProgrammeRecord:
    """A programme that was drafted and released."""
    access = by(user, episode.patient)
    draft = services.draft_programme(access, episode, uuid4())
    draft.episode = episode
    return services.release_programme(access, draft, draft.version, name)


def lived(patient: Patient, episode: Episode, pains: Sequence[int]) -> None:
    """A diary up to yesterday with these pains, by the patient; care began on the day of the first."""
    Episode.objects.filter(pk=episode.pk).update(started=clock.today() - timedelta(days=len(pains)))
    episode.refresh_from_db()
    episode.patient = patient
    assert patient.user is not None
    access = by(patient.user, patient, "write:diary")
    for back, pain in zip(range(len(pains), 0, -1), pains, strict=True):
        services.write_diary(access, episode, clock.today() - timedelta(days=back), {"pain": pain}, uuid4())
