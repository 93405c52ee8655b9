"""S3, hockey loads the back: minutes bent forward, upright breaks, drag flicks, and a week that is a big jump."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.course.people import GUIDELINE
from tests.sport.hockey_players import HOCKEY, SPORT, day, did
from wervel import Preferences, plan
from wervel.knowledge.sport import SportSession
from wervel.programme.sport_load import flicks_today, low_minutes, low_minutes_of_week, upright_breaks, week_load


def test_two_trainings_and_a_match_are_138_minutes_bent_forward() -> None:
    week = [did(1, "training", 75), did(3, "training", 75), did(6, "match", 70)]
    assert low_minutes(week, SPORT) == Fraction("37.5") * 2 + 63
    assert low_minutes([did(1, "training", 75, drag_flicks=20)], SPORT) == Fraction("39.5")
    assert low_minutes([did(1, "walk", 60), did(2, "run", 30)], SPORT) == 0


# the budget of a week


def test_a_week_starts_at_twenty_minutes_and_grows_by_a_fifth_over_the_weeks_that_are_known() -> None:
    assert low_minutes_of_week([], day(0), GUIDELINE).budget == 20
    first = [did(1, "technical", 80)]
    assert low_minutes_of_week(first, day(8), GUIDELINE).budget == 48
    second = [*first, did(8, "technical", 40)]
    assert low_minutes_of_week(second, day(15), GUIDELINE).budget == 36


def test_only_the_four_weeks_before_count_and_a_week_without_sport_in_between_is_none() -> None:
    weeks = [did(7 * at + 1, "technical", minutes) for at, minutes in enumerate((1000, 80, 80, 0, 80)) if minutes]
    assert low_minutes_of_week(weeks, day(5 * 7), GUIDELINE).budget == Fraction(3 * 40, 4) * Fraction(6, 5)


def test_what_was_done_this_week_is_taken_off_and_a_budget_is_never_below_the_start_or_zero() -> None:
    log = [did(1, "technical", 10), did(8, "technical", 30)]
    week = low_minutes_of_week(log, day(9), GUIDELINE)
    assert [week.done, week.budget, week.left] == [15, 20, 5]
    assert low_minutes_of_week([*log, did(9, "training", 90)], day(9), GUIDELINE).left == 0


def test_a_week_runs_from_monday_to_sunday() -> None:
    log = [did(6, "match", 70)]
    assert low_minutes_of_week(log, day(6), GUIDELINE).done == 63
    assert low_minutes_of_week(log, day(7), GUIDELINE).done == 0
    assert low_minutes_of_week(log, day(5), GUIDELINE).done == 0, "what is still to come does not count"


# upright breaks


@pytest.mark.parametrize(
    ("minutes", "kind", "breaks"),
    [(75, "training", (30, 60)), (29, "training", ()), (30, "training", (30,)), (70, "match", (16, 33, 50, 66)), (90, "run", ())],
)
def test_a_minute_upright_after_every_quarter_of_an_hour_bent_forward(minutes: int, kind: str, breaks: tuple[int, ...]) -> None:
    assert upright_breaks(minutes, SPORT.kinds[kind], SPORT) == breaks


# drag flicks


def flicks(step: str | None, *sessions: SportSession, today: int) -> tuple[int, int | None]:
    found = flicks_today(sessions, step, day(today), GUIDELINE)
    return found.count, found.power_percent


def test_a_flicker_starts_with_fifteen_at_sixty_per_cent_and_adds_a_fifth_a_week() -> None:
    assert flicks("r5", today=1) == (15, 60)
    first = did(1, "training", 75, drag_flicks=15)
    assert flicks("r5", first, today=3) == (15, 60), "the same week"
    assert flicks("r5", first, today=8) == (18, None)
    assert flicks("r5", first, did(8, "training", 75, drag_flicks=18), today=15) == (21, None)


@pytest.mark.parametrize("step", [None, "r0", "r4"])
def test_before_full_training_there_are_none(step: str | None) -> None:
    assert flicks(step, today=1) == (0, None)


def test_never_on_two_days_in_a_row_and_what_was_done_today_is_taken_off() -> None:
    log = did(1, "training", 75, drag_flicks=15)
    assert flicks("r6", log, today=2) == (0, None)
    assert flicks("r6", log, today=3) == (15, 60)
    assert flicks("r5", did(1, "training", 75, drag_flicks=9), today=1) == (6, 60)


def test_a_session_that_was_not_green_adds_nothing_and_after_four_weeks_it_starts_anew() -> None:
    log = (did(1, "training", 75, drag_flicks=15), did(8, "training", 75, drag_flicks=18, light="amber"))
    assert flicks("r5", *log, today=15) == (18, None), "a fifth over the fifteen that went green"
    assert flicks("r5", log[0], today=29) == (18, None)
    assert flicks("r5", log[0], today=36) == (15, 60)


# a big jump


def weekly(*loads: int) -> list[SportSession]:
    """One session of effort 1 a week."""
    return [did(7 * at, "run", load, effort=1) for at, load in enumerate(loads)]


@pytest.mark.parametrize(
    ("loads", "jump"),
    [
        ((100, 100, 100, 100, 120), False),
        ((100, 100, 100, 100, 121), True),  # over a fifth more than last week
        ((100, 100, 100, 140, 143), False),
        ((90, 90, 90, 130, 131), True),  # over 1.3 times the mean of 100
        ((90, 90, 90, 130, 130), False),
    ],
)
def test_a_big_jump_is_a_fifth_over_last_week_or_three_tenths_over_the_mean(loads: tuple[int, ...], jump: bool) -> None:
    found = week_load(weekly(*loads), day(28), GUIDELINE)
    assert (found.week, found.last_week, found.big_jump, found.missing) == (loads[-1], loads[-2], jump, ())


def test_too_few_weeks_are_no_jump_and_no_calm_but_unknown() -> None:
    found = week_load(weekly(100, 100), day(7), GUIDELINE)
    assert (found.big_jump, found.mean, found.missing) == (None, None, ("mean_load",))
    assert week_load(weekly(100, 130), day(7), GUIDELINE).big_jump is True, "last week alone can show it"


def test_an_effort_that_was_not_noted_leaves_the_week_unknown() -> None:
    *before, last = weekly(100, 100, 100, 100, 200)
    found = week_load([*before, replace(last, effort=None)], day(28), GUIDELINE)
    assert (found.week, found.big_jump, found.missing) == (None, None, ("week_load",))


def test_a_big_jump_is_told_as_information_and_never_as_a_risk() -> None:
    for text, words in ((SPORT.big_jump_text.nl, ("risico", "kans", "gevaar")), (SPORT.big_jump_text.en, ("risk", "chance", "danger"))):
        assert not [word for word in words if word in text.lower()]


# in the plan of one person


@pytest.mark.parametrize(("step", "hardest"), [(None, 0), ("r1", 0), ("r2", 4), ("r4", 7), ("r6", 10)])
def test_the_plan_of_a_player_holds_no_drill_that_the_step_does_not_allow(step: str | None, hardest: int) -> None:
    wishes = Preferences(equipment=frozenset({"cones", "ball", "stick", "team"}), match_days=("sunday",))
    told = {**HOCKEY, **({"return_to_play_stage": step} if step else {})}
    programme = plan(GUIDELINE, told, wishes).programme
    assert programme is not None
    drills = [choice.exercise for choice in programme.choices if choice.exercise.mode == "drill"]
    assert all(one.difficulty <= hardest for one in drills)
    assert bool(drills) is (hardest > 0)
