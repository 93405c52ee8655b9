"""The chapters of the language: every example on every reader, every refusal with its cure."""

from pathlib import Path
from typing import Any

import pytest

from tests.formulas import model_of, truth
from tests.little import guideline_of, read, read_facts, rule
from wervel.knowledge.document import read_document
from wervel.logic.fact import Problem, read_value
from wervel.logic.printer import to_criteria
from wervel.logic.reader import read_criteria
from wervel.logic.reference import Value, evaluate
from wervel.proof.person import Person
from wervel.reasoning.engine import Engine

CHAPTERS: Any = read_document(Path(__file__).parent / "language.yaml").data
FACTS = read_facts(CHAPTERS["facts"])
GUIDELINE = guideline_of(FACTS, [])
EXAMPLES = [(chapter["title"], example) for chapter in CHAPTERS["chapters"] for example in chapter["examples"]]
TRUTHS = {"yes": True, "no": False, "unknown": None}


def known_of(example: Any) -> dict[str, Value]:
    values = {fact: read_value(FACTS[fact], raw, ()) for fact, raw in example["known"].items()}
    return {fact: value for fact, value in values.items() if not isinstance(value, Problem)}


@pytest.mark.parametrize(("title", "example"), EXAMPLES, ids=lambda one: one if isinstance(one, str) else str(one["when"]))
def test_every_example_means_the_same_to_every_reader(title: str, example: Any) -> None:
    expr, known = read(example["when"], FACTS), known_of(example)
    assert len(known) == len(example["known"]), "an example with a value that does not exist"
    assert evaluate(expr, known, GUIDELINE.definitions) is TRUTHS[example["is"]]
    guideline = guideline_of(FACTS, [rule("one", expr)])
    assert Engine(guideline).run(known).truth("one") is TRUTHS[example["is"]]
    person = Person(guideline)
    assert truth(expr, person, model_of(person, known)) is TRUTHS[example["is"]]


@pytest.mark.parametrize(("title", "example"), EXAMPLES, ids=lambda one: one if isinstance(one, str) else str(one["when"]))
def test_what_is_printed_reads_back_the_same(title: str, example: Any) -> None:
    expr = read(example["when"], FACTS)
    assert read(to_criteria(expr, FACTS), FACTS) == expr


@pytest.mark.parametrize("example", CHAPTERS["refused"], ids=lambda one: str(one["because"]))
def test_what_makes_no_sense_is_refused_with_a_cure(example: Any) -> None:
    problems: list[Problem] = []
    read_criteria(example["when"], FACTS, problems)
    assert len(problems) == 1
    assert example["cure"] in problems[0].cure


def test_every_problem_in_a_condition_is_collected() -> None:
    problems: list[Problem] = []
    read_criteria({"all of": ["fevr", {"any of": ["stif", "tired"]}]}, FACTS, problems)
    assert [problem.path for problem in problems] == [("all of", 0), ("all of", 1, "any of", 0)]
