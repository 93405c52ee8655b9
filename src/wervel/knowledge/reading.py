"""The state of one reading of a guideline folder: what has been read so far, and every problem found."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from wervel.knowledge.document import Document
from wervel.knowledge.evidence import Evidence, Source
from wervel.knowledge.types import Group
from wervel.logic.expr import Expr
from wervel.logic.fact import Fact, Problem, did_you_mean, read_value
from wervel.logic.reader import read_criteria
from wervel.logic.reference import Value

Path = tuple[str | int, ...]


@dataclass
class Reading:
    documents: list[Document] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    units: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Item:
    """One entry of a file: its checked content and where it stands."""

    document: Document
    path: Path
    entry: dict[str, Any]

    @property
    def place(self) -> str:
        return f"{self.document.file}:{self.document.line(self.path)}"

    def problem(self, path: Path, found: str, expected: str, cure: str) -> None:
        self.document.problems.append(Problem((*self.path, *path), found, expected, cure))

    def criteria(self, data: object, path: Path, reading: Reading) -> Expr:
        return read_criteria(data, reading.facts, self.document.problems, (*self.path, *path))

    def value(self, fact: Fact, raw: object, path: Path) -> Value | None:
        """A value of a fact, or nothing after adding a problem."""
        value = read_value(fact, raw, (*self.path, *path))
        if isinstance(value, Problem):
            self.document.problems.append(value)
            return None
        return value

    def known(self, word: str, words: Iterable[str], kind: str, path: Path) -> None:
        """Adds a problem when a name does not exist."""
        words = list(words)
        if word not in words:
            self.problem(path, f"`{word}`", f"the name of a {kind}", did_you_mean(word, words, f"define that {kind}, or correct the name"))

    def because(self, reading: Reading, path: Path = ("because",)) -> tuple[Evidence, ...]:
        """The claims that stand at this path of the entry."""
        found: Any = self.entry
        for key in path:
            found = found.get(key, ()) if isinstance(found, dict) else found[key]
        return tuple(self.claim(entry, (*path, at), reading) for at, entry in enumerate(found))

    def claim(self, entry: dict[str, Any], path: Path, reading: Reading) -> Evidence:
        """One claim with its source. Where something in it is missing, that has been reported."""
        source = entry.get("source") or ""
        if source:
            self.known(source, reading.sources, "source", (*path, "source"))
        claim = (entry.get("at") or "", entry.get("says") or "", entry.get("certainty") or "very_low", entry.get("verified", False))
        return Evidence(source, *claim, f"{self.document.file}:{self.document.line((*self.path, *path, 'source'))}")
