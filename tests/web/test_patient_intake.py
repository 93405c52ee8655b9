"""The questions before the first visit, answered at home."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from tests.web.at_home import answered, examined, example, released
from tests.web.conftest import ClientOf
from wervel.programme.selection import Choice
from wervel.web.accounts.models import User
from wervel.web.care import services
from wervel.web.care.models import Answer, Episode, ProgrammeRecord
from wervel.web.guideline import current
from wervel.web.look.questions import NONE, Question
from wervel.web.patient.intake import given_in, intake_of, talk_of
from wervel.web.practice.models import Patient


def begin(client: Client, patient: Patient) -> None:
    client.post(f"/me/{patient.id}/intake/", {"token": str(uuid4())})


def answers_to(question: Question, said: dict[str, object]) -> dict[str, object]:
    """The form as somebody with these answers fills it in; "I do not know" for the rest."""
    facts = [fact.id for fact in question.screen.facts]
    if question.kind == "any":
        ticked = [fact for fact in facts if said.get(fact) == "yes"]
        return {question.name: ticked or [NONE]}
    value = said.get(facts[0])
    if value is None:
        return {question.unknown_name if question.is_typed else question.name: "unknown"}
    return {question.name: value, question.unit_name: "day"} if question.is_typed else {question.name: value}


def test_somebody_answers_everything_at_home_and_the_therapist_has_it(alice: User, alice_record: Patient, client_of: ClientOf) -> None:
    client = client_of(alice)
    begin(client, alice_record)
    episode = Episode.objects.get(patient=alice_record)
    for number in range(1, 60):
        screen = talk_of(episode).next_screen()
        if screen is None:
            break
        question = Question.of(screen, current(), "nl", {})
        response = client.post(f"/me/{alice_record.id}/intake/{number}/", answers_to(question, example()))
        assert response.status_code == 302, response.content.decode()
    assert response["Location"] == f"/me/{alice_record.id}/intake/answers/"
    consultation = intake_of(episode)
    assert consultation is not None
    assert given_in(consultation)["age_years"] == 24
    assert "Je gaf al" in client.get(f"/me/{alice_record.id}/intake/").content.decode()
    told = client.get(f"/me/{alice_record.id}/intake/advice/").content.decode()
    assert "Je therapeut leest je antwoorden" in told


def test_what_is_urgent_is_said_after_the_answer_that_shows_it(alice: User, alice_record: Patient, client_of: ClientOf) -> None:
    client = client_of(alice)
    begin(client, alice_record)
    episode = Episode.objects.get(patient=alice_record)
    said = {**example(), "saddle_sensation_change": "yes", "ces_onset_days": "1"}
    for number in range(1, 30):
        screen = talk_of(episode).next_screen()
        assert screen is not None
        response = client.post(f"/me/{alice_record.id}/intake/{number}/", answers_to(Question.of(screen, current(), "nl", {}), said))
        if response["Location"].endswith("/first/"):
            break
    page = client.get(f"/me/{alice_record.id}/first/").content.decode()
    assert "tel:112" in page
    assert "Doe dit eerst" in page
    assert "/first/" in client.get(f"/me/{alice_record.id}/").content.decode(), "the page of today begins with it"


def test_an_empty_answer_is_refused_and_the_page_says_so_first(alice: User, episode: Episode, client_of: ClientOf) -> None:
    client = client_of(alice)
    begin(client, episode.patient)
    page = client.post(f"/me/{episode.patient_id}/intake/1/", {})
    assert page.status_code == 422
    assert "<title>Fout:" in page.content.decode()
    assert not Answer.objects.exists()


def test_the_same_answer_twice_is_kept_once(alice: User, episode: Episode, client_of: ClientOf) -> None:
    client = client_of(alice)
    begin(client, episode.patient)
    screen = talk_of(episode).next_screen()
    assert screen is not None
    form = answers_to(Question.of(screen, current(), "nl", {}), example())
    for _ in range(2):
        client.post(f"/me/{episode.patient_id}/intake/1/", form)
    assert Answer.objects.count() == len(screen.facts)


def test_after_the_visit_the_answers_can_be_read_and_no_longer_changed(
    alice: User, bob: User, episode: Episode, client_of: ClientOf
) -> None:
    answered(episode, alice)
    examined(episode, bob)
    client = client_of(alice)
    assert client.get(f"/me/{episode.patient_id}/intake/1/").status_code == 302
    page = client.get(f"/me/{episode.patient_id}/intake/answers/").content.decode()
    assert "niet meer wijzigen" in page
    assert "/intake/1/" not in page


def test_a_second_begin_with_the_same_form_starts_one_complaint(alice: User, alice_record: Patient, client_of: ClientOf) -> None:
    client, form = client_of(alice), {"token": str(uuid4())}
    for _ in range(2):
        client.post(f"/me/{alice_record.id}/intake/", form)
    assert Episode.objects.count() == 1


def test_wishes_are_kept_for_the_programme(alice: User, episode: Episode, client_of: ClientOf) -> None:
    client = client_of(alice)
    begin(client, episode.patient)
    where = f"/me/{episode.patient_id}/intake/when/"
    client.post(where, {"days": ["monday", "friday"], "minutes": "15", "equipment": ["chair"]})
    episode = Episode.objects.get()
    assert episode.preferences == {"days": ["monday", "friday"], "minutes": 15, "equipment": ["chair"]}
    assert client.post(where, {"minutes": "7"}).status_code == 422


@pytest.mark.parametrize("language", ["nl", "en"])
def test_advice_comes_before_release_and_exercises_do_not(
    language: str, alice: User, bob: User, episode: Episode, client_of: ClientOf
) -> None:
    record = released(episode, alice, bob)
    episode.programmerecords.update(status="draft")
    client = client_of(alice)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    names = [current().exercises[choice.exercise.id].name for choice in plan_choices(record)]
    for page in ("", "programme/", "intake/advice/", "record/", "flare/plan/", "record.json"):
        told = client.get(f"/me/{episode.patient_id}/{page}").content.decode()
        assert not [name for name in names if name.nl in told or name.en in told], page
    assert client.get(f"/me/{episode.patient_id}/exercise/{plan_choices(record)[0].exercise.id}/").status_code == 404
    assert client.get(f"/me/{episode.patient_id}/programme.pdf").status_code == 404


def plan_choices(record: ProgrammeRecord) -> tuple[Choice, ...]:
    programme = services.plan_of(record).programme
    assert programme is not None
    return programme.choices
