"""The model beside what was measured, for the volunteer who was measured."""

from dataclasses import dataclass

from wervel.biomechanics.body import Person
from wervel.biomechanics.model import Model
from wervel.knowledge.biomechanics import Biomechanics, Measured, NamedPosture


@dataclass(frozen=True, slots=True)
class Comparison:
    """A measured ratio and what the model makes of it, both as times relaxed standing."""

    measured: Measured
    modelled: float

    @property
    def error(self) -> float:
        """How far the model is off, as a share of what was measured; above 0 is too high."""
        return self.modelled / float(self.measured.times) - 1


def comparisons(biomechanics: Biomechanics) -> tuple[Comparison, ...]:
    """Every measured ratio, beside the same posture of the volunteer in the model."""
    volunteer = biomechanics.volunteer
    model = Model(biomechanics, Person(float(volunteer.mass_kg), float(volunteer.height_cm), volunteer.sex))
    return tuple(Comparison(one, model.of(biomechanics.postures[one.posture]).relative) for one in biomechanics.measured)


def measured_of(biomechanics: Biomechanics, named: NamedPosture, in_hands_kg: float) -> tuple[Measured, ...]:
    """What was measured of a posture with this weight in the hands; of another weight nothing was."""
    return tuple(one for one in biomechanics.measured if one.posture == named.id and in_hands_kg == named.in_hands_kg)
