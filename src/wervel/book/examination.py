"""The tests of the examination: rows, and tables of accuracy and of normal values."""

from dataclasses import dataclass

from wervel.book.criteria import Clause, Span, said
from wervel.book.teller import BookTeller, Claim, Row
from wervel.knowledge.evidence import Evidence
from wervel.knowledge.examination import FIGURES, Accuracy, Estimate, Norm, Test
from wervel.narrate.report import upper

PERCENTAGES = ("sensitivity", "specificity")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: what it is about and in whom, its cells, and the claim behind it."""

    about: Clause
    setting: str
    cells: tuple[str, ...]
    claim: Claim


def test_rows(test: Test, teller: BookTeller) -> list[Row]:
    pairs = [said(teller.fact(left), "; ", teller.fact(right)) for left, right in test.pairs]
    return [
        teller.row("how", "how", teller.text(test.how)),
        teller.row("positive", "positive", teller.text(test.positive)),
        *([teller.row("not_when", "not_when", teller.clause(test.not_when))] if test.not_when is not None else []),
        teller.row("records pairs", "records", *(said(teller.fact(fact)) for fact in test.records), *pairs),
        *teller.because(test.because),
    ]


def accuracy_lines(test: Test, teller: BookTeller) -> list[Line]:
    return [
        Line(_target(one, teller), upper(teller.text(one.setting)), _figures(one, teller), _claim(one.evidence)) for one in test.accuracy
    ]


def _target(accuracy: Accuracy, teller: BookTeller) -> Clause:
    words = upper(teller.text(accuracy.target))
    return said(Span(words, "condition", accuracy.condition) if accuracy.condition else words)


def _figures(accuracy: Accuracy, teller: BookTeller) -> tuple[str, ...]:
    """The four figures in their order; an empty cell where none was given."""
    found = dict(accuracy.figures)
    return tuple(_estimate(found[figure], figure, teller) if figure in found else "" for figure in FIGURES)


def _estimate(estimate: Estimate, figure: str, teller: BookTeller) -> str:
    sign = "%" if figure in PERCENTAGES else ""
    if estimate.low is None or estimate.high is None:
        return f"{teller.number(estimate.value)}{sign}"
    return f"{teller.number(estimate.value)}{sign} ({teller.say('to', teller.number(estimate.low), teller.number(estimate.high))})"


def norm_lines(test: Test, teller: BookTeller) -> list[Line]:
    return [Line(said(teller.fact(one.fact)), _people(one, teller), _values(one, teller), _claim(one.evidence)) for one in test.norms]


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
    low, high = (None if end is None else teller.number(end) for end in (norm.low, norm.high))
    if low is not None and high is not None:
        normal = teller.say("to", low, high)
    else:
        normal = teller.say("or_more", low) if low is not None else teller.say("or_less", high) if high is not None else ""
    return f"{mean} {unit}".rstrip() if mean else "", f"{normal} {unit}".rstrip() if normal else ""


def _claim(evidence: Evidence) -> Claim:
    return Claim(evidence.source, evidence.verified, evidence.says, evidence.at, evidence.certainty)
