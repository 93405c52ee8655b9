"""The examination: complete, in the order of practice, and honest about its figures."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest

from tests.knowledge.spoiling import Change, copied, problems_in, replaced, spoil
from wervel import load
from wervel.knowledge.examination import Accuracy, Estimate, Norm
from wervel.knowledge.examination import Test as BodyTest
from wervel.logic.reference import evaluate

GUIDELINE = load()
TESTS = [test for step in GUIDELINE.examination for test in step.tests]
ACCURACIES = [(test.id, accuracy) for test in TESTS for accuracy in test.accuracy]
NORMS = [(test, norm) for test in TESTS for norm in test.norms]

STEPS = [
    "posture", "bone", "walking_and_function", "movement_deviations", "movement_restrictions", "neurological", "nerve_tension",
    "repeated_movements", "provocation", "tone_and_palpation", "motor_control", "muscle_corset", "measurements",
]  # fmt: skip

# What a therapist answers without a test of the body: what follows from all findings together, and what a questionnaire adds up to.
JUDGEMENTS = {
    "impairment_linked", "pain_dominant", "physiotherapist_confirmed", "psychosocial_factor_dominant", "return_to_play_stage",
    "risk_profile", "therapist_decision", "treatment_reasons", "goals_met", "able_alone", "care_ended_because",
}  # fmt: skip
QUESTIONNAIRES = {
    "fabq_pa", "odi", "ompsq", "qbpds", "sbst_bothersome", "sbst_catastrophising", "sbst_dressing", "sbst_fear", "sbst_leg_pain",
    "sbst_mood", "sbst_psych", "sbst_shoulder_neck", "sbst_total", "sbst_walking", "sbst_worry", "tsk",
}  # fmt: skip


def named(test: str) -> BodyTest:
    return next(one for one in TESTS if one.id == test)


# the groups and the facts


def test_s12_the_examination_has_the_groups_of_the_text_in_the_order_of_practice() -> None:
    """Posture of the spine, deviations in moving, restrictions of movement, tone of the muscles, condition of the muscle corset."""
    in_order = sorted(GUIDELINE.examination, key=lambda step: step.order)
    assert [step.id for step in in_order] == STEPS
    assert len({step.order for step in in_order}) == len(in_order)
    names = [step.name.nl for step in in_order]
    words = ["houding", "afwijkingen in het bewegen", "bewegingsbeperkingen in de rug", "tonus", "spierkorset"]
    assert [next(at for at, name in enumerate(names) if word in name) for word in words] == [0, 3, 4, 9, 11]
    assert len({test.id for test in TESTS}) == len(TESTS)


def test_every_therapist_fact_is_recorded_by_exactly_one_test_or_is_a_judgement() -> None:
    recorded = Counter(fact for test in TESTS for fact in test.facts)
    assert [fact for fact, times in recorded.items() if times > 1] == []
    by_therapist = {fact.id for fact in GUIDELINE.facts.values() if fact.by == "therapist"}
    assert by_therapist - set(recorded) == JUDGEMENTS | QUESTIONNAIRES
    assert not [fact for fact in recorded if GUIDELINE.facts[fact].definition is not None]


def test_left_and_right_are_measured_in_the_same_way() -> None:
    for test in TESTS:
        for left, right in test.pairs:
            one, other = GUIDELINE.facts[left], GUIDELINE.facts[right]
            assert (one.kind, one.unit, one.low, one.high, one.step, one.option_ids) == (
                other.kind, other.unit, other.low, other.high, other.step, other.option_ids,
            ), test.id  # fmt: skip
            assert "left" in left.replace("_l_", "_left_"), left
            assert "right" in right.replace("_r_", "_right_"), right


# the figures


def figures(accuracy: Accuracy) -> Iterator[tuple[str, Estimate]]:
    yield from accuracy.figures


def printed(value: Fraction, least: int) -> tuple[Fraction, Fraction]:
    """Between what a printed number may have been before rounding, with at least so many decimals."""
    decimals = next(count for count in range(least, 10) if (value * 10**count).denominator == 1)
    half = Fraction(1, 2 * 10**decimals)
    return max(value - half, Fraction(0)), value + half


def ratio_between(figure: str, sensitivity: Fraction, specificity: Fraction) -> tuple[Fraction, Fraction]:
    """The lowest and highest likelihood ratio that these percentages allow."""
    (se_low, se_high), (sp_low, sp_high) = printed(sensitivity, 0), printed(specificity, 0)
    if figure == "lr_positive":
        return se_low / (100 - sp_low), se_high / max(100 - sp_high, Fraction(1, 100))
    return max(100 - se_high, Fraction(0)) / sp_high, (100 - se_low) / sp_low


def test_likelihood_ratios_that_are_said_to_be_computed_agree_with_sensitivity_and_specificity() -> None:
    checked = 0
    for test, accuracy in ACCURACIES:
        told = dict(accuracy.figures)
        ratios = [(figure, one) for figure, one in told.items() if figure.startswith("lr_") and one.low is None]
        if "computed" not in accuracy.evidence.says:
            continue
        assert ratios, test
        for figure, ratio in ratios:
            low, high = ratio_between(figure, told["sensitivity"].value, told["specificity"].value)
            least, most = printed(ratio.value, 1 if ratio.value >= 1 else 2)
            assert low <= most, (test, figure)
            assert least <= high, (test, figure)
            checked += 1
    assert checked >= 25


def test_an_interval_holds_its_value_and_a_percentage_stays_below_a_hundred() -> None:
    for test, accuracy in ACCURACIES:
        for figure, one in figures(accuracy):
            assert one.value >= 0, test
            if one.low is not None and one.high is not None:
                assert one.low <= one.value <= one.high, (test, figure)
            if figure in ("sensitivity", "specificity"):
                assert max(one.value, one.high or one.value) <= 100, (test, figure)


def test_a_measured_figure_has_a_setting_and_its_number_in_the_claim() -> None:
    """The claim beside a figure carries that figure, so that a reader can check it at its place; computed ratios apart."""
    for test, accuracy in ACCURACIES:
        for figure, one in figures(accuracy):
            if figure.startswith("lr_") and "computed" in accuracy.evidence.says and one.low is None:
                continue
            assert f"{float(one.value):g}" in accuracy.evidence.says, (test, figure)


# what is normal


def spread(norm: Norm) -> list[Fraction]:
    """Every number of a norm that must be a possible measurement."""
    numbers = [one for one in (norm.mean, norm.low, norm.high) if one is not None]
    if norm.mean is not None and norm.sd is not None:
        numbers += [norm.mean - norm.sd, norm.mean + norm.sd]
    return numbers


def test_norms_lie_within_the_range_of_their_fact_and_of_a_human_life() -> None:
    for test, norm in NORMS:
        fact = GUIDELINE.facts[norm.fact]
        assert norm.fact in test.facts, (test.id, norm.fact)
        assert all(fact.low <= number <= fact.high for number in spread(norm)), (test.id, norm)
        if norm.low is not None and norm.high is not None:
            assert norm.low <= norm.high, (test.id, norm)
        if norm.ages is not None:
            assert 0 <= norm.ages[0] <= norm.ages[1] <= 115, (test.id, norm)


def test_no_two_norms_speak_of_the_same_people() -> None:
    everyone = (0, 115)
    for (_, one), (_, other) in combinations(NORMS, 2):
        if (one.fact, one.sex, one.athletes) == (other.fact, other.sex, other.athletes):
            (first, last), (begin, end) = one.ages or everyone, other.ages or everyone
            assert last < begin or end < first, (one, other)


@pytest.mark.parametrize(
    ("fact", "young", "old"),
    [
        ("lumbar_flexion_deg", 72, 40),
        ("lumbar_extension_deg", 29, 6),
        ("side_bending_left_deg", 29, 15),
        ("side_bending_right_deg", 29, 15),
    ],
)
def test_the_range_by_age_follows_the_line_between_the_youngest_and_the_oldest(fact: str, young: int, old: int) -> None:
    rows = [norm for _, norm in NORMS if norm.fact == fact]
    assert [(norm.ages or (0, 0))[0] for norm in rows] == [16, 25, 35, 45, 55, 65, 75, 85]
    means = [norm.mean or Fraction(0) for norm in rows]
    assert means == sorted(means, reverse=True)
    for at, norm in zip(range(20, 90, 10), rows, strict=False):
        expected = young - (young - old) * Fraction(at - 16, 74)
        assert abs(expected - (norm.mean or 0)) <= Fraction(51, 100), (fact, at)
    assert means[-1] == old


def test_the_times_of_the_trunk_muscles_differ_for_women_and_men() -> None:
    for fact in ("sorensen_s", "flexor_s", "side_bridge_l_s", "side_bridge_r_s"):
        of_young = {norm.sex: norm for _, norm in NORMS if norm.fact == fact and norm.fits(25, norm.sex, athlete=False)}
        assert set(of_young) == {"female", "male"}, fact
    women, men = ({norm.fact: norm.mean for _, norm in NORMS if norm.sex == sex} for sex in ("female", "male"))
    assert (women["sorensen_s"] or 0) > (men["sorensen_s"] or 0)
    assert not [norm for _, norm in NORMS if norm.fact == "sorensen_s" and norm.fits(70, "female", athlete=False)]


# when a test waits


@pytest.mark.parametrize("finding", ["closed_fist_percussion_positive", "supine_sign_positive", "midline_spinal_tenderness"])
def test_loading_tests_wait_for_a_possible_fracture(finding: str) -> None:
    loading = [*("sorensen", "side_bridge", "trunk_flexors", "passive_lumbar_extension", "prone_instability", "segment_mobility")]
    for test in [*loading, "sacroiliac_cluster", "lumbar_range", "repeated_movements", "movement_control_battery", "hop_and_heel_load"]:
        waits = named(test).not_when
        assert waits is not None, test
        assert evaluate(waits, {finding: True}, GUIDELINE.definitions) is True, test


def test_endurance_is_not_tested_with_much_pain() -> None:
    for test in ("sorensen", "side_bridge", "trunk_flexors"):
        waits = named(test).not_when
        assert waits is not None
        assert evaluate(waits, {"pain_now_nprs": 5}, GUIDELINE.definitions) is True
        assert evaluate(waits, {"pain_now_nprs": 4}, GUIDELINE.definitions) is None


def test_strength_feeling_and_reflexes_never_wait_and_nothing_waits_without_a_reason() -> None:
    for step in GUIDELINE.examination:
        for test in step.tests:
            if step.id == "neurological":
                assert test.not_when is None, test.id
            elif test.not_when is not None:
                assert evaluate(test.not_when, {}, GUIDELINE.definitions) is not True, test.id


# mistakes


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (replaced("sensitivity: [92, 87, 95]", "sensitivity: [92, 93, 95]"), "a value and its interval"),
        (replaced("sensitivity: [92, 87, 95]", "sensitivity: [192]"), "a number from 0 to 100"),
        (replaced("condition: radicular_syndrome", "condition: radicular_syndrom"), "did you mean `radicular_syndrome`"),
        (replaced("records: [slr_positive]", "records: [slr_positiv]"), "did you mean `slr_positive`"),
        (
            replaced("- fact: slr_left_deg\n        low: 70\n        high: 90\n", "- fact: slr_left_deg\n"),
            "a mean (with sd), or a low or high end",
        ),
    ],
)
def test_a_mistake_in_a_test_is_told_with_its_cure(tmp_path: Path, change: Change, says: str) -> None:
    folder = copied(tmp_path)
    spoil(folder, "examination/nerve_tension.yaml", change)
    assert [problem for problem in problems_in(folder) if says in problem and "nerve_tension.yaml:" in problem]
