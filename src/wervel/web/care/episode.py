"""An episode in the database as the `Episode` that the course reads, and back.

Everything was checked when it was written, so this puts it together and does not check again.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from fractions import Fraction
from typing import Any

from wervel.course.follow import FollowUp, follow_up
from wervel.knowledge.cases import Case, Preferences, parse_case, read_answers
from wervel.knowledge.episodes import Contact, DiaryDay, DoneSession, Episode, Kind
from wervel.knowledge.types import Guideline
from wervel.logic.fact import Fact, Problem, read_value
from wervel.logic.reference import Value
from wervel.web.care import models
from wervel.web.clock import HERE

CONTACTS: dict[str, Kind] = {"intake": "intake", "examination": "consultation", "follow_up": "consultation", "review": "measurement"}
"""A review is filled in without a professional: nobody looked yet, so it is no consultation to the course."""

Facts = dict[str, object]
"""Fact ids with values as they stand in a case file: yes and no as booleans, numbers in their unit, lists; nothing: asked, not known."""


def to_episode(record: models.Episode, guideline: Guideline, today: date) -> Episode:
    """The episode as it stood at the end of the day `today`."""
    return Episode(
        record.started,
        tuple(sorted(_contacts(record, guideline, today), key=_order)),
        tuple(_diary(record, today)),
        tuple(_sessions(record, today)),
        preferences_of(record, guideline),
    )


def facts_of(record: models.Episode, today: date) -> Facts:
    """The latest answer to every question, whenever it was given; without what the course adds or sets aside, see `case_of`."""
    latest: Facts = {}
    for _, _, facts in sorted(given_by_contact(record, today), key=lambda one: (one[0], ORDER.index(one[1]))):
        latest |= facts
    return latest


def look_at(record: models.Episode, guideline: Guideline, today: date) -> FollowUp:
    """How it stands on this day: all rules anew, the course, who is called, when somebody looks again."""
    return follow_up(guideline, to_episode(record, guideline, today), today)


def case_of(record: models.Episode, guideline: Guideline, today: date) -> Case:
    """What is known of the person now, with what the course adds and what they want, as a case to assess or to plan."""
    return look_at(record, guideline, today).standing.case


def case_json(case: Case, guideline: Guideline) -> dict[str, Any]:
    """A case as it is kept beside what was made from it."""
    facts = {fact: plain_value(value, guideline.facts[fact]) for fact, value in sorted(case.known.items())}
    return {"facts": facts, "declined": sorted(case.declined), "preferences": plain_preferences(case.preferences)}


def read_case_json(content: Mapping[str, Any], guideline: Guideline) -> Case:
    """A case that was kept. It was checked then: a KeyError means that the guideline has lost a fact or a value since."""
    known = {}
    for fact, raw in content["facts"].items():
        value = read_value(guideline.facts[fact], raw, (fact,))
        if isinstance(value, Problem):
            raise KeyError(fact, raw)
        known[fact] = value
    return Case(known, frozenset(content["declined"]), read_preferences(content["preferences"], guideline))


def preferences_of(record: models.Episode, guideline: Guideline) -> Preferences:
    return read_preferences(record.preferences, guideline)


def read_preferences(raw: Mapping[str, Any], guideline: Guideline) -> Preferences:
    """Raises `Refused` with every problem in them."""
    if not raw:
        return Preferences()
    return parse_case(json.dumps({"case": 1, "facts": {}, "preferences": raw}), guideline, "preferences.json").preferences


def plain_preferences(preferences: Preferences) -> dict[str, Any]:
    """As they stand in a case file; only what was said."""

    def plain(value: object) -> object:
        match value:
            case frozenset():
                return sorted(value)
            case tuple():
                return list(value)
            case date():
                return value.isoformat()
            case _:
                return value

    said = {field.name: getattr(preferences, field.name) for field in fields(preferences)}
    return {name: plain(value) for name, value in said.items() if value}


def plain_answers(case: Case, given: Iterable[str], guideline: Guideline) -> Facts:
    """Answers as `Facts`: what was given, and not what follows from it."""
    return {fact: plain_value(case.known[fact], guideline.facts[fact]) if fact in case.known else None for fact in sorted(given)}


def plain_value(value: Value, fact: Fact) -> object:
    """A value as it stands in a case file."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, bool | str):
        return value
    number = value * fact.step
    return int(number) if number.denominator == 1 else float(number)


ORDER: tuple[Kind, ...] = ("measurement", "intake", "consultation")
"""Within one day: who was asked in a consultation was asked last."""


def given_by_contact(record: models.Episode, today: date) -> Iterator[tuple[date, Kind, Facts]]:
    """What was answered at each contact; contacts of one kind on one day are one. Of several answers to a question on a day the one that
    was given last counts, whoever asked: a sign that somebody reports in the evening is not silenced by the visit of that morning.
    """
    found: dict[tuple[date, Kind], Facts] = {}
    last: dict[tuple[date, str], object] = {}
    for answer in record.answers.select_related("consultation"):
        consultation = answer.consultation
        kind = CONTACTS[consultation.kind] if consultation else "measurement"
        day = record.started if kind == "intake" else consultation.on if consultation else answer.at.astimezone(HERE).date()
        if day <= today:
            content = answer.content
            found.setdefault((day, kind), {})[content["fact"]] = last[day, content["fact"]] = content["value"]
    for consultation in record.consultations.all():
        kind = CONTACTS[consultation.kind]
        if kind == "consultation" and consultation.on <= today:
            found.setdefault((consultation.on, kind), {})
    found.setdefault((record.started, "intake"), {})
    for (day, kind), facts in found.items():
        yield day, kind, {fact: last[day, fact] for fact in facts}


def _order(contact: Contact) -> tuple[date, int]:
    return contact.day, ORDER.index(contact.kind)


def _contacts(record: models.Episode, guideline: Guideline, today: date) -> Iterator[Contact]:
    for day, kind, facts in given_by_contact(record, today):
        yield Contact(day, kind, read_answers(facts, guideline), frozenset(facts))


def _diary(record: models.Episode, today: date) -> Iterator[DiaryDay]:
    latest = {entry.on: entry.content for entry in record.diary.filter(on__lte=today)}
    for day, content in sorted(latest.items()):
        yield DiaryDay(day, content["pain"], content.get("leg_change"), content.get("note"))


def _sessions(record: models.Episode, today: date) -> Iterator[DoneSession]:
    for row in record.sessionlogs.filter(on__lte=today):
        content = row.content
        exercise, leg_change = content.pop("exercise"), content.pop("leg_change", None)
        yield DoneSession(row.on, exercise, leg_change=leg_change, **{key: Fraction(str(value)) for key, value in content.items()})
