"""The numbers of the load model: complete, sourced, and refused with place and cure when the file is wrong."""

import re
from pathlib import Path

import pytest

from tests.biomechanics.people_in_postures import BIOMECHANICS, GUIDELINE
from tests.knowledge.spoiling import Change, copied, problems_in, replaced, spoil
from wervel.knowledge.biomechanics import SEGMENTS
from wervel.knowledge.load import read_guideline


def test_each_sex_has_all_segments_and_they_weigh_less_than_a_body() -> None:
    for build in BIOMECHANICS.builds.values():
        assert set(build.segments) == set(SEGMENTS)
        once = sum(build.segments[name].mass for name in SEGMENTS[:4])
        twice = sum(build.segments[name].mass for name in SEGMENTS[4:])
        assert 50 < once + 2 * twice < 70, "the legs are not in it"
        assert build.l5_s1 < build.segments["lower_trunk"].length < build.shoulder < build.stature


def test_every_claim_of_the_model_is_among_the_evidence_of_the_guideline() -> None:
    assert set(BIOMECHANICS.evidence) <= set(GUIDELINE.evidence)
    assert len(BIOMECHANICS.evidence) > 40
    model = BIOMECHANICS
    because = [one.because for one in (model.mass_kg, model.height_cm, model.in_hands_kg)]
    because += [one.because for one in (model.lower_trunk_percent, model.upper_body_ahead_mm, model.muscle_arm_mm)]
    because += [model.co_contraction_n.because, model.plateau_deg.because, model.volunteer.because, model.holds_for.because]
    because += [*(one.because for one in model.builds.values()), *(one.because for one in model.things.values())]
    because += [*(one.because for one in model.postures.values()), *(one.because for one in model.measured)]
    assert all(because)


def test_the_usual_person_is_inside_what_is_accepted() -> None:
    for span in (BIOMECHANICS.mass_kg, BIOMECHANICS.height_cm, BIOMECHANICS.in_hands_kg):
        assert span.low <= span.usual <= span.high
    weight = GUIDELINE.facts["weight_kg"]
    assert (BIOMECHANICS.mass_kg.low, BIOMECHANICS.mass_kg.high) == (weight.low * weight.step, weight.high * weight.step)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (replaced("source: wilke_1999", "source: wilke_1998"), "did you mean `wilke_1999`"),
        (replaced("range: [20, 350]", "range: [350, 20]"), "write [low, high]"),
        (replaced("range: [20, 350]", "range: [20]"), "a list with at least 2 items"),
        (replaced("usual: 75", "usual: 750"), "a number from 0 to 500"),
        (replaced("usual: 75", "usual: 5"), "a number from 20 to 350"),
        (replaced("usual: male", "usual: mal"), "did you mean `male`"),
        (replaced("\n  standing:", "\n  stand:"), "add `standing`"),
        (replaced("holds: [stick]", "holds: [stik]"), "did you mean `stick`"),
        (replaced("trunk: 36", "trunk: -20"), "a number from 0 to 120"),
        (replaced("- posture: hold_close", "- posture: hold_clos"), "did you mean `hold_close`"),
        (replaced("      bound: more_than", "      bound: more_then"), "did you mean `more_than`"),
        (replaced("postures: [lift_round_back", "postures: [lift_round"), "did you mean `lift_round_back`"),
        (replaced("supports: [standing", "supports: [stand"), "did you mean `standing`"),
        (replaced("not_with: [band", "not_with: [bond"), "did you mean `band`"),
        (replaced("not_families: [aerobic", "not_families: [aerobics"), "did you mean `aerobic`"),
        (replaced("not_exercises: [worlds_greatest_stretch", "not_exercises: [worlds_greatest"), "did you mean `worlds_greatest_stretch`"),
        (replaced("weights: [dumbbell", "weights: [dumbell"), "did you mean `dumbbell`"),
        (replaced("      hand: {mass: 0.56", "      hands: {mass: 0.56"), "did you mean `hand`"),
        (replaced("mass: 6.68", "mass: heavy"), "write a plain number"),
        (replaced("nl: ontspannen staan, en: relaxed standing", "nl: ontspannen staan"), "no text in `en`"),
        (replaced("    value: 75\n    because:", "    value: 75\n    becaus:"), "did you mean `because`"),
    ],
)  # fmt: skip
def test_a_spoiled_file_is_told_with_its_line_and_the_cure(tmp_path: Path, change: Change, says: str) -> None:
    folder = copied(tmp_path)
    spoil(folder, "biomechanics.yaml", change)
    told = problems_in(folder)
    assert any(re.match(r".*biomechanics\.yaml:\d+: found ", problem) and says in problem for problem in told), told


def test_a_guideline_can_do_without(tmp_path: Path) -> None:
    """No care depends on it."""
    assert read_guideline(copied(tmp_path, "biomechanics.yaml")).biomechanics is None
