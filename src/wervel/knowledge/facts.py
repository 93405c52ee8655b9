"""Facts and their definitions from files."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from wervel.knowledge.reading import Item, Reading
from wervel.logic.expr import ALWAYS, Expr, Is, Not, Yes, facts_named
from wervel.logic.fact import Condition, CountOf, Definition, ExtremeOf, Fact, Kind, Ladder, did_you_mean, show
from wervel.logic.reference import Value

WORD = re.compile(r"\w+")


def read_facts(items: list[Item], reading: Reading) -> dict[str, Fact]:
    """All facts, with `definition` and `asked` read against all others."""
    raw = {item.entry["id"]: item for item in items}
    facts = reading.facts = {key: _plain_fact(key, item, reading) for key, item in raw.items()}
    for key in _counts_first(raw):
        facts[key] = replace(facts[key], definition=_definition(facts[key], raw[key], reading))
    for key, item in raw.items():
        facts[key] = replace(facts[key], asked=_asked(facts[key], item, reading), means=_means(facts[key], item, reading))
    _refuse_circles(facts, raw)
    for key, item in raw.items():
        _refuse_unreachable_question(facts[key], item, facts)
    return facts


def _plain_fact(key: str, item: Item, reading: Reading) -> Fact:
    entry = item.entry
    low, high = (entry.get("range") or [Fraction(0), Fraction(0)])[:2]
    step = entry.get("step") or Fraction(1)
    kind: Kind = entry["kind"] or "yes/no"
    derived = "derived" in entry
    needed = {"number": ("unit", "range"), "choice": ("options",), "set": ("options",)}.get(kind, ())
    for word in (*needed, *(() if derived else ("by", "question"))):
        if word not in entry:
            item.problem((), f"no `{word}` in `{key}`", f"`{word}` for a {kind} fact", f"add a line `{word}: ...`")
    for word in ("by", "asked", "question", "group") if derived else ("if_unknown",):
        if word in entry:
            item.problem((word,), f"`{word}`", f"no `{word}` in a {'derived' if derived else 'fact that people answer'}", "remove it")
    if (group := entry.get("group")) and (group not in reading.groups or kind != "yes/no"):
        cure = did_you_mean(group, reading.groups, "add it to facts/groups.yaml; only yes/no facts have one")
        item.problem(("group",), f"`{group}`", "a group of yes/no facts", cure)
    if any((limit / step).denominator != 1 for limit in (low, high)):
        item.problem(("range",), "a limit between two steps", "limits on whole steps", "correct the range or the step")
    if (unit := entry.get("unit")) and unit not in reading.units:
        item.problem(("unit",), f"`{unit}`", "a unit of scales.yaml", did_you_mean(unit, reading.units, "add it there, in nl and en"))
    options = tuple(entry.get("options", {}).items())
    return Fact(
        key, kind, entry["name"], entry.get("by"), entry.get("question"), None, group, unit, int(low / step), int(high / step), step,
        options, entry.get("protective", False),
    )  # fmt: skip


def _counts_first(raw: dict[str, Item]) -> Iterator[str]:
    """Derived facts in an order in which every count comes before the criteria that compare it."""
    counted = {key for key, item in raw.items() if item.entry["kind"] == "count" or _is_extreme(item.entry.get("derived"))}
    done: set[str] = set()

    def visit(key: str, above: tuple[str, ...]) -> Iterator[str]:
        if key in done or key in above:  # a circle is reported later, with its names
            return
        for word in WORD.findall(str(raw[key].entry.get("derived"))):
            if word in counted and word != key:
                yield from visit(word, (*above, key))
        if key not in done:
            done.add(key)
            yield key

    for key, item in raw.items():
        if "derived" in item.entry:
            yield from visit(key, ())


def _is_extreme(data: object) -> bool:
    return isinstance(data, dict) and len(data) == 1 and next(iter(data)) in ("lowest of", "highest of")


def _definition(fact: Fact, item: Item, reading: Reading) -> Definition | None:
    data: Any = item.entry["derived"]
    here: tuple[str | int, ...] = ("derived",)
    if fact.kind == "yes/no":
        return Condition(item.criteria(data, here, reading))
    if fact.kind == "count" and isinstance(data, dict) and list(data) == ["count of"] and isinstance(data["count of"], list):
        things = data["count of"]
        return CountOf(tuple(item.criteria(one, (*here, "count of", at), reading) for at, one in enumerate(things)))
    if fact.kind == "number" and _is_extreme(data):
        (word, names), = data.items()  # fmt: skip
        for at, name in enumerate(names):
            other = reading.facts.get(name)
            if other is None or other.kind != "number":
                item.problem((*here, word, at), f"`{name}`", "a number fact", did_you_mean(name, reading.facts, "define it first"))
        known = tuple(name for name in names if name in reading.facts)
        return ExtremeOf("lowest" if word == "lowest of" else "highest", known)
    if fact.kind == "choice" and isinstance(data, list):
        return _ladder(fact, data, item, reading)
    item.problem(here, f"`{show(data)}`", f"a definition of a {fact.kind} fact",
                 "yes/no: criteria; choice: a ladder; count: {count of: []}; number: {lowest of: []} or {highest of: []}")  # fmt: skip
    return None


def _ladder(fact: Fact, data: list[Any], item: Item, reading: Reading) -> Ladder:
    steps = []
    for at, step in enumerate(data):
        here = ("derived", at)
        (option, criteria), = step.items() if isinstance(step, dict) and len(step) == 1 else (("", "always"),)  # fmt: skip
        if option not in fact.option_ids:
            item.problem(here, f"`{show(step)}`", f"one of: {', '.join(fact.option_ids)}", "write `- option: criteria`")
        last = at == len(data) - 1
        if (criteria == "otherwise") != last:
            item.problem(here, f"`{show(criteria)}`", "`otherwise` as the last step, and only there", "so that one option always holds")
        condition = ALWAYS if criteria == "otherwise" else item.criteria(criteria, (*here, option), reading)
        steps.append((option, condition))
    careful = tuple(item.entry.get("if_unknown", ()))
    for at, option in enumerate(careful):
        item.known(option, fact.option_ids, "option", ("if_unknown", at))
    return Ladder(tuple(steps), careful)


def _means(fact: Fact, item: Item, reading: Reading) -> tuple[tuple[Expr, str, Value], ...]:
    """What answers settle: of a number by a comparison, of a yes/no or choice fact by the answer itself."""
    settled = []
    for word, others in item.entry.get("means", {}).items():
        here = ("means", word)
        answer = _answer(fact, item.value(fact, word, here)) if fact.kind != "number" else item.criteria(word, here, reading)
        if set(facts_named(answer)) != {fact.id}:
            item.problem(here, f"`{word}`", f"a comparison of `{fact.id}`", f"write such as `{fact.id} >= 1`")
        for other, raw in others.items():
            item.known(other, reading.facts, "fact", (*here, other))
            value = item.value(reading.facts[other], raw, (*here, other)) if other in reading.facts else None
            if value is not None:
                settled.append((answer, other, value))
    return tuple(settled)


def _answer(fact: Fact, value: Value | None) -> Expr:
    if isinstance(value, str):
        return Is(fact.id, (value,))
    return Not(Yes(fact.id)) if value is False else Yes(fact.id)


def _asked(fact: Fact, item: Item, reading: Reading) -> Any:
    asked = item.entry.get("asked", "if known")
    if asked == "always":
        return ALWAYS
    if asked == "if known":
        return None
    if isinstance(asked, dict) and list(asked) == ["when"]:
        return item.criteria(asked["when"], ("asked", "when"), reading)
    item.problem(("asked",), f"`{show(asked)}`", "always, if known, or {when: criteria}", f"say when `{fact.id}` must be asked")
    return None


def named_beneath(fact: Fact) -> Iterator[str]:
    """The facts that must be read before this one: what defines it, and what decides whether it is asked."""
    if fact.asked is not None:
        yield from facts_named(fact.asked)
    match fact.definition:
        case Condition(when):
            yield from facts_named(when)
        case Ladder(steps):
            for _, condition in steps:
                yield from facts_named(condition)
        case CountOf(items):
            for one in items:
                yield from facts_named(one)
        case ExtremeOf(_, names):
            yield from names
        case None:
            return


def _refuse_circles(facts: dict[str, Fact], raw: dict[str, Item]) -> None:
    done: set[str] = set()

    def visit(key: str, above: tuple[str, ...]) -> None:
        if key in above:
            circle = " -> ".join((*above[above.index(key) :], key))
            raw[key].problem((), f"a circle: {circle}", "definitions and questions that rest on other facts", "break the circle")
            done.update(above)
            raise ReadingStopped
        if key not in done:
            for other in named_beneath(facts[key]):
                visit(other, (*above, key))
            done.add(key)

    for key in facts:
        visit(key, ())


class ReadingStopped(Exception):
    """What was found makes it impossible to read on; the problems say why."""


def _refuse_unreachable_question(fact: Fact, item: Item, facts: dict[str, Fact]) -> None:
    """`asked: {when: ...}` may rest only on facts that are themselves asked; else nobody would come to the question."""
    if fact.asked is None:
        return

    for name in sorted({name for name in facts_named(fact.asked) if facts[name].definition is None and facts[name].asked is None}):
        item.problem(("asked",), f"`{name}`, which nobody must ask", "facts that are asked themselves",
                     f"give `{name}` an `asked`, or use another fact")  # fmt: skip
