"""Every case that stands beside the rules is run: the contract with clinicians."""

import pytest

from wervel import load
from wervel.consult.examples import failures
from wervel.knowledge.cases import GuidelineCase, read_guideline_cases
from wervel.knowledge.load import PACKAGED

GUIDELINE = load()
CASES = list(read_guideline_cases(PACKAGED, GUIDELINE))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.place.partition('cases/')[2]} {case.name}")
def test_what_a_case_expects_comes_out(case: GuidelineCase) -> None:
    assert not failures(case, GUIDELINE), f"{case.place}: {case.name}"
