"""S19, exercises prevent or restore depending on their aim: for a person, and for a team."""

from itertools import combinations
from pathlib import Path

import pytest

from tests.course.people import GUIDELINE
from tests.sport.hockey_players import SPORT
from wervel import plan, read_case
from wervel.programme.dose import seconds
from wervel.programme.prevention import healthy_player, kinds_of_days, light_part, session_days, team_session

EXAMPLES = Path(__file__).parents[2] / "examples"
PREVENTION = SPORT.prevention
EXTRAS = ("band", "bench", "dumbbell", "kettlebell", "barbell", "roman_chair", "foam_roller", "cones", "medicine_ball")
KITS = [frozenset(kit) for size in (0, 1, 2, len(EXTRAS)) for kit in combinations(EXTRAS, size)]


# a person


@pytest.mark.parametrize(
    ("name", "stage", "purpose"), [("hockey_sprain", "calm", "restorative"), ("recovered_prevention", "prevent", "preventive")]
)
def test_a_sprain_gets_exercises_that_restore_and_a_recovered_back_those_that_prevent(name: str, stage: str, purpose: str) -> None:
    programme = plan(GUIDELINE, read_case(EXAMPLES / f"{name}.yaml", GUIDELINE)).programme
    assert programme is not None
    assert programme.stage.id == stage
    assert programme.choices
    assert all(purpose in choice.exercise.purpose for choice in programme.choices)


# a team


def test_a_team_without_anything_at_hand_does_one_exercise_for_each_part_in_a_quarter_of_an_hour() -> None:
    session = team_session(GUIDELINE, frozenset())
    assert [part.id for part, _ in session] == [
        "extensor_endurance", "side_endurance", "hip_hinge", "adductor_abductor", "hip_or_thoracic_mobility"
    ]  # fmt: skip
    assert sum(seconds(choice.dose) for _, choice in session) <= 15 * 60
    assert {choice.dose.sessions_per_week for _, choice in session} == {2}
    assert all("preventive" in choice.exercise.purpose for _, choice in session)


def test_with_anything_at_hand_it_keeps_to_its_parts_its_minutes_and_what_is_there() -> None:
    at_home = GUIDELINE.programme.household
    for kit in KITS:
        session = team_session(GUIDELINE, kit)
        exercises = [choice.exercise for _, choice in session]
        assert len(set(exercises)) == len(PREVENTION.parts), "every part, and no exercise twice"
        assert all(choice.exercise.id in part.exercises for part, choice in session)
        assert all(one.equipment <= kit | at_home for one in exercises)
        assert all("prevent" in one.stages for one in exercises)
        assert sum(seconds(choice.dose) for _, choice in session) <= PREVENTION.minutes * 60


def test_the_same_team_gets_the_same_session_and_a_band_changes_it() -> None:
    without, again = team_session(GUIDELINE, frozenset()), team_session(GUIDELINE, frozenset())
    assert without == again
    assert team_session(GUIDELINE, frozenset({"band"})) != without


def test_the_player_it_is_chosen_for_is_a_released_adult_in_the_preventing_stage() -> None:
    player = healthy_player(GUIDELINE)
    assert player.released
    assert not player.gates
    assert not player.removals
    assert player.option_or_careful("stage") == ("prevent", True)
    assert player.at_most == "none"


def test_every_part_has_something_for_the_calm_stage_or_the_building_one() -> None:
    """Else whoever is not that far yet can only leave it out."""
    for part in PREVENTION.parts:
        stages = {stage for one in part.exercises for stage in GUIDELINE.exercises[one].stages}
        assert stages >= {"calm", "build", "prevent"}, part.id


# the week


def days(training: str, matches: str) -> list[tuple[int, bool, bool]]:
    return [(one.day, one.before_training, one.light) for one in session_days(GUIDELINE, training.split(), matches.split())]


def test_it_comes_before_both_trainings_of_a_usual_week() -> None:
    assert days("tuesday thursday", "sunday") == [(1, True, False), (3, True, False)]
    assert kinds_of_days(SPORT.week.usual_training, SPORT.week.usual_matches) == (
        "after_match", "training", "between", "training", "two_before_match", "before_match", "match"
    )  # fmt: skip


def test_the_day_before_a_match_is_light_and_only_taken_when_there_is_no_other_training() -> None:
    assert days("tuesday thursday friday", "saturday") == [(1, True, False), (3, True, False)]
    assert days("thursday saturday", "sunday") == [(3, True, False), (5, True, True)]
    session = team_session(GUIDELINE, frozenset())
    light = light_part(session)
    assert light
    assert all(choice.exercise.load == "low" for _, choice in light)
    assert set(light) < set(session)


def test_with_one_training_the_other_time_is_at_home_away_from_the_match() -> None:
    assert days("wednesday", "saturday") == [(0, False, False), (2, True, False)]


@pytest.mark.parametrize(
    "matches", [[], ["sunday"], ["wednesday", "sunday"], ["saturday", "sunday", "monday", "tuesday", "thursday", "friday"]]
)
def test_never_on_a_match_day_and_light_exactly_on_the_day_before_one(matches: list[str]) -> None:
    names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    playing = {names.index(day) for day in matches}
    for training in combinations([day for day in names if day not in matches], 1):
        found = session_days(GUIDELINE, training, matches)
        assert 1 <= len(found) <= PREVENTION.times_a_week
        assert not {one.day for one in found} & playing
        assert all(one.light is ((one.day + 1) % 7 in playing) for one in found)
