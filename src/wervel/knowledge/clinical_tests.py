"""The examination from examination/*.yaml: a file for each step, with its tests."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from wervel.knowledge.examination import FIGURES, SEXES, Accuracy, Estimate, Examination, Norm, Test
from wervel.knowledge.reading import Item, Reading
from wervel.knowledge.shape import Entry, Line, ListOf, Number, Words, YesNo
from wervel.knowledge.shapes import BECAUSE, CRITERIA, EVIDENCE, FILES, LINES

PERCENT, RATIO, AMOUNT = Number(0, 100), Number(0, 1000), Number(-1000, 100_000)
ACCURACY = Entry(
    {"target": Words(), "setting": Words(), "because": EVIDENCE},
    {
        "condition": Line(),
        "sensitivity": ListOf(PERCENT, least=1),
        "specificity": ListOf(PERCENT, least=1),
        "lr_positive": ListOf(RATIO, least=1),
        "lr_negative": ListOf(RATIO, least=1),
    },
)
NORM = Entry(
    {"fact": Line(), "because": EVIDENCE},
    {"mean": AMOUNT, "sd": AMOUNT, "low": AMOUNT, "high": AMOUNT, "sex": Line(SEXES), "ages": ListOf(Number(0, 115), least=2),
     "athletes": YesNo()},
)  # fmt: skip
TEST = Entry(
    {"id": Line(), "name": Words(), "how": Words(), "positive": Words(), "because": BECAUSE},
    {
        "records": LINES,
        "pairs": ListOf(ListOf(Line(), least=2)),
        "accuracy": ListOf(ACCURACY),
        "norms": ListOf(NORM),
        "not_when": CRITERIA,
    },
)
FILES["examination"] = Entry({"id": Line(), "order": Number(1, 99), "name": Words(), "why": Words(), "tests": ListOf(TEST, least=1)})


def read_examination(item: Item, reading: Reading, conditions: Iterable[str]) -> Examination:
    entry: dict[str, Any] = item.entry
    tests = tuple(_test(Item(item.document, ("tests", at), test), reading, conditions) for at, test in enumerate(entry["tests"]))
    return Examination(entry["id"], int(entry["order"] or 0), entry["name"], entry["why"], tests)


def _test(item: Item, reading: Reading, conditions: Iterable[str]) -> Test:
    entry: dict[str, Any] = item.entry
    records = tuple(entry.get("records", ()))
    pairs = tuple((pair[0], pair[-1]) for pair in entry.get("pairs", ()) if pair)
    if not records and not pairs:
        item.problem((), "neither `records` nor `pairs`", "the facts that this test answers", "add `records: [fact]`")
    for fact in (*records, *(fact for pair in pairs for fact in pair)):
        item.known(fact, reading.facts, "fact", ("records",) if fact in records else ("pairs",))
    return Test(
        entry["id"], entry["name"], entry["how"], entry["positive"], records, pairs,
        tuple(_accuracy(item, reading, one, ("accuracy", at), conditions) for at, one in enumerate(entry.get("accuracy", ()))),
        tuple(_norm(item, reading, one, ("norms", at)) for at, one in enumerate(entry.get("norms", ()))),
        item.because(reading), item.place,
        item.criteria(entry["not_when"], ("not_when",), reading) if "not_when" in entry else None,
    )  # fmt: skip


def _accuracy(item: Item, reading: Reading, entry: dict[str, Any], path: tuple[str | int, ...], conditions: Iterable[str]) -> Accuracy:
    if condition := entry.get("condition"):
        item.known(condition, conditions, "condition", (*path, "condition"))
    figures = tuple((figure, _estimate(item, entry[figure], (*path, figure))) for figure in FIGURES if entry.get(figure))
    if not figures:
        item.problem(path, "no figure", f"one of: {', '.join(FIGURES)}", "add such as `sensitivity: [92, 87, 95]`")
    return Accuracy(entry["target"], entry["setting"], condition, figures, item.claim(entry["because"], (*path, "because"), reading))


def _estimate(item: Item, numbers: list[Fraction], path: tuple[str | int, ...]) -> Estimate:
    """A value, or a value with the two ends of its interval."""
    match numbers:
        case [value]:
            return Estimate(value)
        case [value, low, high] if low <= value <= high:
            return Estimate(value, low, high)
        case _:
            item.problem(path, f"`{', '.join(str(float(one or 0)) for one in numbers)}`", "a value, or a value and its interval",
                         "write such as [92] or [92, 87, 95]")  # fmt: skip
            return Estimate(numbers[0])


def _norm(item: Item, reading: Reading, entry: dict[str, Any], path: tuple[str | int, ...]) -> Norm:
    item.known(entry["fact"], reading.facts, "fact", (*path, "fact"))
    if not {"mean", "low", "high"} & set(entry):
        item.problem(path, "no figure", "a mean (with sd), or a low or high end", "add such as `mean: 146`")
    ages = entry.get("ages")
    return Norm(
        entry["fact"], item.claim(entry["because"], (*path, "because"), reading), entry.get("mean"), entry.get("sd"), entry.get("low"),
        entry.get("high"), entry.get("sex"), (int(ages[0]), int(ages[-1])) if ages else None, entry.get("athletes", False),
    )  # fmt: skip
