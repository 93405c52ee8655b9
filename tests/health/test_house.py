"""The house is what its papers say: layers, sources, words, files."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from wervel import load
from wervel.knowledge.course import CLOSED
from wervel.logic.fact import CountOf, ExtremeOf
from wervel.logic.text import Text
from wervel.reasoning.engine import engine_for

ROOT = Path(__file__).parents[2]
GUIDELINE = load()

FEAR_NL = ("letsel", "beschadig", "degenerat", "slijtage", "versleten", "instabiel", "scheef", "uit de kom", "aspecifiek", "diagnose")
FEAR_EN = ("injur", "damaged", "degenerat", "wear and tear", "unstable", "out of place", "diagnos")


def patient_texts() -> list[tuple[str, Text]]:
    rules = [(rule.id, rule.text) for rule in GUIDELINE.rules.values()]
    advice = [(advice.id, advice.text) for advice in GUIDELINE.advice.values()]
    exercises = [(one.id, text) for one in GUIDELINE.exercises.values() for text in (one.name, one.instruction, one.feel)]
    levels = [(key, level.says) for key, level in GUIDELINE.urgencies.items()]
    terms = [(key, term.says) for terms in (GUIDELINE.routes, GUIDELINE.classes) for key, term in terms.items()]
    questions = [(fact.id, fact.question) for fact in GUIDELINE.facts.values() if fact.by == "patient" and fact.question is not None]
    summaries = [(condition.id, condition.summary) for condition in GUIDELINE.conditions.values()]
    words = ("name", "says", "does", "build", "disc", "skin", "moves")
    told = [(thing.id, getattr(thing, word, None)) for thing in GUIDELINE.anatomy.things for word in words]
    spine = [(name, text) for name, text in told if isinstance(text, Text)]
    course = GUIDELINE.course
    assert course is not None
    evaluations = [(one.id, one.text) for one in course.evaluations]
    going = [("honesty", course.honesty), ("prevent", course.prevent_text), *course.judgement.texts]
    return [*rules, *advice, *exercises, *levels, *terms, *questions, *summaries, *spine, *evaluations, *going]


def test_no_patient_text_feeds_fear_or_speaks_of_a_diagnosis() -> None:
    found = [
        f"{where}: {word}"
        for where, text in patient_texts()
        for language, words in ((text.nl, FEAR_NL), (text.en, FEAR_EN))
        for word in words
        if re.search(rf"\b{word}", language.lower())
    ]
    assert not found


def test_every_source_is_used() -> None:
    used = {one.source for one in GUIDELINE.evidence} | {source for one in GUIDELINE.exercises.values() for source, _ in one.sources}
    assert set(GUIDELINE.sources) - used == set()


def test_every_rule_says_where_its_claim_stands() -> None:
    assert not [rule.id for rule in GUIDELINE.rules.values() if not rule.because]
    assert not [one for one in GUIDELINE.evidence if not one.at or not one.says]


def test_a_proposal_or_common_knowledge_is_never_called_verified() -> None:
    """Nobody can have read at its place what has no place."""
    unread = {key for key, source in GUIDELINE.sources.items() if source.read == "no"}
    assert not [one for one in GUIDELINE.evidence if one.source in unread and one.verified]


def test_every_fact_is_used_by_a_rule_a_reader_or_is_kept_for_the_record_by_name() -> None:
    """A fact that nothing reads is a question that nobody needs; those that a therapist writes down anyway are listed."""
    circuit = engine_for(GUIDELINE).circuit
    in_rules = {name for node in circuit.nodes for name in names_in(str(node.condition))}
    in_counts = {
        name
        for fact in GUIDELINE.facts.values()
        if isinstance(fact.definition, CountOf | ExtremeOf)
        for name in names_in(str(fact.definition))
    }
    in_exercises = {name for one in GUIDELINE.exercises.values() for name in (*one.contraindications, *one.cautions)}
    only_when = {name for one in GUIDELINE.exercises.values() for name in names_in(str(one.only_when))}
    settled = {name for fact in GUIDELINE.facts.values() for _, other, _ in fact.means for name in (fact.id, other)}
    axioms = {name for axiom in GUIDELINE.axioms for name in names_in(str(axiom.never))}
    course = GUIDELINE.course
    assert course is not None
    in_course = {name for when in course.criteria for name in names_in(str(when))}
    in_course |= {CLOSED, *(measure.fact for measure in course.measures)}
    assert GUIDELINE.progression is not None
    used = set(GUIDELINE.progression.facts) | in_course | in_rules | in_counts | in_exercises | only_when | settled | axioms
    unused = {fact.id for fact in GUIDELINE.facts.values() if fact.definition is None} - used
    recorded = {line.split()[0] for line in (ROOT / "tests" / "health" / "recorded_facts.txt").read_text("utf-8").splitlines() if line}
    assert unused == recorded


def names_in(text: str) -> set[str]:
    return set(re.findall(r"'(\w+)'", text))


def test_every_test_file_is_collected() -> None:
    """A test that pytest does not find protects nobody."""
    listed = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "--ignore=tests/health", "tests"],
        capture_output=True, text=True, cwd=ROOT, check=True,
    ).stdout  # fmt: skip
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py") if "health" not in path.parts}
    assert {file for file in files if file not in listed} == set()


def test_no_file_names_a_package_host_or_how_it_was_made() -> None:
    hosts = [f"py{'pi.org'}", f"python{'hosted.org'}", f"npm{'js.com'}", f"npm{'js.org'}"]
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=True).stdout.split()
    found = [
        f"{name}: {host}"
        for name in listed
        if (ROOT / name).is_file()
        for host in hosts
        if host in (ROOT / name).read_text("utf-8", errors="replace")
    ]
    assert not found


@pytest.mark.parametrize("command", ["assess", "plan", "ask", "spine", "check", "new rule"])
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"wervel {command}" in (ROOT / "README.md").read_text("utf-8")
