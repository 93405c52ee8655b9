"""The spine from anatomy.yaml: what holds for a region stands once, exceptions at their level."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from wervel.knowledge.evidence import Evidence
from wervel.knowledge.reading import Item, Reading
from wervel.knowledge.shape import Entry, Line, ListOf, MapOf, Number, Words, YesNo
from wervel.knowledge.shapes import BECAUSE, CODES, FILES, LINES
from wervel.knowledge.spine import (
    ABOVE_ATLAS,
    KINDS,
    MOTIONS,
    MOVABLE,
    REGIONS,
    ROOT_GROUPS,
    SACRUM,
    Anatomy,
    Code,
    Disc,
    Figure,
    Mobility,
    NerveTest,
    Part,
    Region,
    Root,
    Segment,
    Sense,
    Vertebra,
)
from wervel.logic.text import Text

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
        return item.because(self.reading, (key,))

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
