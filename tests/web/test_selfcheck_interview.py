"""The self-check, page by page. No test here may touch a database: none is asked for, so any look at one fails."""

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings

from tests.web.answering import NONE, ORDINARY, fill_in, posted, said
from wervel.consult.interview import Interview, Screen
from wervel.knowledge.cases import broken_axioms, parse_case, read_case
from wervel.logic.reference import Value
from wervel.narrate.report import upper
from wervel.reasoning.assessment import rank
from wervel.web.guideline import current
from wervel.web.look.questions import Question
from wervel.web.selfcheck import kept
from wervel.web.selfcheck.walk import left, walk

GUIDELINE = current()
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
CAUDA = tuple(fact.id for fact in GUIDELINE.facts.values() if fact.group == "cauda_equina")
PEOPLE: list[dict[str, Value]] = [
    {},
    {"pain_now_nprs": 7},
    {"age_years": 24, "sport": "hockey"},
    {"age_years": 68},
    {"episode_duration_days": 20},
    {"pain_max_site": "lumbar_lateral", "episode_duration_days": 1},
]


def asked(person: dict[str, Value]) -> Interview:
    """The interview of `wervel ask` with this person."""
    talk = Interview(GUIDELINE)
    while screen := talk.next_screen():
        talk.answer(screen, said(screen, person))
    return talk


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def urgency_on(page: str) -> str:
    found = re.search(r'<p class="urgency \w+">.*?<strong>(.*?)</strong>', page)
    assert found, "a page with an urgency on it"
    return found[1].lower()


# how long it takes


@pytest.mark.parametrize("person", PEOPLE, ids=str)
def test_an_ordinary_complaint_takes_at_most_15_questions(client: Client, person: dict[str, Value]) -> None:
    visited = fill_in(client, {**ORDINARY, **person})
    questions = [address for address in visited if address.removeprefix("/check/").strip("/").isdigit()]
    assert len(questions) <= 15
    assert visited[-1] == "/check/answers/"
    assert client.get("/check/result/").context["result"].has_exercises


@pytest.mark.parametrize("person", PEOPLE, ids=str)
def test_an_ordinary_complaint_is_little_to_read_and_few_touches(person: dict[str, Value]) -> None:
    """At 400 words a minute, as somebody scans a list for what applies, this is two minutes; who reads every word needs about three and
    a half. One touch for each answer and one to go on.
    """
    words = touches = 0
    for screen in asked({**ORDINARY, **person}).answered:
        question = Question.of(screen, GUIDELINE, "nl", {})
        labels = [] if question.kind == "scale" else [option.label for option in (*question.options, *question.apart)]
        words += len(re.findall(r"\w+", " ".join([question.title, question.hint, *labels])))
        touches += 2
    assert words <= 830
    assert touches <= 30


def test_how_many_questions_are_left_is_right_for_who_has_nothing_special_to_tell() -> None:
    """Within two, from the fourth question on; what is told may add questions, and the page says so."""
    for person in PEOPLE:
        screens = asked({**ORDINARY, **person}).answered
        for number in range(3, len(screens)):
            talk = Interview(GUIDELINE)
            for screen in screens[:number]:
                talk.answer(screen, said(screen, {**ORDINARY, **person}))
            assert abs(left(talk) - (len(screens) - number)) <= 2


# the same as `wervel ask`


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_it_asks_what_wervel_ask_asks_and_finds_the_same(client: Client, path: Path) -> None:
    person = dict(read_case(path, GUIDELINE).known)
    talk = asked(person)
    fill_in(client, person)
    result = client.get("/check/result/").context["result"]
    assert result.talk.answered == talk.answered, "the same screens in the same order"
    assert result.talk.known == talk.known
    assert (result.talk.assessment.at_least, result.talk.assessment.route) == (talk.assessment.at_least, talk.assessment.route)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_urgent_is_told_right_after_the_question_that_establishes_it(client: Client, path: Path) -> None:
    person = dict(read_case(path, GUIDELINE).known)
    talk, alarmed, number = Interview(GUIDELINE), 0, 0
    while screen := talk.next_screen():
        number += 1
        answer = client.post(f"/check/{number}/", posted(screen, said(screen, person)))
        talk.answer(screen, said(screen, person))
        now = rank(talk.assessment.at_least)
        assert (answer["Location"] == "/check/first/") is (now > alarmed and now >= rank("urgent"))
        alarmed = now
    assert number


def test_an_emergency_shows_with_numbers_to_call_after_the_first_question(client: Client) -> None:
    first = Screen(tuple(GUIDELINE.facts[fact] for fact in CAUDA), "cauda_equina")
    yes = {**dict.fromkeys(CAUDA, False), CAUDA[0]: True}
    assert client.post("/check/1/", posted(first, yes))["Location"] == "/check/first/"
    page = text(client, "/check/first/")
    assert urgency_on(page) == GUIDELINE.urgencies["emergency"].name.nl
    assert 'href="tel:112"' in page
    assert 'href="/who-to-call/"' in page
    following = text(client, "/check/2/")
    assert "Tot nu toe" in following, "it stays in sight while more is asked"


def test_who_is_not_urgent_sees_no_page_that_says_so(client: Client) -> None:
    client.post("/check/1/", {"cauda_equina": NONE})
    assert client.get("/check/first/")["Location"] == "/check/2/"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_of_every_example_renders_in_both_languages(client: Client, path: Path, language: str) -> None:
    client.cookies["language"] = language
    fill_in(client, dict(read_case(path, GUIDELINE).known))
    for address in ("/", "/check/answers/", "/check/result/", "/check/exercises/", "/check/1/", "/who-to-call/"):
        page = client.get(address, follow=True)
        assert page.status_code == 200
        assert f'<html lang="{language}">' in page.content.decode()
        assert len(page.content) < 100_000
        assert page.content.decode().count("<h1>") == 1


# answers


def test_what_somebody_does_not_know_stays_unknown_and_is_not_asked_again(client: Client) -> None:
    client.post("/check/1/", {"cauda_equina-doubt": list(CAUDA)})
    second = client.get("/check/2/").context["asked"].screen
    assert not set(second.key) & set(CAUDA)
    fill_in(client, {**ORDINARY, **dict.fromkeys(CAUDA)})
    result = client.get("/check/result/").context["result"]
    assert set(CAUDA) <= result.talk.declined
    assert not result.has_exercises, "unknown is never no"


def test_one_can_go_back_and_finds_the_answer_ticked(client: Client) -> None:
    fill_in(client, ORDINARY)
    page = client.get("/check/2/")
    assert page.context["back"] == "/check/1/"
    assert page.context["asked"].typed == "33"
    assert client.get("/check/1/").context["asked"].apart[0].ticked


def test_a_changed_answer_leads_on_as_if_it_had_been_given_at_once(client: Client) -> None:
    fill_in(client, ORDINARY)
    with_leg = {**ORDINARY, "leg_pain": "below_knee", "leg_pain_side": "left"}
    number = next(at for at, screen in enumerate(asked(dict(ORDINARY)).answered, 1) if screen.key == ("leg_pain",))
    answer = client.post(f"/check/{number}/", {"leg_pain": "below_knee"})
    assert answer["Location"] == f"/check/{number + 1}/", "a question that only now makes sense"
    fill_in(client, with_leg)
    assert client.get("/check/result/").context["result"].talk.known == asked(with_leg).known
    client.post(f"/check/{number}/", {"leg_pain": "none"})
    result = client.get("/check/result/").context["result"]
    assert result.talk.known == asked(dict(ORDINARY)).known, "what belonged to the leg no longer counts"
    assert result.is_finished, "and nothing is asked twice"


def test_answers_that_cannot_go_together_are_refused_with_the_reason(client: Client) -> None:
    fill_in(client, dict(read_case(EXAMPLES[0].parent / "axspa_suspicion.yaml", GUIDELINE).known))
    answered = client.get("/check/result/").context["result"].talk.answered
    number = next(at for at, screen in enumerate(answered, 1) if screen.key == ("symptom_onset_age_years",))
    page = client.post(f"/check/{number}/", {"symptom_onset_age_years": "60"})
    assert page.status_code == 422
    (axiom,) = broken_axioms({"age_years": 29, "symptom_onset_age_years": 60}, GUIDELINE)
    assert f"{upper(axiom.text.nl)}." in page.content.decode()
    assert "<title>Fout: " in page.content.decode()


def test_a_bad_value_is_a_422_that_keeps_what_was_typed_and_says_where(client: Client) -> None:
    client.post("/check/1/", {"cauda_equina": NONE})
    page = client.post("/check/2/", {"age_years": "oud"})
    html = page.content.decode()
    assert page.status_code == 422
    assert "<title>Fout: " in html
    assert 'value="oud"' in html
    assert re.search(r'<div class="alert alarm" role="alert" tabindex="-1" autofocus.*?<a href="#age_years">', html, re.S)
    assert client.get("/check/2/").context["asked"].typed == "", "nothing was kept"


def test_what_is_typed_never_becomes_markup(client: Client) -> None:
    client.post("/check/1/", {"cauda_equina": NONE})
    html = client.post("/check/2/", {"age_years": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_a_question_says_why_it_is_asked_with_its_source(client: Client) -> None:
    page = text(client, "/check/1/")
    assert "Waarom vragen we dit?" in page
    assert "Bron: " in page
    for address in re.findall(r'href="(/guideline/rule/[^"]+)"', page):
        assert client.get(address).status_code == 200


def test_the_result_leads_to_the_rules_behind_it(client: Client) -> None:
    fill_in(client, dict(read_case(EXAMPLES[0].parent / "cauda_equina.yaml", GUIDELINE).known))
    page = client.get("/check/result/")
    assert page.context["result"].rules
    for rule in page.context["result"].rules:
        assert f'href="/guideline/rule/{rule}/"' in page.content.decode()
        assert client.get(f"/guideline/rule/{rule}/").status_code == 200


def test_the_answers_are_shown_with_a_link_to_change_each(client: Client) -> None:
    fill_in(client, {**ORDINARY, CAUDA[1]: None})
    page = client.get("/check/answers/")
    rows = page.context["rows"]
    assert [row.change for row in rows] == [f"/check/{number}/" for number in range(1, len(rows) + 1)]
    assert any(value.startswith("twijfel: ") for value in rows[0].values)
    assert "33 jaar" in [value for row in rows for value in row.values]


def test_who_stops_early_reads_that_the_advice_can_still_change(client: Client) -> None:
    client.post("/check/1/", {"cauda_equina": NONE})
    page = text(client, "/check/result/")
    assert "Nog niet alle vragen zijn beantwoord" in page
    assert "/check/exercises/" not in page
    assert client.get("/check/exercises/")["Location"] == "/check/result/"


# what is kept, and where


def test_nothing_is_in_the_address_and_the_cookie_cannot_be_read(client: Client) -> None:
    visited = fill_in(client, ORDINARY)
    assert all(re.fullmatch(r"/check/(\d+|answers|first)/", address) for address in visited)
    cookie = client.cookies[kept.name()]
    assert "age" not in cookie.value
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["path"]) == (True, "Lax", "", "/"), "it goes with the session"
    assert len(cookie.value) < 3_000


@override_settings(SESSION_COOKIE_SECURE=True)
def test_over_tls_no_other_host_can_set_the_cookie() -> None:
    response = HttpResponse()
    kept.write(response, {"age_years": 33}, GUIDELINE)
    cookie = response.cookies["__Host-check"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
    kept.erase(response)
    assert response.cookies["__Host-check"]["secure"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_cookie_fits_for_everybody(client: Client, path: Path) -> None:
    """A browser keeps 4,096 bytes. Also with everything on every page ticked."""
    fill_in(client, dict(read_case(path, GUIDELINE).known))
    assert len(client.cookies[kept.name()].value) < 3_500


def test_every_answer_that_a_patient_can_give_fits_in_the_cookie() -> None:
    response = HttpResponse()
    everything: dict[str, Value | None] = {
        fact.id: said(Screen((fact,)), {})[fact.id] for fact in GUIDELINE.facts.values() if fact.by == "patient"
    }
    kept.write(response, everything, GUIDELINE)
    assert len(response.cookies[kept.name()].value) < 4_000


def test_a_page_with_answers_is_not_stored(client: Client) -> None:
    fill_in(client, ORDINARY)
    for address in ("/check/1/", "/check/answers/", "/check/result/", "/check/exercises/", "/check/file/"):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_erasing_leaves_nothing(client: Client) -> None:
    fill_in(client, ORDINARY)
    assert client.get("/check/erase/")["Location"] == "/", "a link alone erases nothing"
    assert client.post("/check/erase/")["Location"] == "/check/erase/"
    assert not client.cookies[kept.name()].value
    assert "gewist" in text(client, "/check/erase/")
    assert client.get("/check/result/").status_code == 409


@pytest.mark.parametrize("cookie", ["", "nonsense", "gAAAAAB" + "x" * 100])
def test_a_cookie_that_is_not_ours_counts_as_nothing(client: Client, cookie: str) -> None:
    client.cookies[kept.name()] = cookie
    assert client.get("/check/1/").status_code == 200
    page = client.get("/check/result/")
    assert page.status_code == 409
    assert "Begin opnieuw" in page.content.decode()
    assert client.get("/check/5/").status_code == 409


def test_after_twelve_hours_nothing_can_be_read(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_in(client, ORDINARY)
    later = time.time() + kept.HOURS.total_seconds() + 1
    monkeypatch.setattr("cryptography.fernet.time.time", lambda: later)
    assert client.get("/check/result/").status_code == 409


def test_an_answer_that_the_guideline_no_longer_knows_is_asked_again() -> None:
    response, request = HttpResponse(), HttpRequest()
    kept.write(response, {"age_years": 33}, GUIDELINE)
    request.COOKIES[kept.name()] = response.cookies[kept.name()].value
    assert kept.read(request, GUIDELINE) == {"age_years": 33}
    fewer = {name: fact for name, fact in GUIDELINE.facts.items() if name != "age_years"}
    assert kept.read(request, replace(GUIDELINE, facts=fewer)) == {}


def test_the_file_reads_back_to_the_same_answers(client: Client) -> None:
    fill_in(client, {**ORDINARY, CAUDA[0]: None})
    answer = client.get("/check/file/")
    assert "attachment" in answer["Content-Disposition"]
    case = parse_case(answer.content.decode(), GUIDELINE)
    result = client.get("/check/result/").context["result"]
    assert case.declined == result.talk.declined == {CAUDA[0]}
    assert case.known.items() >= result.talk.known.items()


def test_who_comes_back_can_go_on(client: Client) -> None:
    client.post("/check/1/", {"cauda_equina": NONE})
    page = client.get("/")
    assert page.context["go_on"] == "/check/2/"
    assert "Ga verder waar je was" in page.content.decode()


def test_a_question_that_is_not_reached_yet_leads_to_the_one_that_is(client: Client) -> None:
    client.post("/check/1/", {"cauda_equina": NONE})
    assert client.get("/check/9/")["Location"] == "/check/2/"
    assert client.get("/check/0/")["Location"] == "/check/2/"
    assert client.post("/check/9/", {"age_years": "33"})["Location"] == "/check/2/"


# what comes out


def test_exercises_come_with_pictures_and_doses(client: Client) -> None:
    fill_in(client, ORDINARY)
    assert 'href="/check/exercises/"' in text(client, "/check/result/")
    page = client.get("/check/exercises/")
    html = page.content.decode()
    shown = [exercise for _, exercises in page.context["sheet"].parts for exercise in exercises]
    programme = page.context["result"].plan.programme
    assert [one.choice for one in shown] == [*programme.choices]
    for one in shown:
        assert one.name in html
        assert one.dose in html
    sources = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', html)
    assert len(sources) == sum(len(one.choice.exercise.poses) for one in shown)
    for source, alt in sources:
        picture = client.get(source)
        assert picture["Content-Type"] == "image/svg+xml"
        assert "immutable" in picture["Cache-Control"]
        assert alt


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_exercises_are_shown_only_when_released_and_to_be_done_alone(client: Client, path: Path) -> None:
    fill_in(client, dict(read_case(path, GUIDELINE).known))
    result = client.get("/check/result/").context["result"]
    programme = result.plan.programme
    allowed = result.talk.assessment.released and programme is not None and not programme.is_draft
    assert result.has_exercises is allowed
    assert (client.get("/check/exercises/").status_code == 200) is allowed


def test_the_result_says_what_to_do_and_when_why_and_when_to_call(client: Client) -> None:
    fill_in(client, {**ORDINARY, "age_years": 71, "osteoporosis_known": True, "force_before_pain": True})
    html = text(client, "/check/result/")
    places = [html.index(title) for title in ("Naar wie", "Waarom dit advies?", "Wanneer je belt", "Bewaren of wissen")]
    assert places == sorted(places)
    assert html.index('<p class="urgency') < places[0]
    assert "Bron: " in html


def test_an_unknown_picture_is_not_found(client: Client) -> None:
    for address in (
        "/pictures/x/bridge-1.svg",
        f"/pictures/{GUIDELINE.version}/nothing-1.svg",
        f"/pictures/{GUIDELINE.version}/bridge-99.svg",
    ):
        assert client.get(address).status_code == 404


def test_a_walk_stops_where_answers_cannot_go_together() -> None:
    person = dict(read_case(EXAMPLES[0].parent / "axspa_suspicion.yaml", GUIDELINE).known)
    given: dict[str, Value | None] = {**asked(person).known, "symptom_onset_age_years": 60}
    talk = walk(GUIDELINE, given)
    assert "symptom_onset_age_years" not in talk.known
    assert talk.next_screen() is not None


def test_the_whole_check_takes_the_server_little_time(client: Client) -> None:
    begin = time.perf_counter()
    visited = fill_in(client, ORDINARY)
    client.get("/check/result/")
    assert (time.perf_counter() - begin) / (2 * len(visited)) < 0.25, "a page within a quarter of a second, with room for a slow machine"
