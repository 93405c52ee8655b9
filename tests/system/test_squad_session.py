"""A squad in a real browser: asked by mail, a yes with some sharing, a week, a step back to play, and a training of the team."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.web.browsing import DESKTOP, NARROW, PHONE, browsing, check
from tests.web.club_people import examined, physio, sharing_all, week
from tests.web.conftest import ClientOf
from wervel.web.accounts.models import User
from wervel.web.care.models import Episode
from wervel.web.club.models import CheckIn, Player, Squad
from wervel.web.practice.models import Practice


@pytest.fixture(autouse=True)
def playwright_keeps_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright runs an event loop in this thread, in which Django would refuse to clean up its database."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def sign_in(page: Page, live_server: LiveServer, client_of: ClientOf, user: User) -> None:
    value = client_of(user).cookies["session"].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "session", "value": value, "url": live_server.url}])


def test_from_an_invitation_to_a_training_of_the_team(
    live_server: LiveServer,
    transactional_db: None,
    club: Practice,
    dana: User,
    alice: User,
    bob: User,
    episode: Episode,
    client_of: ClientOf,
) -> None:
    examined(episode, bob)
    with browsing(viewport=PHONE) as page:
        # the physiotherapist of the club makes a squad and asks Alice
        sign_in(page, live_server, client_of, physio(club))
        page.goto(f"{live_server.url}/club/")
        check(page)
        page.click("main a.button")
        page.click("main button")
        assert page.title().startswith("Fout:")
        check(page)
        page.fill("#id_name", "Dames 1")
        for day in ("tuesday", "thursday"):
            page.check(f"input[name=training_days][value={day}]")
        page.check("input[name=match_days][value=sunday]")
        page.click("main button")
        page.click("text=Spelerslijst")
        page.fill("#id_name", "Alice Adema")
        page.fill("#id_born", "2001-02-03")
        page.fill("#id_email", "alice@example.org")
        page.click("text=Uitnodigen >> nth=-1")
        assert "Alice Adema krijgt een e-mail" in page.inner_text("main")
        check(page)

        # Alice has an account already, says yes, and shares whether she joins and in what
        link = re.search(r"/account/invitation/\S+", str(mail.outbox[0].body))
        assert link is not None
        sign_in(page, live_server, client_of, alice)
        page.goto(live_server.url + link.group())
        page.click("main button")
        page.goto(f"{live_server.url}/club/mine/")
        check(page)
        assert not page.locator("input:checked").count()
        page.check("input[value=availability]")
        page.check("input[value=avoid]")
        page.click("text=Ja, ik doe mee")
        check(page)
        page.click("text=Vul je week in")
        check(page)
        page.click("main form button")
        assert page.title().startswith("Fout:")
        assert page.evaluate("document.activeElement.id") == "problems"
        check(page)
        page.check("input[name=held_back][value=bit]")
        page.check("input[name=pain_now_nprs][value='1']", force=True)
        page.check("input[name=leg_pain][value=none]")
        page.check("input[name=daily_limitation][value=none]")
        page.click("main form button")
        assert "Het is bewaard" in page.inner_text("main")

        # Bob, who treats her, records the step
        sign_in(page, live_server, client_of, bob)
        page.goto(live_server.url + reverse("club:step", args=[episode.patient_id]))
        check(page)
        page.check("input[name=step][value=r4]")
        page.click("main form button")
        assert "De stap is vastgelegd" in page.inner_text("main")

        # Alice trains and notes it in a minute
        sign_in(page, live_server, client_of, alice)
        page.goto(f"{live_server.url}/club/mine/")
        page.click("text=Training of wedstrijd invullen")
        check(page)
        page.check("input[name=kind][value=limited_training]")
        page.fill("#minutes", "60")
        for name, value in (("effort", 5), ("pain_before", 1), ("pain_during", 1)):
            page.check(f"input[name={name}][value='{value}']", force=True)
        page.click("main form button")
        check(page)
        assert {tuple(sorted(row.content)) for row in CheckIn.objects.all()} == {
            ("facts", "held_back"), ("effort", "kind", "minutes", "pain_before", "pain_during"),
        }  # fmt: skip

        # the coach sees who joins, in what, and what the team does
        sign_in(page, live_server, client_of, dana)
        page.goto(f"{live_server.url}/club/")
        page.click("text=Dames 1")
        told = page.inner_text("main")
        assert "Alice Adema" in told
        assert "Doet een deel mee" in told
        assert "training zonder duels tot 90 minuten" in told
        assert "pijn" not in told
        check(page)
        page.click("text=Samen oefenen")
        assert page.locator("main img").count() > 4
        check(page)


@pytest.mark.parametrize(("size", "scheme"), [(NARROW, "dark"), (DESKTOP, "light")], ids=["narrow", "desktop"])
def test_every_page_is_accessible_in_english_too(
    live_server: LiveServer, transactional_db: None, club: Practice, alice: User, client_of: ClientOf, size: dict[str, int], scheme: str
) -> None:
    one = sharing_all(club, alice)
    week(one, {"pain_now_nprs": 4, "leg_pain": "none", "daily_limitation": "slight"})
    Player.objects.create(squad=Squad.objects.create(practice=club, name="Girls 16", training_days=["monday"]), patient=one.record,
                          joined=one.player.joined, agreed_at=one.player.agreed_at, youth=True)  # fmt: skip
    own = [reverse("club:team", args=[one.record.id]),
           *(reverse(f"club:{page}", args=[one.record.id, one.player.pk]) for page in ("note_session", "note_week"))]  # fmt: skip
    staff = [reverse("club:squads"), reverse("club:player", args=[one.record.id]),
             *(reverse(f"club:{page}", args=[one.squad.pk]) for page in ("squad", "session", "roster", "settings"))]  # fmt: skip
    with browsing(viewport=size, color_scheme=scheme, locale="en-GB") as page:
        for user, addresses in ((alice, own), (physio(club), staff)):
            sign_in(page, live_server, client_of, user)
            for address in addresses:
                page.goto(live_server.url + address)
                check(page)
                assert page.get_attribute("html", "lang") == "en"


def test_without_a_script_a_week_is_filled_in_all_the_same(
    live_server: LiveServer, transactional_db: None, club: Practice, alice: User, client_of: ClientOf
) -> None:
    one = sharing_all(club, alice)
    with browsing(java_script_enabled=False) as page:
        sign_in(page, live_server, client_of, alice)
        page.goto(live_server.url + reverse("club:note_week", args=[one.record.id, one.player.pk]))
        for name, value in (("held_back", "not"), ("pain_now_nprs", "0"), ("leg_pain", "none"), ("daily_limitation", "none")):
            page.focus(f"input[name={name}][value='{value}']")
            page.keyboard.press("Space")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "Doet alles mee" in page.inner_text("main")
