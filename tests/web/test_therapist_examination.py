"""The examination form: what is left open is not tested, left stands beside right, and the best next test is named."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.conftest import ClientOf
from tests.web.therapist_stories import told
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.care.episode import look_at
from wervel.web.care.models import Answer, Consultation, Episode
from wervel.web.guideline import current
from wervel.web.therapist.controls import NONE, Control

STEPS = [step.id for step in sorted(current().examination, key=lambda one: one.order)]


@pytest.fixture
def record(bob: User, episode: Episode) -> Episode:
    return told(bob, episode)


@pytest.fixture
def client(bob: User, record: Episode, client_of: ClientOf) -> Client:
    return client_of(bob)


def url(episode: Episode, step: str) -> str:
    return reverse("therapist:examination_step", args=[episode.patient_id, step])


def known(episode: Episode) -> dict[str, object]:
    return dict(look_at(episode, current(), clock.today()).standing.case.known)


def test_every_step_shows_every_fact_of_its_tests_left_beside_right(client: Client, record: Episode) -> None:
    for step in current().examination:
        page = client.get(url(record, step.id))
        assert page.status_code == 200
        assert len(page.content) < 100_000
        for test in step.tests:
            assert all(f'name="{fact}"' in page.text for fact in test.facts), test.id
        assert page.text.count('class="sides"') == sum(len(test.pairs) for test in step.tests)


def test_a_form_that_is_sent_as_it_opens_records_nothing_and_goes_to_the_next_step(client: Client, record: Episode) -> None:
    before = Answer.objects.count()
    answer = client.post(url(record, STEPS[0]), {"token": str(uuid4())})
    assert answer.headers["Location"] == url(record, STEPS[1])
    assert Answer.objects.count() == before
    assert not Consultation.objects.filter(kind="examination").exists()


def test_what_is_found_is_kept_in_the_unit_of_the_fact_and_none_is_an_answer(client: Client, record: Episode) -> None:
    client.post(url(record, "neurological"), {"token": str(uuid4()), "mrc_left_l5": "4", "mrc_right_l5": "5", "touch_left": ["l5"],
                                              "touch_right": [NONE], "babinski_or_clonus": "no"})  # fmt: skip
    client.post(url(record, "movement_restrictions"), {"token": str(uuid4()), "fingertip_floor_cm": "12,5"})
    found = known(record)
    assert found["mrc_left_l5"] == 4
    assert found["touch_left"] == {"l5"}
    assert found["touch_right"] == frozenset()
    assert found["babinski_or_clonus"] is False
    assert found["fingertip_floor_cm"] == 125
    assert "mrc_left_s1" not in found
    assert Consultation.objects.filter(kind="examination").count() == 1


def test_what_is_emptied_again_is_not_tested(client: Client, record: Episode) -> None:
    client.post(url(record, "neurological"), {"babinski_or_clonus": "yes"})
    assert known(record)["babinski_or_clonus"] is True
    client.post(url(record, "neurological"), {"babinski_or_clonus": ""})
    assert "babinski_or_clonus" not in known(record)


def test_the_same_form_twice_adds_nothing(client: Client, record: Episode) -> None:
    sent = {"token": str(uuid4()), "babinski_or_clonus": "no"}
    client.post(url(record, "neurological"), sent)
    before = Answer.objects.count()
    client.post(url(record, "neurological"), sent)
    assert Answer.objects.count() == before
    assert Consultation.objects.filter(kind="examination").count() == 1


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"mrc_left_l5": "9"}, "0 tot 5"),
        ({"mrc_left_l5": "vier"}, "Vul een getal in"),
        ({"knee_reflex_left": "1,5"}, "stappen"),
        ({"touch_left": ["l5", NONE]}, "Kies een van de twee"),
        ({"heel_walking": "misschien"}, ""),
    ],
)
def test_what_cannot_be_is_refused_with_a_link_to_it_and_nothing_is_kept(
    client: Client, record: Episode, sent: dict[str, object], says: str
) -> None:
    step = "walking_and_function" if "heel_walking" in sent else "neurological"
    before = Answer.objects.count()
    page = client.post(url(record, step), {**sent, "token": str(uuid4())})
    assert page.status_code == 422
    assert "<title>Fout:" in page.text
    assert says in page.text
    assert 'role="alert"' in page.text
    assert f'href="#{next(iter(sent))}' in page.text
    assert Answer.objects.count() == before


def test_more_positive_tests_than_were_done_cannot_be(client: Client, record: Episode) -> None:
    page = client.post(url(record, "provocation"), {"sij_positive_count": "5", "sij_tests_done": "2"})
    assert page.status_code == 422


def test_the_best_next_test_is_named_with_a_link_and_marked_on_its_page(client: Client, record: Episode) -> None:
    page = client.get(url(record, STEPS[0]))
    step, name = page.context["sheet"].next_step
    assert name in page.text
    there = client.get(url(record, step.id))
    assert there.text.count('class="test next"') == 1


def test_a_test_that_must_wait_says_so(client: Client, record: Episode) -> None:
    waiting = next(test for step in current().examination for test in step.tests if test.not_when is not None)
    step = next(step for step in current().examination if waiting in step.tests)
    client.post(url(record, "bone"), {"closed_fist_percussion_positive": "yes"})
    assert "Doe deze test nu niet" in client.get(url(record, step.id)).text


def test_normal_values_stand_beside_what_is_measured_for_this_age_and_sex(client: Client, record: Episode, bob: User) -> None:
    assert "Normaal" not in client.get(url(record, "muscle_corset")).text
    told(bob, record, more={"sex": "male", "age_years": 25})
    assert "Normaal" in client.get(url(record, "muscle_corset")).text


def test_an_alarm_that_is_found_stands_above_the_next_page(client: Client, record: Episode) -> None:
    answer = client.post(url(record, "neurological"), {"mrc_left_l5": "2"}, follow=True)
    assert "Er is een alarmsignaal" in answer.text


def test_what_was_found_before_today_stands_beside_an_empty_control(client: Client, record: Episode) -> None:
    client.post(url(record, "neurological"), {"mrc_left_l5": "4"})
    Consultation.objects.filter(kind="examination").update(kind="follow_up")
    page = client.get(url(record, "neurological"))
    control: Control = next(one for test in page.context["tests"] for one in test.controls if one.name == "mrc_left_l5")
    assert control.typed == ""
    assert "4" in control.before


def test_what_the_patient_did_not_tell_comes_first_and_records_last(client: Client, record: Episode) -> None:
    Answer.objects.all().delete()
    page = client.get(reverse("therapist:examination", args=[record.patient_id]))
    assert page.context["step"].id == "questions"
    fact = page.context["step"].facts[0]
    assert current().facts[fact].by == "patient"
    last = client.get(url(record, "records"))
    facts = last.context["step"].facts
    assert {current().facts[one].by for one in facts} <= {"therapist", "record", "laboratory"}
    assert "risk_profile" not in facts


def test_no_step_of_that_name_is_no_page(client: Client, record: Episode) -> None:
    assert client.get(url(record, "astrology")).status_code == 404
