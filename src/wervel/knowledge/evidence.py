"""Where a claim comes from, and whether anybody read it there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    title: str
    where: str
    kind: str
    read: str
    authors: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim in our own words and where it stands. `verified` is false until somebody read it there. `place`: file:line."""

    source: str
    at: str
    says: str
    certainty: str
    verified: bool
    place: str
