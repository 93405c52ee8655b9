"""What may be known about any one person, as formulas.

Every condition has two rails, as in the compiled rules: "it is so" and "it is not so"; unknown is neither. The prover has no third value.
A number is a ladder of yes/no variables, one for each threshold that some condition names; only numbers that stand in sums are numbers
here too. This is a sibling of the other readers of conditions: it shares nothing with them but the conditions.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

import z3

from wervel.knowledge.claims import Always
from wervel.knowledge.types import Guideline, Rule
from wervel.logic.expr import AtLeast, Compare, Expr, Includes, Is, Not, Yes, facts_named, leaves
from wervel.logic.fact import Condition, Fact, Ladder
from wervel.logic.reference import Value

BITS = 32
"""Enough for every sum: the largest is days of a long life times two factors."""


@dataclass(frozen=True)
class Rails:
    """It is so; it is not so. Never both for what is known; both for what is open to either."""

    true: z3.BoolRef
    false: z3.BoolRef


def any_of(items: Iterable[z3.BoolRef]) -> z3.BoolRef:
    found = [item for item in items if not z3.is_false(item)]
    if any(z3.is_true(item) for item in found):
        return z3.BoolVal(True)
    return found[0] if len(found) == 1 else z3.Or(found)


def all_of(items: Iterable[z3.BoolRef]) -> z3.BoolRef:
    found = [item for item in items if not z3.is_true(item)]
    if any(z3.is_false(item) for item in found):
        return z3.BoolVal(False)
    return found[0] if len(found) == 1 else z3.And(found)


def at_least(points: int, items: list[tuple[int, z3.BoolRef]]) -> z3.BoolRef:
    """The items that hold are together worth at least so many points."""
    if points <= 0:
        return z3.BoolVal(True)
    items = [(worth, item) for worth, item in items if not z3.is_false(item)]
    total = sum(worth for worth, _ in items)
    if total < points:
        return z3.BoolVal(False)
    if all(worth >= points for worth, _ in items):
        return any_of(item for _, item in items)
    if total - min(worth for worth, _ in items) < points:
        return all_of(item for _, item in items)
    return z3.PbGe([(item, worth) for worth, item in items], points)


class Person:
    """One state of knowledge about one person: for each fact whether it is known and what the answer is.

    `constraints` hold for every state that a case file can bring: answers within range, no axiom broken, and what an answer says about
    other facts is known too. `known` and `foreseen` are the two ways to read a condition: by what is known, and with every fact that
    must still be asked open to either answer.
    """

    def __init__(self, guideline: Guideline, name: str = "") -> None:
        self.guideline, self.name = guideline, name
        self.answered = {key: fact for key, fact in guideline.facts.items() if fact.definition is None}
        self.is_known = {key: self._bool(f"{key} known") for key in self.answered}
        self.thresholds, in_sums = _thresholds(guideline)
        self.numbers = {key: z3.BitVec(f"{name}{key}", BITS) for key in sorted(in_sums)}
        self.reaches = {
            key: {bound: self._bool(f"{key} >= {bound}") for bound in sorted(bounds)} for key, bounds in self.thresholds.items()
        }
        self.options = {
            key: {option: self._bool(f"{key} {option}") for option in fact.option_ids}
            for key, fact in self.answered.items()
            if fact.kind in ("choice", "set")
        }
        self.yes = {key: self._bool(key) for key, fact in self.answered.items() if fact.kind == "yes/no"}
        self._cache: tuple[dict[Expr, Rails], dict[Expr, Rails]] = ({}, {})
        self._rules: tuple[dict[str, Rails], dict[str, Rails]] = ({}, {})
        self.constraints = [*self._within_range(), *self._by_axioms(), *self._by_means()]

    def _bool(self, name: str) -> z3.BoolRef:
        return z3.Bool(f"{self.name}{name}")

    # conditions

    def known(self, expr: Expr) -> Rails:
        return self._read(expr, foreseen=False)

    def foreseen(self, expr: Expr) -> Rails:
        return self._read(expr, foreseen=True)

    def rule(self, rule: Rule, foreseen: bool = False) -> Rails:
        """Its condition holds and none of its exceptions does."""
        found = self._rules[foreseen]
        if rule.id not in found:
            own = self._read(rule.when, foreseen)
            others = [self.rule(self.guideline.rules[other], foreseen) for other in rule.except_when]
            found[rule.id] = Rails(
                all_of([own.true, *(other.false for other in others)]), any_of([own.false, *(other.true for other in others)])
            )
        return found[rule.id]

    def may_be_asked(self, fact: str) -> z3.BoolRef:
        """It must be asked, or must be if answers turn out so."""
        asked = self.guideline.facts[fact].asked
        return z3.BoolVal(False) if asked is None else self.foreseen(asked).true

    def _read(self, expr: Expr, foreseen: bool) -> Rails:
        found = self._cache[foreseen]
        if expr not in found:
            found[expr] = self._rails(expr, foreseen)
        return found[expr]

    def _rails(self, expr: Expr, foreseen: bool) -> Rails:
        match expr:
            case Not(item):
                rails = self._read(item, foreseen)
                return Rails(rails.false, rails.true)
            case AtLeast(points, items):
                read = [(worth, self._read(item, foreseen)) for worth, item in items]
                short = sum(worth for worth, _ in items) - points + 1
                return Rails(
                    at_least(points, [(worth, rails.true) for worth, rails in read]),
                    at_least(short, [(worth, rails.false) for worth, rails in read]),
                )
            case Yes() | Is() if (meaning := self.guideline.definitions.of(expr)) is not None:
                return self._read(meaning, foreseen)
            case Yes() | Is() | Includes() | Compare():
                return self._open(expr) if foreseen else self._leaf(expr)
            case _:
                assert_never(expr)

    def _open(self, leaf: Yes | Is | Includes | Compare) -> Rails:
        """An undecided leaf is open to either when each of its facts is known or may be asked."""
        rails = self._leaf(leaf)
        can = all_of(any_of([self.is_known[fact], self.may_be_asked(fact)]) for fact in set(facts_named(leaf)))
        opened = all_of([can, z3.Not(rails.true), z3.Not(rails.false)])
        return Rails(any_of([rails.true, opened]), any_of([rails.false, opened]))

    def _leaf(self, leaf: Yes | Is | Includes | Compare) -> Rails:
        match leaf:
            case Yes(fact):
                so = self.yes[fact]
            case Is(fact, options) | Includes(fact, options):
                so = any_of(self.options[fact][option] for option in options)
            case Compare(((factor, fact),), operator, bound) if factor == 1:
                so = self._compare(fact, operator, bound)
            case Compare(terms, operator, bound):
                total = sum(factor * self.numbers[fact] for factor, fact in terms)
                holds = {">=": total >= bound, "<=": total <= bound, ">": total > bound, "<": total < bound, "=": total == bound}[operator]
                known = all_of(self.is_known[fact] for _, fact in terms)
                return Rails(all_of([known, holds]), all_of([known, z3.Not(holds)]))
            case _:
                assert_never(leaf)
        return Rails(so, all_of([self.is_known[leaf.fact if not isinstance(leaf, Compare) else leaf.terms[0][1]], z3.Not(so)]))

    def _compare(self, fact: str, operator: str, bound: int) -> z3.BoolRef:
        known = self.is_known[fact]
        match operator:
            case ">=":
                return self._reaches(fact, bound)
            case ">":
                return self._reaches(fact, bound + 1)
            case "<=":
                return all_of([known, z3.Not(self._reaches(fact, bound + 1))])
            case "<":
                return all_of([known, z3.Not(self._reaches(fact, bound))])
            case _:
                return all_of([self._reaches(fact, bound), z3.Not(self._reaches(fact, bound + 1))])

    def _reaches(self, fact: str, bound: int) -> z3.BoolRef:
        range_ = self.guideline.facts[fact]
        if bound <= range_.low:
            return self.is_known[fact]
        return z3.BoolVal(False) if bound > range_.high else self.reaches[fact][bound]

    # what holds for every state of knowledge

    def _within_range(self) -> Iterator[z3.BoolRef]:
        for key, known in self.is_known.items():
            if key in self.yes:
                yield z3.Implies(self.yes[key], known)
            elif key in self.options:
                options = list(self.options[key].values())
                yield from (z3.Implies(option, known) for option in options)
                if self.answered[key].kind == "choice":
                    yield z3.Implies(known, z3.PbEq([(option, 1) for option in options], 1))
            else:
                lower = known
                for step in self.reaches.get(key, {}).values():
                    yield z3.Implies(step, lower)
                    lower = step
        for key, number in self.numbers.items():
            fact = self.answered[key]
            yield z3.And(number >= fact.low, number <= fact.high)
            yield from (z3.Implies(self.is_known[key], (number >= bound) == step) for bound, step in self.reaches.get(key, {}).items())

    def _by_axioms(self) -> Iterator[z3.BoolRef]:
        for axiom in self.guideline.axioms:
            yield z3.Not(self.known(axiom.never).true)

    def _by_means(self) -> Iterator[z3.BoolRef]:
        for fact in self.guideline.facts.values():
            for answer, other, _ in fact.means:
                yield z3.Implies(self.known(answer).true, self.is_known[other])

    # back from formulas to answers

    def answers(self, model: z3.ModelRef) -> dict[str, Value]:
        """The case that a model of the prover stands for."""

        def holds(formula: z3.BoolRef) -> bool:
            return bool(z3.is_true(model.eval(formula, model_completion=True)))

        found: dict[str, Value] = {}
        for key, fact in self.answered.items():
            if not holds(self.is_known[key]):
                continue
            if fact.kind == "yes/no":
                found[key] = holds(self.yes[key])
            elif fact.kind in ("choice", "set"):
                chosen = [option for option, formula in self.options[key].items() if holds(formula)]
                found[key] = frozenset(chosen) if fact.kind == "set" else chosen[0]
            elif key in self.numbers:
                found[key] = model.eval(self.numbers[key], model_completion=True).as_signed_long()
            else:
                found[key] = max([fact.low, *(bound for bound, step in self.reaches.get(key, {}).items() if holds(step))])
        return found

    def knows(self, known: Mapping[str, Value]) -> list[z3.BoolRef]:
        """That exactly this is known of the person."""
        found = [self.is_known[key] if key in known else z3.Not(self.is_known[key]) for key in self.answered]
        for key, value in known.items():
            if isinstance(value, bool):
                found.append(self.yes[key] == value)
            elif isinstance(value, int):
                found += [step == (value >= bound) for bound, step in self.reaches.get(key, {}).items()]
                found += [self.numbers[key] == value] if key in self.numbers else []
            else:
                chosen = {value} if isinstance(value, str) else value
                found += [formula == (option in chosen) for option, formula in self.options[key].items()]
        return found


def conditions_of(guideline: Guideline) -> Iterator[Expr]:
    """Every condition that stands in a guideline."""
    for fact in guideline.facts.values():
        match fact.definition:
            case Condition(when):
                yield when
            case Ladder(steps):
                yield from (condition for _, condition in steps)
        if fact.asked is not None:
            yield fact.asked
        yield from (answer for answer, _, _ in fact.means)
    yield from (rule.when for rule in guideline.rules.values())
    yield from (advice.when for advice in guideline.advice.values())
    yield from (axiom.never for axiom in guideline.axioms)
    yield from (exercise.only_when for exercise in guideline.exercises.values() if exercise.only_when is not None)
    for one in guideline.properties:
        if isinstance(one.claim, Always):
            yield from (one.claim.when, one.claim.unless)


def _thresholds(guideline: Guideline) -> tuple[dict[str, set[int]], set[str]]:
    """For each number the bounds at which some condition changes its answer, and the numbers that stand in sums."""
    bounds: dict[str, set[int]] = {}
    in_sums: set[str] = set()
    for expr in conditions_of(guideline):
        for leaf in leaves(expr):
            if isinstance(leaf, Compare):
                if len(leaf.terms) > 1 or leaf.terms[0][0] != 1:
                    in_sums |= {fact for _, fact in leaf.terms}
                else:
                    fact: Fact = guideline.facts[leaf.terms[0][1]]
                    for bound in (leaf.bound, leaf.bound + 1):
                        if fact.low < bound <= fact.high:
                            bounds.setdefault(fact.id, set()).add(bound)
    return bounds, in_sums
