"""A seeded share of the mutants of `make mutate`, tried on the cases alone with every run of the tests."""

import random
from typing import Any

import pytest

from tests.mutation.mutants import SURVIVORS, named_mutants, noticed_by, report, the_folder
from wervel.knowledge.document import read_document

SHARE = 40
MUTANTS = named_mutants(the_folder())
EXPLAINED: Any = read_document(SURVIVORS).data or {}


@pytest.mark.parametrize("name", random.Random(1).sample(sorted(MUTANTS), SHARE))  # noqa: S311 (a share that is the same every time)
def test_a_change_to_the_guideline_is_noticed(name: str) -> None:
    assert noticed_by(MUTANTS[name], properties=False) or name in EXPLAINED


def test_every_explained_survivor_is_a_mutant_that_exists() -> None:
    assert set(EXPLAINED) <= set(MUTANTS)


def test_every_kind_of_change_is_made() -> None:
    """Thresholds, connectives, counts, urgencies and routes; and what is done while unknown."""
    changes = " ".join(MUTANTS)
    thresholds = ("age_years >= 70 -> age_years >= 71", "at least 2 of -> at least 3 of")
    connectives = ("all of -> any of", "any of -> all of", "none of -> any of", "not ")
    outcomes = ("urgency soon -> ", "route gp -> ", "if_unknown assume_worst -> ask", "without the exception")
    for word in (*thresholds, *connectives, *outcomes):
        assert word in changes, word


def test_a_survivor_without_an_explanation_fails_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert report({"one: a -> b": "cases/x.yaml:1", "two: a -> b": ""}, {}, whole=True) == 1
    assert "NOT EXPLAINED" in capsys.readouterr().out
    assert report({f"{at}: a -> b": "cases/x.yaml:1" for at in range(40)} | {"two: a -> b": ""}, {"two: a -> b": "why"}, whole=True) == 0
    assert report({"one: a -> b": "cases/x.yaml:1"}, {"gone: a -> b": "why"}, whole=True) == 1
