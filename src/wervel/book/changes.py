"""What changed in a thing, row by row: before and after in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from wervel.book.criteria import Clause, Span
from wervel.book.teller import BookTeller, Claim, Row
from wervel.book.things import rows
from wervel.consult.comparison import Change, Thing


@dataclass(frozen=True, slots=True)
class Altered:
    """One row as it was and as it is; nothing where it was not there."""

    label: str
    before: Row | None
    after: Row | None


def altered(change: Change, old: BookTeller, new: BookTeller) -> list[Altered]:
    """The rows about what differs. Claims that are in both are left out: what changed is what somebody must read."""
    was, now = _told(change, change.before, old), _told(change, change.after, new)
    found = []
    for label in dict.fromkeys((*was, *now)):
        before, after = was.get(label), now.get(label)
        if before and after:
            kept = set(before.claims) & set(after.claims)
            before, after = _without(before, kept), _without(after, kept)
        if before != after:
            found.append(Altered(label, before, _marked(after, before)))
    return found


def _told(change: Change, thing: Thing | None, teller: BookTeller) -> dict[str, Row]:
    """The rows that tell the fields that differ, by label; rows of one label become one."""
    assert thing is not None, "only what is in both editions"
    found: dict[str, Row] = {}
    for row in rows(thing, teller):
        if set(row.fields) & set(change.fields):
            same = found.get(row.label)
            found[row.label] = replace(row, clauses=(*same.clauses, *row.clauses)) if same else row
    return found


def _without(row: Row, kept: set[Claim]) -> Row:
    return replace(row, claims=tuple(claim for claim in row.claims if claim not in kept))


def _marked(after: Row | None, before: Row | None) -> Row | None:
    """The row with what is fresh in it: words of a single line, whole lines of a list."""
    if after is None or before is None:
        return after
    match after.clauses, before.clauses:
        case (Clause((now,), ()),), (Clause((was,), ()),):
            return replace(after, clauses=(Clause(tuple(_fresh_words(now.text, was.text))),))
        case clauses, others:
            known = set(_lines(others))
            return replace(after, clauses=tuple(_fresh_lines(clause, known) for clause in clauses))


def _fresh_words(now: str, was: str) -> Iterator[Span]:
    words, others = now.split(), was.split()
    for what, _, _, begin, end in SequenceMatcher(None, others, words, autojunk=False).get_opcodes():
        if begin < end:
            yield Span(" ".join(words[begin:end]), fresh=what != "equal")
            yield Span(" " if end < len(words) else "")


def _fresh_lines(clause: Clause, known: set[str]) -> Clause:
    fresh = _words(clause) not in known
    spans = tuple(replace(span, fresh=fresh) for span in clause.spans)
    return Clause(spans, tuple(_fresh_lines(item, known) for item in clause.items))


def _lines(clauses: Iterable[Clause]) -> Iterator[str]:
    for clause in clauses:
        yield _words(clause)
        yield from _lines(clause.items)


def _words(clause: Clause) -> str:
    return "".join(span.text for span in clause.spans)
