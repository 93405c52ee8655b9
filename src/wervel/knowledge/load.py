"""A guideline folder as one checked, frozen `Guideline`."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from wervel.knowledge.anatomy import read_anatomy
from wervel.knowledge.biomechanics import read_biomechanics
from wervel.knowledge.clinical_tests import read_examination
from wervel.knowledge.course import read_course
from wervel.knowledge.document import Document, Located, Refused, read_document, short_name
from wervel.knowledge.evidence import Source
from wervel.knowledge.exercises import read_exercise, refuse_broken_ladders
from wervel.knowledge.facts import ReadingStopped, read_facts
from wervel.knowledge.programme import read_programme
from wervel.knowledge.progression import read_progression
from wervel.knowledge.properties import read_property
from wervel.knowledge.reading import Item, Reading
from wervel.knowledge.rules import read_advice, read_condition, read_phenomenon, read_rule, refuse_broken_exceptions
from wervel.knowledge.shapes import FILES
from wervel.knowledge.sport import read_sport
from wervel.knowledge.types import Axiom, Group, Guideline, Level, Rule, Term

PACKAGED = Path(__file__).parents[1] / "guideline"


def content_hash(folder: Path) -> str:
    """The version of a guideline folder: a hash over the names and contents of its files, cases apart."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        if "cases" not in path.relative_to(folder).parts:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


def read_guideline(folder: Path, read: Callable[[Path, str], Document] = read_document) -> Guideline:
    """Reads and checks every file. Raises `Refused` with all problems, each with its file and line. `read`: how a file is opened."""
    strange = [Located(short_name(path), 1, "a file that ends in .yml", "one that ends in .yaml", "rename it, else nobody reads it")
               for path in sorted(folder.rglob("*.yml"))]  # fmt: skip
    if strange:
        raise Refused(strange)
    if not (folder / "facts").is_dir():
        raise Refused([Located(str(folder), 1, "no folder `facts`", "a guideline folder", "name a folder with facts/, rules/, ...")])
    reading = Reading()
    unreadable: list[Located] = []

    def documents(where: str) -> Iterator[Document]:
        single = folder / f"{where}.yaml"
        for path in [single] if single.exists() else sorted((folder / where).rglob("*.yaml")):
            if where == "facts" and path.name == "groups.yaml":
                continue
            try:
                document = read(path, short_name(path))
            except Refused as refused:
                unreadable.extend(refused.problems)
                continue
            reading.documents.append(document)
            yield document

    def entries(where: str, kind: str) -> list[Item]:
        """Every entry of every file of a kind, read in its shape; `id` is in each."""
        found: list[Item] = []
        for document in documents(where):
            content = FILES[kind].read(document.data, (), document.problems)
            if isinstance(content, list):
                found += [Item(document, (at,), entry) for at, entry in enumerate(content) if entry.get("id")]
            elif kind in ("facts", "sources", "groups"):
                found += [Item(document, (key,), {"id": key, **entry}) for key, entry in content.items()]
            else:
                found.append(Item(document, (), content))
        seen: dict[str, str] = {}
        for item in found:
            if (key := item.entry.get("id")) and seen.setdefault(key, item.place) != item.place:
                item.problem((), f"`{key}` a second time", f"each id once; the first is at {seen[key]}", "rename or remove one")
        return found

    for item in entries("sources", "sources"):
        reading.sources[item.entry["id"]] = Source(**{"where": "", **item.entry})
    for item in entries("facts/groups", "groups"):
        reading.groups[item.entry["id"]] = Group(**item.entry)
    (scales,) = entries("scales", "scales") or [Item(Document("scales.yaml", {}, {}, []), (), {})]
    reading.units = set(scales.entry.get("units", {}))
    fact_items = entries("facts", "facts")
    try:
        facts = read_facts(fact_items, reading)
    except ReadingStopped:
        raise Refused([*unreadable, *(one for document in reading.documents for one in document.located())]) from None
    routes = {key: Term(**entry) for key, entry in scales.entry.get("routes", {}).items()}
    words = {key: value for key, value in scales.entry.items() if key not in ("urgency", "routes", "classes", "first_questions")}
    for at, name in enumerate(scales.entry.get("first_questions", ())):
        scales.known(name, [*reading.groups, *facts], "group or fact", ("first_questions", at))

    condition_items = entries("conditions", "conditions")
    conditions = {item.entry["id"]: read_condition(item, reading) for item in condition_items}
    rules: dict[str, Rule] = {}
    rule_items: dict[str, Item] = {}
    for item in [*entries("rules", "rules"), *_rules_in(condition_items)]:
        rules[item.entry["id"]] = read_rule(item, reading, conditions, routes, words)
        rule_items[item.entry["id"]] = item
    for item in entries("phenomena", "phenomena"):
        rules[item.entry["id"]] = read_phenomenon(item, reading, words)
        rule_items[item.entry["id"]] = item
    refuse_broken_exceptions(rules, rule_items)
    exercise_items = entries("exercises", "exercises")
    exercises = {item.entry["id"]: read_exercise(item, reading, words) for item in exercise_items}
    refuse_broken_ladders(exercises, exercise_items)
    advice = {item.entry["id"]: read_advice(item, reading) for item in entries("advice", "advice")}
    axioms = tuple(
        Axiom(item.entry["id"], item.criteria(item.entry["never"], ("never",), reading), item.entry["text"])
        for item in entries("axioms", "axioms")
    )
    programme = next((read_programme(item, reading, words) for item in entries("programme", "programme")), None)
    properties = tuple(read_property(item, reading) for item in entries("properties", "properties"))
    examination = [read_examination(item, reading, conditions) for item in entries("examination", "examination")]
    anatomy = next((read_anatomy(item, reading) for item in entries("anatomy", "anatomy")), None)
    of_load = entries("biomechanics", "biomechanics")
    biomechanics = next((read_biomechanics(item, reading, words, exercises) for item in of_load), None)
    course = next((read_course(item, reading) for item in entries("course", "course")), None)
    of_progression = entries("progression", "progression")
    progression = next((read_progression(item, reading, words, exercises) for item in of_progression), None)
    sport = next((read_sport(item, reading, exercises) for item in entries("sport", "sport")), None)
    problems = [*unreadable, *(one for document in reading.documents for one in document.located())]
    if anatomy is None:
        problems.append(Located("anatomy.yaml", 1, "no file", "the anatomy of the spine", "add anatomy.yaml"))
    if programme is None:
        problems.append(Located("programme.yaml", 1, "no file", "the numbers of the programme", "add programme.yaml"))
    if problems or programme is None or anatomy is None:
        raise Refused(problems)
    return Guideline(
        version=content_hash(folder),
        facts=facts,
        rules=rules,
        conditions=conditions,
        advice=advice,
        exercises=exercises,
        sources=reading.sources,
        groups=reading.groups,
        axioms=axioms,
        first_questions=tuple(scales.entry["first_questions"]),
        urgencies={key: Level(**entry) for key, entry in scales.entry["urgency"].items()},
        routes=routes,
        classes={key: Term(**entry) for key, entry in scales.entry["classes"].items()},
        words=words,
        evidence_of_facts={item.entry["id"]: item.because(reading) for item in fact_items if "because" in item.entry},
        programme=programme,
        anatomy=anatomy,
        properties=properties,
        examination=tuple(sorted(examination, key=lambda group: group.order)),
        biomechanics=biomechanics,
        progression=progression,
        course=course,
        sport=sport,
    )


def _rules_in(condition_items: list[Item]) -> Iterator[Item]:
    for item in condition_items:
        rules: list[dict[str, Any]] = item.entry.get("rules", [])
        for at, entry in enumerate(rules):
            if entry.get("id"):
                yield Item(item.document, (*item.path, "rules", at), entry)
