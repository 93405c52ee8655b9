"""The facts of one person as they stand on a day: older answers give way to later ones, and the course adds what it can reckon."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from wervel.course.pain import PainCourse
from wervel.course.progress import DAYS_PER_WEEK, Band, Progress, improved
from wervel.knowledge.cases import Case, broken_axioms
from wervel.knowledge.course import CLOSED, PAIN, Course
from wervel.knowledge.episodes import DURATION, PAIN_NOW, Episode
from wervel.knowledge.types import Guideline
from wervel.logic.expr import facts_beneath
from wervel.logic.reference import Value
from wervel.reasoning.trajectory import WEEKS_OF_CARE

GAIN, TREND, LIMITATION = "improvement_percent_since_start", "course_of_complaint", "daily_limitation"
LEG_DOWN_OR_NEW = ("down", "new")


@dataclass(frozen=True)
class Standing:
    """What is known on a day. `answered`: the day on which each fact was last answered; `reckoned`: what came from the course;
    `set_aside`: older answers that can no longer go together with later ones. `closed`: the day on which care ended.
    """

    case: Case
    answered: Mapping[str, date]
    reckoned: Mapping[str, Value]
    set_aside: tuple[str, ...]
    closed: date | None


def standing(
    guideline: Guideline,
    pain: PainCourse,
    found: tuple[Progress, ...],
    today: date,
    band: Band | None = None,
    calm_since: date | None = None,
) -> Standing:
    """The facts on `today`, from everything of the episode up to that day. `calm_since`: from when on the stage has been calm."""
    episode = pain.episode
    known, answered, declined, set_aside = _answers(guideline, episode, today)
    reckoned = _reckoned(guideline, pain, found, band, answered, known, today)
    if calm_since is not None:
        reckoned["days_calm"] = (today - calm_since).days
    for fact in broken_by(reckoned, known, guideline):
        del known[fact]
        set_aside += (fact,)
    everything = {**known, **reckoned}
    closed = answered[CLOSED] if CLOSED in everything else None
    return Standing(Case(everything, frozenset(declined - set(everything)), episode.preferences), answered, reckoned, set_aside, closed)


def _answers(guideline: Guideline, episode: Episode, today: date) -> tuple[dict[str, Value], dict[str, date], set[str], tuple[str, ...]]:
    """The answers with their days, what was declined last, and older answers that cannot go together with later ones."""
    known: dict[str, Value] = {}
    answered: dict[str, date] = {}
    declined: set[str] = set()
    set_aside: list[str] = []
    for contact in (one for one in episode.contacts if one.day <= today):
        answers = contact.answers
        for fact in broken_by(answers.known, known, guideline):
            del known[fact]
            set_aside.append(fact)
        for fact in answers.declined:
            known.pop(fact, None)
        known.update(answers.known)
        declined = (declined - set(answers.known)) | answers.declined
        answered.update(dict.fromkeys((*answers.known, *answers.declined), contact.day))
    for fact in _outdated(guideline, known, answered, today):
        del known[fact]
        set_aside.append(fact)
    if DURATION in known:
        known[DURATION] = _later(known[DURATION], (today - answered[DURATION]).days, guideline)
    return known, answered, declined, tuple(fact for fact in dict.fromkeys(set_aside) if fact not in known)


def _outdated(guideline: Guideline, known: Mapping[str, Value], answered: Mapping[str, date], today: date) -> list[str]:
    """Scores of what somebody can do that are too old to say something about now, where a later answer says it."""
    course = guideline.course
    assert course is not None, "the door has checked that there is one"
    told = answered.get(LIMITATION, date.min)
    oldest = today - timedelta(days=course.fresh_days)
    scores = [measure.fact for measure in course.measures if measure.of == "function" and measure.fact in known]
    return [fact for fact in scores if answered[fact] < min(oldest, told)]


def broken_by(newer: Mapping[str, Value], older: Mapping[str, Value], guideline: Guideline) -> tuple[str, ...]:
    """The older answers that no person can have together with the newer ones."""
    found: dict[str, None] = {}
    for axiom in broken_axioms({**older, **newer}, guideline):
        found |= dict.fromkeys(sorted((facts_beneath(axiom.never, guideline.definitions) & set(older)) - set(newer)))
    return tuple(found)


def _later(value: Value, days: int, guideline: Guideline) -> int:
    assert isinstance(value, int), "a number fact"
    return min(value + days, guideline.facts[DURATION].high)


def _reckoned(
    guideline: Guideline, pain: PainCourse, found: tuple[Progress, ...], band: Band | None, answered: Mapping[str, date],
    known: Mapping[str, Value], today: date,
) -> dict[str, Value]:  # fmt: skip
    episode, course, values = pain.episode, pain.course, _Values(guideline)
    weeks = (today - episode.started).days // DAYS_PER_WEEK
    values.number(WEEKS_OF_CARE, weeks)
    values.number("days_since_last_entry", (today - last_entry(episode, today)).days)
    if guideline.progression and (flare_up := pain.flare_up(today, guideline.progression.flare_up)) is not None:
        values.of["flare_up"] = flare_up
    if (leg := _leg(episode, today, course)) is not None:
        values.of["leg_symptoms_new_or_lower"] = leg
    last = max((one for one in episode.diary if one.day <= today), key=lambda one: one.day, default=None)
    if last is not None and last.day > answered.get(PAIN_NOW, date.min):
        values.number(PAIN_NOW, last.pain)
    gain = next((one for one in found if one.measure.fact == PAIN), None)
    if gain is None:
        return values.of
    values.number(PAIN, tenths_to_whole(gain.now))
    values.number("pain_change_since_start", gain.change)
    if band is not None:
        values.number("pain_above_expected", gain.now - band.expected)
    if (lowest := pain.lowest(today)) is not None:
        values.number("pain_change_since_lowest", max(Fraction(0), gain.now - lowest))
    if (stable := pain.weeks_stable(today)) is not None:
        values.number("weeks_stable", stable)
    if (better := improved(found)) is not None:
        values.of["improved_since_start"] = better
    days = (today - episode.started).days
    if gain.percent is not None and days >= course.own_gain_days:
        values.number(GAIN, gain.percent)
    told = max(answered.get(TREND, episode.started), episode.started)
    if (today - told).days >= course.trend_days and gain.change < course.judgement.rise:
        values.of[TREND] = "improving" if better else "unchanged"
    return values.of


def tenths_to_whole(value: Fraction) -> int:
    """Rounded to a whole point, half of one up."""
    return (value + Fraction(1, 2)).__floor__()


def last_entry(episode: Episode, today: date) -> date:
    """The last day of which there is any word."""
    days = [*(one.day for one in episode.contacts), *(one.day for one in episode.diary), *(one.day for one in episode.sessions)]
    return max(day for day in days if day <= today)


def _leg(episode: Episode, today: date, course: Course) -> bool | None:
    """Whether leg symptoms of the last days were new or further down; unknown when nobody wrote about them."""
    since = today - timedelta(days=course.pain_days)
    said = [(one.day, one.leg_change) for one in episode.diary] + [(one.day, one.leg_change) for one in episode.sessions]
    found = [change for day, change in said if since < day <= today and change]
    return any(change in LEG_DOWN_OR_NEW for change in found) if found else None


class _Values:
    """Values of facts in whole steps, inside their ranges. `of`: fact -> value."""

    def __init__(self, guideline: Guideline) -> None:
        self.guideline = guideline
        self.of: dict[str, Value] = {}

    def number(self, fact: str, value: Fraction | int) -> None:
        one = self.guideline.facts[fact]
        self.of[fact] = min(one.high, max(one.low, int(Fraction(value) / one.step)))
