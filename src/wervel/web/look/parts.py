"""What the components show: plain records that a view fills and a template hands over."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """A table with its caption. The first cell of a row names the row; `numeric`: the columns with numbers, from 0."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Row:
    """One line of a summary: what, what was said about it, and where to change it. `about`: what a change link changes, if not `key`."""

    key: str
    values: Sequence[str]
    change: str | None = None
    about: str = ""


@dataclass(frozen=True)
class Entry:
    """One moment on a timeline. `when`: as people say it; `at`: the same for machines, as ISO date or time."""

    when: str
    title: str
    at: str = ""
    lines: Sequence[str] = field(default_factory=tuple)


@dataclass(frozen=True)
class Tab:
    """A link to one of several pages that belong together."""

    title: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class Problem:
    """Something to mend, and the id of the control where."""

    says: str
    at: str
