"""From criteria as people write them to conditions.

leaf    fact | fact is a or b | fact is not a | fact includes a or b | fact includes any | 10 <= fact <= 17 | always
block   {all of: [...]} {any of: [...]} {none of: [...]} {not: ...} {at least 2 of: [...]} {at least 7 points of: [{points: 2, when: ...}]}
"""

import math
import re
from fractions import Fraction

from wervel.logic.expr import ALWAYS, AtLeast, Compare, Expr, Includes, Is, Not, Operator, Yes, all_of, any_of
from wervel.logic.fact import CountOf, ExtremeOf, Fact, Problem, Vocabulary, did_you_mean, show

Path = tuple[str | int, ...]

OPTION_LEAF = re.compile(r"(\w+)\s+(is|includes)\s+(not\s+)?(.+)")
COMPARISON = re.compile(r"(<=|>=|<|>|=)")
TERM = re.compile(r"(?P<sign>[+-])\s*(?:(?:(?P<factor>\d+(?:\.\d+)?)\s*\*\s*)?(?P<fact>[a-z]\w*)|(?P<number>\d+(?:\.\d+)?))\s*")
AT_LEAST = re.compile(r"at least (\d+) (points )?of")
MIRRORED: dict[str, Operator] = {"<=": ">=", ">=": "<=", "<": ">", ">": "<", "=": "="}
BLOCKS = "all of, any of, none of, not, at least 2 of, at least 7 points of"


class Wrong(Exception):
    """A criterion that cannot be read; carries its problem."""

    def __init__(self, path: Path, found: str, expected: str, cure: str) -> None:
        super().__init__(found)
        self.problem = Problem(path, found, expected, cure)


def read_criteria(data: object, vocabulary: Vocabulary, problems: list[Problem], path: Path = ()) -> Expr:
    """The condition that these criteria say. Problems are collected; a criterion that has one, or is missing, reads as "always"."""
    if data is None:
        return ALWAYS
    try:
        return _criterion(data, vocabulary, problems, path)
    except Wrong as wrong:
        problems.append(wrong.problem)
        return ALWAYS


def _criterion(data: object, vocabulary: Vocabulary, problems: list[Problem], path: Path) -> Expr:
    if isinstance(data, str):
        return read_leaf(data.strip(), vocabulary, path)
    if not isinstance(data, dict) or len(data) != 1:
        raise Wrong(path, f"`{show(data)}`", "one line, or one block", f"write a fact, or one of: {BLOCKS}")
    (word, content), = data.items()  # fmt: skip
    here = (*path, word)
    if word == "not":
        return Not(read_criteria(content, vocabulary, problems, here))
    if not isinstance(content, list) or not content:
        raise Wrong(here, f"`{show(content)}`", f"a list under `{word}`", "write the criteria as a list with at least one item")
    counted = AT_LEAST.fullmatch(word)
    if counted and counted[2]:
        items = tuple(_item_with_points(item, vocabulary, problems, (*here, at)) for at, item in enumerate(content))
    else:
        items = tuple((1, read_criteria(item, vocabulary, problems, (*here, at))) for at, item in enumerate(content))
    match word:
        case "all of":
            return AtLeast(len(items), items)
        case "any of":
            return AtLeast(1, items)
        case "none of":
            return Not(AtLeast(1, items))
        case _ if counted:
            points, worth = int(counted[1]), sum(worth for worth, _ in items)
            if not 1 <= points <= worth:
                raise Wrong(here, f"`{word}` over {worth} points", f"a number from 1 to {worth}", "correct the number or the list")
            return AtLeast(points, items)
        case _:
            raise Wrong(here, f"`{word}`", f"one of: {BLOCKS}", "correct the word")


def _item_with_points(item: object, vocabulary: Vocabulary, problems: list[Problem], path: Path) -> tuple[int, Expr]:
    if isinstance(item, dict) and set(item) == {"points", "when"} and str(item["points"]).isdigit():
        return int(item["points"]), read_criteria(item["when"], vocabulary, problems, (*path, "when"))
    raise Wrong(path, f"`{show(item)}`", "an item with points", "write {points: 2, when: ...}")


def read_leaf(line: str, vocabulary: Vocabulary, path: Path = ()) -> Expr:
    """One plain line as a condition."""
    if line == "always":
        return ALWAYS
    if re.search(r"\b(and|unknown)\b", line):
        raise Wrong(path, f"`{line}`", "one statement on a line, true or false of the person",
                    "use {all of: [...]}; what to do with unknown is the rule's if_unknown")  # fmt: skip
    if COMPARISON.search(line):
        return _comparison(line, vocabulary, path)
    if spoken := OPTION_LEAF.fullmatch(line):
        return _options(line, spoken, vocabulary, path)
    fact = _fact(line, vocabulary, path)
    if fact.kind != "yes/no":
        raise Wrong(path, f"`{line}`", f"a comparison, because `{fact.id}` is a {fact.kind} fact", f"write {_example(fact)}")
    return Yes(fact.id)


def _options(line: str, spoken: re.Match[str], vocabulary: Vocabulary, path: Path) -> Expr:
    fact = _fact(spoken[1], vocabulary, path)
    kind = {"is": "choice", "includes": "set"}[spoken[2]]
    if fact.kind != kind:
        raise Wrong(path, f"`{line}`", f"`{fact.id}` is a {fact.kind} fact, `{spoken[2]}` asks for a {kind}", f"write {_example(fact)}")
    options = fact.option_ids if (kind, spoken[4]) == ("set", "any") else tuple(re.split(r"\s+or\s+", spoken[4].strip()))
    for option in options:
        if option not in fact.option_ids:
            raise Wrong(path, f"`{option}`", f"an option of `{fact.id}`: {', '.join(fact.option_ids)}",
                        did_you_mean(option, fact.option_ids, "choose one of these"))  # fmt: skip
    leaf = Is(fact.id, options) if kind == "choice" else Includes(fact.id, options)
    return Not(leaf) if spoken[3] else leaf


def _comparison(line: str, vocabulary: Vocabulary, path: Path) -> Expr:
    parts = [part.strip() for part in COMPARISON.split(line)]
    match parts:
        case [left, operator, right]:
            return _compare(left, operator, right, line, vocabulary, path)
        case [low, first, middle, second, high] if first in ("<", "<=") and second in ("<", "<="):
            return all_of(_compare(middle, MIRRORED[first], low, line, vocabulary, path),
                          _compare(middle, second, high, line, vocabulary, path))  # fmt: skip
        case _:
            raise Wrong(path, f"`{line}`", "one comparison, or low <= fact <= high", "split it over two lines under `all of`")


def _compare(left: str, operator: str, right: str, line: str, vocabulary: Vocabulary, path: Path) -> Expr:
    facts, constant = _side(left, line, vocabulary, path)
    more, other = _side(right, line, vocabulary, path)
    for fact, factor in more.items():
        facts[fact] = facts.get(fact, Fraction(0)) - factor
    bound = other - constant
    terms = [(vocabulary[fact], factor) for fact, factor in facts.items() if factor]
    if not terms:
        raise Wrong(path, f"`{line}`", "a number fact to compare", "name a fact on one side")
    if terms[0][1] < 0 and all(factor <= 0 for _, factor in terms):
        terms, bound, operator = [(fact, -factor) for fact, factor in terms], -bound, MIRRORED[operator]
    if len(terms) == 1:
        ((only, factor),) = terms
        return _single(only, operator, bound / factor, line, vocabulary, path)
    if any(fact.definition is not None for fact, _ in terms):
        raise Wrong(path, f"`{line}`", "a counted or derived number alone against a number", "compare it with a plain number")
    factors = [factor * fact.step for fact, factor in terms]
    scale = math.lcm(bound.denominator, *(factor.denominator for factor in factors))
    whole = [int(factor * scale) for factor in factors]
    shared = math.gcd(int(bound * scale), *whole)
    return Compare(tuple((factor // shared, fact.id) for factor, (fact, _) in zip(whole, terms, strict=True)),
                   _operator(operator), int(bound * scale) // shared)  # fmt: skip


def _single(fact: Fact, operator: str, bound: Fraction, line: str, vocabulary: Vocabulary, path: Path) -> Expr:
    steps = bound / fact.step
    if steps.denominator != 1:
        raise Wrong(path, f"`{line}`", f"a multiple of {float(fact.step):g} {fact.unit}", "use a threshold on a whole step of the fact")
    if isinstance(fact.definition, CountOf):
        return _count(fact.definition, operator, int(steps), line, path)
    if isinstance(fact.definition, ExtremeOf):
        return _extreme(fact.definition, operator, bound, line, vocabulary, path)
    if not fact.low <= steps <= fact.high:
        raise Wrong(path, f"`{line}`", f"a threshold inside the range of `{fact.id}`", "correct the threshold, its unit or the range")
    return Compare(((1, fact.id),), _operator(operator), int(steps))


def _count(count: CountOf, operator: str, number: int, line: str, path: Path) -> Expr:
    items = tuple((1, item) for item in count.items)

    def reached(points: int) -> Expr:
        return AtLeast(points, items)

    if not 0 <= number + (operator in (">", "<=")) <= len(items):
        raise Wrong(path, f"`{line}`", f"a number from 1 to {len(items)}", "that is how many things are counted")
    match operator:
        case ">=":
            return reached(number)
        case ">":
            return reached(number + 1)
        case "<":
            return Not(reached(number))
        case "<=":
            return Not(reached(number + 1))
        case _:
            return all_of(reached(number), Not(reached(number + 1)))


def _extreme(extreme: ExtremeOf, operator: str, bound: Fraction, line: str, vocabulary: Vocabulary, path: Path) -> Expr:
    def every(operator: str) -> tuple[Expr, ...]:
        return tuple(_single(vocabulary[fact], operator, bound, line, vocabulary, path) for fact in extreme.facts)

    if operator == "=":
        outer, inner = ("<=", ">=") if extreme.which == "lowest" else (">=", "<=")
        return all_of(any_of(*every(outer)), all_of(*every(inner)))
    one_is_enough = (operator in ("<=", "<")) == (extreme.which == "lowest")
    return any_of(*every(operator)) if one_is_enough else all_of(*every(operator))


def _side(text: str, line: str, vocabulary: Vocabulary, path: Path) -> tuple[dict[str, Fraction], Fraction]:
    """One side of a comparison: its facts with their factors, and its plain number."""
    facts: dict[str, Fraction] = {}
    constant, rest = Fraction(0), text if text.startswith(("+", "-")) else f"+{text}"
    at = 0
    while at < len(rest):
        term = TERM.match(rest, at)
        if term is None:
            raise Wrong(path, f"`{line}`", "facts with factors, such as 0.05 * weight_kg", f"rewrite `{text}`")
        if term["number"]:
            constant += Fraction(f"{term['sign']}{term['number']}")
        else:
            fact = _fact(term["fact"], vocabulary, path)
            if fact.kind not in ("number", "count"):
                raise Wrong(path, f"`{line}`", f"numbers, but `{fact.id}` is a {fact.kind} fact", f"write {_example(fact)}")
            facts[fact.id] = facts.get(fact.id, Fraction(0)) + Fraction(f"{term['sign']}{term['factor'] or 1}")
        at = term.end()
    return facts, constant


def _fact(word: str, vocabulary: Vocabulary, path: Path) -> Fact:
    fact = vocabulary.get(word)
    if fact is None:
        raise Wrong(path, f"`{word}`", "a fact", did_you_mean(word, vocabulary, "define it under facts/, or correct the name"))
    return fact


def _operator(word: str) -> Operator:
    return MIRRORED[MIRRORED[word]]


def _example(fact: Fact) -> str:
    match fact.kind:
        case "yes/no":
            return f"`{fact.id}`"
        case "choice":
            return f"`{fact.id} is {fact.option_ids[0]}`"
        case "set":
            return f"`{fact.id} includes {fact.option_ids[0]}`"
        case _:
            return f"`{fact.id} >= 1`"
