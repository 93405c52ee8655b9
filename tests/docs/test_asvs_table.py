"""The table of ASVS 5.0 level 2 is whole, and what it points at is there."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs/reference/asvs.md").read_text("utf-8")
ROWS = [line.strip("| ").split(" | ") for line in TABLE.splitlines() if re.match(r"\| \d", line)]
MARKS = ("test", "design", "who runs it", "not applicable", "open")


def test_every_requirement_of_level_2_has_one_row() -> None:
    assert len(ROWS) == len({row[0] for row in ROWS}) == 253
    assert Counter(row[1] for row in ROWS) == {"1": 70, "2": 183}


def test_every_row_says_by_what_it_is_shown_and_how() -> None:
    for number, _, asks, mark, how in ROWS:
        assert mark in MARKS, number
        assert asks, number
        assert len(how) > 2, number


def test_the_counts_at_the_top_are_those_of_the_rows() -> None:
    for mark, count in Counter(row[3] for row in ROWS).items():
        assert f"| {mark} | {count} |" in TABLE


def test_what_a_row_points_at_is_there_and_a_test_points_at_a_test() -> None:
    for number, _, _, mark, how in ROWS:
        paths = [path for path in re.findall(r"`([^` ]+)`", how) if "/" in path and not path.startswith("/") and "://" not in path]
        assert all((ROOT / path).exists() for path in paths), (number, paths)
        if mark == "test":
            assert any(path.startswith("tests/") for path in paths), number
