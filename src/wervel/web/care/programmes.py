"""Programmes as they are kept: as JSON that reads back to the same programme, and with what a professional changed in a draft.

A programme is drafted by the solver. What is forbidden, the solver fills with something else. What is swapped in, pinned or dosed by hand
is put in afterwards, and only if it is safe for this person.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from wervel.consult.planning import Plan, plan
from wervel.knowledge.cases import Case, Preferences
from wervel.knowledge.document import Located, Refused
from wervel.knowledge.shape import Entry, Line, Number, Shape
from wervel.knowledge.types import Dose, Guideline
from wervel.logic.fact import Problem
from wervel.programme.dose import seconds
from wervel.programme.goals import set_goals
from wervel.programme.making import HOME, Programme, Session
from wervel.programme.selection import Choice, best_first, candidates
from wervel.reasoning.assessment import Assessment

Json = dict[str, Any]
Verb = Literal["forbid", "swap", "pin", "dose"]
LIMITS: Mapping[str, Shape] = {
    "sets": Number(1, 10), "reps": Number(1, 60), "hold_s": Number(0, 600), "rest_s": Number(0, 600), "minutes": Number(1, 120),
    "effort": Number(0, 10),
}  # fmt: skip
EDITS: Mapping[str, Entry] = {
    "forbid": Entry({"do": Line(), "exercise": Line()}),
    "pin": Entry({"do": Line(), "exercise": Line()}),
    "swap": Entry({"do": Line(), "exercise": Line(), "to": Line()}),
    "dose": Entry({"do": Line(), "exercise": Line()}, LIMITS),
}


@dataclass(frozen=True, slots=True)
class Edit:
    """What a professional changed. `to`: what comes in its place; `dose`: only the parts that differ."""

    do: Verb
    exercise: str
    to: str | None = None
    dose: tuple[tuple[str, int], ...] = ()


def read_edits(raw: Iterable[Mapping[str, Any]], guideline: Guideline) -> tuple[Edit, ...]:
    """Raises `Refused` with every problem in them."""
    problems: list[Problem] = []
    edits = []
    for at, one in enumerate(raw):
        entry = EDITS.get(str(one.get("do")))
        if entry is None:
            problems.append(Problem((at, "do"), f"`{one.get('do')}`", f"one of: {', '.join(EDITS)}", "choose one of these"))
            continue
        content = entry.read(dict(one), (at,), problems)
        for key in ("exercise", "to"):
            if content.get(key) and content[key] not in guideline.exercises:
                problems.append(Problem((at, key), f"`{content[key]}`", "an exercise of the guideline", "choose one from the list"))
        dose = tuple((key, int(content[key])) for key in LIMITS if content.get(key) is not None)
        edits.append(Edit(one["do"], content["exercise"], content.get("to"), dose))
    if problems:
        raise Refused([Located(f"edit {one.path[0]}", 1, one.found, one.expected, one.cure) for one in problems])
    return tuple(edits)


def edited_plan(guideline: Guideline, case: Case, edits: Iterable[Edit], today: date) -> Plan:
    """The plan for this case with these changes; one that begins on the coming Monday unless a start was asked for.

    Raises `Refused` when a change asks for an exercise that is not safe for this person, or that is not in the programme.
    """
    edits = tuple(edits)
    wishes = case.preferences
    gone = frozenset(one.exercise for one in edits if one.do in ("forbid", "swap"))
    start = wishes.start or today + timedelta(days=-today.weekday() % 7)
    wishes = replace(wishes, start=start, dislikes=wishes.dislikes | gone, likes=wishes.likes - gone)
    planned = plan(guideline, case, wishes)
    if planned.programme is None:
        return planned
    programme = planned.programme
    offered = {one.exercise.id: one for one in candidates(planned.assessment, wishes, programme.stage, programme.goals)}
    problems = []
    for edit in edits:
        wanted = edit.to if edit.do == "swap" else edit.exercise if edit.do == "pin" else None
        if wanted is not None and wanted not in offered:
            cure = "choose another, or see which answer speaks against it"
            problems.append(Located(wanted, 1, "an exercise that does not fit or is not safe now", "one that is offered", cure))
        elif wanted is not None:
            programme = _with(programme, offered[wanted], wishes)
        elif edit.do == "dose" and not any(edit.exercise == one.exercise.id for session in programme.sessions for one in session.choices):
            problems.append(Located(edit.exercise, 1, "an exercise that is not in the programme", "one that is", "pin it first"))
        elif edit.do == "dose":
            programme = _dosed(programme, edit.exercise, dict(edit.dose))
    if problems:
        raise Refused(problems)
    return replace(planned, programme=programme)


def _with(programme: Programme, choice: Choice, wishes: Preferences) -> Programme:
    """With this exercise in every session at home; where that becomes too much, what fits least leaves the session."""
    most = min(wishes.exercises or programme.stage.max_exercises, programme.stage.max_exercises)
    minutes = min(wishes.minutes or programme.stage.max_minutes, programme.stage.max_minutes)

    def with_it(session: Session) -> Session:
        if session.kind != HOME or any(one.exercise.id == choice.exercise.id for one in session.choices):
            return session
        others = list(session.choices)
        while others and (len(others) >= most or _minutes((choice, *others)) > minutes):
            others.remove(max(others, key=best_first))
        return _session(session, (choice, *others))

    return replace(programme, sessions=tuple(with_it(session) for session in programme.sessions))


def _dosed(programme: Programme, exercise: str, dose: Mapping[str, Any]) -> Programme:
    def dosed(session: Session) -> Session:
        choices = tuple(
            replace(one, dose=replace(one.dose, **dose)) if one.exercise.id == exercise else one for one in session.choices
        )  # fmt: skip
        return session if choices == session.choices else _session(session, choices)

    return replace(programme, sessions=tuple(dosed(session) for session in programme.sessions))


def _session(session: Session, choices: Iterable[Choice]) -> Session:
    ordered = tuple(sorted(choices, key=best_first))
    return replace(session, choices=ordered, minutes=_minutes(ordered))


def _minutes(choices: Iterable[Choice]) -> int:
    return math.ceil(sum(seconds(one.dose) for one in choices) / 60)


# --- to JSON and back ---


def programme_json(programme: Programme) -> Json:
    """All there is to a programme, without words."""
    return {
        "stage": programme.stage.id,
        "stage_is_known": programme.stage_is_known,
        "weeks": programme.weeks,
        "start": programme.start.isoformat(),
        "review": programme.review.isoformat(),
        "by_quota": programme.by_quota,
        "is_draft": programme.is_draft,
        "gap": programme.gap,
        "sessions": [
            {"day": one.day, "kind": one.kind, "minutes": one.minutes, "choices": [_choice_json(choice) for choice in one.choices]}
            for one in programme.sessions
        ],
    }


def _choice_json(choice: Choice) -> Json:
    return {
        "exercise": choice.exercise.id,
        "dose": asdict(choice.dose),
        "score": choice.score,
        "goal": choice.goal,
        "finding": choice.finding.id if choice.finding else None,
        "cautions": list(choice.cautions),
        "easier": choice.easier,
        "harder": choice.harder,
    }


def read_programme(content: Json, assessment: Assessment) -> Programme:
    """The programme that was kept. `assessment`: of the facts from which it was made, for the goals. Raises KeyError when the guideline
    has lost one of its exercises since.
    """
    guideline = assessment.guideline
    stage = guideline.programme.stages[content["stage"]]
    return Programme(
        stage=stage,
        stage_is_known=content["stage_is_known"],
        goals=set_goals(assessment, stage),
        weeks=content["weeks"],
        start=date.fromisoformat(content["start"]),
        review=date.fromisoformat(content["review"]),
        sessions=tuple(
            Session(one["day"], one["kind"], tuple(_read_choice(each, guideline) for each in one["choices"]), one["minutes"])
            for one in content["sessions"]
        ),
        by_quota=content["by_quota"],
        is_draft=content["is_draft"],
        gap=content["gap"],
    )


def _read_choice(content: Json, guideline: Guideline) -> Choice:
    return Choice(
        exercise=guideline.exercises[content["exercise"]],
        dose=Dose(**content["dose"]),
        score=content["score"],
        goal=content["goal"],
        finding=guideline.rules.get(content["finding"]),
        cautions=tuple(content["cautions"]),
        easier=content["easier"],
        harder=content["harder"],
    )
