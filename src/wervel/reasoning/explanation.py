"""Why: the part of what is known that suffices for an answer."""

from collections.abc import Iterable
from typing import assert_never

from wervel.knowledge.types import Rule
from wervel.logic.expr import AtLeast, Compare, Definitions, Expr, Includes, Is, Not, Yes, facts_beneath, facts_named
from wervel.logic.reference import Known, Value, evaluate
from wervel.logic.truth import Truth, at_least

Facts = dict[str, Value]
Explained = tuple[Truth, Facts]


def why(expr: Expr, known: Known, definitions: Definitions) -> Facts:
    """A small part of `known` that gives a decided condition the same answer; for an undecided one everything known beneath it."""
    truth, facts = _explained(expr, known, definitions, {})
    if truth is None:
        return {fact: known[fact] for fact in sorted(facts_beneath(expr, definitions)) if fact in known}
    return facts


def why_rule(rule: Rule, rules: dict[str, Rule], known: Known, definitions: Definitions) -> Facts:
    """The same for a rule: its condition, and against each exception."""
    if evaluate(rule.when, known, definitions) is False:
        return why(rule.when, known, definitions)
    facts = why(rule.when, known, definitions)
    for other in rule.except_when:
        truth = evaluate_rule(rules[other], rules, known, definitions)
        if truth is True:  # one exception that holds is reason enough
            return why_rule(rules[other], rules, known, definitions)
        if truth is False:
            facts |= why_rule(rules[other], rules, known, definitions)
    return facts


def evaluate_rule(rule: Rule, rules: dict[str, Rule], known: Known, definitions: Definitions) -> Truth:
    """The reference evaluation of a rule: its condition holds and none of its exceptions does."""
    truth = evaluate(rule.when, known, definitions)
    for other in rule.except_when:
        exception = evaluate_rule(rules[other], rules, known, definitions)
        if truth is False or exception is True:
            return False
        if exception is None:
            truth = None
    return truth


def _explained(expr: Expr, known: Known, definitions: Definitions, derived: dict[Expr, Explained]) -> Explained:
    """What a condition says and, when it is decided, why: in one walk, so that nothing is evaluated again at every level above it.

    `derived`: what was found of derived facts in this walk; many conditions lead to the same ones.
    """
    match expr:
        case Yes() | Is() if expr in derived:
            return derived[expr]
        case Yes() | Is() if (meaning := definitions.of(expr)) is not None:
            derived[expr] = _explained(meaning, known, definitions, derived)
            return derived[expr]
        case Yes() | Is() | Includes() | Compare():
            truth = evaluate(expr, known, definitions)
            return truth, {} if truth is None else {fact: known[fact] for fact in facts_named(expr)}
        case Not(item):
            truth, facts = _explained(item, known, definitions, derived)
            return None if truth is None else not truth, facts
        case AtLeast(points, items):
            parts = [(worth, *_explained(item, known, definitions, derived)) for worth, item in items]
            truth = at_least(points, [(worth, part) for worth, part, _ in parts])
            if truth is None:
                return None, {}
            needed = points if truth else sum(worth for worth, _ in items) - points + 1
            return truth, _cheapest([(worth, facts) for worth, part, facts in parts if part is truth], needed)
        case _:
            assert_never(expr)


def _cheapest(parts: Iterable[tuple[int, Facts]], needed: int) -> Facts:
    """Parts that are together worth enough, those with few facts first."""
    facts: Facts = {}
    for worth, part in sorted(parts, key=lambda one: (len(one[1]), -one[0])):
        if needed <= 0:
            break
        facts |= part
        needed -= worth
    return facts
