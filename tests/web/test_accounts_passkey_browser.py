"""A new therapist in a real browser: from the invitation to a passkey, and in again with that passkey alone."""

import os
import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from pytest_django.live_server_helper import LiveServer

from tests.web.browsing import DESKTOP, browsing, check
from wervel.web.accounts.models import User
from wervel.web.practice import services
from wervel.web.practice.models import LEAD, THERAPIST, Practice

PASSWORD = "four quite ordinary words"  # noqa: S105


@pytest.fixture(autouse=True)
def playwright_keeps_a_loop() -> Iterator[None]:
    """Playwright runs an event loop in this thread, in which Django would refuse to clean up its database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def test_a_therapist_comes_in_by_invitation_sets_up_a_passkey_and_signs_in_with_it(
    transactional_db: None, live_server: LiveServer, lead: User, practice: Practice
) -> None:
    office = services.office_of(lead, practice, (LEAD,), "test")
    assert office is not None
    services.invite_member(office, "tess@example.org", THERAPIST)
    found = re.search(r"/account/invitation/[\w-]+/", str(mail.outbox[0].body))
    assert found is not None
    home = live_server.url.replace("127.0.0.1", "localhost")  # passkeys want a name
    with browsing(viewport=DESKTOP) as page:
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                   "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        page.goto(home + found.group(0))
        check(page)
        page.click("main form button")
        assert page.title().startswith("Fout:")
        check(page)
        page.fill("input[name=name]", "Tess Tak")
        page.fill("input[name=password]", PASSWORD)
        page.click("main form button")
        page.wait_for_url("**/account/2fa/**")
        check(page)
        page.goto(f"{home}/account/2fa/webauthn/add/")
        page.fill("input[name=password]", PASSWORD)
        page.click("main form button")
        page.wait_for_url("**/webauthn/add/**")
        check(page)
        page.fill("input[name=name]", "Laptop")
        page.check("input[name=passwordless]")
        page.click("#mfa_webauthn_add")
        page.wait_for_url(lambda url: "add" not in url)
        check(page)
        page.context.clear_cookies()
        page.goto(f"{home}/account/login/")
        check(page)
        page.click("#passkey_login")
        page.wait_for_url(lambda url: "/account/login" not in url)
    user = User.objects.get(email="tess@example.org")
    assert user.name == "Tess Tak"
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1


def test_a_link_that_no_longer_works_says_so(live_server: LiveServer) -> None:
    with browsing() as page:
        page.goto(f"{live_server.url}/account/invitation/nothing/")
        check(page)
        assert "14 dagen" in page.inner_text("main")
