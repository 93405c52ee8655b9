"""S3, hockey loads the back: who of a squad joins in what, and why."""

from typing import Any

import pytest

from tests.sport.squad_files import WELL, planned, player_of, with_complaint
from wervel.programme.prevention import Kept, Swap
from wervel.programme.squad import avoids, first_rules, may_do

KNEE = {**WELL, "knee_irritable": "yes"}


def swaps(found: Any) -> list[Swap]:
    return [one for one in found.session if isinstance(one, Swap)]


def test_a_squad_of_three_one_joins_one_adapts_and_one_is_seen_first() -> None:
    plan = planned(
        {"name": "Anna", "facts": WELL},
        {"name": "Bo", "facts": with_complaint(return_to_play_stage="r4", sex="male")},
        {"name": "Cas", "facts": {**WELL, "bladder_retention_or_hesitancy": "yes", "ces_onset_days": 1}},
    )
    assert [(one.player.name, one.state) for one in plan.players] == [("Anna", "takes_part"), ("Bo", "adapted"), ("Cas", "see_first")]


# without a complaint


def test_who_has_no_complaint_does_everything() -> None:
    found = player_of(WELL)
    assert (found.state, found.complaint, found.young, found.way_back) == ("takes_part", False, False, None)
    assert all(isinstance(one, Kept) for one in found.session)
    assert (may_do(found), avoids(found)) == (None, ())


@pytest.mark.parametrize("missing", ["pain_now_nprs", "leg_pain", "daily_limitation"])
def test_not_asked_is_not_no(missing: str) -> None:
    assert player_of({key: value for key, value in WELL.items() if key != missing}).complaint is None


@pytest.mark.parametrize("one", [{"pain_now_nprs": 1}, {"leg_pain": "below_knee"}, {"daily_limitation": "slight"}])
def test_one_thing_is_a_complaint_and_with_open_questions_somebody_looks_first(one: dict[str, Any]) -> None:
    found = player_of({**WELL, **one})
    assert (found.complaint, found.state, found.session) == (True, "see_first", ())


def test_a_knee_that_hurts_swaps_what_loads_it_for_something_of_the_same_part() -> None:
    found = player_of(KNEE)
    assert found.state == "adapted"
    assert swaps(found)
    for swap in swaps(found):
        assert swap.facts == ("knee_irritable",)
        assert swap.instead is not None
        assert swap.instead.exercise.id in swap.part.exercises
        assert "knee_irritable" not in (*swap.instead.exercise.cautions, *swap.instead.exercise.contraindications)
    kept = [one.exercise for one in found.session if isinstance(one, Kept)]
    assert not [one.id for one in kept if "knee_irritable" in one.cautions]
    assert may_do(found) is None, "the training itself is hers"


def test_a_pregnant_player_gets_nothing_that_the_guideline_takes_away() -> None:
    found = player_of({**WELL, "sex": "female", "pregnant": "yes", "pregnancy_weeks": 20})
    exercises = [
        one.instead.exercise if isinstance(one, Swap) and one.instead else one.exercise for one in found.session if not _left_out(one)
    ]
    assert not [one.id for one in exercises if one.family in ("mobility_extension", "trunk_extension")]
    assert not [one.id for one in exercises if "pregnancy_2nd_3rd_trimester" in one.contraindications]


def _left_out(one: Kept | Swap) -> bool:
    return isinstance(one, Swap) and one.instead is None


def test_a_veteran_of_66_does_what_is_hard_only_when_regular_exercise_is_known() -> None:
    hard = {"side_plank_feet", "lateral_lunge", "lateral_band_walk"}
    veteran, trained = (
        player_of({**WELL, "age_years": 66}),
        player_of({**WELL, "age_years": 66, "regular_exercise": "yes", "balance_impaired": "no"}),
    )
    assert {swap.exercise.id for swap in swaps(veteran)} & hard
    assert all(swap.facts == ("age_years",) for swap in swaps(veteran))
    assert not [swap for swap in swaps(veteran) if swap.instead and swap.instead.exercise.id in hard]
    assert swaps(trained) == []


def test_a_wish_is_followed_and_called_a_wish() -> None:
    (team,) = planned({"facts": WELL}).players
    disliked = team.session[0].exercise.id
    found = player_of(WELL, preferences={"dislikes": [disliked]})
    (swap,) = swaps(found)
    assert (swap.exercise.id, swap.wish, swap.facts, swap.stage) == (disliked, True, (), None)


@pytest.mark.parametrize(("age", "young"), [(15, True), (16, False), (None, None)])
def test_under_16_a_physiotherapist_looks_along_and_an_unknown_age_is_said(age: int | None, young: bool | None) -> None:
    found = player_of({key: value for key, value in {**WELL, "age_years": age}.items() if value is not None})
    assert (found.state, found.young) == ("takes_part", young)


# with a complaint


def test_with_a_complaint_only_what_the_guideline_offers_this_person_is_done() -> None:
    found = player_of(with_complaint(pain_now_nprs=5, daily_limitation="clear", flexion_intolerant="yes", demanding_goal="no"))
    assert found.state == "adapted"
    assert found.assessment.option_or_careful("stage") == ("build", True)
    assert swaps(found)
    for swap in swaps(found):
        assert swap.facts or swap.rules or swap.stage, "every change has a reason"
        assert swap.stage is None or swap.stage == "build"
        assert swap.instead is None or "build" in swap.instead.exercise.stages


def test_a_step_lets_a_player_join_in_part() -> None:
    found = player_of(with_complaint(return_to_play_stage="r2"))
    assert found.way_back is not None
    assert (found.state, found.way_back.decision.action) == ("adapted", "stay")
    may = may_do(found)
    assert may is not None
    assert "technical" in may
    assert "training" not in may
    assert "hele training" in [name.nl for name in avoids(found)]
    assert {drill.difficulty <= 4 for drill in found.way_back.drills} == {True}


def test_without_a_step_a_complaint_means_the_exercises_alone() -> None:
    found = player_of(with_complaint())
    assert found.way_back is not None
    assert (found.way_back.decision.rule, may_do(found), found.way_back.drills) == ("unknown_step", {}, ())


def test_a_red_light_takes_drills_of_the_step_away_at_once() -> None:
    red = ["date: 2026-11-20, kind: technical, minutes: 20, light: red"]
    found = player_of(with_complaint(return_to_play_stage="r3"), step_since="2026-11-16", log=red)
    assert found.way_back is not None
    assert (found.way_back.decision.action, found.way_back.decision.step) == ("back", "r2")
    assert all(drill.difficulty <= 4 for drill in found.way_back.drills)
    assert "sprint" not in (may_do(found) or {"sprint": 0})


def test_a_goalkeeper_gets_no_dribble_drills() -> None:
    drills = {role: player_of(with_complaint(return_to_play_stage="r3", hockey_role=role)).way_back for role in ("keeper", "midfield")}
    named = {role: {drill.id for drill in found.drills} if found else set() for role, found in drills.items()}
    assert "dribble_intervals_low" in named["midfield"]
    assert not named["keeper"] & {"dribble_walk", "dribble_intervals_low"}


@pytest.mark.parametrize(("step", "warms_up"), [("r1", False), ("r2", True), ("r6", True)])
def test_the_warm_up_of_the_team_is_for_who_touches_the_ball_again(step: str, warms_up: bool) -> None:
    found = player_of(with_complaint(return_to_play_stage=step)).way_back
    assert found is not None
    assert found.warms_up is warms_up


def test_only_a_flicker_on_the_way_back_has_a_count() -> None:
    flicker = player_of(with_complaint(return_to_play_stage="r5", hockey_role="drag_flicker"))
    other = player_of(with_complaint(return_to_play_stage="r5"))
    assert flicker.way_back is not None
    assert other.way_back is not None
    assert flicker.way_back.flicks is not None
    assert (flicker.way_back.flicks.count, other.way_back.flicks) == (15, None)
    assert "15" in flicker.way_back.flicks.text.nl


def test_three_green_matches_end_the_way_back() -> None:
    log = [f"date: 2026-11-{at}, kind: match, minutes: {minutes}, light: green" for at, minutes in (("01", 15), ("08", 30), ("15", 45))]
    found = player_of(with_complaint(return_to_play_stage="r6"), step_since="2026-11-01", log=log)
    assert (found.way_back, may_do(found)) == (None, None)


# somebody else first


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"bladder_retention_or_hesitancy": "yes", "ces_onset_days": 1}, "cauda_equina.recent_sign"),
        ({"age_years": 17, "episode_duration_days": 20, "pain_extension_provoked": "yes"}, "young_extension_pain"),
        ({"age_years": 15, "episode_duration_days": 20}, "gates.child"),
    ],
)
def test_an_alarm_a_referral_and_a_closed_gate_come_first_and_say_why(facts: dict[str, Any], rule: str) -> None:
    found = player_of(with_complaint(return_to_play_stage="r3", **facts))
    assert (found.state, found.session) == ("see_first", ())
    assert rule in [one.id for one in first_rules(found)]


def test_an_alarm_sign_counts_without_any_complaint() -> None:
    assert player_of({**WELL, "saddle_sensation_change": "yes", "ces_onset_days": 2}).state == "see_first"


# load


def test_the_load_of_a_week_is_shown_with_a_log_and_not_without() -> None:
    log = ["date: 2026-10-20, kind: training, minutes: 75, effort: 6, light: green",
           "date: 2026-11-23, kind: match, minutes: 70, effort: 8, light: green"]  # fmt: skip
    found = player_of(WELL, log=log)
    assert found.load is not None
    assert found.low is not None
    assert found.load.week == 560
    assert found.low.done == 63
    assert (player_of(WELL).load, player_of(WELL).low) == (None, None)
