"""What a programme may be made of: filtered by what is safe now, scored by fit, with the reason for each line."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from wervel.knowledge.cases import Preferences
from wervel.knowledge.types import Dose, Exercise, Gate, Phenomenon, Rule, Stage
from wervel.logic.fact import Condition
from wervel.logic.reference import evaluate
from wervel.programme.dose import first_dose, walking_dose
from wervel.programme.goals import Goals
from wervel.reasoning.assessment import Assessment
from wervel.reasoning.compiler import FACT

STAGE, IRRITABILITY, COHORT = "stage", "irritability", "cohort"
FEAR, DECONDITIONED, RETURN_STAGE, ACTIVITY = "fear_high", "deconditioned", "return_to_play_stage", "activity_min_week"
IRRITABILITIES = ("low", "moderate", "high")
AEROBIC, DRILL = "aerobic", "drill"
MOST_DRILLS = 2
WALKING = "walking_interval"
WALKS = "walking_"
"""How the ids of walking begin: its dose follows from how much somebody moves now."""


@dataclass(frozen=True)
class Choice:
    """One line of a programme: the exercise, how much, for which goal, because of which finding, and what to mind.

    `easier` and `harder`: the next exercise either way that is safe for this person and within reach.
    """

    exercise: Exercise
    dose: Dose
    score: float
    goal: str
    finding: Rule | None
    cautions: tuple[str, ...]
    easier: str | None
    harder: str | None


def offered(assessment: Assessment, preferences: Preferences) -> tuple[Exercise, ...]:
    """What a programme may hold: nothing before release; then what fits the stage and is safe, or walking alone."""
    if not assessment.released:
        return ()
    exercises = assessment.guideline.exercises
    if gates(assessment, "walking_only"):
        return tuple(exercise for key, exercise in exercises.items() if key == WALKING and _is_allowed(exercise, assessment))
    option, _ = assessment.option_or_careful(STAGE)
    stage = assessment.guideline.programme.stages[option or "calm"]
    return tuple(
        exercise for exercise in exercises.values() if _fits(exercise, assessment, stage) and _safe(exercise, assessment, preferences)
    )


def candidates(assessment: Assessment, preferences: Preferences, stage: Stage, goals: Goals) -> Iterator[Choice]:
    """What is offered, with its dose, how well it fits, and why; nothing hard of which every easier form is out of reach."""
    exercises, settings = assessment.guideline.exercises, assessment.guideline.programme
    factor = stage.dose_factor
    if assessment.verdicts.option(COHORT) == "persistent" and assessment.verdicts.truth(FACT + DECONDITIONED) is True:
        factor = settings.stages["calm"].dose_factor
    for exercise in offered(assessment, preferences):
        cautions = tuple(fact for fact in exercise.cautions if _holds(fact, assessment) is True)
        liked = bool({exercise.id, exercise.family} & preferences.likes)
        fit = _fit_of(exercise, goals, stage)
        score = _goal_score(exercise, goals) * float(fit * settings.caution_factor ** len(cautions))
        score *= float(settings.liked_factor) if liked else 1.0
        goal, finding = _reason(exercise, goals)
        easier, harder = (
            # of the same family first
            next((one for _, one in sorted(ranked) if _safe(exercises[one], assessment, preferences)), None)
            for others in (exercise.regressions, exercise.progressions)
            for ranked in [[((exercises[one].family != exercise.family, at), one) for at, one in enumerate(others)]]
        )
        if exercise.regressions and easier is None and exercise.difficulty > settings.stages["calm"].first_difficulty:
            continue
        dose = _dose(exercise, assessment, preferences, stage, factor)
        yield Choice(exercise, dose, score, goal, finding, cautions, easier, harder)


def _dose(exercise: Exercise, assessment: Assessment, preferences: Preferences, stage: Stage, factor: Fraction) -> Dose:
    dose = first_dose(exercise, factor, stage.effort_cap)
    if exercise.id.startswith(WALKS):
        steps, fact = assessment.known.get(ACTIVITY), assessment.guideline.facts[ACTIVITY]
        minutes_now = int(steps * fact.step) if isinstance(steps, int) else None
        return walking_dose(dose, assessment.guideline.programme.walking, minutes_now, stage.id)
    return dose


def _fits(exercise: Exercise, assessment: Assessment, stage: Stage) -> bool:
    irritability, _ = assessment.option_or_careful(IRRITABILITY)
    return (
        stage.id in exercise.stages
        and IRRITABILITIES.index(irritability or "high") <= IRRITABILITIES.index(exercise.irritability_max)
        and (exercise.mode == DRILL or exercise.difficulty <= stage.difficulty_cap)
    )


def _safe(exercise: Exercise, assessment: Assessment, preferences: Preferences) -> bool:
    """Nothing known, and nothing that must still be asked, speaks against it, and the person has and wants what it takes."""
    return (
        _is_allowed(exercise, assessment)
        and (exercise.only_when is None or evaluate(exercise.only_when, assessment.known, assessment.guideline.definitions) is True)
        and (exercise.mode != DRILL or exercise.difficulty <= _drill_cap(assessment))
        and exercise.equipment <= preferences.equipment | assessment.guideline.programme.household
        and not {exercise.id, exercise.family} & preferences.dislikes
        and not any(exercise.family in one.families or set(exercise.directions) & set(one.directions) for one in assessment.removals)
    )


def _is_allowed(exercise: Exercise, assessment: Assessment) -> bool:
    """None of its contraindications holds, or can still turn out to."""
    return all(_is_excluded(fact, assessment) for fact in exercise.contraindications)


def _drill_cap(assessment: Assessment) -> int:
    """How hard a hockey drill may be at this stage of return to play; none before the stage is known."""
    return dict(assessment.guideline.programme.drills).get(str(assessment.known.get(RETURN_STAGE)), 0)


def _holds(fact: str, assessment: Assessment) -> bool | None:
    if isinstance(assessment.guideline.facts[fact].definition, Condition):
        return assessment.verdicts.truth(FACT + fact)
    value = assessment.known.get(fact)
    return None if value is None else value is True


def _is_excluded(fact: str, assessment: Assessment) -> bool:
    """A contraindication does not hold, and no question that must be asked can still show that it does."""
    truth = _holds(fact, assessment)
    if truth is not None:
        return not truth
    if isinstance(assessment.guideline.facts[fact].definition, Condition):
        return not assessment.verdicts.could_be(fact)
    return not assessment.verdicts.may_be_asked(fact)


def _goal_score(exercise: Exercise, goals: Goals) -> float:
    """Agreement with the goals, relative to how much an exercise does at all: else hard moves that do everything always win."""
    dot = sum(goals.weights[goal] * weight for goal, weight in exercise.goals)
    return float(dot) / math.sqrt(0.5 + float(sum(weight**2 for _, weight in exercise.goals)))


def _fit_of(exercise: Exercise, goals: Goals, stage: Stage) -> Fraction:
    fits, fit = goals.fits, Fraction(1)
    for rule in goals.phenomena:
        assert isinstance(rule.then, Phenomenon)
        if exercise.family in rule.then.avoid:
            return fits["opposite"]
        if exercise.family in rule.then.families:
            fit = max(fit, fits["directional"] if rule.then.directional and stage.id == "calm" else fits["matched"])
    return fit


def _reason(exercise: Exercise, goals: Goals) -> tuple[str, Rule | None]:
    """The goal an exercise serves best here, and the finding that asks for exercises of its kind."""
    shares = {goal: goals.weights[goal] * weight for goal, weight in exercise.goals}
    goal = max(shares, key=lambda one: shares[one])

    def asks(rule: Rule) -> Fraction:
        assert isinstance(rule.then, Phenomenon)
        return dict(rule.then.goals).get(goal, Fraction(0))

    asking = [rule for rule in goals.phenomena if isinstance(rule.then, Phenomenon) and exercise.family in rule.then.families]
    return goal, max(asking, key=asks, default=None)


def gates(assessment: Assessment, gate: str) -> tuple[Rule, ...]:
    """The rules that put this gate before a programme, or may still do so."""
    return tuple(rule for rule in assessment.gates if isinstance(rule.then, Gate) and rule.then.gate == gate)


def is_by_quota(assessment: Assessment) -> bool:
    """Fear, or a high risk: the dose goes up by plan and not by pain."""
    return assessment.verdicts.truth(FACT + FEAR) is True or assessment.profile == "high"


def best_first(one: Choice) -> tuple[float, int, int, str]:
    """The order of choices. Ties: easier, lighter, then by name, so that the same input gives the same plan."""
    return -one.score, one.exercise.difficulty, one.exercise.compression_n or 0, one.exercise.id


def kin(one: Choice, other: Choice) -> bool:
    """The one is an easier or harder form of the other, in the same family: together they add nothing."""
    near = {*one.exercise.progressions, *one.exercise.regressions}
    return other.exercise.id in near and other.exercise.family == one.exercise.family
