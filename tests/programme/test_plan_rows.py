"""What the source asks of a plan, row by row, on real programmes."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from wervel import load, plan
from wervel.consult.results import plan_json
from wervel.documents.figures import figure_of
from wervel.knowledge.cases import read_case
from wervel.knowledge.types import GOALS
from wervel.programme.making import Programme

GUIDELINE = load()
EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("hockey_sprain", "stenosis", "chronic_high_profile", "recovered_prevention")
each = pytest.mark.parametrize("name", NAMES)


def programme_of(name: str) -> Programme:
    case = read_case(EXAMPLES / f"{name}.yaml", GUIDELINE)
    programme = plan(GUIDELINE, case, replace(case.preferences, start=date(2026, 10, 5))).programme
    assert programme is not None
    return programme


@each
def test_s14_a_week_balances_load_and_rest_and_has_movement_on_most_days(name: str) -> None:
    programme = programme_of(name)
    strength = GUIDELINE.programme.slots["strength"][1]
    for week in range(programme.weeks):
        sessions = programme.of_week(week)
        assert len({session.day for session in sessions}) >= 4, "moves on most days"
        heavy = sorted({one.day for one in sessions for choice in one.choices if one.kind == "home" and choice.exercise.family in strength})
        assert all(after - before >= 2 for before, after in pairwise(heavy)), "rests a day between heavy days"
        assert any(session.kind == "endurance" for session in sessions), "walks or cycles"


def test_s14_in_the_first_days_somebody_walks_short_stretches_several_times_every_day() -> None:
    walks = [session for session in programme_of("hockey_sprain").of_week(0) if session.kind == "endurance"]
    (walk,) = walks[0].choices
    assert len(walks) == 7
    assert walk.exercise.id == "walking_interval"
    assert walk.dose.sessions_per_week >= 21


def test_s17_every_exercise_has_pictures_a_dose_and_a_way_up_or_down() -> None:
    for exercise in GUIDELINE.exercises.values():
        assert 1 <= len(exercise.poses) <= 5, exercise.id
        assert all("<svg" in figure_of(pose).svg for pose in exercise.poses)
        assert exercise.dose.sets >= 1
        assert exercise.dose.sessions_per_week >= 1
        assert exercise.regressions or exercise.progressions, exercise.id


@each
def test_s17_exercises_are_central_for_specific_and_nonspecific_complaints_alike(name: str) -> None:
    programme = programme_of(name)
    at_home = [session for session in programme.sessions if session.kind == "home"]
    assert at_home
    assert all(2 <= len(session.choices) <= 4 for session in at_home)


def test_s18_each_exercise_is_weighed_on_the_five_aims() -> None:
    assert GOALS == ("mobility", "coordination", "strength", "endurance", "stability")
    for exercise in GUIDELINE.exercises.values():
        assert set(dict(exercise.goals)) <= set(GOALS), exercise.id
        assert any(weight > 0 for _, weight in exercise.goals), exercise.id


@each
def test_s18_each_plan_shows_which_aims_it_serves_and_why(name: str) -> None:
    case = read_case(EXAMPLES / f"{name}.yaml", GUIDELINE)
    told = plan_json(plan(GUIDELINE, case), "en")
    assert sum(told["goals"].values()) == pytest.approx(1, abs=0.001)
    lines = [line for session in told["programme"]["sessions"] for line in session["exercises"]]
    assert lines
    for line in lines:
        assert line["goal"] in GOALS
        assert GUIDELINE.programme.goals[line["goal"]].en in line["reason"]
        assert line["finding"] is None or line["finding"] in GUIDELINE.rules
