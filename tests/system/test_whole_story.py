"""The whole story in a real browser: from a self-check at home, by an invitation and an examination, to the end of care weeks later."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.web.answering import NONE, posted, said
from tests.web.at_home import example
from tests.web.browsing import DESKTOP, PHONE, browsing, check
from tests.web.conftest import ClientOf, member
from tests.web.therapist_stories import quiet
from wervel.logic.fact import Problem, read_value
from wervel.logic.reference import Value
from wervel.reasoning.questions import ask_next
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.audit import log
from wervel.web.care.episode import look_at
from wervel.web.care.models import Answer, DiaryEntry, Episode, SessionLog
from wervel.web.guideline import current
from wervel.web.patient.intake import given_in, intake_of
from wervel.web.practice.access import access_to
from wervel.web.practice.models import THERAPIST, Patient, Practice
from wervel.web.practice.services import Office, create_patient, invite_patient
from wervel.web.selfcheck.walk import walk

PASSWORD = "een heel lange zin als wachtwoord"  # noqa: S105 (of nobody)
Look = Callable[[Page], None]
GO_ON = "main form .actions button"


@pytest.fixture(autouse=True)
def playwright_keeps_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright runs an event loop in this thread, in which Django would refuse to clean up its database."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class Calendar:
    """The day on which the server thinks it is; its threads share it, which `clock.moved` does not reach."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.days, now = 0, clock.now
        monkeypatch.setattr(clock, "now", lambda: now() + timedelta(days=self.days))


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    return Calendar(monkeypatch)


@pytest.fixture
def therapist(transactional_db: None, practice: Practice) -> User:
    return member(practice, THERAPIST, "bob@example.org", "Bob Bos")


@pytest.fixture
def invited(therapist: User, practice: Practice) -> Patient:
    """A record that the practice made, with an invitation on its way."""
    identity = {"name": "Alice Adema", "born": "2002-05-01", "email": "alice@example.org", "phone": ""}
    patient = create_patient(Office(therapist, practice, THERAPIST, "test"), identity, therapist)
    access = access_to(therapist, patient, "write:invitation", "test")
    assert access is not None
    invite_patient(access)
    return patient


def link() -> str:
    """The path in the last mail."""
    found = re.search(r"/account/invitation/\S+", str(mail.outbox[-1].body))
    assert found is not None
    return found.group()


def person() -> dict[str, Value | None]:
    """A midfielder who twisted his back, as the example has him."""
    values: dict[str, Value | None] = {}
    for fact, raw in example().items():
        value = read_value(current().facts[fact], raw, ())
        assert not isinstance(value, Problem)
        values[fact] = value
    return values


def fill(page: Page, data: Mapping[str, list[str]]) -> None:
    """The controls of a form, as somebody ticks, chooses and types."""
    for name, values in data.items():
        for value in values:
            box = page.locator(f'input[name="{name}"][value="{value}"]')
            field = page.locator(f'[name="{name}"]').first
            if box.count():
                box.check(force=True)
            elif field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)


def send(page: Page, button: str = GO_ON) -> None:
    with page.expect_navigation():
        page.locator(button).last.click()


def self_check(page: Page, live_server: LiveServer, look: Look) -> dict[str, Value | None]:
    """Answers everything on the pages without an account. Gives what was answered."""
    given: dict[str, Value | None] = {}
    page.goto(f"{live_server.url}/")
    look(page)
    page.click(".choices a >> nth=0")
    seen = set[str]()
    while (screen := walk(current(), given).next_screen()) is not None:
        kind = page.get_attribute("fieldset", "class") or ""
        if kind not in seen:
            seen.add(kind)
            look(page)
        given |= said(screen, person())
        fill(page, posted(screen, said(screen, person())))
        send(page)
    assert page.url.endswith("/check/answers/")
    look(page)
    page.click("main .actions a >> nth=0")
    look(page)
    return given


def accept(page: Page, live_server: LiveServer, look: Look) -> None:
    """Makes an account behind the invitation."""
    page.goto(live_server.url + link())
    look(page)
    page.fill("#id_password", PASSWORD)
    send(page)


def take_along(page: Page, look: Look) -> None:
    page.click("main .actions a >> nth=0")
    look(page)
    page.click('main a[href$="/intake/along/"]')
    look(page)
    send(page, "main form:not([action]) button")


def sign_in(page: Page, live_server: LiveServer, client_of: ClientOf, user: User) -> None:
    value = client_of(user).cookies["session"].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "session", "value": value, "url": live_server.url}])


def examine(page: Page, address: Callable[..., str]) -> None:
    """The neurological step in any case, then every step with something that must be known and is not yet; nothing is found."""
    page.goto(address("examination_step", "neurological"))
    check(page)
    fill(page, {"babinski_or_clonus": ["no"], "mrc_left_l5": ["5"], "mrc_right_l5": ["5"]})
    send(page, "main form[novalidate] button")
    for _ in range(8):
        episode = Episode.objects.select_related("patient").get()
        look = look_at(episode, current(), clock.today())
        missing = ask_next(look.assessment, look.standing.case.declined)
        if not missing:
            return
        page.goto(address("examination"))
        steps = page.locator("details a[href*='/examination/']").evaluate_all("links => links.map(link => link.href)")
        for step in steps:
            page.goto(step)
            here = [fact for fact in missing if page.locator(f'[name="{fact}"]').count()]
            if here:
                raw = {fact: quiet(current().facts[fact]) for fact in here}
                fill(page, {fact: [str(one)] if isinstance(one, str) else [NONE] for fact, one in raw.items()})
                send(page, "main form[novalidate] button")
                break
        else:
            raise AssertionError(f"no page asks for {missing}")


def do_session(page: Page, home: str, look: Look) -> int:
    """Every exercise of today, done without trouble. Gives how many."""
    page.goto(home)
    page.locator("main ol.steps a").first.click()
    look(page)
    count = 0
    while "/exercise/" in page.url:
        fill(page, {"done": ["all"], "pain_before": ["4"], "pain_during": ["4"], "effort": ["3"], "leg_change": ["same"]})
        send(page)
        count += 1
        assert count < 20, page.url
    assert page.url == home
    look(page)
    return count


def resize(page: Page, size: dict[str, int]) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})


def diary(page: Page, home: str, pain: int) -> None:
    page.goto(f"{home}diary/")
    fill(page, {"pain": [str(pain)], "leg": ["same"]})
    send(page)


def of_alice(patient: Patient) -> Episode:
    return Episode.objects.select_related("patient").get(patient=patient)


def test_from_a_self_check_to_the_end_of_care(
    live_server: LiveServer, therapist: User, invited: Patient, calendar: Calendar, client_of: ClientOf
) -> None:
    home = f"{live_server.url}/me/{invited.id}/"

    def record(name: str, *more: object) -> str:
        """A page of the therapist."""
        return live_server.url + reverse(f"therapist:{name}", args=[invited.id, *more])

    with browsing(viewport=PHONE) as page:
        # at home: the self-check, then the invitation, and what was answered comes along
        given = self_check(page, live_server, check)
        accept(page, live_server, check)
        assert page.url == home
        check(page)
        take_along(page, check)
        consultation = intake_of(of_alice(invited))
        assert consultation is not None
        assert given_in(consultation) == given
        assert page.url.endswith("/intake/answers/")
        check(page)
        page.click("main .actions a >> nth=0")
        check(page)
        fill(page, {"minutes": ["20"], "equipment": ["chair", "wall"]})
        send(page)
        assert "Je therapeut leest je antwoorden" in page.inner_text("main")
        check(page)
        alice = User.objects.get(email="alice@example.org")

        # the visit: examined, the profile confirmed, the programme edited and released
        resize(page, DESKTOP)
        sign_in(page, live_server, client_of, therapist)
        page.goto(live_server.url + reverse("therapist:caseload"))
        check(page)
        page.click("text=Alice Adema")
        check(page)
        examine(page, record)
        page.goto(record("reasoning"))
        check(page)
        page.locator("input[name=profile]").first.check(force=True)
        send(page, "form[action$='/profile/'] button")
        assert "vastgesteld" in page.inner_text("main").lower()
        page.goto(record("programme"))
        send(page, "main form button")
        check(page)
        before = page.locator("section.exercise h3").all_inner_texts()
        page.select_option("section.exercise select >> nth=0", "forbid")
        page.select_option("#reason", index=1)
        send(page, "form[action$='/programme/1/'] button")
        check(page)
        assert page.locator("section.exercise h3").all_inner_texts() != before
        send(page, "form[action$='/release/'] button")
        assert "Vrijgegeven door Bob Bos" in page.inner_text("main")
        check(page)

        # a session, and a week of diary
        resize(page, PHONE)
        sign_in(page, live_server, client_of, alice)
        while not page.goto(home) or not page.locator("main ol.steps").count():
            calendar.days += 1
            assert calendar.days < 4, "a session within days"
            sign_in(page, live_server, client_of, alice)
        check(page)
        done = do_session(page, home, check)
        assert SessionLog.objects.count() == done > 0
        for pain in (6, 6, 5, 6, 6, 5, 6):
            calendar.days += 1
            sign_in(page, live_server, client_of, alice)
            diary(page, home, pain)
        check(page)
        assert DiaryEntry.objects.count() == 7

        # a flare-up
        page.goto(home)
        page.click('a[href$="/flare/"]')
        check(page)
        fill(page, {"pain": ["7"], "leg": ["same"]})
        send(page)
        assert page.url.endswith("/flare/plan/")
        check(page)

        # three weeks after the start it is no better: the course calls for an examination
        calendar.days = 22
        sign_in(page, live_server, client_of, alice)
        diary(page, home, 6)
        page.goto(home)
        assert "Laat je opnieuw onderzoeken" in page.inner_text("main")
        check(page)
        page.goto(f"{home}progress/")
        check(page)
        resize(page, DESKTOP)
        sign_in(page, live_server, client_of, therapist)
        page.goto(live_server.url + reverse("therapist:caseload"))
        check(page)
        page.goto(record("follow_up"))
        assert "opnieuw onderzoeken" in page.inner_text("main")
        check(page)
        examine(page, record)
        page.goto(record("follow_up"))
        check(page)

        # the end of care
        calendar.days = 60
        sign_in(page, live_server, client_of, therapist)
        page.goto(record("close"))
        check(page)
        page.locator("input[name=reason]").first.check(force=True)
        send(page)
        check(page)
        sign_in(page, live_server, client_of, alice)
        resize(page, PHONE)
        page.goto(home)
        assert "Je behandeling is klaar" in page.inner_text("main")
        check(page)

        # the main pages in English
        page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": live_server.url}])
        for address in ("", "more/", "progress/", "messages/", "record/", "intake/", "diary/"):
            page.goto(home + address)
            assert page.get_attribute("html", "lang") == "en"
            check(page)
        resize(page, DESKTOP)
        sign_in(page, live_server, client_of, therapist)
        page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": live_server.url}])
        for name in ("overview", "reasoning", "programme", "follow_up", "letter", "more"):
            page.goto(record(name))
            assert page.get_attribute("html", "lang") == "en"
            check(page)
    assert of_alice(invited).closed == clock.today()
    assert list(log.problems()) == []


def unseen(page: Page) -> None:
    """Where a page is passed and not examined."""


def test_without_scripts_somebody_comes_from_the_self_check_to_a_diary(
    live_server: LiveServer, invited: Patient, client_of: ClientOf
) -> None:
    with browsing(java_script_enabled=False) as page:
        given = self_check(page, live_server, unseen)
        accept(page, live_server, unseen)
        take_along(page, unseen)
        assert page.url.endswith("/intake/answers/")
        home = f"{live_server.url}/me/{invited.id}/"
        diary(page, home, 6)
        assert "Bewaard" in page.inner_text("main")
        page.goto(f"{live_server.url}/")
        assert page.locator(".choices a").count() == 2, "nothing is left of the self-check in the browser"
    assert {answer.content["fact"] for answer in Answer.objects.select_related("episode__patient")} == set(given)
    assert DiaryEntry.objects.get().on == clock.today()


def press(page: Page, key: str, until: str) -> None:
    """Presses a key until what has the focus answers to a selector."""
    for _ in range(100):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", until):
            return
    raise AssertionError(f"{until} was not reached with the keyboard")


def test_with_the_keyboard_alone_an_invitation_is_accepted_and_the_answers_come_along(live_server: LiveServer, invited: Patient) -> None:
    with browsing(viewport=DESKTOP) as page:
        given = self_check(page, live_server, unseen)
        page.goto(live_server.url + link())
        press(page, "Tab", "#id_password")
        page.keyboard.type(PASSWORD)
        for until in (None, "main .actions a", "main a[href$='/intake/along/']", "main form:not([action]) button"):
            if until is not None:
                press(page, "Tab", until)
            with page.expect_navigation():
                page.keyboard.press("Enter")
        page.wait_for_url("**/intake/answers/")
    assert Answer.objects.count() == len(given)
