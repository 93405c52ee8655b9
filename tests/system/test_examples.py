"""The examples as the README promises them: who they are and what comes out."""

from pathlib import Path
from typing import Any

import pytest

from wervel import Plan, load, plan
from wervel.knowledge.cases import read_case
from wervel.reasoning.questions import ask_next

ROOT = Path(__file__).parents[2]
GUIDELINE = load()

OUTCOMES: dict[str, dict[str, Any]] = {
    "hockey_sprain": {"class_": "nonspecific", "at_least": "none", "released": True, "route": "self_care"},
    "cauda_equina": {"class_": "referral", "at_least": "emergency", "released": False, "route": "emergency_department"},
    "stenosis": {"class_": "specific", "at_least": "soon", "released": True},
    "young_gymnast": {"class_": "referral", "at_least": "urgent", "released": False},
    "radicular_mild_deficit": {"class_": "radicular", "at_least": "inform", "released": True, "profile": "moderate"},
    "axspa_suspicion": {"class_": "specific", "at_least": "soon", "released": True},
    "chronic_high_profile": {"class_": "nonspecific", "released": True, "profile": "high"},
    "pelvic_girdle_after_pregnancy": {"class_": "specific", "at_least": "none", "released": True},
    "older_woman_fall": {"class_": "referral", "at_least": "same_day", "released": False},
    "nothing_known": {"class_": "undetermined", "at_least": "none", "at_most": "emergency", "released": False},
    "recovered_prevention": {"class_": "nonspecific", "at_least": "none", "released": True, "profile": "low"},
}
SUSPECTED = {
    "cauda_equina": "cauda_equina_syndrome",
    "stenosis": "lumbar_stenosis",
    "young_gymnast": "spondylolysis",
    "radicular_mild_deficit": "radicular_syndrome",
    "axspa_suspicion": "axial_spondyloarthritis",
    "pelvic_girdle_after_pregnancy": "pelvic_girdle_pain",
    "older_woman_fall": "vertebral_fracture",
}


def planned(name: str) -> Plan:
    return plan(GUIDELINE, read_case(ROOT / "examples" / f"{name}.yaml", GUIDELINE))


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_example_comes_out_as_promised(name: str) -> None:
    assessment = planned(name).assessment
    assert {key: getattr(assessment, key) for key in OUTCOMES[name]} == OUTCOMES[name]
    if name in SUSPECTED:
        assert SUSPECTED[name] in assessment.hypotheses
    if name != "nothing_known":
        assert ask_next(assessment) == ()


@pytest.mark.parametrize("name", OUTCOMES)
def test_a_programme_is_there_exactly_when_it_is_released(name: str) -> None:
    one = planned(name)
    assert (one.programme is not None) is one.assessment.released


def test_every_example_has_its_promise() -> None:
    assert {path.stem for path in (ROOT / "examples").glob("*.yaml")} == set(OUTCOMES)


def test_a_specific_complaint_with_an_appointment_gets_a_draft_and_a_sprain_may_start() -> None:
    stenosis, sprain = planned("stenosis").programme, planned("hockey_sprain").programme
    assert stenosis is not None
    assert sprain is not None
    assert (stenosis.is_draft, sprain.is_draft) == (True, False)
    assert "cycling_easy" in [choice.exercise.id for choice in stenosis.choices]
