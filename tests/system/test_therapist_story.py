"""A therapist in a real browser: from the list to a released programme with the keyboard alone, without a script, and accessible."""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.web.browsing import DESKTOP, NARROW, browsing, check
from tests.web.conftest import ClientOf
from tests.web.therapist_stories import by, example, given, told
from wervel.web.accounts.models import User
from wervel.web.care import services
from wervel.web.care.models import RELEASED, Episode
from wervel.web.therapist.record import TABS


@pytest.fixture(autouse=True)
def playwright_keeps_a_loop() -> Iterator[None]:
    """Playwright runs an event loop in this thread, in which Django would refuse to clean up its database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def story(transactional_db: None, bob: User, episode: Episode) -> Episode:
    return told(bob, episode)


def sign_in(page: Page, live_server: LiveServer, client_of: ClientOf, user: User) -> None:
    value = client_of(user).cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": value, "url": live_server.url}])


def opened(live_server: LiveServer, name: str, *args: object) -> str:
    return f"{live_server.url}{reverse(f'therapist:{name}', args=args)}"


SIZES = [(NARROW, "dark", "en-GB"), (DESKTOP, "light", "nl-NL")]


@pytest.mark.parametrize(("size", "scheme", "locale"), SIZES, ids=["narrow", "desktop"])
def test_every_page_and_every_error_is_accessible_in_both_languages(
    live_server: LiveServer, story: Episode, bob: User, client_of: ClientOf, size: dict[str, int], scheme: str, locale: str
) -> None:
    told(bob, story, more=example("radicular_syndrome.high"))
    patient = story.patient_id
    with browsing(viewport=size, color_scheme=scheme, locale=locale) as page:
        sign_in(page, live_server, client_of, bob)
        page.goto(opened(live_server, "caseload"))
        check(page)
        for name in (*TABS, "note", "close"):
            page.goto(opened(live_server, name, patient))
            check(page)
        page.goto(opened(live_server, "examination_step", patient, "neurological"))
        page.fill("#mrc_left_l5", "9")
        page.click("form[novalidate] button")
        assert page.title().startswith(("Fout:", "Error:"))
        assert page.evaluate("document.activeElement.id") == "problems"
        check(page)
        for name in ("letter", "close", "messages"):
            page.goto(opened(live_server, name, patient))
            if name == "letter":
                page.fill("#id_sender", "")
            page.click("form[novalidate] .actions button")
            assert page.title().startswith(("Fout:", "Error:")), name
            check(page)


def test_a_draft_and_a_released_programme_are_accessible(live_server: LiveServer, story: Episode, bob: User, client_of: ClientOf) -> None:
    given(bob, story)
    services.draft_programme(by(bob, story.patient), story, uuid4())
    with browsing(viewport=NARROW) as page:
        sign_in(page, live_server, client_of, bob)
        for number in (1, 2):
            page.goto(opened(live_server, "programme_number", story.patient_id, number))
            for summary in page.query_selector_all("summary"):
                summary.click()
            check(page)
        page.click("button.other >> nth=0")
        assert page.title().startswith("Fout:")
        check(page)


def press(page: Page, key: str, until: str) -> None:
    """Presses a key until what has the focus answers to a selector."""
    for _ in range(200):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", until):
            return
    raise AssertionError(f"{until} was not reached with the keyboard")


def enter(page: Page) -> None:
    """Follows a link or sends a form, and waits for the page that comes."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_the_list_to_a_release_with_the_keyboard_alone_and_without_a_script(
    live_server: LiveServer, story: Episode, bob: User, client_of: ClientOf
) -> None:
    """Scripts of the app are switched off by answering them with nothing, so that the test itself can still ask where the focus is."""
    with browsing(viewport=DESKTOP) as page:
        page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        sign_in(page, live_server, client_of, bob)
        page.goto(opened(live_server, "caseload"))
        press(page, "Tab", ".cases a")
        enter(page)
        press(page, "Tab", ".tabs li:nth-child(2) a")
        enter(page)
        page.goto(opened(live_server, "examination_step", story.patient_id, "neurological"))
        press(page, "Tab", "#mrc_left_l5")
        page.keyboard.type("5")
        press(page, "Tab", "[name=babinski_or_clonus]")
        page.keyboard.press("ArrowRight")
        press(page, "Tab", "form[novalidate] button")
        enter(page)
        page.wait_for_url("**/examination/nerve_tension/")
        press(page, "Shift+Tab", ".tabs li:nth-child(4) a")
        enter(page)
        page.wait_for_url("**/programme/")
        press(page, "Tab", "main button")
        enter(page)
        page.wait_for_url("**/programme/1/")
        press(page, "Tab", "form[action$='/release/'] button")
        enter(page)
        assert "Vrijgegeven door Bob Bos" in page.content()
    assert story.programmerecords.get().status == RELEASED
    found = [answer.content for answer in story.answers.all()]
    assert {"fact": "mrc_left_l5", "value": 5} in found
    assert {"fact": "babinski_or_clonus", "value": False} in found


def test_the_note_is_copied_at_a_touch(live_server: LiveServer, story: Episode, bob: User, client_of: ClientOf) -> None:
    with browsing(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"]) as page:
        sign_in(page, live_server, client_of, bob)
        page.goto(opened(live_server, "note", story.patient_id))
        page.click("[data-copies]")
        page.wait_for_function("document.querySelector('[data-copies]').textContent === 'Gekopieerd'")
        assert "P-0001" in page.evaluate("navigator.clipboard.readText()")
