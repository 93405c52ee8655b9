"""Which pages the book has, in reading order, and what stands on each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from wervel.book.edition import Edition
from wervel.book.phrases import LEADS, PARTS, TITLES
from wervel.consult.contents import Thing, kind_of, things
from wervel.knowledge.evidence import Evidence
from wervel.knowledge.examination import Test
from wervel.knowledge.spine import evidence_in
from wervel.knowledge.types import URGENCIES, ConditionModule, Exercise, Guideline, Hypothesis, Rule, Triage
from wervel.logic.fact import ANSWERERS
from wervel.logic.text import Text

Cited = tuple[str, bool]
"""A source and whether somebody read the claim there."""

CHAPTERS = {
    "programme/profiles": ("profile",),
    "programme/stages": ("programme",),
    "progression/rules": ("progression_rule",),
    "progression/steps": ("progression/step_up", "progression/limits", "progression/quota", "progression/walking"),
    "progression/stages": ("move", "progression/patterns", "progression/flare_up_plan"),
    "progression/facts": ("session_fact", "progression/next_morning"),
    "course/expected": ("course/honesty", "curve", "course/band", "course/pain"),
    "course/change": ("measure", "course/fresh_days", "course/verdicts", "course/answers"),
    "course/evaluations": ("evaluation", "course/actions", "course/screening"),
    "course/closing": ("course/close_reasons", "course/prevent"),
    "sport/way_back": ("referral", "sport_step", "role", "way_back"),
    "sport/counting": ("sport/low_posture", "sport/breaks", "sport/flicks", "sport/big_jump", "sport/warm_up"),
    "sport/team": ("sport/week", "sport/prevention"),
    "sport/facts": ("sport_fact",),
    "load/postures": ("posture",),
    "load/model": ("load",),
}
"""What stands on a page, in order: all things of a kind, or one of them by kind and id."""


@dataclass(frozen=True, eq=False)
class Page:
    """`path`: within a language, without its ending. `things`: what stands on it; `holds`: kind and id of what can be linked to.

    `lead`: what a reader must know first.
    """

    path: str
    title: Text
    template: str
    things: tuple[Any, ...] = ()
    holds: tuple[tuple[str, str], ...] = ()
    cited: tuple[Cited, ...] = ()
    lead: Text | None = None

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
        *(_things(path, rules, title(path, guideline)) for path, rules in topics.items() if path not in conditions),
        *(_condition(path, one, topics.get(path, ()), edition) for path, one in conditions.items()),
        *(_things(path, ones, title(path, guideline)) for path, ones in _by_topic(edition, guideline.advice.values()).items()),
        *_examination(edition),
        *_chapters(edition),
        *(_things(f"exercises/{key}", ones, guideline.words["families"][key]) for key, ones in families.items() if ones),
        *_facts(edition),
        *_spine(edition),
        Page("words", PARTS["words"], "words.html"),
        Page("sources", PARTS["sources"], "sources.html", holds=tuple(("source", key) for key in guideline.sources)),
        Page("properties", PARTS["properties"], "properties.html", guideline.properties, _ids("property", guideline.properties)),
        Page("axioms", PARTS["axioms"], "axioms.html", guideline.axioms, _ids("axiom", guideline.axioms)),
        *([Page("changes", PARTS["changes"], "changes.html")] if edition.comparison else []),
    ]
    order = [*PARTS, *sorted({page.part for page in found} - set(PARTS))]
    in_order = sorted(found, key=lambda page: order.index(page.part))
    return (Page("index", PARTS["index"], "contents.html", cited=cited(guideline.evidence)), *in_order)


def cited(because: Iterable[Evidence]) -> tuple[Cited, ...]:
    return tuple((one.source, one.verified) for one in because)


def title(path: str, guideline: Guideline) -> Text:
    """The title of a topic; one without a title goes by the name of its file."""
    readable = path.rpartition("/")[2].replace("_", " ").capitalize()
    return guideline.words.get("topics", {}).get(path, Text(readable, readable))


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


def _things(path: str, things: tuple[Any, ...], name: Text, lead: Text | None = None) -> Page:
    because = tuple(one for thing in things for one in _cited_by(thing))
    return Page(path, name, "things.html", things, tuple(map(_address, things)), because, lead)


def _address(thing: Any) -> tuple[str, str]:
    kind = kind_of(thing)
    return "rule" if kind == "phenomenon" else kind, thing.id


def _cited_by(thing: Any) -> tuple[Cited, ...]:
    return thing.sources if isinstance(thing, Exercise) else cited(thing.evidence if isinstance(thing, Test) else thing.because)


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
        yield _things(f"examination/{step.id}", step.tests, step.name, step.why)


def _chapters(edition: Edition) -> Iterator[Page]:
    by_key: dict[str, list[Thing]] = {}
    for (kind, key), thing in things(edition.guideline).items():
        by_key.setdefault(kind, []).append(thing)
        by_key.setdefault(f"{kind}/{key}", []).append(thing)
    for path, keys in CHAPTERS.items():
        if chosen := tuple(thing for key in keys for thing in by_key.get(key, ())):
            yield _things(path, chosen, TITLES[path], LEADS.get(path))


def _facts(edition: Edition) -> Iterator[Page]:
    """The glossary: a page for each who answers, and one for what follows from other facts."""
    for who in (*ANSWERERS, "derived"):
        facts = tuple(fact for fact in edition.guideline.facts.values() if (fact.by or "derived") == who)
        because = tuple(one for fact in facts for one in cited(edition.guideline.evidence_of_facts.get(fact.id, ())))
        if facts:
            yield Page(f"facts/{who}", TITLES[f"facts/{who}"], "facts.html", facts, tuple(map(_address, facts)), because)


def _spine(edition: Edition) -> Iterator[Page]:
    anatomy = edition.guideline.anatomy
    yield Page("spine", PARTS["spine"], "spine.html", cited=_once(tuple(anatomy.kinds.values())))
    groups = {"regions": anatomy.regions, "vertebrae": anatomy.vertebrae, "segments": anatomy.segments, "discs": anatomy.discs,
              "roots": anatomy.roots, "parts": anatomy.parts}  # fmt: skip
    for name, group in groups.items():
        things = tuple(group.values())
        yield Page(f"spine/{name}", TITLES[f"spine/{name}"], "spine.html", things, _ids(name, things), _once(things))


def _once(things: tuple[Any, ...]) -> tuple[Cited, ...]:
    """The claims behind parts of the spine; what holds for a whole region stands behind each of them."""
    return cited(dict.fromkeys(evidence_in(things)))
