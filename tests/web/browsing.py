"""Debian's Chromium on a page, with an accessibility check, and a look at what it complains of."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

CHROMIUM = shutil.which("chromium")
PHONE, DESKTOP, NARROW = {"width": 360, "height": 740}, {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@contextmanager
def browsing(expected: tuple[str, ...] = (), **options: Any) -> Iterator[Page]:
    """A page of a new browser. What the browser complains of, such as something the content policy forbids, fails the test, unless a test
    that takes its connection away says that it was `expected`.
    """
    assert CHROMIUM is not None, "Chromium is not installed: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(**{"viewport": PHONE, "locale": "nl-NL", **options}).new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        try:
            yield page
        finally:
            browser.close()
        complaints = [one for one in complaints if not any(part in one for part in ("the server responded with a status of 4", *expected))]
        assert not complaints, complaints


def check(page: Page) -> None:
    """Nothing that the accessibility check finds, and nothing that needs scrolling sideways."""
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} scrolls sideways"
