"""What a run of the prover leaves behind: a certificate for who trusts it, and cases for who mends the guideline."""

from collections.abc import Iterable, Mapping
from typing import Any

import yaml
import z3

from wervel.knowledge.types import Guideline
from wervel.logic.fact import number_text
from wervel.logic.reference import Value
from wervel.proof.prover import Counterexample, Result

Json = dict[str, Any]


def certificate(guideline: Guideline, results: Iterable[Result]) -> Json:
    """What was proven about which guideline, by which solver, in how much time (seconds)."""
    found = list(results)
    return {
        "guideline": guideline.version,
        "solver": f"z3 {z3.get_version_string()}",
        "seconds": round(sum(result.seconds for result in found), 3),
        "axioms": [axiom.id for axiom in guideline.axioms],
        "properties": [
            {
                "id": result.property.id,
                "status": result.status,
                "questions": result.questions,
                "seconds": round(result.seconds, 3),
                "counterexamples": [example.question.says for example in result.counterexamples],
                "undecided": list(result.undecided),
            }
            for result in found
        ],
    }


def cases(result: Result, guideline: Guideline) -> str:
    """The counterexamples of a refuted property as a case file. A case that is mended in the guideline keeps it mended."""
    entries: list[Json] = []
    for example in result.counterexamples:
        entries += _entries(result.property.id, example, guideline)
    if not entries:
        return ""
    return f"# {result.property.text.en}\n" + yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=140)


def _entries(name: str, example: Counterexample, guideline: Guideline) -> list[Json]:
    """A case for each moment of which something is expected; for now when nothing can be expected in the words of cases."""
    question = example.question
    moments = [("", example.known, question.expect), (", later", example.later, question.expect_later)]
    return [
        {"name": f"{name}: {question.says}{when}", "known": plain(known, guideline), "expect": expect}
        for when, known, expect in moments
        if known is not None and (expect or (when == "" and not question.expect_later))
    ]


def plain(known: Mapping[str, Value], guideline: Guideline) -> Json:
    """Answers as they stand in a case file."""
    found: Json = {}
    for key, value in known.items():
        if isinstance(value, frozenset):
            found[key] = sorted(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            number = number_text(guideline.facts[key], value)
            found[key] = float(number) if "." in number else int(number)
        else:
            found[key] = value
    return found
