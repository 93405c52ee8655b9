"""A patient at home in a real browser: accessible everywhere, without scripts, with the keyboard, and without a connection."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, Route
from pytest_django.live_server_helper import LiveServer

from tests.web.at_home import access, released
from tests.web.browsing import DESKTOP, NARROW, browsing, check
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.care import services
from wervel.web.care.models import DiaryEntry, Episode, SessionLog

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS: tuple[dict[str, Any], ...] = (
    {"viewport": NARROW, "color_scheme": "dark", "locale": "nl-NL"},
    {"viewport": DESKTOP, "color_scheme": "light", "locale": "en-GB"},
)
PAGES = (
    "", "more/", "programme/", "exercise/pelvic_tilt_supine/", "exercise/walking_interval/", "intake/", "intake/answers/", "intake/when/",
    "intake/advice/", "diary/", "review/", "flare/", "flare/plan/", "progress/", "goals/", "messages/", "calendar/", "record/", "access/",
    "nothing/",
)  # fmt: skip
TWICE_AS_LARGE = "document.documentElement.style.fontSize = '225%'"


@pytest.fixture(autouse=True)
def playwright_keeps_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def home(live_server: LiveServer, episode: Episode, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where Alice's pages are. She has had a programme for two weeks, and wrote things down."""
    now = clock.now()
    episode.started = clock.today() - timedelta(days=15)
    episode.save()
    with monkeypatch.context() as earlier:
        earlier.setattr(clock, "now", lambda: now - timedelta(days=14))
        released(episode, alice, bob)
    me, him = access(alice, episode.patient), access(bob, episode.patient)
    for days in range(13, 0, -1):
        day = clock.today() - timedelta(days=days)
        services.write_diary(me, episode, day, {"pain": 2 + days // 4, "leg_change": "same", "note": "Lang gezeten"}, uuid4())
    done = {"exercise": "pelvic_tilt_supine", "done": 100, "effort": 2, "pain_before": 2, "pain_during": 2, "leg_change": "same"}
    services.log_session(me, episode, clock.today() - timedelta(days=1), done, uuid4())
    goal = services.set_goal(me, episode, "Een uur wandelen", uuid4())
    services.score_goal(me, goal, 4)
    services.send_message(him, episode, "Hoe gaat het?", uuid4())
    return f"{live_server.url}/me/{episode.patient_id}/"


def sign_in(page: Page, user: User, home: str) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key or "", "url": home}])


@pytest.mark.parametrize("look", LOOKS, ids=["narrow and dark, in Dutch", "desktop, in English"])
def test_every_page_is_accessible_also_with_large_letters_and_with_errors(look: dict[str, Any], home: str, alice: User) -> None:
    with browsing(**look) as page:
        sign_in(page, alice, home)
        for address in PAGES:
            page.goto(home + address)
            check(page)
        for address in ("diary/", "exercise/pelvic_tilt_supine/", "goals/", "messages/"):
            page.goto(home + address)
            page.locator("main form button:not([type=button])").last.click()
            assert page.title().startswith(("Fout: ", "Error: ")), address
            assert page.evaluate("document.activeElement.id") == "problems"
            check(page)
        for address in ("", "diary/", "exercise/pelvic_tilt_supine/", "progress/"):
            page.goto(home + address)
            page.evaluate(TWICE_AS_LARGE)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def answer(page: Page, **said: str) -> None:
    for name, value in said.items():
        page.check(f'input[name="{name}"][value="{value}"]', force=True)


def test_red_stops_at_once_and_the_review_finds_what_is_urgent_without_scripts(home: str, alice: User) -> None:
    with browsing(java_script_enabled=False) as page:
        sign_in(page, alice, home)
        page.goto(home)
        page.locator("main ol.steps a").first.click()
        answer(page, done="all", pain_before="2", pain_during="7", effort="3", leg_change="same")
        page.locator("main form button").last.click()
        assert "Rood: dit was te veel" in page.content()
        page.goto(f"{home}review/")
        page.locator("main form button").click()
        for _ in range(15):
            if "/review/" not in page.url:
                break
            name = page.locator("fieldset.question input").first.get_attribute("name")
            if page.locator(f'input[name="{name}"][value="saddle_sensation_change"]').count():
                answer(page, **{str(name): "saddle_sensation_change"})
            elif page.locator("input.short").count():
                page.fill("input.short", "1")
            elif page.locator(f'input[name="{name}"][value="none_of_these"]').count():
                answer(page, **{str(name): "none_of_these"})
            else:
                page.locator("fieldset.question input").first.check(force=True)
            page.locator("main form button").last.click()
        assert page.url.endswith("/first/")
        assert page.locator('a[href="tel:112"]').count()


def test_a_day_can_be_written_down_with_the_keyboard_alone(home: str, alice: User) -> None:
    with browsing() as page:
        sign_in(page, alice, home)
        page.goto(f"{home}diary/")
        page.locator("#pain-0").focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.type("Goed geslapen")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(home)
        assert page.get_by_role("status").first.inner_text().strip().startswith("Bewaard")
    content = DiaryEntry.objects.order_by("-on", "-id")[0]
    assert content.on == clock.today()


def test_the_clock_counts_and_says_when_it_is_done(home: str, alice: User) -> None:
    with browsing() as page:
        sign_in(page, alice, home)
        page.clock.install()
        page.goto(f"{home}exercise/walking_interval/")
        box = page.locator("[data-timer]")
        minutes = int(str(box.get_attribute("data-seconds"))) // 60
        assert box.locator(".clock").inner_text() == f"{minutes}:00"
        box.locator("button").click()
        page.clock.run_for(61_000)
        assert box.locator(".clock").inner_text() == f"{minutes - 2}:59"
        page.clock.run_for((minutes * 60 - 60) * 1000)
        assert box.locator(".says").inner_text() == "Klaar"


def queue(page: Page) -> int:
    return int(page.evaluate("JSON.parse(localStorage.getItem('queue') ?? '[]').length"))


def test_without_a_connection_today_and_the_diary_can_be_written_and_arrive_once(home: str, alice: User, episode: Episode) -> None:
    with browsing(expected=("ERR_INTERNET_DISCONNECTED", "ERR_FAILED")) as page:
        sign_in(page, alice, home)
        page.goto(home)
        page.evaluate("navigator.serviceWorker.ready.then(() => new Promise((done) => setTimeout(done, 500)))")
        page.reload()  # from now on the worker is in charge, and has seen the pictures of the session
        page.goto(f"{home}exercise/pelvic_tilt_supine/")
        page.wait_for_load_state("networkidle")
        page.context.set_offline(True)
        page.goto(home)
        assert page.locator("h1").inner_text() == "Geen verbinding"
        page.wait_for_selector("#exercises .card")
        check(page)
        kept = page.evaluate("JSON.stringify(localStorage)")
        assert not re.search(r"pijn|pain|tilt|Alice", kept)
        page.locator("#exercises .card button").first.click()
        for name, value in (("done", "all"), ("pain_before", "2"), ("pain_during", "3"), ("effort", "2"), ("leg_change", "same")):
            page.check(f'#session input[name="{name}"][value="{value}"]', force=True)
        page.locator("#session button").click()
        page.check('#diary input[name="pain"][value="5"]', force=True)
        page.check('#diary input[name="leg"][value="same"]', force=True)
        page.locator("#diary button").click()
        assert queue(page) == 2
        page.reload()
        assert queue(page) == 2, "it outlives the page"
        assert SessionLog.objects.filter(on=clock.today()).count() == 0

        lost: list[str] = []

        def lose_the_answer(route: Route) -> None:
            """The server keeps it, and the browser never hears so."""
            if lost:
                route.continue_()
            else:
                lost.append(route.request.url)
                route.fetch()
                route.abort()

        page.context.route("**/sync/", lose_the_answer)
        page.context.set_offline(False)
        page.goto(f"{home}more/")
        page.wait_for_selector("#offline p")
        assert queue(page) == 2, "not heard is not sent"
        page.goto(home)
        page.get_by_text("is verstuurd").wait_for()
        assert lost
        assert queue(page) == 0
        page.reload()
        page.wait_for_load_state("networkidle")
    assert SessionLog.objects.filter(on=clock.today()).count() == 1
    (entry,) = DiaryEntry.objects.filter(on=clock.today())
    entry.episode = episode
    assert entry.content == {"pain": 5, "leg_change": "same"}


def test_signing_out_leaves_nothing_in_the_browser(home: str, alice: User) -> None:
    with browsing() as page:
        sign_in(page, alice, home)
        page.goto(home)
        assert page.evaluate("localStorage.getItem('session')")
        page.locator('form[action$="/logout/"] button').click()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("localStorage.length") == 0


def test_an_intake_begins_on_a_phone(live_server: LiveServer, alice: User, episode: Episode) -> None:
    with browsing(viewport=NARROW) as page:
        home = f"{live_server.url}/me/{episode.patient_id}/"
        sign_in(page, alice, home)
        page.goto(f"{home}intake/")
        page.locator("main form button").click()
        check(page)
        page.locator("main form button").first.click()
        assert page.title().startswith("Fout: ")
        check(page)
