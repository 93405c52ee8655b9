"""How well the model agrees with what was measured, and where it does not: the tolerance stands beside each figure."""

import pytest

from tests.biomechanics.people_in_postures import BIOMECHANICS, GUIDELINE, hanging
from wervel.biomechanics.agreement import Comparison, comparisons
from wervel.biomechanics.body import Person
from wervel.biomechanics.drills import exercise_load
from wervel.biomechanics.model import Model

TOLERANCE = {
    "bent_forward": 0.15,
    "lift_round_back": 0.15,
    "hold_close": 0.15,
    "lift_knees_bent": 0.35,  # the posture is a guess; a more upright lift fits better
    "hold_far": 0.40,  # who holds a weight far away leans back, which the model does not know
    "bent_far": 0.25,  # force on an implant, which carries a share that changes
}
"""How far the model may be off, as a share of the measured ratio."""

WILKE = ("bent_forward", "hold_close", "lift_knees_bent", "hold_far", "lift_round_back")
"""From light to heavy as measured; the first two are alike."""

DOSSIER = {0: 583, 15: 1015, 30: 1387, 45: 1673, 60: 1853, 75: 1915, 90: 1855}
"""Compression in N by degrees of lean for a man of 75 kg and 1.80 m, reckoned before with the same formulas (dossier, section 8.4)."""

COMPUTED = ("hip_hinge_wall", "hip_hinge_stick", "hockey_stance_hold", "hockey_pelvic_tilt_stance", "single_leg_hinge_reach",
            "dribble_intervals_low", "dribble_walk", "drag_flick_shadow", "lunge_stick_reach")  # fmt: skip
"""Exercises of which the figure in newton was reckoned for holding still without an unknown weight."""

BESIDE = {one.measured.posture: one for one in comparisons(BIOMECHANICS)}


def test_every_measured_figure_has_a_tolerance_or_a_bound() -> None:
    assert {key for key, one in BESIDE.items() if one.measured.bound == "about"} == set(TOLERANCE)


@pytest.mark.parametrize("posture", TOLERANCE)
def test_the_model_agrees_with_the_measured_ratio_within_its_tolerance(posture: str) -> None:
    assert abs(BESIDE[posture].error) <= TOLERANCE[posture]


def test_the_pressures_of_wilke_come_out_in_the_measured_order() -> None:
    modelled = [BESIDE[posture].modelled for posture in WILKE[1:]]
    assert modelled == sorted(modelled)
    assert BESIDE["bent_forward"].modelled == pytest.approx(BESIDE["hold_close"].modelled, rel=0.05)


def test_it_is_too_high_rather_than_too_low_beside_wilke() -> None:
    assert all(BESIDE[posture].error > 0 for posture in WILKE)


def test_leaning_forward_with_a_weight_is_more_than_double_as_nachemson_says() -> None:
    bounds = [one for one in BESIDE.values() if one.measured.bound == "more_than"]
    assert [one.measured.posture for one in bounds] == ["lean_with_weight"]
    assert all(one.modelled > float(one.measured.times) for one in bounds)


def test_what_was_measured_as_heaviest_is_heavier_than_every_upright_posture_without_a_weight() -> None:
    model = Model(BIOMECHANICS, Person(75, 175, "male"))
    light = [one for one in BIOMECHANICS.postures.values() if not one.trunk and not one.in_hands_kg]
    assert {one.id for one in light} == {"standing", "stick_upright"}
    most = max(model.of(one).relative for one in light)
    assert all(model.of(BIOMECHANICS.postures[key]).relative > most for key in BIOMECHANICS.heaviest)


def test_the_model_knows_no_plateau_where_the_measured_force_has_one() -> None:
    """Known to be wrong: from 33 to 53 degrees the implant force hardly changed. So the words say that deeper is about the same."""
    model = Model(BIOMECHANICS, Person(75, 175, "male"))
    rise = model.load(hanging(53)).relative / model.load(hanging(33)).relative
    assert 1.1 < rise < 1.25
    assert 33 <= BIOMECHANICS.plateau_deg.value <= 53


@pytest.mark.parametrize(("lean", "newton"), DOSSIER.items())
def test_the_newtons_are_those_of_the_dossier(lean: float, newton: int) -> None:
    model = Model(BIOMECHANICS, Person(75, 180, "male"))
    assert model.load(hanging(lean)).compression == pytest.approx(newton, abs=2)


@pytest.mark.parametrize("name", COMPUTED)
def test_the_newtons_that_exercises_carry_agree_with_their_poses(name: str) -> None:
    exercise = GUIDELINE.exercises[name]
    heaviest = exercise_load(exercise, Model(BIOMECHANICS, Person(75, 180, "male"))).heaviest
    assert heaviest is not None
    assert exercise.compression_n is not None
    assert heaviest.compression == pytest.approx(exercise.compression_n, rel=0.15)


def test_the_error_is_a_share_of_what_was_measured() -> None:
    one = BESIDE["bent_forward"]
    assert Comparison(one.measured, float(one.measured.times) * 1.1).error == pytest.approx(0.1)
