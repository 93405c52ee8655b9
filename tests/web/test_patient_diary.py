"""Diary, flare-up, weekly review, goals and the chart."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from tests.web.at_home import access, answered, backdated, released
from tests.web.conftest import ClientOf
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.care import services
from wervel.web.care.models import Answer, DiaryEntry, Episode, Goal, Message
from wervel.web.facts import OWN_ACTIVITIES
from wervel.web.guideline import current
from wervel.web.look.questions import NONE
from wervel.web.patient.intake import given_in
from wervel.web.patient.phrases import SAID
from wervel.web.patient.review import open_review, screens_of
from wervel.web.patient.session import flares_of
from wervel.web.patient.session import released as agreed_on
from wervel.web.patient.standing import look_now


def form(**said: str) -> dict[str, str]:
    return {"token": str(uuid4()), **said}


def where(episode: Episode, page: str) -> str:
    return f"/me/{episode.patient_id}/{page}"


def test_a_day_is_two_taps_and_a_note_and_shows_itself_below(alice: User, episode: Episode, client_of: ClientOf) -> None:
    client = client_of(alice)
    answer = client.post(where(episode, "diary/"), form(pain="4", leg="same", note="Lang gezeten"))
    assert answer["Location"] == where(episode, "")
    page = client.get(where(episode, "diary/")).content.decode()
    assert "Pijn 4 van 10" in page
    assert "Lang gezeten" in page
    assert 'value="4" id="pain-4" checked' in page, "it can be corrected"


def test_without_a_pain_score_nothing_is_kept_and_the_note_stays(alice: User, episode: Episode, client_of: ClientOf) -> None:
    page = client_of(alice).post(where(episode, "diary/"), form(leg="same", note="Goed geslapen"))
    assert page.status_code == 422
    assert "Goed geslapen" in page.content.decode()
    assert "Weet ik niet" not in page.content.decode().split("Hoe is het met klachten")[0]
    assert not DiaryEntry.objects.exists()


def test_yesterday_can_be_filled_in_and_the_day_before_care_cannot(alice: User, episode: Episode, client_of: ClientOf) -> None:
    backdated(episode, 1)
    client, yesterday = client_of(alice), clock.today() - timedelta(days=1)
    client.post(where(episode, "diary/"), form(pain="3", leg="same", on=yesterday.isoformat()))
    client.post(where(episode, "diary/"), form(pain="5", leg="same", on=(yesterday - timedelta(days=1)).isoformat()))
    assert [entry.on for entry in DiaryEntry.objects.order_by("on")] == [yesterday, clock.today()], "another day is today"


def test_the_same_form_twice_is_one_entry(alice: User, episode: Episode, client_of: ClientOf) -> None:
    client, once = client_of(alice), form(pain="3", leg="same")
    for _ in range(2):
        client.post(where(episode, "diary/"), once)
    assert DiaryEntry.objects.count() == 1


def test_a_flare_up_gives_the_plan_tells_the_therapist_and_makes_the_exercises_gentle(
    alice: User, bob: User, episode: Episode, client_of: ClientOf
) -> None:
    released(episode, alice, bob)
    client, sent = client_of(alice), form(pain="8", leg="same")
    assert SAID["flare_told"].nl not in client.get(where(episode, "flare/plan/")).content.decode(), "nobody has been told yet"
    answer = client.post(where(episode, "flare/"), sent)
    client.post(where(episode, "flare/"), sent)
    assert answer["Location"] == where(episode, "flare/plan/")
    progression = current().progression
    assert progression is not None
    page = client.get(where(episode, "flare/plan/")).content.decode()
    assert progression.flare_up.text.nl in page
    assert SAID["flare_told"].nl in page
    message = Message.objects.get()
    message.episode = episode
    assert "8 van 10" in message.content["text"]
    assert list(flares_of(episode)) == [clock.today()]
    agreed = agreed_on(episode, look_now(episode))
    assert agreed is not None
    rules = {decision.rule for decision in agreed.doses.decisions.values()}
    assert rules <= {"flare_up", "first", "unknown"}
    assert "flare_up" in rules


def test_the_review_asks_the_measures_and_again_the_signs_that_must_not_be_missed(
    alice: User, episode: Episode, client_of: ClientOf
) -> None:
    backdated(episode, 8)
    answered(episode, alice)
    client = client_of(alice)
    assert "Je weekoverzicht" in client.get(where(episode, "")).content.decode()
    client.post(where(episode, "review/"), form())
    screens = screens_of(episode, {})
    course = current().course
    assert course is not None
    assert screens[0].key == (course.measures[0].fact,)
    assert next(screen.group for screen in screens if screen.group) == course.screening_groups[0]
    for number, screen in enumerate(screens, 1):
        fact = screen.facts[0]
        name = screen.group if len(screen.facts) > 1 else fact.id
        said = NONE if len(screen.facts) > 1 else "no" if fact.kind == "yes/no" else fact.option_ids[0] if fact.options else "2"
        answer = client.post(where(episode, f"review/{number}/"), {str(name): said})
        assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == where(episode, "progress/")
    assert "Je weekoverzicht</h2>" not in client.get(where(episode, "")).content.decode(), "it is done for this week"
    assert len(screens) <= 9, "less than two minutes"


def test_an_alarm_sign_in_the_review_goes_first_and_stops_the_plan(alice: User, bob: User, episode: Episode, client_of: ClientOf) -> None:
    released(episode, alice, bob)
    client = client_of(alice)
    client.post(where(episode, "review/"), form())
    number, screen = next((at, one) for at, one in enumerate(screens_of(episode, {}), 1) if one.group)
    sign = next(fact.id for fact in screen.facts if fact.id == "saddle_sensation_change")
    assert client.post(where(episode, f"review/{number}/"), {str(screen.group): sign}).status_code == 302
    consultation = open_review(episode)
    assert consultation is not None
    for number, screen in enumerate(screens_of(episode, given_in(consultation)), 1):  # what the sign makes the guideline ask
        if screen.key == ("ces_onset_days",):
            answer = client.post(where(episode, f"review/{number}/"), {"ces_onset_days": "1", "ces_onset_days-unit": "day"})
    assert answer["Location"] == where(episode, "first/")
    assert "tel:112" in client.get(where(episode, "first/")).content.decode()
    today = client.get(where(episode, "")).content.decode()
    assert "exercise/" not in today
    assert client.get(where(episode, "programme.pdf")).status_code == 404


def test_goals_are_scored_and_count_as_an_answer_before_the_visit(alice: User, episode: Episode, client_of: ClientOf) -> None:
    answered(episode, alice)
    client = client_of(alice)
    for activity in ("Een uur wandelen", "Mijn kind optillen"):
        client.post(where(episode, "goals/"), form(activity=activity))
    scores = {f"goal-{goal.pk}": str(at) for at, goal in enumerate(Goal.objects.all(), 2)}
    assert client.post(where(episode, "goals/"), form(**scores)).status_code == 302
    page = client.get(where(episode, "goals/")).content.decode()
    assert "Een uur wandelen" in page
    last = Answer.objects.last()
    assert last is not None
    last.episode = episode
    assert last.content == {"fact": OWN_ACTIVITIES, "value": 7.5}, "10 less the mean of 2 and 3"


def test_an_empty_goal_is_refused_and_five_is_enough(alice: User, episode: Episode, client_of: ClientOf) -> None:
    client = client_of(alice)
    assert client.post(where(episode, "goals/"), form(activity=" ")).status_code == 422
    for number in range(5):
        client.post(where(episode, "goals/"), form(activity=f"Doel {number}"))
    assert client.post(where(episode, "goals/"), form(activity="Nog een")).status_code == 422
    assert Goal.objects.count() == 5


@pytest.mark.parametrize(("language", "words"), [("nl", "wat gewoon is"), ("en", "what is usual")])
def test_the_chart_has_its_numbers_in_a_table_and_the_change_that_matters(
    language: str, words: str, alice: User, episode: Episode, client_of: ClientOf
) -> None:
    backdated(episode, 15)
    answered(episode, alice)
    for days in range(14):
        content = {"pain": 5 - days // 5, "leg_change": "same"}
        services.write_diary(access(alice, episode.patient), episode, clock.today() - timedelta(days=13 - days), content, uuid4())
    client: Client = client_of(alice)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get(where(episode, "progress/")).content.decode()
    assert words in page
    assert "<caption>" in page
    assert '<path class="matters"' in page


def test_when_the_course_calls_for_somebody_today_says_so(
    alice: User, bob: User, episode: Episode, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(episode, alice, bob)
    later = clock.now() + timedelta(days=2)
    client = client_of(alice)
    monkeypatch.setattr(clock, "now", lambda: later)
    client.post(where(episode, "diary/"), form(pain="4", leg="down"))
    page = client.get(where(episode, "")).content.decode()
    assert "Let hierop" in page
    assert "zakt verder omlaag" in page
