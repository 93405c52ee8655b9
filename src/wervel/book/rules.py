"""Rules and advice, told row by row."""

from typing import assert_never

from wervel.book.criteria import said
from wervel.book.teller import BookTeller, Row
from wervel.knowledge.types import Advice, Gate, Hypothesis, Outcome, Phenomenon, Remove, Rule, Triage
from wervel.narrate.report import upper


def rule_rows(rule: Rule, teller: BookTeller) -> list[Row]:
    name = [teller.row("name", "name", teller.text(rule.name))] if rule.name else []
    exceptions = [teller.row("except_when", "except_when", *(said(teller.rule(one)) for one in rule.except_when))]
    return [
        *name,
        teller.row("text", "patient_reads", teller.text(rule.text)),
        teller.row("when", "when", teller.clause(rule.when)),
        *outcome_rows(rule.then, teller),
        *(exceptions if rule.except_when else []),
        teller.row("assume_worst", "while_unknown", teller.say("assume_worst" if rule.assume_worst else "ask")),
        *teller.because(rule.because),
    ]


def outcome_rows(then: Outcome, teller: BookTeller) -> list[Row]:
    match then:
        case Triage(urgency, route, suspect):
            level = teller.guideline.urgencies[urgency]
            feared = [teller.row("then", "suspect", said(teller.condition(suspect)))] if suspect else []
            return [
                teller.row("then", "urgency", f"{upper(teller.text(level.name))}: {teller.text(level.within)}", signal=urgency),
                teller.row("then", "route", upper(teller.text(teller.guideline.routes[route].name))),
                *feared,
            ]
        case Hypothesis(condition, confidence):
            return [
                teller.row("then", "hypothesis", said(teller.condition(condition))),
                teller.row("then", "confidence", upper(teller.word("confidence", confidence))),
            ]
        case Phenomenon():
            return _phenomenon_rows(then, teller)
        case Gate(gate):
            return [teller.row("then", "gate", teller.say(f"gate_{gate}"))]
        case Remove(families, directions):
            rows = teller.listed("then", "removed_families", (teller.word("families", one) for one in families))
            rows += teller.listed("then", "removed_directions", (teller.word("directions", one) for one in directions))
            return rows or [teller.row("then", "outcome", teller.say("removes_nothing"))]
        case _:
            assert_never(then)


def _phenomenon_rows(phenomenon: Phenomenon, teller: BookTeller) -> list[Row]:
    def families(words: tuple[str, ...], label: str) -> list[Row]:
        return teller.listed("then", label, (teller.word("families", one) for one in words))

    goals = teller.guideline.programme.goals
    weights = [f"{teller.text(goals[goal])} {'+' if weight > 0 else '−' if weight else ''}{teller.number(abs(weight))}"
               for goal, weight in phenomenon.goals]  # fmt: skip
    marks = [key for key, holds in (("linked", phenomenon.linked), ("directional", phenomenon.directional)) if holds]
    return [
        *teller.listed("then", "goals", weights),
        *([teller.row("then", "counts_when", *(teller.say(key) for key in marks))] if marks else []),
        *([teller.row("then", "treat", teller.text(phenomenon.treat))] if teller.text(phenomenon.treat) else []),
        *teller.listed("then", "measure", (teller.fact(fact) for fact in phenomenon.measure)),
        *families(phenomenon.families, "chosen_families"),
        *families(phenomenon.avoid, "avoided_families"),
    ]


def advice_rows(advice: Advice, teller: BookTeller) -> list[Row]:
    highest = teller.guideline.urgencies[advice.up_to]
    return [
        teller.row("text", "patient_reads", teller.text(advice.text)),
        teller.row("kind", "kind", teller.say(advice.kind)),
        teller.row("when", "when", teller.clause(advice.when)),
        teller.row("up_to", "up_to", f"{upper(teller.text(highest.name))}: {teller.text(highest.within)}", signal=advice.up_to),
        teller.row("priority", "priority", teller.say("priority_of", advice.priority)),
        *teller.because(advice.because),
    ]
