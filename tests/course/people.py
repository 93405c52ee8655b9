"""People under care for tests: an ordinary back of 40, and a diary from a list of pains."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from wervel import load
from wervel.consult.episode_plan import episode_plan
from wervel.course.follow import FollowUp, follow_up
from wervel.knowledge.document import read_document
from wervel.knowledge.episodes import Episode, parse_episode
from wervel.knowledge.load import PACKAGED
from wervel.logic.text import Language
from wervel.narrate.course import FollowTeller

GUIDELINE = load()
assert GUIDELINE.course is not None
COURSE = GUIDELINE.course
BACKGROUNDS: Any = read_document(PACKAGED / "cases" / "backgrounds.yaml").data
STARTED = date(2026, 9, 7)
LANGUAGES: tuple[Language, ...] = ("nl", "en")

MIND = dict.fromkeys(
    ("no_improvement_4wk", "previous_episodes", "poor_general_health", "stress", "fear_of_movement", "depressive_feelings",
     "passive_coping", "negative_expectations", "catastrophising", "high_physical_work", "poor_colleague_relations", "low_job_satisfaction",
     "demanding_goal", "recovered_two_weeks", "cannot_stand_walk_or_lie"),
    "no",
)  # fmt: skip
ORDINARY: dict[str, Any] = {
    **BACKGROUNDS["ordinary_back"], **MIND, "episode_duration_days": 14, "pain_now_nprs": 6, "daily_limitation": "clear",
    "course_of_complaint": "improving", "settle_hours": 2,
}  # fmt: skip


def day(number: int) -> date:
    """A day of care; the first is 0."""
    return STARTED + timedelta(days=number)


def text_of(
    diary: Iterable[tuple[int, int]] = (),
    facts: Mapping[str, Any] | None = None,
    consultations: Mapping[int, Mapping[str, Any]] | None = None,
    measurements: Iterable[tuple[int, str, Any]] = (),
    more: Iterable[str] = (),
) -> str:
    """An episode file. `diary`: (day of care, pain); `measurements`: (day of care, fact, value); `more`: whole lines at the end."""
    lines = ["episode: 1", f"started: {STARTED}", "facts:"]
    lines += [f"  {key}: {value}" for key, value in {**ORDINARY, **(facts or {})}.items()]
    if consultations:
        lines.append("consultations:")
        for at, answers in consultations.items():
            lines.append(f"  - {{date: {day(at)}, facts: {{{', '.join(f'{key}: {value}' for key, value in answers.items())}}}}}")
    if written := [f"  - {{date: {day(at)}, pain: {pain}}}" for at, pain in diary]:
        lines += ["diary:", *written]
    if measured := [f"  - {{date: {day(at)}, {fact}: {value}}}" for at, fact, value in measurements]:
        lines += ["measurements:", *measured]
    return "\n".join([*lines, *more]) + "\n"


def episode(today: int, *given: Any, **named: Any) -> Episode:
    return parse_episode(text_of(*given, **named), GUIDELINE, day(today))


def followed(today: int, *given: Any, **named: Any) -> FollowUp:
    """An episode as it stands on this day of care."""
    return follow_up(GUIDELINE, episode(today, *given, **named), day(today))


def steady(pain: int, until: int, since: int = 1) -> list[tuple[int, int]]:
    """The same pain every day."""
    return [(at, pain) for at in range(since, until + 1)]


def called(follow: FollowUp) -> set[str]:
    return {call.evaluation.id for call in follow.calls}


def told(follow: FollowUp, language: Language) -> str:
    """All that somebody reads, on one line."""
    return " ".join(line for section in FollowTeller(follow, episode_plan(follow), language).looked_at() for line in section.lines)
