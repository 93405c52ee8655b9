"""The load of an exercise, pose by pose, and hockey drills in order of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from wervel.biomechanics.model import Held, Load, Model
from wervel.biomechanics.posture import from_pose, why_not
from wervel.knowledge.types import Exercise, Pose

DRILL = "drill"


@dataclass(frozen=True, slots=True)
class PoseLoad:
    """A pose with its load, or with the reason why the model does not hold for it."""

    pose: Pose
    load: Load | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ExerciseLoad:
    """An exercise with all its poses. `heaviest`: the load of its heaviest pose; nothing when the model holds for none."""

    exercise: Exercise
    poses: tuple[PoseLoad, ...]

    @property
    def heaviest(self) -> Load | None:
        loads = [one.load for one in self.poses if one.load]
        return max(loads, key=lambda load: load.relative) if loads else None


def exercise_load(exercise: Exercise, model: Model, in_hands_kg: float = 0) -> ExerciseLoad:
    """The load of every pose, with what the pose shows in the hands and `in_hands_kg` besides."""
    return ExerciseLoad(exercise, tuple(_pose_load(exercise, pose, model, in_hands_kg) for pose in exercise.poses))


def _pose_load(exercise: Exercise, pose: Pose, model: Model, in_hands_kg: float) -> PoseLoad:
    if reason := why_not(exercise, pose, model.biomechanics.holds_for):
        return PoseLoad(pose, None, reason)
    return PoseLoad(pose, model.load(from_pose(pose), (*model.things(pose.props), Held(in_hands_kg))))


def drills_by_load(exercises: Iterable[Exercise], model: Model, in_hands_kg: float = 0) -> tuple[ExerciseLoad, ...]:
    """The drills for which the model holds, lightest first; of equal load the one of least difficulty first.

    The order is that of the heaviest posture held still. Speed, turning, and how long or how often are not in it.
    """
    loads = [exercise_load(one, model, in_hands_kg) for one in exercises if one.mode == DRILL]
    return tuple(sorted((one for one in loads if one.heaviest), key=_order))


def _order(one: ExerciseLoad) -> tuple[float, int, str]:
    assert one.heaviest is not None, "only those with a load are put in order"
    return one.heaviest.relative, one.exercise.difficulty, one.exercise.id
