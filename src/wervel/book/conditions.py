"""A condition and its course of care, told row by row."""

from wervel.book.criteria import Clause, said
from wervel.book.teller import BookTeller, Row
from wervel.knowledge.types import ConditionModule, Criterion, Step
from wervel.narrate.report import upper


def condition_rows(condition: ConditionModule, teller: BookTeller) -> list[Row]:
    """All of a condition, for who compares two editions of it."""
    return [
        teller.row("name", "name", upper(teller.text(condition.name))),
        *about_rows(condition, teller),
        *against_rows(condition, teller),
        *diagnostics_rows(condition, teller),
        teller.row("trajectory", "trajectory", clock(condition, teller), *(_step(step, teller) for step in condition.trajectory.steps)),
        *teller.because(condition.because),
    ]


def about_rows(condition: ConditionModule, teller: BookTeller) -> list[Row]:
    return [
        teller.row("summary", "patient_reads", teller.text(condition.summary)),
        teller.row("kind", "kind", teller.say(f"kind_{condition.kind}")),
    ]


def against_rows(condition: ConditionModule, teller: BookTeller) -> list[Row]:
    return [teller.row("against", "against", teller.text(condition.against))] if teller.text(condition.against) else []


def diagnostics_rows(condition: ConditionModule, teller: BookTeller) -> list[Row]:
    useless = condition.not_useful_when
    return [
        teller.row("imaging", "imaging", teller.say(f"imaging_{condition.imaging}")),
        teller.row("what", "what", upper(teller.text(condition.what))),
        teller.row("who", "who_orders", upper(teller.text(condition.who))),
        *([teller.row("not_useful_when", "not_useful_when", upper(teller.text(useless)))] if useless else []),
    ]


def clock(condition: ConditionModule, teller: BookTeller) -> str:
    return teller.say(f"clock_{condition.trajectory.clock}")


def weeks(step: Step, teller: BookTeller) -> str:
    if step.to_week is None:
        return teller.say("from_week", step.from_week)
    return teller.say("weeks", step.from_week, step.to_week)


def step_rows(step: Step, teller: BookTeller) -> list[Row]:
    return [
        teller.row("who", "who_leads", upper(teller.text(step.who))),
        teller.row("what", "what_happens", teller.text(step.what)),
        *(_criterion_row(criterion, teller) for criterion in step.criteria),
        *teller.because(step.because),
    ]


def _criterion_row(criterion: Criterion, teller: BookTeller) -> Row:
    return teller.row(f"turn {criterion.turn}", f"turn_{criterion.turn}", _criterion(criterion, teller))


def _criterion(criterion: Criterion, teller: BookTeller) -> Clause:
    """A criterion as it is said, and what is held against the answers. Without that it takes a person to judge it."""
    checked = [teller.clause(criterion.when)] if criterion.when is not None else []
    return said(teller.text(criterion.text), items=checked)


def _step(step: Step, teller: BookTeller) -> Clause:
    """A step in one clause."""
    turns = [Clause((*said(f"{teller.say(f'turn_{one.turn}')}: ").spans, *clause.spans), clause.items)
             for one in step.criteria for clause in [_criterion(one, teller)]]  # fmt: skip
    claims = [said(f"{teller.say('source')}: {teller.source_name(teller.guideline.sources[one.source])}") for one in step.because]
    head = f"{weeks(step, teller)}: {teller.text(step.name)} ({teller.text(step.who)}). {teller.text(step.what)}"
    return said(head, items=[*turns, *claims])
