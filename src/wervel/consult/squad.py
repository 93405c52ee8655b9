"""A squad plan as the published JSON, whose schema is beside this file. The coach's has nothing of health in it."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from typing import Any, Literal

from wervel.knowledge.shapes import DAYS
from wervel.logic.text import Language
from wervel.programme.prevention import Kept, Swap
from wervel.programme.return_to_play import sport_of
from wervel.programme.selection import Choice
from wervel.programme.sport_load import WeekLoad
from wervel.programme.squad import PlayerPlan, SquadPlan, State, WayBack, asks, avoids, first_rules, may_do
from wervel.reasoning.questions import ask_next

Json = dict[str, Any]
Reader = Literal["physiotherapist", "coach"]
READERS: tuple[Reader, ...] = ("physiotherapist", "coach")
AVAILABILITY: Mapping[State, str] = {"takes_part": "all", "adapted": "part", "see_first": "none"}
"""What the coach hears of each state."""


def squad_schema() -> Json:
    """The JSON Schema of a squad plan, for the physiotherapist and for the coach."""
    loaded: Json = json.loads(files("wervel.consult").joinpath("squad.schema.json").read_text("utf-8"))
    return loaded


def squad_json(plan: SquadPlan, language: Language, reader: Reader) -> Json:
    """The whole plan. For the coach a player is availability and what to avoid: no facts, no reasons, no scores."""
    sport = sport_of(plan.guideline)
    of_player = coach_json if reader == "coach" else physiotherapist_json
    return {
        "guideline": plan.guideline.version,
        "squad": plan.squad.name,
        "date": plan.today.isoformat(),
        "for": reader,
        "session": {
            "times_a_week": sport.prevention.times_a_week,
            "minutes": sport.prevention.minutes,
            "exercises": [{"part": part.id, "part_name": part.name[language], **_exercise(one, language)} for part, one in plan.session],
        },
        "days": [
            {"day": DAYS[one.day], "before_training": one.before_training, "light": one.light,
             "exercises": [choice.exercise.id for _, choice in plan.on(one)]}
            for one in plan.days
        ],
        "week": [{"day": day, "kind": kind, "text": sport.week.days[kind][language]} for day, kind in zip(DAYS, plan.week, strict=True)],
        "warm_up": {"exercise": sport.warm_up.exercise, "text": sport.warm_up.text[language]},
        "upright_breaks": {"minutes": list(plan.breaks), "text": sport.breaks.text[language]},
        "players": [of_player(one, language) for one in plan.players],
    }  # fmt: skip


def coach_json(plan: PlayerPlan, language: Language) -> Json:
    """What a coach needs: whether somebody joins, in what and for how long, and which exercises to leave alone."""
    sport = sport_of(plan.assessment.guideline)
    may, swaps = may_do(plan), [one for one in plan.session if isinstance(one, Swap)]
    return {
        "name": plan.player.name,
        "availability": AVAILABILITY[plan.state],
        "contact_arranged": plan.state == "see_first",
        "may": may and [{"kind": kind, "name": sport.kinds[kind].name[language], "minutes": most} for kind, most in may.items()],
        "avoid": [name[language] for name in avoids(plan)],
        "instead": [one.instead.exercise.name[language] for one in swaps if one.instead],
        "drag_flicks": plan.way_back.flicks.count if plan.way_back and plan.way_back.flicks else None,
    }


def physiotherapist_json(plan: PlayerPlan, language: Language) -> Json:
    assessment = plan.assessment
    return {
        "name": plan.player.name,
        "state": plan.state,
        "complaint": plan.complaint,
        "young": plan.young,
        "urgency": {"at_least": assessment.at_least, "at_most": assessment.at_most},
        "route": assessment.route,
        "first": [{"rule": rule.id, "text": rule.text[language]} for rule in first_rules(plan)],
        "ask_next": list(ask_next(assessment, plan.player.case.declined)) if asks(plan) else [],
        "session": [_part(one, language) for one in plan.session],
        "way_back": plan.way_back and _way_back_json(plan.way_back, language),
        "load": plan.load and _load(plan.load, plan, language),
        "low_posture": plan.low and {"done": float(plan.low.done), "budget": float(plan.low.budget), "left": float(plan.low.left)},
    }


def _part(one: Kept | Swap, language: Language) -> Json:
    if isinstance(one, Kept):
        return {"exercise": one.exercise.id, "do": "keep", "instead": None, "mind": list(one.mind), "because": None}
    because = {"facts": list(one.facts), "rules": [rule.id for rule in one.rules], "wish": one.wish, "stage": one.stage}
    return {
        "exercise": one.exercise.id,
        "do": "replace" if one.instead else "leave_out",
        "instead": _exercise(one.instead, language) if one.instead else None,
        "mind": list(one.instead.cautions) if one.instead else [],
        "because": because,
    }


def _exercise(choice: Choice, language: Language) -> Json:
    return {"exercise": choice.exercise.id, "name": choice.exercise.name[language], "dose": asdict(choice.dose)}


def _way_back_json(way: WayBack, language: Language) -> Json:
    decision, flicks = way.decision, way.flicks
    return {
        "action": decision.action,
        "step": decision.step,
        "since": decision.since.isoformat() if decision.since else None,
        "rule": decision.rule,
        "text": decision.text[language],
        "waits": [{"id": one.id, "text": one.text[language]} for one in decision.waits],
        "missing": list(decision.missing),
        "unlit": [day.isoformat() for day in decision.unlit],
        "allows": dict(decision.allows),
        "warms_up": way.warms_up,
        "roles": [{"id": role.id, "text": role.text[language]} for role in way.roles],
        "drills": [one.id for one in way.drills],
        "drag_flicks": flicks and {"count": flicks.count, "power_percent": flicks.power_percent, "text": flicks.text[language]},
    }


def _load(load: WeekLoad, plan: PlayerPlan, language: Language) -> Json:
    text = sport_of(plan.assessment.guideline).big_jump_text[language]
    return {
        "week": load.week,
        "last_week": load.last_week,
        "mean": None if load.mean is None else float(load.mean),
        "big_jump": load.big_jump,
        "missing": list(load.missing),
        "text": text if load.big_jump else None,
    }
