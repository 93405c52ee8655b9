"""Practice management and the guideline in a real browser: accessible in both languages, on small screens, with the keyboard."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.web.browsing import DESKTOP, NARROW, PHONE, browsing, check
from tests.web.conftest import account
from wervel.web.accounts.models import User
from wervel.web.practice.models import Membership, Patient, Practice

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS: tuple[dict[str, Any], ...] = (
    {"viewport": PHONE, "color_scheme": "light", "locale": "nl-NL"},
    {"viewport": DESKTOP, "color_scheme": "dark", "locale": "en-GB"},
)
GUIDELINE = ("", "rule/cauda_equina.recent_sign/", "chapter/properties/", "search/?q=pijn", "search/?q=xyzzyq", "rule/nothing/")


@pytest.fixture(autouse=True)
def playwright_keeps_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def signed_in(page: Page, user: User, server: LiveServer) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key or "", "url": server.url}])


@pytest.mark.parametrize("look", LOOKS, ids=["phone", "desktop"])
def test_the_guideline_is_accessible_on_every_kind_of_page(live_server: LiveServer, look: dict[str, Any]) -> None:
    with browsing(**look) as page:
        for address in GUIDELINE:
            page.goto(f"{live_server.url}/guideline/{address}")
            check(page)


@pytest.mark.parametrize("look", LOOKS, ids=["phone", "desktop"])
def test_practice_management_is_accessible_also_with_errors(
    live_server: LiveServer, look: dict[str, Any], lead: User, practice: Practice, alice_record: Patient, bob: User
) -> None:
    names = ("overview", "records", "emergency", "log", "tokens", "keeping")
    pages = [*(reverse(f"practice:{name}", args=[practice.id]) for name in names), f"/practice/{practice.id}/records/?q=alice",
             *(reverse(f"practice:{name}", args=[alice_record.id]) for name in ("record", "destroy"))]  # fmt: skip
    with browsing(**look) as page:
        page.goto(f"{live_server.url}/practice/new/")
        check(page)
        page.locator("main button").click()
        check(page)
        signed_in(page, lead, live_server)
        for address in pages:
            page.goto(f"{live_server.url}{address}")
            check(page)
        page.goto(f"{live_server.url}{pages[2]}")
        page.locator("main button").click()
        assert page.title().startswith(("Fout: ", "Error: "))
        assert page.evaluate("document.activeElement.id") == "problems"
        check(page)


def test_a_lead_invites_and_makes_a_token_with_the_keyboard_alone_and_without_scripts(
    live_server: LiveServer, lead: User, practice: Practice
) -> None:
    with browsing(viewport=NARROW, java_script_enabled=False) as page:
        signed_in(page, lead, live_server)
        page.goto(f"{live_server.url}{reverse('practice:overview', args=[practice.id])}")
        page.get_by_label("E-mailadres").focus()
        page.keyboard.type("nieuw@example.org")
        page.keyboard.press("Enter")
        page.get_by_text("Uitnodiging gestuurd").wait_for()
        assert page.get_by_role("cell", name="therapeut").is_visible()
        page.get_by_role("link", name="Sleutels voor software").press("Enter")
        page.get_by_label("Waarvoor").focus()
        page.keyboard.type("dossier")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.get_by_role("button", name="Sleutel maken").press("Enter")
        page.get_by_text("Kopieer hem nu").wait_for()
        assert re.fullmatch(r"wervel_[\w-]{43}", page.locator("main code").inner_text())


def test_all_fits_the_smallest_phone_with_letters_twice_as_large(live_server: LiveServer, lead: User, practice: Practice) -> None:
    account("gus@example.org", "Een heel lange naam met veel letters", second_factor=False)
    Membership.objects.create(user=User.objects.get(email="gus@example.org"), practice=practice, role="club_physio")
    with browsing(viewport=NARROW) as page:
        signed_in(page, lead, live_server)
        for address in (reverse("practice:overview", args=[practice.id]), reverse("practice:log", args=[practice.id]), "/guideline/",
                        "/guideline/rule/cauda_equina.recent_sign/"):  # fmt: skip
            page.goto(f"{live_server.url}{address}")
            page.evaluate("document.documentElement.style.fontSize = '225%'")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
