"""Rules, conditions, phenomena and advice from files."""

from collections.abc import Mapping
from typing import Any

from wervel.knowledge.reading import Item, Reading
from wervel.knowledge.types import (
    Advice,
    ConditionModule,
    Criterion,
    Gate,
    Hypothesis,
    Outcome,
    Phenomenon,
    Remove,
    Rule,
    Step,
    Term,
    Trajectory,
    Triage,
)
from wervel.logic.text import Text

ScaleWords = Mapping[str, Mapping[str, Text]]


def read_rule(
    item: Item, reading: Reading, conditions: Mapping[str, ConditionModule], routes: Mapping[str, Term], words: ScaleWords
) -> Rule:
    entry = item.entry
    topic = item.document.file.rpartition("/")[2].removesuffix(".yaml")
    if entry["id"].partition(".")[0] != topic:
        item.problem(("id",), f"`{entry['id']}`", f"an id that starts with its topic, `{topic}.`", "rename it or move it to its topic")
    return Rule(
        entry["id"],
        item.criteria(entry["when"], ("when",), reading),
        _outcome(item, conditions, routes, words),
        entry["text"],
        item.because(reading),
        item.place,
        except_when=tuple(entry.get("except_when", ())),
        assume_worst=entry.get("if_unknown") == "assume_worst",
    )


def _outcome(item: Item, conditions: Mapping[str, ConditionModule], routes: Mapping[str, Term], words: ScaleWords) -> Outcome:
    then: dict[str, Any] = item.entry["then"]
    match then:
        case {"urgency": urgency, "route": route, **rest}:
            item.known(route, routes, "route", ("then", "route"))
            if suspect := rest.get("suspect"):
                item.known(suspect, conditions, "condition", ("then", "suspect"))
            return Triage(urgency, route, suspect)
        case {"hypothesis": condition, "confidence": confidence}:
            item.known(condition, conditions, "condition", ("then", "hypothesis"))
            return Hypothesis(condition, confidence)
        case {"gate": gate}:
            return Gate(gate)
        case {"remove": removed}:
            for at, family in enumerate(removed.get("families", ())):
                item.known(family, words["families"], "family of exercises", ("then", "remove", "families", at))
            for at, direction in enumerate(removed.get("directions", ())):
                item.known(direction, words["directions"], "direction", ("then", "remove", "directions", at))
            return Remove(tuple(removed.get("families", ())), tuple(removed.get("directions", ())))
        case _:
            return Gate("no_plan")  # the shape has already reported what is wrong here


def read_condition(item: Item, reading: Reading) -> ConditionModule:
    entry: dict[str, Any] = item.entry
    further = entry["further_diagnostics"]
    return ConditionModule(
        entry["id"], entry["class"], entry["name"], entry["summary"], entry["against"], further["imaging"], further["what"],
        further["who"], further["not_useful_when"], _trajectory(item, reading), item.because(reading),
    )  # fmt: skip


def _trajectory(item: Item, reading: Reading) -> Trajectory:
    """The steps stand in time: each begins no earlier than the one before, and ends after it began."""
    steps: list[Step] = []
    for at, entry in enumerate(item.entry["trajectory"]["steps"]):
        here = ("trajectory", "steps", at)
        begins, ends = int(entry["from_week"] or 0), int(entry["to_week"] or 0) if "to_week" in entry else None
        if ends is not None and ends <= begins:
            item.problem((*here, "to_week"), f"`{ends}`", f"a week after {begins}", "correct it, or leave it out for an open end")
        if steps and begins < steps[-1].from_week:
            item.problem((*here, "from_week"), f"`{begins}`", f"{steps[-1].from_week} or later", "put the steps in the order of time")
        criteria = tuple(
            Criterion(
                one["turn"], one["text"], item.criteria(one["when"], (*here, "criteria", of, "when"), reading) if "when" in one else None
            )
            for of, one in enumerate(entry["criteria"])
        )
        because = item.because(reading, (*here, "because"))
        steps.append(Step(entry["name"], begins, ends, entry["who"], entry["what"], criteria, because))
    return Trajectory(item.entry["trajectory"]["clock"], tuple(steps))


def read_phenomenon(item: Item, reading: Reading, words: ScaleWords) -> Rule:
    entry = item.entry
    for key in ("families", "avoid"):
        for at, family in enumerate(entry.get(key, ())):
            item.known(family, words["families"], "family of exercises", (key, at))
    for at, fact in enumerate(entry["measure"]):
        item.known(fact, reading.facts, "fact", ("measure", at))
    then = Phenomenon(
        tuple(entry["goals"].items()),
        entry["treat"],
        tuple(entry["measure"]),
        tuple(entry.get("families", ())),
        tuple(entry.get("avoid", ())),
        entry.get("linked", False),
        entry.get("directional", False),
    )
    return Rule(
        entry["id"], item.criteria(entry["when"], ("when",), reading), then, entry["text"], item.because(reading), item.place,
        name=entry["name"], except_when=tuple(entry.get("except_when", ())),
    )  # fmt: skip


def read_advice(item: Item, reading: Reading) -> Advice:
    entry = item.entry
    when = item.criteria(entry.get("when", "always"), ("when",), reading)
    return Advice(
        entry["id"], entry["kind"], entry["up_to"], when, int(entry.get("priority") or 5), entry["text"], item.because(reading),
        item.place,
    )  # fmt: skip


def refuse_broken_exceptions(rules: Mapping[str, Rule], items: Mapping[str, Item]) -> None:
    """Every exception exists and has no exceptions that lead back."""

    def leads_back(start: str, at: str, seen: frozenset[str]) -> bool:
        return any(other == start or (other not in seen and leads_back(start, other, seen | {other}))
                   for other in (rules[at].except_when if at in rules else ()))  # fmt: skip

    for key, rule in rules.items():
        for at, other in enumerate(rule.except_when):
            items[key].known(other, rules, "rule", ("except_when", at))
        if leads_back(key, key, frozenset()):
            items[key].problem(("except_when",), "exceptions in a circle", "a rule that yields to others one way", "remove one of them")
        if rule.assume_worst and not rule.except_when:
            items[key].problem(("if_unknown",), "`assume_worst` without `except_when`", "an exception that may be unknown",
                               "write `if_unknown: ask`, or name the exception")  # fmt: skip
