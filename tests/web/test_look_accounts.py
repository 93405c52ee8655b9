"""The pages of signing in and of the account, which a library makes, look as ours and are as accessible."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.web.browsing import browsing, check
from wervel.web.accounts.models import User

PASSWORD = "correct horse battery staple"  # noqa: S105 (of an account that lives as long as this test)
OPEN = ("login/", "login/code/", "password/reset/", "password/reset/done/", "inactive/", "signup/")
OF_ACCOUNT = ("email/", "password/change/", "2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "2fa/webauthn/", "sessions/", "logout/")


@pytest.fixture(autouse=True)
def playwright_keeps_a_loop() -> Iterator[None]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def sign_in(page: Page, server: LiveServer, user: User) -> None:
    user.set_password(PASSWORD)
    user.save()
    page.goto(f"{server.url}/account/login/")
    page.fill("input[type=email]", user.email)
    page.fill("input[type=password]", PASSWORD)
    page.click("main form button >> nth=0")
    page.wait_for_url(f"{server.url}/**")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_signing_in_are_accessible(live_server: LiveServer, scheme: str) -> None:
    with browsing(color_scheme=scheme) as page:
        for address in OPEN:
            page.goto(f"{live_server.url}/account/{address}")
            assert page.locator("header.top").count() == 1, address
            check(page)
        page.goto(f"{live_server.url}/account/login/")
        page.click("main form button >> nth=0")
        page.fill("input[type=email]", "nobody@example.org")
        page.fill("input[type=password]", "not the password")
        page.click("main form button >> nth=0")
        assert page.locator("#problems").count() == 1
        check(page)


@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
def test_the_pages_of_an_account_are_accessible(live_server: LiveServer, alice: User, locale: str) -> None:
    with browsing(locale=locale) as page:
        sign_in(page, live_server, alice)
        for address in OF_ACCOUNT:
            page.goto(f"{live_server.url}/account/{address}")
            if "reauthenticate" in page.url:
                check(page)
                page.fill("input[type=password]", PASSWORD)
                page.click("main form button >> nth=0")
            assert page.locator("header.top").count() == 1, address
            assert page.locator("h1").count() == 1, address
            check(page)
            if "totp" in address:
                assert page.locator(".picture svg").is_visible(), "the code to scan is on the page"
            if "sessions" in address:
                assert "127.0.0.1" in page.inner_text("tbody tr"), "where somebody signed in stands in the list"
