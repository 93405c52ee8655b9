"""The mechanics of a lever at L5/S1: what hangs on it, the muscle that holds it, and what presses the joint together.

The form of the static model of Chaffin and Schultz. Forces in N, lengths in m, moments
in N m, angles in degrees.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin


@dataclass(frozen=True, slots=True)
class Pull:
    """A weight in N, and how far in m it hangs ahead of L5/S1; behind it is below 0."""

    weight: float
    ahead: float


def across(length: float, degrees: float) -> float:
    """The horizontal part of a length that leans this far from vertical."""
    return length * sin(radians(degrees))


def along(force: float, degrees: float) -> float:
    """The part of a vertical force that works along a line that leans this far from vertical."""
    return force * cos(radians(degrees))


def weight(pulls: Iterable[Pull]) -> float:
    """All weight above L5/S1."""
    return sum(pull.weight for pull in pulls)


def moment(pulls: Iterable[Pull]) -> float:
    """What bends the upper body forward at L5/S1."""
    return sum(pull.weight * pull.ahead for pull in pulls)


def muscle(moment: float, arm: float) -> float:
    """The force of the one muscle that holds a moment, at this distance from L5/S1. On either side it has the same arm."""
    return abs(moment) / arm


def compression(moment: float, weight: float, lean: float, arm: float, co_contraction: float) -> float:
    """What presses L5/S1 together: the muscle, the weight along the trunk, and muscles that work against each other."""
    return muscle(moment, arm) + along(weight, lean) + co_contraction


def shear(weight: float, lean: float) -> float:
    """What the weight shifts the joint forward, before muscles and joints hold it."""
    return across(weight, lean)
