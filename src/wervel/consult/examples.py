"""Running the guideline's own cases: what must come out, and what came out."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wervel.consult.planning import Plan, assess, plan
from wervel.knowledge.cases import GuidelineCase
from wervel.knowledge.types import URGENCIES, Guideline
from wervel.logic.fact import CountOf, Fact, Problem, closest
from wervel.logic.reader import read_criteria
from wervel.logic.reference import evaluate
from wervel.logic.truth import Truth
from wervel.reasoning.assessment import Assessment
from wervel.reasoning.questions import ask_next

SHOWN = 8
TRUTHS: dict[str, Truth] = {"yes": True, "true": True, "no": False, "false": False, "unknown": None}


def failures(case: GuidelineCase, guideline: Guideline) -> list[str]:
    """What the case expected and did not get, a sentence each."""
    # Most cases are about the assessment; weeks are only planned for those that expect something of them.
    planned = plan(guideline, case.case) if "plan" in case.expect else Plan(assess(guideline, case.case), None)
    found: list[str] = []
    for key, expected in case.expect.items():
        check = CHECKS.get(key)
        if check is None:
            found.append(f"`{key}` cannot be expected; did you mean `{closest(key, CHECKS)}`?")
        else:
            try:
                found += check(planned, expected)
            except (KeyError, ValueError, TypeError) as error:
                found.append(f"`{key}: {expected}` cannot be checked: {error}")
    return found


def _urgency(planned: Plan, expected: Mapping[str, str] | str) -> Iterator[str]:
    low, high = planned.assessment.at_least, planned.assessment.at_most
    wanted = {"is": expected} if isinstance(expected, str) else expected
    rank = URGENCIES.index
    if "is" in wanted and low != wanted["is"]:
        yield f"urgency is {low}, expected {wanted['is']}"
    if "at_least" in wanted and rank(low) < rank(wanted["at_least"]):
        yield f"urgency is at least {low}, expected at least {wanted['at_least']}"
    if "at_most" in wanted and rank(high) > rank(wanted["at_most"]):
        yield f"urgency can still become {high}, expected at most {wanted['at_most']}"


def _can_become(planned: Plan, expected: str) -> Iterator[str]:
    if URGENCIES.index(planned.assessment.at_most) < URGENCIES.index(expected):
        yield f"urgency can become {planned.assessment.at_most} at most, expected that it can become {expected}"


def _rules(wanted: Callable[[Assessment, str], bool], word: str) -> Callable[[Plan, list[str]], Iterator[str]]:
    def check(planned: Plan, expected: list[str]) -> Iterator[str]:
        for rule in expected:
            if rule not in planned.assessment.guideline.rules:
                yield f"there is no rule `{rule}`"
            elif not wanted(planned.assessment, rule):
                truth = planned.assessment.verdicts.truth(rule)
                yield f"rule `{rule}` should {word}; it is {'unknown' if truth is None else str(truth).lower()}"

    return check


def _equals(read: Callable[[Plan], str | None], word: str) -> Callable[[Plan, str], Iterator[str]]:
    def check(planned: Plan, expected: str) -> Iterator[str]:
        if (found := read(planned)) != expected:
            yield f"{word} is {found}, expected {expected}"

    return check


def _holds(read: Callable[[Plan], tuple[str, ...]], word: str, wanted: bool = True) -> Callable[[Plan, list[str]], Iterator[str]]:
    def check(planned: Plan, expected: list[str]) -> Iterator[str]:
        found = read(planned)
        for one in expected:
            if (one in found) is not wanted:
                shown = ", ".join(found[:SHOWN]) + (f" and {len(found) - SHOWN} more" if len(found) > SHOWN else "")
                yield f"{word} {'lack' if wanted else 'hold'} `{one}`; they are: {shown or 'none'}"

    return check


def _hypotheses(planned: Plan, expected: Mapping[str, str]) -> Iterator[str]:
    for condition, confidence in expected.items():
        against = "against" if condition in planned.assessment.contradicted else "none"
        found = planned.assessment.hypotheses.get(condition, against)
        if condition not in planned.assessment.guideline.conditions:
            yield f"there is no condition `{condition}`"
        elif found != confidence:
            yield f"hypothesis `{condition}` is {found}, expected {confidence}"


def _facts(planned: Plan, expected: Mapping[str, str]) -> Iterator[str]:
    guideline, known = planned.assessment.guideline, planned.assessment.known
    for name, wanted in expected.items():
        fact = guideline.facts[name]
        if fact.kind == "yes/no":
            values = {"yes": name, "no": {"not": name}}
        elif fact.kind == "choice":
            values = {option: f"{name} is {option}" for option in fact.option_ids}
        else:
            values = {str(number): f"{name} = {number}" for number in range(_most(fact) + 1)}
        problems: list[Problem] = []
        found = [
            value
            for value, criteria in values.items()
            if evaluate(read_criteria(criteria, guideline.facts, problems), known, guideline.definitions) is True
        ]
        if problems:
            raise ValueError(problems[0].expected)
        if (*found, "unknown")[0] != wanted:
            yield f"`{name}` is {(*found, 'unknown')[0]}, expected {wanted}"


def _most(fact: Fact) -> int:
    return len(fact.definition.items) if isinstance(fact.definition, CountOf) else fact.high


def _calls(wanted: Truth, word: str) -> Callable[[Plan, list[str]], Iterator[str]]:
    def check(planned: Plan, expected: list[str]) -> Iterator[str]:
        guideline, known = planned.assessment.guideline, planned.assessment.known
        evaluations = {one.id: one for one in guideline.course.evaluations} if guideline.course else {}
        for one in expected:
            if one not in evaluations:
                yield f"there is no evaluation `{one}`"
            elif (truth := evaluate(evaluations[one].when, known, guideline.definitions)) is not wanted:
                yield f"evaluation `{one}` should {word}; it is {'unknown' if truth is None else str(truth).lower()}"

    return check


def _plan(planned: Plan, expected: Mapping[str, Any]) -> Iterator[str]:
    programme = planned.programme
    if expected.get("none") in ("yes", "true"):
        if programme is not None:
            yield f"there is a programme of {len(programme.choices)} exercises, expected none"
        return
    if programme is None:
        yield "there is no programme"
        return
    ids = [choice.exercise.id for choice in programme.choices]
    weights = programme.goals.weights
    checks: dict[str, Callable[[Any], bool]] = {
        "stage": lambda wanted: programme.stage.id == wanted,
        "includes": lambda wanted: set(wanted) <= set(ids),
        "includes_any": lambda wanted: bool(set(wanted) & set(ids)),
        "excludes": lambda wanted: not set(wanted) & set(ids),
        "at_most": lambda wanted: len(ids) <= int(wanted),
        "at_least": lambda wanted: len(ids) >= int(wanted),
        "top_goal": lambda wanted: max(weights, key=lambda goal: weights[goal]) == wanted,
        "goal_zero": lambda wanted: not any(weights[goal] for goal in wanted),
        "mode": lambda wanted: ("quota" if programme.by_quota else "symptoms") == wanted,
        "draft": lambda wanted: programme.is_draft is TRUTHS[wanted],
        "directions_removed": lambda wanted: not any(set(choice.exercise.directions) & set(wanted) for choice in programme.choices),
        "none": lambda wanted: TRUTHS[wanted] is False,
    }
    for key, wanted in expected.items():
        if key not in checks:
            yield f"`plan: {key}` cannot be expected; use {', '.join(checks)}"
        elif not checks[key](wanted):
            yield f"plan {key} {wanted} does not hold: stage {programme.stage.id}, exercises {', '.join(ids)}"


CHECKS: dict[str, Callable[[Plan, Any], Iterator[str]]] = {
    "urgency": _urgency,
    "can_become": _can_become,
    "fires": _rules(lambda one, rule: one.verdicts.fires(one.guideline.rules[rule]), "fire"),
    "quiet": _rules(lambda one, rule: one.verdicts.truth(rule) is False, "be known false"),
    "open": _rules(lambda one, rule: one.verdicts.truth(rule) is None, "be unknown"),
    "released": lambda planned, wanted: (
        [f"released is {planned.assessment.released}, expected {wanted}"] if planned.assessment.released is not TRUTHS[wanted] else []
    ).__iter__(),
    "class": _equals(lambda planned: planned.assessment.class_, "class"),
    "route": _equals(lambda planned: planned.assessment.route, "route"),
    "profile": _equals(lambda planned: planned.assessment.profile or "unknown", "profile"),
    "stage": _equals(lambda planned: planned.assessment.option_or_careful("stage")[0], "stage"),
    "hypotheses": _hypotheses,
    "facts": _facts,
    "phenomena": _holds(lambda planned: tuple(rule.id for rule in planned.assessment.phenomena), "phenomena"),
    "no_phenomena": _holds(lambda planned: tuple(rule.id for rule in planned.assessment.phenomena), "phenomena", wanted=False),
    "asks": _holds(lambda planned: ask_next(planned.assessment), "questions"),
    "asks_not": _holds(lambda planned: ask_next(planned.assessment), "questions", wanted=False),
    "advice": _holds(lambda planned: (*planned.assessment.advice, *planned.assessment.safety_net), "advice"),
    "no_advice": _holds(lambda planned: (*planned.assessment.advice, *planned.assessment.safety_net), "advice", wanted=False),
    "calls": _calls(True, "fire"),
    "calls_not": _calls(False, "be known false"),
    "calls_open": _calls(None, "be unknown"),
    "plan": _plan,
}
