"""From conditions back to criteria. Reading what was printed gives the same condition again."""

import math
from fractions import Fraction
from typing import assert_never

from wervel.logic.expr import ALWAYS, AtLeast, Compare, Expr, Includes, Is, Not, Yes
from wervel.logic.fact import Vocabulary


def to_criteria(expr: Expr, vocabulary: Vocabulary) -> object:
    """Plain data as it stands in a rule file: a line, or a mapping with one block."""
    match expr:
        case Yes(fact):
            return fact
        case Is(fact, options):
            return f"{fact} is {' or '.join(options)}"
        case Includes(fact, options):
            return f"{fact} includes {' or '.join(options)}"
        case Compare():
            return compare_line(expr, vocabulary)
        case Not(item):
            return {"not": to_criteria(item, vocabulary)}
        case AtLeast(points, items):
            if expr == ALWAYS:
                return "always"
            if any(worth != 1 for worth, _ in items):
                weighted = [{"points": worth, "when": to_criteria(item, vocabulary)} for worth, item in items]
                return {f"at least {points} points of": weighted}
            word = "all of" if points == len(items) else "any of" if points == 1 else f"at least {points} of"
            return {word: [to_criteria(item, vocabulary) for _, item in items]}
        case _:
            assert_never(expr)


def compare_line(expr: Compare, vocabulary: Vocabulary) -> str:
    """A comparison in the facts' own units."""
    factors = [Fraction(factor) / vocabulary[fact].step for factor, fact in expr.terms]
    shared = Fraction(math.gcd(*(factor.numerator for factor in factors)), math.lcm(*(factor.denominator for factor in factors)))
    terms = [(factor / shared, fact) for factor, (_, fact) in zip(factors, expr.terms, strict=True)]
    left = " ".join(
        f"{'-' if factor < 0 else '+'} {'' if abs(factor) == 1 else f'{_plain(abs(factor))} * '}{fact}" for factor, fact in terms
    )
    return f"{left.removeprefix('+ ')} {expr.operator} {_plain(Fraction(expr.bound) / shared)}"


def _plain(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"
