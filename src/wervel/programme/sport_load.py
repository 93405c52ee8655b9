"""The load of a week of sport: minutes bent forward, upright breaks, drag flicks, and whether this week is a big jump."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from wervel.knowledge.sport import BIG_JUMP, SessionKind, Sport, SportSession
from wervel.knowledge.types import Guideline
from wervel.logic.expr import facts_beneath
from wervel.logic.reference import evaluate
from wervel.logic.text import Text
from wervel.logic.truth import Truth
from wervel.programme.record import in_steps
from wervel.programme.return_to_play import definitions_of, sport_of

WEEK, DAY = timedelta(days=7), timedelta(days=1)
PERCENT = 100


@dataclass(frozen=True, slots=True)
class LowMinutes:
    """Minutes bent forward in the week of a day: `done`, the `budget` of the week, and what is `left` of it."""

    done: Fraction
    budget: Fraction
    left: Fraction


@dataclass(frozen=True, slots=True)
class FlicksToday:
    """How many drag flicks today may still hold; `power_percent` where the count starts anew."""

    count: int
    power_percent: int | None
    text: Text


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """Effort times minutes of this week, last week and the mean of the weeks before; None: not known. `missing`: facts that are not known.

    `big_jump`: information, and no prediction.
    """

    week: int | None
    last_week: int | None
    mean: Fraction | None
    big_jump: Truth
    missing: tuple[str, ...]


def monday(day: date) -> date:
    """The first day of the week of a day."""
    return day - day.weekday() * DAY


def weeks_before(log: Iterable[SportSession], today: date, most: int) -> list[date]:
    """The Mondays of at most so many weeks before this one, the latest first. What was before the first line of the log is not known."""
    first = min((monday(one.day) for one in log), default=monday(today))
    return [start for back in range(1, most + 1) if (start := monday(today) - back * WEEK) >= first]


def of_week(log: Iterable[SportSession], start: date) -> list[SportSession]:
    return [one for one in log if monday(one.day) == start]


def low_minutes(sessions: Iterable[SportSession], sport: Sport) -> Fraction:
    """Minutes bent forward: a share of each session by its kind, and something for every drag flick."""
    flick = sport.low_posture.minutes_per_flick
    return sum((one.minutes * sport.kinds[one.kind].low + one.drag_flicks * flick for one in sessions), Fraction(0))


def low_minutes_of_week(log: Sequence[SportSession], today: date, guideline: Guideline) -> LowMinutes:
    """The budget grows over the mean of the weeks that are known, and is never less than where everybody starts."""
    sport = sport_of(guideline)
    setting, log = sport.low_posture, [one for one in log if one.day <= today]
    weeks = [low_minutes(of_week(log, start), sport) for start in weeks_before(log, today, setting.weeks)]
    mean = sum(weeks, Fraction(0)) / len(weeks) if weeks else Fraction(0)
    budget = max(Fraction(setting.start_minutes), mean * Fraction(PERCENT + setting.growth_percent, PERCENT))
    done = low_minutes(of_week(log, monday(today)), sport)
    return LowMinutes(done, budget, max(budget - done, Fraction(0)))


def upright_breaks(minutes: int, kind: SessionKind, sport: Sport) -> tuple[int, ...]:
    """The minutes of a session at which somebody comes upright: each time that so much of it was played bent forward."""
    if not kind.low:
        return ()
    between = sport.breaks.after_low_minutes / kind.low
    return tuple(math.floor(between * count) for count in range(1, math.floor(minutes / between) + 1))


def week_load(log: Sequence[SportSession], today: date, guideline: Guideline) -> WeekLoad:
    """The load of this week so far beside that of the weeks before. The mean is known when all its weeks are."""
    sport = sport_of(guideline)
    log = [one for one in log if one.day <= today]
    before = [_load(of_week(log, start)) for start in weeks_before(log, today, sport.big_jump_weeks)]
    known_loads = [load for load in before if load is not None]
    mean = Fraction(sum(known_loads), sport.big_jump_weeks) if len(known_loads) == sport.big_jump_weeks else None
    week, last = _load(of_week(log, monday(today))) if log else None, before[0] if before else None
    known = in_steps({"week_load": week, "last_week_load": last, "mean_load": mean}, sport.facts)
    definitions = definitions_of(guideline)
    jump = definitions.conditions[BIG_JUMP]
    truth = evaluate(jump, known, definitions)
    missing = tuple(sorted(facts_beneath(jump, definitions) - set(known))) if truth is None else ()
    return WeekLoad(week, last, mean, truth, missing)


def _load(sessions: Iterable[SportSession]) -> int | None:
    """Effort times minutes, added up; None when an effort was not noted."""
    loads = [None if one.effort is None else one.effort * one.minutes for one in sessions]
    return None if None in loads else sum(load for load in loads if load is not None)


def flicks_today(log: Sequence[SportSession], step: str | None, today: date, guideline: Guideline) -> FlicksToday:
    """What a drag flicker on the way back may do today; nothing while the step is not known.

    A flick session that was not green adds nothing to the count.
    """
    sport = sport_of(guideline)
    setting, back = sport.flicks, sport.return_to_play
    if step is None or back.at(step) < back.at(setting.from_step):
        return FlicksToday(0, None, setting.texts["not_yet"])
    flicked = [one for one in log if one.drag_flicks and one.day <= today]
    if any(one.day == today - DAY for one in flicked):
        return FlicksToday(0, None, setting.texts["rest_day"])
    done = sum(one.drag_flicks for one in flicked if one.day == today)
    green = [one for one in flicked if one.light == "green"]
    most = next((_most(week) for start in weeks_before(flicked, today, setting.weeks) if (week := of_week(green, start))), None)
    if most is None:
        left = max(setting.start - done, 0)
        return FlicksToday(left, setting.power_percent, _filled(setting.texts["start"], left, setting.power_percent))
    left = max(most * (PERCENT + setting.growth_percent) // PERCENT - done, 0)
    return FlicksToday(left, None, _filled(setting.texts["count"], left))


def _filled(text: Text, *numbers: int) -> Text:
    return Text(text.nl.format(*numbers), text.en.format(*numbers))


def _most(sessions: Iterable[SportSession]) -> int:
    return max(one.drag_flicks for one in sessions)
