"""Assessments and plans as the published JSON, whose schema is beside this file."""

import json
from datetime import timedelta
from importlib.resources import files
from typing import Any

from wervel.consult.planning import Plan
from wervel.knowledge.evidence import Evidence
from wervel.knowledge.types import Rule
from wervel.logic.reference import Value
from wervel.logic.text import Language
from wervel.narrate.report import Teller, blocking_rules, facts_of, told_rules
from wervel.programme.making import Programme
from wervel.programme.selection import Choice
from wervel.reasoning.assessment import Assessment
from wervel.reasoning.questions import ask_next
from wervel.reasoning.roots import read_roots
from wervel.reasoning.trajectory import Standing, is_met, standings

Json = dict[str, Any]


def schema() -> Json:
    """The JSON Schema of both results; `programme` stands only in a plan."""
    loaded: Json = json.loads(files("wervel.consult").joinpath("results.schema.json").read_text("utf-8"))
    return loaded


def assessment_json(assessment: Assessment, language: Language, declined: frozenset[str] = frozenset()) -> Json:
    guideline = assessment.guideline
    diagnostics = assessment.further_diagnostics

    def texts(ids: tuple[str, ...]) -> list[Json]:
        return [{"id": one, "text": guideline.advice[one].text[language]} for one in ids]

    return {
        "guideline": guideline.version,
        "urgency": {"at_least": assessment.at_least, "at_most": assessment.at_most},
        "route": assessment.route,
        "released": assessment.released,
        "class": assessment.class_,
        "hypotheses": [{"id": one, "confidence": confidence} for one, confidence in assessment.hypotheses.items()],
        "roots": _roots(assessment),
        "phenomena": [rule.id for rule in assessment.phenomena],
        "profile": {"suggested": assessment.profile, "factors": list(assessment.profile_factors)},
        "imaging": {
            "advised": guideline.conditions[diagnostics[0]].imaging if diagnostics else "no",
            "what": guideline.conditions[diagnostics[0]].what[language] if diagnostics else None,
        },
        "trajectories": [_trajectory(standing, assessment, language) for standing in standings(assessment)],
        "advice": texts(assessment.advice),
        "safety_net": texts(assessment.safety_net),
        "reasons": [_reason(rule, assessment, language) for rule in told_rules(assessment)],
        "ask_next": list(ask_next(assessment, declined)),
    }


def plan_json(plan: Plan, language: Language, declined: frozenset[str] = frozenset()) -> Json:
    result = assessment_json(plan.assessment, language, declined)
    if plan.programme is None:
        return {**result, "goals": None, "programme": None, "why_not": _why_not(plan.assessment, plan.collision, language)}
    weights = plan.programme.goals.weights
    return {
        **result,
        "goals": {goal: round(float(weight), 4) for goal, weight in weights.items()},
        "programme": _programme(plan.programme, Teller(plan.assessment, language)),
        "why_not": None,
    }


def _roots(assessment: Assessment) -> Json | None:
    reading = read_roots(assessment)
    if reading is None:
        return None
    return {"pattern": reading.pattern, "fits": list(reading.fits), "untested": list(reading.untested)}


def _trajectory(standing: Standing, assessment: Assessment, language: Language) -> Json:
    return {
        "condition": standing.condition,
        "week": standing.week,
        "steps": [
            {
                "name": step.name[language],
                "from_week": step.from_week,
                "to_week": step.to_week,
                "who": step.who[language],
                "what": step.what[language],
                "turns": [{"turn": one.turn, "met": is_met(one, assessment), "text": one.text[language]} for one in step.criteria],
            }
            for step in standing.steps
        ],
    }


def plain(value: Value, fact: str, assessment: Assessment) -> object:
    """A value as it stands in a case file."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, bool | str):
        return value
    number = value * assessment.guideline.facts[fact].step
    return int(number) if number.denominator == 1 else float(number)


def _reason(rule: Rule, assessment: Assessment, language: Language) -> Json:
    return {
        "rule": rule.id,
        "truth": assessment.verdicts.truth(rule.id),
        "facts": {fact: plain(value, fact, assessment) for fact, value in facts_of(rule, assessment).items()},
        "sources": [_source(evidence) for evidence in rule.because],
        "text": rule.text[language],
    }


def _source(evidence: Evidence) -> Json:
    return {
        "source": evidence.source,
        "at": evidence.at,
        "says": evidence.says,
        "certainty": evidence.certainty,
        "verified": evidence.verified,
    }


def _why_not(assessment: Assessment, collision: tuple[str, ...], language: Language) -> Json:
    return {
        "text": " ".join(Teller(assessment, language).why_not(collision)),
        "rules": [rule.id for rule in blocking_rules(assessment)],
        "facts": list(ask_next(assessment)),
        "wishes": list(collision),
    }


def _programme(programme: Programme, teller: Teller) -> Json:
    def lines(choices: tuple[Choice, ...]) -> list[Json]:
        return [_line(choice, teller) for choice in choices]

    sessions = [{"name": "home", "minutes": programme.minutes, "exercises": lines(programme.session)}]
    if programme.endurance:
        sessions.append({"name": "endurance", "minutes": None, "exercises": lines(programme.endurance)})
    if programme.field:
        sessions.append({"name": "field", "minutes": None, "exercises": lines(programme.field)})
    return {
        "status": "draft" if programme.is_draft else "self_care",
        "stage": programme.stage.id,
        "mode": "quota" if programme.by_quota else "symptoms",
        "weeks": programme.weeks,
        "start": programme.start.isoformat(),
        "review": programme.review.isoformat(),
        "gap": round(programme.gap, 4),
        "sessions": sessions,
        "calendar": [
            {
                "date": (programme.start + timedelta(days=session.day)).isoformat(),
                "name": session.kind,
                "minutes": session.minutes,
                "exercises": [{"id": choice.exercise.id, "sets": choice.dose.sets} for choice in session.choices],
            }
            for session in programme.sessions
        ],
    }


def _line(choice: Choice, teller: Teller) -> Json:
    exercise, dose = choice.exercise, choice.dose
    return {
        "id": exercise.id,
        "name": exercise.name[teller.language],
        "dose": {
            "sets": dose.sets,
            "reps": dose.reps,
            "hold_s": dose.hold_s,
            "rest_s": dose.rest_s,
            "minutes": dose.minutes,
            "per_side": dose.per_side,
            "sessions_per_week": dose.sessions_per_week,
            "tempo": dose.tempo,
            "effort": dose.effort,
            "text": teller.dose(choice),
        },
        "goal": choice.goal,
        "finding": choice.finding.id if choice.finding else None,
        "reason": teller.reason(choice),
        "caution": [{"fact": fact, "text": teller.wording.name(fact)} for fact in choice.cautions],
        "easier": choice.easier,
        "harder": choice.harder,
    }
