"""The answers of the self-check, taken along into the intake of a record: shown first, kept on a yes, and never twice."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from tests.web.answering import ORDINARY, fill_in
from tests.web.at_home import answered, examined
from tests.web.conftest import ClientOf
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.audit.models import AccessLog
from wervel.web.care import services
from wervel.web.care.models import Answer, Episode
from wervel.web.guideline import current
from wervel.web.patient.intake import begun, given_in, intake_of
from wervel.web.practice.access import access_to
from wervel.web.practice.models import Patient
from wervel.web.selfcheck import kept


def checked(client: Client) -> dict[str, object]:
    """Somebody with an ordinary complaint did the self-check in this browser. Gives what they answered."""
    fill_in(client, ORDINARY)
    return dict(kept.read(client.get("/").wsgi_request, current()))


def where(patient: Patient) -> str:
    return f"/me/{patient.id}/intake/along/"


def given(patient: Patient) -> dict[str, object]:
    consultation = intake_of(Episode.objects.select_related("patient").get(patient=patient))
    assert consultation is not None
    return dict(given_in(consultation))


def test_who_is_invited_takes_the_answers_along_and_they_leave_the_browser(alice: User, alice_record: Patient, client_of: ClientOf) -> None:
    client = client_of(alice)
    answers = checked(client)
    assert where(alice_record) in client.get(f"/me/{alice_record.id}/intake/").content.decode()
    page = client.get(where(alice_record)).content.decode()
    assert "33" in page
    assert "Er is nog niets bewaard" in page
    assert not Episode.objects.exists(), "what is shown is not kept"
    done = client.post(where(alice_record), {"token": str(uuid4())})
    assert done["Location"] == f"/me/{alice_record.id}/intake/answers/"
    assert given(alice_record) == answers
    assert client.cookies[kept.name()].value == ""
    assert "Je gaf al" not in client.get("/").content.decode()
    assert set(AccessLog.objects.filter(action="write").values_list("basis", flat=True)) == {"self"}


@pytest.mark.parametrize("is_under_care", [False, True], ids=["a new complaint", "one that the therapist opened"])
def test_a_yes_of_which_the_answer_was_lost_doubles_nothing(
    is_under_care: bool, alice: User, alice_record: Patient, client_of: ClientOf
) -> None:
    if is_under_care:
        Episode.objects.create(patient=alice_record, started=clock.today())
    client, form = client_of(alice), {"token": str(uuid4())}
    answers = checked(client)
    cookie = client.cookies[kept.name()].value
    client.post(where(alice_record), form)
    client.cookies[kept.name()] = cookie  # the browser never heard that it is done
    assert client.post(where(alice_record), form).status_code == 302
    assert Answer.objects.count() == len(answers)
    assert Episode.objects.count() == Episode.objects.get().consultations.count() == 1


def test_what_was_answered_in_the_intake_stands_and_the_rest_is_added(alice: User, alice_record: Patient, client_of: ClientOf) -> None:
    client = client_of(alice)
    answers = checked(client)
    access = access_to(alice, alice_record, "write:own_intake", "test")
    assert access is not None
    services.record_answers(access, begun(access, None, uuid4()), {"age_years": 34})
    page = client.get(where(alice_record)).content.decode()
    assert "34 jaar" not in page
    assert "33 jaar" not in page
    client.post(where(alice_record), {"token": str(uuid4())})
    assert given(alice_record) == {**answers, "age_years": 34}


def test_what_is_urgent_is_said_as_soon_as_it_is_taken_along(alice: User, alice_record: Patient, client_of: ClientOf) -> None:
    client = client_of(alice)
    fill_in(client, {**ORDINARY, "saddle_sensation_change": True})
    done = client.post(where(alice_record), {"token": str(uuid4())})
    assert done["Location"] == f"/me/{alice_record.id}/first/"


def test_nothing_is_offered_without_a_check_or_after_the_visit(alice: User, bob: User, episode: Episode, client_of: ClientOf) -> None:
    client = client_of(alice)
    assert client.get(where(episode.patient))["Location"] == f"/me/{episode.patient_id}/intake/"
    answered(episode, alice)
    examined(episode, bob)
    checked(client)
    before = Answer.objects.count()
    for ask in (client.get, client.post):
        assert ask(where(episode.patient)).status_code == 302
    assert "/along/" not in client.get(f"/me/{episode.patient_id}/intake/").content.decode()
    assert Answer.objects.count() == before


def test_only_the_patient_takes_answers_along(alice_record: Patient, bob: User, charlie: User, dana: User, client_of: ClientOf) -> None:
    for user in (bob, charlie, dana):
        client = client_of(user)
        checked(client)
        assert client.get(where(alice_record)).status_code == client.post(where(alice_record)).status_code == 404
    assert AccessLog.objects.filter(action="denied").count() == 6
    assert not Episode.objects.exists()


def test_a_form_without_a_token_is_refused(alice: User, alice_record: Patient, client_of: ClientOf) -> None:
    client = client_of(alice)
    checked(client)
    assert client.post(where(alice_record)).status_code == 400
    assert not Episode.objects.exists()


@pytest.mark.parametrize(("language", "says"), [("nl", "Naar mijn dossier"), ("en", "To my record")])
def test_the_result_leads_who_is_signed_in_to_their_record(language: str, says: str, alice: User, client_of: ClientOf) -> None:
    client, stranger = client_of(alice), client_of(None)
    for one in (client, stranger):
        fill_in(one, ORDINARY)
        one.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert says in client.get("/check/result/").content.decode()
    assert says not in stranger.get("/check/result/").content.decode()
