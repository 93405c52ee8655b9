"""What may be expected: the curves keep to what was published, and the band is told as an average."""

from fractions import Fraction

import pytest

from tests.course.people import COURSE, GUIDELINE, followed, steady, told
from tests.knowledge.spoiling import copied, problems_in, replaced, spoil
from wervel.course.progress import band_at
from wervel.logic.text import Language

TABLE = {
    "acute": {0: 56, 6: 26, 26: 22, 52: 21},
    "subacute": {0: 63, 6: 29, 26: 29, 52: 31},
    "persistent": {0: 56, 6: 48, 26: 43, 52: 40},
}
"""Pooled means of pain on 0 to 100, written here once more so that a slip in the file is seen."""

SHARES = {
    "acute": {1: 83, 3: 61, 6: 46, 12: 39, 26: 38, 52: 38},
    "subacute": {1: 79, 3: 58, 6: 49, 12: 46, 26: 46, 52: 46},
    "persistent": {1: 97, 3: 92, 6: 87, 12: 80, 26: 74, 52: 73},
}
"""What is left of the pain at the start, in percent."""


@pytest.mark.parametrize("cohort", TABLE)
def test_the_curve_goes_through_the_published_means_within_its_stated_tolerance(cohort: str) -> None:
    curve = COURSE.curve(cohort)
    assert {one.week: one.mean for one in curve.published} == TABLE[cohort]
    for week, mean in TABLE[cohort].items():
        assert abs(TABLE[cohort][0] * curve.share(week) - mean) <= float(curve.misses_at_most)
    assert curve.misses_at_most <= Fraction(5, 2), "a tolerance that says something"


@pytest.mark.parametrize("cohort", SHARES)
def test_the_share_that_is_left_is_what_it_is_said_to_be(cohort: str) -> None:
    for week, share in SHARES[cohort].items():
        assert abs(100 * COURSE.curve(cohort).share(week) - share) < 1, "the parameters are rounded"


@pytest.mark.parametrize("cohort", TABLE)
def test_the_published_means_of_a_later_week_lie_in_the_band(cohort: str) -> None:
    start = Fraction(TABLE[cohort][0], 10)
    for week, mean in TABLE[cohort].items():
        band = band_at(COURSE.curve(cohort), start, week * 7, COURSE)
        assert band.low <= Fraction(mean, 10) <= band.high


def test_the_band_is_two_points_to_each_side_and_stays_on_the_scale() -> None:
    curve = COURSE.curve("acute")
    middle, top, bottom = (band_at(curve, Fraction(pain), weeks * 7, COURSE) for pain, weeks in ((6, 3), (10, 0), (2, 52)))
    assert {middle.expected - middle.low, middle.high - middle.expected} == {Fraction(2)}
    assert top.high == 10
    assert bottom.low == 0


def test_expected_pain_never_rises_with_time() -> None:
    for curve in COURSE.curves:
        expected = [band_at(curve, Fraction(7), days, COURSE).expected for days in range(400)]
        assert expected == sorted(expected, reverse=True)
        assert expected[0] == 7


@pytest.mark.parametrize(("days", "cohort"), [(41, "acute"), (42, "subacute"), (83, "subacute"), (84, "persistent")])
def test_the_group_is_that_of_the_start_of_care_and_stays_it(days: int, cohort: str) -> None:
    assert followed(0, facts={"episode_duration_days": days}).cohort == cohort
    assert followed(100, steady(4, 100), facts={"episode_duration_days": days}).cohort == cohort


def test_an_unknown_duration_is_taken_as_short_and_that_is_said() -> None:
    follow = followed(21, steady(4, 21), facts={"episode_duration_days": "unknown"})
    assert (follow.cohort, follow.cohort_is_known) == ("acute", False)
    assert "We assume a short time" in told(follow, "en")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_expected_is_never_told_without_saying_that_it_is_an_average(language: Language) -> None:
    words = told(followed(21, steady(4, 21)), language)
    assert COURSE.honesty[language] in words
    assert {"nl": "nog te controleren", "en": "to be checked"}[language] in words


def test_a_complaint_with_a_course_of_its_own_is_not_compared() -> None:
    stenosis = {"spinal_stenosis_known": "yes", "leg_pain": "below_knee", "pain_walking_or_standing": "yes", "relief_sitting": "yes",
                "age_years": 70, "episode_duration_days": 60}  # fmt: skip
    follow = followed(21, steady(4, 21), facts=stenosis)
    assert "lumbar_stenosis" in follow.assessment.hypotheses
    assert follow.band is None
    assert "pain_above_expected" not in follow.standing.case.known
    assert "course of its own" in told(follow, "en")


def test_every_number_of_the_course_has_its_reason_and_what_nobody_read_is_marked() -> None:
    assert all(because for because in [*(one.because for one in COURSE.curves), *(one.because for one in COURSE.measures)])
    assert all(one.because for one in COURSE.evaluations)
    means = [one for curve in COURSE.curves for one in curve.because if "pooled means" in one.at]
    assert len(means) == 3
    assert not any(one.verified for one in means)
    assert set(COURSE.evidence) <= set(GUIDELINE.evidence)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("fades_in_weeks: 3\n", "fades_in_weeks: 9\n", "a curve that misses by"),
        ("  acute:\n    keeps", "  acut:\n    keeps", "did you mean `acute`"),
        ("  rmdq:", "  rmdk:", "did you mean `rmdq`"),
        ("cauda_equina, leg_neurology, general", "cauda_equina, leg_neuro, general", "did you mean `leg_neurology`"),
        ("weeks_in_plan >= 1, pain_change", "weeks_in_plan >= 1, pain_chang", "did you mean"),
        ("do: [contact]", "do: [kontact]", "did you mean `contact`"),
        ("  goals_met:\n    name", "  goal_met:\n    name", "did you mean `goals_met`"),
        ("id: flare", "id: silence", "a second time"),
        ("during: prevent", "during: later", "one of: care, prevent"),
        ("source: da_silva_2019", "source: da_silva", "did you mean `da_silva_2019`"),
    ],
)
def test_a_mistake_in_the_course_is_told_with_its_line_and_the_cure(
    tmp_path_factory: pytest.TempPathFactory, old: str, new: str, says: str
) -> None:
    folder = copied(tmp_path_factory.mktemp("course"))
    spoil(folder, "course.yaml", replaced(old, new))
    problems = problems_in(folder)
    assert any(says in problem and "course.yaml:" in problem for problem in problems), problems
