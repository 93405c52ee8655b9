"""A look at an episode as the published JSON, whose schema is beside this file."""

import json
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from wervel.consult.results import assessment_json, plain, schema
from wervel.course.follow import FollowUp
from wervel.course.looks import Call
from wervel.course.progress import Band, Progress
from wervel.knowledge.types import Dose
from wervel.logic.text import Language
from wervel.narrate.report import blocking_rules
from wervel.narrate.running import RunningTeller, asked_for_a_move
from wervel.programme.doses import LeftOut
from wervel.programme.progression import Decision
from wervel.programme.running import RunningPlan, Withheld
from wervel.reasoning.questions import ask_next

Json = dict[str, Any]


def follow_schema() -> Json:
    """The JSON Schema of a look at an episode. Its `assessment` is that of `wervel assess`, whose definitions are filled in."""
    loaded: Json = json.loads(files("wervel.consult").joinpath("follow.schema.json").read_text("utf-8"))
    return {**loaded, "$defs": {**schema()["$defs"], **loaded["$defs"]}}


def follow_json(follow: FollowUp, plan: RunningPlan | Withheld | None, language: Language) -> Json:
    course, standing, following = follow.course, follow.standing, follow.next_contact
    return {
        "today": follow.today.isoformat(),
        "started": follow.episode.started.isoformat(),
        "week": follow.days // 7,
        "stopped": follow.stopped,
        "closed": standing.closed.isoformat() if standing.closed else None,
        "verdict": follow.verdict,
        "cohort": {"id": follow.cohort, "known": follow.cohort_is_known},
        "expected": _band(follow.band),
        "honesty": course.honesty[language],
        "weeks": [{"week": one.week, "pain": _number(one.pain), "expected": _band(one.band)} for one in follow.weeks],
        "progress": [_progress(one) for one in follow.progress],
        "calls": [_call(one, follow, language) for one in follow.calls],
        "examine_first": follow.examine_first,
        "plan": _plan(plan, RunningTeller(follow.assessment, language)),
        "close": [{"id": one.id, "name": one.name[language]} for one in follow.close],
        "next_contact": following
        and {"on": following.on.isoformat(), "due": following.due.isoformat(), "because": following.because},
        "ask_again": list(follow.ask_again),
        "facts": {fact: plain(value, fact, follow.assessment) for fact, value in sorted(standing.case.known.items())},
        "reckoned": sorted(standing.reckoned),
        "set_aside": list(standing.set_aside),
        "notes": [{"kind": one.kind, "part": one.part, "date": one.day.isoformat(), "place": one.place} for one in follow.episode.notes],
        "assessment": assessment_json(follow.assessment, language, standing.case.declined),
    }  # fmt: skip


def _number(value: Any) -> float | int | None:
    return None if value is None else int(value) if value == int(value) else float(value)


def _band(band: Band | None) -> Json | None:
    if band is None:
        return None
    return {"low": _number(band.low), "expected": _number(band.expected), "high": _number(band.high)}


def _progress(one: Progress) -> Json:
    return {
        "measure": one.measure.fact,
        "start": _number(one.start),
        "start_date": one.start_day.isoformat(),
        "now": _number(one.now),
        "date": one.day.isoformat(),
        "fresh": one.fresh,
        "change": _number(one.change),
        "percent": one.percent,
        "improved": one.improved,
        "worse": one.worse,
    }


def _call(call: Call, follow: FollowUp, language: Language) -> Json:
    return {
        "rule": call.evaluation.id,
        "do": list(call.evaluation.do),
        "since": call.since.isoformat(),
        "due": call.due.isoformat(),
        "done": call.done.isoformat() if call.done else None,
        "facts": {fact: plain(value, fact, follow.assessment) for fact, value in call.because.items()},
        "text": call.evaluation.text[language],
        "care": call.evaluation.care[language],
    }


def _plan(plan: RunningPlan | Withheld | None, teller: RunningTeller) -> Json:
    match plan:
        case None:
            return {"status": "stopped"}
        case Withheld():
            assessment = teller.assessment
            why_not = {
                "text": " ".join(teller.why_not(plan.collision)),
                "rules": [rule.id for rule in blocking_rules(assessment)],
                "facts": list(ask_next(assessment)),
                "wishes": list(plan.collision),
            }
            return {"status": "withheld", "begun": plan.begun and plan.begun.isoformat(), "why_not": why_not}
        case RunningPlan():
            return _running(plan, teller)


def _running(plan: RunningPlan, teller: RunningTeller) -> Json:
    language, doses, move = teller.language, plan.doses, plan.move
    return {
        "status": "running",
        "begun": plan.begun.isoformat(),
        "begun_late": plan.begun_late,
        "draft": plan.programme.is_draft,
        "stage": {"id": plan.stage, "since": plan.stage_since.isoformat()},
        "move": move.rule and {"rule": move.rule, "to": move.stage, "tell": move.tell, "text": move.text and move.text[language]},
        "missing": list(asked_for_a_move(plan, teller.guideline)),
        "flare_up": plan.calm_since and _flare_up(plan, teller),
        "after_gap": plan.after_gap
        and {
            "rule": plan.after_gap.rule,
            "percent": plan.after_gap.percent,
            "ask_again": plan.after_gap.ask_again,
            "text": plan.after_gap.text and plan.after_gap.text[language],
        },
        "adherence_percent": doses.adherence_percent,
        "shorter": doses.shorter
        and {"rule": doses.shorter.rule, "exercises": list(doses.shorter.exercises), "text": doses.shorter.text[language]},
        "examine_first": plan.examine_first,
        "exercises": [_decision(name, one, teller) for name, one in doses.decisions.items() if one.exercise is not None],
        "left_out": [_left_out(one, language) for one in doses.left_out],
        "changes": [
            {
                "since": one.since.isoformat(),
                "exercise": one.exercise,
                "action": one.action,
                "rule": one.rule,
                "step": one.step,
                "before": one.before and _dose(one.exercise, one.before, teller),
                "after": one.after and _dose(one.exercise, one.after, teller),
            }
            for one in doses.changes
        ],
    }


def _flare_up(plan: RunningPlan, teller: RunningTeller) -> Json:
    what = teller.progression.flare_up
    return {
        "since": plan.calm_since and plan.calm_since.isoformat(),
        "days": list(what.days),
        "sessions_per_day": what.sessions_per_day,
        "resume_percent": what.percent,
        "text": what.text[teller.language],
    }


def _decision(name: str, one: Decision, teller: RunningTeller) -> Json:
    """`instead_of`: the exercise that was in the plan, when another one takes its place."""
    assert one.exercise is not None, "what is left out stands apart"
    return {
        "id": one.exercise,
        "name": teller.guideline.exercises[one.exercise].name[teller.language],
        "instead_of": None if one.exercise == name else name,
        "action": one.action,
        "rule": one.rule,
        "step": one.step,
        "load_percent": one.load and [_number(percent) for percent in one.load],
        "dose": one.dose and _dose(one.exercise, one.dose, teller),
        "tell": one.tell,
        "ask_again": one.ask_again,
        "text": one.text[teller.language],
    }


def _left_out(one: LeftOut, language: Language) -> Json:
    return {
        "on": one.on.isoformat(),
        "until": one.until and one.until.isoformat(),
        "exercises": list(one.exercises),
        "directions": list(one.directions),
        "rule": one.rule,
        "tell": one.tell,
        "ask_again": one.ask_again,
        "text": one.text[language],
    }


def _dose(exercise: str, dose: Dose, teller: RunningTeller) -> Json:
    return {**asdict(dose), "text": teller.amount(exercise, dose)}
