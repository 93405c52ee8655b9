"""When somebody looks again: each evaluation just over and just under its line, on whole diaries; and what follows from it."""

from typing import Any

import pytest

from tests.course.people import COURSE, GUIDELINE, called, day, followed, steady
from wervel.consult.coverage import coverage
from wervel.knowledge.course import ACTIONS, CLOSED

RADICULAR = {"leg_pain": "below_knee", "leg_pain_side": "left", "radicular_syndrome_known": "yes", "leg_numbness_reported": "yes",
             "episode_duration_days": 20}  # fmt: skip
NO_ALARM = dict.fromkeys(
    [fact.id for fact in GUIDELINE.facts.values() if fact.group in COURSE.screening_groups and fact.by == "patient"], "no"
)


def down(start: int, end: int, until: int) -> list[tuple[int, int]]:
    """A diary that goes down in three weeks and stays there."""
    return [(at, max(end, start - (start - end) * at // 21)) for at in range(1, until + 1)]


# each rule by name


def test_e1_two_points_more_pain_after_a_week_asks_for_contact_within_two_days() -> None:
    follow = followed(7, steady(8, 7))
    (call,) = [one for one in follow.calls if one.evaluation.id == "e1_more_pain"]
    assert call.evaluation.do == ("contact",)
    assert (call.due - call.since).days == 2
    assert follow.verdict == "worse"


def test_e1_just_under_two_points_or_in_the_first_week_it_waits() -> None:
    nearly = [*steady(8, 6), (7, 7)]
    assert "e1_more_pain" not in called(followed(7, nearly)), "7.9"
    assert "e1_more_pain" not in called(followed(6, steady(8, 6)))


def test_e1_new_leg_symptoms_ask_for_contact_at_once_and_old_ones_do_not() -> None:
    lines = ["diary:", f"  - {{date: {day(2)}, pain: 5, leg_change: new}}", f"  - {{date: {day(9)}, pain: 5, leg_change: same}}"]
    assert "e1_leg_symptoms" in called(followed(3, more=lines[:2]))
    assert "e1_leg_symptoms" in called(followed(8, more=lines[:2]))
    assert "e1_leg_symptoms" not in called(followed(9, more=lines))
    session = ["sessions:", f"  - {{date: {day(2)}, exercise: cat_camel, done: 100, leg_change: down}}"]
    assert "e1_leg_symptoms" in called(followed(3, more=session))
    assert "e1_leg_symptoms" not in called(followed(3, more=[line.replace("down", "up") for line in session]))


def test_e2_not_improved_at_three_weeks_asks_for_an_examination() -> None:
    assert "e2_not_improved" in called(followed(21, steady(5, 21)))
    assert "e2_not_improved" not in called(followed(20, steady(5, 20)))
    assert "e2_not_improved" not in called(followed(21, steady(4, 21))), "2 points"
    assert "e2_not_improved" not in called(followed(21, steady(5, 21), facts={"rmdq": 12}, measurements=[(21, "rmdq", 7)])), "5 points"
    assert "e2_not_improved" in called(followed(21, steady(5, 21), facts={"rmdq": 18}, measurements=[(21, "rmdq", 14)]))


def test_e3_behind_at_six_weeks_asks_for_a_full_examination_and_a_letter() -> None:
    assert "e3_behind" in called(followed(42, steady(5, 42)))
    assert "e2_not_improved" not in called(followed(42, steady(5, 42)))
    assert "e3_behind" not in called(followed(41, steady(5, 41)))
    high = {"pain_now_nprs": 9, "episode_duration_days": 14}  # expected after six weeks 4.2
    assert "e3_behind" in called(followed(42, steady(7, 42), facts=high)), "2.8 above"
    assert "e3_behind" not in called(followed(42, steady(6, 42), facts=high)), "improved and 1.8 above"


def test_e4_under_thirty_percent_at_twelve_weeks_steps_up_care() -> None:
    ten = {"pain_now_nprs": 10}
    (call,) = [one for one in followed(84, steady(8, 84), facts=ten).calls if one.evaluation.id == "e4_little_gain"]
    assert call.evaluation.do == ("step_up_care", "letter")
    assert "e4_little_gain" not in called(followed(84, steady(7, 84), facts=ten)), "30 percent"
    assert "e4_little_gain" not in called(followed(83, steady(8, 83), facts=ten))
    assert "e4_little_gain" in called(followed(84, [*steady(7, 83), (84, 8)], facts=ten)), "28.6 percent is rounded down"
    assert "no_effect" in [reason.id for reason in followed(84, steady(8, 84), facts=ten).close]


def test_e5_leg_pain_of_five_with_little_gain_at_six_weeks_goes_to_the_gp() -> None:
    def at(today: int, leg: int, pain: int = 5) -> set[str]:
        return called(
            followed(today, steady(pain, today), facts=RADICULAR, measurements=[(0, "leg_pain_now", 7), (today, "leg_pain_now", leg)])
        )

    assert "e5_leg_pain" in at(42, 5)
    assert "e5_leg_pain" not in at(42, 4)
    assert "e5_leg_pain" not in at(41, 5)
    assert "e5_leg_pain" not in at(42, 5, pain=4), "a third better"
    assert {"e5_leg_pain_stays"} == at(84, 5) & {"e5_leg_pain", "e5_leg_pain_stays"}
    assert "e5_leg_pain_stays" not in at(84, 4)


def test_e6_goals_met_improved_and_two_stable_weeks_may_end_the_care() -> None:
    met = {42: {"goals_met": "yes"}}
    follow = followed(42, down(6, 2, 42), consultations=met)
    assert "e6_goals_met" in called(follow)
    assert [reason.id for reason in follow.close] == ["goals_met"]
    assert "e6_goals_met" not in called(followed(42, down(6, 2, 42)))
    unstable = [*steady(5, 35), *steady(2, 42, since=36)]
    assert "e6_goals_met" not in called(followed(42, unstable, consultations=met)), "one week"
    assert "e6_goals_met" not in called(followed(42, steady(6, 42), consultations=met)), "not improved"


def test_a_flare_is_told_as_one_and_a_bad_weekend_is_not() -> None:
    better = down(7, 2, 40)
    seven = {"pain_now_nprs": 7}
    assert "flare" in called(followed(47, [*better, *steady(4, 47, since=41)], facts=seven))
    assert "flare" not in called(followed(42, [*better, (41, 6), (42, 6)], facts=seven))
    assert "flare" not in called(followed(47, [*better, *steady(9, 47, since=41)], facts=seven)), "that is more pain than at the start"


def test_silence_of_more_than_two_weeks_asks_for_contact() -> None:
    assert "silence" not in called(followed(24, steady(3, 10)))
    assert "silence" in called(followed(25, steady(3, 10)))


# what follows from a call


def test_a_call_keeps_its_day_and_is_done_when_somebody_looked() -> None:
    later = followed(30, steady(6, 30))
    (call,) = [one for one in later.calls if one.evaluation.id == "e2_not_improved"]
    assert (call.since, call.due, call.done) == (day(21), day(28), None)
    visited: dict[int, dict[str, Any]] = {25: {"pain_now_nprs": 6}}
    only_talked = followed(30, steady(6, 30), consultations=visited)
    assert only_talked.examine_first, "a talk is no examination"
    judged = followed(30, steady(6, 30), consultations={25: {"risk_profile": "moderate", "odi": 30}})
    assert judged.examine_first, "nor is a questionnaire or a judgement"
    examined = followed(30, steady(6, 30), consultations={25: {"slr_positive": "no"}})
    assert not examined.examine_first
    assert {one.done for one in examined.calls if "examine_again" in one.evaluation.do} == {day(25)}


def test_an_examination_before_the_standstill_does_not_answer_it() -> None:
    assert followed(30, steady(6, 30), consultations={10: {"slr_positive": "no"}}).examine_first


def test_the_next_contact_is_that_of_the_profile_or_sooner_when_something_asks_for_it() -> None:
    low = followed(7, down(6, 2, 7), consultations={7: {"risk_profile": "low"}})
    assert low.next_contact is not None
    assert (low.next_contact.on, low.next_contact.because) == (day(21), None)
    moderate = followed(7, down(6, 2, 7), consultations={7: {"risk_profile": "moderate"}}).next_contact
    assert moderate is not None
    assert moderate.on == day(14)
    worse = followed(9, steady(9, 9), consultations={7: {"risk_profile": "low"}}).next_contact
    assert worse is not None
    assert (worse.on, worse.because) == (day(21), None), "that contact has been, on the day on which pain was found to be more"
    unseen = followed(10, steady(9, 10), consultations={6: {"risk_profile": "low"}}).next_contact
    assert unseen is not None
    assert (unseen.on, unseen.due) == (day(10), day(7)), "late"


def test_a_contact_that_was_missed_is_due_now() -> None:
    following = followed(12, steady(4, 12), consultations={0: {"risk_profile": "low"}}).next_contact
    assert following is not None
    assert (following.due, following.on) == (day(7), day(12))


def test_the_end_of_care_begins_the_prevent_stage_with_three_contacts_and_no_evaluations() -> None:
    ended = {42: {CLOSED: "goals_met"}}
    follow = followed(50, down(6, 1, 50), consultations=ended)
    assert (follow.standing.closed, follow.verdict, follow.calls, follow.close) == (day(42), None, (), ())
    assert follow.next_contact is not None
    assert follow.next_contact.on == day(42 + 42)
    assert COURSE.prevent_contacts == (42, 91, 182)


def test_pain_that_returns_after_the_end_is_a_new_episode_to_be_screened() -> None:
    ended = {42: {CLOSED: "goals_met"}}
    diary = down(6, 1, 42)
    assert "recurrence" not in called(followed(120, [*diary, (118, 2), (120, 2)], consultations=ended))
    back = followed(120, [*diary, (118, 4), (120, 5)], consultations=ended)
    assert called(back) == {"recurrence"}


def test_care_ends_by_a_wish_or_by_going_on_alone_whatever_the_numbers() -> None:
    assert "patient_wish" in [one.id for one in followed(10, steady(6, 10), consultations={9: {"wants_to_stop": "yes"}}).close]
    assert "self_reliant" in [one.id for one in followed(10, steady(6, 10), consultations={9: {"able_alone": "yes"}}).close]
    assert [one.id for one in COURSE.close_reasons if one.when is None] == ["not_motivated", "red_flag"], "for a person, and for an alarm"


def test_questions_on_alarm_signs_are_asked_again_when_their_answers_are_a_week_old() -> None:
    assert followed(7).ask_again == ()
    assert set(followed(8).ask_again) == set(COURSE.screening_groups)
    known = {key: "no" for key in NO_ALARM if key in followed(0).standing.case.known}
    assert followed(12, consultations={8: known}).ask_again == ()


# the guideline


def test_every_action_is_asked_for_by_some_evaluation() -> None:
    assert {one for evaluation in COURSE.evaluations for one in evaluation.do} == set(ACTIONS)


def test_an_evaluation_without_cases_is_a_gap_in_coverage() -> None:
    gaps = [line for line in coverage(GUIDELINE, []) if "calls" in line]
    assert len(gaps) == 3 * len(COURSE.evaluations)


@pytest.mark.parametrize("evaluation", COURSE.evaluations, ids=lambda one: one.id)
def test_no_evaluation_fires_for_somebody_nothing_is_known_of(evaluation: Any) -> None:
    from wervel.logic.reference import evaluate

    assert evaluate(evaluation.when, {}, GUIDELINE.definitions) is None
