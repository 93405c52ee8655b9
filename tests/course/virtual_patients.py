"""People who live through twelve weeks of a plan: each day they do what it says and note what their body answers.

Each is a few plain sentences about a body: how the pain goes by itself, how much it can bear, what the person makes of the plan. The plan
knows none of that. It sees what a real one sees: an episode file.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tests.course.people import GUIDELINE, day, text_of
from wervel.consult.episode_plan import episode_plan
from wervel.course.follow import FollowUp, follow_up
from wervel.knowledge.episodes import parse_episode
from wervel.knowledge.types import Dose
from wervel.programme.running import RunningPlan
from wervel.programme.step import work
from wervel.reasoning.questions import ask_next

WEEKS = 12
TRAINING = {1: "tuesday", 4: "friday"}
"""Care begins on a Monday."""

QUIET, STRAINED = 1.1, 1.4
"""So many times what the body can bear now: no more than a little pain below the first, much pain above the second."""


@dataclass(frozen=True)
class Body:
    """`pain` on a day of care; `growth`: how much more can be borne each week; `share` of the plan that is done, in percent, on a day."""

    pain: Callable[[int], float]
    growth: float = 0.05
    share: Callable[[int], int] = lambda at: 100
    notes_until: int = 7 * WEEKS
    facts: Mapping[str, Any] = field(default_factory=dict)


PEOPLE = {
    "responder": Body(lambda at: max(0.0, 6 - at * 6 / 42), growth=0.1),
    "slow": Body(lambda at: max(2.0, 6 - at * 4 / 84), growth=0.05),
    "non_responder": Body(lambda at: 6, growth=0.02),
    "flare": Body(lambda at: 7 if 30 <= at < 36 else max(1.0, 6 - at * 6 / 42), growth=0.08),
    "overreacher": Body(lambda at: max(1.0, 6 - at * 5 / 84), growth=0.03, share=lambda at: 150),
    "dropout": Body(lambda at: max(3.0, 6 - at * 4 / 56), share=lambda at: 100 if at < 10 else 30, notes_until=20),
}


@dataclass(frozen=True)
class Week:
    """A look on a day of care, and the plan as it stood: nothing while an alarm stops it."""

    at: int
    follow: FollowUp
    plan: RunningPlan | None

    @property
    def calls(self) -> set[str]:
        return {call.evaluation.id for call in self.follow.calls}

    @property
    def bases(self) -> dict[str, Dose]:
        """What the doses start from, in a week that is not made easier."""
        return dict(self.plan.doses.plan) if self.plan else {}

    @property
    def doses(self) -> dict[str, Dose]:
        """What is asked for now, of each exercise."""
        if self.plan is None:
            return {}
        decided = {one: decision.dose for one, decision in self.plan.doses.decisions.items() if decision.exercise == one}
        return {key: decided.get(key) or dose for key, dose in self.plan.doses.plan.items()}


class _Life:
    """The episode so far, and the plan as it was read last."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.diary: list[tuple[int, int]] = []
        self.sessions: list[str] = []
        self.measured: list[tuple[int, str, Any]] = []
        self.visits: dict[int, dict[str, Any]] = {}
        self.first: dict[str, Dose] = {}

    def look(self, at: int) -> Week:
        more = [f"preferences: {{days: [{', '.join(TRAINING.values())}]}}", *(["sessions:", *self.sessions] if self.sessions else [])]
        text = text_of(self.diary, self.body.facts, self.visits, self.measured, more)
        follow = follow_up(GUIDELINE, parse_episode(text, GUIDELINE, day(at)), day(at))
        plan = episode_plan(follow)
        return Week(at, follow, plan if isinstance(plan, RunningPlan) else None)

    def live(self, at: int, doses: Mapping[str, Dose]) -> None:
        """One day: exercises at home on the days of training, walking and the like as often as it is asked, spread over the week."""
        self.diary.append((at, round(self.body.pain(at))))
        for key, dose in doses.items():
            walks = GUIDELINE.exercises[key].family == "aerobic"
            if _is_due(dose, at) if walks else at % 7 in TRAINING:
                self.first.setdefault(key, dose)
                self.sessions.append(_session(self.body, key, work(dose) / work(self.first[key]), dose, at))

    def visit(self, at: int, before: Week) -> None:
        """Somebody asks what is open, and how it is going; alarm signs are denied."""
        pain, earlier = self.body.pain(at), self.body.pain(max(0, at - 14))
        asked = {fact: "no" for fact in ask_next(before.follow.assessment) if GUIDELINE.facts[fact].kind == "yes/no"}
        self.measured.append((at, "rmdq", round(2 * pain)))
        self.visits[at] = asked | {
            "pain_now_nprs": round(pain), "daily_limitation": "none" if pain < 1 else "slight" if pain < 4 else "clear",
            "goals_met": "yes" if pain < 1 else "no", "recovered_two_weeks": "yes" if earlier < 1 else "no",
            "walking_minutes": 20, "settle_hours": 2 if pain > 3 else 0, "confidence_in_back": 9 if pain < 1 else 5,
        }  # fmt: skip


@cache
def lived(name: str) -> tuple[Week, ...]:
    """Twelve weeks of this person, a look on each day of training and at the end of each week; the first when care began."""
    life = _Life(PEOPLE[name])
    looks = [life.look(0)]
    for at in range(1, 7 * WEEKS + 1):
        if at % 7 in TRAINING or at % 7 == 0:
            looks.append(life.look(at))
        if at <= life.body.notes_until:
            life.live(at, looks[-1].doses)
            if at % 7 == 0:
                life.visit(at, looks[-1])
    return tuple(looks)


def _is_due(dose: Dose, at: int) -> bool:
    """Evenly over the week."""
    times = min(dose.sessions_per_week, 7)
    return (at % 7) * times // 7 != ((at % 7) - 1) * times // 7


def _session(body: Body, exercise: str, grown: float, dose: Dose, at: int) -> str:
    """How one exercise went: `grown` is what is asked against the first dose."""
    strain = grown * body.share(at) / 100 / (1 + body.growth) ** (at / 7)
    before = round(body.pain(at))
    rise = 0 if strain <= QUIET else 3 if strain <= STRAINED else 4
    effort = max(0, min(10, dose.effort + round(6 * (strain - 1.1))))
    return (
        f"  - {{date: {day(at)}, exercise: {exercise}, done: {min(100, body.share(at))}, effort: {effort}, pain_before: {before}, "
        f"pain_during: {min(10, before + rise)}, pain_next_morning: {before}, settle_hours: {0.5 if rise == 0 else 20}, leg_change: same}}"
    )
