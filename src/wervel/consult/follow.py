"""A look at an episode as the published JSON, whose schema is beside this file."""

import json
from importlib.resources import files
from typing import Any

from wervel.consult.results import assessment_json, plain, schema
from wervel.course.follow import Call, FollowUp
from wervel.course.progress import Band, Progress
from wervel.logic.text import Language

Json = dict[str, Any]


def follow_schema() -> Json:
    """The JSON Schema of a look at an episode. Its `assessment` is that of `wervel assess`, whose definitions are filled in."""
    loaded: Json = json.loads(files("wervel.consult").joinpath("follow.schema.json").read_text("utf-8"))
    return {**loaded, "$defs": {**schema()["$defs"], **loaded["$defs"]}}


def follow_json(follow: FollowUp, language: Language) -> Json:
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
