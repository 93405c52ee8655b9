"""The documents say what is so today."""

import re
from pathlib import Path

import pytest

from tests.docs.generated import MANUAL, README, manual, readme

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def test_the_language_manual_is_made_from_the_tested_chapters() -> None:
    assert MANUAL.read_text("utf-8") == manual(), "run `make docs`"


def test_the_transcript_in_the_readme_is_what_is_printed() -> None:
    assert README.read_text("utf-8") == readme(), "run `make docs`"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_and_every_file_that_a_document_names_exists(path: Path) -> None:
    text = path.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if not link.startswith("http")]
    assert [link for link in links if not (path.parent / link).exists()] == []
    named = re.findall(r"`((?:src|tests|examples|docs|bench)/[\w./-]+)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_is_short_and_says_context_decision_and_consequence(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 40
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## Context", "## Decision", "## Consequence"]


def test_the_glossary_has_every_class_route_and_urgency_word() -> None:
    text = (ROOT / "GLOSSARY.md").read_text("utf-8").lower()
    for word in ("urgency", "route", "class", "hypothesis", "phenomenon", "goal", "dose", "evidence", "released", "derived fact"):
        assert word in text


def test_what_the_authors_manual_shows_stands_in_the_guideline() -> None:
    """A manual whose samples have drifted teaches what no longer works."""
    files = [*(ROOT / "src" / "wervel" / "guideline").rglob("*.yaml"), *(ROOT / "examples").glob("*.yaml")]
    written = {line.strip() for path in files for line in path.read_text("utf-8").splitlines()}
    samples = re.findall(r"```yaml\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL)
    lines = [line.strip() for sample in samples for line in sample.splitlines() if line.strip() and not line.strip().startswith("#")]
    assert [line for line in lines if line not in written] == []
