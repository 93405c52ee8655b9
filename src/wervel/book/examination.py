"""The examination: a test row by row, with tables of accuracy and of normal values."""

from wervel.book.criteria import Clause, Span, said
from wervel.book.teller import BookTeller, Line, Row, Table, claim
from wervel.knowledge.examination import FIGURES, Accuracy, Estimate, Examination, Norm, Test
from wervel.narrate.report import upper

PERCENTAGES = ("sensitivity", "specificity")


def step_rows(step: Examination, teller: BookTeller) -> list[Row]:
    """What a step says beside its tests, for who compares two editions."""
    return [
        teller.row("name", "name", upper(teller.text(step.name))),
        teller.row("order", "order", str(step.order)),
        teller.row("why", "why", teller.text(step.why)),
    ]


def test_rows(test: Test, teller: BookTeller) -> list[Row]:
    pairs = [said(teller.fact(left), "; ", teller.fact(right)) for left, right in test.pairs]
    return [
        teller.row("name", "name", upper(teller.text(test.name))),
        teller.row("how", "how", teller.text(test.how)),
        teller.row("positive", "positive", teller.text(test.positive)),
        *([teller.row("not_when", "not_when", teller.clause(test.not_when))] if test.not_when is not None else []),
        teller.row("records pairs", "records", *(said(teller.fact(fact)) for fact in test.records), *pairs),
        *teller.because(test.because),
        *_accuracy(test, teller),
        *_norms(test, teller),
    ]


def _accuracy(test: Test, teller: BookTeller) -> list[Row]:
    heads = tuple(map(teller.say, ("target", *FIGURES)))
    lines = tuple(
        Line((_target(one, teller), *_figures(one, teller)), upper(teller.text(one.setting)), (claim(one.evidence),))
        for one in test.accuracy
    )
    note = said(teller.say("interval"))
    return [Row(("accuracy",), teller.say("accuracy"), (note,), table=Table(heads, lines))] if lines else []


def _target(accuracy: Accuracy, teller: BookTeller) -> Clause:
    words = upper(teller.text(accuracy.target))
    return said(Span(words, "condition", accuracy.condition) if accuracy.condition else words)


def _figures(accuracy: Accuracy, teller: BookTeller) -> tuple[Clause, ...]:
    """The four figures in their order; an empty cell where none was given."""
    found = dict(accuracy.figures)
    return tuple(said(_estimate(found[figure], figure, teller) if figure in found else "") for figure in FIGURES)


def _estimate(estimate: Estimate, figure: str, teller: BookTeller) -> str:
    sign = "%" if figure in PERCENTAGES else ""
    if estimate.low is None or estimate.high is None:
        return f"{teller.number(estimate.value)}{sign}"
    return f"{teller.number(estimate.value)}{sign} ({teller.between((estimate.low, estimate.high))})"


def _norms(test: Test, teller: BookTeller) -> list[Row]:
    heads = tuple(map(teller.say, ("measured", "mean", "normal")))
    lines = tuple(
        Line((said(teller.fact(one.fact)), *map(said, _values(one, teller))), _people(one, teller), (claim(one.evidence),))
        for one in test.norms
    )
    return [Row(("norms",), teller.say("norms"), table=Table(heads, lines))] if lines else []


def _people(norm: Norm, teller: BookTeller) -> str:
    words = [
        *([teller.say(norm.sex)] if norm.sex else []),
        *([teller.say("ages", *norm.ages)] if norm.ages else []),
        *([teller.say("athletes")] if norm.athletes else []),
    ]
    return upper(", ".join(words) or teller.say("everyone"))


def _values(norm: Norm, teller: BookTeller) -> tuple[str, str]:
    """The mean with its spread, and the range that is normal, in the unit of the fact."""
    unit = teller.wording.unit(teller.guideline.facts[norm.fact])
    mean = "" if norm.mean is None else teller.number(norm.mean) + ("" if norm.sd is None else f" ± {teller.number(norm.sd)}")
    if norm.low is not None and norm.high is not None:
        normal = teller.between((norm.low, norm.high))
    elif norm.low is not None:
        normal = teller.say("or_more", teller.number(norm.low))
    else:
        normal = "" if norm.high is None else teller.say("or_less", teller.number(norm.high))
    return f"{mean} {unit}".rstrip() if mean else "", f"{normal} {unit}".rstrip() if normal else ""
