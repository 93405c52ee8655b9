"""Assess and plan for other software: a case comes in, the result goes out, and nothing is kept or logged of it."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from wervel.consult.planning import assess, plan
from wervel.consult.results import assessment_json, plan_json
from wervel.knowledge.cases import Case, read_answers
from wervel.web.api.door import PerMinute, door, problems_of
from wervel.web.api.schemas import CaseIn
from wervel.web.care.episode import read_preferences
from wervel.web.guideline import current

ASSESSMENTS, PLANS = PerMinute("assess", 60), PerMinute("plan", 12)


@door.post("/assess", response={200: dict, **problems_of(413, 422)}, throttle=[ASSESSMENTS], tags=["Stateless"], operation_id="assess")
def assess_case(request: HttpRequest, case: CaseIn) -> HttpResponse:
    """How urgent, who to see, what it may be, what to do, what to watch for, and what to ask next."""
    read = _read(case)
    return _kept_nowhere(assessment_json(assess(current(), read), case.language, read.declined))


@door.post("/plan", response={200: dict, **problems_of(413, 422)}, throttle=[PLANS], tags=["Stateless"], operation_id="plan")
def plan_case(request: HttpRequest, case: CaseIn) -> HttpResponse:
    """The same, with a programme; or why there is none."""
    read = _read(case)
    return _kept_nowhere(plan_json(plan(current(), read), case.language, read.declined))


def _read(case: CaseIn) -> Case:
    guideline = current()
    wishes = case.preferences.dict(exclude_none=True) if case.preferences else {}
    if "start" in wishes:
        wishes["start"] = wishes["start"].isoformat()
    answers = read_answers(case.facts, guideline)
    return Case(answers.known, answers.declined, read_preferences(wishes, guideline))


def _kept_nowhere(result: dict[str, object]) -> HttpResponse:
    return JsonResponse(result, headers={"Cache-Control": "no-store"})
