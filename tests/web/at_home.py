"""Alice under Bob's care: answered, examined, and with a released programme. For the tests of the patient's pages."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from wervel.knowledge.document import read_document
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.care import services
from wervel.web.care.models import Episode, ProgrammeRecord
from wervel.web.guideline import current
from wervel.web.practice.access import Access
from wervel.web.practice.models import Patient

EXAMPLE = Path(__file__).parents[2] / "examples" / "hockey_sprain.yaml"


@cache
def example() -> dict[str, Any]:
    """Its facts."""
    content = read_document(EXAMPLE).data
    assert isinstance(content, dict)
    return dict(content["facts"])


def access(user: User, patient: Patient) -> Access:
    """As `for_patient` gives it."""
    own = patient.user_id == user.id
    return Access(user, patient, "self" if own else "treatment", "patient" if own else "therapist", "test")


def answered(episode: Episode, alice: User) -> None:
    """The intake, as the example has it; what a therapist found is left out."""
    me = access(alice, episode.patient)
    consultation = services.open_consultation(me, episode, "intake", uuid4(), episode.started)
    facts = {key: value for key, value in example().items() if current().facts[key].by == "patient"}
    services.record_answers(me, consultation, facts)


def examined(episode: Episode, bob: User) -> None:
    him = access(bob, episode.patient)
    consultation = services.open_consultation(him, episode, "examination", uuid4(), episode.started)
    facts = {key: value for key, value in example().items() if current().facts[key].by != "patient"}
    services.record_answers(him, consultation, facts)


def released(episode: Episode, alice: User, bob: User, start: date | None = None) -> ProgrammeRecord:
    """A programme with a session on every day, from today on unless another day is named."""
    answered(episode, alice)
    examined(episode, bob)
    him = access(bob, episode.patient)
    wishes = {"start": (start or clock.today()).isoformat(), "minutes": 20, "equipment": ["chair", "wall", "cushion"]}
    services.write_preferences(him, episode, wishes)
    draft = services.draft_programme(him, episode, uuid4())
    return services.release_programme(him, draft, draft.version, "Bob Bos")


def backdated(episode: Episode, days: int) -> Episode:
    """Care began so many days ago."""
    episode.started = clock.today() - timedelta(days=days)
    episode.save(update_fields=["started"])
    return episode
