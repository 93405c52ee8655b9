"""A first choice of exercises: filtered by what is safe now, ranked by fit, with the reason for each line."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from wervel.knowledge.cases import Preferences
from wervel.knowledge.types import Dose, Exercise, Gate, Phenomenon, Rule, Stage
from wervel.logic.fact import Condition
from wervel.logic.reference import evaluate
from wervel.programme.dose import first_dose, seconds, walking_dose
from wervel.programme.goals import Goals, set_goals
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


@dataclass(frozen=True)
class Programme:
    """A first programme, to be reviewed after `weeks`. `minutes`: of one session at home.

    `endurance` (walking, cycling) and `field` (drills at training) have their own moments.

    `by_quota`: the dose goes up by plan and not by pain. `is_draft`: a professional agrees first, because of a gate or of an
    appointment that is due `soon`.
    """

    stage: Stage
    stage_is_known: bool
    goals: Goals
    session: tuple[Choice, ...]
    endurance: tuple[Choice, ...]
    field: tuple[Choice, ...]
    minutes: int
    weeks: int
    by_quota: bool
    is_draft: bool

    @property
    def choices(self) -> tuple[Choice, ...]:
        return (*self.session, *self.endurance, *self.field)


def make_programme(assessment: Assessment, preferences: Preferences) -> Programme | None:
    """The first programme of a released assessment, or nothing when it is not released."""
    if not assessment.released:
        return None
    settings = assessment.guideline.programme
    option, known = assessment.option_or_careful(STAGE)
    stage = settings.stages[option or "calm"]
    goals = set_goals(assessment, stage)
    only_walking = bool(_gates(assessment, "walking_only"))
    if _gates(assessment, "shorter"):
        most, minutes = settings.shorter
        stage = replace(stage, max_exercises=min(most, stage.max_exercises), max_minutes=min(minutes, stage.max_minutes))
    candidates = list(_scored(assessment, preferences, stage, goals))
    drills = sorted((one for one in candidates if one.exercise.mode == DRILL), key=_best_first)[:MOST_DRILLS]
    candidates = [one for one in candidates if one.exercise.mode != DRILL]
    chosen = candidates if only_walking else _pick(candidates, stage, assessment)
    session = [choice for choice in chosen if choice.exercise.family != AEROBIC]
    limit = min(preferences.minutes or stage.max_minutes, stage.max_minutes)
    session = _fit(session, limit * 60)
    return Programme(
        stage=stage,
        stage_is_known=known,
        goals=goals,
        session=tuple(session),
        endurance=tuple(choice for choice in chosen if choice.exercise.family == AEROBIC),
        field=tuple(drills),
        minutes=math.ceil(sum(seconds(choice.dose) for choice in session) / 60),
        weeks=_weeks(assessment),
        by_quota=assessment.verdicts.truth(FACT + FEAR) is True or assessment.profile == "high",
        is_draft=bool(_gates(assessment, "draft")) or assessment.at_least == "soon",
    )


def _gates(assessment: Assessment, gate: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in assessment.gates if isinstance(rule.then, Gate) and rule.then.gate == gate)


def _weeks(assessment: Assessment) -> int:
    """Until the first evaluation of the profile that is more than two weeks away."""
    profile = assessment.guideline.programme.profiles[assessment.profile or "moderate"]
    return next(day for day in sorted(profile.contacts) if day > 14) // 7


def offered(assessment: Assessment, preferences: Preferences) -> tuple[Exercise, ...]:
    """What a programme may hold: nothing before release; then what fits the stage and is safe, or walking alone."""
    if not assessment.released:
        return ()
    exercises = assessment.guideline.exercises
    if _gates(assessment, "walking_only"):
        return tuple(exercise for key, exercise in exercises.items() if key == WALKING and _is_allowed(exercise, assessment))
    option, _ = assessment.option_or_careful(STAGE)
    stage = assessment.guideline.programme.stages[option or "calm"]
    return tuple(
        exercise for exercise in exercises.values() if _fits(exercise, assessment, stage) and _safe(exercise, assessment, preferences)
    )


def _scored(assessment: Assessment, preferences: Preferences, stage: Stage, goals: Goals) -> Iterator[Choice]:
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
            next(
                (one for one in others if exercises[one].family == exercise.family and _safe(exercises[one], assessment, preferences)), None
            )
            for others in (exercise.regressions, exercise.progressions)
        )
        dose = _dose(exercise, assessment, preferences, stage, factor)
        yield Choice(exercise, dose, score, goal, finding, cautions, easier, harder)


def _dose(exercise: Exercise, assessment: Assessment, preferences: Preferences, stage: Stage, factor: Fraction) -> Dose:
    dose = first_dose(exercise, factor, stage.effort_cap)
    if exercise.id.startswith(WALKS):
        steps, fact = assessment.known.get(ACTIVITY), assessment.guideline.facts[ACTIVITY]
        minutes_now = int(steps * fact.step) if isinstance(steps, int) else None
        return walking_dose(dose, assessment.guideline.programme.walking, minutes_now, stage.id)
    if preferences.days:
        dose = replace(dose, sessions_per_week=min(dose.sessions_per_week, len(set(preferences.days))))
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


def _pick(candidates: list[Choice], stage: Stage, assessment: Assessment) -> list[Choice]:
    """Slot minima first, then the best that still fit."""
    families = {slot: members for slot, (_, members) in assessment.guideline.programme.slots.items()}
    # A first plan starts below what the stage allows; harder ones are there when a slot would stay empty.
    ranked = sorted(candidates, key=lambda one: (one.exercise.difficulty > stage.first_difficulty, *_best_first(one)))
    chosen: list[Choice] = []
    room = {slot: (low, high) for slot, low, high in stage.slots}

    def in_slot(slot: str) -> int:
        return sum(one.exercise.family in families[slot] for one in chosen)

    def in_session() -> int:
        return len(chosen) - in_slot(AEROBIC)

    def take(wanted: Iterable[str], slots: Iterable[str]) -> bool:
        wanted = set(wanted)
        for one in ranked:
            family = one.exercise.family
            full = all(in_slot(slot) >= room[slot][1] for slot in slots if family in families[slot])
            if one in chosen or family not in wanted or full or one.score <= 0:
                continue
            if sum(other.exercise.family == family for other in chosen) < stage.per_family and not _kin(one, chosen):
                chosen.append(one)
                return True
        return False

    for rule in assessment.phenomena:
        if isinstance(rule.then, Phenomenon) and rule.then.directional and stage.id == "calm":
            take(rule.then.families, room)
    for slot, (low, _) in room.items():
        while in_slot(slot) < low and (slot == AEROBIC or in_session() < stage.max_exercises) and take(families[slot], [slot]):
            pass
    everything = [family for slot, members in families.items() if slot != AEROBIC for family in members]
    while in_session() < stage.max_exercises and take(everything, room):
        pass
    return chosen


def _best_first(one: Choice) -> tuple[float, int, int, str]:
    """The order of choices. Ties: easier, lighter, then by name, so that the same input gives the same plan."""
    return -one.score, one.exercise.difficulty, one.exercise.compression_n or 0, one.exercise.id


def _kin(one: Choice, chosen: list[Choice]) -> bool:
    """An easier or harder form of what is already in the plan adds nothing."""
    kin = {*one.exercise.progressions, *one.exercise.regressions}
    return any(other.exercise.id in kin and other.exercise.family == one.exercise.family for other in chosen)


def _fit(session: list[Choice], limit: int) -> list[Choice]:
    """Trims to `limit` seconds: sets first, then the least fitting exercise."""
    session = list(session)
    while sum(seconds(choice.dose) for choice in session) > limit and session:
        most_sets = max((one for one in session if one.dose.sets > 1), key=lambda one: (one.dose.sets, -one.score), default=None)
        if most_sets is not None:
            at = session.index(most_sets)
            session[at] = replace(most_sets, dose=replace(most_sets.dose, sets=most_sets.dose.sets - 1))
        elif len(session) > 1:
            session.remove(min(session, key=lambda choice: choice.score))
        else:
            break
    return session
