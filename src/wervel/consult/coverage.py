"""Which rules and derived facts lack a case for each way they can turn out, and which topics have too few cases."""

from collections import Counter
from collections.abc import Iterable, Iterator

from wervel.knowledge.cases import GuidelineCase
from wervel.knowledge.types import Guideline
from wervel.logic.fact import Condition, Fact, Ladder

EXPECTATIONS = {"fires": "true", "quiet": "false", "open": "unknown"}
CALLS = {"calls": "true", "calls_not": "false", "calls_open": "unknown"}
CASES_PER_TOPIC = 7


def coverage(guideline: Guideline, cases: Iterable[GuidelineCase]) -> list[str]:
    """A sentence for every gap. Being so by accident in a case that expects something else does not count."""
    cases = list(cases)
    return [*_rules(guideline, cases), *_evaluations(guideline, cases), *_facts(guideline, cases), *_topics(guideline, cases)]


def _rules(guideline: Guideline, cases: list[GuidelineCase]) -> Iterator[str]:
    expected = {word: set[str]() for word in EXPECTATIONS}
    for case in cases:
        for word, rules in expected.items():
            rules.update(case.expect.get(word, ()))
        expected["fires"].update(case.expect.get("phenomena", ()))
    for rule in guideline.rules.values():
        for word, truth in EXPECTATIONS.items():
            if rule.id not in expected[word]:
                yield f"{rule.place}: `{rule.id}` has no case that expects it {truth} (`{word}: [{rule.id}]`)"


def _evaluations(guideline: Guideline, cases: list[GuidelineCase]) -> Iterator[str]:
    """Of the course under care."""
    for one in guideline.course.evaluations if guideline.course else ():
        for word, truth in CALLS.items():
            if not any(one.id in case.expect.get(word, ()) for case in cases):
                yield f"{one.place}: `{one.id}` has no case that expects it {truth} (`{word}: [{one.id}]`)"


def _facts(guideline: Guideline, cases: list[GuidelineCase]) -> Iterator[str]:
    """Of a count or an extreme one value is enough: what is made of it are rules and facts with cases of their own."""
    expected = {(fact, value) for case in cases for fact, value in case.expect.get("facts", {}).items()}
    counted = {fact for fact, value in expected if value != "unknown"}
    for fact in guideline.facts.values():
        if fact.definition is None:
            continue
        for value in _outcomes(fact):
            if (fact.id, value) not in expected:
                yield f"`{fact.id}` has no case that expects it {value} (`facts: {{{fact.id}: {value}}}`)"
        if not isinstance(fact.definition, Condition | Ladder) and fact.id not in counted:
            yield f"`{fact.id}` has no case that expects a value (`facts: {{{fact.id}: 1}}`)"


def _outcomes(fact: Fact) -> tuple[str, ...]:
    match fact.definition:
        case Condition():
            return ("yes", "no", "unknown")
        case Ladder(steps):
            return (*(option for option, _ in steps), "unknown")
        case _:
            return ("unknown",)


def _topics(guideline: Guideline, cases: list[GuidelineCase]) -> Iterator[str]:
    """A topic is a file of rules, phenomena or advice, or a condition; its cases stand at the mirrored path."""
    found = Counter(_topic(case.place) for case in cases)
    places = [*(rule.place for rule in guideline.rules.values()), *(advice.place for advice in guideline.advice.values())]
    for topic in sorted({_topic(place) for place in places} | {f"conditions/{condition}" for condition in guideline.conditions}):
        if found[topic] < CASES_PER_TOPIC:
            yield f"cases/{topic}.yaml: {found[topic]} cases, expected at least {CASES_PER_TOPIC}; add what a clinician would try"


def _topic(place: str) -> str:
    """ "rules/red_flags/fracture.yaml:12" -> "red_flags/fracture"."""
    return "/".join(place.rpartition(":")[0].removesuffix(".yaml").split("/")[-2:])
