"""The calendar, written by one library and read by another."""

import re
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject

from tests.documents.reading import WITH_PROGRAMME, example, schedule_for
from wervel.documents.calendar import TIMES, Wish, write_calendar
from wervel.documents.schedule import Schedule
from wervel.narrate.report import Teller


def schedule(name: str, later: int = 0) -> Schedule:
    """The schedule of an example, so many days later."""
    found = schedule_for(name)
    shift = timedelta(later)
    slots = tuple(replace(slot, on=slot.on + shift) for slot in found.slots)
    return replace(found, start=found.start + shift, review=found.review + shift, slots=slots)


def written(name: str, wish: Wish | None = None, key: str = "a", later: int = 0) -> bytes:
    return write_calendar(schedule(name, later), key, Teller(example(name)[1].assessment, "nl"), wish)


def events(content: bytes) -> list[Any]:
    calendar = vobject.readOne(content.decode())
    return list(calendar.vevent_list)


@pytest.mark.parametrize("name", WITH_PROGRAMME)
def test_another_reader_sees_the_same_sessions(name: str) -> None:
    expected = sorted(
        (datetime.combine(slot.on, TIMES[slot.kind], ZoneInfo("Europe/Amsterdam")), slot.minutes) for slot in schedule(name).slots
    )
    read = sorted((event.dtstart.value, int(event.duration.value.total_seconds() / 60)) for event in events(written(name)))
    assert read == expected


def test_every_event_has_its_own_name_and_an_alarm() -> None:
    found = events(written("hockey_sprain"))
    assert len({event.uid.value for event in found}) == len(found)
    assert all(event.valarm.trigger.value < timedelta() for event in found)


def test_events_say_nothing_about_health_unless_asked() -> None:
    closed = written("hockey_sprain").decode()
    assert {event.summary.value for event in events(closed.encode())} == {"Oefenen"}
    assert "DESCRIPTION" not in re.sub(r"BEGIN:VALARM.*?END:VALARM", "", closed, flags=re.DOTALL)
    names = [choice.exercise.name.nl for slot in schedule("hockey_sprain").slots for choice in slot.choices]
    assert not [name for name in names if name in closed]
    told = events(written("hockey_sprain", Wish(open=True)))
    assert all(any(name in event.description.value for name in names) for event in told)


def test_an_update_replaces_what_it_plans_anew() -> None:
    first, second = events(written("hockey_sprain")), events(written("hockey_sprain", Wish(at=time(8, 15), version=1)))
    assert {event.uid.value for event in first} == {event.uid.value for event in second}
    assert all(int(event.sequence.value) == 1 for event in second)
    other = events(written("hockey_sprain", key="b"))
    assert not {event.uid.value for event in first} & {event.uid.value for event in other}


def test_a_session_keeps_its_time_of_the_day_when_the_clock_changes() -> None:
    later = next(weeks for weeks in range(60) if _clock_changes(schedule("hockey_sprain", 7 * weeks)))
    found = [event.dtstart.value for event in events(written("hockey_sprain", later=7 * later))]
    assert {(at.hour, at.minute) for at in found} <= {(one.hour, one.minute) for one in TIMES.values()}
    assert {at.utcoffset() for at in found} == {timedelta(hours=1), timedelta(hours=2)}


def _clock_changes(found: Schedule) -> bool:
    zone = ZoneInfo("Europe/Amsterdam")
    return len({datetime.combine(slot.on, time(12), zone).utcoffset() for slot in found.slots}) == 2


def test_the_same_programme_gives_the_same_bytes_in_the_form_of_the_standard() -> None:
    content = written("stenosis", Wish(open=True))
    assert content == written("stenosis", Wish(open=True))
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not [line for line in lines if b"\n" in line]
    stamps = {line for line in lines if line.startswith(b"DTSTAMP")}
    assert stamps == {b"DTSTAMP:" + schedule("stenosis").start.strftime("%Y%m%dT000000Z").encode()}
