"""Hockey players for tests: an ordinary back of 24 with hardly any pain left, and what they note of a session."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tests.course.people import BACKGROUNDS, GUIDELINE, MIND
from wervel import assess
from wervel.knowledge.sport import Sport, SportSession
from wervel.programme.return_to_play import Decision, PlayerLog, next_step
from wervel.reasoning.assessment import Assessment

assert GUIDELINE.sport is not None
SPORT: Sport = GUIDELINE.sport
MONDAY = date(2026, 11, 2)

# Asked and examined: nothing stands in the way of any step.
HOCKEY: dict[str, Any] = {
    **BACKGROUNDS["ordinary_back"], **MIND, "age_years": 31, "sex": "male", "sport": "hockey", "hockey_role": "midfield",
    "demanding_goal": "yes",
    "episode_duration_days": 40, "pain_now_nprs": 1, "daily_limitation": "none", "course_of_complaint": "improving", "settle_hours": 0,
    "provocation_effort": 8, "regular_exercise": "yes", "pain_extension_provoked": "no", "extension_intolerant": "no", "sorensen_s": 95,
    "side_bridge_l_s": 80, "side_bridge_r_s": 80,
}  # fmt: skip


def day(number: int) -> date:
    """A day of the step; the first, a Monday, is 0."""
    return MONDAY + timedelta(days=number)


def player(step: str | None, **facts: Any) -> Assessment:
    told = {**HOCKEY, **({"return_to_play_stage": step} if step else {}), **facts}
    return assess(GUIDELINE, {fact: value for fact, value in told.items() if value is not None})


def did(number: int, kind: str, minutes: int, **noted: Any) -> SportSession:
    """A green session with a point of pain, except for what is said."""
    usual = {"effort": 5, "light": "green", "pain_before": 1, "pain_during": 1, "pain_next_morning": 1, "leg_change": "same"}
    return SportSession(day(number), kind, minutes, **{**usual, **noted})


def decided(
    step: str | None, *sessions: SportSession, today: int = 3, since: int = 0, log: Mapping[str, Any] | None = None, **facts: Any
) -> Decision:
    """What is next on day `today` for a player whose step began on day `since`."""
    written = PlayerLog(sessions, day(since), **{"trunk_endurance_percent": 90, "training_minutes": 75, **(log or {})})
    return next_step(player(step, **facts), written, day(today))
