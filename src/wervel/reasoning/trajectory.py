"""Where somebody stands in the trajectory of a condition: the steps of this week, and what of their criteria is met."""

from dataclasses import dataclass

from wervel.knowledge.types import CONFIDENCES, Criterion, Step
from wervel.logic.reference import evaluate
from wervel.logic.truth import Truth
from wervel.reasoning.assessment import SUSPECTED, Assessment

DAYS_OF_COMPLAINT, WEEKS_OF_CARE, DAYS_PER_WEEK = "episode_duration_days", "weeks_in_plan", 7


@dataclass(frozen=True)
class Standing:
    """A condition that is suspected, and its steps for now. `week`: since the clock of its trajectory began."""

    condition: str
    week: int
    steps: tuple[Step, ...]


def standings(assessment: Assessment) -> tuple[Standing, ...]:
    """For every condition that is suspected; what is only to be excluded has no trajectory yet."""
    suspected = [one for one, confidence in assessment.hypotheses.items() if confidence in CONFIDENCES[SUSPECTED:]]
    return tuple(_standing(condition, assessment) for condition in suspected)


def _standing(condition: str, assessment: Assessment) -> Standing:
    trajectory = assessment.guideline.conditions[condition].trajectory
    week = _week(trajectory.clock, assessment)
    now = tuple(step for step in trajectory.steps if step.from_week <= week and (step.to_week is None or week < step.to_week))
    return Standing(condition, week, now or trajectory.steps[-1:])


def _week(clock: str, assessment: Assessment) -> int:
    """Care that nobody counted has just begun; so has a complaint without a known duration."""
    value = assessment.known.get(DAYS_OF_COMPLAINT if clock == "complaint" else WEEKS_OF_CARE, 0)
    assert isinstance(value, int), "a number fact"
    return value // DAYS_PER_WEEK if clock == "complaint" else value


def is_met(criterion: Criterion, assessment: Assessment) -> Truth:
    """Unknown when facts do not say it yet, or when it takes a person to judge."""
    return None if criterion.when is None else evaluate(criterion.when, assessment.known, assessment.guideline.definitions)
