"""The examination of a person: what was found, what is normal for them, and which test would still change something."""

from pathlib import Path

import pytest

from tests.cli.test_commands import WERVEL, wervel
from wervel import load
from wervel.knowledge.casefile import case_text
from wervel.knowledge.cases import parse_case, read_answers
from wervel.reasoning.assessment import assess
from wervel.reasoning.engine import engine_for
from wervel.reasoning.examination import Form, outcome
from wervel.reasoning.roots import read_roots

GUIDELINE = load()
LEG_PAIN = {"age_years": 45, "leg_pain": "below_knee", "leg_pain_side": "left", "leg_weakness_reported": True}
EXAMINED = {
    **{f"mrc_{side}_{root}": 5 for side in ("left", "right") for root in ("l2", "l3", "l4", "l5", "s1")},
    **{f"{tendon}_reflex_{side}": 2 for tendon in ("knee", "ankle") for side in ("left", "right")},
    "touch_left": ["s1"],
    "touch_right": [],
}


def form(**facts: object) -> Form:
    return Form(GUIDELINE, read_answers(facts, GUIDELINE))


def test_s12_the_system_says_which_next_test_would_still_change_the_plan() -> None:
    """Pain below the knee with less strength: first what must be measured. Whatever is said to be able to change, can."""
    now = form(**LEG_PAIN)
    assert now.next_test is not None
    assert now.must & set(now.next_test.facts)
    for fact in now.stakes:
        outcomes = {
            str(outcome(assess(GUIDELINE, {**now.case.known, fact: value}))) for value in engine_for(GUIDELINE).turning_points(fact)
        }
        assert outcomes - {str(outcome(now.assessment))}, fact


def test_s12_a_test_that_can_change_nothing_is_not_advised() -> None:
    now = form(**LEG_PAIN)
    tested = {fact for step in now.steps for test in step.tests for fact in test.facts}
    for fact in sorted(tested - set(now.stakes) - set(now.case.known)):
        for value in engine_for(GUIDELINE).turning_points(fact):
            assert outcome(assess(GUIDELINE, {**now.case.known, fact: value})) == outcome(now.assessment), fact


def test_s12_not_tested_is_an_answer_of_its_own() -> None:
    """It is kept, not asked again, and never taken for a no."""
    asked = next(fact for fact in form(**LEG_PAIN).must if fact.startswith("mrc_left"))
    now = form(**LEG_PAIN, **{asked: "not tested"})
    assert asked in now.case.declined
    assert asked not in now.must
    assert not now.assessment.released
    kept = case_text(now.case, GUIDELINE)
    assert f"{asked}: not tested" in kept
    assert parse_case(kept, GUIDELINE) == now.case


def test_a_patient_is_not_tested_but_does_not_know() -> None:
    with pytest.raises(Exception, match="fever_or_chills_reported"):
        read_answers({"fever_or_chills_reported": "not tested"}, GUIDELINE)


def test_s7_the_root_that_fits_is_named_and_no_root_when_none_fits() -> None:
    one = read_roots(form(**LEG_PAIN, **{**EXAMINED, "mrc_left_s1": 4}).assessment)
    assert one is not None
    assert (one.pattern, one.fits) == ("one_root", ("root_s1_left",))
    assert {"pinprick_left", "vibration_left", "temperature_left"} <= set(one.untested)
    far_apart = read_roots(form(**LEG_PAIN, **{**EXAMINED, "mrc_left_s1": 4, "mrc_left_l2": 4}).assessment)
    assert far_apart is not None
    assert far_apart.pattern == "no_single_root"
    assert read_roots(form(**LEG_PAIN, mrc_left_s1=4).assessment) is None


def test_normal_values_are_those_of_the_persons_sex_and_age() -> None:
    test = next(test for step in GUIDELINE.examination for test in step.tests if "sorensen_s" in test.facts)

    def means(**facts: object) -> list[int]:
        return [int(norm.mean) for norm in form(**facts).norms(test) if norm.fact == "sorensen_s" and norm.mean is not None]

    assert means(age_years=25, sex="female") == [189]
    assert means(age_years=25, sex="male") == [146]
    assert means(age_years=25) == means(sex="female") == []


def test_a_test_waits_when_something_speaks_against_it() -> None:
    test = next(test for step in GUIDELINE.examination for test in step.tests if "sorensen_s" in test.facts)
    assert form(age_years=30, pain_now_nprs=9).waits(test) or form(age_years=30, vertebral_fracture_known_recent=True).waits(test)
    assert not form(age_years=30, pain_now_nprs=1, vertebral_fracture_known_recent=False).waits(test)


def test_the_form_of_a_case_is_told_in_both_languages(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("case: 1\nfacts: {age_years: 45, sex: male, leg_pain: below_knee, slr_positive: not tested, fingertip_floor_cm: 12}\n")
    for language, words in {
        "nl": ("nuttigst", "niet getest", "nog te controleren"),
        "en": ("useful", "not tested", "to be checked"),
    }.items():
        done = wervel("examine", case, "--lang", language)
        assert (done.returncode, done.stderr) == (0, ""), WERVEL
        assert all(word in " ".join(done.stdout.split()).lower() for word in words)


def test_the_manual_tells_every_test_and_a_slip_is_put_right() -> None:
    everything = " ".join(wervel("examine", "--lang", "en").stdout.split())
    for step in GUIDELINE.examination:
        for test in step.tests:
            assert " ".join(test.how.en.split()) in everything
    done = wervel("examine", "--step", "nerve_tensoin")
    assert done.returncode == 2
    assert "did you mean `nerve_tension`?" in done.stderr
