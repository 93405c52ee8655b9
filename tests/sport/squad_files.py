"""Squad files for tests, as text."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.course.people import GUIDELINE
from tests.sport.hockey_players import HOCKEY
from wervel.knowledge.squads import parse_squad
from wervel.programme.squad import PlayerPlan, SquadPlan, plan_squad

TODAY = date(2026, 11, 23)
WELL = {"age_years": 25, "pain_now_nprs": 0, "leg_pain": "none", "daily_limitation": "none"}
HEAD = """squad: 1
name: Heren 1
training_days: [tuesday, thursday]
match_days: [sunday]
minutes: 75
equipment: [band, cones, ball, stick, team]
"""


def squad_text(*players: Mapping[str, Any], head: str = HEAD) -> str:
    """A squad file; of a player `facts` and other keys, a log as lines."""
    lines = [head.rstrip(), "players:"]
    for at, player in enumerate(players):
        lines.append(f"  - name: {player.get('name', f'Player {at + 1}')}")
        lines.append(f"    facts: {_line(player.get('facts', {}))}")
        lines += [f"    {key}: {value}" for key, value in player.items() if key not in ("name", "facts", "log", "preferences")]
        if "preferences" in player:
            lines.append(f"    preferences: {_line(player['preferences'])}")
        if "log" in player:
            lines += ["    log:", *(f"      - {{{line}}}" for line in player["log"])]
    return "\n".join(lines) + "\n"


def _line(facts: Mapping[str, Any]) -> str:
    return (
        "{"
        + ", ".join(f"{key}: {'[' + ', '.join(value) + ']' if isinstance(value, list) else value}" for key, value in facts.items())
        + "}"
    )


def planned(*players: Mapping[str, Any], today: date = TODAY) -> SquadPlan:
    return plan_squad(GUIDELINE, parse_squad(squad_text(*players), GUIDELINE, today), today)


def player_of(facts: Mapping[str, Any], **more: Any) -> PlayerPlan:
    """The plan for one player with these facts."""
    (found,) = planned({"facts": facts, **more}).players
    return found


def with_complaint(**facts: Any) -> dict[str, Any]:
    """Everything asked and examined, some pain left; a fact that is None is left out."""
    return {key: value for key, value in {**HOCKEY, **facts}.items() if value is not None}
