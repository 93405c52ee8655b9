"""Which exercises the model speaks of, and hockey drills in the order of their load."""

import pytest

from tests.biomechanics.people_in_postures import BIOMECHANICS, GUIDELINE, USUAL
from wervel.biomechanics.drills import drills_by_load, exercise_load
from wervel.biomechanics.posture import REASONS, why_not

DRILLS = drills_by_load(GUIDELINE.exercises.values(), USUAL)
ORDER = {one.exercise.id: at for at, one in enumerate(DRILLS)}


def test_every_hockey_drill_of_the_library_is_put_in_order() -> None:
    assert set(ORDER) == {one.id for one in GUIDELINE.exercises.values() if one.mode == "drill"}
    relative = [one.heaviest.relative for one in DRILLS if one.heaviest]
    assert relative == sorted(relative)


@pytest.mark.parametrize(
    ("lighter", "heavier"),
    [
        ("upright_reset_break", "dribble_walk"),
        ("dribble_walk", "dribble_intervals_low"),
        ("dribble_walk", "drag_flick_progression"),
        ("change_of_direction_drill", "hockey_match"),
        ("hockey_small_sided", "hockey_match"),
        ("push_pass_progression", "drag_flick_shadow"),
        ("hockey_match", "drag_flick_progression"),
        ("hit_progression", "lunge_stick_reach"),
    ],
)
def test_upright_comes_before_low_and_of_equal_postures_the_easier_drill(lighter: str, heavier: str) -> None:
    assert ORDER[lighter] < ORDER[heavier]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("plank_forearm", "support"),
        ("bird_dog", "support"),
        ("seated_flexion", "support"),
        ("prone_lying", "support"),
        ("clamshell", "view"),
        ("side_glide_standing", "view"),
        ("pallof_press_band", "pull"),
        ("deep_squat_supported", "pull"),
        ("running_linear_progression", "family"),
        ("pogo_hops", "family"),
        ("worlds_greatest_stretch", "exercise"),
        ("suitcase_carry", "exercise"),
    ],
)
def test_the_model_keeps_silent_where_it_does_not_hold(name: str, reason: str) -> None:
    loaded = exercise_load(GUIDELINE.exercises[name], USUAL)
    assert loaded.heaviest is None
    assert {one.reason for one in loaded.poses} == {reason}


def test_leaning_back_is_left_out_of_an_exercise_that_also_stands_upright() -> None:
    upright, back = exercise_load(GUIDELINE.exercises["upright_reset_break"], USUAL).poses
    assert upright.load is not None
    assert upright.load.relative == pytest.approx(1)
    assert (back.load, back.reason) == (None, "lean_back")


def test_no_pose_is_reckoned_with_a_hand_on_something() -> None:
    for exercise in GUIDELINE.exercises.values():
        for pose in exercise.poses:
            reason = why_not(exercise, pose, BIOMECHANICS.holds_for)
            assert reason is None or reason in REASONS
            if any(contact.startswith(("hand", "elbow", "shoulder")) for contact in pose.contacts):
                assert reason is not None, f"{exercise.id}: {pose.label.en}"


def test_what_is_in_the_hands_counts_for_every_pose_and_a_stick_is_light() -> None:
    exercise = GUIDELINE.exercises["goblet_squat"]
    without, with_ = exercise_load(exercise, USUAL), exercise_load(exercise, USUAL, 16)
    for one, other in zip(without.poses, with_.poses, strict=True):
        assert one.load is not None
        assert other.load is not None
        assert other.load.compression > one.load.compression + 16 * 9
    low = BIOMECHANICS.postures["stick_low"]
    stick = USUAL.of(low).relative - USUAL.of(low, 0).relative
    assert stick == 0, "the stick stays"
    assert USUAL.of(low, 5).relative > USUAL.of(low).relative
