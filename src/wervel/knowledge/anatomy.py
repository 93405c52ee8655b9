"""The spine as a model that can be asked: regions, vertebrae, discs, segments and nerve roots, from anatomy.yaml.

What holds for a region stands once in the file. Here it is spread out, so that every level answers for itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise, product
from typing import Any, TypeAlias

from wervel.knowledge.reading import Item, Reading
from wervel.knowledge.shape import Entry, Line, ListOf, MapOf, Number, Words, YesNo
from wervel.knowledge.shapes import BECAUSE, CODES, FILES, LINES
from wervel.knowledge.types import Evidence
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

NAMES = Entry({"nl": Line(), "en": Line(), "la": Line()})
FIGURE = Entry({"range": ListOf(Number(0, 200), least=2), "because": BECAUSE})
MOBILITY = Entry(dict.fromkeys(MOTIONS, FIGURE))
PART = Entry(
    {"name": Words(), "latin": Line(), "also": LINES, "says": Words(), "does": Words(), "because": BECAUSE},
    {"spans": ListOf(Line(), least=2), "mobility": MOBILITY},
)
LETTERS = ListOf(Line(), least=1)
ANY_REGION = {**PART.required, "build": Words(), "letters": LETTERS, "vertebrae": Number(1, 24), "codes": CODES}
MOVABLE_REGION = Entry(
    {
        **ANY_REGION,
        "vertebra": NAMES,
        "disc": Entry({"says": Words(), "height": FIGURE}),
        "mobility": MOBILITY,
        "segment_mobility": MOBILITY,
    },
    {"next_root_passes": Entry({"because": BECAUSE})},
)
ROOT = Entry(
    {}, {"skin": Words(), "moves": Words(), "key_muscle": Line(), "reflex": Line(), "tension_test": Line(), "exit": Line()}
)  # fmt: skip
ROOT_GROUP = Entry(
    {"nerve": NAMES, "letters": LETTERS, "exits": Line(("above", "below", SACRUM)), "because": BECAUSE, "roots": MapOf(ROOT)}
)
NERVE_TEST = Entry({"name": Words(), "because": BECAUSE})
ANATOMY = Entry(
    {
        "ordinals": ListOf(NAMES),
        "kinds": Entry(dict.fromkeys(KINDS, PART)),
        "parts": MapOf(PART),
        "regions": Entry({**dict.fromkeys(MOVABLE, MOVABLE_REGION), "sacral": Entry({**ANY_REGION, "grown_together": YesNo()})}),
        "vertebrae": MapOf(Entry({"says": Words(), "because": BECAUSE}, {"also": LINES, "latin": Line()})),
        "discs": MapOf(Entry({"height": FIGURE})),
        "segments": MapOf(Entry({}, {"disc": YesNo(), **dict.fromkeys(MOTIONS, FIGURE)})),
        "nerves": Entry(
            {
                "senses": MapOf(Entry({"name": Words(), "tested": Words()})),
                "senses_because": BECAUSE,
                "exits_because": BECAUSE,
                "skin_because": BECAUSE,
                "key_muscles_because": BECAUSE,
                "reflexes": MapOf(NERVE_TEST),
                "tension_tests": MapOf(NERVE_TEST),
                "groups": Entry(dict.fromkeys(ROOT_GROUPS, ROOT_GROUP)),
            }
        ),
    }
)
FILES["anatomy"] = ANATOMY


def read_anatomy(item: Item, reading: Reading) -> Anatomy:
    """The anatomy from its file. What is wrong is added to the problems of the document."""
    return _Reader(item, reading).anatomy()


class _Reader:
    def __init__(self, item: Item, reading: Reading) -> None:
        self.item, self.reading = item, reading
        self.entry: dict[str, Any] = item.entry

    def anatomy(self) -> Anatomy:
        vertebrae = {one.id: one for region in MOVABLE for one in self.vertebrae(region)}
        top_of_sacrum = f"{self.letters('regions', 'sacral')[0]}1"
        regions_of = {key: one.region for key, one in vertebrae.items()} | {top_of_sacrum: "sacral"}
        pairs = {f"{upper}-{lower}": (upper, lower) for upper, lower in pairwise(regions_of)}
        roots = {one.id: one for group in ROOT_GROUPS for one in self.roots(group, pairs)}
        segments = {key: self.segment(key, *pair, regions_of, list(roots.values())) for key, pair in pairs.items()}
        discs = {key: self.disc(one, regions_of) for key, one in segments.items() if one.has_disc}
        parts = {key: self.part("parts", key) for key in self.entry["parts"]}
        for key, part in parts.items():
            for at, level in enumerate(part.spans):
                self.item.known(level, regions_of, "vertebra", ("parts", key, "spans", at))
        for exceptions, known, kind in (("vertebrae", vertebrae, "vertebra"), ("discs", discs, "disc"), ("segments", segments, "segment")):
            for key in self.entry[exceptions]:
                self.item.known(key, known, kind, (exceptions, key))
        nerves = self.entry["nerves"]
        return Anatomy(
            kinds={key: self.part("kinds", key) for key in KINDS},
            parts=parts,
            regions={key: self.region(key) for key in REGIONS},
            vertebrae=vertebrae,
            discs=discs,
            segments=segments,
            roots=roots,
            senses={key: Sense(**one) for key, one in nerves["senses"].items()},
            reflexes={key: self.nerve_test("reflexes", key) for key in nerves["reflexes"]},
            tension_tests={key: self.nerve_test("tension_tests", key) for key in nerves["tension_tests"]},
            top_of_sacrum=top_of_sacrum,
        )

    def inside(self, *path: str) -> Item:
        """A deeper entry of the file, with its place."""
        entry = self.entry
        for step in path:
            entry = entry[step]
        return Item(self.item.document, (*self.item.path, *path), entry)

    def because(self, *path: str, key: str = "because") -> tuple[Evidence, ...]:
        item = self.inside(*path)
        return Item(item.document, item.path, {"because": item.entry[key]}).because(self.reading, (key,))

    def figure(self, *path: str) -> Figure:
        item = self.inside(*path)
        numbers = [number for number in item.entry["range"] if number is not None] or [Fraction(0)]
        if len(item.entry["range"]) != 2 or numbers[0] > numbers[-1]:
            item.problem(("range",), f"`{[float(one) for one in numbers]}`", "two numbers, the lower first", "write [low, high]")
        return Figure(numbers[0], numbers[-1], item.because(self.reading))

    def mobility(self, *path: str) -> Mobility:
        return Mobility(**{motion: self.figure(*path, motion) for motion in MOTIONS})

    def part(self, *path: str) -> Part:
        entry = self.inside(*path).entry
        mobility = self.mobility(*path, "mobility") if "mobility" in entry else None
        return Part(path[-1], entry["name"], entry["latin"], tuple(entry["also"]), entry["says"], entry["does"], self.because(*path),
                    tuple(entry.get("spans", ())), mobility)  # fmt: skip

    def region(self, key: str) -> Region:
        path = ("regions", key)
        entry = self.inside(*path).entry
        common = (
            key, entry["name"], entry["latin"], tuple(entry["also"]), int(entry["vertebrae"] or 0), entry.get("grown_together", False),
            tuple(Code(**code) for code in entry["codes"]), entry["says"], entry["does"], entry["build"], self.because(*path),
        )  # fmt: skip
        if key not in MOVABLE:
            return Region(*common)
        return Region(*common, entry["disc"]["says"], self.figure(*path, "disc", "height"), self.mobility(*path, "mobility"),
                      self.mobility(*path, "segment_mobility"))  # fmt: skip

    def letters(self, *path: str) -> list[str]:
        return [str(letter) for letter in self.inside(*path).entry["letters"]] or ["?"]

    def codes(self, level: str) -> list[str]:
        """The ways to write a level: T12 is also Th12."""
        for letters in (self.letters("regions", region) for region in REGIONS):
            if level == f"{letters[0]}{_number(level)}":
                return [f"{letter}{_number(level)}" for letter in letters]
        return [level]

    def vertebrae(self, region: str) -> Iterator[Vertebra]:
        item = self.inside("regions", region)
        names, letters, count = item.entry["vertebra"], self.letters("regions", region), int(item.entry["vertebrae"] or 0)
        ordinals = self.entry["ordinals"]
        if count > len(ordinals):
            item.problem(("vertebrae",), f"`{count}`", f"at most {len(ordinals)}, one for each of the `ordinals`", "add the ordinals")
        for number, ordinal in enumerate(ordinals[:count], 1):
            key = f"{letters[0]}{number}"
            special: dict[str, Any] = self.entry["vertebrae"].get(key, {})
            yield Vertebra(
                key,
                Text(f"{ordinal['nl']} {names['nl']}", f"{ordinal['en']} {names['en']}"),
                special.get("latin", f"{names['la']} {ordinal['la']}"),
                (*(f"{letter}{number}" for letter in letters), *special.get("also", ())),
                region,
                special.get("says"),
                self.because("vertebrae", key) if special else (),
            )

    def pair_names(self, kind: str, upper: str, lower: str, same_region: bool) -> tuple[Text, str, tuple[str, ...]]:
        """The names of what lies between two levels; `L4-5` is `L4-L5`."""
        codes = [f"{one}-{other}" for one, other in product(self.codes(upper), self.codes(lower))]
        if same_region:
            codes += [f"{one}-{_number(lower)}" for one in self.codes(upper)]
        general, pair = self.entry["kinds"][kind], codes[0]
        names = Text(f"{general['name'].nl} {pair}", f"{general['name'].en} {pair}")
        return names, f"{general['latin']} {pair}", tuple(codes)

    def segment(self, key: str, upper: str, lower: str, regions_of: Mapping[str, str], roots: list[Root]) -> Segment:
        region = regions_of[upper]
        special: dict[str, Any] = self.entry["segments"].get(key, {})
        places = {motion: ("segments", key) if motion in special else ("regions", region, "segment_mobility") for motion in MOTIONS}
        exits = [at for at, root in enumerate(roots) if root.exit == key]
        passes = "next_root_passes" in self.entry["regions"][region] and exits and exits[-1] + 1 < len(roots)
        return Segment(
            key,
            *self.pair_names("segment", upper, lower, region == regions_of[lower]),
            region,
            upper,
            lower,
            special.get("disc", True),
            Mobility(**{motion: self.figure(*place, motion) for motion, place in places.items()}),
            tuple(roots[at].id for at in exits),
            roots[exits[-1] + 1].id if passes else None,
            self.because("regions", region, "next_root_passes") if passes else (),
        )

    def disc(self, segment: Segment, regions_of: Mapping[str, str]) -> Disc:
        place = ("discs", segment.id) if segment.id in self.entry["discs"] else ("regions", segment.region, "disc")
        same_region = segment.region == regions_of[segment.lower]
        names = self.pair_names("disc", segment.upper, segment.lower, same_region)
        return Disc(segment.id, *names, segment.region, self.figure(*place, "height"))

    def roots(self, group: str, pairs: Mapping[str, tuple[str, str]]) -> Iterator[Root]:
        item = self.inside("nerves", "groups", group)
        nerve, letters, ordinals = item.entry["nerve"], self.letters("nerves", "groups", group), self.entry["ordinals"]
        senses = tuple(self.entry["nerves"]["senses"])
        general = (*self.because("nerves", "groups", group), *self.because("nerves", key="exits_because"))
        of_skin = (*self.because("nerves", key="skin_because"), *self.because("nerves", key="senses_because"))
        of_muscle = self.because("nerves", key="key_muscles_because")
        for number, (key, entry) in enumerate(item.entry["roots"].items(), 1):
            if key != (expected := f"{letters[0]}{number}") or number > len(ordinals):
                item.problem(("roots", key), f"`{key}`", f"`{expected}`: the roots in order", "correct the name or the order")
                continue
            for field in ("reflex", "tension_test"):
                if field in entry:
                    tests = self.entry["nerves"]["reflexes" if field == "reflex" else "tension_tests"]
                    item.known(entry[field], tests, field.replace("_", " "), ("roots", key, field))
            if "exit" in entry:
                item.known(entry["exit"], pairs, "segment", ("roots", key, "exit"))
            ordinal, skin, muscle = ordinals[number - 1], entry.get("skin"), entry.get("key_muscle")
            yield Root(
                key,
                Text(f"{ordinal['nl']} {nerve['nl']}", f"{ordinal['en']} {nerve['en']}"),
                f"{nerve['la']} {ordinal['la']}",
                tuple(f"{letter}{number}" for letter in letters),
                entry.get("exit") or _exit(key, item.entry["exits"], pairs),
                skin,
                senses if skin else (),
                entry.get("moves"),
                muscle,
                entry.get("reflex"),
                entry.get("tension_test"),
                (*general, *(of_skin if skin else ()), *(of_muscle if muscle else ())),
            )

    def nerve_test(self, kind: str, key: str) -> NerveTest:
        return NerveTest(self.entry["nerves"][kind][key]["name"], self.because("nerves", kind, key))


def _number(level: str) -> str:
    """The number in a level: 5 of L5."""
    return re.sub(r"\D", "", level)


def _exit(root: str, exits: str, pairs: Mapping[str, tuple[str, str]]) -> str:
    """Where a root leaves: above or below the vertebra of its name, or through the sacrum."""
    if exits == SACRUM:
        return SACRUM
    side = 1 if exits == "above" else 0
    return next((key for key, pair in pairs.items() if pair[side] == root), ABOVE_ATLAS)
