"""What changed in a thing, row by row: before and after in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from wervel.book.criteria import Clause, Span
from wervel.book.teller import BookTeller, Claim, Line, Row, Table
from wervel.book.things import rows
from wervel.consult.comparison import Change
from wervel.consult.contents import Thing


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
            before, after = _without(before, kept, after.table), _without(after, kept, before.table)
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
            found[row.label] = _joined(same, row) if same else row
    return found


def _joined(one: Row, other: Row) -> Row:
    return replace(one, clauses=(*one.clauses, *other.clauses), claims=(*one.claims, *other.claims), table=one.table or other.table)


def _without(row: Row, kept: set[Claim], other: Table | None) -> Row:
    """The row without the claims that are kept, and of a table without the lines that the other one has too."""
    claims = tuple(claim for claim in row.claims if claim not in kept)
    if row.table is None or other is None:
        return replace(row, claims=claims)
    lines = tuple(line for line in row.table.lines if line not in other.lines)
    return replace(row, claims=claims, table=replace(row.table, lines=lines) if lines else None)


def _marked(after: Row | None, before: Row | None) -> Row | None:
    """The row with what is fresh in it: words of a single line, whole lines of a list."""
    if after is None or before is None:
        return after
    if after.table and before.table:
        after = replace(after, table=replace(after.table, lines=tuple(_fresh_cells(after.table, before.table))))
    match after.clauses, before.clauses:
        case (Clause((now,), ()),), (Clause((was,), ()),):
            return replace(after, clauses=(Clause(tuple(_fresh_words(now.text, was.text))),))
        case clauses, others:
            known = set(_lines(others))
            return replace(after, clauses=tuple(_fresh_lines(clause, known) for clause in clauses))


def _fresh_cells(now: Table, was: Table) -> Iterator[Line]:
    """The lines with every cell marked that is not under the same head of the line with the same beginning."""
    before = {line.cells[0]: dict(zip(was.heads, line.cells, strict=True)) for line in was.lines}
    for line in now.lines:
        cells = before.get(line.cells[0], {})
        marked = ((cell, cells.get(head) != cell) for head, cell in zip(now.heads, line.cells, strict=True))
        yield replace(line, cells=tuple(_all_fresh(cell) if fresh else cell for cell, fresh in marked))


def _all_fresh(cell: Clause) -> Clause:
    return replace(cell, spans=tuple(replace(span, fresh=True) for span in cell.spans))


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
