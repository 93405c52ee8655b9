"""Random conditions, rules and people."""

from typing import Any

from hypothesis import strategies as st

from tests.little import read_facts
from wervel.knowledge.types import Guideline
from wervel.logic.expr import AtLeast, Compare, Expr, Includes, Is, Not, Yes
from wervel.logic.fact import Fact
from wervel.logic.reference import Known, Value

PLAIN: dict[str, Any] = {
    **{name: {"kind": "yes/no"} for name in "pqrst"},
    "n": {"kind": "number", "unit": "year", "range": [0, 9]},
    "m": {"kind": "number", "unit": "kg", "range": [0, 5], "step": 0.5},
    "c": {"kind": "choice", "options": ["one", "two", "three"]},
    "x": {"kind": "set", "options": ["a", "b"]},
}
FACTS = read_facts(PLAIN)
OPERATORS = st.sampled_from((">=", "<=", ">", "<", "="))


def values(fact: Fact) -> st.SearchStrategy[Value]:
    """Any value a fact can have."""
    match fact.kind:
        case "yes/no":
            return st.booleans()
        case "number":
            return st.integers(fact.low, fact.high)
        case "choice":
            return st.sampled_from(fact.option_ids)
        case _:
            return st.frozensets(st.sampled_from(fact.option_ids))


def people(facts: dict[str, Fact], most: int | None = None) -> st.SearchStrategy[Known]:
    """What is known of somebody: any part of the facts, with any values."""
    answerable = [fact for fact in facts.values() if fact.definition is None]
    some = st.lists(st.sampled_from(answerable), unique_by=lambda fact: fact.id, max_size=most or len(answerable))
    return some.flatmap(lambda chosen: st.fixed_dictionaries({fact.id: values(fact) for fact in chosen}))


def options(*names: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), min_size=1, unique=True).map(tuple)


def leaves(extra: tuple[Expr, ...] = ()) -> st.SearchStrategy[Expr]:
    kinds: list[st.SearchStrategy[Any]] = [
        st.sampled_from("pqrst").map(Yes),
        st.builds(Is, st.just("c"), options("one", "two", "three")),
        st.builds(Includes, st.just("x"), options("a", "b")),
        st.builds(lambda operator, bound: Compare(((1, "n"),), operator, bound), OPERATORS, st.integers(0, 9)),
        st.builds(lambda operator, bound: Compare(((2, "n"), (-1, "m")), operator, bound), OPERATORS, st.integers(-3, 9)),
    ]
    if extra:
        kinds.append(st.sampled_from(extra))
    return st.one_of(kinds)


def exprs(extra: tuple[Expr, ...] = (), most: int = 12) -> st.SearchStrategy[Expr]:
    """Any condition over the plain facts and the given leaves."""

    def grow(items: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
        weighted = st.lists(st.tuples(st.sampled_from((1, 1, 1, 2, 3)), items), min_size=1, max_size=4).map(tuple)
        at_least = weighted.flatmap(
            lambda parts: st.integers(1, sum(worth for worth, _ in parts)).map(lambda points: AtLeast(points, parts))
        )
        return st.one_of(items.map(Not), at_least)

    return st.recursive(leaves(extra), grow, max_leaves=most)


def real_people(guideline: Guideline, most: int = 60) -> st.SearchStrategy[Known]:
    """People with facts of the real guideline. Impossible combinations included: the rules must stand those too."""
    return people(dict(guideline.facts), most)
