"""The first dose of an exercise, and how long it takes."""

import math
from dataclasses import replace
from fractions import Fraction

from wervel.knowledge.types import Dose, Exercise, Walking

HOLD_STEP_S = 5
SECONDS_PER_REPETITION = 3
"""For a tempo in words; a tempo such as 2-1-2 says its own seconds."""


def first_dose(exercise: Exercise, factor: Fraction, effort_cap: int) -> Dose:
    """The library's dose times a careful factor, rounded up, and no harder than the stage allows."""
    dose = exercise.dose
    if dose.minutes is not None:
        dose = replace(dose, minutes=math.ceil(dose.minutes * factor))
    if dose.reps > 1:
        dose = replace(dose, reps=math.ceil(dose.reps * factor))
    elif dose.hold_s:
        dose = replace(dose, hold_s=HOLD_STEP_S * math.ceil(dose.hold_s * factor / HOLD_STEP_S))
    return replace(dose, effort=min(dose.effort, effort_cap))


def walking_dose(dose: Dose, walking: Walking, minutes_now: int | None, stage: str) -> Dose:
    """Where walking starts: short bouts spread over a calm day; later a share of what somebody does now, in minutes a time.

    `minutes_now`: minutes of moving a week, if known. Who recovered starts at the dose of the library.
    """
    if stage == "calm":
        return replace(dose, minutes=walking.bout_minutes[0], sessions_per_week=7 * walking.bouts_per_day[0])
    if stage == "prevent" and minutes_now is None:
        return dose
    if minutes_now is None:
        return replace(dose, minutes=walking.bout_minutes[1])
    start = math.floor(minutes_now * walking.start_factor / dose.sessions_per_week)
    return replace(dose, minutes=min(max(start, walking.start_minutes), dose.minutes or start))


def fewer_sets(dose: Dose, percent: int) -> Dose:
    """So many percent of the sets, rounded to the nearest; one is left."""
    return replace(dose, sets=max(1, (dose.sets * percent + 50) // 100))


def seconds(dose: Dose) -> int:
    """Estimated duration of one session of this exercise, in seconds."""
    if dose.minutes is not None:
        return 60 * dose.minutes
    digits = [int(part) for part in dose.tempo.split("-") if part.isdigit()]
    repetition = sum(digits) if digits and "-" in dose.tempo else SECONDS_PER_REPETITION
    one_set = dose.reps * (repetition + dose.hold_s) * (2 if dose.per_side else 1)
    return dose.sets * one_set + (dose.sets - 1) * dose.rest_s
