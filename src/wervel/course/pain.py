"""Pain through time: what it was at the start, what it is in a week, and how long it has been the same.

All levels are points from 0 to 10, rounded once to tenths (half a tenth up); what is computed from them is exact.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from wervel.knowledge.course import PAIN, Course
from wervel.knowledge.episodes import PAIN_NOW, Episode
from wervel.knowledge.progression import FlareUp

TENTHS = 10
WEEK = 7
HOURS_A_DAY = 24


def tenths(value: Fraction) -> Fraction:
    """Rounded to a tenth, half of one up."""
    return Fraction((value * TENTHS + Fraction(1, 2)).__floor__(), TENTHS)


@dataclass(frozen=True)
class PainCourse:
    """The pain of one episode. Averages run over `course.pain_days` days."""

    episode: Episode
    course: Course

    @cached_property
    def diary(self) -> Mapping[date, Fraction]:
        return {one.day: Fraction(one.pain) for one in self.episode.diary}

    @cached_property
    def answered(self) -> Mapping[date, Fraction]:
        """Pain right now, as somebody answered at a contact after the start."""
        return self._answers(PAIN_NOW)

    @cached_property
    def averages(self) -> Mapping[date, Fraction]:
        """The person's own average of a week, as answered at a contact after the start."""
        return self._answers(PAIN)

    def _answers(self, fact: str) -> dict[date, Fraction]:
        later = (contact for contact in self.episode.contacts if contact.day > self.episode.started and fact in contact.given)
        found = ((contact.day, contact.answers.known.get(fact)) for contact in later)
        return {day: Fraction(value) for day, value in found if isinstance(value, int)}

    @cached_property
    def baseline(self) -> Fraction | None:
        """Pain at the start of care: the average of the week as answered at the intake, else of the diary up to that day, else pain
        right now at the intake, else the first line of the diary.
        """
        known = self.episode.intake.answers.known
        if isinstance(average := known.get(PAIN), int):
            return Fraction(average)
        if before := self._diary_days(self.episode.started):
            return _mean(before)
        if isinstance(now := known.get(PAIN_NOW), int):
            return Fraction(now)
        return next(iter(self.diary.values()), None)

    @cached_property
    def _levels(self) -> dict[date, Fraction | None]:
        return {}

    def level(self, day: date) -> Fraction | None:
        """Pain around a day: the average of the diary, with too few days the person's own average, without that what there is."""
        if day not in self._levels:
            self._levels[day] = self._level(day)
        return self._levels[day]

    def _level(self, day: date) -> Fraction | None:
        if day <= self.episode.started:
            return self.baseline
        written = self._diary_days(day)
        if len(written) >= self.course.least_days:
            return _mean(written)
        if averages := self._within(self.averages, day):
            return averages[-1]
        answered = {**self.answered, **self.diary}
        return _mean(found) if (found := self._within(answered, day)) else None

    def lowest(self, day: date) -> Fraction | None:
        """The lowest average up to this day that rests on enough diary days, or that the person gave, the start included."""
        while (last := self.episode.started + timedelta(days=len(self._lowest))) <= day:
            written = self._diary_days(last)
            week = _mean(written) if self._lowest and len(written) >= self.course.least_days else None
            before = self._lowest[-1] if self._lowest else self.baseline
            self._lowest.append(min((one for one in (before, week, self.averages.get(last)) if one is not None), default=None))
        return self._lowest[max(0, (day - self.episode.started).days)]

    @cached_property
    def _lowest(self) -> list[Fraction | None]:
        """The lowest up to each day of care, as far as it was asked for."""
        return []

    def flare_up(self, day: date, what: FlareUp) -> bool | None:
        """Whether pain has been that much over the level of before for longer than a flare-up takes; unknown without a line of late."""
        at = bisect_right(self._points, day, key=lambda point: point[0])
        if at == 0 or (day - self._points[at - 1][0]).days > what.lines_apart:
            return None
        last, lowest = self._points[at - 1]
        later = last
        for one, pain in reversed(self._points[:at]):
            lowest = min(lowest, pain)
            if (later - one).days > what.lines_apart or lowest < what.rise:
                break
            later = one
            hours = HOURS_A_DAY * ((last - one).days + 1)
            usual = self.level(one - timedelta(days=1))
            if hours > what.hours and usual is not None and lowest >= usual + what.rise:
                return True
        return False

    @cached_property
    def _points(self) -> list[tuple[date, Fraction]]:
        """Every day of which something was said about pain, in order."""
        return sorted({**self.answered, **self.diary}.items())

    def weeks_stable(self, day: date) -> int | None:
        """The whole weeks of diary back from this day whose average lies within `stable_within` of the last one."""
        now = self._week(day)
        if now is None:
            return None
        weeks = 0
        while (before := self._week(day - timedelta(weeks=weeks))) is not None and abs(before - now) <= self.course.stable_within:
            weeks += 1
        return weeks

    @cached_property
    def _weeks(self) -> dict[date, Fraction | None]:
        return {}

    def _week(self, day: date) -> Fraction | None:
        if day not in self._weeks:
            written = [self.diary[one] for one in _days(day, WEEK) if one in self.diary and one > self.episode.started]
            self._weeks[day] = _mean(written) if len(written) >= self.course.least_days else None
        return self._weeks[day]

    def _diary_days(self, day: date) -> list[Fraction]:
        return self._within(self.diary, day)

    def _within(self, points: Mapping[date, Fraction], day: date) -> list[Fraction]:
        """The points in the window up to this day; after the start only what was written after it."""
        days = [one for one in _days(day, self.course.pain_days) if day <= self.episode.started or one > self.episode.started]
        return [points[one] for one in days if one in points]


def _days(day: date, number: int) -> list[date]:
    """So many days up to and with this one."""
    return [day - timedelta(days=back) for back in reversed(range(number))]


def _mean(values: list[Fraction]) -> Fraction:
    return tenths(sum(values, Fraction(0)) / len(values))
