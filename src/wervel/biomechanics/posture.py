"""A posture in the sagittal plane, by name or from a pose of an exercise, and whether the model holds for it."""

from dataclasses import dataclass

from wervel.knowledge.biomechanics import HoldsFor, NamedPosture
from wervel.knowledge.types import Exercise, Pose

SIDE_VIEW = "side"
REASONS = ("exercise", "family", "view", "support", "pull", "lean_back")
"""Why the model does not hold for a pose, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Posture:
    """Joint angles in degrees, as in the poses of exercises; left and right of the arms.

    `trunk`: lean from upright, + forward. `neck`: against the trunk line, + forward. `shoulders`: upper arm against the trunk line,
    0 alongside, + forward. `elbows`: 0 straight, + bent.
    """

    trunk: float
    neck: float = 0
    shoulders: tuple[float, float] = (0, 0)
    elbows: tuple[float, float] = (0, 0)

    @property
    def mirrored(self) -> "Posture":
        """The same posture with left and right exchanged."""
        return Posture(self.trunk, self.neck, self.shoulders[::-1], self.elbows[::-1])

    def leaning(self, trunk: float) -> "Posture":
        """The same posture with another lean; arms and head keep their direction in space."""
        less = self.trunk - trunk
        left, right = self.shoulders
        return Posture(trunk, self.neck + less, (left - less, right - less), self.elbows)


def from_name(named: NamedPosture) -> Posture:
    """A named posture, both arms alike."""
    shoulder, elbow = float(named.shoulder), float(named.elbow)
    return Posture(float(named.trunk), float(named.neck), (shoulder, shoulder), (elbow, elbow))


def from_pose(pose: Pose) -> Posture:
    """The posture of a pose; an angle that it leaves out is 0, in line. How round the low back is does not count."""
    angles = dict(pose.angles)

    def angle(joint: str) -> float:
        return angles.get(joint, 0.0)

    arms = ((angle("shoulder_l"), angle("shoulder_r")), (angle("elbow_l"), angle("elbow_r")))
    return Posture(angle("trunk"), angle("neck"), *arms)


def why_not(exercise: Exercise, pose: Pose, holds_for: HoldsFor) -> str | None:
    """Why the model does not hold for a pose of an exercise, one of `REASONS`; nothing when it does."""
    fails = {
        "exercise": exercise.id in holds_for.not_exercises,
        "family": exercise.family in holds_for.not_families,
        "view": pose.view != SIDE_VIEW,
        "support": pose.support not in holds_for.supports or not pose.contacts or bool(set(pose.contacts) & set(holds_for.not_on)),
        "pull": bool({*pose.props, *exercise.equipment} & set(holds_for.not_with)),
        "lean_back": from_pose(pose).trunk < 0,
    }
    return next((reason for reason in REASONS if fails[reason]), None)
