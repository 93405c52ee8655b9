"""Little guidelines for tests: facts and rules without texts, sources or a folder."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from wervel import load
from wervel.knowledge.types import Guideline, Remove, Rule
from wervel.logic.expr import Expr
from wervel.logic.fact import Condition, CountOf, ExtremeOf, Fact, Ladder, Problem
from wervel.logic.reader import read_criteria
from wervel.logic.text import Text

TEXT = Text("tekst", "text")


def rule(name: str, when: Expr, except_when: Iterable[str] = (), assume_worst: bool = False) -> Rule:
    return Rule(name, when, Remove((), ()), TEXT, (), "little.yaml:1", except_when=tuple(except_when), assume_worst=assume_worst)


def guideline_of(facts: Mapping[str, Fact], rules: Iterable[Rule]) -> Guideline:
    """A guideline with these facts and rules and nothing else; the scales are those of the real one, which the engine does not read."""
    little: dict[str, Any] = {
        "facts": facts,
        "rules": {one.id: one for one in rules},
        "conditions": {},
        "advice": {},
        "exercises": {},
        "axioms": (),
        "properties": (),
        "course": None,
    }
    return replace(_real(), **little, first_questions=())


@lru_cache
def _real() -> Guideline:
    return load()


def read_facts(data: Mapping[str, Mapping[str, Any]]) -> dict[str, Fact]:
    """Facts from the short form of the language chapters; a derived fact stands below what it uses."""
    facts: dict[str, Fact] = {}
    for key, entry in data.items():
        kind = entry["kind"]
        step = Fraction(str(entry.get("step", 1)))
        low, high = (int(Fraction(str(limit)) / step) for limit in entry.get("range", (0, 0)))
        options = tuple((option, Text(option, option)) for option in entry.get("options", ()))
        definition: Any = None
        derived: Any = entry.get("derived")
        if kind == "yes/no" and derived is not None:
            definition = Condition(read(derived, facts))
        elif kind == "choice" and derived:
            steps = [next(iter(one.items())) for one in derived]
            definition = Ladder(tuple((option, read("always" if what == "otherwise" else what, facts)) for option, what in steps))
        elif kind == "count":
            definition = CountOf(tuple(read(one, facts) for one in derived["count of"]))
        elif kind == "number" and derived:
            ((which, names),) = derived.items()
            definition = ExtremeOf("lowest" if which == "lowest of" else "highest", tuple(names))
        facts[key] = Fact(key, kind, Text(key, key), "patient", Text(key, key), None, None, entry.get("unit"), low, high, step, options,
                          definition=definition)  # fmt: skip
    return facts


def read(criteria: object, facts: Mapping[str, Fact]) -> Expr:
    problems: list[Problem] = []
    expr = read_criteria(criteria, facts, problems)
    assert not problems, problems
    return expr
