"""Which pages the book has, in reading order, and what stands on each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from wervel.book.edition import Edition
from wervel.book.phrases import PARTS, TITLES
from wervel.consult.comparison import kind_of
from wervel.knowledge.evidence import Evidence
from wervel.knowledge.spine import evidence_in
from wervel.knowledge.types import URGENCIES, ConditionModule, Exercise, Hypothesis, Rule, Triage
from wervel.logic.fact import ANSWERERS
from wervel.logic.text import Text

Cited = tuple[str, bool]
"""A source and whether somebody read the claim there."""


@dataclass(frozen=True, eq=False)
class Page:
    """`path`: within a language, without its ending. `things`: what stands on it; `holds`: kind and id of what can be linked to."""

    path: str
    title: Text
    template: str
    things: tuple[Any, ...] = ()
    holds: tuple[tuple[str, str], ...] = ()
    cited: tuple[Cited, ...] = ()

    @property
    def part(self) -> str:
        return self.path.partition("/")[0]

    @property
    def verified(self) -> int:
        return sum(verified for _, verified in self.cited)


def pages(edition: Edition) -> tuple[Page, ...]:
    guideline = edition.guideline
    topics = _by_topic(edition, guideline.rules.values())
    conditions = {f"conditions/{key}": one for key, one in guideline.conditions.items()}
    families = {key: tuple(one for one in guideline.exercises.values() if one.family == key) for key in guideline.words["families"]}
    found = [
        *(_things(path, rules) for path, rules in topics.items() if path not in conditions),
        *(_condition(path, one, topics.get(path, ()), edition) for path, one in conditions.items()),
        *(_things(path, advices) for path, advices in _by_topic(edition, guideline.advice.values()).items()),
        *_examination(edition),
        *_programme(edition),
        *(_things(f"exercises/{key}", ones, guideline.words["families"][key]) for key, ones in families.items() if ones),
        *_facts(edition),
        *_spine(edition),
        Page("words", title("words"), "words.html"),
        Page("sources", title("sources"), "sources.html", holds=tuple(("source", key) for key in guideline.sources)),
        Page("properties", title("properties"), "properties.html", guideline.properties, _ids("property", guideline.properties)),
        Page("axioms", title("axioms"), "axioms.html", guideline.axioms, _ids("axiom", guideline.axioms)),
        *([Page("changes", title("changes"), "changes.html")] if edition.comparison else []),
    ]
    order = [*PARTS, *sorted({page.part for page in found} - set(PARTS))]
    in_order = sorted(found, key=lambda page: order.index(page.part))
    return (Page("index", title("index"), "contents.html", cited=cited(guideline.evidence)), *in_order)


def cited(because: Iterable[Evidence]) -> tuple[Cited, ...]:
    return tuple((one.source, one.verified) for one in because)


def title(path: str) -> Text:
    """The title of a page; a topic that the book does not know yet goes by the name of its file."""
    readable = path.rpartition("/")[2].replace("_", " ").capitalize()
    return TITLES.get(path, Text(readable, readable))


def _ids(kind: str, things: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((kind, one.id) for one in things)


def _by_topic(edition: Edition, things: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    """Things by the file they stand in, such as `red_flags/cauda_equina`."""
    found: dict[str, list[Any]] = {}
    for thing in things:
        file = PurePosixPath(edition.origin(thing.place).rpartition(":")[0]).with_suffix("")
        parts = file.parts[1:] if file.parts[0] == "rules" else file.parts
        found.setdefault("/".join(parts), []).append(thing)
    return {path: tuple(ones) for path, ones in found.items()}


def _things(path: str, things: tuple[Any, ...], name: Text | None = None) -> Page:
    because = tuple(one for thing in things for one in _cited_by(thing))
    return Page(path, name or title(path), "things.html", things, tuple(map(_address, things)), because)


def _address(thing: Any) -> tuple[str, str]:
    kind = kind_of(thing)
    return "rule" if kind == "phenomenon" else kind, thing.id


def _cited_by(thing: Any) -> tuple[Cited, ...]:
    return thing.sources if isinstance(thing, Exercise) else cited(thing.because)


def _condition(path: str, condition: ConditionModule, rules: tuple[Rule, ...], edition: Edition) -> Page:
    steps = condition.trajectory.steps
    because = [condition.because, *(step.because for step in steps), *(rule.because for rule in rules)]
    return Page(path, condition.name, "condition.html", (condition, rules, suspecting(condition, edition)),
                (("condition", condition.id), *map(_address, rules)), tuple(one for each in because for one in cited(each)))  # fmt: skip


def suspecting(condition: ConditionModule, edition: Edition) -> tuple[Rule, ...]:
    """The rules that send somebody on for fear of a condition, most urgent first."""
    alarms = [(rule, rule.then) for rule in edition.guideline.rules.values() if isinstance(rule.then, Triage)]
    feared = [(rule, then.urgency) for rule, then in alarms if then.suspect == condition.id]
    return tuple(rule for rule, _ in sorted(feared, key=lambda one: -URGENCIES.index(one[1])))


def speaks_against(rule: Rule) -> bool:
    return isinstance(rule.then, Hypothesis) and rule.then.confidence == "against"


def _examination(edition: Edition) -> Iterator[Page]:
    for step in edition.guideline.examination:
        because = tuple(one for test in step.tests for one in cited(test.evidence))
        yield Page(f"examination/{step.id}", step.name, "examination.html", (step,), _ids("test", step.tests), because)


def _programme(edition: Edition) -> Iterator[Page]:
    programme = edition.guideline.programme
    profiles = tuple(programme.profiles.values())
    because = tuple(one for profile in profiles for one in cited(profile.because))
    yield Page("programme/profiles", title("programme/profiles"), "profiles.html", profiles, _ids("profile", profiles), because)
    stages = tuple(programme.stages.values())
    yield Page("programme/stages", title("programme/stages"), "stages.html", stages, _ids("stage", stages), cited(programme.because))


def _facts(edition: Edition) -> Iterator[Page]:
    """The glossary: a page for each who answers, and one for what follows from other facts."""
    for who in (*ANSWERERS, "derived"):
        facts = tuple(fact for fact in edition.guideline.facts.values() if (fact.by or "derived") == who)
        because = tuple(one for fact in facts for one in cited(edition.guideline.evidence_of_facts.get(fact.id, ())))
        if facts:
            yield Page(f"facts/{who}", title(f"facts/{who}"), "facts.html", facts, tuple(map(_address, facts)), because)


def _spine(edition: Edition) -> Iterator[Page]:
    anatomy = edition.guideline.anatomy
    yield Page("spine", title("spine"), "spine.html", cited=_once(tuple(anatomy.kinds.values())))
    groups = {"regions": anatomy.regions, "vertebrae": anatomy.vertebrae, "segments": anatomy.segments, "discs": anatomy.discs,
              "roots": anatomy.roots, "parts": anatomy.parts}  # fmt: skip
    for name, group in groups.items():
        things = tuple(group.values())
        yield Page(f"spine/{name}", title(f"spine/{name}"), "spine.html", things, _ids(name, things), _once(things))


def _once(things: tuple[Any, ...]) -> tuple[Cited, ...]:
    """The claims behind parts of the spine; what holds for a whole region stands behind each of them."""
    return cited(dict.fromkeys(evidence_in(things)))
