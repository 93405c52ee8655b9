"""Two guidelines side by side: what was added, removed and changed, by content and not by place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import TypeAlias, assert_never

from wervel.knowledge.types import Advice, ConditionModule, Exercise, Guideline, Phenomenon, Rule
from wervel.logic.fact import Fact

Thing: TypeAlias = Rule | ConditionModule | Advice | Exercise | Fact
KINDS = ("rule", "condition", "phenomenon", "advice", "exercise", "fact")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one thing. `fields`: what differs in it, when it is in both."""

    kind: str
    id: str
    before: Thing | None
    after: Thing | None
    fields: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        return "added" if self.before is None else "removed" if self.after is None else "changed"


@dataclass(frozen=True, eq=False)
class Comparison:
    """All changes from `old` to `new`, in the order of `KINDS` and of the guideline."""

    old: Guideline
    new: Guideline
    changes: tuple[Change, ...]

    @cached_property
    def by_thing(self) -> Mapping[tuple[str, str], Change]:
        return {(change.kind, change.id): change for change in self.changes}


def compare(old: Guideline, new: Guideline) -> Comparison:
    before, after = things(old), things(new)
    found = [_change(key, before.get(key), after.get(key), old, new) for key in {**after, **before}]
    changes = sorted((change for change in found if change), key=lambda change: KINDS.index(change.kind))
    return Comparison(old, new, tuple(changes))


def things(guideline: Guideline) -> dict[tuple[str, str], Thing]:
    """Everything that is compared, by kind and id."""
    groups: list[Mapping[str, Thing]] = [
        guideline.rules, guideline.conditions, guideline.advice, guideline.exercises, guideline.facts,
    ]  # fmt: skip
    return {(kind_of(thing), thing.id): thing for group in groups for thing in group.values()}


def kind_of(thing: Thing) -> str:
    match thing:
        case Rule():
            return "phenomenon" if isinstance(thing.then, Phenomenon) else "rule"
        case ConditionModule():
            return "condition"
        case Advice():
            return "advice"
        case Exercise():
            return "exercise"
        case Fact():
            return "fact"
        case _:
            assert_never(thing)


def _change(key: tuple[str, str], before: Thing | None, after: Thing | None, old: Guideline, new: Guideline) -> Change | None:
    if before is None or after is None:
        return Change(*key, before, after)
    was, now = dict(_content(before, old)), dict(_content(after, new))
    different = tuple(name for name in now if was[name] != now[name])
    return Change(*key, before, after, different) if different else None


def _content(thing: Thing, guideline: Guideline) -> Iterator[tuple[str, object]]:
    """What a thing says, by field. The evidence of a fact stands beside it."""
    for field in fields(thing):
        if field.name != "place":
            yield field.name, _placeless(getattr(thing, field.name))
    if isinstance(thing, Fact):
        yield "because", _placeless(guideline.evidence_of_facts.get(thing.id, ()))


def _placeless(value: object) -> object:
    """A value without the places at which it and what is in it stand."""
    if isinstance(value, tuple):
        return tuple(_placeless(one) for one in value)
    if is_dataclass(value):
        return type(value), {field.name: _placeless(getattr(value, field.name)) for field in fields(value) if field.name != "place"}
    return value
