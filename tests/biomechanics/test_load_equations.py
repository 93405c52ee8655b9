"""The mechanics hold for everybody: what weighs more or hangs further loads more, and nothing depends on the side."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.biomechanics.people_in_postures import (
    BIOMECHANICS,
    GUIDELINE,
    LEANS,
    MODELS,
    PEOPLE,
    USUAL,
    WEIGHTS,
    hanging,
    postures_with_hands_in_front,
)
from wervel.biomechanics.body import GRAVITY, PERCENT, Person
from wervel.biomechanics.equations import Pull, across, along, compression, moment, muscle, shear, weight
from wervel.biomechanics.model import Held, Model
from wervel.biomechanics.posture import Posture, from_pose
from wervel.knowledge.biomechanics import Biomechanics, Quantity
from wervel.knowledge.types import Exercise, Pose

FORCES = st.floats(0, 5000)
ARMS = st.floats(0.02, 0.2)


def without(*names: str) -> Biomechanics:
    """The numbers with these set to nothing."""
    nothing = Quantity(Fraction(0), ())
    zeros: dict[str, Any] = dict.fromkeys(names, nothing)
    return replace(BIOMECHANICS, **zeros)


# the formulas


@given(FORCES, ARMS)
def test_without_a_moment_upright_only_the_weight_presses(load: float, arm: float) -> None:
    assert compression(0, load, 0, arm, 0) == load
    assert shear(load, 0) == 0


@given(FORCES, LEANS)
def test_a_weight_is_pressed_along_and_shifted_across_the_trunk(load: float, lean: float) -> None:
    assert along(load, lean) ** 2 + across(load, lean) ** 2 == pytest.approx(load**2)


@given(st.lists(st.builds(Pull, FORCES, st.floats(-1, 1)), max_size=5), st.lists(st.builds(Pull, FORCES, st.floats(-1, 1)), max_size=5))
def test_weights_and_moments_add_up(some: list[Pull], others: list[Pull]) -> None:
    assert moment([*some, *others]) == pytest.approx(moment(some) + moment(others), abs=1e-6)
    assert weight([*some, *others]) == pytest.approx(weight(some) + weight(others))


@given(st.floats(-500, 500), ARMS, ARMS)
def test_a_longer_arm_needs_less_muscle(bend: float, one: float, other: float) -> None:
    short, long = sorted((one, other))
    assert muscle(bend, long) <= muscle(bend, short)
    assert muscle(bend, long) == muscle(-bend, long)


# the body


@given(PEOPLE)
def test_when_all_hangs_over_the_joint_it_carries_the_weight_alone(person: Person) -> None:
    model = Model(without("upper_body_ahead_mm", "co_contraction_n"), person)
    segments = BIOMECHANICS.builds[person.sex].segments
    share = float(BIOMECHANICS.lower_trunk_percent.value) / PERCENT
    above = sum(float(segments[name].mass) for name in ("head", "upper_trunk", "middle_trunk"))
    above += share * float(segments["lower_trunk"].mass) + 2 * sum(float(segments[name].mass) for name in ("upper_arm", "forearm", "hand"))
    assert model.compression(Posture(0)) == pytest.approx(above / PERCENT * person.mass_kg * GRAVITY)


@given(PEOPLE, st.floats(1, 2), LEANS)
def test_all_but_the_muscles_at_rest_grows_with_body_mass(person: Person, times: float, lean: float) -> None:
    at_rest = float(BIOMECHANICS.co_contraction_n.value)
    heavier = replace(person, mass_kg=person.mass_kg * times)
    one, other = (Model(BIOMECHANICS, who).compression(hanging(lean)) - at_rest for who in (person, heavier))
    assert other == pytest.approx(one * times)


@given(PEOPLE, st.floats(1, 1.5), LEANS)
def test_a_taller_person_of_the_same_weight_never_bends_with_less_load(person: Person, times: float, lean: float) -> None:
    taller = replace(person, height_cm=person.height_cm * times)
    one, other = (Model(BIOMECHANICS, who).compression(hanging(lean)) for who in (person, taller))
    assert other >= one - 1e-6


# postures


@given(MODELS, postures_with_hands_in_front(), WEIGHTS, WEIGHTS)
def test_more_in_the_hands_is_never_less_compression(model: Model, posture: Posture, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert model.compression(posture, [Held(more)]) >= model.compression(posture, [Held(less)]) - 1e-6


@given(MODELS, postures_with_hands_in_front(), st.floats(0, 50), st.floats(0, 1), st.floats(0, 1))
def test_further_from_the_body_is_never_less_compression(model: Model, posture: Posture, kg: float, one: float, other: float) -> None:
    near, far = sorted((one, other))
    assert model.compression(posture, [Held(kg, far)]) >= model.compression(posture, [Held(kg, near)]) - 1e-6


@given(MODELS, postures_with_hands_in_front(), WEIGHTS)
def test_relaxed_standing_is_the_lightest(model: Model, posture: Posture, kg: float) -> None:
    assert model.load(posture, [Held(kg)]).relative >= 1 - 1e-9


@given(MODELS, st.floats(0, 60), st.floats(0, 60))
def test_up_to_60_degrees_deeper_is_heavier(model: Model, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert model.load(hanging(more)).relative >= model.load(hanging(less)).relative - 1e-9


@given(MODELS)
def test_standing_is_one(model: Model) -> None:
    assert model.of(BIOMECHANICS.postures["standing"]).relative == pytest.approx(1)


@given(MODELS, LEANS, st.tuples(*[st.floats(-60, 180)] * 2), st.tuples(*[st.floats(0, 140)] * 2), WEIGHTS)
def test_left_and_right_are_alike(
    model: Model, lean: float, shoulders: tuple[float, float], elbows: tuple[float, float], kg: float
) -> None:
    posture = Posture(lean, 0, shoulders, elbows)
    assert model.compression(posture, [Held(kg)]) == pytest.approx(model.compression(posture.mirrored, [Held(kg)]))


@pytest.mark.parametrize("exercise", GUIDELINE.exercises.values(), ids=lambda exercise: exercise.id)
def test_a_mirrored_pose_of_the_library_loads_alike(exercise: Exercise) -> None:
    for pose in exercise.poses:
        mirrored = replace(pose, angles=tuple((swapped(joint), angle) for joint, angle in pose.angles))
        assert from_pose(mirrored) == from_pose(pose).mirrored
        assert USUAL.compression(from_pose(mirrored)) == pytest.approx(USUAL.compression(from_pose(pose)))


def swapped(joint: str) -> str:
    sides = {"_l": "_r", "_r": "_l"}
    return joint[:-2] + sides[joint[-2:]] if joint[-2:] in sides else joint


@given(MODELS, postures_with_hands_in_front(), st.floats(0, 1))
def test_leaning_less_moves_the_trunk_and_not_the_direction_of_the_arms(model: Model, posture: Posture, share: float) -> None:
    less = posture.leaning(posture.trunk * share)
    assert less.trunk <= posture.trunk
    for one, other in zip(posture.shoulders, less.shoulders, strict=True):
        assert other - less.trunk == pytest.approx(one - posture.trunk, abs=1e-9)
    assert less.leaning(posture.trunk).shoulders == pytest.approx(posture.shoulders)


def test_a_pose_gives_its_angles_and_what_it_leaves_out_is_in_line() -> None:
    pose = Pose(GUIDELINE.exercises["hockey_match"].name, "side", "standing", ("feet",), (), (("trunk", 50.0), ("shoulder_l", 72.0)))
    assert from_pose(pose) == Posture(50, 0, (72, 0), (0, 0))
