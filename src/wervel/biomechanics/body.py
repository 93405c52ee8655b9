"""The body above the low back as weights and lengths, scaled from the tables to one person."""

from dataclasses import dataclass

from wervel.knowledge.biomechanics import Biomechanics, Build

GRAVITY = 9.81
"""N per kg."""

MM_PER_M, CM_PER_M, PERCENT = 1000, 100, 100


@dataclass(frozen=True, slots=True)
class Person:
    """Body mass in kg, height in cm, and the `sex` whose table of segments is used: female or male."""

    mass_kg: float
    height_cm: float
    sex: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the trunk: its weight in N, and its centre of mass in m above L5/S1 along the trunk."""

    weight: float
    above: float


@dataclass(frozen=True, slots=True)
class Limb:
    """A part that turns in a joint: its weight in N, its length in m, and its centre of mass in m from that joint."""

    weight: float
    length: float
    centre: float


@dataclass(frozen=True, slots=True)
class Body:
    """What L5/S1 carries. `neck`, `shoulder`: m above L5/S1 along the trunk. `arm`: upper arm, forearm and hand of one side.

    `ahead`: how far in m the upper body lies in front of the trunk line through L5/S1.
    """

    trunk: tuple[Part, ...]
    head: Limb
    neck: float
    shoulder: float
    arm: tuple[Limb, Limb, Limb]
    ahead: float


def body_of(person: Person, biomechanics: Biomechanics) -> Body:
    """The body of a person. Lengths scale with height and weights with body mass; `ahead` does not scale.

    Source of the tables: de Leva (1996), see `builds` in biomechanics.yaml. Raises `KeyError` for a sex without a table.
    """
    build = biomechanics.builds[person.sex]
    scale = person.height_cm / CM_PER_M / (float(build.stature) / MM_PER_M)
    lower, middle, upper, head = (length_of(build, name) * scale for name in ("lower_trunk", "middle_trunk", "upper_trunk", "head"))
    joint = float(build.l5_s1) / MM_PER_M * scale
    neck = lower + middle + upper
    share = float(biomechanics.lower_trunk_percent.value) / PERCENT
    trunk = (
        Part(share * weight_of(build, "lower_trunk", person), (lower - joint) / 2),
        Part(weight_of(build, "middle_trunk", person), lower + middle * (1 - centre_of(build, "middle_trunk")) - joint),
        Part(weight_of(build, "upper_trunk", person), neck - upper * centre_of(build, "upper_trunk") - joint),
    )
    upper_arm, forearm, hand = (limb_of(build, name, person, scale) for name in ("upper_arm", "forearm", "hand"))
    return Body(
        trunk=trunk,
        head=Limb(weight_of(build, "head", person), head, head * (1 - centre_of(build, "head"))),
        neck=neck - joint,
        shoulder=float(build.shoulder) / MM_PER_M * scale - joint,
        arm=(upper_arm, forearm, hand),
        ahead=float(biomechanics.upper_body_ahead_mm.value) / MM_PER_M,
    )


def weight_of(build: Build, segment: str, person: Person) -> float:
    """The weight of a segment in N."""
    return float(build.segments[segment].mass) / PERCENT * person.mass_kg * GRAVITY


def length_of(build: Build, segment: str) -> float:
    """The length of a segment in m, for the stature of the table."""
    return float(build.segments[segment].length) / MM_PER_M


def centre_of(build: Build, segment: str) -> float:
    """Where the centre of mass lies, as a share of the length from the upper end."""
    return float(build.segments[segment].centre) / PERCENT


def limb_of(build: Build, segment: str, person: Person, scale: float) -> Limb:
    """A segment of the arm, which hangs from its upper end."""
    length = length_of(build, segment) * scale
    return Limb(weight_of(build, segment, person), length, length * centre_of(build, segment))
