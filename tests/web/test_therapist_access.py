"""Who may see the therapist's room: Alice's therapist, and nobody else."""

import pytest
from django.urls import reverse

from tests.web.conftest import ClientOf
from tests.web.therapist_stories import given, told
from wervel.web.accounts.models import User
from wervel.web.audit.models import AccessLog
from wervel.web.care.models import Episode
from wervel.web.practice.models import Patient
from wervel.web.therapist.record import TABS

PAGES = (*TABS, "note", "close")
POSTS = ("start", "draft", "go_on", "profile")
STRANGERS = ("alice", "charlie", "dana", "erin", "frank", "lead")


@pytest.mark.parametrize("page", PAGES)
def test_bob_opens_every_page_of_the_record_of_alice_and_each_look_is_one_row(
    page: str, bob: User, episode: Episode, client_of: ClientOf
) -> None:
    told(bob, episode)
    given(bob, episode)
    client, before = client_of(bob), AccessLog.objects.count()
    for language in ("nl", "en"):
        client.cookies["language"] = language
        answer = client.get(reverse(f"therapist:{page}", args=[episode.patient_id]))
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.text
        assert "Alice Adema" in answer.text
        assert len(answer.content) < 100_000
        assert answer.headers["Cache-Control"] == "no-store"
    assert AccessLog.objects.count() == before + 2


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_sees_a_page_of_it_and_each_refusal_is_one_row(
    who: str, alice_record: Patient, episode: Episode, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    client, before = client_of(request.getfixturevalue(who)), AccessLog.objects.count()
    for page in PAGES:
        assert client.get(reverse(f"therapist:{page}", args=[alice_record.id])).status_code == 404, page
    for page in POSTS:
        assert client.post(reverse(f"therapist:{page}", args=[alice_record.id])).status_code == 404, page
    rows = AccessLog.objects.filter(number__gt=before)
    assert {row.action for row in rows} == {"denied"}
    assert rows.count() == len(PAGES) + len(POSTS)


def test_who_is_not_signed_in_goes_to_the_door(alice_record: Patient, episode: Episode, client_of: ClientOf) -> None:
    for page in ("caseload", *PAGES):
        answer = client_of(None).get(reverse(f"therapist:{page}", args=[] if page == "caseload" else [alice_record.id]))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(("who", "status"), [("bob", 200), ("charlie", 200), ("lead", 200), ("alice", 404), ("dana", 404), ("frank", 404)])
def test_a_caseload_is_for_clinicians_and_holds_only_whom_they_treat(
    who: str, status: int, episode: Episode, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    answer = client_of(request.getfixturevalue(who)).get(reverse("therapist:caseload"))
    assert answer.status_code == status
    assert ("Alice Adema" in answer.text) == (who == "bob")
