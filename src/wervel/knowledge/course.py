"""The course under care, from course.yaml: what to expect, what counts as a change, when to look again. Nothing in it changes a plan."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from wervel.knowledge.evidence import Evidence
from wervel.knowledge.properties import CLASSES
from wervel.knowledge.reading import Item, Reading
from wervel.knowledge.shape import Entry, Line, ListOf, MapOf, Number, Words
from wervel.knowledge.shapes import BECAUSE, COUNT, CRITERIA, FILES, LINES
from wervel.knowledge.spine import evidence_in
from wervel.logic.expr import Expr
from wervel.logic.fact import Ladder
from wervel.logic.text import Text

Verdict = Literal["on_track", "slower", "stalled", "worse"]
VERDICTS: tuple[Verdict, ...] = ("on_track", "slower", "stalled", "worse")
"""From best to worst; `VERDICTS.index` orders them."""

ACTIONS = ("contact", "examine_again", "letter", "step_up_care", "refer", "close", "prevent")
DURING = ("care", "prevent")
KINDS = ("pain", "leg", "function")
COHORT, PAIN, CLOSED, RED_FLAG = "cohort", "pain_avg_7d", "care_ended_because", "red_flag"
"""Facts that the course reads by name: the group by duration, the measure of pain, why care ended; and the end that an alarm brings."""

RANGE = ListOf(Number(0, 100), least=2)
CURVE = Entry(
    {
        "keeps": Number(0, 1),
        "fades_in_weeks": Number(0.1, 52),
        "published": ListOf(Entry({"week": COUNT, "mean": Number(0, 100), "range": RANGE}), least=2),
        "misses_at_most": Number(0, 20),
        "because": BECAUSE,
    }
)
MEASURE = Entry({"of": Line(KINDS), "percent": Number(1, 100), "because": BECAUSE}, {"points": Number(0.1, 100)})
EVALUATION = Entry(
    {"id": Line(), "during": Line(DURING), "when": CRITERIA, "do": ListOf(Line(ACTIONS), least=1), "within_days": COUNT,
     "care": Words(), "because": BECAUSE, "text": Words()}
)  # fmt: skip
POINTS = Number(0, 10)
COURSE = Entry(
    {
        "honesty": Words(),
        "curves": MapOf(CURVE),
        "band": Entry({"points": POINTS, "classes": ListOf(Line(CLASSES)), "because": BECAUSE}),
        "pain": Entry({"days": Number(1, 31), "least_days": Number(1, 31), "because": BECAUSE}),
        "measures": MapOf(MEASURE),
        "fresh_days": Entry({"days": COUNT, "because": BECAUSE}),
        "verdicts": Entry(
            {"rise": POINTS, "near": POINTS, "from_week": COUNT, "some_points": POINTS, "some_percent": Number(0, 100),
             "texts": Entry(dict.fromkeys(VERDICTS, Words())), "because": BECAUSE}
        ),
        "answers": Entry({"own_gain_days": COUNT, "trend_days": COUNT, "stable_within": POINTS, "because": BECAUSE}),
        "screening": Entry({"groups": LINES, "days": COUNT, "because": BECAUSE}),
        "actions": Entry(dict.fromkeys(ACTIONS, Words())),
        "evaluations": ListOf(EVALUATION, least=1),
        "close_reasons": MapOf(Entry({"name": Words()}, {"when": CRITERIA})),
        "close_because": BECAUSE,
        "prevent": Entry({"contacts": ListOf(COUNT, least=1), "text": Words(), "because": BECAUSE}),
    }
)  # fmt: skip
FILES["course"] = COURSE


@dataclass(frozen=True, slots=True)
class Mean:
    """A published mean of pain on 0 to 100 at a week, with its range."""

    week: int
    mean: Fraction
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Curve:
    """The average course of pain of one cohort. It misses none of the `published` means by more than `misses_at_most` (0 to 100)."""

    cohort: str
    keeps: Fraction
    fades_in_weeks: Fraction
    published: tuple[Mean, ...]
    misses_at_most: Fraction
    because: tuple[Evidence, ...]

    @property
    def id(self) -> str:
        return self.cohort

    def share(self, weeks: float) -> float:
        """The share of the pain at the start that is left after so many weeks of care, from 1 down to `keeps`."""
        keeps = float(self.keeps)
        return keeps + (1 - keeps) * math.exp(-weeks / float(self.fades_in_weeks))

    @property
    def misses(self) -> float:
        """How far the curve lies from the published mean that it fits worst, on 0 to 100."""
        start = float(self.published[0].mean)
        return max(abs(start * self.share(one.week) - float(one.mean)) for one in self.published)


@dataclass(frozen=True, slots=True)
class Measure:
    """A fact that is measured again, in its own unit; high is bad. Improved: `points` or `percent` less; no points: percent alone."""

    fact: str
    of: str
    points: Fraction | None
    percent: Fraction
    because: tuple[Evidence, ...]

    @property
    def id(self) -> str:
        return self.fact


@dataclass(frozen=True, slots=True)
class Judgement:
    """What makes a verdict; points on 0 to 10."""

    rise: Fraction
    near: Fraction
    from_week: int
    some_points: Fraction
    some_percent: Fraction
    texts: tuple[tuple[Verdict, Text], ...]
    because: tuple[Evidence, ...]

    def text(self, verdict: Verdict) -> Text:
        return dict(self.texts)[verdict]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """While `when` holds, `during` care or after it, somebody does this within so many days. `care` is for therapists."""

    id: str
    during: str
    when: Expr
    do: tuple[str, ...]
    within_days: int
    care: Text
    text: Text
    because: tuple[Evidence, ...]
    place: str


@dataclass(frozen=True, slots=True)
class CloseReason:
    """Why care may end. Without `when` a person judges it."""

    id: str
    name: Text
    when: Expr | None


@dataclass(frozen=True, eq=False)
class Course:
    """All of course.yaml. Days and weeks count from the start of care; `prevent_contacts` from its end.

    `band_points`: what is usual lies so far to both sides of the curve, for the `band_classes`. `pain_days`, `least_days`: the window
    of an average and its fewest diary days. `fresh_days`: how long a score says something about now.
    """

    honesty: Text
    curves: tuple[Curve, ...]
    band_points: Fraction
    band_classes: tuple[str, ...]
    band_because: tuple[Evidence, ...]
    pain_days: int
    least_days: int
    pain_because: tuple[Evidence, ...]
    measures: tuple[Measure, ...]
    fresh_days: int
    fresh_because: tuple[Evidence, ...]
    judgement: Judgement
    own_gain_days: int
    trend_days: int
    stable_within: Fraction
    answers_because: tuple[Evidence, ...]
    screening_groups: tuple[str, ...]
    screening_days: int
    screening_because: tuple[Evidence, ...]
    actions: tuple[tuple[str, Text], ...]
    evaluations: tuple[Evaluation, ...]
    close_reasons: tuple[CloseReason, ...]
    close_because: tuple[Evidence, ...]
    prevent_contacts: tuple[int, ...]
    prevent_text: Text
    prevent_because: tuple[Evidence, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every claim with its source, once."""
        return tuple(dict.fromkeys(evidence_in(self)))

    @property
    def criteria(self) -> tuple[Expr, ...]:
        """All that is asked of the facts: for a call, and for the end of care."""
        return (*(one.when for one in self.evaluations), *(one.when for one in self.close_reasons if one.when is not None))

    def curve(self, cohort: str) -> Curve:
        return next(curve for curve in self.curves if curve.cohort == cohort)

    def measure(self, fact: str) -> Measure:
        return next(measure for measure in self.measures if measure.fact == fact)

    def action(self, name: str) -> Text:
        return dict(self.actions)[name]


def read_course(item: Item, reading: Reading) -> Course:
    entry: dict[str, Any] = item.entry
    judged, answers, screening, prevent = entry["verdicts"], entry["answers"], entry["screening"], entry["prevent"]
    for at, group in enumerate(screening["groups"]):
        item.known(group, reading.groups, "group", ("screening", "groups", at))
    ended = reading.facts.get(CLOSED)
    for key in entry["close_reasons"]:
        item.known(key, ended.option_ids if ended else (), f"option of {CLOSED}", ("close_reasons", key))
    return Course(
        honesty=entry["honesty"],
        curves=_curves(item, reading),
        band_points=entry["band"]["points"] or Fraction(0),
        band_classes=tuple(entry["band"]["classes"]),
        band_because=item.because(reading, ("band", "because")),
        pain_days=int(entry["pain"]["days"] or 1),
        least_days=int(entry["pain"]["least_days"] or 1),
        pain_because=item.because(reading, ("pain", "because")),
        measures=_measures(item, reading),
        fresh_days=int(entry["fresh_days"]["days"] or 0),
        fresh_because=item.because(reading, ("fresh_days", "because")),
        judgement=Judgement(
            judged["rise"], judged["near"], int(judged["from_week"] or 0), judged["some_points"], judged["some_percent"],
            tuple(judged["texts"].items()), item.because(reading, ("verdicts", "because")),
        ),
        own_gain_days=int(answers["own_gain_days"] or 0),
        trend_days=int(answers["trend_days"] or 0),
        stable_within=answers["stable_within"] or Fraction(0),
        answers_because=item.because(reading, ("answers", "because")),
        screening_groups=tuple(screening["groups"]),
        screening_days=int(screening["days"] or 0),
        screening_because=item.because(reading, ("screening", "because")),
        actions=tuple(entry["actions"].items()),
        evaluations=_evaluations(item, reading),
        close_reasons=tuple(
            CloseReason(key, one["name"], item.criteria(one["when"], ("close_reasons", key, "when"), reading) if "when" in one else None)
            for key, one in entry["close_reasons"].items()
        ),
        close_because=item.because(reading, ("close_because",)),
        prevent_contacts=tuple(int(day or 0) for day in prevent["contacts"]),
        prevent_text=prevent["text"],
        prevent_because=item.because(reading, ("prevent", "because")),
    )  # fmt: skip


def _curves(item: Item, reading: Reading) -> tuple[Curve, ...]:
    """One for each cohort, each close to what was published."""
    ladder = reading.facts[COHORT].definition if COHORT in reading.facts else None
    cohorts = tuple(option for option, _ in ladder.steps) if isinstance(ladder, Ladder) else ()
    found = []
    for key, one in item.entry["curves"].items():
        here = ("curves", key)
        item.known(key, cohorts, f"option of {COHORT}", here)
        means = [
            Mean(int(mean["week"] or 0), mean["mean"] or Fraction(0), *[end or Fraction(0) for end in (*mean["range"], 0, 0)[:2]])
            for mean in one["published"]
        ]
        if None in (one["keeps"], one["fades_in_weeks"], one["misses_at_most"]) or not means:
            continue  # what is missing has been reported
        curve = Curve(
            key, one["keeps"], one["fades_in_weeks"], tuple(means), one["misses_at_most"], item.because(reading, (*here, "because"))
        )
        if curve.misses > curve.misses_at_most:
            item.problem((*here, "published"), f"a curve that misses by {curve.misses:.1f}", f"at most {float(curve.misses_at_most):g}",
                         "correct `keeps`, `fades_in_weeks` or the means")  # fmt: skip
        found.append(curve)
    for cohort in cohorts:
        if cohort not in item.entry["curves"]:
            item.problem(("curves",), f"no curve for `{cohort}`", f"one for each option of `{COHORT}`", f"add `{cohort}`")
    return tuple(found)


def _measures(item: Item, reading: Reading) -> tuple[Measure, ...]:
    found = []
    for key, one in item.entry["measures"].items():
        here = ("measures", key)
        item.known(key, [fact.id for fact in reading.facts.values() if fact.kind == "number"], "number fact", here)
        found.append(Measure(key, one["of"], one.get("points"), one["percent"], item.because(reading, (*here, "because"))))
    if PAIN not in item.entry["measures"]:
        item.problem(("measures",), f"no `{PAIN}`", "the measure that the curves are about", f"add `{PAIN}`")
    return tuple(found)


def _evaluations(item: Item, reading: Reading) -> tuple[Evaluation, ...]:
    found: dict[str, Evaluation] = {}
    for at, one in enumerate(item.entry["evaluations"]):
        here = ("evaluations", at)
        if one["id"] in found:
            item.problem((*here, "id"), f"`{one['id']}` a second time", "each id once", "rename or remove one")
        place = f"{item.document.file}:{item.document.line((*item.path, *here))}"
        found[one["id"]] = Evaluation(
            one["id"], one["during"], item.criteria(one["when"], (*here, "when"), reading), tuple(one["do"]), int(one["within_days"] or 0),
            one["care"], one["text"], item.because(reading, (*here, "because")), place,
        )  # fmt: skip
    return tuple(found.values())
