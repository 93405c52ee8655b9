"""What was proven of a guideline, read from a certificate, and what each property claims in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from wervel.book.criteria import Clause, said
from wervel.book.teller import BookTeller, Row
from wervel.knowledge.claims import After, Always, CanHappen, ExactlyOne, Keeps, NoTwo, Outcomes, Property
from wervel.knowledge.document import Located, Refused
from wervel.knowledge.types import Guideline
from wervel.logic.expr import ALWAYS, NEVER
from wervel.narrate.report import upper

STATUSES = ("proven", "refuted", "unknown")


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one property. `wrong`: the counterexamples and the questions that stayed open."""

    status: str
    questions: int
    wrong: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Proof:
    solver: str
    results: Mapping[str, Result]


def read_proof(certificate: Any, guideline: Guideline, place: str) -> Proof:
    """A certificate of this very guideline. Raises `Refused` when it is none, or of another one."""

    def refuse(found: str) -> Refused:
        cure = "write it anew with `wervel prove --certificate FILE`"
        return Refused([Located(place, 1, found, f"a certificate of guideline {guideline.version}", cure)])

    try:
        version, solver = str(certificate["guideline"]), str(certificate["solver"])
        results = {str(one["id"]): _result(one) for one in certificate["properties"]}
    except (KeyError, TypeError, ValueError):
        raise refuse("no certificate") from None
    if version != guideline.version:
        raise refuse(f"a certificate of guideline {version}")
    if strange := [one.status for one in results.values() if one.status not in STATUSES]:
        raise refuse(f"the status `{strange[0]}`")
    return Proof(solver, results)


def _result(entry: Any) -> Result:
    wrong = [*entry["counterexamples"], *entry["undecided"]]
    return Result(str(entry["status"]), int(entry["questions"]), tuple(map(str, wrong)))


def property_rows(one: Property, teller: BookTeller) -> list[Row]:
    """What a property claims, as the prover was asked it."""
    match one.claim:
        case Always(then, when, unless, given):
            return [
                *([teller.row("claim", "if", teller.clause(when))] if when != ALWAYS else []),
                *([teller.row("claim", "unless", teller.clause(unless))] if unless != NEVER else []),
                *_demands("given", given, teller),
                *_demands("demanded", then, teller),
            ]
        case After(event, then, given):
            return [*_demands("given", given, teller), _promise(teller.say(f"after_{event}", teller.say(then)), teller)]
        case ExactlyOne(of):
            words = teller.say(f"of_{of}") if of in ("class", "route") else teller.fact(of).text
            return [_promise(teller.say("exactly_one", words), teller)]
        case CanHappen(what):
            return [_promise(teller.say(f"each_of_{what}"), teller)]
        case Keeps(exercises):
            return [_promise(teller.say("keeps", exercises), teller)]
        case NoTwo(pair):
            return [_promise(teller.say(pair), teller)]
        case _:
            assert_never(one.claim)


def _promise(words: str, teller: BookTeller) -> Row:
    return teller.row("claim", "promise", words)


def _demands(label: str, outcomes: Outcomes, teller: BookTeller) -> list[Row]:
    guideline = teller.guideline
    words: list[str] = []
    for key, urgency in (("at_least", outcomes.urgency_at_least), ("at_most", outcomes.urgency_at_most)):
        if urgency:
            words.append(teller.say(key, teller.text(guideline.urgencies[urgency].name)))
    if outcomes.classes:
        words.append(teller.say("class_is", ", ".join(teller.text(guideline.classes[one].name) for one in outcomes.classes)))
    for key, wanted in (("released", outcomes.released), ("further", outcomes.further_diagnostics)):
        if wanted is not None:
            words.append(teller.say(key if wanted else f"not_{key}"))
    clauses: list[Clause] = [said(upper(word)) for word in words]
    return [teller.row("claim", label, *clauses)] if clauses else []
