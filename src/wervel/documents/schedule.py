"""A programme as a printed sheet and a calendar need it. The only module of documents that reads a programme."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from wervel.consult.planning import Plan
from wervel.knowledge.types import Stage
from wervel.programme.days import DAYS_A_WEEK
from wervel.programme.making import KINDS
from wervel.programme.selection import Choice


@dataclass(frozen=True)
class Slot:
    """One session on a date; `minutes` in all."""

    on: date
    kind: str
    choices: tuple[Choice, ...]
    minutes: int


@dataclass(frozen=True)
class Card:
    """One exercise of a programme. `days`: the numbers of the days it is done, day 0 is the first.

    `others`: doses that differ from that of `choice`, each with its days; an exercise may get one set less on a full day, or more later.
    """

    choice: Choice
    kind: str
    days: tuple[int, ...]
    others: tuple[tuple[Choice, tuple[int, ...]], ...]

    @property
    def weeks(self) -> tuple[int, ...]:
        """The weeks in which it is done; the first week of the programme is 0."""
        return tuple(sorted({day // DAYS_A_WEEK for day in self.days}))

    def days_of(self, week: int) -> tuple[int, ...]:
        """The days of a week on which it is done, counted from the start of that week."""
        return tuple(day % DAYS_A_WEEK for day in self.days if day // DAYS_A_WEEK == week)


@dataclass(frozen=True)
class Schedule:
    """Cards in the order of the sheet, slots in the order of time. `review`: when to look how it went."""

    start: date
    weeks: int
    review: date
    cards: tuple[Card, ...]
    slots: tuple[Slot, ...]
    stage: Stage
    stage_is_known: bool
    goals: Mapping[str, Fraction]
    by_quota: bool
    is_draft: bool
    reference: str


def schedule_of(planned: Plan) -> Schedule | None:
    """What stands on paper, or nothing when there is no programme."""
    programme = planned.programme
    if programme is None:
        return None
    first = programme.start
    slots = [Slot(first + timedelta(one.day), one.kind, one.choices, one.minutes) for one in programme.sessions]
    return Schedule(
        start=first,
        weeks=programme.weeks,
        review=programme.review,
        cards=_cards(first, slots),
        slots=tuple(slots),
        stage=programme.stage,
        stage_is_known=programme.stage_is_known,
        goals=programme.goals.weights,
        by_quota=programme.by_quota,
        is_draft=programme.is_draft,
        reference=_reference(planned.assessment.guideline.version, first, slots),
    )


def _cards(start: date, slots: Iterable[Slot]) -> tuple[Card, ...]:
    """One card for an exercise and kind, in the order in which somebody comes to them."""
    found: dict[tuple[str, str], dict[object, tuple[Choice, list[int]]]] = {}
    for slot in slots:
        for choice in slot.choices:
            doses = found.setdefault((slot.kind, choice.exercise.id), {})
            doses.setdefault(choice.dose, (choice, []))[1].append((slot.on - start).days)
    cards = []
    for (kind, _), doses in found.items():
        (choice, _), *others = doses.values()
        days = sorted(day for _, each in doses.values() for day in each)
        cards.append(Card(choice, kind, tuple(days), tuple((other, tuple(each)) for other, each in others)))
    # what begins first stands first; the exercises of one session keep its order
    return tuple(sorted(cards, key=lambda card: (KINDS.index(card.kind), card.days[0])))


def _reference(version: str, start: date, slots: Iterable[Slot]) -> str:
    """A short name that differs when anything in the programme differs, and says nothing about the person."""
    content = [version, start.isoformat()]
    for slot in slots:
        content += [f"{slot.on.isoformat()} {slot.kind}", *(f"{one.exercise.id} {one.dose}" for one in slot.choices)]
    digest = hashlib.sha256("\n".join(content).encode()).hexdigest().upper()
    return f"{digest[:4]}-{digest[4:8]}-{digest[8:12]}"
