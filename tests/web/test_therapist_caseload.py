"""The caseload: who needs attention first, with the reason, and fast enough for two thousand."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.web.conftest import ClientOf, record
from tests.web.therapist_stories import by, examined, given, lived, told
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.audit.models import AccessLog
from wervel.web.care import services
from wervel.web.care.models import Episode
from wervel.web.guideline import current
from wervel.web.practice.models import Patient, Practice, Treatment
from wervel.web.therapist import attention
from wervel.web.therapist.attention import Case, Note, Reason, note_of, renew, renew_all

CALM = Note("none", False, "on_track", (), False, None, clock.today().isoformat(), None, "released")


def one(note: Note | None, unread: bool = False) -> Case:
    return Case(Episode(started=clock.today(), patient=Patient(number="P-0001")), note, unread, clock.today())


def changed(**parts: object) -> Note:
    return replace(CALM, **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        (changed(urgency="same_day"), "alarm"),
        (changed(red=clock.today().isoformat()), "red"),
        (changed(calls=("e1_more_pain",)), "call"),
        (changed(verdict="worse"), "worse"),
        (changed(open=True), "open"),
        (changed(verdict="stalled"), "stalled"),
        (changed(last=(clock.today() - timedelta(days=4)).isoformat()), "silent"),
        (changed(contact=clock.today().isoformat()), "review"),
        (changed(programme="draft"), "draft"),
        (changed(programme=""), "no_programme"),
        (None, "changed"),
    ],
)
def test_each_reason_to_look_is_named(note: Note | None, reason: Reason) -> None:
    assert one(note).reasons == (reason,)


def test_who_does_well_has_no_reason_and_stands_last() -> None:
    assert one(CALM).reasons == ()
    assert one(changed(last=(clock.today() - timedelta(days=3)).isoformat())).reasons == ()
    assert one(changed(contact=(clock.today() + timedelta(days=1)).isoformat())).reasons == ()


def test_an_alarm_goes_before_a_red_session_and_that_before_silence() -> None:
    several = one(changed(urgency="urgent", red=clock.today().isoformat(), verdict="worse"), unread=True)
    assert several.reasons == ("alarm", "red", "worse", "unread")
    assert several.order < one(changed(red=clock.today().isoformat())).order < one(CALM).order


def test_what_changed_and_was_not_looked_at_stands_above_what_is_known_to_stall() -> None:
    """Unknown is never no: new answers may be anything."""
    assert one(None).order < one(changed(verdict="stalled")).order


def test_new_answers_that_alarm_come_to_the_top(bob: User, episode: Episode, practice: Practice, client_of: ClientOf) -> None:
    other = record(practice, None, "Zoë Zand", "P-0002")
    Treatment.objects.create(patient=other, therapist=bob)
    Episode.objects.create(patient=other, started=clock.today())
    told(bob, episode, more={"bladder_retention_or_hesitancy": "yes"})
    page = client_of(bob).get(reverse("therapist:caseload")).text
    assert page.index("Alice Adema") < page.index("Zoë Zand")
    assert current().urgencies["emergency"].name.nl in page


def test_a_red_session_and_a_message_are_seen(bob: User, alice: User, episode: Episode, client_of: ClientOf) -> None:
    told(bob, episode)
    kept = given(bob, episode)
    programme = services.plan_of(kept).programme
    assert programme is not None
    content = {"exercise": programme.choices[0].exercise.id, "done": 100, "pain_before": 2, "pain_during": 8, "pain_next_morning": 7}
    services.log_session(by(alice, episode.patient, "write:session"), episode, clock.today(), content, uuid4())
    services.send_message(by(alice, episode.patient, "write:message"), episode, "Dit deed zeer", uuid4())
    page = client_of(bob).get(reverse("therapist:caseload")).text
    assert "Rood bij een oefening" in page
    assert "Nieuw bericht" in page
    assert "Dit deed zeer" not in page


def test_a_course_that_asks_for_an_examination_says_so_until_somebody_examined(bob: User, episode: Episode) -> None:
    lived(episode.patient, episode, [6] * 28)
    told(bob, episode)
    note = note_of(episode, current(), clock.today())
    assert note.examine
    assert "call" in Case(episode, note, False, clock.today()).reasons
    examined(bob, episode)
    assert not note_of(episode, current(), clock.today()).examine


def test_a_note_is_sealed_kept_for_the_day_and_thrown_away_by_what_is_written(bob: User, alice: User, episode: Episode) -> None:
    told(bob, episode)
    renew([episode], current(), clock.today())
    kept = Episode.objects.get(pk=episode.pk)
    assert kept.look_on == clock.today()
    assert kept.look is not None
    assert b"urgency" not in bytes(kept.look)
    services.write_diary(by(alice, episode.patient, "write:diary"), episode, clock.today(), {"pain": 4}, uuid4())
    kept.refresh_from_db()
    assert kept.look is None


def test_the_command_of_the_night_makes_every_note_that_is_not_of_today(bob: User, episode: Episode) -> None:
    told(bob, episode)
    call_command("tick")
    kept = Episode.objects.get(pk=episode.pk)
    assert kept.look_on == clock.today()
    assert renew_all(current(), clock.today()) == 0
    assert renew_all(current(), clock.today() + timedelta(days=1)) == 1


def test_a_note_does_not_overwrite_what_was_written_while_it_was_made(bob: User, episode: Episode) -> None:
    told(bob, episode)
    stale = Episode.objects.select_related("patient").get(pk=episode.pk)
    told(bob, episode, more={"diabetes": "yes"})
    renew([stale], current(), clock.today())
    assert Episode.objects.get(pk=episode.pk).look is None


def test_without_time_left_the_list_still_opens_and_says_what_was_not_judged(
    bob: User, episode: Episode, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(bob, episode)
    monkeypatch.setattr(attention, "BUDGET_S", -1.0)
    assert "Nieuwe gegevens, nog niet beoordeeld" in client_of(bob).get(reverse("therapist:caseload")).text


def test_a_name_or_a_number_finds_and_the_search_is_one_row_without_the_words(bob: User, episode: Episode, client_of: ClientOf) -> None:
    client, before = client_of(bob), AccessLog.objects.count()
    assert "Alice Adema" in client.get(reverse("therapist:caseload"), {"q": "adema"}).text
    assert "Alice Adema" in client.get(reverse("therapist:caseload"), {"q": "p-0001"}).text
    assert "Niemand gevonden" in client.get(reverse("therapist:caseload"), {"q": "Jansen"}).text
    rows = AccessLog.objects.filter(number__gt=before)
    assert [(row.action, row.object) for row in rows] == [("search", "caseload")] * 3


def test_who_has_no_complaint_under_care_stands_apart(bob: User, alice_record: Patient, client_of: ClientOf) -> None:
    page = client_of(bob).get(reverse("therapist:caseload")).text
    assert page.index("Zonder lopende klacht") < page.index("Alice Adema")


def test_a_list_of_many_asks_the_database_no_more_questions_than_one_of_few(
    bob: User, practice: Practice, episode: Episode, client_of: ClientOf, django_assert_max_num_queries: object
) -> None:
    for number in range(40):
        patient = record(practice, None, f"Patient {number}", f"P-1{number:03}")
        Treatment.objects.create(patient=patient, therapist=bob)
        Episode.objects.create(patient=patient, started=clock.today())
    every = list(Episode.objects.select_related("patient"))
    renew(every, current(), clock.today())
    client = client_of(bob)
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        page = client.get(reverse("therapist:caseload"))
    assert page.text.count('class="badge') == 25
    assert "?page=2" in page.text
    assert len(page.content) < 100_000
