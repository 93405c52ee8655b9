"""The pages of a patient are for that patient alone: Alice sees hers, for Bob, Charlie, Dana, Erin and a stranger they are not there."""

import pytest
from django.urls import reverse

from tests.web.at_home import released
from tests.web.conftest import ClientOf, account, record
from wervel.web.accounts.models import User
from wervel.web.audit.models import AccessLog
from wervel.web.care.models import Episode
from wervel.web.patient.urls import urlpatterns
from wervel.web.practice.models import Patient, Practice

OTHERS = ("bob", "charlie", "dana", "erin", "frank", "lead")
MORE = {"number": 1, "name": "pelvic_tilt_supine"}
PAGES = [one for one in urlpatterns if "<uuid:patient>" in str(one.pattern)]


def address(page: object, patient: Patient) -> str:
    needs = {"patient": patient.id, **{key: value for key, value in MORE.items() if f":{key}>" in str(page.pattern)}}  # type: ignore[attr-defined]
    return reverse(f"patient:{page.name}", kwargs=needs)  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nobody_else_sees_or_changes_a_page_of_alice(
    page: object, episode: Episode, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    where = address(page, episode.patient)
    for name in OTHERS:
        client = client_of(request.getfixturevalue(name))
        assert client.get(where).status_code in (404, 405), name
        assert client.post(where, {"token": "x"}).status_code in (404, 405), name
    assert client_of(None).get(where).status_code in (302, 405)
    assert not AccessLog.objects.exclude(action="denied").exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_another_patient_of_the_same_practice_sees_nothing(page: object, episode: Episode, practice: Practice, client_of: ClientOf) -> None:
    other = account("anna@example.org", second_factor=False)
    record(practice, other, "Anna Appel", "P-0002")
    assert client_of(other).get(address(page, episode.patient)).status_code in (404, 405)


def test_every_page_of_alice_opens_for_her_and_is_in_the_log_once_without_being_kept(
    episode: Episode, alice: User, bob: User, client_of: ClientOf
) -> None:
    released(episode, alice, bob)
    client = client_of(alice)
    for page in PAGES:
        if page.name in ("morning", "sync"):
            continue
        before = AccessLog.objects.count()
        answer = client.get(address(page, episode.patient))
        assert answer.status_code in (200, 302) or page.name == "after", page.name
        assert "no-store" in answer["Cache-Control"]
        rows = list(AccessLog.objects.order_by("number")[before:])
        assert [(row.basis, row.role) for row in rows] == [("self", "patient")], page.name
        if answer.status_code == 200 and not answer.get("Content-Disposition"):
            assert len(answer.content) < 100_000, page.name


def test_a_patient_with_one_record_is_led_to_it_and_one_without_reads_what_to_do(
    alice: User, alice_record: Patient, client_of: ClientOf
) -> None:
    assert client_of(alice).get("/me/")["Location"] == f"/me/{alice_record.id}/"
    newcomer = account("new@example.org", second_factor=False)
    assert "uitnodiging" in client_of(newcomer).get("/me/").content.decode()


def test_without_a_complaint_a_page_leads_to_the_questions(alice: User, alice_record: Patient, client_of: ClientOf) -> None:
    page = client_of(alice).get(f"/me/{alice_record.id}/").content.decode()
    assert f"/me/{alice_record.id}/intake/" in page
