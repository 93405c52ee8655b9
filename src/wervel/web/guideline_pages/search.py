"""Finding things in the guideline by words: in their name, their id, and all that is said of them."""

import re
import unicodedata
from dataclasses import dataclass

from wervel.book.criteria import Clause
from wervel.book.teller import Row
from wervel.consult.contents import things
from wervel.logic.text import Language
from wervel.web.guideline import once
from wervel.web.guideline_pages.edition import Lectern, page_of, shelf, thing_address, thing_of

MOST_WORDS = 8
LONGEST = 200
BESIDE = 70
"""Letters of the text on each side of a word that was found."""
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Entry:
    """A thing that can be found. `plain_name`: name and id, `plain`: the text letter for letter, as they are compared."""

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


@once
def entries(language: Language) -> tuple[Entry, ...]:
    known = things(shelf(language).book.edition.guideline)
    found = []
    for (kind, key), thing in thing_of().items():
        lectern = Lectern(shelf(language), page_of()[kind, key], kind, thing)
        told = known.get((kind, key)) or known.get(("phenomenon", key))
        said = [_said(row) for row in lectern.rows(told)] if told is not None else [getattr(thing, "title", "")]
        name, text = lectern.name_of(kind, thing), " ".join(filter(None, said))
        named = plainly(f"{name} {key}")
        found.append(Entry(thing_address(kind, key), name, lectern.title_of(lectern.page), text, named, plainly(text)))
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
    """Whole words of the text around the first of these."""
    at = min((place for word in words if (place := entry.plain.find(word)) >= 0), default=0)
    start = entry.text.rfind(" ", 0, max(at - BESIDE, 0)) + 1
    end = entry.text.find(" ", at + BESIDE)
    piece = entry.text[start : end if end > 0 else None]
    return f"{'… ' if start else ''}{piece}{' …' if end > 0 else ''}"
