"""Messages, calendar, everything that is kept, and who looked."""

import json
from uuid import uuid4

import icalendar
import pytest
from django.conf import settings

from tests.web.at_home import access, released
from tests.web.conftest import ClientOf
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.audit.models import AccessLog
from wervel.web.care import services
from wervel.web.care.models import CalendarFeed, Episode, Message
from wervel.web.patient.phrases import SAID
from wervel.web.practice.access import ALLOWED, deny
from wervel.web.practice.models import Patient

CLINICAL = ("pijn", "rug", "Bekken", "Heup", "pain", "back", "oefenprogramma")


def test_a_message_arrives_once_and_what_the_therapist_writes_becomes_read(
    alice: User, bob: User, episode: Episode, client_of: ClientOf
) -> None:
    services.send_message(access(bob, episode.patient), episode, "Hoe was het hockeyen?", uuid4())
    client, where = client_of(alice), f"/me/{episode.patient_id}/messages/"
    assert "nieuw bericht" in client.get(f"/me/{episode.patient_id}/").content.decode()
    page = client.get(where).content.decode()
    assert "Hoe was het hockeyen?" in page
    assert "Bob Bos" in page
    assert "nieuw bericht" not in client.get(f"/me/{episode.patient_id}/").content.decode()
    sent = {"token": str(uuid4()), "text": "<b>Prima</b>"}
    for _ in range(2):
        client.post(where, sent)
    assert Message.objects.count() == 2
    assert "&lt;b&gt;Prima" in client.get(where).content.decode()
    assert client.post(where, {"token": str(uuid4()), "text": " "}).status_code == 422


def test_the_calendar_has_a_secret_address_without_a_word_about_health_until_it_is_stopped(
    alice: User, bob: User, episode: Episode, client_of: ClientOf
) -> None:
    released(episode, alice, bob)
    client, where = client_of(alice), f"/me/{episode.patient_id}/calendar/"
    page = client.post(where).content.decode()
    address = page.split('readonly value="')[1].split('"')[0]
    path = address.removeprefix("http://localhost:8000")
    assert len(path.split("/")[-1]) > 40, "256 random bits"
    assert CalendarFeed.objects.get().token_hash not in path
    public = client_of(None)
    feed = public.get(path)
    assert feed["Content-Type"].startswith("text/calendar")
    assert not [word for word in CLINICAL if word in feed.content.decode()]
    events = icalendar.Calendar.from_ical(feed.content).walk("VEVENT")
    assert events
    row = AccessLog.objects.order_by("-number").first()
    assert row is not None
    assert (row.action, row.object, row.basis, row.user) == ("read", "calendar", "feed", None)
    assert "agenda" in client.get(f"/me/{episode.patient_id}/access/").content.decode()
    second = client.post(where).content.decode().split('readonly value="')[1].split('"')[0].removeprefix("http://localhost:8000")
    assert public.get(path).status_code == 404, "a new address stops the old one"
    assert public.get(second).status_code == 200
    client.post(where, {"stop": "1"})
    assert public.get(second).status_code == 404
    assert public.get("/me/calendar/guessed.ics").status_code == 404


def test_a_calendar_without_a_programme_is_an_empty_one(alice: User, episode: Episode, client_of: ClientOf) -> None:
    client = client_of(alice)
    page = client.post(f"/me/{episode.patient_id}/calendar/").content.decode()
    path = page.split('readonly value="')[1].split('"')[0].removeprefix("http://localhost:8000")
    assert not icalendar.Calendar.from_ical(client.get(path).content).walk("VEVENT")


def test_everything_is_in_the_file_and_on_the_page(alice: User, bob: User, episode: Episode, client_of: ClientOf) -> None:
    record = released(episode, alice, bob)
    me = access(alice, episode.patient)
    services.write_diary(me, episode, clock.today(), {"pain": 4, "note": "Onder de douche"}, uuid4())
    services.send_message(me, episode, "Dank je", uuid4())
    services.set_goal(me, episode, "Tuinieren", uuid4())
    client = client_of(alice)
    answer = client.get(f"/me/{episode.patient_id}/record.json")
    content = json.loads(answer.content)
    assert content["patient"]["name"] == "Alice Adema"
    (one,) = content["episodes"]
    assert one["diary"][0]["note"] == "Onder de douche"
    assert one["programmes"][0]["number"] == record.number
    assert {answer["fact"] for consultation in one["consultations"] for answer in consultation["answers"]} >= {"age_years", "pain_now_nprs"}
    page = client.get(f"/me/{episode.patient_id}/record/").content.decode()
    for words in ("Alice Adema", "Onder de douche", "Dank je", "Tuinieren", "leeftijd"):
        assert words in page or words.capitalize() in page
    rows = AccessLog.objects.filter(action="export", object="own_record")
    assert rows.count() == 2


def test_who_looked_is_told_in_plain_words_with_a_period(
    alice: User, bob: User, charlie: User, episode: Episode, client_of: ClientOf, rf: object
) -> None:
    access(bob, episode.patient).log("read", "examination")
    access(bob, episode.patient).log("write", "release of programme 3")
    request = rf.get("/")  # type: ignore[attr-defined]
    request.user = charlie
    deny(request, episode.patient, "read:diary")
    client, where = client_of(alice), f"/me/{episode.patient_id}/access/"
    page = client.get(where).content.decode()
    for words in ("Bob Bos (fysiotherapeut)", "bekeek je onderzoek", "schreef in de vrijgave van je programma",
                  "Charlie Kok (fysiotherapeut)", "wilde je dagboek zien en mocht dat niet", "Jij"):  # fmt: skip
        assert words in page
    assert "keek niemand" in client.get(where, {"since": "2020-01-01", "until": "2020-02-01"}).content.decode()
    assert client.get(where, {"since": "2020-02-01", "until": "2020-01-01"}).status_code == 422
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    english = client.get(where).content.decode()
    assert "looked at your examination" in english


@pytest.mark.parametrize("page", ["", "diary/", "access/"])
def test_a_destroyed_record_is_gone(page: str, alice: User, alice_record: Patient, client_of: ClientOf) -> None:
    alice_record.destroyed_at = clock.now()
    alice_record.save()
    assert client_of(alice).get(f"/me/{alice_record.id}/{page}").status_code == 404


def test_there_are_plain_words_for_everything_that_can_be_looked_at() -> None:
    things = {permission.partition(":")[2].removeprefix("own_") for permission in ALLOWED}
    assert not sorted(thing for thing in things if f"object_{thing}" not in SAID)
