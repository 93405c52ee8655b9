"""An episode as it stands on any day: the facts, what the guideline says of them, and which evaluations call somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from wervel.course.facts import Standing, standing
from wervel.course.pain import PainCourse
from wervel.course.progress import Band, Progress, band_at, cohort_at_start, progress
from wervel.knowledge.course import Course, Evaluation
from wervel.knowledge.episodes import Contact
from wervel.knowledge.types import CONFIDENCES, STAGES, Guideline
from wervel.logic.reference import Value, evaluate
from wervel.reasoning.assessment import HIGHEST_RELEASED, SUSPECTED, Assessment, assess, rank
from wervel.reasoning.explanation import why

EXAMINE, CONTACT = "examine_again", "contact"
STAGE, CALM = "stage", STAGES[0]


@dataclass(frozen=True)
class Call:
    """An evaluation rule that fires, because of which facts, and since when without a break. `done`: the day on which somebody looked."""

    evaluation: Evaluation
    because: dict[str, Value]
    since: date
    done: date | None

    @property
    def due(self) -> date:
        return self.since + timedelta(days=self.evaluation.within_days)

    @property
    def asks_examination(self) -> bool:
        """Somebody is to be examined again, and that has not been done."""
        return EXAMINE in self.evaluation.do and self.done is None


@dataclass(frozen=True)
class Look:
    """What there is to see on one day, before anybody is called. `calm_since`: the day from which the facts have said calm."""

    standing: Standing
    assessment: Assessment
    progress: tuple[Progress, ...]
    band: Band | None
    calm_since: date | None

    @property
    def stopped(self) -> bool:
        """An alarm goes before everything."""
        return rank(self.assessment.at_least) > HIGHEST_RELEASED


def is_compared(assessment: Assessment, course: Course) -> bool:
    """Whether the average course says something about this complaint: not when a condition with a course of its own is suspected."""
    suspected = any(confidence in CONFIDENCES[SUSPECTED:] for confidence in assessment.hypotheses.values())
    return assessment.class_ in course.band_classes and not suspected


class Looks:
    """An episode on any day, looked at once. What was written later than a day does not count on it."""

    def __init__(self, guideline: Guideline, pain: PainCourse) -> None:
        self.guideline, self.pain, self.course = guideline, pain, pain.course
        self.cohort, self.cohort_is_known = cohort_at_start(guideline, pain.episode)
        self._seen: dict[date, Look] = {}

    def on(self, day: date) -> Look:
        """Each day rests on the one before it, so they are looked at in order."""
        while (one := self.pain.episode.started + timedelta(days=len(self._seen))) <= day:
            self._seen[one] = self._look(one)
        return self._seen[day]

    def band(self, days: int) -> Band | None:
        """What is usual so many days after the start."""
        baseline = self.pain.baseline
        return None if baseline is None else band_at(self.course.curve(self.cohort), baseline, days, self.course)

    def calls(self, day: date) -> tuple[Call, ...]:
        """Who is called; with an alarm nobody, for that goes before everything."""
        return self._calls(self.course.evaluations, day)

    def examine_first(self, day: date) -> bool:
        """Somebody is to be examined again before the plan changes, and that has not been done."""
        return any(call.asks_examination for call in self._calls((one for one in self.course.evaluations if EXAMINE in one.do), day))

    def _look(self, day: date) -> Look:
        """The band is for classes of complaints that it was measured in. Neither the class nor the stage rests on what is added last."""
        found = progress(self.guideline, self.pain, day)
        first = assess(self.guideline, standing(self.guideline, self.pain, found, day).case.known)
        band = self.band((day - self.pain.episode.started).days) if is_compared(first, self.course) else None
        before = self._seen.get(day - timedelta(days=1))
        is_calm = first.option_or_careful(STAGE)[0] == CALM
        calm_since = ((before and before.calm_since) or day) if is_calm else None
        now = standing(self.guideline, self.pain, found, day, band, calm_since)
        return Look(now, assess(self.guideline, now.case.known), found, band, calm_since)

    def _calls(self, evaluations: Iterable[Evaluation], day: date) -> tuple[Call, ...]:
        if self.on(day).stopped:
            return ()
        known, definitions = self.on(day).standing.case.known, self.guideline.definitions
        found = []
        for one in evaluations:
            if self._fires(one, day):
                since = self._since(one, day)
                found.append(Call(one, why(one.when, known, definitions), since, self._done(one, since, day)))
        return tuple(found)

    def _fires(self, evaluation: Evaluation, day: date) -> bool:
        now = self.on(day).standing
        during = "prevent" if now.closed else "care"
        return evaluation.during == during and evaluate(evaluation.when, now.case.known, self.guideline.definitions) is True

    def _since(self, evaluation: Evaluation, today: date) -> date:
        """The first day from which a rule that fires today has fired every day."""
        day = today
        while day > self.pain.episode.started and self._fires(evaluation, day - timedelta(days=1)):
            day -= timedelta(days=1)
        return day

    def _done(self, evaluation: Evaluation, since: date, today: date) -> date | None:
        """The last consultation since a rule began to fire: with an examination where one is asked for. Other actions leave no trace."""
        if not {EXAMINE, CONTACT} & set(evaluation.do):
            return None
        seen = [one for one in self.pain.episode.consultations if since <= one.day <= today]
        if EXAMINE in evaluation.do:
            seen = [one for one in seen if _was_examined(self.guideline, one)]
        return seen[-1].day if seen else None


def _was_examined(guideline: Guideline, contact: Contact) -> bool:
    """Whether a test of the examination was done; a questionnaire or a judgement is none."""
    tested = {fact for step in guideline.examination for test in step.tests for fact in test.facts}
    return bool(tested & contact.given & set(contact.answers.known))
