"""The sessions of a programme as a calendar (RFC 5545): one event with an alarm for each session.

Unless asked, an event says nothing about health: who looks over your shoulder reads "Oefenen". The identity of an event follows from
`key`, its date and its kind, so that a later programme of the same person replaces what it plans anew on the same day.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import NAMESPACE_OID, uuid5
from zoneinfo import ZoneInfo

import icalendar

from wervel.documents.phrases import WORDS, say
from wervel.documents.schedule import Schedule, Slot
from wervel.narrate.report import Teller
from wervel.programme.making import ENDURANCE, FIELD, HOME

PRODUCT = "-//Wervel//wervel//NL"
ZONE = "Europe/Amsterdam"
TIMES = {HOME: time(19, 0), ENDURANCE: time(12, 30), FIELD: time(18, 0)}
"""When sessions begin unless the person says so; fitness and exercises at home are not on the same moment."""

WARN_MINUTES = 10


@dataclass(frozen=True)
class Wish:
    """How somebody wants the calendar.

    `at`: when exercises at home begin. `open`: events name the exercises. `version`: rises with each update of an earlier calendar.
    """

    at: time = TIMES[HOME]
    zone: str = ZONE
    open: bool = False
    version: int = 0


def write_calendar(schedule: Schedule, key: str, teller: Teller, wish: Wish | None = None) -> bytes:
    """The calendar file. `key` names the person or the case and is not shown; the same key gives the same events."""
    wish = wish or Wish()
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", WORDS["event"][teller.language])
    for slot in schedule.slots:
        calendar.add_component(_event(slot, schedule, key, teller, wish))
    year = timedelta(days=366)
    calendar.add_missing_timezones(first_date=schedule.start - year, last_date=schedule.review + year)
    return bytes(calendar.to_ical())


def _event(slot: Slot, schedule: Schedule, key: str, teller: Teller, wish: Wish) -> icalendar.Event:
    language = teller.language
    at = wish.at if slot.kind == HOME else TIMES[slot.kind]
    begin = datetime.combine(slot.on, at, ZoneInfo(wish.zone))
    stamp = datetime.combine(schedule.start, time(), UTC)
    title = say("event_of", language, WORDS[slot.kind][language].lower()) if wish.open else WORDS["event"][language]
    event = icalendar.Event()
    event.add("uid", str(uuid5(NAMESPACE_OID, f"wervel/{key}/{slot.on.isoformat()}/{slot.kind}")))
    event.add("dtstamp", stamp)
    event.add("sequence", wish.version)
    event.add("summary", title)
    event.add("dtstart", begin)
    event.add("duration", timedelta(minutes=max(slot.minutes, 1)))
    event.add("class", "PRIVATE")
    if wish.open:
        lines = [f"{one.exercise.name[language]}: {teller.dose(one)}" for one in slot.choices]
        event.add("description", "\n".join(lines))
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(minutes=-WARN_MINUTES))
    event.add_component(alarm)
    return event
