"""Case files: what is known of one person. The door where answers are checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from wervel.knowledge.document import Document, Refused, parse_document, read_document, short_name
from wervel.knowledge.facts import named_beneath
from wervel.knowledge.shape import Entry, Line, Raw
from wervel.knowledge.shapes import FILES, PREFERENCES
from wervel.knowledge.types import Axiom, Guideline
from wervel.logic.expr import facts_beneath
from wervel.logic.fact import NOT_TESTED, UNKNOWN, Problem, did_you_mean, read_value, show
from wervel.logic.reference import Value, evaluate

BACKGROUNDS = "backgrounds.yaml"
CASE_FILE = Entry({"case": Line(("1",)), "facts": Raw({"type": "object"})}, {"preferences": PREFERENCES, "diary": Raw()})


@dataclass(frozen=True)
class Preferences:
    """What a person can and wants: days, minutes (5 to 60) and most exercises of a session, equipment at hand, days of matches and of
    training, families or exercises liked or not, weeks (2 to 12) and the first day.
    """

    days: tuple[str, ...] = ()
    minutes: int | None = None
    equipment: frozenset[str] = frozenset()
    match_days: tuple[str, ...] = ()
    likes: frozenset[str] = frozenset()
    dislikes: frozenset[str] = frozenset()
    training_days: tuple[str, ...] = ()
    exercises: int | None = None
    weeks: int | None = None
    start: date | None = None


@dataclass(frozen=True)
class Case:
    """`known` holds checked values; `declined` the facts that were asked, or left untested, and stay unknown."""

    known: Mapping[str, Value]
    declined: frozenset[str] = frozenset()
    preferences: Preferences = field(default_factory=Preferences)


@dataclass(frozen=True)
class GuidelineCase:
    """An example that is a contract: what is known, and what must come out."""

    name: str
    case: Case
    expect: Mapping[str, Any]
    place: str


def read_case(path: Path, guideline: Guideline) -> Case:
    """A case file of one person. Raises `Refused` with every problem in it."""
    return _case(read_document(path), guideline)


def parse_case(content: str, guideline: Guideline, name: str = "case.yaml") -> Case:
    return _case(parse_document(content.encode(), name), guideline)


def read_answers(raw: Mapping[str, object], guideline: Guideline) -> Case:
    """Facts from a Python mapping; the value `unknown` or None says that somebody asked and nobody knows."""
    document = Document("facts", dict(raw), {}, [])
    case = check_answers(document, (), document.data, guideline)
    if document.problems:
        raise Refused(document.located())
    return case


def read_guideline_cases(folder: Path, guideline: Guideline) -> Iterator[GuidelineCase]:
    """The cases that stand beside the rules. A case may start from a background, a set of answers that many share. Raises `Refused`."""
    backgrounds = _backgrounds(folder)
    for path in sorted((folder / "cases").rglob("*.yaml")):
        if path.name == BACKGROUNDS:
            continue
        document = read_document(path, short_name(path))
        entries = FILES["cases"].read(document.data, (), document.problems)
        for at, entry in enumerate(entries):
            background = entry.get("background")
            if background and background not in backgrounds:
                document.problems.append(Problem((at, "background"), f"`{background}`", f"one of: {', '.join(backgrounds)}",
                                                 f"add it to cases/{BACKGROUNDS}"))  # fmt: skip
            known = entry.get("known")
            facts = {**backgrounds.get(background, {}), **known} if isinstance(known, dict) else known
            case = check_answers(document, (at, "known"), facts, guideline)
            wishes = check_preferences(document, (at, "preferences"), entry.get("preferences", {}), guideline)
            if not isinstance(entry["expect"], dict):
                expected = Problem((at, "expect"), f"`{show(entry['expect'])}`", "what must come out", "write {fires: [...]} or the like")
                document.problems.append(expected)
            if not document.problems:
                case = Case(case.known, case.declined, wishes)
                yield GuidelineCase(entry["name"], case, entry["expect"], f"{document.file}:{document.line((at,))}")
        if document.problems:
            raise Refused(document.located())


def _backgrounds(folder: Path) -> dict[str, dict[str, object]]:
    path = folder / "cases" / BACKGROUNDS
    data = read_document(path, short_name(path)).data if path.exists() else {}
    assert isinstance(data, dict), "a mapping from names to facts"
    return data


def _case(document: Document, guideline: Guideline) -> Case:
    content = CASE_FILE.read(document.data, (), document.problems)
    case = check_answers(document, ("facts",), content.get("facts"), guideline)
    preferences = check_preferences(document, ("preferences",), content.get("preferences", {}), guideline)
    if document.problems:
        raise Refused(document.located())
    return Case(case.known, case.declined, preferences)


def check_answers(document: Document, path: tuple[str | int, ...], data: object, guideline: Guideline) -> Case:
    """The facts that stand at a path of a document, with what follows from them. What is wrong is added to the document's problems."""
    known: dict[str, Value] = {}
    declined: set[str] = set()
    problems = document.problems
    if not isinstance(data, Mapping):
        problems.append(Problem(path, f"`{show(data)}`", "facts as `id: value` lines", "write the facts under `facts:`, {} for none"))
        return Case({})
    for key, raw in data.items():
        here = (*path, key)
        fact = guideline.facts.get(key)
        if fact is None:
            answerable = [one.id for one in guideline.facts.values() if one.definition is None]
            problems.append(Problem(here, f"`{show(key)}`", "a fact of the guideline",
                                    did_you_mean(str(key), answerable, "`wervel check --facts` lists them all")))  # fmt: skip
        elif fact.definition is not None:
            beneath = sorted(_beneath(key, guideline))
            problems.append(Problem(here, f"`{key}`, which is derived", "facts that people answer",
                                    f"leave it out and answer: {', '.join(beneath[:6])}{' ...' if len(beneath) > 6 else ''}"))  # fmt: skip
        elif raw is None or raw in (UNKNOWN, "null", "~", "") or (raw == NOT_TESTED and fact.by != "patient"):
            if "unknown" in fact.option_ids and raw == UNKNOWN:
                known[key] = UNKNOWN
            else:
                declined.add(key)
        else:
            value = read_value(fact, raw, here)
            if isinstance(value, Problem):
                problems.append(value)
            else:
                known[key] = value
    known = complete(known, guideline)
    for axiom in broken_axioms(known, guideline):
        named = sorted(facts_beneath(axiom.never, guideline.definitions) & set(known))
        found = " with ".join(f"`{name}: {show(data.get(name))}`" for name in named)
        last = max(((*path, name) for name in named), key=document.line)
        problems.append(Problem(last, found, f"answers that can go together ({axiom.text.en})", "correct one of them"))
    return Case(known, frozenset(declined))


def complete(known: Mapping[str, Value], guideline: Guideline) -> dict[str, Value]:
    """The answers with what they say about other facts. What somebody answered goes before what follows from another answer.

    Where two answers say different things of a choice, the later option counts: options go from light to heavy.
    """
    settled: dict[str, Value] = {}
    for fact in known:
        for answer, other, value in guideline.facts[fact].means:
            if evaluate(answer, known, guideline.definitions) is True:
                options = guideline.facts[other].option_ids
                settled[other] = max(value, settled.get(other, value), key=lambda one: options.index(str(one)) if options else 0)
    return {**settled, **known}


def broken_axioms(known: Mapping[str, Value], guideline: Guideline) -> list[Axiom]:
    """The combinations among these answers that no person can have."""
    return [axiom for axiom in guideline.axioms if evaluate(axiom.never, known, guideline.definitions) is True]


def _beneath(key: str, guideline: Guideline) -> set[str]:
    found: set[str] = set()
    for name in named_beneath(guideline.facts[key]):
        found |= {name} if guideline.facts[name].definition is None else _beneath(name, guideline)
    return found


def check_preferences(document: Document, path: tuple[str | int, ...], content: Mapping[str, Any], guideline: Guideline) -> Preferences:
    """The wishes that stand at a path of a document. What is wrong is added to the document's problems."""
    words = {
        "equipment": list(guideline.words["equipment"]),
        "likes": [*guideline.words["families"], *guideline.exercises],
        "dislikes": [*guideline.words["families"], *guideline.exercises],
    }
    for key, allowed in words.items():
        for at, word in enumerate(content.get(key, ())):
            if word not in allowed:
                cure = did_you_mean(str(word), allowed, "the names stand in scales.yaml and exercises/")
                document.problems.append(Problem((*path, key, at), f"`{show(word)}`", f"a name known under {key}", cure))
    for word in sorted(set(content.get("likes", ())) & set(content.get("dislikes", ()))):
        document.problems.append(Problem((*path, "dislikes"), f"`{word}` liked and disliked", "one of the two", "remove it from one list"))
    return Preferences(
        tuple(content.get("days", ())),
        int(content["minutes"]) if content.get("minutes") else None,
        frozenset(content.get("equipment", ())),
        tuple(content.get("match_days", ())),
        frozenset(content.get("likes", ())),
        frozenset(content.get("dislikes", ())),
        tuple(content.get("training_days", ())),
        int(content["exercises"]) if content.get("exercises") else None,
        int(content["weeks"]) if content.get("weeks") else None,
        content.get("start"),
    )
