"""What counts as a change, on each measure, and the verdict."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.course.people import COURSE, STARTED, day, episode, followed, steady
from wervel.course.pain import PainCourse, tenths
from wervel.course.progress import Band, Progress, band_at, improved, verdict
from wervel.knowledge.course import VERDICTS


def on(fact: str, start: object, now: object, fresh: bool = True) -> Progress:
    return Progress(COURSE.measure(fact), Fraction(str(start)), STARTED, Fraction(str(now)), day(21), fresh)


@pytest.mark.parametrize(
    ("fact", "start", "enough", "too_little"),
    [
        ("pain_avg_7d", 8, 6, "6.1"),  # 2 points
        ("pain_avg_7d", 5, "3.5", "3.6"),  # 30 percent
        ("pain_avg_7d", 1, "0.7", "0.8"),
        ("leg_pain_now", 8, 6, 7),
        ("rmdq", 20, 15, 16),
        ("rmdq", 10, 7, 8),
        ("odi", 50, 40, 41),
        ("odi", 20, 14, 15),
        ("qbpds", 80, 56, 57),  # no points: 20 of 80 is not enough
        ("psk_mean", 9, 7, "7.1"),
        ("psk_mean", 5, "3.5", "3.6"),
    ],
)
def test_improved_is_the_minimal_important_change_or_thirty_percent(fact: str, start: object, enough: object, too_little: object) -> None:
    assert on(fact, start, enough).improved
    assert not on(fact, start, too_little).improved


@pytest.mark.parametrize(("fact", "start", "worse", "not_yet"), [("rmdq", 5, 10, 9), ("odi", 20, 30, 29), ("qbpds", 20, 26, 25),
                                                                 ("pain_avg_7d", 4, 6, "5.9")])  # fmt: skip
def test_worse_is_the_same_change_the_other_way(fact: str, start: object, worse: object, not_yet: object) -> None:
    assert on(fact, start, worse).worse
    assert not on(fact, start, not_yet).worse


def test_where_there_was_nothing_to_gain_there_is_no_percent() -> None:
    assert on("pain_avg_7d", 0, 0).percent is None
    assert on("pain_avg_7d", 2, 9).percent == -100
    assert on("pain_avg_7d", 3, 2).percent == 33, "rounded down"


def test_what_somebody_can_do_counts_as_much_as_pain_and_the_leg_does_not_count_here() -> None:
    assert improved([on("pain_avg_7d", 6, 6), on("rmdq", 12, 6)]) is True
    assert improved([on("pain_avg_7d", 6, 6), on("leg_pain_now", 6, 1)]) is False
    assert improved([on("pain_avg_7d", 6, 6), on("rmdq", 12, 6, fresh=False)]) is False, "an old score says nothing about now"
    assert improved([]) is None


# the verdict


@pytest.mark.parametrize(
    ("days", "now", "says"),
    [
        (7, 6, "on_track"),  # expected 4.9
        (14, 6, "slower"),  # expected 4.2
        (20, 6, "slower"),  # not judged before three weeks
        (21, 6, "stalled"),
        (21, "5.2", "stalled"),
        (21, "5.1", "slower"),  # 15 percent
        (21, 5, "slower"),
        (21, "4.3", "slower"),
        (21, "4.2", "on_track"),  # 30 percent
        (42, "4.1", "on_track"),
        (84, "4.2", "on_track"),
        (7, "7.9", "slower"),
        (7, 8, "worse"),
        (42, 8, "worse"),
    ],
)
def test_the_verdict_on_an_acute_complaint_with_pain_6_at_the_start(days: int, now: object, says: str) -> None:
    band = band_at(COURSE.curve("acute"), Fraction(6), days, COURSE)
    assert verdict(COURSE.judgement, [on("pain_avg_7d", 6, now)], band, days) == says


def test_improved_but_above_what_is_usual_is_slower() -> None:
    band = Band(Fraction(0), Fraction(2), Fraction(4))
    assert verdict(COURSE.judgement, [on("pain_avg_7d", 9, "4.1")], band, 42) == "slower"
    assert verdict(COURSE.judgement, [on("pain_avg_7d", 9, 4)], band, 42) == "on_track"


def test_daily_life_that_got_worse_is_worse_and_one_that_improved_is_no_standstill() -> None:
    assert verdict(COURSE.judgement, [on("pain_avg_7d", 6, 5), on("rmdq", 6, 11)], None, 21) == "worse"
    assert verdict(COURSE.judgement, [on("pain_avg_7d", 6, 6), on("rmdq", 12, 6)], None, 21) == "on_track"
    assert verdict(COURSE.judgement, [on("rmdq", 12, 6)], None, 21) is None, "nothing is said about pain that nobody knows"


PAINS = st.integers(0, 100).map(lambda tenth: Fraction(tenth, 10))
SCORES = st.integers(0, 24)


@given(start=PAINS, one=PAINS, other=PAINS, score=SCORES, low=SCORES, high=SCORES, days=st.integers(1, 400),
       cohort=st.sampled_from(["acute", "subacute", "persistent", None]))  # fmt: skip
def test_more_improvement_never_gives_a_worse_verdict(
    start: Fraction, one: Fraction, other: Fraction, score: int, low: int, high: int, days: int, cohort: str | None
) -> None:
    band = band_at(COURSE.curve(cohort), start, days, COURSE) if cohort else None
    less, more = sorted((one, other))
    fewer, most = sorted((low, high))

    def judged(pain: Fraction, limits: int) -> int:
        found = verdict(COURSE.judgement, [on("pain_avg_7d", start, pain), on("rmdq", score, limits)], band, days)
        assert found is not None
        return VERDICTS.index(found)

    assert judged(less, score) <= judged(more, score)
    assert judged(one, fewer) <= judged(one, most)
    assert judged(less, fewer) <= judged(more, most)


# pain through time


def test_pain_at_the_start_is_the_best_that_is_known_of_it() -> None:
    def start(**given: object) -> Fraction | None:
        return PainCourse(episode(20, **given), COURSE).baseline

    assert start(facts={"pain_avg_7d": 4}, diary=[(-2, 7), (1, 3)]) == 4
    assert start(diary=[(-2, 7), (-1, 8), (1, 3)]) == Fraction(15, 2)
    assert start(diary=[(1, 3)]) == 6, "pain right now at the intake"
    assert start(facts={"pain_now_nprs": "unknown"}, diary=[(1, 3), (2, 2)]) == 3
    assert start(facts={"pain_now_nprs": "unknown"}) is None


def test_pain_now_is_the_average_of_the_diary_of_a_week_and_with_too_few_days_what_there_is() -> None:
    def now(today: int, **given: object) -> Fraction | None:
        return PainCourse(episode(today, **given), COURSE).level(day(today))

    assert now(14, diary=[(7, 9), (8, 3), (10, 4), (14, 4)]) == Fraction(37, 10), "3.67, and day 7 lies outside"
    assert now(14, diary=[(10, 4)], consultations={14: {"pain_avg_7d": 2}}) == 2
    assert now(14, diary=[(10, 4)], consultations={14: {"pain_now_nprs": 2}}) == 3
    assert now(14, diary=[(5, 4)]) is None
    assert tenths(Fraction(1, 20)) == Fraction(1, 10), "half a tenth up"


def test_the_days_of_the_start_do_not_count_as_progress() -> None:
    assert PainCourse(episode(3), COURSE).level(day(3)) is None


def test_weeks_are_stable_while_their_averages_stay_within_a_point() -> None:
    def stable(today: int, diary: list[tuple[int, int]]) -> int | None:
        return PainCourse(episode(today, diary), COURSE).weeks_stable(day(today))

    assert stable(28, steady(2, 28)) == 4
    assert stable(28, [*steady(5, 14), *steady(2, 28, since=15)]) == 2
    assert stable(28, steady(2, 14)) is None, "no diary of this week"
    assert stable(28, [*steady(2, 14), *steady(2, 28, since=22)]) == 1, "a week without a diary breaks it"


def test_a_score_is_compared_with_the_last_one_up_to_the_start_of_care() -> None:
    follow = followed(21, measurements=[(-3, "rmdq", 14), (0, "rmdq", 12), (21, "rmdq", 6), (40, "rmdq", 0)][:3])
    (score,) = [one for one in follow.progress if one.measure.fact == "rmdq"]
    assert (int(score.start), int(score.now), score.improved) == (12, 6, True)
    (own,) = followed(21, measurements=[(3, "psk_mean", "6.5"), (20, "psk_mean", "4.0")]).progress
    assert (float(own.start), float(own.now), float(own.change)) == (6.5, 4, -2.5), "in its own unit"
