"""What a condition can say: a closed union of six frozen nodes.

A reader of conditions is one function with one `match` over these nodes that ends in `assert_never`.
Numbers are whole numbers of the fact's step, so that every reader compares the same integers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, assert_never

Operator = Literal[">=", "<=", ">", "<", "="]


@dataclass(frozen=True, slots=True)
class Yes:
    """A yes/no fact is true."""

    fact: str


@dataclass(frozen=True, slots=True)
class Is:
    """A choice fact is one of these options."""

    fact: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Includes:
    """A set fact holds at least one of these options."""

    fact: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """A sum of number facts, each with a whole factor, against a whole number. Linear, so that a prover can read it too."""

    terms: tuple[tuple[int, str], ...]
    operator: Operator
    bound: int


@dataclass(frozen=True, slots=True)
class Not:
    item: "Expr"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The items that hold are together worth at least so many points. `AtLeast(0, ())` always holds."""

    points: int
    items: tuple[tuple[int, "Expr"], ...]


Expr: TypeAlias = Yes | Is | Includes | Compare | Not | AtLeast

ALWAYS = AtLeast(0, ())
NEVER = AtLeast(1, ())


def all_of(*items: Expr) -> AtLeast:
    return AtLeast(len(items), tuple((1, item) for item in items))


def any_of(*items: Expr) -> AtLeast:
    return AtLeast(1, tuple((1, item) for item in items))


@dataclass(frozen=True)
class Definitions:
    """What derived facts mean.

    `conditions`: a yes/no fact is true when its condition is. `ladders`: a choice fact has the first option whose condition holds.
    """

    conditions: dict[str, Expr] = field(default_factory=dict)
    ladders: dict[str, tuple[tuple[str, Expr], ...]] = field(default_factory=dict)

    def of(self, leaf: Yes | Is) -> Expr | None:
        """The condition that a leaf about a derived fact stands for; nothing for a fact that people answer."""
        if isinstance(leaf, Yes):
            return self.conditions.get(leaf.fact)
        ladder = self.ladders.get(leaf.fact)
        if ladder is None:
            return None
        # From the bottom up: a step that is wanted adds a way in, a step that is not wanted closes the way below it.
        meaning: Expr = any_of()
        for option, condition in reversed(ladder):
            meaning = any_of(condition, meaning) if option in leaf.options else all_of(Not(condition), meaning)
        return meaning


def leaves(expr: Expr) -> Iterator[Yes | Is | Includes | Compare]:
    """The leaves from left to right, doubles included; derived facts are not opened."""
    match expr:
        case Yes() | Is() | Includes() | Compare():
            yield expr
        case Not(item):
            yield from leaves(item)
        case AtLeast(_, items):
            for _, item in items:
                yield from leaves(item)
        case _:
            assert_never(expr)


def facts_named(expr: Expr) -> Iterator[str]:
    """The ids of the facts that a condition names, doubles included."""
    for leaf in leaves(expr):
        if isinstance(leaf, Compare):
            yield from (fact for _, fact in leaf.terms)
        else:
            yield leaf.fact


def facts_beneath(expr: Expr, definitions: Definitions) -> frozenset[str]:
    """The ids of the facts that people answer and that a condition rests on, with derived facts opened."""
    found: set[str] = set()
    for leaf in leaves(expr):
        opened = definitions.of(leaf) if isinstance(leaf, Yes | Is) else None
        found |= set(facts_named(leaf)) if opened is None else facts_beneath(opened, definitions)
    return frozenset(found)
