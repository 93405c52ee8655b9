"""A copy of the guideline to spoil, and what is told of it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from wervel import Refused
from wervel.knowledge.load import PACKAGED, read_guideline

Change = Callable[[str], str]


def copied(folder: Path, *without: str) -> Path:
    """A copy of the guideline in a new folder, without its cases and without these files."""
    copy = folder / "guideline"
    shutil.copytree(PACKAGED, copy, ignore=shutil.ignore_patterns("cases", *without))
    return copy


def replaced(old: str, new: str) -> Change:
    """The first `old` in a file becomes `new`."""

    def change(text: str) -> str:
        assert old in text, f"nothing to spoil: {old}"
        return text.replace(old, new, 1)

    return change


def spoil(folder: Path, file: str, change: Change) -> None:
    path = folder / file
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def problems_in(folder: Path) -> list[str]:
    """Every problem that reading the folder tells."""
    with pytest.raises(Refused) as refused:
        read_guideline(folder)
    return [str(problem) for problem in refused.value.problems]
