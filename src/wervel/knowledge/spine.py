"""The spine as a model that can be asked: regions, vertebrae, discs, segments and nerve roots, from anatomy.yaml.

What holds for a region stands once in the file. Here it is spread out, so that every level answers for itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import TypeAlias

from wervel.knowledge.evidence import Evidence
from wervel.logic.fact import closest
from wervel.logic.text import Text

REGIONS = ("cervical", "thoracic", "lumbar", "sacral")
MOVABLE = REGIONS[:3]
ROOT_GROUPS = (*REGIONS, "coccygeal")
KINDS = ("spine", "vertebra", "disc", "segment", "root")
MOTIONS = ("flexion_extension", "lateral", "rotation")
ABOVE_ATLAS = "C0-C1"
SACRUM = "sacrum"


@dataclass(frozen=True, slots=True)
class Figure:
    """A typical range; its unit is that of the field it stands in."""

    low: Fraction
    high: Fraction
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Mobility:
    """Degrees: from fully back to fully forward; bending and turning to one side."""

    flexion_extension: Figure
    lateral: Figure
    rotation: Figure


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a terminology, and how sure we are of it."""

    system: str
    code: str
    status: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the spine, or one of its kinds of parts in general. `spans`: the first and last vertebra it runs through."""

    id: str
    name: Text
    latin: str
    also: tuple[str, ...]
    says: Text
    does: Text
    because: tuple[Evidence, ...]
    spans: tuple[str, ...] = ()
    mobility: Mobility | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """`vertebrae` that may have grown together into one bone. Only a region that moves has discs (height in mm) and mobility."""

    id: str
    name: Text
    latin: str
    also: tuple[str, ...]
    vertebrae: int
    grown_together: bool
    codes: tuple[Code, ...]
    says: Text
    does: Text
    build: Text
    because: tuple[Evidence, ...]
    disc: Text | None = None
    disc_height: Figure | None = None
    mobility: Mobility | None = None
    segment_mobility: Mobility | None = None

    @property
    def bones(self) -> int:
        """How many separate bones the region has."""
        return 1 if self.grown_together else self.vertebrae


@dataclass(frozen=True, slots=True)
class Vertebra:
    """`says`: what makes this one different from the others of its region."""

    id: str
    name: Text
    latin: str
    also: tuple[str, ...]
    region: str
    says: Text | None
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Disc:
    """`height` in mm."""

    id: str
    name: Text
    latin: str
    also: tuple[str, ...]
    region: str
    height: Figure


@dataclass(frozen=True, slots=True)
class Segment:
    """Two neighbouring vertebrae and what joins them.

    `exits`: the roots that leave here. `passing`: the root that goes by to the next exit.
    """

    id: str
    name: Text
    latin: str
    also: tuple[str, ...]
    region: str
    upper: str
    lower: str
    has_disc: bool
    mobility: Mobility
    exits: tuple[str, ...]
    passing: str | None
    passing_because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Root:
    """A nerve root. `exit`: the segment it leaves by, C0-C1 above the atlas, or the sacrum. `skin`: the point where feeling is tested."""

    id: str
    name: Text
    latin: str
    also: tuple[str, ...]
    exit: str
    skin: Text | None
    senses: tuple[str, ...]
    moves: Text | None
    key_muscle: str | None
    reflex: str | None
    tension_test: str | None
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a nerve feels, and with what it is tested."""

    name: Text
    tested: Text


@dataclass(frozen=True, slots=True)
class NerveTest:
    """A reflex, or a test that stretches a nerve."""

    name: Text
    because: tuple[Evidence, ...]


Thing: TypeAlias = Part | Region | Vertebra | Disc | Segment | Root


@dataclass(frozen=True, eq=False)
class Anatomy:
    """All of the spine, from top to bottom. `kinds`: what a spine, vertebra, disc, segment and root are in general."""

    kinds: Mapping[str, Part]
    parts: Mapping[str, Part]
    regions: Mapping[str, Region]
    vertebrae: Mapping[str, Vertebra]
    discs: Mapping[str, Disc]
    segments: Mapping[str, Segment]
    roots: Mapping[str, Root]
    senses: Mapping[str, Sense]
    reflexes: Mapping[str, NerveTest]
    tension_tests: Mapping[str, NerveTest]
    top_of_sacrum: str

    @property
    def things(self) -> Iterator[Thing]:
        """Everything that can be asked."""
        for group in (self.kinds, self.regions, self.vertebrae, self.segments, self.discs, self.roots, self.parts):
            yield from group.values()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every claim with its source, once."""
        tests = (*self.reflexes.values(), *self.tension_tests.values())
        return tuple(dict.fromkeys(evidence for thing in (*self.things, *tests) for evidence in evidence_in(thing)))

    @cached_property
    def column(self) -> tuple[str, ...]:
        """The levels from top to bottom, C1 to L5 and the top of the sacrum."""
        return (*self.vertebrae, self.top_of_sacrum)

    @cached_property
    def names(self) -> Mapping[str, tuple[str, tuple[Thing, ...]]]:
        """Every name and code, simplified: how it is written, and what it names. `L5`, but also `L5 root` and `wortel L5`."""
        found: dict[str, tuple[str, tuple[Thing, ...]]] = {}
        for thing in self.things:
            kind = self.kinds.get(type(thing).__name__.lower())
            words = (kind.name.nl, kind.name.en, kind.latin, *kind.also) if kind else ()
            worded = [name for code, word in product(thing.also, words) for name in (f"{word} {code}", f"{code} {word}")]
            for name in (*thing.also, thing.name.nl, thing.name.en, thing.latin, *worded):
                written, others = found.get(_simple(name), (name, ()))
                if thing not in others:
                    found[_simple(name)] = written, (*others, thing)
        return found

    def find(self, word: str) -> tuple[Thing, ...]:
        """What a name or code in Dutch, English or Latin names, in any case; nothing when it is unknown."""
        return self.names.get(_simple(word), ("", ()))[1]

    def suggest(self, word: str) -> str | None:
        """The known name that was probably meant."""
        near = closest(_simple(word), self.names)
        return self.names[near][0] if near else None

    def runs_through(self, level: str) -> tuple[Part, ...]:
        """The parts that run through a level, such as the spinal cord."""
        at = self.column.index
        return tuple(part for part in self.parts.values() if part.spans and at(part.spans[0]) <= at(level) <= at(part.spans[1]))


def evidence_in(value: object) -> Iterator[Evidence]:
    """The evidence behind a record and the records in it."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from evidence_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from evidence_in(getattr(value, field.name))


def _simple(name: str) -> str:
    """A name without capitals, and with one way to write a pair: `L4 / L5` is `l4-l5`."""
    return re.sub(r"\s+", " ", re.sub(r"\s*[-–—/]\s*", "-", name.casefold())).strip()


# reading
