"""Finding things in the guideline by words: in their name, their id, and all that is said of them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from wervel.book.criteria import Clause
from wervel.book.teller import Row
from wervel.book.things import rows
from wervel.consult.contents import things
from wervel.logic.text import Language
from wervel.web.guideline_pages.edition import Lectern, page_of, shelf, thing_address, thing_of

MOST_WORDS = 8
LONGEST = 200
BESIDE = 70
"""Letters of the text on each side of a word that was found."""
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Entry:
    """A thing that can be found. `plain`: name and text as they are compared, of the same lengths."""

    href: str
    name: str
    page: str
    text: str
    plain_name: str
    plain: str


@dataclass(frozen=True)
class Hit:
    """What is shown of a thing that was found: a piece of its text around the first word."""

    href: str
    name: str
    page: str
    piece: str


def plainly(text: str) -> str:
    """Without capitals and accents, letter for letter."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text).lower()


@lru_cache(maxsize=2)
def entries(language: Language) -> tuple[Entry, ...]:
    known = things(shelf(language).book.edition.guideline)
    kinds = {"rule": "phenomenon"}
    found = []
    for (kind, key), thing in thing_of().items():
        lectern = Lectern(shelf(language), page_of()[kind, key], kind, thing)
        named = (kind, key) if (kind, key) in known else (kinds.get(kind, kind), key)
        words = [key, *(_said(row) for row in rows(known[named], lectern.teller))] if named in known else [key, getattr(thing, "title", "")]
        name, text = lectern.name_of(kind, thing), " ".join(words)
        found.append(Entry(thing_address(kind, key), name, lectern.title_of(lectern.page), text, plainly(name), plainly(text)))
    return tuple(found)


def _said(row: Row) -> str:
    return f"{row.label}: {' '.join(map(_clause, row.clauses))}." if row.clauses else ""


def _clause(clause: Clause) -> str:
    return " ".join(["".join(span.text for span in clause.spans), *map(_clause, clause.items)])


def search(sought: str, language: Language) -> list[Hit]:
    """What holds all of these words, first where they stand in the name. A part of a word is enough."""
    words = WORD.findall(plainly(sought[:LONGEST]))[:MOST_WORDS]
    if not words:
        return []
    found = [one for one in entries(language) if all(word in one.plain_name or word in one.plain for word in words)]
    found.sort(key=lambda one: (-sum(word in one.plain_name for word in words), len(one.name)))
    return [Hit(one.href, one.name, one.page, _piece(one, words)) for one in found]


def _piece(entry: Entry, words: list[str]) -> str:
    at = min((place for word in words if (place := entry.plain.find(word)) >= 0), default=0)
    start, end = max(at - BESIDE, 0), at + BESIDE
    piece = entry.text[start:end].strip()
    return f"{'… ' if start else ''}{piece}{' …' if end < len(entry.text) else ''}"
