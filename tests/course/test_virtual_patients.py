"""Six people live through twelve weeks: what a plan promises over time."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.course.virtual_patients import PEOPLE, TRAINING, WEEKS, Week, lived
from wervel.programme.step import work

everyone = pytest.mark.parametrize("name", PEOPLE)
UP = ("step_up", "quota")


def calls(weeks: Iterator[Week] | tuple[Week, ...]) -> set[str]:
    return {one for week in weeks for one in week.calls}


def between(name: str, first: int, last: int) -> tuple[Week, ...]:
    """The looks in these weeks of care."""
    return tuple(week for week in lived(name) if 7 * first <= week.at <= 7 * last)


@everyone
def test_no_dose_ever_jumps(name: str) -> None:
    """By no more than a fifth, or the smallest step, above the most of the last two weeks; a half comes back to its whole.

    What was not done for two weeks starts again as new.
    """
    trained = [week for week in lived(name) if week.at % 7 in TRAINING]
    for week in trained:
        for key, dose in week.doses.items():
            lately = [work(one.bases[key]) for one in trained if 0 < week.at - one.at <= 14 and key in one.bases]
            if lately:
                one_more = work(dose) // max(1, dose.minutes or dose.reps)
                assert work(dose) <= max(1.2 * max(lately), max(lately) + one_more), (key, week.at)


@everyone
def test_no_more_than_two_exercises_go_up_in_a_week(name: str) -> None:
    for week in lived(name):
        if week.plan is not None:
            raised = [one for one in week.plan.doses.changes if one.action in UP and (week.follow.today - one.since).days < 7]
            assert len({one.exercise for one in raised}) <= 2, (week.at, raised)


@everyone
def test_nobody_stays_calm_for_more_than_two_weeks_without_a_human(name: str) -> None:
    calm = 0
    for before, week in pairwise(lived(name)):
        is_calm = week.plan is not None and week.plan.stage == "calm" and week.plan.move.tell is None
        calm = calm + week.at - before.at if is_calm else 0
        assert calm <= 14, week.at


@everyone
def test_nothing_goes_up_before_an_examination_that_was_called_for(name: str) -> None:
    for week in lived(name):
        if week.plan is not None and week.plan.examine_first:
            assert not [key for key, one in week.plan.doses.decisions.items() if one.action in UP], week.at


def test_a_responder_reaches_the_goals_and_ends_in_keeping_it_up() -> None:
    stages = [week.plan.stage for week in lived("responder") if week.plan is not None]
    assert list(dict.fromkeys(stages)) == ["calm", "build", "prevent"]
    assert "e6_goals_met" in calls(between("responder", 6, WEEKS))
    assert not calls(lived("responder")) - {"e6_goals_met"}
    first, last = lived("responder")[0], lived("responder")[-1]
    assert first.follow.verdict is None
    assert last.follow.verdict == "on_track"


def test_who_recovers_slowly_is_examined_again_and_then_goes_on_building_up() -> None:
    assert "e2_not_improved" in calls(between("slow", 3, 5))
    assert not calls(between("slow", 8, WEEKS))
    last = lived("slow")[-1]
    assert last.plan is not None
    assert last.plan.stage == "build"


def test_who_does_not_respond_is_sent_on_in_time_by_each_rule_and_gets_no_plan_that_runs_on() -> None:
    for rule, first, last in (("e2_not_improved", 3, 5), ("e3_behind", 6, 11), ("e4_little_gain", WEEKS, WEEKS)):
        on = [week.at for week in lived("non_responder") if rule in week.calls]
        assert on, rule
        assert 7 * first <= on[0] <= 7 * first + 4, rule
        assert on[-1] <= 7 * last + 7
    assert all(week.plan is None for week in between("non_responder", 3, WEEKS)), "a human decides first"


def test_a_flare_is_answered_at_once_and_always_leads_back_to_the_plan() -> None:
    during = between("flare", 4, 5)
    assert "flare" in calls(during)
    calm = [week for week in during if week.plan is not None and week.plan.calm_since is not None]
    assert calm
    back = [week for week in between("flare", 5, WEEKS) if week.plan is not None and week.plan.calm_since is None and week.at > calm[-1].at]
    assert back[0].at - calm[0].at <= 14
    before = next(week for week in reversed(lived("flare")) if week.at < calm[0].at and week.plan is not None)
    kept = set(before.bases) & set(back[0].bases)
    assert kept
    assert all(work(back[0].bases[key]) < work(before.bases[key]) for key in kept), "it goes on with less than before"
    assert not calls(between("flare", 7, WEEKS))


def test_who_does_half_more_than_is_asked_ends_at_doses_that_can_be_borne() -> None:
    looks = [week for week in lived("overreacher") if week.plan is not None]
    early = max(work(dose) for week in looks if week.at <= 21 for dose in week.doses.values())
    late = max(work(dose) for week in looks if week.at > 63 for dose in week.doses.values())
    assert late < early
    assert looks[-1].doses, "a plan is left"
    assert any(change.rule.startswith("P5") for week in looks if week.plan is not None for change in week.plan.doses.changes)


def test_who_drops_out_is_missed_and_comes_back_to_half() -> None:
    assert "silence" in calls(between("dropout", 5, WEEKS))
    last = [week for week in between("dropout", 4, 10) if week.plan is not None]
    gaps = [week.plan.after_gap for week in last if week.plan is not None]
    assert gaps[-1] is not None
    assert gaps[-1].percent == 50
    assert gaps[-1].ask_again
