"""The numbers behind the load picture of the low back, from biomechanics.yaml. Nothing in the care depends on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from wervel.knowledge.evidence import Evidence
from wervel.knowledge.examination import SEXES
from wervel.knowledge.reading import Item, Reading
from wervel.knowledge.rules import ScaleWords
from wervel.knowledge.shape import Entry, Line, ListOf, MapOf, Number, Words
from wervel.knowledge.shapes import BECAUSE, FILES, LINES
from wervel.knowledge.spine import evidence_in
from wervel.knowledge.types import Exercise
from wervel.logic.text import Text

SEGMENTS = ("head", "upper_trunk", "middle_trunk", "lower_trunk", "upper_arm", "forearm", "hand")
BOUNDS = ("about", "more_than")
SCALE_WORDS = {"start_positions": "start position", "equipment": "piece of equipment", "families": "family of exercises"}
STANDING = "standing"
"""The posture that all others are compared with."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number; its unit is in the name of the field it stands in."""

    value: Fraction
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A number from `low` to `high`, and the one that is taken when nobody says."""

    usual: Fraction
    low: Fraction
    high: Fraction
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """`mass`: percent of body mass. `length`: mm. `centre` of mass: percent of the length, from the upper end."""

    mass: Fraction
    length: Fraction
    centre: Fraction


@dataclass(frozen=True, slots=True)
class Build:
    """The segments of one sex. All in mm for this `stature`; `shoulder` and `l5_s1` above the middle of the hips."""

    stature: Fraction
    shoulder: Fraction
    l5_s1: Fraction
    segments: Mapping[str, Segment]
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in the hands: `kg`, and how many mm `ahead` of the hands its weight lies."""

    kg: Fraction
    ahead: Fraction
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class NamedPosture:
    """A posture with a name. Degrees as in the poses of exercises, both sides alike; `holds`: ids of things."""

    id: str
    name: Text
    trunk: Fraction
    shoulder: Fraction
    elbow: Fraction
    neck: Fraction
    in_hands_kg: Fraction
    holds: tuple[str, ...]
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """How many times relaxed standing a posture was measured to be. `bound`: about this, or more than this."""

    posture: str
    times: Fraction
    bound: str
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Volunteer:
    """Whose load was measured, as far as known."""

    mass_kg: Fraction
    height_cm: Fraction
    sex: str
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class HoldsFor:
    """Where the model holds: carried by `supports`; not leaning on `not_on`; `weights`: things of unknown weight."""

    supports: tuple[str, ...]
    not_on: tuple[str, ...]
    not_with: tuple[str, ...]
    not_families: tuple[str, ...]
    not_exercises: tuple[str, ...]
    weights: tuple[str, ...]
    because: tuple[Evidence, ...]


@dataclass(frozen=True, eq=False)
class Biomechanics:
    """All numbers of the load model.

    `heaviest`: postures that were measured to be among the heaviest of daily life. `plateau_deg`: from here on bending further hardly
    adds, by measurement. `fast_times`: what moving fast multiplies by, lowest and highest. `limits`: what the model cannot say.
    """

    mass_kg: Span
    height_cm: Span
    in_hands_kg: Span
    sex: str
    sex_because: tuple[Evidence, ...]
    builds: Mapping[str, Build]
    lower_trunk_percent: Quantity
    upper_body_ahead_mm: Quantity
    muscle_arm_mm: Quantity
    co_contraction_n: Quantity
    things: Mapping[str, Thing]
    holds_for: HoldsFor
    plateau_deg: Quantity
    fast_times: tuple[Fraction, Fraction]
    fast_because: tuple[Evidence, ...]
    postures: Mapping[str, NamedPosture]
    volunteer: Volunteer
    measured: tuple[Measured, ...]
    heaviest: tuple[str, ...]
    heaviest_because: tuple[Evidence, ...]
    limits: tuple[Text, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every claim with its source, once."""
        values = (getattr(self, field.name) for field in fields(self))
        spread = tuple(tuple(value.values()) if isinstance(value, Mapping) else value for value in values)
        return tuple(dict.fromkeys(evidence_in(spread)))


KILOGRAMS, CENTIMETRES, MILLIMETRES, DEGREES, PERCENT = Number(0, 500), Number(0, 300), Number(0, 3000), Number(-180, 180), Number(0, 100)
POSITIVE_MM = Number(1, 3000)


def _span(number: Number) -> Entry:
    return Entry({"usual": number, "range": ListOf(number, least=2), "because": BECAUSE})


def _quantity(number: Number) -> Entry:
    return Entry({"value": number, "because": BECAUSE})


SEGMENT = Entry({"mass": PERCENT, "length": POSITIVE_MM, "centre": PERCENT})
BUILD = Entry(
    {"stature": POSITIVE_MM, "shoulder": POSITIVE_MM, "l5_s1": POSITIVE_MM, "segments": Entry(dict.fromkeys(SEGMENTS, SEGMENT)),
     "because": BECAUSE}
)  # fmt: skip
POSTURE = Entry(
    {
        "name": Words(),
        "angles": Entry({"trunk": Number(0, 120), "shoulder": DEGREES, "elbow": DEGREES, "neck": DEGREES}),
        "because": BECAUSE,
    },
    {"in_hands_kg": KILOGRAMS, "holds": LINES},
)
BIOMECHANICS = Entry(
    {
        "person": Entry(
            {"mass_kg": _span(KILOGRAMS), "height_cm": _span(CENTIMETRES), "in_hands_kg": _span(KILOGRAMS),
             "sex": Entry({"usual": Line(SEXES), "because": BECAUSE})}
        ),
        "builds": Entry(dict.fromkeys(SEXES, BUILD)),
        "model": Entry(
            {"lower_trunk_percent": _quantity(PERCENT), "upper_body_ahead_mm": _quantity(MILLIMETRES),
             "muscle_arm_mm": _quantity(POSITIVE_MM), "co_contraction_n": _quantity(Number(0, 1000))}
        ),
        "things": MapOf(Entry({"kg": KILOGRAMS, "ahead": MILLIMETRES, "because": BECAUSE})),
        "holds_for": Entry(
            {**dict.fromkeys(("supports", "not_on", "not_with", "not_families", "not_exercises", "weights"), LINES), "because": BECAUSE}
        ),
        "plateau_deg": _quantity(DEGREES),
        "fast_times": Entry({"range": ListOf(Number(1, 5), least=2), "because": BECAUSE}),
        "postures": MapOf(POSTURE),
        "measured": Entry(
            {
                "volunteer": Entry({"mass_kg": KILOGRAMS, "height_cm": CENTIMETRES, "sex": Line(SEXES), "because": BECAUSE}),
                "ratios": ListOf(Entry({"posture": Line(), "times": Number(0.1, 50), "because": BECAUSE}, {"bound": Line(BOUNDS)})),
                "heaviest": Entry({"postures": LINES, "because": BECAUSE}),
            }
        ),
        "limits": ListOf(Words(), least=1),
    }
)  # fmt: skip
FILES["biomechanics"] = BIOMECHANICS


def read_biomechanics(item: Item, reading: Reading, words: ScaleWords, exercises: Mapping[str, Exercise]) -> Biomechanics:
    """The numbers from their file. What is wrong is added to the problems of the document."""
    return _Reader(item, reading).biomechanics(words, exercises)


class _Reader:
    def __init__(self, item: Item, reading: Reading) -> None:
        self.item, self.reading = item, reading
        self.entry: dict[str, Any] = item.entry

    def biomechanics(self, words: ScaleWords, exercises: Mapping[str, Exercise]) -> Biomechanics:
        entry = self.entry
        if STANDING not in entry["postures"]:
            self.item.problem(("postures",), f"no `{STANDING}`", "the posture that all others are compared with", f"add `{STANDING}`")
        postures = {key: self.posture(key) for key in entry["postures"]}
        self.known(postures, "posture", "measured", "heaviest", "postures")
        volunteer = entry["measured"]["volunteer"]
        return Biomechanics(
            mass_kg=self.span("mass_kg"),
            height_cm=self.span("height_cm"),
            in_hands_kg=self.span("in_hands_kg"),
            sex=entry["person"]["sex"]["usual"],
            sex_because=self.because("person", "sex"),
            builds={sex: self.build(sex) for sex in SEXES},
            lower_trunk_percent=self.quantity("model", "lower_trunk_percent"),
            upper_body_ahead_mm=self.quantity("model", "upper_body_ahead_mm"),
            muscle_arm_mm=self.quantity("model", "muscle_arm_mm"),
            co_contraction_n=self.quantity("model", "co_contraction_n"),
            things={key: Thing(one["kg"], one["ahead"], self.because("things", key)) for key, one in entry["things"].items()},
            holds_for=self.holds_for(words, exercises),
            plateau_deg=self.quantity("plateau_deg"),
            fast_times=self.ordered("fast_times"),
            fast_because=self.because("fast_times"),
            postures=postures,
            volunteer=Volunteer(**{**volunteer, "because": self.because("measured", "volunteer")}),
            measured=tuple(self.measured(at, postures) for at in range(len(entry["measured"]["ratios"]))),
            heaviest=tuple(entry["measured"]["heaviest"]["postures"]),
            heaviest_because=self.because("measured", "heaviest"),
            limits=tuple(entry["limits"]),
        )

    def inside(self, *path: str | int) -> Any:
        found: Any = self.entry
        for step in path:
            found = found[step]
        return found

    def known(self, names: Iterable[str], kind: str, *path: str) -> None:
        """Adds a problem for each word in a list that is no such name."""
        for at, word in enumerate(self.inside(*path)):
            if word:
                self.item.known(word, names, kind, (*path, at))

    def because(self, *path: str | int) -> tuple[Evidence, ...]:
        deeper = Item(self.item.document, (*self.item.path, *path), self.inside(*path))
        return deeper.because(self.reading)

    def quantity(self, *path: str) -> Quantity:
        return Quantity(self.inside(*path)["value"], self.because(*path))

    def ordered(self, *path: str) -> tuple[Fraction, Fraction]:
        numbers = [number for number in self.inside(*path)["range"] if number is not None] or [Fraction(0)]
        if len(self.inside(*path)["range"]) != 2 or numbers[0] > numbers[-1]:
            found = f"`{[float(one) for one in numbers]}`"
            self.item.problem((*path, "range"), found, "two numbers, the lower first", "write [low, high]")
        return numbers[0], numbers[-1]

    def span(self, name: str) -> Span:
        path = ("person", name)
        low, high = self.ordered(*path)
        usual = self.inside(*path)["usual"]
        if usual is not None and not low <= usual <= high:
            self.item.problem((*path, "usual"), f"`{float(usual):g}`", f"a number from {float(low):g} to {float(high):g}", "correct it")
        return Span(usual, low, high, self.because(*path))

    def build(self, sex: str) -> Build:
        entry = self.inside("builds", sex)
        segments = {key: Segment(**entry["segments"][key]) for key in SEGMENTS}
        return Build(entry["stature"], entry["shoulder"], entry["l5_s1"], segments, self.because("builds", sex))

    def holds_for(self, words: ScaleWords, exercises: Mapping[str, Exercise]) -> HoldsFor:
        entry = self.inside("holds_for")
        kinds = {"supports": "start_positions", "not_with": "equipment", "weights": "equipment", "not_families": "families"}
        for key, scale in kinds.items():
            self.known(words[scale], SCALE_WORDS[scale], "holds_for", key)
        self.known(exercises, "exercise", "holds_for", "not_exercises")
        lists = {key: tuple(value) for key, value in entry.items() if key != "because"}
        return HoldsFor(**lists, because=self.because("holds_for"))

    def posture(self, key: str) -> NamedPosture:
        entry = self.inside("postures", key)
        if "holds" in entry:
            self.known(self.entry["things"], "thing", "postures", key, "holds")
        angles = entry["angles"]
        return NamedPosture(
            key, entry["name"], angles["trunk"], angles["shoulder"], angles["elbow"], angles["neck"],
            entry.get("in_hands_kg", Fraction(0)), tuple(entry.get("holds", ())), self.because("postures", key),
        )  # fmt: skip

    def measured(self, at: int, postures: Mapping[str, NamedPosture]) -> Measured:
        entry = self.inside("measured", "ratios", at)
        if entry["posture"]:
            self.item.known(entry["posture"], postures, "posture", ("measured", "ratios", at, "posture"))
        return Measured(entry["posture"], entry["times"], entry.get("bound", "about"), self.because("measured", "ratios", at))
