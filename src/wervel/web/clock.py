"""The time. Everything in the web app asks here, so that a test and the sample practice can move it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

HERE = ZoneInfo("Europe/Amsterdam")
_ahead: ContextVar[timedelta] = ContextVar("_ahead", default=timedelta(0))


def now() -> datetime:
    """This moment, aware, in UTC."""
    return timezone.now() + _ahead.get()


def today() -> date:
    """The day it is for the people who use this."""
    return now().astimezone(HERE).date()


@contextmanager
def moved(by: timedelta) -> Iterator[None]:
    """The clock so much later, or earlier for a negative time."""
    before = _ahead.set(_ahead.get() + by)
    try:
        yield
    finally:
        _ahead.reset(before)
