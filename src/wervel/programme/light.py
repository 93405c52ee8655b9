"""How sessions went: the traffic light of one, what several say together, and how much of the plan was done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from wervel.knowledge.progression import LIGHT, Progression
from wervel.knowledge.types import Dose, Guideline
from wervel.logic.reference import Value
from wervel.programme.days import DAYS_A_WEEK
from wervel.programme.record import Context, SessionLog, holds, in_steps, of_person, of_session, option, progression_of

ADHERENCE_DAYS = 14
WORST_FIRST = ("red", "amber", None, "green")
"""An unknown light is worse than green."""


@dataclass(frozen=True, slots=True)
class LitDay:
    """All sessions of one exercise on one day as facts, the day's light, and whether every one went easily."""

    date: date
    known: tuple[dict[str, Value], ...]
    light: str | None
    easy: bool


def light_of(log: SessionLog, context: Context, guideline: Guideline) -> str | None:
    """Red, amber or green; None while what was noted does not decide."""
    return next(lights_of([log], context, guideline))


def lights_of(logs: Iterable[SessionLog], context: Context, guideline: Guideline) -> Iterator[str | None]:
    """The light of each session, one after the other."""
    progression, person = progression_of(guideline), of_person(context, guideline)
    known = tuple((fact, person[fact]) for fact in progression.light_facts if fact in person)
    return (_light(log, known, progression) for log in logs)


@lru_cache(maxsize=10_000)
def _light(log: SessionLog, person: tuple[tuple[str, Value], ...], progression: Progression) -> str | None:
    return option(LIGHT, {**dict(person), **of_session(log, progression)}, progression)


def lit_days(logs: Iterable[SessionLog], effort: int, context: Context, guideline: Guideline) -> list[LitDay]:
    """By date, for an exercise that is meant to cost so much `effort`. Of several sessions on a day the worst light counts."""
    progression = progression_of(guideline)
    person = of_person(context, guideline) | in_steps({"target_effort": effort}, progression.facts)
    by_date: dict[date, list[SessionLog]] = {}
    for log in logs:
        by_date.setdefault(log.date, []).append(log)
    days = []
    for day, done in sorted(by_date.items()):
        lights = set(lights_of(done, context, guideline))
        worst = next(light for light in WORST_FIRST if light in lights)
        sessions = tuple({**person, **of_session(log, progression)} for log in done)
        days.append(LitDay(day, sessions, worst, all(holds("easy", known, guideline) for known in sessions)))
    return days


def up_to(logs: Iterable[SessionLog], today: date) -> list[SessionLog]:
    return [log for log in logs if log.date <= today]


def reds(logs: Sequence[SessionLog], context: Context, guideline: Guideline) -> list[date]:
    """A day for each exercise that was red on it."""
    lights = zip(logs, lights_of(logs, context, guideline), strict=True)
    return sorted(day for day, _ in {(log.date, log.exercise) for log, light in lights if light == "red"})


def mornings(logs: Sequence[SessionLog], context: Context, guideline: Guideline) -> Fraction | None:
    """The mean pain the morning after, of the last days; None with too few of them."""
    days, least = progression_of(guideline).mornings
    pains: dict[date, int] = {}
    for log in logs:
        if log.pain_next_morning is not None and (context.today - log.date).days < days:
            pains[log.date] = max(log.pain_next_morning, pains.get(log.date, 0))
    return Fraction(sum(pains.values()), len(pains)) if len(pains) >= least else None


def green_weeks(logs: Sequence[SessionLog], context: Context, guideline: Guideline) -> int:
    """Weeks back from today in which something was done and all of it was green."""
    weeks: dict[int, list[str | None]] = {}
    for log, light in zip(logs, lights_of(logs, context, guideline), strict=True):
        weeks.setdefault((context.today - log.date).days // DAYS_A_WEEK, []).append(light)
    count = 0
    while set(weeks.get(count, ())) == {"green"}:
        count += 1
    return count


def patterns_green(logs: Sequence[SessionLog], context: Context, guideline: Guideline) -> bool | None:
    """Whether bending and rising were green the last day they were done; None when that was never, or is not known."""
    families = progression_of(guideline).patterns
    shown = {exercise.id for exercise in guideline.exercises.values() if exercise.family in families}
    done = [log for log in logs if log.exercise in shown]
    last = max((log.date for log in done), default=None)
    lights = set(lights_of([log for log in done if log.date == last], context, guideline))
    if not lights or (None in lights and not lights & {"red", "amber"}):
        return None
    return lights == {"green"}


def adherence(plan: Mapping[str, Dose], logs: Iterable[SessionLog], today: date, joined: Mapping[str, date] | None = None) -> int | None:
    """Percent of the planned days of the last two weeks on which it was done; None before the first log is two weeks old.

    `joined`: the day on which an exercise came into the plan; what is in it for less than two weeks says nothing yet.
    """
    first = today - timedelta(days=ADHERENCE_DAYS)
    counted = {name: dose for name, dose in plan.items() if (joined or {}).get(name, first) <= first}
    done = [log for log in up_to(logs, today - timedelta(days=1)) if log.exercise]
    if not counted or not done or min(log.date for log in done) > first:
        return None
    planned = sum(min(dose.sessions_per_week, DAYS_A_WEEK) for dose in counted.values()) * ADHERENCE_DAYS // DAYS_A_WEEK
    recent = {(log.date, log.exercise) for log in done if log.date >= first and log.exercise in counted}
    return min(100, 100 * len(recent) // max(planned, 1))
