"""The meaning of a condition, written to be checked by eye. Every other reader is tested against this page."""

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from wervel.logic.expr import AtLeast, Compare, Definitions, Expr, Includes, Is, Not, Operator, Yes
from wervel.logic.truth import Truth, at_least, negate

Value: TypeAlias = bool | int | str | frozenset[str]
"""What can be known of a fact: yes/no, a whole number of steps, an option, a set of options."""

Known: TypeAlias = Mapping[str, Value]
"""What is known of one person: fact id -> value. A missing fact is unknown; there are no defaults."""


def evaluate(expr: Expr, known: Known, definitions: Definitions) -> Truth:
    """True, False, or None when what is known does not decide."""
    match expr:
        case Yes(fact) | Is(fact) if (meaning := definitions.of(expr)) is not None:
            return evaluate(meaning, known, definitions)
        case Yes(fact):
            value = known.get(fact)
            return None if value is None else value is True
        case Is(fact, options):
            value = known.get(fact)
            return None if value is None else value in options
        case Includes(fact, options):
            chosen = known.get(fact)
            return None if chosen is None else not frozenset(options).isdisjoint(_options(chosen))
        case Compare(terms, operator, bound):
            total = sum_of(terms, known)
            return None if total is None else compare(total, operator, bound)
        case Not(item):
            return negate(evaluate(item, known, definitions))
        case AtLeast(points, items):
            return at_least(points, ((worth, evaluate(item, known, definitions)) for worth, item in items))
        case _:
            assert_never(expr)


def sum_of(terms: tuple[tuple[int, str], ...], known: Known) -> int | None:
    """The facts times their factors, added up; nothing while one of them is unknown."""
    total = 0
    for factor, fact in terms:
        value = known.get(fact)
        if value is None:
            return None
        assert isinstance(value, int), "values are checked at the door"
        total += factor * value
    return total


def compare(total: int, operator: Operator, bound: int) -> bool:
    match operator:
        case ">=":
            return total >= bound
        case "<=":
            return total <= bound
        case ">":
            return total > bound
        case "<":
            return total < bound
        case "=":
            return total == bound
        case _:
            assert_never(operator)


def _options(value: Value) -> frozenset[str]:
    assert isinstance(value, frozenset), "values are checked at the door"
    return value
