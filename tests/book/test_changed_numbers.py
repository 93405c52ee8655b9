"""Every part of the real guideline is compared: one number or word changed in it is found, named and told before and after."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from shutil import copytree, ignore_patterns

import pytest

from tests.book.reading import Reader, read
from wervel.book.edition import Edition
from wervel.book.rendering import Book
from wervel.consult.comparison import Comparison, compare
from wervel.knowledge.load import PACKAGED, read_guideline


@dataclass(frozen=True)
class Edit:
    """In `file` the first match of `pattern` gets `new` for its group. That is a change of `field` of a thing, told under `label`."""

    file: str
    pattern: str
    new: str
    kind: str
    id: str
    field: str
    label: str
    before: str
    after: str


EDITS = (
    Edit("examination/bone", r"order: (\d+)", "98", "examination", "bone", "order", "Place in the order", "{}", "98"),
    Edit("examination/bone", r"id: closed_fist[\s\S]*?sensitivity: \[([\d.]+)\]", "80", "test", "closed_fist_percussion", "accuracy",
         "How well the test tells apart", "{}%", "80%"),
    Edit("programme", r"  moderate:[\s\S]*?visits: \[(\d+), \d+\]", "1", "profile", "moderate", "visits", "Visits", "{} to", "1 to"),
    Edit("programme", r"  calm:[\s\S]*?max_minutes: (\d+)", "3", "programme", "stages", "stages", "Limits by stage",
         "Most minutes {}", "Most minutes 3"),
    Edit("programme", r"walking:[\s\S]*?start_minutes: (\d+)", "4", "programme", "walking", "walking", "Never less than",
         "{} minutes", "4 minutes"),
    Edit("progression", r"\n  light:[\s\S]*?settle_hours > (\d+)", "36", "session_fact", "light", "definition", "Follows from",
         "more than {} hours", "more than 36 hours"),
    Edit("progression", r"id: P6\n[\s\S]*?days: (\d+)", "21", "progression_rule", "P6", "days", "What changes", "{} days", "21 days"),
    Edit("progression", r"id: calm_too_long[\s\S]*?days_in_stage > (\d+)", "10", "move", "calm_too_long", "when", "When",
         "more than {} days", "more than 10 days"),
    Edit("progression", r"volume_percent: (\d+)", "15", "progression", "limits", "limits", "Growth of one exercise",
         "At most {}%", "At most 15%"),
    Edit("course", r"  acute:\s+keeps: ([\d.]+)", "0.385", "curve", "acute", "keeps", "The curve", "({} +", "(0.385 +"),
    Edit("course", r"  rmdq:[\s\S]*?points: (\d+)", "6", "measure", "rmdq", "points", "Smallest change that counts",
         "{} points", "6 points"),
    Edit("course", r"id: e1_more_pain[\s\S]*?within_days: (\d+)", "3", "evaluation", "e1_more_pain", "within_days", "Within",
         "{} days", "3 days"),
    Edit("course", r"near: ([\d.]+)", "1", "course", "verdicts", "judgement", "Before week 3", "within {} points", "within 1 points"),
    Edit("sport", r"    r0:[\s\S]*?walk_minutes >= (\d+)", "20", "sport_step", "r0", "exit", "To end", "{} minutes or more",
         "20 minutes or more"),
    Edit("sport", r"quarter_minutes: (\d+)", "10", "way_back", "every_step", "quarter_minutes", "A match",
         "of {} minutes", "of 10 minutes"),
    Edit("sport", r"start_minutes: (\d+)", "15", "sport", "low_posture", "low_posture", "Build-up", "{} minutes a week",
         "15 minutes a week"),
    Edit("biomechanics", r"muscle_arm_mm:\s+value: (\d+)", "70", "load", "model", "muscle_arm_mm", "Arm of the back muscle",
         "{} mm", "70 mm"),
    Edit("properties/safety", r"keeps: (\d+)", "5", "property", "four_exercises_without_equipment", "claim", "Promise",
         "At least {} exercises", "At least 5 exercises"),
)  # fmt: skip


@dataclass(frozen=True)
class Edited:
    """The guideline with all edits beside the packaged one: what stood at each place before, what was found, and the page about it."""

    before: Mapping[Edit, str]
    comparison: Comparison
    page: Reader


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    folder = tmp_path_factory.mktemp("edited") / "guideline"
    copytree(PACKAGED, folder, ignore=ignore_patterns("cases"))
    before = {}
    for edit in EDITS:
        file = folder / f"{edit.file}.yaml"
        text = file.read_text("utf-8")
        match = re.search(edit.pattern, text)
        assert match, f"nothing in {edit.file} looks like {edit.pattern}"
        before[edit] = match[1]
        file.write_text(f"{text[: match.start(1)]}{edit.new}{text[match.end(1) :]}", "utf-8")
    comparison = compare(read_guideline(PACKAGED), read_guideline(folder))
    files = dict(Book(Edition(comparison.new, folder, (), comparison=comparison)).files())
    return Edited(before, comparison, read(files["en/changes.html"]))


def test_all_changes_are_found_and_no_others(edited: Edited) -> None:
    found = {(change.kind, change.id, change.fields) for change in edited.comparison.changes}
    assert found == {(edit.kind, edit.id, (edit.field,)) for edit in EDITS}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{edit.kind}-{edit.id}")
def test_a_changed_number_is_told_before_and_after(edited: Edited, edit: Edit) -> None:
    (row,) = [one for one in edited.page.ids[f"{edit.kind}-{edit.id}"].all("div", "row") if one.all("dt")[0].text == edit.label]
    was, now = row.all("div", "before")[0].text, row.all("div", "after")[0].text
    assert edit.before.format(edited.before[edit]) in was
    assert edit.after in now
    assert edit.after not in was


def test_of_a_table_only_the_lines_that_changed_are_shown(edited: Edited) -> None:
    after = edited.page.ids["programme-stages"].all("div", "after")[0]
    (line,) = after.all("table")[0].all("tbody")[0].all("tr")
    assert line.text.startswith("Most minutes")
    assert [mark.text for mark in line.all("mark")] == ["3"]


def test_what_changed_is_named_and_linked(edited: Edited) -> None:
    for edit in EDITS:
        entry = edited.page.ids[f"{edit.kind}-{edit.id}"]
        assert entry.all("h3")[0].text
        assert edit.kind == "examination" or entry.all("h3")[0].all("a")[0].attributes["href"].endswith(f".html#{edit.id}")
