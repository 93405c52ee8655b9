"""Episode files: one complaint through time. The door where a diary, measurements and later contacts are checked and put in order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, TypeVar

from wervel.knowledge.cases import Case, Preferences, check_answers, check_preferences, complete
from wervel.knowledge.document import Document, Refused, parse_document, read_document
from wervel.knowledge.shape import Day, Entry, Line, ListOf, Number, Raw
from wervel.knowledge.shapes import PREFERENCES
from wervel.knowledge.types import Guideline
from wervel.logic.fact import Problem, did_you_mean, number_text, read_value, show
from wervel.logic.reference import Value

DURATION, PAIN_NOW = "episode_duration_days", "pain_now_nprs"
"""The facts that say since when the complaint exists, and what a line of the diary is an answer to."""

LEG_CHANGES = ("up", "same", "down", "new")
"""Leg symptoms move up (towards the back), stay, move further down, or are new."""

EARLIEST = date(1900, 1, 1)
PAIN = Number(0, 10)
EPISODE_FILE = Entry(
    {"episode": Line(("1",)), "started": Day(), "facts": Raw({"type": "object"})},
    {
        "preferences": PREFERENCES,
        "consultations": ListOf(Entry({"date": Day(), "facts": Raw({"type": "object"})})),
        "diary": ListOf(Entry({"date": Day(), "pain": Raw({"type": "number"})}, {"leg_change": Line(LEG_CHANGES), "note": Line()})),
        "sessions": ListOf(
            Entry(
                {"date": Day(), "exercise": Line(), "done": Number(0, 100)},
                {"effort": PAIN, "pain_before": PAIN, "pain_during": PAIN, "pain_next_morning": PAIN, "settle_hours": Number(0, 168),
                 "leg_change": Line(LEG_CHANGES)},
            )
        ),
        "measurements": ListOf(Raw({"type": "object", "required": ["date"]})),
    },
)  # fmt: skip

Kind = Literal["measurement", "intake", "consultation"]
KINDS: tuple[Kind, ...] = ("measurement", "intake", "consultation")
"""In this order on one day: who was asked in a consultation was asked last."""

PLACES: dict[Kind, tuple[str]] = {"measurement": ("measurements",), "intake": ("facts",), "consultation": ("consultations",)}


@dataclass(frozen=True, slots=True)
class DiaryDay:
    """What somebody wrote about one day; `pain` from 0 to 10."""

    day: date
    pain: int
    leg_change: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DoneSession:
    """One exercise on one day: `done` in percent, `effort` and pains from 0 to 10, hours until it had settled."""

    day: date
    exercise: str
    done: Fraction
    effort: Fraction | None = None
    pain_before: Fraction | None = None
    pain_during: Fraction | None = None
    pain_next_morning: Fraction | None = None
    settle_hours: Fraction | None = None
    leg_change: str | None = None


@dataclass(frozen=True)
class Contact:
    """Answers that were given on one day: at the intake, in a consultation, or as a measurement.

    `given`: the facts that were answered themselves; what else is known follows from those.
    """

    day: date
    kind: Kind
    answers: Case
    given: frozenset[str]


@dataclass(frozen=True, slots=True)
class Note:
    """What was done with a file so that nothing is lost: lines put in order of time, or a doubled line kept once. `place`: file:line."""

    kind: Literal["in_order", "kept_once"]
    part: str
    day: date
    place: str


@dataclass(frozen=True)
class Episode:
    """One complaint under care. `contacts`, `diary` and `sessions` in order of time; care began on the day `started`."""

    started: date
    contacts: tuple[Contact, ...]
    diary: tuple[DiaryDay, ...] = ()
    sessions: tuple[DoneSession, ...] = ()
    preferences: Preferences = field(default_factory=Preferences)
    notes: tuple[Note, ...] = ()

    @property
    def intake(self) -> Contact:
        return next(contact for contact in self.contacts if contact.kind == "intake")

    @property
    def consultations(self) -> tuple[Contact, ...]:
        return tuple(contact for contact in self.contacts if contact.kind == "consultation")


def read_episode(path: Path, guideline: Guideline, today: date) -> Episode:
    """An episode file as it stood at the end of the day `today`. Raises `Refused` with every problem in it."""
    return _Door(read_document(path), guideline, today).episode()


def parse_episode(content: str, guideline: Guideline, today: date, name: str = "episode.yaml") -> Episode:
    return _Door(parse_document(content.encode(), name), guideline, today).episode()


Dated = TypeVar("Dated", DiaryDay, DoneSession, Contact)


class _Door:
    """Checks one document. Problems and notes are collected."""

    def __init__(self, document: Document, guideline: Guideline, today: date) -> None:
        self.document, self.guideline, self.today = document, guideline, today
        self.notes: list[Note] = []

    def episode(self) -> Episode:
        content = EPISODE_FILE.read(self.document.data, (), self.document.problems)
        started: date = content["started"] or self.today
        intake = check_answers(self.document, ("facts",), content["facts"], self.guideline)
        began = self.began(started, intake)
        contacts = [
            *self.measurements(content.get("measurements", ()), began),
            Contact(started, "intake", intake, _given(content["facts"])),
            *self.consultations(content.get("consultations", ()), started),
        ]
        for measured in (one for one in contacts if one.kind == "measurement"):
            for other in (one for one in contacts if one.kind != "measurement" and one.day == measured.day):
                self.refuse_contradictions(other, measured, PLACES[other.kind], PLACES["measurement"])
        episode = Episode(
            started,
            tuple(sorted(contacts, key=lambda one: (one.day, KINDS.index(one.kind)))),
            self.diary(content.get("diary", ()), began),
            self.sessions(content.get("sessions", ()), began),
            check_preferences(self.document, ("preferences",), content.get("preferences", {}), self.guideline),
            tuple(sorted(self.notes, key=lambda note: (note.part, note.day))),
        )
        if self.document.problems:
            raise Refused(self.document.located())
        return episode

    def problem(self, path: tuple[str | int, ...], found: str, expected: str, cure: str) -> None:
        self.document.problems.append(Problem(path, found, expected, cure))

    def began(self, started: date, intake: Case) -> date:
        """The first day of the complaint; the start of care when nobody said how long it had lasted."""
        if not EARLIEST <= started <= self.today:
            self.problem(
                ("started",), f"`{started}`", f"a day from {EARLIEST} to today, {self.today}", "correct the year, or name `--today`"
            )
            return EARLIEST
        days = intake.known.get(DURATION, 0)
        assert isinstance(days, int), "a number fact"
        return max(started - timedelta(days=days), EARLIEST)

    def in_time(self, day: date | None, path: tuple[str | int, ...], first: date, what: str) -> bool:
        """Whether an entry can be of this day; if not, that is reported. What is no date has been reported."""
        if day is None:
            return False
        if day > self.today:
            self.problem((*path, "date"), f"`{day}`, which is still to come", f"today, {self.today}, or earlier", "correct the date")
        elif day < first:
            self.problem((*path, "date"), f"`{day}`", f"{first} or later: {what}", f"correct the date, or `started` and `{DURATION}`")
        return first <= day <= self.today

    def diary(self, entries: Iterable[Mapping[str, Any]], began: date) -> tuple[DiaryDay, ...]:
        """One entry a day. Two that agree in what both of them say become one."""
        found: dict[date, tuple[DiaryDay, int]] = {}
        days: list[tuple[int, date]] = []
        for at, entry in enumerate(entries):
            path = ("diary", at)
            if entry["pain"] is None:
                continue  # that it is missing has been reported
            pain = read_value(self.guideline.facts[PAIN_NOW], entry["pain"], (*path, "pain"))
            if isinstance(pain, Problem):
                self.document.problems.append(pain)
            if not self.in_time(entry["date"], path, began, "the complaint began then") or isinstance(pain, Problem):
                continue
            assert isinstance(pain, int), "pain is a number fact"
            one = DiaryDay(entry["date"], pain, entry.get("leg_change"), entry.get("note"))
            days.append((at, one.day))
            earlier, first = found.get(one.day, (one, at))
            if (both := _both(earlier, one)) is None:
                self.contradiction(path, one.day, ("diary", first))
                continue
            if first != at:
                self.kept_once(path, one.day)
            found[one.day] = (both, first)
        self.put_in_order("diary", days)
        return tuple(found[day][0] for day in sorted(found))

    def sessions(self, entries: Iterable[Mapping[str, Any]], began: date) -> tuple[DoneSession, ...]:
        """An exercise may be done several times a day; only lines that are the same in everything become one."""
        found: dict[DoneSession, None] = {}
        days: list[tuple[int, date]] = []
        for at, entry in enumerate(entries):
            path = ("sessions", at)
            exercise = entry["exercise"]
            if exercise is not None and exercise not in self.guideline.exercises:
                self.problem((*path, "exercise"), f"`{show(exercise)}`", "the id of an exercise",
                             did_you_mean(exercise, self.guideline.exercises, "the ids stand in exercises/"))  # fmt: skip
            if not self.in_time(entry["date"], path, began, "the complaint began then"):
                continue
            values = {key: value for key, value in entry.items() if key not in ("date", "exercise")}
            one = DoneSession(entry["date"], exercise, **values)
            days.append((at, one.day))
            if one in found:
                self.kept_once(path, one.day)
            found[one] = None
        self.put_in_order("sessions", days)
        return tuple(sorted(found, key=lambda one: one.day))

    def consultations(self, entries: Iterable[Mapping[str, Any]], started: date) -> tuple[Contact, ...]:
        def contacts() -> Iterator[tuple[int, Contact]]:
            for at, entry in enumerate(entries):
                path = ("consultations", at)
                answers = check_answers(self.document, (*path, "facts"), entry["facts"], self.guideline)
                if self.in_time(entry["date"], path, started, "care began then"):
                    yield at, Contact(entry["date"], "consultation", answers, _given(entry["facts"]))

        return self.one_a_day("consultations", contacts())

    def measurements(self, entries: Iterable[Any], began: date) -> tuple[Contact, ...]:
        def contacts() -> Iterator[tuple[int, Contact]]:
            for at, entry in enumerate(entries):
                path = ("measurements", at)
                if not isinstance(entry, dict) or "date" not in entry:
                    self.problem(path, f"`{show(entry)}`", "a date and what was measured", "write {date: 2026-10-05, rmdq: 9}")
                    continue
                day = Day().read(entry["date"], (*path, "date"), self.document.problems)
                measured = {key: value for key, value in entry.items() if key != "date"}
                answers = check_answers(self.document, path, measured, self.guideline)
                if day is not None and self.in_time(day, path, began, "the complaint began then"):
                    yield at, Contact(day, "measurement", answers, _given(measured))

        return self.one_a_day("measurements", contacts())

    def one_a_day(self, part: str, contacts: Iterable[tuple[int, Contact]]) -> tuple[Contact, ...]:
        """The contacts of one kind; those of one day become one when they agree in what both of them say."""
        found: dict[date, tuple[Contact, int]] = {}
        days: list[tuple[int, date]] = []
        for at, one in contacts:
            days.append((at, one.day))
            earlier, first = found.get(one.day, (one, at))
            self.refuse_contradictions(earlier, one, (part, first), (part, at))
            if first != at and earlier == one:
                self.kept_once((part, at), one.day)
            found[one.day] = (self.joined(earlier, one), first)
        self.put_in_order(part, days)
        return tuple(found[day][0] for day in sorted(found))

    def refuse_contradictions(self, one: Contact, other: Contact, first: tuple[str | int, ...], path: tuple[str | int, ...]) -> None:
        for fact in sorted(one.given & other.given & set(one.answers.known) & set(other.answers.known)):
            said, found = one.answers.known[fact], other.answers.known[fact]
            if said != found:
                self.contradiction(path, other.day, first, fact, found, said)

    def joined(self, one: Contact, other: Contact) -> Contact:
        """Two contacts of one day as one, with what follows from all answers together."""
        given = one.given | other.given
        answered = {fact: value for each in (one, other) for fact, value in each.answers.known.items() if fact in each.given}
        declined = (one.answers.declined | other.answers.declined) - set(answered)
        return replace(one, answers=Case(complete(answered, self.guideline), declined), given=given)

    def contradiction(
        self, path: tuple[str | int, ...], day: date, first: tuple[str | int, ...], fact: str = "", value: Value = "", other: Value = ""
    ) -> None:
        line = self.document.line(first)
        found = f"`{fact}: {self.plain(fact, value)}`" if fact else "something else"
        said = f"`{self.plain(fact, other)}`" if fact else "one entry"
        self.problem(path, f"{found} on {day}", f"{said}, as on line {line} of the same day", "keep the one that is right")

    def plain(self, fact: str, value: Value) -> str:
        return number_text(self.guideline.facts[fact], value) if isinstance(value, int) and not isinstance(value, bool) else show(value)

    def kept_once(self, path: tuple[str | int, ...], day: date) -> None:
        self.notes.append(Note("kept_once", str(path[0]), day, f"{self.document.file}:{self.document.line(path)}"))

    def put_in_order(self, part: str, days: list[tuple[int, date]]) -> None:
        """Notes the first entry that stands after a later day."""
        for (_, before), (at, day) in pairwise(days):
            if day < before:
                self.notes.append(Note("in_order", part, day, f"{self.document.file}:{self.document.line((part, at))}"))
                return


def _both(one: DiaryDay, other: DiaryDay) -> DiaryDay | None:
    """Two lines about one day as one; nothing when they contradict each other. Remarks are all kept."""
    if one.pain != other.pain or (one.leg_change and other.leg_change and one.leg_change != other.leg_change):
        return None
    notes = dict.fromkeys(note for note in (one.note, other.note) if note)
    return DiaryDay(one.day, one.pain, one.leg_change or other.leg_change, "; ".join(notes) or None)


def _given(facts: object) -> frozenset[str]:
    """The names of what was answered; what is no mapping has been reported."""
    return frozenset(facts) if isinstance(facts, dict) else frozenset()
