"""A squad at once: the session of the team, its week, and for each player what is different."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from wervel.knowledge.cases import Preferences, complete
from wervel.knowledge.sport import STEP, Part, Referral, Role
from wervel.knowledge.squads import Player, Squad
from wervel.knowledge.types import Exercise, Guideline, Rule
from wervel.logic.reference import evaluate
from wervel.logic.text import Text
from wervel.logic.truth import Truth
from wervel.programme.prevention import Kept, SessionDay, Swap, for_player, kinds_of_days, light_part, session_days, team_session
from wervel.programme.return_to_play import Decision, PlayerLog, halts, next_step, roles, sport_of
from wervel.programme.selection import DRILL, STAGE, Choice, offered
from wervel.programme.sport_load import FlicksToday, LowMinutes, WeekLoad, flicks_today, low_minutes_of_week, upright_breaks, week_load
from wervel.reasoning.assessment import Assessment, assess

HOCKEY, ROLE, DRAG_FLICKER = "hockey", "hockey_role", "drag_flicker"
PREVENT, TRAINING = "prevent", "training"

TeamSession = tuple[tuple[Part, Choice], ...]
State = Literal["takes_part", "adapted", "see_first"]


@dataclass(frozen=True)
class WayBack:
    """Where a player stands on the way back: the decision, whether the warm-up is for them, what their place in the team changes, drills
    that are safe, and flicks if they take them.
    """

    decision: Decision
    warms_up: bool = False
    roles: tuple[Role, ...] = ()
    drills: tuple[Exercise, ...] = ()
    flicks: FlicksToday | None = None


@dataclass(frozen=True)
class PlayerPlan:
    """One player. `complaint`: whether there is one; None: not asked. `young`: a physiotherapist looks along; None: age not known.

    `way_back`: nothing for who plays. `load` and `low`: only with a log.
    """

    player: Player
    assessment: Assessment
    state: State
    complaint: Truth
    young: Truth
    session: tuple[Kept | Swap, ...]
    way_back: WayBack | None
    load: WeekLoad | None
    low: LowMinutes | None


@dataclass(frozen=True)
class SquadPlan:
    """The session of the team, the days on which it is done, what each day is for, and the minutes of a training to come upright at."""

    guideline: Guideline
    squad: Squad
    today: date
    session: TeamSession
    days: tuple[SessionDay, ...]
    week: tuple[str, ...]
    breaks: tuple[int, ...]
    players: tuple[PlayerPlan, ...]

    def on(self, day: SessionDay) -> TeamSession:
        """The session of one day."""
        return light_part(self.session) if day.light else self.session


def plan_squad(guideline: Guideline, squad: Squad, today: date) -> SquadPlan:
    """What a squad does from `today` on. The same file gives the same plan."""
    sport = sport_of(guideline)
    session = team_session(guideline, squad.equipment)
    return SquadPlan(
        guideline, squad, today, session, session_days(guideline, squad.training_days, squad.match_days),
        kinds_of_days(squad.training_days, squad.match_days), upright_breaks(squad.minutes, sport.kinds[TRAINING], sport),
        tuple(plan_player(guideline, squad, session, player, today) for player in squad.players),
    )  # fmt: skip


def plan_player(guideline: Guideline, squad: Squad, session: TeamSession, player: Player, today: date) -> PlayerPlan:
    """Somebody looks first with an alarm, a referral, or a complaint that is not released; else the session as it suits this player."""
    prevention = sport_of(guideline).prevention
    assessment = assess(guideline, complete({"sport": HOCKEY, **player.case.known}, guideline))
    complaint = evaluate(prevention.complaint, assessment.known, guideline.definitions)
    has_complaint = complaint is True or STEP in assessment.known
    see_first = bool(halts(assessment)) or (has_complaint and not assessment.released)
    wishes = player.case.preferences
    wishes = replace(wishes, equipment=wishes.equipment | squad.equipment)
    own = () if see_first else for_player(session, assessment, wishes, has_complaint)
    way_back = _way_back(assessment, squad, player, wishes, today) if has_complaint else None
    adapted = way_back is not None or any(isinstance(one, Swap) for one in own)
    return PlayerPlan(
        player, assessment, "see_first" if see_first else "adapted" if adapted else "takes_part", complaint,
        evaluate(prevention.young, assessment.known, guideline.definitions), own, way_back,
        week_load(player.log, today, guideline) if player.log else None,
        low_minutes_of_week(player.log, today, guideline) if player.log else None,
    )  # fmt: skip


def _way_back(assessment: Assessment, squad: Squad, player: Player, wishes: Preferences, today: date) -> WayBack | None:
    """Where a player with a complaint stands; nothing when they have recovered and no step was ever recorded, or the last one is done."""
    stage, _ = assessment.option_or_careful(STAGE)
    if STEP not in assessment.known and stage == PREVENT:
        return None
    guideline, log = assessment.guideline, PlayerLog(player.log, player.step_since, player.trunk_endurance_percent, squad.minutes)
    decision = next_step(assessment, log, today)
    if decision.action == "advance" and decision.step is None:
        return None
    step = decision.step if decision.action == "back" else assessment.known.get(STEP)
    if decision.action == "refer" or not isinstance(step, str):
        return WayBack(decision)
    mine, sport = roles(assessment, step), sport_of(guideline)
    warms_up = sport.return_to_play.at(step) >= sport.return_to_play.at(sport.warm_up.from_step)
    hardest, left_out = dict(guideline.programme.drills)[step], {drill for role in mine for drill in role.leaves_out}
    drills = [one for one in offered(assessment, wishes) if one.mode == DRILL and one.difficulty <= hardest and one.id not in left_out]
    flicks = flicks_today(log.sessions, step, today, guideline) if assessment.known.get(ROLE) == DRAG_FLICKER else None
    return WayBack(decision, warms_up, mine, tuple(drills), flicks)


def may_do(plan: PlayerPlan) -> Mapping[str, int] | None:
    """Kind of session -> most minutes, for who joins in part; None: everything, or nothing, as the state says."""
    return plan.way_back.decision.allows if plan.way_back and plan.state == "adapted" else None


def avoids(plan: PlayerPlan) -> tuple[Text, ...]:
    """The names of what somebody who joins leaves alone: kinds of session, and exercises of the team."""
    may, kinds = may_do(plan), sport_of(plan.assessment.guideline).kinds.values()
    closed = [kind.name for kind in kinds if may is not None and kind.id not in may]
    return (*closed, *(one.exercise.name for one in plan.session if isinstance(one, Swap)))


def first_rules(plan: PlayerPlan) -> tuple[Rule | Referral, ...]:
    """Because of what somebody looks first, the most urgent at the front; nothing when it is only that questions are open."""
    if plan.state != "see_first":
        return ()
    gates = [rule for rule in plan.assessment.closed_gates if plan.assessment.verdicts.fires(rule)]
    return tuple(dict.fromkeys([*halts(plan.assessment), *gates]))


def asks(plan: PlayerPlan) -> bool:
    """Whether the open questions matter: of who has a complaint, or may have something that must be seen."""
    return plan.complaint is True or plan.way_back is not None or plan.state == "see_first"
