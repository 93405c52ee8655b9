"""The self-check and the components in a real browser: accessible on every page, with the keyboard alone, and without a script."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.web.browsing import DESKTOP, NARROW, PHONE, browsing, check
from wervel.web.guideline import current

GUIDELINE = current()
GO_ON = "main form .actions button"
SCHEMES = [(PHONE, "light", "nl-NL"), (DESKTOP, "dark", "en-GB")]

INSIDE = """shape => {
  shape.scrollIntoView({block: "center"});
  const box = shape.getBBox(), at = shape.getScreenCTM();
  for (let y = 1; y < 20; y++) for (let x = 1; x < 20; x++) {
    const point = new DOMPoint(box.x + box.width * x / 20, box.y + box.height * y / 20);
    if (shape.isPointInFill(point)) { const seen = point.matrixTransform(at); return [seen.x, seen.y]; }
  }
}"""
"""A point on the screen inside a shape; the middle of two thighs lies between them."""


@pytest.fixture(autouse=True)
def playwright_keeps_a_loop() -> Iterator[None]:
    """Playwright runs an event loop in this thread, in which Django would refuse to clean up its database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def answer(page: Page) -> None:
    """Answers the question on the page as somebody with an ordinary complaint, and goes on."""
    if page.query_selector("input[value=none_of_these]"):
        page.check("input[value=none_of_these]")
    elif page.query_selector("input.short"):
        page.fill("input.short", "33" if page.query_selector("#age_years") else "6")
    elif page.query_selector("fieldset.scale"):
        page.check("fieldset.scale input >> nth=4")
    else:
        page.check(".options input >> nth=0")
    page.click(GO_ON)


@pytest.mark.parametrize(("size", "scheme", "locale"), SCHEMES, ids=["phone", "desktop"])
def test_the_whole_check_is_accessible_on_every_page(live_server: LiveServer, size: dict[str, int], scheme: str, locale: str) -> None:
    with browsing(viewport=size, color_scheme=scheme, locale=locale) as page:
        page.goto(f"{live_server.url}/")
        check(page)
        page.click(".choices a >> nth=0")
        seen = set()
        while "/answers/" not in page.url:
            kind = page.get_attribute("fieldset", "class")
            if kind not in seen:
                seen.add(kind)
                check(page)
                page.click(GO_ON)
                assert page.title().startswith(("Fout:", "Error:"))
                assert page.evaluate("document.activeElement.id") == "problems", "the summary of what to mend has the focus"
                check(page)
            page.click("details summary >> nth=-1")
            answer(page)
        for address in ("answers", "result", "exercises", "1"):
            page.goto(f"{live_server.url}/check/{address}/")
            check(page)
        page.uncheck("input[value=none_of_these]")
        page.check(".options input >> nth=0")
        page.click(GO_ON)
        assert page.url.endswith("/check/first/")
        check(page)
        for address in (
            "check/2/",
            "check/result/",
            "who-to-call/",
            "nope/",
            "account/login/",
            "account/login/code/",
            "account/password/reset/",
        ):
            page.goto(f"{live_server.url}/{address}")
            check(page)
        page.goto(f"{live_server.url}/")
        page.click("main form button")
        assert page.url.endswith("/check/erase/")
        check(page)


def test_without_a_script_it_works_all_the_same(live_server: LiveServer) -> None:
    with browsing(java_script_enabled=False) as page:
        page.goto(f"{live_server.url}/check/1/")
        while "/answers/" not in page.url:
            answer(page)
        page.click("main .actions a >> nth=0")
        assert page.inner_text("h1") == "Je advies"
        page.click("text=Bekijk je oefeningen")
        assert page.locator(".pictures img").count() > 4
        assert page.is_visible("text=Printen kan met het menu van je browser.")
        assert not page.is_visible("[data-print]")


def test_it_can_be_answered_with_the_keyboard_alone(live_server: LiveServer) -> None:
    with browsing() as page:
        page.goto(f"{live_server.url}/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/check/1/")

        def tab_to(value: str) -> None:
            for _ in range(40):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement.value") == value:
                    return
            raise AssertionError(f"{value} cannot be reached")

        tab_to("none_of_these")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.wait_for_url("**/check/2/")
        page.focus("#age_years")
        page.keyboard.type("33")
        page.keyboard.press("Enter")
        page.wait_for_url("**/check/3/")


def test_a_touch_on_the_body_chooses_the_place_and_a_choice_shows_on_the_body(live_server: LiveServer) -> None:
    with browsing() as page:
        page.goto(f"{live_server.url}/check/1/")
        while not page.query_selector("svg.body"):
            answer(page)
        for option in GUIDELINE.facts["pain_max_site"].option_ids:
            control = page.locator(f"fieldset input[value={option}]")
            shape = page.locator(f'.site[data-picks="{control.get_attribute("id")}"]')
            page.mouse.click(*shape.first.evaluate(INSIDE))
            assert control.is_checked()
            assert "ticked" in (shape.first.get_attribute("class") or "")
        page.check("fieldset input[value=buttock]")
        assert page.locator(".site.ticked").count() == 1
        with page.expect_navigation():
            page.click(GO_ON)
        page.go_back()
        assert page.is_checked("fieldset input[value=buttock]")
        assert page.locator(".site.ticked").count() == 1


def test_it_fits_the_smallest_phone_with_large_text(live_server: LiveServer) -> None:
    with browsing(viewport=NARROW) as page:
        page.goto(f"{live_server.url}/check/1/")
        while "/answers/" not in page.url:
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            page.evaluate("document.documentElement.style.fontSize = '225%'")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} with text of twice the size"
            answer(page)
        for address in ("answers", "result", "exercises", "first"):
            page.goto(f"{live_server.url}/check/{address}/")
            page.evaluate("document.documentElement.style.fontSize = '225%'")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} with text of twice the size"


@pytest.mark.urls("tests.web.sample_pages")
@pytest.mark.parametrize(("size", "scheme", "locale"), [*SCHEMES, (NARROW, "dark", "nl-NL")], ids=["phone", "desktop", "narrow"])
def test_every_component_is_accessible(live_server: LiveServer, size: dict[str, int], scheme: str, locale: str) -> None:
    with browsing(viewport=size, color_scheme=scheme, locale=locale) as page:
        page.goto(f"{live_server.url}/samples/")
        assert page.inner_text("h1") == "Samples"
        check(page)
