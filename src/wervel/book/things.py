"""Whatever the guideline is made of, by name and row by row."""

from typing import assert_never

from wervel.book.conditions import condition_rows
from wervel.book.exercises import exercise_rows
from wervel.book.facts import fact_rows
from wervel.book.rules import advice_rows, rule_rows
from wervel.book.teller import BookTeller, Row
from wervel.consult.comparison import Thing
from wervel.knowledge.types import Advice, ConditionModule, Exercise, Rule
from wervel.logic.fact import Fact
from wervel.narrate.report import upper


def heading(thing: Thing, teller: BookTeller) -> str:
    match thing:
        case Rule():
            return teller.rule_name(thing)
        case Advice():
            return teller.first_sentence(thing.text)
        case ConditionModule() | Exercise() | Fact():
            return upper(teller.text(thing.name))
        case _:
            assert_never(thing)


def rows(thing: Thing, teller: BookTeller) -> list[Row]:
    """All that is said of a thing. `name` says again what stands above it; it is for who compares two editions."""
    match thing:
        case Rule():
            return rule_rows(thing, teller)
        case Advice():
            return advice_rows(thing, teller)
        case ConditionModule():
            return condition_rows(thing, teller)
        case Exercise():
            return exercise_rows(thing, teller)
        case Fact():
            return fact_rows(thing, teller)
        case _:
            assert_never(thing)
