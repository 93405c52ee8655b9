"""The load on L5/S1 of one person in a posture, and how many times relaxed standing that is."""

from collections.abc import Iterable
from dataclasses import dataclass

from wervel.biomechanics.body import GRAVITY, MM_PER_M, Person, body_of
from wervel.biomechanics.equations import Pull, across, along, compression, moment, shear, weight
from wervel.biomechanics.posture import Posture, from_name
from wervel.knowledge.biomechanics import STANDING, Biomechanics, NamedPosture

BOTH_SIDES = 2


@dataclass(frozen=True, slots=True)
class Held:
    """Something in the hands: its mass in kg, and how far in m its weight lies ahead of the hands."""

    kg: float
    ahead: float = 0


@dataclass(frozen=True, slots=True)
class Load:
    """Forces on L5/S1 in N. `relative`: compression as times that of the same person in relaxed standing, 1.0 = standing.

    Only `relative` was compared with measurements, and only for holding still. None of it says what a back can take.
    """

    compression: float
    shear: float
    relative: float


class Model:
    """The static model for one person. All methods are functions of their arguments alone."""

    def __init__(self, biomechanics: Biomechanics, person: Person) -> None:
        self.biomechanics, self.person = biomechanics, person
        self.body = body_of(person, biomechanics)
        self.standing = self.compression(from_name(biomechanics.postures[STANDING]))

    def load(self, posture: Posture, held: Iterable[Held] = ()) -> Load:
        """The load of holding a posture still, with this in both hands together. The lean is 0 to 120 degrees."""
        held = tuple(held)
        pressed = self.compression(posture, held)
        return Load(pressed, shear(weight(self.pulls(posture, held)), posture.trunk), pressed / self.standing)

    def of(self, named: NamedPosture, in_hands_kg: float | None = None) -> Load:
        """The load of a named posture. `in_hands_kg` replaces its own weight in the hands; what it `holds` stays."""
        kg = float(named.in_hands_kg) if in_hands_kg is None else in_hands_kg
        return self.load(from_name(named), (*self.things(named.holds), Held(kg)))

    def things(self, names: Iterable[str]) -> tuple[Held, ...]:
        """What is held, of those names that are things with a known weight."""
        known = self.biomechanics.things
        return tuple(Held(float(known[name].kg), float(known[name].ahead) / MM_PER_M) for name in names if name in known)

    def compression(self, posture: Posture, held: Iterable[Held] = ()) -> float:
        """What presses L5/S1 together, in N."""
        pulls = self.pulls(posture, held)
        arm, co_contraction = float(self.biomechanics.muscle_arm_mm.value) / MM_PER_M, float(self.biomechanics.co_contraction_n.value)
        return compression(moment(pulls), weight(pulls), posture.trunk, arm, co_contraction)

    def pulls(self, posture: Posture, held: Iterable[Held] = ()) -> tuple[Pull, ...]:
        """Every weight above L5/S1 and where it hangs: trunk, head, both arms and what is held between the hands."""
        body, hands = self.body, []
        pulls = [Pull(part.weight, self.on_trunk(part.above, posture)) for part in body.trunk]
        pulls.append(Pull(body.head.weight, self.on_trunk(body.neck, posture) + across(body.head.centre, posture.trunk + posture.neck)))
        for shoulder, elbow in zip(posture.shoulders, posture.elbows, strict=True):
            x, direction = self.on_trunk(body.shoulder, posture), shoulder - posture.trunk  # from straight down
            for limb, bend in zip(body.arm, (0, elbow, 0), strict=True):
                direction += bend
                pulls.append(Pull(limb.weight, x + across(limb.centre, direction)))
                x += across(limb.length, direction)
            hands.append(x)
        between = sum(hands) / BOTH_SIDES
        return (*pulls, *(Pull(one.kg * GRAVITY, between + one.ahead) for one in held))

    def on_trunk(self, above: float, posture: Posture) -> float:
        """How far ahead of L5/S1 a point of the trunk lies that is this far above it along the trunk."""
        return across(above, posture.trunk) + along(self.body.ahead, posture.trunk)
