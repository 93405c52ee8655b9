"""`wervel check` and `wervel new rule`: for who writes the guideline."""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from wervel.consult.coverage import coverage
from wervel.consult.examples import failures
from wervel.knowledge.cases import read_guideline_cases
from wervel.knowledge.document import Located, Refused
from wervel.knowledge.load import PACKAGED, read_guideline
from wervel.knowledge.shapes import FILES, json_schema
from wervel.knowledge.types import Guideline
from wervel.logic.fact import Fact, number_text


def check(options: argparse.Namespace) -> int:
    """Reads the folder anew, runs its cases, and reports what lacks a case or a verified source."""
    folder = options.folder or options.guideline or PACKAGED
    if options.schema:
        return _write_schemas(options.schema)
    guideline = read_guideline(folder)
    if options.facts:
        for fact in guideline.facts.values():
            print(describe(fact))
        return 0
    cases = list(read_guideline_cases(folder, guideline))
    wrong = [(case, problem) for case in cases for problem in failures(case, guideline)]
    for case, problem in wrong:
        print(f"{case.place}: {case.name}: {problem}", file=sys.stderr)
    lacking = coverage(guideline, cases)
    for line in lacking:
        print(line, file=sys.stderr)
    evidence = guideline.evidence
    verified = sum(one.verified for one in evidence)
    kinds = Counter(type(rule.then).__name__ for rule in guideline.rules.values())
    sizes = {"facts": guideline.facts, "rules": guideline.rules, "exercises": guideline.exercises, "advices": guideline.advice}
    counts = ", ".join(f"{len(things)} {name}" for name, things in {**sizes, "sources": guideline.sources}.items())
    print(f"guideline {guideline.version}: {counts}")
    print("rules: " + ", ".join(f"{count} {kind.lower()}" for kind, count in kinds.most_common()))
    print(f"cases: {len(cases)}, of which {len(cases) - len({case.place for case, _ in wrong})} hold; {len(lacking)} gaps in coverage")
    print(f'evidence: {verified} of {len(evidence)} verified ({verified / len(evidence):.0%}); the rest is shown as "to be checked"')
    if options.release:
        _refuse_unverified(guideline)
    return 2 if wrong or lacking else 0


def _refuse_unverified(guideline: Guideline) -> None:
    """Raises `Refused` with every claim that nobody has read at its place."""
    expected, cure = "evidence that somebody has read at its place", "check it and write verified: yes, or remove the claim"
    found = [
        Located(file, int(line), f"`{evidence.source}`, not verified", expected, cure)
        for evidence in guideline.evidence
        for file, _, line in [evidence.place.rpartition(":")]
        if not evidence.verified
    ]
    if found:
        raise Refused(found)


def describe(fact: Fact) -> str:
    """A fact on one line, as an author needs it."""
    match fact.kind:
        case "number":
            content = f"{number_text(fact, fact.low)} to {number_text(fact, fact.high)} {fact.unit}"
        case "choice" | "set":
            content = ", ".join(fact.option_ids)
        case _:
            content = ""
    who = "derived" if fact.definition else fact.by
    return f"{fact.id:42} {fact.kind:7} {who:10} {content:60} {fact.name.en}"


def _write_schemas(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for kind in FILES:
        (folder / f"{kind}.schema.json").write_text(json.dumps(json_schema(kind), indent=2) + "\n", "utf-8")
    print(f"{len(FILES)} schemas in {folder}")
    return 0


PARTS = 2

RULE_FORM = """\
# {topic}: what this is, and why it is asked.

- id: {topic}.first
  when:
    all of:
      - age_years >= 110
      - regular_exercise
  then: {{urgency: inform, route: gp}}
  if_unknown: ask
  because:
    - {{source: wervel_proposal, at: choice, says: why this threshold, certainty: very_low, verified: no}}
  text:
    nl: Wat het betekent en wat je doet.
    en: What it means and what to do.
"""
CASES_FORM = """\
- name: At 110 somebody who exercises is mentioned to the GP
  known: {{age_years: 110, regular_exercise: yes}}
  expect: {{fires: [{topic}.first]}}
- name: At 109 it does not apply
  known: {{age_years: 109, regular_exercise: yes}}
  expect: {{quiet: [{topic}.first]}}
- name: Without knowing whether they exercise it stays open
  known: {{age_years: 110}}
  expect: {{open: [{topic}.first]}}
- name: Without exercise it does not apply at any age
  known: {{regular_exercise: no}}
  expect: {{quiet: [{topic}.first]}}
- name: Nobody known, nothing said
  known: {{}}
  expect: {{open: [{topic}.first]}}
- name: By itself it asks for no more than a word with the GP
  known: {{age_years: 111, regular_exercise: yes}}
  expect: {{urgency: {{is: inform}}, route: gp}}
- name: It is not what makes an alarm urgent
  known: {{age_years: 112, regular_exercise: yes, saddle_sensation_change: yes, ces_onset_days: 1}}
  expect: {{urgency: {{is: emergency}}, fires: [{topic}.first]}}
"""


def new(options: argparse.Namespace) -> int:
    """Writes a rule file that holds and a case file that passes, ready to be changed."""
    folder = options.guideline or PACKAGED
    name = Path(options.topic)
    files = {folder / "rules" / f"{name}.yaml": RULE_FORM, folder / "cases" / f"{name}.yaml": CASES_FORM}
    problems = [Located(str(path), 1, "a file of that name", "a new topic", "choose another topic, or edit that file")
                for path in files if path.exists()]  # fmt: skip
    folders = sorted(path.name for path in (folder / "rules").iterdir() if path.is_dir()) if (folder / "rules").is_dir() else []
    if not folders:
        problems.append(Located(str(folder), 1, "no folder `rules`", "a guideline folder", "name a folder with facts/, rules/, ..."))
    elif len(name.parts) != PARTS or name.parts[0] not in folders or not name.name.isidentifier():
        problems.append(Located(options.topic, 1, f"`{options.topic}`", f"a folder of rules ({', '.join(folders)}), a slash and a topic",
                                "write such as red_flags/infection, in small letters"))  # fmt: skip
    if problems:
        raise Refused(problems)
    for path, form in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(form.format(topic=name.name), "utf-8")
        print(path)
    return 0
