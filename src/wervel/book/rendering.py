"""The pages as HTML: what the templates may ask."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import get_args

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from wervel.book import conditions, proofs
from wervel.book.changes import Altered, altered
from wervel.book.criteria import Clause, Span, said
from wervel.book.edition import TRUTHS, Edition
from wervel.book.pages import Page, pages, speaks_against
from wervel.book.phrases import ABOUT, PARTS, PHRASES
from wervel.book.teller import BookTeller, Row
from wervel.book.things import heading, rows
from wervel.consult.comparison import Change
from wervel.consult.contents import KINDS, Thing, kind_of
from wervel.knowledge.claims import Property
from wervel.knowledge.evidence import Source
from wervel.knowledge.spine import Thing as SpineThing
from wervel.knowledge.types import Advice, ConditionModule, Rule, Step
from wervel.logic.expr import Expr
from wervel.logic.text import Language
from wervel.narrate.report import Section, upper
from wervel.narrate.spine import SpineTeller

LANGUAGES: tuple[Language, ...] = get_args(Language)
STYLE = "book.css"
ARTICLE = re.compile(r"^(de|het|een|the|an?) ")


class Book:
    """All files of one edition, by name. `frames`: a folder with templates that go before the book's own, such as another frame."""

    def __init__(self, edition: Edition, frames: Path | None = None) -> None:
        self.edition = edition
        self.pages = pages(edition)
        own = PackageLoader("wervel.book")
        self.environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(frames), own]) if frames else own,
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_said,
            trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self.environment.filters["first_upper"] = upper
        self.where = {held: f"{page.path}.html#{held[1]}" for page in self.pages for held in page.holds}
        self.citing: dict[str, list[Page]] = {}
        for page in self.pages[1:]:
            for source in dict.fromkeys(source for source, _ in page.cited):
                self.citing.setdefault(source, []).append(page)

    @property
    def names(self) -> list[str]:
        return ["index.html", STYLE, *(f"{language}/{page.path}.html" for language in LANGUAGES for page in self.pages)]

    def files(self) -> Iterator[tuple[str, str]]:
        """Name and content of every file, in the order of `names`."""
        choices = [(language, PHRASES[language][language]) for language in LANGUAGES]
        start = self.environment.get_template("choose.html")
        yield "index.html", start.render(version=self.edition.guideline.version, style=STYLE, languages=choices)
        yield STYLE, (Path(__file__).parent / "templates" / STYLE).read_text("utf-8")
        for language in LANGUAGES:
            shelf = Shelf(self, language)
            for page in self.pages:
                html = self.environment.get_template(page.template).render(page=page, book=Desk(shelf, page))
                yield f"{language}/{page.path}.html", html


class Shelf:
    """What all pages of one language share."""

    def __init__(self, book: Book, language: Language) -> None:
        self.book, self.language = book, language
        self.teller = BookTeller(book.edition.guideline, language)
        comparison = book.edition.comparison
        self.old_teller = BookTeller(comparison.old, language) if comparison else None
        self.spine = SpineTeller(book.edition.guideline, language)


class Desk:
    """What a template asks about the page that it shows."""

    def __init__(self, shelf: Shelf, page: Page) -> None:
        self.page, self.shelf = page, shelf
        self.teller, self.language = shelf.teller, shelf.language
        self.edition = shelf.book.edition
        self.guideline = self.edition.guideline
        self.pages = shelf.book.pages
        self.root = "../" * page.path.count("/")
        self.style = f"../{self.root}{STYLE}"
        self.say, self.counted, self.text, self.word = self.teller.say, self.teller.counted, self.teller.text, self.teller.word

    # words

    def part(self, part: str) -> str:
        """The name of a part; a folder that the book does not know goes by its own name."""
        return PARTS[part][self.language] if part in PARTS else upper(part.replace("_", " "))

    def about_part(self, part: str) -> str:
        return ABOUT[part][self.language] if part in ABOUT else ""

    def heading(self, thing: Thing) -> str:
        return heading(thing, self.teller)

    # links

    def to(self, page: Page) -> str:
        return f"{self.root}{page.path}.html"

    def to_path(self, path: str) -> str:
        return self.to(next(page for page in self.pages if page.path == path))

    def languages(self) -> list[tuple[Language, str]]:
        """The languages, with this very page in each."""
        return [(one, f"../{self.root}{one}/{self.page.path}.html") for one in LANGUAGES]

    def href(self, kind: str, key: str) -> str | None:
        """Where a thing stands in the book; nothing for what is no longer in it."""
        where = self.shelf.book.where.get((kind, key))
        return f"{self.root}{where}" if where else None

    def link_class(self, span: Span) -> str:
        """What kind of thing a link leads to; of a fact, whether somebody answers it."""
        among = self.teller.among(span.kind)
        return "asked" if among and among.wording.facts[span.id].definition is None else span.kind

    def around(self) -> tuple[Page | None, Page | None]:
        """The page before and the page after this one."""
        at = self.pages.index(self.page)
        return self.pages[at - 1] if at else None, self.pages[at + 1] if at + 1 < len(self.pages) else None

    # things

    def rows(self, thing: Thing) -> list[Row]:
        return [row for row in rows(thing, self.teller) if row.fields not in (("name",), ("family",))]  # they stand above them

    def clause(self, expr: Expr) -> Clause:
        return self.teller.clause(expr)

    def change(self, thing: Thing) -> Change | None:
        comparison = self.edition.comparison
        return comparison.by_thing.get((kind_of(thing), thing.id)) if comparison else None

    @staticmethod
    def is_tried(thing: object) -> bool:
        """Whether cases can expect something of it."""
        return isinstance(thing, Rule | Advice)

    def cases(self, thing: Rule | Advice) -> list[tuple[str, tuple[str, ...]]]:
        """The cases that expect something of a rule or advice, with what they expect."""
        found = self.edition.expectations.get(thing.id, {})
        return [(self.say(f"expected_{truth}"), found[truth]) for truth in TRUTHS if truth in found]

    def by_letter(self, things: Iterable[Thing | Source]) -> list[tuple[str, list[Thing | Source]]]:
        """Things in the order of the alphabet, by the first letter of their name without its article."""
        named = sorted((self._sorted_as(thing), thing.id, thing) for thing in things)
        return [(letter, [thing for _, _, thing in ones]) for letter, ones in groupby(named, key=lambda one: one[0][0].upper())]

    def _sorted_as(self, thing: Thing | Source) -> str:
        name = self.source_name(thing.id) if isinstance(thing, Source) else self.heading(thing)
        return ARTICLE.sub("", name.casefold())

    # conditions

    def about(self, condition: ConditionModule) -> list[Row]:
        return conditions.about_rows(condition, self.teller)

    def recognised_by(self, rules: Iterable[Rule], against: bool) -> list[Rule]:
        """The rules of a condition that speak for it, or those that speak against it."""
        return [rule for rule in rules if speaks_against(rule) is against]

    def against(self, condition: ConditionModule) -> list[Row]:
        return conditions.against_rows(condition, self.teller)

    def diagnostics(self, condition: ConditionModule) -> list[Row]:
        return conditions.diagnostics_rows(condition, self.teller)

    def because(self, thing: ConditionModule) -> list[Row]:
        return self.teller.because(thing.because)

    def clock(self, condition: ConditionModule) -> str:
        return conditions.clock(condition, self.teller)

    def weeks(self, step: Step) -> str:
        return conditions.weeks(step, self.teller)

    def step(self, step: Step) -> list[Row]:
        return conditions.step_rows(step, self.teller)

    # properties

    def claim(self, one: Property) -> list[Row]:
        return proofs.property_rows(one, self.teller)

    def result(self, one: Property) -> proofs.Result | None:
        return self.edition.proof.results.get(one.id) if self.edition.proof else None

    # sources

    def source(self, key: str) -> Source:
        """A source of this guideline, or of the one that it is compared with."""
        comparison = self.edition.comparison
        if comparison and key not in self.guideline.sources:
            return comparison.old.sources[key]
        return self.guideline.sources[key]

    def source_name(self, key: str) -> str:
        return self.teller.source_name(self.source(key))

    def is_own_choice(self, key: str) -> bool:
        return self.source(key).kind == "proposal"

    def citing(self, source: str) -> list[Page]:
        return self.shelf.book.citing.get(source, [])

    def source_kind(self, source: Source) -> str:
        """The kind in words; the files may name one that the book does not know."""
        key = f"kind_{source.kind}"
        return upper(self.say(key) if key in PHRASES else source.kind)

    def share(self) -> str:
        """How many of the claims on this page somebody has read at their place."""
        all_ = len(self.page.cited)
        return self.say("share", self.page.verified, all_, percent(self.page.verified, all_)) if all_ else self.say("no_claims")

    # the spine

    def overview(self) -> list[Section]:
        return self.shelf.spine.overview()[:-1]  # the last one says how to ask further on the command line

    def tell(self, thing: SpineThing) -> Section:
        return self.shelf.spine.tell(thing)

    @staticmethod
    def blocks(section: Section) -> list[tuple[str, list[Clause]]]:
        """The lines of a section as lists, single lines and notes; what belongs to an item stands under it."""
        found: list[tuple[str, list[Clause]]] = []
        for line in section.lines:
            kind = "list" if line.startswith("- ") else "note" if line.startswith("  ") else "line"
            clause = said(line.strip().removeprefix("- "))
            in_list = bool(found) and found[-1][0] == "list"
            if kind == "list" and in_list:
                found[-1][1].append(clause)
            elif kind == "note" and in_list:
                item = found[-1][1].pop()
                found[-1][1].append(Clause(item.spans, (*item.items, clause)))
            else:
                found.append((kind, [clause]))
        return found

    # the contents and what changed

    def whole_share(self) -> str:
        evidence = self.guideline.evidence
        verified = sum(one.verified for one in evidence)
        return self.say("whole_share", len(evidence), verified, percent(verified, len(evidence))) if evidence else self.say("no_claims")

    def size(self) -> str:
        one = self.guideline
        return self.say("counts", *map(len, (one.rules, one.conditions, one.advice, one.exercises, one.facts, one.sources)))

    def proven(self, key: str) -> str:
        """A phrase with how many properties were proven, of how many, and by what."""
        proof = self.edition.proof
        assert proof is not None, "only with a proof"
        proven = sum(result.status == "proven" for result in proof.results.values())
        return self.say(key, proven, len(self.guideline.properties), proof.solver)

    def contents(self) -> list[tuple[str, list[Page]]]:
        return [(part, list(ones)) for part, ones in groupby(self.pages[1:], key=lambda page: page.part)]

    def changes(self) -> Mapping[str, list[Change]]:
        comparison = self.edition.comparison
        assert comparison is not None, "this page is only there with a comparison"
        return {kind: [change for change in comparison.changes if change.kind == kind] for kind in KINDS}

    def altered(self, change: Change) -> list[Altered]:
        assert self.shelf.old_teller is not None, "only with a comparison"
        return altered(change, self.shelf.old_teller, self.teller)

    def change_heading(self, change: Change) -> str:
        """The name of what changed, in the edition that holds it."""
        if change.after is not None:
            return self.heading(change.after)
        assert change.before is not None, "what is not there now was there before"
        assert self.shelf.old_teller is not None, "only with a comparison"
        return heading(change.before, self.shelf.old_teller)

    def removed_rows(self, change: Change) -> list[Row]:
        assert change.before is not None, "what was removed was there before"
        assert self.shelf.old_teller is not None, "only with a comparison"
        return rows(change.before, self.shelf.old_teller)


def _said(value: object) -> object:
    assert value is not None, "a template shows only what there is"
    return value


def percent(some: int, of: int) -> int:
    """Rounded down: what is not done does not look done."""
    return 100 * some // of
