"""The session of today: what there is to do, how it went, and what an answer means at once."""

from datetime import timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from django.test import Client

from tests.web.at_home import access, released
from tests.web.conftest import ClientOf
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.care import services
from wervel.web.care.models import Episode, SessionLog
from wervel.web.patient.session import Released
from wervel.web.patient.session import released as agreed_on
from wervel.web.patient.standing import look_now

WENT_WELL = {"done": "all", "pain_before": "2", "pain_during": "2", "effort": "2", "leg_change": "same"}
TOO_MUCH = {**WENT_WELL, "pain_during": "7"}
DOWN_THE_LEG = {**WENT_WELL, "leg_change": "down"}


@pytest.fixture
def at_home(episode: Episode, alice: User, bob: User, client_of: ClientOf) -> Client:
    """Alice's browser; her programme begins today."""
    released(episode, alice, bob)
    return client_of(alice)


def agreed(episode: Episode) -> Released:
    found = agreed_on(episode, look_now(episode))
    assert found is not None
    return found


def first_of(episode: Episode) -> str:
    return agreed(episode).today[0].choice.exercise.id


def do(client: Client, episode: Episode, name: str, form: dict[str, str], token: str = "") -> str:
    response = client.post(f"/me/{episode.patient_id}/exercise/{name}/", {**form, "token": token or str(uuid4())})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def test_after_an_exercise_that_went_well_comes_the_next_and_at_the_end_today_is_done(at_home: Client, episode: Episode) -> None:
    names = [item.choice.exercise.id for item in agreed(episode).today]
    for name, following in pairwise(names):
        assert do(at_home, episode, name, WENT_WELL).endswith(f"/exercise/{following}/")
    assert do(at_home, episode, names[-1], WENT_WELL) == f"/me/{episode.patient_id}/"
    assert "Klaar voor vandaag" in at_home.get(f"/me/{episode.patient_id}/").content.decode()


def test_a_red_answer_says_at_once_to_stop_and_offers_the_easier_form_or_none(at_home: Client, episode: Episode) -> None:
    name = first_of(episode)
    after = do(at_home, episode, name, TOO_MUCH)
    assert after.endswith(f"/exercise/{name}/after/")
    page = at_home.get(after).content.decode()
    assert "Rood: dit was te veel" in page
    assert "Dit was nu te veel" in page, "the words of the guideline"
    now = agreed(episode)
    assert name not in [item.choice.exercise.id for item in now.today]


def test_what_goes_down_the_leg_stops_the_direction_and_says_to_call_today(at_home: Client, episode: Episode) -> None:
    now = agreed(episode)
    name = next(item.choice.exercise.id for item in now.today if set(item.choice.exercise.directions) - {"neutral"})
    page = at_home.get(do(at_home, episode, name, DOWN_THE_LEG)).content.decode()
    assert "Bel vandaag je fysiotherapeut" in page
    assert "/review/" in page, "the alarm signs are asked again"
    stopped = {choice.exercise.id for choices in agreed(episode).rests.values() for choice in choices}
    assert name in stopped
    today = at_home.get(f"/me/{episode.patient_id}/").content.decode()
    assert "Nu even niet" in today


def test_it_never_asks_more_than_was_released(episode: Episode, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Easy twice is a step up in the rules; at home it waits for the therapist."""
    record = released(episode, alice, bob)
    me, name, now = access(alice, episode.patient), first_of(episode), clock.now()
    dose = agreed(episode).item(name).choice.dose
    easy = {"exercise": name, "done": 100, "effort": 0, "pain_before": 1, "pain_during": 1, "settle_hours": 0, "leg_change": "same"}
    for days in range(2):
        monkeypatch.setattr(clock, "now", lambda days=days: now + timedelta(days=days))
        services.log_session(me, episode, clock.today(), easy, uuid4())
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=2))
    item = agreed(episode).item(name)
    assert item.choice.exercise.id == name
    assert item.choice.dose == dose
    assert item.note is not None
    assert "therapeut" in item.note.nl
    assert services.is_as_released(record)


def test_a_form_sent_twice_is_one_session(at_home: Client, episode: Episode) -> None:
    name, token = first_of(episode), str(uuid4())
    do(at_home, episode, name, WENT_WELL, token)
    do(at_home, episode, name, WENT_WELL, token)
    assert SessionLog.objects.count() == 1


def test_an_unanswered_form_says_what_is_missing_and_keeps_what_was_chosen(at_home: Client, episode: Episode) -> None:
    name = first_of(episode)
    page = at_home.post(f"/me/{episode.patient_id}/exercise/{name}/", {"token": str(uuid4()), "pain_before": "4"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "<title>Fout:" in text
    assert 'value="4" id="pain_before-4" checked' in text
    assert not SessionLog.objects.exists()


def test_a_form_without_a_token_of_ours_is_no_form(at_home: Client, episode: Episode) -> None:
    name = first_of(episode)
    assert at_home.post(f"/me/{episode.patient_id}/exercise/{name}/", {**WENT_WELL, "token": "x"}).status_code == 400


def test_the_pain_of_before_is_asked_once_a_day(at_home: Client, episode: Episode) -> None:
    names = [item.choice.exercise.id for item in agreed(episode).today]
    do(at_home, episode, names[0], {**WENT_WELL, "pain_before": "3"})
    assert 'value="3" id="pain_before-3" checked' in at_home.get(f"/me/{episode.patient_id}/exercise/{names[1]}/").content.decode()


def test_the_morning_after_is_asked_on_that_morning_and_once(at_home: Client, episode: Episode, monkeypatch: pytest.MonkeyPatch) -> None:
    do(at_home, episode, first_of(episode), WENT_WELL)
    later = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    where = f"/me/{episode.patient_id}/"
    assert "vanochtend" in at_home.get(where).content.decode()
    assert at_home.post(f"{where}morning/", {}).status_code == 422
    at_home.post(f"{where}morning/", {"pain_next_morning": "3"})
    assert "vanochtend" not in at_home.get(where).content.decode()
    row = SessionLog.objects.get()
    row.episode = episode
    assert row.content["pain_next_morning"] == 3
    assert at_home.post(f"{where}morning/", {"pain_next_morning": "9"}).status_code == 302
    assert SessionLog.objects.get().content["pain_next_morning"] == 3, "it was answered already"


def test_an_exercise_that_is_not_in_the_programme_is_not_there(at_home: Client, episode: Episode) -> None:
    assert at_home.get(f"/me/{episode.patient_id}/exercise/nordic_hamstring/").status_code == 404


def test_the_sheet_names_who_released_it(at_home: Client, episode: Episode) -> None:
    assert "Bob Bos" in at_home.get(f"/me/{episode.patient_id}/programme/").content.decode()
    pdf = at_home.get(f"/me/{episode.patient_id}/programme.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.parametrize(("days", "words"), [(3, "Je programma begint op"), (-200, "Je programma is afgelopen")])
def test_before_and_after_its_weeks_a_programme_says_so(
    days: int, words: str, episode: Episode, alice: User, bob: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(episode, alice, bob, clock.today() + timedelta(days=max(days, 0)))
    later = clock.now() + timedelta(days=max(-days, 0))
    client = client_of(alice)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert words in client.get(f"/me/{episode.patient_id}/").content.decode()


def test_when_care_has_ended_today_says_so_and_a_new_complaint_can_begin(at_home: Client, episode: Episode, alice: User, bob: User) -> None:
    services.close_episode(access(bob, episode.patient), episode, "goals_met")
    assert "Je behandeling is klaar" in at_home.get(f"/me/{episode.patient_id}/").content.decode()
    at_home.post(f"/me/{episode.patient_id}/intake/", {"token": str(uuid4())})
    assert Episode.objects.count() == 2
