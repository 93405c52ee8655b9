"""How far somebody has come: each measure against the start, pain against the average course, and one verdict.

Less is better on every measure. More improvement never gives a worse verdict.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from wervel.course.pain import PainCourse, tenths
from wervel.knowledge.course import COHORT, PAIN, Course, Curve, Judgement, Measure, Verdict
from wervel.knowledge.episodes import Episode
from wervel.knowledge.types import Guideline
from wervel.logic.expr import Is
from wervel.logic.fact import Ladder
from wervel.logic.reference import evaluate

DAYS_PER_WEEK = 7
PERCENT = 100
MOST_PAIN = Fraction(10)


@dataclass(frozen=True, slots=True)
class Band:
    """What is usual at a moment, on 0 to 10: the average course, and the band around it."""

    low: Fraction
    expected: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Progress:
    """One measure, in its own unit: at the start, and the last time it was measured. `fresh`: that says something about now."""

    measure: Measure
    start: Fraction
    start_day: date
    now: Fraction
    day: date
    fresh: bool

    @property
    def change(self) -> Fraction:
        """Below 0: better."""
        return self.now - self.start

    @property
    def percent(self) -> int | None:
        """How much better in whole percent of the start, rounded down; nothing where there was nothing to gain."""
        return None if self.start <= 0 else max(-PERCENT, int(-self.change * PERCENT // self.start))

    @property
    def improved(self) -> bool:
        """Better by what matters."""
        enough = self.percent is not None and self.percent >= self.measure.percent
        return enough or (self.measure.points is not None and self.change <= -self.measure.points)

    @property
    def worse(self) -> bool:
        """Worse by what matters."""
        if self.measure.points is not None:
            return self.change >= self.measure.points
        return self.percent is not None and self.percent <= -self.measure.percent


def band_at(curve: Curve, baseline: Fraction, days: int, course: Course) -> Band:
    """The average course for somebody who began with this much pain, so many days after the start, and what is usual around it."""
    share = Fraction(round(curve.share(days / DAYS_PER_WEEK) * PERCENT * PERCENT), PERCENT * PERCENT)
    expected = tenths(baseline * share)
    points = course.band_points
    return Band(max(Fraction(0), expected - points), expected, min(MOST_PAIN, expected + points))


def cohort_at_start(guideline: Guideline, episode: Episode) -> tuple[str, bool]:
    """The group by duration at the start of care, and whether it is known; if not, the first that the guideline takes meanwhile."""
    ladder = guideline.facts[COHORT].definition
    assert isinstance(ladder, Ladder), "a derived choice"
    known = episode.intake.answers.known
    for option, _ in ladder.steps:
        if evaluate(Is(COHORT, (option,)), known, guideline.definitions) is True:
            return option, True
    return (*ladder.if_unknown, ladder.steps[0][0])[0], False


def progress(guideline: Guideline, pain: PainCourse, today: date) -> tuple[Progress, ...]:
    """Every measure that is known at the start and after it."""
    found = []
    for measure in pain.course.measures:
        one = _pain(measure, pain, today) if measure.fact == PAIN else _scores(measure, guideline.facts[measure.fact].step, pain, today)
        if one is not None:
            found.append(one)
    return tuple(found)


def _pain(measure: Measure, pain: PainCourse, today: date) -> Progress | None:
    start = pain.baseline
    now = pain.level(today) if today > pain.episode.started else None
    if start is None or now is None:
        return None
    return Progress(measure, start, pain.episode.started, now, today, fresh=True)


def _scores(measure: Measure, step: Fraction, pain: PainCourse, today: date) -> Progress | None:
    """The start is the last score up to the day on which care began, else the first after it."""
    episode = pain.episode
    scores = [
        (contact.day, value * step)
        for contact in episode.contacts
        if contact.day <= today and measure.fact in contact.given and isinstance(value := contact.answers.known.get(measure.fact), int)
    ]
    before = [one for one in scores if one[0] <= episode.started]
    start_day, start = (before or scores[:1] or [(today, Fraction(0))])[-1]
    later = [one for one in scores if one[0] > start_day]
    if not later:
        return None
    day, now = later[-1]
    return Progress(measure, start, start_day, now, day, fresh=day >= today - timedelta(days=pain.course.fresh_days))


def improved(found: Iterable[Progress]) -> bool | None:
    """Whether pain or what somebody can do is better by what matters; unknown while nothing says something about now."""
    counted = [one for one in found if one.fresh and one.measure.of != "leg"]
    return any(one.improved for one in counted) if counted else None


def verdict(judgement: Judgement, found: Iterable[Progress], band: Band | None, days: int) -> Verdict | None:
    """On track, slower, stalled or worse, by `judgement`; nothing while pain is unknown. Without a band the start stands for it."""
    fresh = [one for one in found if one.fresh]
    pain = next((one for one in fresh if one.measure.fact == PAIN), None)
    if pain is None:
        return None
    if pain.change >= judgement.rise or any(one.worse for one in fresh if one.measure.of == "function"):
        return "worse"
    expected, high = (band.expected, band.high) if band else (pain.start, MOST_PAIN)
    if days < judgement.from_week * DAYS_PER_WEEK:
        return "on_track" if pain.now <= expected + judgement.near else "slower"
    if improved(fresh):
        return "on_track" if pain.now <= high else "slower"
    some = pain.change <= -judgement.some_points or (pain.percent or 0) >= judgement.some_percent
    return "slower" if some else "stalled"
