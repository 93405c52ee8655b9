"""From findings to goals: what the exercises should work on, and because of which finding."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from wervel.knowledge.types import GOALS, Phenomenon, Rule, Stage
from wervel.reasoning.assessment import Assessment

LINKED = "impairment_linked"


@dataclass(frozen=True)
class Goals:
    """Weights that sum to 1, the phenomena that were counted, and how much better a family fits that one of them names."""

    weights: dict[str, Fraction]
    phenomena: tuple[Rule, ...]
    fits: Mapping[str, Fraction]


def set_goals(assessment: Assessment, stage: Stage) -> Goals:
    """Adds up what each finding asks for, or takes the default when none does; then shifts it to what fits the stage."""
    counted = tuple(rule for rule in assessment.phenomena if _counts(rule, assessment))
    weights = dict.fromkeys(GOALS, Fraction(0))
    for rule in counted:
        assert isinstance(rule.then, Phenomenon)
        for goal, weight in rule.then.goals:
            weights[goal] += weight
    weights = {goal: max(weight, Fraction(0)) for goal, weight in weights.items()}
    if not any(weights.values()):
        weights |= dict(assessment.guideline.programme.default_goals)
    factors = dict(stage.goal_factors)
    return Goals(
        _normalised({goal: weight * factors[goal] for goal, weight in weights.items()}), counted, assessment.guideline.programme.fits
    )


def _counts(rule: Rule, assessment: Assessment) -> bool:
    """A finding that needs a link counts when a therapist linked one of its goals to the complaint."""
    assert isinstance(rule.then, Phenomenon)
    if not rule.then.linked:
        return True
    linked = assessment.known.get(LINKED, frozenset())
    assert isinstance(linked, frozenset)
    return any(goal in linked for goal, weight in rule.then.goals if weight > 0)


def _normalised(weights: dict[str, Fraction]) -> dict[str, Fraction]:
    total = sum(weights.values())
    return {goal: weight / total for goal, weight in weights.items()} if total else weights
