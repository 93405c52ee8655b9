"""What must never happen is proven impossible; and the prover can tell a guideline in which it can happen."""

from pathlib import Path
from typing import Any

import pytest
import z3

from tests.proof.little_folder import read_folder, real_property
from wervel import load
from wervel.consult.examples import failures
from wervel.knowledge.cases import read_guideline_cases
from wervel.knowledge.document import read_document
from wervel.knowledge.types import Guideline
from wervel.proof.certificate import cases
from wervel.proof.prover import Prover, Result

BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))
BY_THE_ENGINE = {"one_class", "one_route", "no_imaging_for_nonspecific"}
"""No guideline can break these: they follow from how an assessment is read. See the last test."""

PROPERTIES = {one.id: one for one in load().properties}


@pytest.fixture(scope="module")
def prover() -> Prover:
    return Prover(load())


@pytest.mark.parametrize("name", PROPERTIES)
def test_the_guideline_keeps_its_promise(name: str, prover: Prover) -> None:
    result = prover.prove(PROPERTIES[name])
    assert result.status == "proven", told(result, prover.guideline)


def told(result: Result, guideline: Guideline) -> str:
    says = [example.question.says for example in result.counterexamples]
    return f"{result.property.text.en} {result.status}: {'; '.join(says) or result.undecided}\n{cases(result, guideline)}"


def test_every_property_has_a_guideline_that_breaks_it() -> None:
    assert {path.stem for path in BAD} | BY_THE_ENGINE == set(PROPERTIES)


@pytest.fixture
def broken(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Guideline]:
    path: Path = request.param
    content: Any = read_document(path).data
    return path.stem, read_folder({**content, "properties": [real_property(path.stem)]}, tmp_path)


@pytest.mark.parametrize("broken", BAD, indirect=True, ids=[path.stem for path in BAD])
def test_a_guideline_that_breaks_it_is_refuted(broken: tuple[str, Guideline], tmp_path: Path) -> None:
    """With somebody for whom it goes wrong, if anybody: written as a case, which fails until the guideline is mended."""
    _, guideline = broken
    result = Prover(guideline).prove(guideline.properties[0])
    assert result.status == "refuted", told(result, guideline)
    text = cases(result, guideline)
    somebody = [example for example in result.counterexamples if example.known is not None]
    assert bool(text) == bool(somebody)
    if somebody and (somebody[0].question.expect or somebody[0].question.expect_later):
        (tmp_path / "cases").mkdir()
        (tmp_path / "cases" / "found.yaml").write_text(text, "utf-8")
        found = list(read_guideline_cases(tmp_path, guideline))
        assert any(failures(case, guideline) for case in found), text


def test_the_solver_running_out_of_time_is_said_and_is_no_proof() -> None:
    prover = Prover(load())
    prover._two.set("timeout", 1)
    result = prover.prove(PROPERTIES["no_contraindicated_exercise"])
    assert result.status == "unknown"
    assert result.undecided


def test_an_engine_that_says_two_things_is_refuted() -> None:
    prover = Prover(load())
    now = prover.now
    now.classes["nonspecific"] = z3.Not(now.can_become["emergency"])
    now.routes["gp"] = z3.Or(now.routes["gp"], now.at_least["soon"])
    for name in sorted(BY_THE_ENGINE):
        assert prover.prove(PROPERTIES[name]).status == "refuted", name
