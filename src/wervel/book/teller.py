"""What a guideline holds, told row by row in one language, for a page to show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from wervel.book.criteria import Clause, Lister, Span, said
from wervel.book.phrases import PHRASES
from wervel.knowledge.evidence import Evidence, Source
from wervel.knowledge.types import Guideline, Rule
from wervel.logic.expr import Expr
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
class Row:
    """One thing that is said of something. `fields`: those that hold it; `signal`: the urgency whose sign stands beside it."""

    fields: tuple[str, ...]
    label: str
    clauses: tuple[Clause, ...] = ()
    claims: tuple[Claim, ...] = ()
    signal: str = ""


class BookTeller:
    """Tells a guideline in one language."""

    def __init__(self, guideline: Guideline, language: Language) -> None:
        self.guideline, self.language = guideline, language
        self.lister = Lister(guideline, language)
        self.wording = self.lister.wording

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

    def number(self, number: Fraction) -> str:
        text = f"{float(number):g}"
        return text.replace(".", ",") if self.language == "nl" else text

    def clause(self, expr: Expr) -> Clause:
        return self.lister.to_clause(expr)

    # names of things, to be linked

    def fact(self, fact: str) -> Span:
        return Span(self.wording.name(fact), "fact", fact)

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
        lines = tuple(said(clause) if isinstance(clause, str) else clause for clause in clauses)
        return Row(tuple(fields.split()), self.say(label), lines, signal=signal)

    def listed(self, fields: str, label: str, words: Iterable[str | Span]) -> list[Row]:
        """A row with these words one after another; none when there are none."""
        spans: list[str | Span] = []
        for word in words:
            spans += [*(["; "] if spans else []), word]
        return [self.row(fields, label, said(*spans))] if spans else []

    def because(self, because: Iterable[Evidence]) -> list[Row]:
        claims = tuple(Claim(one.source, one.verified, one.says, one.at, one.certainty) for one in because)
        return [Row(("because",), self.say("because"), claims=claims)] if claims else []
