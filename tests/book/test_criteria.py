"""A condition as a list: every form in both languages, and counts under their own name."""

from typing import Any

import pytest

from tests.little import guideline_of, read, read_facts
from wervel.book.criteria import Clause, Lister
from wervel.logic.text import Language

FACTS = read_facts(
    {
        "fever": {"kind": "yes/no"},
        "cough": {"kind": "yes/no"},
        "rash": {"kind": "yes/no"},
        "ill": {"kind": "yes/no", "derived": {"any of": ["fever", "cough"]}},
        "leg": {"kind": "choice", "options": ["none", "thigh", "foot"]},
        "age": {"kind": "number", "unit": "year", "range": [0, 120]},
        "onset": {"kind": "number", "unit": "year", "range": [0, 120]},
        "left": {"kind": "number", "unit": "score", "range": [0, 5]},
        "right": {"kind": "number", "unit": "score", "range": [0, 5]},
        "weakest": {"kind": "number", "unit": "score", "range": [0, 5], "derived": {"lowest of": ["left", "right"]}},
        "signs": {"kind": "count", "derived": {"count of": ["fever", "cough", "rash"]}},
    }
)
GUIDELINE = guideline_of(FACTS, [])


def told(criteria: object, language: Language = "en") -> Any:
    return as_data(Lister(GUIDELINE, language).to_clause(read(criteria, FACTS)))


def as_data(clause: Clause) -> Any:
    """A line as it reads; with lines below it, a mapping."""
    words = "".join(span.text for span in clause.spans)
    return {words: [as_data(item) for item in clause.items]} if clause.items else words


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ("fever", "fever"),
        ("always", "always"),
        ({"none of": ["always"]}, "never"),
        ({"not": "fever"}, "not: fever"),
        ("leg is thigh or foot", "leg: thigh or foot"),
        ("leg is not none", "not: leg: none"),
        ("age >= 70", "age 70 years or more"),
        ("onset > age", "onset > age"),
        ({"all of": ["fever", "cough"]}, {"All of these:": ["fever", "cough"]}),
        ({"any of": ["fever", {"all of": ["cough", "rash"]}]}, {"At least one of these:": ["fever", {"All of these:": ["cough", "rash"]}]}),
        ({"none of": ["fever", "age < 16"]}, {"None of these:": ["fever", "age less than 16 years"]}),
        ({"not": {"all of": ["fever", "age < 16"]}}, {"Not all of these:": ["fever", "age less than 16 years"]}),
        ({"at least 2 of": ["fever", "cough", "age < 16"]}, {"At least 2 of these:": ["fever", "cough", "age less than 16 years"]}),
        ({"not": {"at least 2 of": ["fever", "cough", "ill"]}}, {"Fewer than 2 of these:": ["fever", "cough", "ill"]}),
        (
            {"at least 3 points of": [{"points": 2, "when": "fever"}, {"points": 1, "when": "cough"}, {"points": 2, "when": "rash"}]},
            {"Together at least 3 points of these:": ["fever (2 points)", "cough (1 point)", "rash (2 points)"]},
        ),
        ("signs >= 1", {"signs: at least one of these:": ["fever", "cough", "rash"]}),
        ("signs >= 2", {"signs: at least 2 of these:": ["fever", "cough", "rash"]}),
        ("signs < 2", {"signs: fewer than 2 of these:": ["fever", "cough", "rash"]}),
        ("signs = 2", {"signs: exactly 2 of these:": ["fever", "cough", "rash"]}),
        ("signs = 0", {"signs: none of these:": ["fever", "cough", "rash"]}),
        ("weakest <= 3", "weakest 3 points or less"),
        ("weakest >= 4", "weakest 4 points or more"),
        ({"not": "weakest <= 3"}, "not: weakest 3 points or less"),
        ({"any of": ["left <= 3", "right <= 2"]}, {"At least one of these:": ["left 3 points or less", "right 2 points or less"]}),
    ],
    ids=str,
)
def test_every_form_of_criteria_becomes_a_list(criteria: object, expected: Any) -> None:
    assert told(criteria) == expected


def test_the_same_in_dutch() -> None:
    assert told({"any of": ["signs >= 2", {"not": "ill"}]}, "nl") == {
        "Minstens één van deze:": [{"signs: minstens 2 van deze:": ["fever", "cough", "rash"]}, "niet: ill"]
    }


def test_each_fact_in_a_line_can_be_linked() -> None:
    clause = Lister(GUIDELINE, "en").to_clause(read({"any of": ["onset > age", "weakest <= 3", "ill"]}, FACTS))
    linked = [[span.id for span in item.spans if span.kind == "fact"] for item in clause.items]
    assert linked == [["onset", "age"], ["weakest"], ["ill"]]
