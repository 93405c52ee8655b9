"""From conditions and values to Dutch and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from wervel.logic.expr import ALWAYS, AtLeast, Compare, Expr, Includes, Is, Not, Yes
from wervel.logic.fact import Fact, Vocabulary, number_text
from wervel.logic.reference import Value
from wervel.logic.text import Language, Text

ALWAYS_TEXT = Text("altijd", "always")
NOT = Text("niet: ", "not: ")
OR = Text(" of ", " or ")
ALL = Text("alles van", "all of")
ANY = Text("minstens één van", "at least one of")
NONE = Text("geen van", "none of")
SOME = Text("minstens {} van", "at least {} of")
POINTS = Text("minstens {} punten van", "at least {} points of")
YES_WORD, NO_WORD = Text("ja", "yes"), Text("nee", "no")
NOTHING = Text("niets", "none")
LIMITS = {
    ">=": Text("{} of meer", "{} or more"),
    "<=": Text("{} of minder", "{} or less"),
    ">": Text("meer dan {}", "more than {}"),
    "<": Text("minder dan {}", "less than {}"),
    "=": Text("precies {}", "exactly {}"),
}
SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}


@dataclass(frozen=True)
class Wording:
    """Everything needed to speak of facts in one language."""

    facts: Vocabulary
    units: Mapping[str, Text]
    language: Language

    def name(self, fact: str) -> str:
        return self.facts[fact].name[self.language]

    def value(self, fact: str, value: Value) -> str:
        """A value as people say it: "ja", "38 °C", "tot onder de knie"."""
        one = self.facts[fact]
        match one.kind:
            case "yes/no":
                return (YES_WORD if value is True else NO_WORD)[self.language]
            case "choice":
                return self.option(one, str(value))
            case "set":
                assert isinstance(value, frozenset)
                chosen = [self.option(one, option) for option in one.option_ids if option in value]
                return ", ".join(chosen) or NOTHING[self.language]
            case _:
                assert isinstance(value, int)
                return self.amount(one, value)

    def statement(self, fact: str, value: Value) -> str:
        """A fact and its value as one phrase, to stand after "because:"."""
        one = self.facts[fact]
        if one.kind == "yes/no":
            return one.name[self.language] if value is True else f"{NOT[self.language]}{one.name[self.language]}"
        return f"{one.name[self.language]}: {self.value(fact, value)}"

    def option(self, fact: Fact, option: str) -> str:
        return dict(fact.options)[option][self.language]

    def amount(self, fact: Fact, steps: int) -> str:
        """A number with its unit, with a decimal comma in Dutch."""
        number = number_text(fact, steps)
        if self.language == "nl":
            number = number.replace(".", ",")
        return f"{number} {self.unit(fact, one=number == '1')}".rstrip()

    def unit(self, fact: Fact, one: bool = False) -> str:
        """The unit in words; what is only counted has none. One that differs for one stands in the guideline as "dag|dagen"."""
        if fact.unit == "count":
            return ""
        words = self.units.get(fact.unit or "", Text("", ""))[self.language].split("|")
        return words[0 if one else -1]


def to_words(expr: Expr, wording: Wording) -> str:
    """A condition as one line of text."""
    language = wording.language
    match expr:
        case Yes(fact):
            return wording.name(fact)
        case Is(fact, options) | Includes(fact, options):
            chosen = [wording.option(wording.facts[fact], option) for option in options]
            return f"{wording.name(fact)}: {OR[language].join(chosen)}"
        case Compare(((1, fact),), operator, bound):
            return f"{wording.name(fact)} {LIMITS[operator][language].format(wording.amount(wording.facts[fact], bound))}"
        case Compare():
            return _sum(expr, wording)
        case Not(AtLeast(1, items)) if len(items) > 1:
            return _list(NONE[language], items, wording)
        case Not(item):
            return f"{NOT[language]}{to_words(item, wording)}"
        case AtLeast(points, items):
            if expr == ALWAYS:
                return ALWAYS_TEXT[language]
            if len(items) == 1:
                return to_words(items[0][1], wording)
            worth = sum(worth for worth, _ in items)
            text = ALL if points == worth else ANY if points == 1 else SOME if worth == len(items) else POINTS
            return _list(text[language].format(points), items, wording)
        case _:
            assert_never(expr)


def _list(head: str, items: tuple[tuple[int, Expr], ...], wording: Wording) -> str:
    parts = [f"{to_words(item, wording)}{f' ({worth})' if worth != 1 else ''}" for worth, item in items]
    return f"{head} [{'; '.join(parts)}]"


def _sum(expr: Compare, wording: Wording) -> str:
    """A comparison between facts, with what is subtracted on the right-hand side and the first factor made 1."""
    (first, _), *_ = expr.terms
    scale = abs(Fraction(first) / wording.facts[expr.terms[0][1]].step)

    def term(factor: int, fact: str) -> str:
        share = abs(Fraction(factor) / wording.facts[fact].step) / scale
        return wording.name(fact) if share == 1 else f"{_decimal(share, wording)} × {wording.name(fact)}"

    left = [term(factor, fact) for factor, fact in expr.terms if factor > 0]
    right = [term(factor, fact) for factor, fact in expr.terms if factor < 0]
    if expr.bound or not right:
        right.append(_decimal(Fraction(expr.bound) / scale, wording))
    return f"{' + '.join(left)} {SIGNS[expr.operator]} {' + '.join(right)}"


def _decimal(number: Fraction, wording: Wording) -> str:
    text = f"{float(number):g}"
    return text.replace(".", ",") if wording.language == "nl" else text
