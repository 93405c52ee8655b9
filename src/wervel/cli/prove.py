"""`wervel prove`: what must never happen, proven for everybody who can exist."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from wervel.knowledge.cache import load
from wervel.knowledge.claims import Property
from wervel.knowledge.document import Located, Refused
from wervel.knowledge.types import Guideline
from wervel.logic.text import Language
from wervel.narrate.phrases import SAID

if TYPE_CHECKING:
    from wervel.proof.prover import Result

MARKS = {"proven": "+", "refuted": "-", "unknown": "?"}
MOST_SHOWN = 5


def prove(options: argparse.Namespace) -> int:
    """Prints each property as it is answered. 2 when one is refuted or stays unknown."""
    try:
        from wervel.proof import certificate, prover  # noqa: PLC0415 (only this command needs the solver)
    except ImportError:
        print("found no solver, expected z3-solver; install it with `pip install wervel[prove]`", file=sys.stderr)
        return 2
    guideline = load(options.guideline)
    results: list[Result] = []
    found = ""
    made = prover.Prover(guideline, options.limit)
    for one in _chosen(guideline, options.only):
        result = made.prove(one)
        results.append(result)
        _tell(result, options.lang)
        found += certificate.cases(result, guideline)
    written = certificate.certificate(guideline, results)
    proven = sum(result.status == "proven" for result in results)
    print(SAID["proven_of"][options.lang].format(proven, len(results), written["seconds"], guideline.version, written["solver"]))
    if options.certificate:
        options.certificate.write_text(json.dumps(written, ensure_ascii=False, indent=2) + "\n", "utf-8")
    if options.cases and found:
        options.cases.write_text(found, "utf-8")
    elif found:
        print(found)
    return 0 if proven == len(results) else 2


def _chosen(guideline: Guideline, only: list[str] | None) -> list[Property]:
    names = {one.id: one for one in guideline.properties}
    for name in only or ():
        if name not in names:
            raise Refused([Located("--only", 1, f"`{name}`", f"one of: {', '.join(names)}", "correct it")])
    return [names[name] for name in only or names]


def _tell(result: "Result", language: Language) -> None:
    text = result.property.text[language]
    status = f"{SAID[result.status][language]}, {SAID['questions'][language].format(result.questions, result.seconds)}"
    print(f"{MARKS[result.status]} {text}\n  {result.property.id}: {status}", flush=True)
    wrong = [example.question.says for example in result.counterexamples] + list(result.undecided)
    for says in wrong[:MOST_SHOWN]:
        print(f"    {says}")
    if len(wrong) > MOST_SHOWN:
        print(f"    ... {len(wrong) - MOST_SHOWN}")
