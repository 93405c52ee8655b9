"""The book inside the app: the pages of `wervel.book` in the frame of the app, and a page for each thing on them."""

import json
import logging
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.urls import reverse

from wervel.book.edition import Edition
from wervel.book.pages import Page
from wervel.book.proofs import Proof, read_proof
from wervel.book.rendering import Book, Desk, Shelf
from wervel.knowledge.cases import read_guideline_cases
from wervel.knowledge.document import Refused
from wervel.knowledge.load import PACKAGED
from wervel.logic.text import Language
from wervel.narrate.report import upper
from wervel.web import folder
from wervel.web.guideline import current, once
from wervel.web.guideline_pages.phrases import SAID
from wervel.web.look.saying import Sayer

CERTIFICATE = "certificate.json"
"""In the data folder: what `wervel prove --certificate FILE` wrote. Without it the pages say that nothing was proven."""
LISTED = ("facts.html", "sources.html")
"""Pages that would be too long whole: they list their things, and each thing has a page."""
KEPT = 500
"""Pages that are kept as they were written, for nothing on them changes while this runs: some 10 kB each."""
say = Sayer(SAID)
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Leaf:
    """What stands in the frame of the app."""

    title: str
    html: str


class PackagedEdition(Edition):
    def origin(self, place: str) -> str:
        """The cached guideline names its files as they were seen from where the cache was made."""
        return place.rpartition(f"{PACKAGED.name}/")[2]


@once
def book() -> Book:
    guideline = current()
    edition = PackagedEdition(guideline, PACKAGED, tuple(read_guideline_cases(PACKAGED, guideline)), proof())
    return Book(edition, Path(__file__).parent / "frames")


def proof() -> Proof | None:
    """What the certificate in the data folder says; nothing without one, or when it is of another guideline."""
    path = folder.data() / CERTIFICATE
    try:
        return read_proof(json.loads(path.read_text("utf-8")), current(), CERTIFICATE) if path.exists() else None
    except (Refused, ValueError) as problem:
        logger.warning("%s is left out: %s", CERTIFICATE, problem)
        return None


@once
def shelf(language: Language) -> Shelf:
    return Shelf(book(), language)


@once
def page_of() -> dict[tuple[str, str], Page]:
    """The page on which each thing stands, by kind and id."""
    return {held: page for page in book().pages for held in page.holds}


@once
def thing_of() -> dict[tuple[str, str], Any]:
    """Each thing with a page of its own, by kind and id."""
    found: dict[tuple[str, str], Any] = {}
    for page in book().pages:
        things = [*page.things[1], page.things[0]] if page.template == "condition.html" else page.things
        found |= {(kind, key): thing for thing in things for kind, key in page.holds if key == thing.id}
    return found | {("source", key): source for key, source in current().sources.items()}


class Lectern(Desk):
    """What a template asks about its page, or about the one `thing` of it that is shown, with the addresses of the app."""

    def __init__(self, shelf: Shelf, page: Page, kind: str = "", thing: Any = None) -> None:
        super().__init__(shelf, page)
        self.kind, self.thing = kind, thing
        self.is_of_spine = page.template == "spine.html"
        self.says_proof = say(shelf.language, "proof")

    def to(self, page: Page) -> str:
        return address_of(page)

    def href(self, kind: str, key: str) -> str | None:
        return thing_address(kind, key) if (kind, key) in page_of() else None

    def title_of(self, page: Page) -> str:
        return upper(self.text(page.title))

    def name(self) -> str:
        """The title of what is shown."""
        return self.title_of(self.page) if self.thing is None else self.name_of(self.kind, self.thing)

    def name_of(self, kind: str, thing: Any) -> str:
        if kind == "source":
            return upper(self.source_name(thing.id))
        if kind == "axiom":
            return upper(self.text(thing.text))
        return self.tell(thing).title if self.is_of_spine else self.heading(thing)

    def listed(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Address and name of what stands on a page, by the letter they begin with."""
        kind = self.page.holds[0][0]
        things = self.page.things or tuple(self.guideline.sources.values())
        return [
            (letter, [(thing_address(kind, one.id), self.name_of(kind, one)) for one in ones]) for letter, ones in self.by_letter(things)
        ]


def address_of(page: Page) -> str:
    if page.path == "index":
        return reverse("guideline_pages:contents")
    return reverse("guideline_pages:chapter", args=[page.path])


def thing_address(kind: str, key: str) -> str:
    return reverse("guideline_pages:thing", args=[kind, key])


@lru_cache(maxsize=KEPT)
def chapter(path: str, language: Language) -> Leaf | None:
    page = next((page for page in book().pages if page.path == path), None)
    if page is None:
        return None
    return _leaf("listed.html" if page.template in LISTED else page.template, Lectern(shelf(language), page))


@lru_cache(maxsize=KEPT)
def leaf_of(kind: str, key: str, language: Language) -> Leaf | None:
    """The page of one thing. A condition has the whole page that is about it."""
    page, thing = page_of().get((kind, key)), thing_of().get((kind, key))
    if page is None or thing is None:
        return None
    if kind == "condition":
        return _leaf(page.template, Lectern(shelf(language), page))
    return _leaf("one.html", Lectern(shelf(language), page, kind, thing))


def _leaf(template: str, lectern: Lectern) -> Leaf:
    return Leaf(lectern.name(), book().environment.get_template(template).render(page=lectern.page, book=lectern))
