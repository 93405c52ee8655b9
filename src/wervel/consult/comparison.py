"""Two guidelines side by side: what was added, removed and changed, by content and not by place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property

from wervel.consult.contents import KINDS, OwnFact, Settings, Thing, things
from wervel.knowledge.types import Guideline
from wervel.logic.fact import Fact


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


def _change(key: tuple[str, str], before: Thing | None, after: Thing | None, old: Guideline, new: Guideline) -> Change | None:
    if before is None or after is None:
        return Change(*key, before, after)
    was, now = dict(_content(before, old)), dict(_content(after, new))
    different = tuple(name for name in now if was[name] != now[name])
    return Change(*key, before, after, different) if different else None


def _content(thing: Thing, guideline: Guideline) -> Iterator[tuple[str, object]]:
    """What a thing says, by field. The evidence of a fact stands beside it."""
    match thing:
        case Settings():
            yield from ((name, _placeless(value)) for name, value in thing.content)
        case OwnFact():
            yield from _fields(thing.fact)
            yield "because", _placeless(thing.because)
        case Fact():
            yield from _fields(thing)
            yield "because", _placeless(guideline.evidence_of_facts.get(thing.id, ()))
        case _:
            yield from _fields(thing)


def _fields(record: Thing) -> Iterator[tuple[str, object]]:
    yield from ((field.name, _placeless(getattr(record, field.name))) for field in fields(record) if field.name != "place")


def _placeless(value: object) -> object:
    """A value without the places at which it and what is in it stand."""
    if isinstance(value, tuple):
        return tuple(_placeless(one) for one in value)
    if isinstance(value, Mapping):
        return {key: _placeless(one) for key, one in value.items()}
    if is_dataclass(value):
        return type(value), {field.name: _placeless(getattr(value, field.name)) for field in fields(value) if field.name != "place"}
    return value
