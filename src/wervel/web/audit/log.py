"""Writing and checking the access log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from wervel.web import clock, folder
from wervel.web.audit.models import AccessLog
from wervel.web.practice.vault import digest

START = "0" * 64
"""What the first row carries as the hash of the one before."""
CHAIN = 4_071_962
"""The number of the lock in PostgreSQL behind which rows are added."""
ANCHORS, SET_ASIDE = "anchors.txt", "anchors-set-aside.txt"
TERM = timedelta(days=5 * 365 + 2)
"""How long a row is kept at least; the triggers hold anybody to it."""
FIELDS = ("number", "at", "patient", "user", "on_behalf_of", "role", "practice", "action", "basis", "object", "source", "previous")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says. `action` is a verb (read, write, search, export, print, break_glass, denied ...), `object` what it was done to."""

    action: str
    object: str
    patient: UUID | None = None
    user: UUID | None = None
    role: str = ""
    practice: UUID | None = None
    basis: str = ""
    source: str = ""
    on_behalf_of: UUID | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of the chain on a day, kept outside the database: without it nobody would notice that the end was cut off."""

    on: date
    number: int
    hash: str


def write(entry: Entry) -> AccessLog:
    """Adds a row, in the transaction of whoever calls. Rows come one after the other, also from several processes."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN])
        last = AccessLog.objects.order_by("-number").first()
        row = AccessLog(
            number=last.number + 1 if last else 1,
            at=clock.now(),
            previous=last.hash if last else START,
            **{field: getattr(entry, field) for field in Entry.__slots__},
        )
        row.hash = hash_of(row)
        row.save(force_insert=True)
    return row


def hash_of(row: AccessLog) -> str:
    def plain(value: object) -> object:
        return value.isoformat() if isinstance(value, datetime) else str(value) if isinstance(value, UUID) else value

    return digest({field: plain(getattr(row, field)) for field in FIELDS})


def problems() -> Iterator[str]:
    """What is wrong with the chain: changed rows, gaps, and an end or a beginning that is not where an anchor says it was."""
    anchors = {anchor.number: anchor for anchor in read_anchors()}
    number, previous, first = 0, START, True
    for row in AccessLog.objects.order_by("number").iterator(chunk_size=2000):
        if first:
            if row.number > 1 and (row.number - 1 not in anchors or anchors[row.number - 1].hash != row.previous):
                yield f"row {row.number}: it is the first, and no anchor says that the rows before it were removed after their term"
        elif row.number != number + 1:
            yield f"rows {number + 1} to {row.number - 1}: missing"
        elif row.previous != previous:
            yield f"row {row.number}: does not follow from row {number}"
        if row.hash != hash_of(row):
            yield f"row {row.number}: changed after it was written"
        if row.number in anchors and anchors[row.number].hash != row.hash:
            yield f"row {row.number}: differs from the anchor of {anchors[row.number].on}"
        number, previous, first = row.number, row.hash, False
    if (known := max(anchors, default=0)) > number:
        yield f"rows {number + 1} to {known}: missing at the end, an anchor knows of them"


def drop_anchor() -> Anchor | None:
    """Notes the head of the chain in the data folder. Copies of that file elsewhere are what makes it worth something."""
    last = AccessLog.objects.order_by("-number").first()
    return keep_anchor(last) if last else None


def keep_anchor(row: AccessLog) -> Anchor:
    anchor = Anchor(clock.today(), row.number, row.hash)
    if not any(known.number == anchor.number and known.hash == anchor.hash for known in read_anchors()):
        with (folder.data() / ANCHORS).open("a", encoding="utf-8") as file:
            file.write(f"{anchor.on} {anchor.number} {anchor.hash}\n")
    return anchor


def read_anchors() -> Iterator[Anchor]:
    path = folder.data() / ANCHORS
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            day, number, hash_ = line.split()
            yield Anchor(date.fromisoformat(day), int(number), hash_)


def take_up(action: str, what: str) -> None:
    """After an older copy was put back: says so in a row, and sets aside the anchors of rows that are no longer there."""
    last = AccessLog.objects.order_by("-number").first()
    number = last.number if last else 0
    later = [anchor for anchor in read_anchors() if anchor.number > number]
    if later:
        path = folder.data() / ANCHORS
        kept = [line for line in path.read_text("utf-8").splitlines() if int(line.split()[1]) <= number]
        with (folder.data() / SET_ASIDE).open("a", encoding="utf-8") as file:
            file.writelines(f"{anchor.on} {anchor.number} {anchor.hash}\n" for anchor in later)
        path.write_text("".join(f"{line}\n" for line in kept), "utf-8")
    write(Entry(action, what, source="command"))


def prune() -> int:
    """Removes rows after their term, from the oldest on, and keeps an anchor of the last one removed. Gives how many went."""
    old = AccessLog.objects.filter(at__lt=clock.now() - TERM)
    kept = AccessLog.objects.filter(at__gte=clock.now() - TERM).order_by("number").first()
    if kept is not None:
        old = old.filter(number__lt=kept.number)
    last = old.order_by("-number").first()
    if last is None:
        return 0
    keep_anchor(last)
    return old.delete()[0]
