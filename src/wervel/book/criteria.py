"""A condition as a nested list in words, with the facts in it by id, so that a page can link them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from wervel.book.phrases import PHRASES
from wervel.knowledge.types import Guideline
from wervel.logic.expr import ALWAYS, AtLeast, Compare, Expr, Includes, Is, Not, Yes, facts_named
from wervel.logic.fact import CountOf, ExtremeOf, Fact, Vocabulary
from wervel.logic.text import Language
from wervel.logic.words import ALWAYS_TEXT, NOT, Wording, to_words
from wervel.narrate.report import upper


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words. `kind` and `id`: the thing it names, if it names one. `english`: in English in every language.

    `fresh`: it was not there before.
    """

    text: str
    kind: str = ""
    id: str = ""
    english: bool = False
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A line of words, and the lines below it."""

    spans: tuple[Span, ...]
    items: tuple["Clause", ...] = ()


def said(*words: str | Span, items: Iterable[Clause] = ()) -> Clause:
    return Clause(tuple(word if isinstance(word, Span) else Span(word) for word in words), tuple(items))


class Lister:
    """Lists the conditions of a guideline in one language.

    Counts and extremes were written out when the guideline was read; here they get their names back.
    """

    def __init__(self, guideline: Guideline, language: Language, own: Vocabulary | None = None, kind: str = "") -> None:
        """`own`: facts that go before those of the guideline; `kind`: what a link to one of them is to."""
        self.language, self.own, self.kind = language, own or {}, kind
        self.facts = {**guideline.facts, **self.own}
        self.wording = Wording(self.facts, guideline.words["units"], language)
        self.counts: dict[tuple[Expr, ...], Fact] = {}
        self.extremes: dict[tuple[str, ...], Fact] = {}
        for fact in self.facts.values():
            if isinstance(fact.definition, CountOf):
                self.counts[fact.definition.items] = fact
            elif isinstance(fact.definition, ExtremeOf):
                self.extremes[fact.definition.facts] = fact

    def named(self, fact: str) -> Span:
        """The name of a fact, to be linked."""
        return self._named(fact, self.wording.name(fact))

    def _named(self, fact: str, words: str) -> Span:
        return Span(words, self.kind if fact in self.own else "fact", fact)

    def to_clause(self, expr: Expr) -> Clause:
        match expr:
            case Yes() | Is() | Includes() | Compare():
                return Clause(self._leaf(expr))
            case Not(AtLeast() as group):
                return self._group(group, holds=False)
            case Not(item):
                clause = self.to_clause(item)
                return Clause((Span(NOT[self.language]), *clause.spans), clause.items)
            case AtLeast():
                return self._group(expr, holds=True)
            case _:
                assert_never(expr)

    def _leaf(self, leaf: Yes | Is | Includes | Compare) -> tuple[Span, ...]:
        """The words of a leaf, cut around the names of its facts. A longer name first: it may hold a shorter one."""
        names = {self.wording.name(fact): fact for fact in facts_named(leaf)}
        longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        words = re.split(f"({longest_first})", to_words(leaf, self.wording), maxsplit=len(names))
        return tuple(self._named(names[word], word) if word in names else Span(word) for word in words if word)

    def _group(self, group: AtLeast, holds: bool) -> Clause:
        if group == ALWAYS or not group.items:
            return said(ALWAYS_TEXT[self.language] if (group == ALWAYS) is holds else self._say("never"))
        if len(group.items) == 1:
            item = group.items[0][1]
            return self.to_clause(item if holds else Not(item))
        if (extreme := self._extreme(group)) is not None:
            return self.to_clause(extreme if holds else Not(extreme))
        if holds and (exact := _exact(group)) is not None:
            return self._counted(exact, self._say("exactly" if exact.points else "none_of", exact.points))
        weighted = any(worth != 1 for worth, _ in group.items)
        clauses = [self._weighted(worth, self.to_clause(item)) for worth, item in group.items] if weighted else []
        head = self._head(group, weighted, holds)
        return said(upper(head), items=clauses) if weighted else self._counted(group, head)

    def _counted(self, group: AtLeast, head: str) -> Clause:
        """Items under their head; those that a fact counts, under its name."""
        items = tuple(item for _, item in group.items)
        clauses = [self.to_clause(item) for item in items]
        fact = self.counts.get(items)
        if fact is None:
            return said(upper(head), items=clauses)
        return said(self.named(fact.id), f": {head}", items=clauses)

    def _head(self, group: AtLeast, weighted: bool, holds: bool) -> str:
        """How many of the items must hold. Of what does not hold: at most one fewer."""
        worth = sum(points for points, _ in group.items)
        if group.points == worth:
            return self._say("all_of" if holds else "not_all_of")
        if group.points == 1:
            return self._say("any_of" if holds else "none_of")
        if weighted:
            return self._say("points_of" if holds else "fewer_points_of", group.points)
        return self._say("some_of", group.points) if holds else self._say("fewer_of", group.points)

    def _weighted(self, worth: int, clause: Clause) -> Clause:
        return Clause((*clause.spans, Span(f" ({self._say('one_point' if worth == 1 else 'points', worth)})")), clause.items)

    def _extreme(self, group: AtLeast) -> Compare | None:
        """The comparison of a lowest or highest value that a group of comparisons stands for."""
        compares = [item for _, item in group.items if isinstance(item, Compare) and len(item.terms) == 1]
        first = compares[0] if compares else None
        if first is None or len(compares) != len(group.items):
            return None
        if {(one.terms[0][0], one.operator, one.bound) for one in compares} != {(1, first.operator, first.bound)}:
            return None
        fact = self.extremes.get(tuple(one.terms[0][1] for one in compares))
        if fact is None or not isinstance(fact.definition, ExtremeOf):
            return None
        one_is_enough = (first.operator in ("<=", "<")) == (fact.definition.which == "lowest")
        points = 1 if one_is_enough else len(compares)
        return Compare(((1, fact.id),), first.operator, first.bound) if group.points == points else None

    def _say(self, key: str, *values: object) -> str:
        return PHRASES[key][self.language].format(*values)


def _exact(group: AtLeast) -> AtLeast | None:
    """The count that is both at least and at most so many: "= 2" was read as "at least 2, and not at least 3"."""
    match group:
        case AtLeast(2, ((1, AtLeast(points, items) as least), (1, Not(AtLeast(more, others))))) if items == others and more == points + 1:
            return least
        case _:
            return None
