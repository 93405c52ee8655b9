"""`wervel load` as a person types it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import wervel
from tests.knowledge.spoiling import copied


def told(*arguments: str) -> str:
    """What is printed, on one line."""
    done = wervel("load", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 100
    return " ".join(done.stdout.split())


def found(*arguments: str) -> Any:
    done = wervel("load", *arguments, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def refused(*arguments: str) -> list[str]:
    done = wervel("load", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr.splitlines()


def test_without_a_name_all_postures_are_listed_from_light_to_heavy() -> None:
    dutch = told()
    assert (
        dutch.index("Ontspannen staan") < dutch.index("Stick half laag") < dutch.index("Stick laag") < dutch.index("Tillen met een ronde")
    )
    assert "(stick_low)" in dutch
    assert "Het zegt niet wat je rug aankan." in dutch
    assert "wervel load --drills" in dutch
    assert len(found()["postures"]) == 12


def test_a_posture_is_known_by_its_id_and_its_name_in_both_languages() -> None:
    for words in (["stick_low"], ["stick", "low"], ["Stick laag, 60 graden gebogen"], ["stick low, bent 60 degrees"]):
        assert [one["id"] for one in found(*words)["postures"]] == ["stick_low"]
    assert [one["id"] for one in found("standing", "hold_close")["postures"]] == ["standing", "hold_close"]


def test_an_exercise_is_told_pose_by_pose() -> None:
    text = told("drag_flick_progression", "--lang", "en")
    assert "Pick up: about 3.5 times." in text
    assert "Moving fast makes it more: an estimated 1.3 to 1.5 times as much." in text
    (exercise,) = found("drag_flick_progression", "--lang", "en")["exercises"]
    assert [pose["label"] for pose in exercise["poses"]] == ["pick up", "drag", "follow through"]
    assert exercise["relative"] == max(pose["relative"] for pose in exercise["poses"])
    assert "Je staat hier niet alleen op je benen" in told("plank_forearm")
    assert found("plank_forearm")["exercises"][0]["poses"][0]["not_modelled"] == "support"


def test_drills_are_told_in_order() -> None:
    text = told("--drills")
    assert text.index("(upright_reset_break)") < text.index("(dribble_walk)") < text.index("(drag_flick_progression)")
    relative = [one["relative"] for one in found("--drills")["drills"]]
    assert relative == sorted(relative)
    assert found("--drills")["postures"] == []


def test_the_person_and_the_weight_in_the_hands_count() -> None:
    usual, heavy = found("stick_low"), found("stick_low", "--mass", "100", "--height", "190", "--sex", "female", "--in-hands", "5")
    assert heavy["person"] == {"mass_kg": 100, "height_cm": 190, "sex": "female"}
    (one,), (other,) = usual["postures"], heavy["postures"]
    assert (one["in_hands_kg"], other["in_hands_kg"]) == (0, 5)
    assert other["compression_n"] > one["compression_n"]
    assert found("stick_low", "--mass", "62,5")["person"]["mass_kg"] == 62.5
    assert "Gerekend voor een vrouw van 62,5 kg en 170 cm." in told("stick_low", "--mass", "62,5", "--height", "170", "--sex", "female")


def test_json_holds_what_was_measured_and_the_limits() -> None:
    result = found("lift_round_back", "--lang", "en")
    (lift,) = result["postures"]
    assert lift["measured"] == [{"times": 4.6, "bound": "about", "sources": ["wilke_1999"]}]
    assert [one["by"] for one in lift["lighter"]] == ["half_bent", "close", "half_weight"]
    assert any("does not say what your back can take" in limit for limit in result["limits"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["stik_low"], "found `stik_low`, expected the name of a posture or an exercise; did you mean `stick_low`?"),
        (["drag_flik_shadow"], "did you mean `drag_flick_shadow`?"),
        (["quux"], "`wervel load` shows the postures"),
        (["standing", "--mass", "3"], "--mass: found `3`, expected 20 to 350 kg"),
        (["standing", "--height", "1.75"], "--height: found `1.75`, expected 120 to 230 cm"),
        (["standing", "--mass", "heavy"], "--mass: found `heavy`, expected a number of kg"),
        (["standing", "--mass", "nan"], "expected a number of kg"),
        (["standing", "--in-hands=-1"], "--in-hands: found `-1`, expected 0 to 100 kg"),
        (["standing", "--sex", "femal"], "did you mean `female`?"),
        (["--in-hands", "5"], "--in-hands: found no posture"),
    ],
)
def test_what_cannot_be_is_refused_kindly(arguments: list[str], says: str) -> None:
    (problem,) = refused(*arguments)
    assert says in problem


def test_all_problems_are_told_at_once() -> None:
    assert len(refused("stik_low", "--mass", "3", "--height", "5", "--sex", "x", "--in-hands", "y")) == 5


def test_a_guideline_without_the_numbers_is_refused_with_the_cure(tmp_path: Path) -> None:
    (problem,) = refused("standing", "--guideline", str(copied(tmp_path, "biomechanics.yaml")))
    assert problem.startswith("biomechanics.yaml:1: ")
    assert "add biomechanics.yaml" in problem
