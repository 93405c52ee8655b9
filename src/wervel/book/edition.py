"""What one book is made from: a guideline with its cases, what was proven of it, and what it is compared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from wervel.book.proofs import Proof
from wervel.consult.comparison import Comparison
from wervel.knowledge.cases import GuidelineCase
from wervel.knowledge.document import short_name
from wervel.knowledge.types import Guideline

EXPECTATIONS = {"fires": "true", "phenomena": "true", "advice": "true", "quiet": "false", "no_phenomena": "false", "no_advice": "false",
                "open": "unknown"}  # fmt: skip
TRUTHS = ("true", "false", "unknown")


@dataclass(frozen=True, eq=False)
class Edition:
    """`folder` is where the guideline was read from."""

    guideline: Guideline
    folder: Path
    cases: tuple[GuidelineCase, ...]
    proof: Proof | None = None
    comparison: Comparison | None = None

    def origin(self, place: str) -> str:
        """A place as `file:line` within the guideline, wherever its folder stands."""
        return place.removeprefix(f"{short_name(self.folder)}/")

    @cached_property
    def expectations(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """For each rule and advice the names of the cases that expect it true, false and unknown."""
        found: dict[str, dict[str, list[str]]] = {}
        for case in self.cases:
            for word, truth in EXPECTATIONS.items():
                for name in case.expect.get(word, ()):
                    names = found.setdefault(name, {}).setdefault(truth, [])
                    if case.name not in names:
                        names.append(case.name)
        return {name: {truth: tuple(names) for truth, names in truths.items()} for name, truths in found.items()}
