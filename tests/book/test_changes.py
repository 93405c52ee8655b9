"""What changed between two guidelines is found by content and told in words."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.book.reading import Reader, read
from tests.proof.little_folder import TEXT, read_folder
from wervel.book.edition import Edition
from wervel.book.rendering import Book
from wervel.consult.comparison import compare

FEVER = {"kind": "yes/no", "name": {"nl": "koorts", "en": "fever"}}
AGE = {"kind": "number", "unit": "year", "range": [0, 120], "name": {"nl": "leeftijd", "en": "age"}}
BECAUSE = {"source": "wervel_proposal", "at": "test", "says": "a choice", "certainty": "very_low", "verified": "no"}
RULE = {
    "id": "little.old_with_fever",
    "when": {"all of": ["fever", "age >= 70"]},
    "then": {"urgency": "soon", "route": "gp"},
    "because": [BECAUSE],
    "text": {"nl": "Bel de huisarts. Doe dat snel.", "en": "Call the GP. Do so soon."},
}
OLD: dict[str, Any] = {
    "facts": {"fever": FEVER, "age": AGE},
    "rules": [RULE],
    "advice": [{"id": "rest", "when": "fever", "text": {"nl": "Rust uit.", "en": "Rest."}}],
    "phenomena": [{"id": "warm", "when": "fever", "goals": {"mobility": 0.5}}],
    "conditions": [{"id": "flu", "rules": []}],
}


@pytest.fixture
def changed() -> dict[str, Any]:
    return deepcopy(OLD)


def pages(content: dict[str, Any], folder: Path) -> dict[str, Reader]:
    """The book of a guideline compared with the old one."""
    old, new = read_folder(OLD, folder / "old"), read_folder(content, folder / "new")
    files = Book(Edition(new, folder / "new", (), comparison=compare(old, new))).files()
    return {name: read(html) for name, html in files if name.endswith(".html")}


def what(content: dict[str, Any], folder: Path) -> list[tuple[str, str, str, tuple[str, ...]]]:
    comparison = compare(read_folder(OLD, folder / "old"), read_folder(content, folder / "new"))
    return [(change.what, change.kind, change.id, change.fields) for change in comparison.changes]


def test_the_same_content_at_another_place_is_no_change(tmp_path: Path, changed: dict[str, Any]) -> None:
    changed["rules"].insert(0, {**RULE, "id": "little.another"})
    assert what(changed, tmp_path) == [("added", "rule", "little.another", ())]
    assert what(OLD, tmp_path) == []


def test_an_altered_threshold_is_told_before_and_after(tmp_path: Path, changed: dict[str, Any]) -> None:
    changed["rules"][0]["when"] = {"all of": ["fever", "age >= 65"]}
    shown = pages(changed, tmp_path)
    entry = shown["en/changes.html"].ids["rule-little.old_with_fever"]
    assert [one.text for one in entry.all("dt")] == ["When"]
    assert "age 70 years or more" in entry.all("div", "before")[0].text
    assert "age 65 years or more" in entry.all("div", "after")[0].text
    assert [mark.text for mark in entry.all("mark")] == ["age", "65 years or more"], "only the line that differs"
    assert "leeftijd 70 jaar of meer" in shown["nl/changes.html"].root.text
    (badge,) = shown["nl/little/little.html"].ids["little.old_with_fever"].all("a", "change")
    assert badge.text == "gewijzigd"


@pytest.mark.parametrize(
    ("field", "value", "label", "before", "after"),
    [
        ("then", {"urgency": "urgent", "route": "gp"}, "How urgent", "Make an appointment", "Phone the GP"),
        ("text", {"nl": "Bel nu.", "en": "Call the GP. Do so today."}, "The patient reads", "Do so soon", "Do so today"),
        ("because", [{**BECAUSE, "certainty": "low"}], "Evidence", "very low certainty", "low certainty"),
        ("when", "age >= 70", "When", "fever", "Age 70 years or more"),
    ],
)  # fmt: skip
def test_each_part_of_a_rule_that_changes_is_told(
    tmp_path: Path, changed: dict[str, Any], field: str, value: Any, label: str, before: str, after: str
) -> None:
    changed["rules"][0][field] = value
    assert what(changed, tmp_path) == [("changed", "rule", "little.old_with_fever", (field,))]
    entry = pages(changed, tmp_path)["en/changes.html"].ids["rule-little.old_with_fever"]
    assert [one.text for one in entry.all("dt")] == [label]
    assert before in entry.all("div", "before")[0].text
    assert after in entry.all("div", "after")[0].text


def test_facts_phenomena_advice_and_conditions_are_compared_too(tmp_path: Path, changed: dict[str, Any]) -> None:
    changed["facts"]["fever"] = {**FEVER, "by": "therapist"}
    changed["facts"]["age"] = {**AGE, "because": [BECAUSE]}
    changed["phenomena"][0]["goals"] = {"mobility": 0.6}
    changed["advice"][0]["up_to"] = "soon"
    changed["conditions"][0]["further_diagnostics"] = {"imaging": "no", "what": TEXT, "who": TEXT, "not_useful_when": TEXT}
    assert what(changed, tmp_path) == [
        ("changed", "condition", "flu", ("imaging",)),
        ("changed", "phenomenon", "warm", ("then",)),
        ("changed", "advice", "rest", ("up_to",)),
        ("changed", "fact", "fever", ("by",)),
        ("changed", "fact", "age", ("because",)),
    ]
    text = pages(changed, tmp_path)["en/changes.html"].root.text
    for words in ("The therapist, on examination", "mobility +0.5", "mobility +0.6", "Only to be ordered by the specialist", "Not needed"):
        assert words.casefold() in text.casefold()


def test_what_is_gone_is_told_in_full(tmp_path: Path, changed: dict[str, Any]) -> None:
    changed["rules"] = [{**RULE, "id": "little.other", "text": {"nl": "Iets anders.", "en": "Something else."}}]
    shown = pages(changed, tmp_path)
    gone = shown["en/changes.html"].ids["rule-little.old_with_fever"]
    assert gone.all("span", "change")[0].text == "removed"
    assert "age 70 years or more" in gone.text
    assert shown["en/changes.html"].ids["rule-little.other"].all("span", "change")[0].text == "new"
    assert shown["en/little/little.html"].ids["little.other"].all("a", "change")[0].text == "new"


def test_without_changes_the_page_says_so(tmp_path: Path) -> None:
    assert "Er is niets veranderd." in pages(OLD, tmp_path)["nl/changes.html"].root.text
