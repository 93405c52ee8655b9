"""How walking grows from week to week."""

from wervel.knowledge.types import Guideline


def walking_minutes(week: int, first: int, guideline: Guideline) -> int:
    """Minutes of walking in a week of the plan (the first is 1) that begins with so many.

    The smallest growth, within its limits, that gets there in time; never beyond the target. Without progression.yaml nothing grows.
    """
    walking, progression = guideline.programme.walking, guideline.progression
    if progression is None:
        return first
    goal, (low, high) = progression.walking, walking.growth_percent
    growth = next((one for one in range(low, high) if _grown(first, one, goal.by_week) >= goal.minutes_by_then), high)
    return min(max(first, walking.target_minutes_week[1]), _grown(first, growth, week))


def _grown(minutes: int, percent: int, week: int) -> int:
    for _ in range(week - 1):
        minutes = minutes * (100 + percent) // 100
    return minutes
