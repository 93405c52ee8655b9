"""What a guideline holds, told row by row in one language, for a page to show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from wervel.book.criteria import Clause, Lister, Span, said
from wervel.book.phrases import PHRASES
from wervel.knowledge.evidence import Evidence, Source
from wervel.knowledge.types import Guideline, Rule
from wervel.logic.expr import Expr
from wervel.logic.fact import Vocabulary
from wervel.logic.text import Language, Text
from wervel.narrate.phrases import SAID
from wervel.narrate.report import GENERAL_KNOWLEDGE, upper

SENTENCE_END = re.compile(r"(?<=[.!?])\s")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with its source and what it is worth. Of an exercise only the source is known."""

    source: str
    verified: bool
    says: str = ""
    at: str = ""
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: cells of which the first says what it is about, in whom that is, and what it rests on."""

    cells: tuple[Clause, ...]
    setting: str = ""
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    heads: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is said of something. `fields`: those that hold it; `signal`: the urgency whose sign stands beside it."""

    fields: tuple[str, ...]
    label: str
    clauses: tuple[Clause, ...] = ()
    claims: tuple[Claim, ...] = ()
    signal: str = ""
    table: Table | None = None


class BookTeller:
    """Tells a guideline in one language."""

    def __init__(self, guideline: Guideline, language: Language, lister: Lister | None = None) -> None:
        self.guideline, self.language = guideline, language
        self.lister = lister or Lister(guideline, language)
        self.wording = self.lister.wording

    @cached_property
    def of_sessions(self) -> "BookTeller":
        """The same, for criteria over the facts of the progression."""
        assert self.guideline.progression is not None, "only what the progression holds is told so"
        return self._with(self.guideline.progression.facts, "session_fact")

    @cached_property
    def of_sport(self) -> "BookTeller":
        """The same, for criteria that also speak of the log of a player."""
        assert self.guideline.sport is not None, "only what a sport holds is told so"
        return self._with(self.guideline.sport.facts, "sport_fact")

    def among(self, kind: str) -> "BookTeller | None":
        """The one that knows the facts of a kind; none for what is no fact."""
        match kind:
            case "fact":
                return self
            case "session_fact":
                return self.of_sessions
            case "sport_fact":
                return self.of_sport
            case _:
                return None

    def _with(self, own: Vocabulary, kind: str) -> "BookTeller":
        return BookTeller(self.guideline, self.language, Lister(self.guideline, self.language, own, kind))

    def say(self, key: str, *values: object) -> str:
        return PHRASES[key][self.language].format(*values)

    def counted(self, key: str, number: int) -> str:
        """A phrase with a number, in the singular for one."""
        words = PHRASES[key][self.language].split("|")
        return words[0 if number == 1 else -1].format(number)

    def text(self, text: Text) -> str:
        return text[self.language]

    def word(self, scale: str, key: str) -> str:
        """A word of the scales of the guideline."""
        return self.guideline.words[scale][key][self.language]

    def number(self, number: Fraction | float) -> str:
        text = f"{float(number):g}"
        return text.replace(".", ",") if self.language == "nl" else text

    def between(self, ends: tuple[Fraction | int, Fraction | int]) -> str:
        """From the lowest to the highest, or the one when they are the same."""
        low, high = map(self.number, ends)
        return low if low == high else self.say("to", low, high)

    def clause(self, expr: Expr) -> Clause:
        return self.lister.to_clause(expr)

    # names of things, to be linked

    def fact(self, fact: str) -> Span:
        return self.lister.named(fact)

    def condition(self, condition: str) -> Span:
        return Span(self.text(self.guideline.conditions[condition].name), "condition", condition)

    def rule(self, rule: str) -> Span:
        return Span(self.rule_name(self.guideline.rules[rule]), "rule", rule)

    def exercise(self, exercise: str) -> Span:
        return Span(self.text(self.guideline.exercises[exercise].name), "exercise", exercise)

    def rule_name(self, rule: Rule) -> str:
        """A rule by name: its own, or the first sentence that the patient reads."""
        return upper(self.text(rule.name)) if rule.name else self.first_sentence(rule.text)

    def first_sentence(self, text: Text) -> str:
        return SENTENCE_END.split(self.text(text), maxsplit=1)[0].rstrip(".")

    def source_name(self, source: Source) -> str:
        if source.kind == "proposal" or source.id == GENERAL_KNOWLEDGE:
            return SAID["common_knowledge" if source.id == GENERAL_KNOWLEDGE else "own_choice"][self.language]
        return f"{source.authors} {source.year}".strip() if source.authors else source.title

    # rows

    def row(self, fields: str, label: str, *clauses: Clause | str, signal: str = "") -> Row:
        return replace(self.titled(fields, self.say(label), *clauses), signal=signal)

    def titled(self, fields: str, title: str, *clauses: Clause | str, because: Iterable[Evidence] = ()) -> Row:
        """A row under a title of its own, with what it rests on."""
        lines = tuple(said(clause) if isinstance(clause, str) else clause for clause in clauses)
        return Row(tuple(fields.split()), title, lines, tuple(map(claim, because)))

    def listed(self, fields: str, label: str, words: Iterable[str | Span]) -> list[Row]:
        """A row with these words one after another; none when there are none."""
        spans: list[str | Span] = []
        for word in words:
            spans += [*(["; "] if spans else []), word]
        return [self.row(fields, label, said(*spans))] if spans else []

    def table(self, fields: str, title: str, heads: Iterable[str], lines: Iterable[Iterable[Clause | str]]) -> Row:
        cells = (tuple(said(cell) if isinstance(cell, str) else cell for cell in line) for line in lines)
        return Row(tuple(fields.split()), title, table=Table(tuple(heads), tuple(map(Line, cells))))

    def because(self, because: Iterable[Evidence], fields: str = "because") -> list[Row]:
        claims = tuple(map(claim, because))
        return [Row(tuple(fields.split()), self.say("because"), claims=claims)] if claims else []


def claim(one: Evidence) -> Claim:
    return Claim(one.source, one.verified, one.says, one.at, one.certainty)
