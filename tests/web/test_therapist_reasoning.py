"""What fits and why, the profile, how it goes, and what goes to others."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.web.conftest import ClientOf
from tests.web.therapist_stories import background, by, examined, example, given, lived, told
from wervel.consult.planning import plan
from wervel.programme.making import HOME, Programme, Session
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.audit.models import AccessLog
from wervel.web.care import services
from wervel.web.care.models import Episode, Message, Override
from wervel.web.guideline import current
from wervel.web.practice.models import Patient
from wervel.web.therapist.following import adherence, proposed
from wervel.web.therapist.phrases import REASONS
from wervel.web.therapist.record import Record

LEG = {**background("nerves_examined"), "leg_pain": "below_knee", "leg_pain_side": "left", "slr_positive": "yes", "mrc_left_l5": 4}
ROOT = example("radicular_syndrome.high")


@pytest.fixture
def client(bob: User, episode: Episode, client_of: ClientOf) -> Client:
    return client_of(bob)


def page(client: Client, episode: Episode, name: str) -> str:
    answer = client.get(reverse(f"therapist:{name}", args=[episode.patient_id]))
    assert answer.status_code == 200
    return answer.text


def post(client: Client, episode: Episode, name: str, **sent: str) -> int:
    return client.post(reverse(f"therapist:{name}", args=[episode.patient_id]), {"token": str(uuid4()), **sent}).status_code


# what fits


def test_what_fits_stands_with_the_findings_and_the_sources_and_leads_to_the_guideline(client: Client, bob: User, episode: Episode) -> None:
    told(bob, episode, more=ROOT)
    answer = client.get(reverse("therapist:reasoning", args=[episode.patient_id]))
    text = answer.text
    fit = next(one for one in answer.context["fits"] if "/radicular_syndrome/" in one.link)
    assert fit.name.lower() == current().conditions["radicular_syndrome"].name.nl.lower()
    assert all(one.facts and one.sources and one.facts in text for one in fit.pro)
    assert fit.pro
    assert fit.link == "/guideline/condition/radicular_syndrome/"
    assert "Bron:" in text


def test_what_nothing_speaks_for_says_why_not(client: Client, bob: User, episode: Episode) -> None:
    told(bob, episode)
    text = page(client, episode, "reasoning")
    assert "Waar niets voor spreekt" in text
    assert "Niet, want:" in text


# the profile


def test_a_profile_as_suggested_needs_no_reason_and_another_does(client: Client, bob: User, episode: Episode) -> None:
    lived(episode.patient, episode, [5] * 7 + [3] * 14)
    told(bob, episode)
    examined(bob, episode)
    assert client.get(reverse("therapist:reasoning", args=[episode.patient_id])).context["form"].suggested == "low"
    assert post(client, episode, "profile", profile="low") == 302
    assert not Override.objects.exists()
    assert "Vastgesteld" in page(client, episode, "reasoning")
    assert post(client, episode, "profile", profile="high") == 422
    assert not Override.objects.exists()
    for _ in range(2):
        assert post(client, episode, "profile", profile="high", reason="mind") == 302
    kept = Override.objects.get()
    kept.episode = episode
    assert kept.content == {"what": "profile", "from": "low", "to": "high", "reason": "mind"}
    text = page(client, episode, "more")
    assert REASONS["mind"].nl in text
    assert "Bob Bos" in text


def test_a_reason_that_is_not_on_the_list_is_refused(client: Client, bob: User, episode: Episode) -> None:
    told(bob, episode)
    assert post(client, episode, "profile", profile="high", reason="omdat") == 422
    assert post(client, episode, "profile", profile="extreme", reason="mind") == 422


# how it goes


def programme(days: list[int]) -> Programme:
    """A programme of one exercise on these days, from a Monday on."""
    made = plan(current(), background("ordinary_back")).programme
    assert made is not None
    one = made.choices[:1]
    return replace(made, start=date(2026, 1, 5), sessions=tuple(Session(day, HOME, one, 10) for day in days))


def test_adherence_counts_what_was_planned_and_done_in_each_week_of_care() -> None:
    held, start = programme([0, 2, 4, 7]), date(2026, 1, 5)
    exercise = held.sessions[0].choices[0].exercise.id
    done = {(start, exercise), (start + timedelta(days=2), exercise), (start + timedelta(days=3), exercise)}
    share = adherence([(held, start, date.max)], done, start, start + timedelta(days=13))
    assert share == {0: 66, 1: 0}


def test_adherence_leaves_out_what_is_still_to_come_and_what_another_programme_took_over() -> None:
    held, start = programme([0, 2, 4, 7]), date(2026, 1, 5)
    assert adherence([(held, start, start + timedelta(days=1))], set(), start, start + timedelta(days=13)) == {0: 0}
    assert adherence([(held, start, date.max)], set(), start, start + timedelta(days=1)) == {0: 0}
    assert adherence([], set(), start, start) == {}


def test_the_picture_of_the_course_has_its_numbers_in_a_table(client: Client, bob: User, episode: Episode) -> None:
    lived(episode.patient, episode, [7] * 7 + [5] * 7 + [3] * 7)
    told(bob, episode)
    text = page(client, episode, "follow_up")
    assert '<svg class="chart"' in text
    assert "<caption>" in text
    assert "Pijn 3 van 10" in text


def test_a_stalled_course_asks_for_an_examination_with_the_words_of_the_guideline(client: Client, bob: User, episode: Episode) -> None:
    lived(episode.patient, episode, [6] * 24)
    told(bob, episode)
    called = next(one for one in current().course.evaluations if one.id == "e2_not_improved")  # type: ignore[union-attr]
    assert called.care.nl in page(client, episode, "follow_up")


def test_a_red_session_brings_a_proposal_and_says_how_soon_to_call(client: Client, bob: User, alice: User, episode: Episode) -> None:
    told(bob, episode)
    kept = given(bob, episode)
    agreed = services.plan_of(kept).programme
    assert agreed is not None
    access = by(alice, episode.patient, "write:session")
    first = agreed.choices[0].exercise
    services.log_session(access, episode, clock.today(), {"exercise": first.id, "done": 100, "leg_change": "down"}, uuid4())
    text = page(client, episode, "follow_up")
    assert "Voorstel per oefening" in text
    assert "vandaag contact" in text


def test_a_new_draft_goes_on_with_what_was_decided_once(client: Client, bob: User, alice: User, episode: Episode) -> None:
    """What went down the leg stays out, and the doses are those of now and not those of the first day."""
    told(bob, episode)
    kept = given(bob, episode)
    agreed = services.plan_of(kept).programme
    assert agreed is not None
    access = by(alice, episode.patient, "write:session")
    first = agreed.session[0].exercise
    services.log_session(access, episode, clock.today(), {"exercise": first.id, "done": 100, "leg_change": "down"}, uuid4())
    record = Record(by(bob, episode.patient), episode)
    out_and_in, doses = proposed(record)
    assert {"do": "forbid", "exercise": first.id} in out_and_in
    sent = {"token": str(uuid4())}
    for _ in range(2):
        assert client.post(reverse("therapist:go_on", args=[episode.patient_id]), sent).status_code == 302
    assert episode.programmerecords.count() == 2
    made = episode.programmerecords.get(number=2)
    made.episode = episode
    new = services.plan_of(made).programme
    assert new is not None
    found = {choice.exercise.id: choice.dose for session in new.sessions for choice in session.choices}
    assert first.id not in found
    told_doses = {one["exercise"]: one for one in doses if one["exercise"] in found}
    assert told_doses
    assert all(getattr(found[name], part) == value for name, one in told_doses.items() for part, value in one.items()
               if part not in ("do", "exercise"))  # fmt: skip


# what goes to others


def words(content: bytes) -> str:
    return "\n".join(one.extract_text() for one in PdfReader(BytesIO(content)).pages)


@pytest.mark.parametrize(("kind", "title"), [("gp", "Brief aan de huisarts"), ("referral", "Verwijsbrief")])
def test_the_letter_is_a_pdf_with_what_was_found_and_its_making_is_one_row(
    client: Client, bob: User, episode: Episode, kind: str, title: str
) -> None:
    told(bob, episode, more=LEG)
    before = AccessLog.objects.count()
    answer = client.post(
        reverse("therapist:letter", args=[episode.patient_id]),
        {"token": str(uuid4()), "kind": kind, "receiver": "Mw. De Wit", "sender": "Bob Bos"},
    )
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "Alice" not in answer.headers["Content-Disposition"]
    text = words(answer.content)
    assert all(part in text for part in (title, "Alice Adema", "Mw. De Wit", "Bob Bos"))
    rows = AccessLog.objects.filter(number__gt=before)
    assert [(row.action, row.object) for row in rows] == [("print", kind)]


def test_a_letter_that_cannot_be_printed_says_what_is_wrong(client: Client, bob: User, episode: Episode) -> None:
    told(bob, episode)
    assert post(client, episode, "letter", kind="gp", receiver="👍", sender="Bob") == 422
    assert post(client, episode, "letter", kind="gp", receiver="", sender="") == 422


@pytest.mark.parametrize(("form", "heads"), [("soep", tuple("SOEP")), ("hoac", ("Anamnese", "Onderzoek", "Analyse", "Behandelplan"))])
def test_the_note_has_its_four_parts_and_no_name(client: Client, bob: User, episode: Episode, form: str, heads: tuple[str, ...]) -> None:
    told(bob, episode, more=LEG)
    text = client.get(reverse("therapist:note", args=[episode.patient_id]), {"form": form}).context["text"]
    at = [text.index(f"\n{head}") for head in heads]
    assert at == sorted(at)
    assert "Alice" not in text
    assert "P-0001" in text
    assert current().facts["slr_positive"].name.nl in text.lower()


# messages, the beginning and the end


def test_a_message_goes_once_and_that_of_the_patient_is_read(client: Client, bob: User, alice: User, episode: Episode) -> None:
    services.send_message(by(alice, episode.patient, "write:message"), episode, "Mag ik fietsen?", uuid4())
    assert "Mag ik fietsen?" in page(client, episode, "messages")
    assert Message.objects.get().read_at is not None
    sent = {"token": str(uuid4()), "text": "Ja, rustig aan."}
    for _ in range(2):
        assert client.post(reverse("therapist:messages", args=[episode.patient_id]), sent).status_code == 302
    assert Message.objects.count() == 2
    assert post(client, episode, "messages", text="  ") == 422


def test_care_ends_with_a_reason_and_can_be_opened_again(client: Client, bob: User, episode: Episode) -> None:
    told(bob, episode)
    given(bob, episode)
    assert post(client, episode, "close") == 422
    assert post(client, episode, "close", reason="goals_met") == 302
    episode.refresh_from_db()
    assert episode.closed == clock.today()
    assert "Deze zorg is afgerond" in page(client, episode, "overview")
    assert "Alice Adema" in client.get(reverse("therapist:caseload")).text
    assert post(client, episode, "close", reopen="1") == 302
    episode.refresh_from_db()
    assert episode.closed is None


def test_a_patient_without_a_complaint_gets_one(bob: User, alice_record: Patient, client_of: ClientOf) -> None:
    client = client_of(bob)
    assert client.get(reverse("therapist:examination", args=[alice_record.id])).status_code == 302
    start = reverse("therapist:start", args=[alice_record.id])
    assert client.post(start, {"started": str(clock.today() + timedelta(days=1))}).status_code == 422
    sent = {"token": str(uuid4()), "started": str(clock.today() - timedelta(days=2))}
    for _ in range(2):
        assert client.post(start, sent).status_code == 302
    assert Episode.objects.get().started == clock.today() - timedelta(days=2)
    assert "Vraag de patiënt" in client.get(reverse("therapist:overview", args=[alice_record.id])).text


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({}, "Maak een programma"),
        ({"bladder_retention_or_hesitancy": "yes"}, "Verwijs of overleg"),
        ({"leg_pain": "below_knee"}, "Onderzoek: er moet nog iets bekend worden"),
    ],
)
def test_the_overview_says_what_to_do_now(client: Client, bob: User, episode: Episode, more: dict[str, object], says: str) -> None:
    told(bob, episode, more=more)
    assert says in page(client, episode, "overview")
