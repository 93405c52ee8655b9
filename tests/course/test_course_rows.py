"""What the source text asks of follow-up, row by row, on people under care."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.course.people import COURSE, GUIDELINE, LANGUAGES, called, day, episode, followed, steady, text_of, told
from wervel.course.follow import follow_up
from wervel.knowledge.course import PAIN
from wervel.knowledge.episodes import DURATION, parse_episode


def test_s14_whoever_is_followed_reads_to_move_and_to_balance_load_and_rest_at_every_contact() -> None:
    for today in (7, 21, 35):
        follow = followed(today, steady(4, today))
        words = {GUIDELINE.advice[one].text.en for one in follow.assessment.advice}
        assert any("moving" in text for text in words)
        assert any("rest" in text.lower() for text in words)


def test_s14_no_evaluation_tells_anybody_to_lie_or_sit_still() -> None:
    for one in COURSE.evaluations:
        assert not any(word in one.text.nl.lower() for word in ("bedrust", "stilzitten", "blijf liggen"))
    flare = next(one for one in COURSE.evaluations if one.id == "flare")
    assert "blijf lopen" in flare.text.nl


def test_s14_a_slow_course_is_told_without_alarm() -> None:
    follow = followed(14, steady(6, 14))
    assert follow.verdict == "slower"
    assert follow.calls == ()


def test_s16_stalled_and_hindered_at_five_weeks_calls_for_examination_before_anything_changes() -> None:
    follow = followed(35, steady(6, 35))
    assert follow.verdict == "stalled"
    assert "stalled_and_hindered" in called(follow)
    assert follow.examine_first
    for language in LANGUAGES:
        words = told(follow, language)
        call = next(one for one in COURSE.evaluations if one.id == "stalled_and_hindered")
        assert call.text[language] in words
    asked = {action for one in follow.calls for action in one.evaluation.do}
    assert asked == {"examine_again"}, "nothing is changed, ended or stepped up before that"


def test_s16_once_examined_the_plan_may_change() -> None:
    follow = followed(35, steady(6, 35), consultations={33: {"slr_positive": "no", "dp": "extension"}})
    assert "stalled_and_hindered" in called(follow)
    assert not follow.examine_first


@pytest.mark.parametrize("only", ["stalled", "hindered"])
def test_s16_one_of_the_two_is_not_enough(only: str) -> None:
    free = {"daily_limitation": "none", "pain_now_nprs": 2, "psk_mean": 1, "rmdq": 2, "qbpds": 5, "days_off_work": 0}
    slight = {35: {**free}}
    if only == "stalled":
        follow = followed(35, steady(2, 35), facts={**free}, consultations=slight)
    else:
        follow = followed(35, [(at, 6 - at // 8) for at in range(1, 36)])
    assert "stalled_and_hindered" not in called(follow)


def test_s16_following_never_changes_the_episode() -> None:
    one = episode(35, steady(6, 35))
    before = repr(one)
    assert follow_up(GUIDELINE, one, day(35)) is not None
    assert repr(one) == before


# alarms go before everything, at every contact

ALARM = {"saddle_sensation_change": "yes", "ces_onset_days": 1, "ces_progressive": "yes"}


def test_a_red_flag_in_a_later_consultation_stops_everything() -> None:
    well = {42: {"goals_met": "yes", **ALARM}}
    follow = followed(42, [(at, 3) for at in range(1, 43)], consultations=well)
    assert follow.assessment.at_least == "emergency"
    assert follow.stopped
    assert (follow.verdict, follow.calls, follow.next_contact) == (None, (), None)
    assert [reason.id for reason in follow.close] == ["red_flag"]
    for language in LANGUAGES:
        words = told(follow, language)
        assert {"nl": "Het plan ligt stil", "en": "The plan is on hold"}[language] in words
        assert not any(text[language] in words for _, text in COURSE.judgement.texts)
        assert not any(one.text[language] in words for one in COURSE.evaluations)


def test_before_that_day_it_went_well_and_after_a_clear_answer_it_goes_on() -> None:
    diary = [(at, 3) for at in range(1, 50)]
    sick = {42: ALARM}
    assert not followed(41, diary[:41]).stopped
    cleared = {**sick, 43: {"saddle_sensation_change": "no", "ces_progressive": "no"}}
    assert not followed(49, diary, consultations=cleared).stopped


def test_a_look_at_an_earlier_day_does_not_know_what_came_later() -> None:
    whole = parse_episode(text_of([(at, 3) for at in range(1, 50)], consultations={42: ALARM}), GUIDELINE, day(49))
    assert not follow_up(GUIDELINE, whole, day(41)).stopped
    assert follow_up(GUIDELINE, whole, day(42)).stopped


# the facts as they stand now


def test_later_answers_replace_older_ones_and_time_goes_on() -> None:
    follow = followed(21, consultations={14: {"pain_now_nprs": 3, "daily_limitation": "slight"}})
    known = follow.standing.case.known
    assert (known["pain_now_nprs"], known["daily_limitation"], known["weeks_in_plan"]) == (3, "slight", 3)
    assert known[DURATION] == 14 + 21
    assert follow.standing.answered["daily_limitation"] == day(14)


def test_who_does_not_know_any_more_is_not_held_to_an_older_answer() -> None:
    follow = followed(14, consultations={14: {"fever_or_chills_reported": "unknown"}})
    assert "fever_or_chills_reported" not in follow.standing.case.known
    assert "fever_or_chills_reported" in follow.standing.case.declined


def test_the_diary_tells_pain_and_what_is_reckoned_from_it() -> None:
    known = followed(21, steady(3, 21)).standing.case.known
    assert (known["pain_now_nprs"], known[PAIN], known["improvement_percent_since_start"]) == (3, 3, 50)
    assert (known["pain_change_since_start"], known["improved_since_start"], known["course_of_complaint"]) == (-30, True, "improving")
    assert known["days_since_last_entry"] == 0


def test_a_trend_that_was_told_at_the_intake_gives_way_to_the_diary_after_two_weeks() -> None:
    assert followed(13, steady(6, 13)).standing.case.known["course_of_complaint"] == "improving"
    assert followed(14, steady(6, 14)).standing.case.known["course_of_complaint"] == "unchanged"
    worse = followed(14, steady(9, 14)).standing.case.known
    assert worse["course_of_complaint"] == "improving", "a rise is for the person to say; E1 has somebody ask"


def test_older_answers_that_cannot_go_with_later_ones_are_set_aside_and_said() -> None:
    follow = followed(14, facts={"leg_pain": "none", "leg_pain_now": 0}, consultations={14: {"leg_pain_now": 4}})
    assert follow.standing.set_aside == ("leg_pain",)
    assert "leg_pain" not in follow.standing.case.known


def test_an_old_score_yields_to_what_somebody_says_of_daily_life_now() -> None:
    old = {"rmdq": 15, "daily_limitation": "severe"}
    assert "rmdq" in followed(14, facts=old, consultations={14: {"daily_limitation": "slight"}}).standing.case.known
    assert "rmdq" not in followed(21, facts=old, consultations={21: {"daily_limitation": "slight"}}).standing.case.known


# hypothesis


@given(
    pains=st.lists(st.integers(0, 10), min_size=1, max_size=20),
    order=st.randoms(use_true_random=False),
)
def test_the_order_of_diary_lines_does_not_matter(pains: list[int], order: Random) -> None:
    diary = [(at + 1, pain) for at, pain in enumerate(pains)]
    mixed = list(diary)
    order.shuffle(mixed)
    one, other = followed(21, diary), followed(21, mixed)
    assert (one.standing, one.progress, one.verdict, one.calls, one.next_contact) == (
        other.standing, other.progress, other.verdict, other.calls, other.next_contact
    )  # fmt: skip
    assert one.episode.diary == other.episode.diary
    assert len(one.episode.diary) == len(pains), "nothing is lost"


@given(better=st.lists(st.integers(0, 3), min_size=21, max_size=21), today=st.sampled_from([7, 14, 21, 28]))
def test_a_diary_with_less_pain_on_every_day_never_gets_a_worse_verdict(better: list[int], today: int) -> None:
    more = [(at + 1, 5 + at % 3) for at in range(today)]
    less = [(at, pain - drop) for (at, pain), drop in zip(more, better * 2, strict=False)]
    order = ("on_track", "slower", "stalled", "worse")
    ranks = [order.index(followed(today, diary).verdict or "worse") for diary in (less, more)]
    assert all(one <= other for one, other in pairwise(ranks))
