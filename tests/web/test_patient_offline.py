"""Without a connection: what the browser may keep, and how it comes back without doubling."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.web.at_home import released
from tests.web.conftest import ClientOf
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.care.models import DiaryEntry, Episode, SessionLog
from wervel.web.guideline import current
from wervel.web.patient.offline import number_of


def entry(**said: str) -> dict[str, str]:
    return {"token": str(uuid4()), "kind": "0", "on": clock.today().isoformat(), "values": "4,1", **said}


def test_an_entry_of_the_diary_is_kept_once_however_often_it_is_sent(alice: User, episode: Episode, client_of: ClientOf) -> None:
    client, once = client_of(alice), entry()
    for _ in range(3):
        assert client.post(f"/me/{episode.patient_id}/sync/", once).status_code == 204
    row = DiaryEntry.objects.get()
    row.episode = episode
    assert row.content == {"pain": 4, "leg_change": "same"}


def test_a_session_is_kept_by_the_number_of_its_exercise(alice: User, bob: User, episode: Episode, client_of: ClientOf) -> None:
    released(episode, alice, bob)
    sent = entry(kind="1", exercise=str(number_of("pelvic_tilt_supine")), values="0,3,4,-1,1")
    assert client_of(alice).post(f"/me/{episode.patient_id}/sync/", sent).status_code == 204
    row = SessionLog.objects.get()
    row.episode = episode
    assert row.content == {"exercise": "pelvic_tilt_supine", "done": 100, "pain_before": 3, "pain_during": 4, "leg_change": "same"}


@pytest.mark.parametrize(
    "wrong",
    [{"values": "40,1"}, {"values": "-1,1"}, {"values": "4"}, {"values": "x,1"}, {"values": "4,9"}, {"on": "2999-01-01"}, {"on": "x"},
     {"token": "x"}, {"kind": "7"}, {"kind": "1", "exercise": "12", "values": "0,3,4,2,1"},
     {"kind": "1", "exercise": str(number_of("pelvic_tilt_supine")), "values": "-1,3,4,2,1"}],
)  # fmt: skip
def test_what_is_no_entry_of_ours_is_refused_and_nothing_is_kept(
    wrong: dict[str, str], alice: User, episode: Episode, client_of: ClientOf
) -> None:
    assert client_of(alice).post(f"/me/{episode.patient_id}/sync/", entry(**wrong)).status_code == 422
    assert not DiaryEntry.objects.exists()
    assert not SessionLog.objects.exists()


def test_a_day_before_care_is_refused(alice: User, episode: Episode, client_of: ClientOf) -> None:
    early = entry(on=(clock.today() - timedelta(days=1)).isoformat())
    assert client_of(alice).post(f"/me/{episode.patient_id}/sync/", early).status_code == 422


def test_the_number_of_an_exercise_is_its_own() -> None:
    numbers = [number_of(one) for one in current().exercises]
    assert len(set(numbers)) == len(numbers)


def test_what_a_browser_keeps_is_public_and_the_same_for_everybody(alice: User, bob: User, episode: Episode, client_of: ClientOf) -> None:
    released(episode, alice, bob)
    known, nobody = client_of(alice), client_of(None)
    worker = nobody.get("/sw.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert "/me/" not in worker.content.decode()
    library = nobody.get(f"/offline/{current().version}-nl.json")
    assert "public" in library["Cache-Control"]
    assert len(library.json()) == len(current().exercises)
    assert nobody.get("/offline/0-nl.json").status_code == 404
    page = nobody.get("/offline/").content.decode()
    assert str(episode.patient_id) not in page
    assert str(episode.patient_id) not in known.get("/offline/").content.decode().split("<main")[1]


def test_the_page_of_today_hands_over_numbers_and_no_words(alice: User, bob: User, episode: Episode, client_of: ClientOf) -> None:
    released(episode, alice, bob)
    page = client_of(alice).get(f"/me/{episode.patient_id}/").content.decode()
    kept = page.split('data-session="')[1].split('"')[0]
    assert kept
    assert not kept.translate(str.maketrans("", "", "0123456789. "))
