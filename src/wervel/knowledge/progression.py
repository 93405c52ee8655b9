"""How an exercise goes on from one session to the next: facts of its own, rules, steps and limits, from progression.yaml."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from wervel.knowledge.evidence import Evidence
from wervel.knowledge.facts import ReadingStopped, read_facts
from wervel.knowledge.reading import Item, Reading
from wervel.knowledge.rules import ScaleWords
from wervel.knowledge.shape import Entry, Line, ListOf, MapOf, Number, Shape, Words, YesNo
from wervel.knowledge.shapes import BECAUSE, COUNT, CRITERIA, FACT, FILES, LINES
from wervel.knowledge.types import STAGES, Exercise
from wervel.logic.expr import Definitions, Expr, facts_beneath
from wervel.logic.fact import Condition, Fact, Ladder
from wervel.logic.text import Text

NEEDS: Mapping[str, tuple[str, ...]] = {
    "step_up": (),
    "keep": (),
    "repeat": (),
    "less_sets": ("sets", "percent"),
    "less_dose": ("percent",),
    "regress": ("percent", "sessions"),
    "stop_direction": ("days",),
    "shorter": (),
    "restart": ("percent",),
    "deload": ("percent",),
    "quota": (),
    "calm_days": (),
    "resume": (),
}
"""What a rule can do with an exercise, and the amounts that it must then name."""

LIGHTS = ("red", "amber", "green")
STEPS = ("minutes", "reps", "sets", "hold", "load", "harder")
TELLS = ("same_day", "soon")
MODES = ("exercise", "aerobic", "drill")
LIGHT = "light"
READ_FACTS = (LIGHT, "easy", "quota")
"""Derived facts that the code reads: they must be there."""


@dataclass(frozen=True, slots=True)
class ProgressionRule:
    """`when` holds: then `action`. `percent`: what is left of the dose; `sets`: how many fewer.

    `sessions`: how often before all of it comes back; `days`: how long a direction is left out; `stage`: where to go back to.
    `tell`: how soon somebody must hear it; `ask_again`: alarm signs are asked before going on; `gap`: because of days without exercise.
    `otherwise`: the text when there is no step up, or nothing easier.
    """

    id: str
    when: Expr
    action: str
    text: Text
    because: tuple[Evidence, ...]
    place: str
    otherwise: Text
    percent: int = 100
    sets: int = 0
    sessions: int = 0
    days: int = 0
    stage: str | None = None
    tell: str | None = None
    ask_again: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class StepUp:
    """One kind of step: `add` so many, or `percent` more; up to this percentage of the library's dose, and never above `most`."""

    kind: str
    text: Text
    add: int = 0
    percent: int = 0
    up_to_percent: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class LoadStep:
    """More weight: between these percentages or kilograms, so many `times` before a harder exercise, with this equipment."""

    text: Text
    percent: tuple[Fraction, Fraction]
    kg: tuple[Fraction, Fraction]
    times: int
    equipment: frozenset[str]


@dataclass(frozen=True, slots=True)
class WeekLimits:
    """What `days` days allow: growth of one exercise in percent, for the exercises in `slow` less, and hard sets in a group of families."""

    days: int
    volume_percent: int
    slow_percent: int
    slow: frozenset[str]
    hard_effort: int
    hard_sets: Mapping[str, int]
    groups: Mapping[str, tuple[str, ...]]
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """From one of these stages to another, when its criteria hold."""

    id: str
    stages: tuple[str, ...]
    to: str
    when: Expr
    text: Text
    tell: str | None
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class FlareUp:
    """`rise`: points more pain than before, for longer than `hours`, in a diary whose lines are at most `lines_apart` days apart.

    `days` (fewest, most) of calm exercises; then on with `percent` of the dose.
    """

    rise: int
    hours: int
    lines_apart: int
    days: tuple[int, int]
    sessions_per_day: int
    percent: int
    text: Text
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Quota:
    """Building up by plan: start in percent of the mean of so many `tries`, then a step in percent every `days` days."""

    tries: int
    start_percent: tuple[int, int]
    step_percent: tuple[int, int]
    days: int
    text: Text
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class WalkingGoal:
    """On `days` days a week at least; so many minutes a week by that week."""

    days: int
    by_week: int
    minutes_by_then: int
    because: tuple[Evidence, ...]


@dataclass(frozen=True, eq=False)
class Progression:
    """All of it. `settled_hours`, `not_settled_hours`: how the pain of the next morning counts when the hours were not noted.

    `mornings`: of so many days, at least so many noted. `patterns`: families that show how bending and rising go.
    `steps_because`: behind `order`, `modes`, `steps` and `load`.
    """

    facts: Mapping[str, Fact]
    evidence_of_facts: Mapping[str, tuple[Evidence, ...]]
    rules: tuple[ProgressionRule, ...]
    order: tuple[str, ...]
    modes: tuple[str, ...]
    steps: Mapping[str, StepUp]
    load: LoadStep
    steps_because: tuple[Evidence, ...]
    limits: WeekLimits
    moves: tuple[Move, ...]
    patterns: tuple[str, ...]
    flare_up: FlareUp
    quota: Quota
    walking: WalkingGoal
    settled_hours: int
    not_settled_hours: int
    next_morning_because: tuple[Evidence, ...]
    mornings: tuple[int, int]
    mornings_because: tuple[Evidence, ...]
    definitions: Definitions = field(init=False)

    def __post_init__(self) -> None:
        conditions = {key: fact.definition.when for key, fact in self.facts.items() if isinstance(fact.definition, Condition)}
        ladders = {key: fact.definition.steps for key, fact in self.facts.items() if isinstance(fact.definition, Ladder)}
        object.__setattr__(self, "definitions", Definitions(conditions, ladders))

    @cached_property
    def light_facts(self) -> tuple[str, ...]:
        """All that the light of a session rests on."""
        return tuple(sorted({fact for _, when in self.definitions.ladders[LIGHT] for fact in facts_beneath(when, self.definitions)}))

    def rule(self, name: str) -> ProgressionRule:
        return next(rule for rule in self.rules if rule.id == name)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every claim with its source."""
        found = [*self.evidence_of_facts.values(), self.next_morning_because, self.mornings_because, self.steps_because]
        found += [self.limits.because, self.flare_up.because, self.quota.because, self.walking.because]
        found += [*(rule.because for rule in self.rules), *(move.because for move in self.moves)]
        return tuple(evidence for because in found for evidence in because)

    @property
    def texts(self) -> Iterator[tuple[str, Text]]:
        """Everything that a patient reads, with its name."""
        for rule in self.rules:
            yield rule.id, rule.text
            if rule.otherwise != rule.text:
                yield f"{rule.id}, otherwise", rule.otherwise
        yield from ((f"step {step.kind}", step.text) for step in self.steps.values())
        yield from ((move.id, move.text) for move in self.moves)
        yield from (("step load", self.load.text), ("flare-up", self.flare_up.text), ("by plan", self.quota.text))
        yield from ((key, fact.question) for key, fact in self.facts.items() if fact.question is not None and fact.by == "patient")


PERCENT = Number(0, 100)
SHARE = Number(1, 99)
WORKED_OUT: dict[str, Shape] = {"because": BECAUSE}
RULE = Entry(
    {"id": Line(), "when": CRITERIA, "action": Line(tuple(NEEDS)), "text": Words(), **WORKED_OUT},
    {
        "percent": SHARE,
        "sets": Number(1, 10),
        "sessions": Number(1, 20),
        "days": Number(1, 365),
        "stage": Line(STAGES),
        "tell": Line(TELLS),
        "ask_again": YesNo(),
        "gap": YesNo(),
        "otherwise": Words(),
    },
)
MOST: dict[str, Shape] = {"most": COUNT, "text": Words()}
STEP_UP = Entry(
    {
        "order": ListOf(Line(STEPS), least=1),
        "modes": ListOf(Line(MODES), least=1),
        "minutes": Entry({"percent": SHARE, "up_to_percent": Number(100, 500), **MOST}),
        "reps": Entry({"add": Number(1, 10), "up_to_percent": Number(100, 500), **MOST}),
        "sets": Entry({"add": Number(1, 5), **MOST}),
        "hold": Entry({"percent": SHARE, "up_to_percent": Number(100, 500), **MOST}),
        "load": Entry(
            {"percent": ListOf(PERCENT, least=2), "kg": ListOf(Number(0, 50), least=2), "times": COUNT, "equipment": LINES, "text": Words()}
        ),
        "harder": Entry({"text": Words()}),
        **WORKED_OUT,
    }
)
LIMITS = Entry(
    {
        "days": Number(1, 28),
        "volume_percent": SHARE,
        "slow_percent": SHARE,
        "slow": LINES,
        "hard_effort": Number(0, 10),
        "hard_sets": Entry({}, dict.fromkeys(STAGES, COUNT)),
        "groups": MapOf(LINES),
        **WORKED_OUT,
    }
)
MOVE = Entry(
    {"id": Line(), "from": ListOf(Line(STAGES), least=1), "to": Line(STAGES), "when": CRITERIA, "text": Words(), **WORKED_OUT},
    {"tell": Line(TELLS)},
)
PROGRESSION = Entry(
    {
        "facts": MapOf(FACT),
        "next_morning": Entry({"settled_hours": Number(0, 168), "not_settled_hours": Number(0, 168), **WORKED_OUT}),
        "mornings": Entry({"days": Number(1, 28), "least": Number(1, 28), **WORKED_OUT}),
        "rules": ListOf(RULE, least=1),
        "step_up": STEP_UP,
        "limits": LIMITS,
        "patterns": LINES,
        "moves": ListOf(MOVE),
        "flare_up": Entry(
            {"rise": Number(1, 10), "hours": COUNT, "lines_apart": Number(1, 7), "days": ListOf(COUNT, least=2),
             "sessions_per_day": COUNT, "percent": SHARE, "text": Words(), **WORKED_OUT}
        ),
        "quota": Entry(
            {"tries": Number(1, 10), "start_percent": ListOf(PERCENT, least=2), "step_percent": ListOf(PERCENT, least=2),
             "days": Number(1, 28), "text": Words(), **WORKED_OUT}
        ),
        "walking": Entry({"days": Number(1, 7), "by_week": Number(1, 52), "minutes_by_then": COUNT, **WORKED_OUT}),
    }
)  # fmt: skip
FILES["progression"] = PROGRESSION


def read_progression(item: Item, reading: Reading, words: ScaleWords, exercises: Mapping[str, Exercise]) -> Progression | None:
    """The progression from its file; nothing when its facts go round in a circle. What is wrong is added to the problems."""
    return _Reader(item, reading, words, exercises).progression()


class _Reader:
    def __init__(self, item: Item, reading: Reading, words: ScaleWords, exercises: Mapping[str, Exercise]) -> None:
        self.item, self.words, self.exercises = item, words, exercises
        self.entry: dict[str, Any] = item.entry
        self.reading = Reading(sources=reading.sources, units=reading.units)
        """Sources and units are those of the guideline; the facts are its own."""
        self.same = reading.facts
        """The facts of the guideline: what bears the name of one of them is that fact."""

    def progression(self) -> Progression | None:
        entry = self.entry
        items = [Item(self.item.document, ("facts", key), {"id": key, **fact}) for key, fact in entry["facts"].items()]
        try:
            facts = read_facts(items, self.reading)
        except ReadingStopped:
            return None
        for key in READ_FACTS:
            self.item.known(key, facts, "fact that progression rests on", ("facts",))
        for key in facts.keys() & self.same.keys():
            one, other = facts[key], self.same[key]
            if (one.kind, one.option_ids) != (other.kind, other.option_ids):
                self.item.problem(("facts", key), f"`{key}` as {one.kind}", f"{other.kind} with the same options, as in facts/",
                                  "make them alike, or choose another name")  # fmt: skip
        if "light" in facts and not set(facts["light"].option_ids) <= set(LIGHTS):
            self.item.problem(("facts", "light", "options"), ", ".join(facts["light"].option_ids), ", ".join(LIGHTS), "use these options")
        steps, limits, flare, quota, walking = (entry[key] for key in ("step_up", "limits", "flare_up", "quota", "walking"))
        self.named(steps["load"]["equipment"], self.words["equipment"], "piece of equipment", "step_up", "load", "equipment")
        self.named(limits["slow"], self.exercises, "exercise", "limits", "slow")
        self.named(entry["patterns"], self.words["families"], "family of exercises", "patterns")
        for group, families in limits["groups"].items():
            self.named(families, self.words["families"], "family of exercises", "limits", "groups", group)
        return Progression(
            facts=facts,
            evidence_of_facts={one.entry["id"]: one.because(self.reading) for one in items if "because" in one.entry},
            rules=self.rules(),
            order=tuple(steps["order"]),
            modes=tuple(steps["modes"]),
            steps={kind: self.step(kind, steps[kind]) for kind in STEPS if kind != "load"},
            load=LoadStep(
                steps["load"]["text"], self.ordered(steps["load"]["percent"], "step_up", "load", "percent"),
                self.ordered(steps["load"]["kg"], "step_up", "load", "kg"), int(steps["load"]["times"] or 0),
                frozenset(steps["load"]["equipment"]),
            ),
            steps_because=self.because("step_up"),
            limits=WeekLimits(
                int(limits["days"] or 0), int(limits["volume_percent"] or 0), int(limits["slow_percent"] or 0), frozenset(limits["slow"]),
                int(limits["hard_effort"] or 0), {stage: int(sets or 0) for stage, sets in limits["hard_sets"].items()},
                {group: tuple(families) for group, families in limits["groups"].items()}, self.because("limits"),
            ),
            moves=tuple(self.move(at, move) for at, move in enumerate(entry["moves"])),
            patterns=tuple(entry["patterns"]),
            flare_up=FlareUp(
                int(flare["rise"] or 0), int(flare["hours"] or 0), int(flare["lines_apart"] or 0),
                self.whole(flare["days"], "flare_up", "days"), int(flare["sessions_per_day"] or 0), int(flare["percent"] or 0),
                flare["text"], self.because("flare_up"),
            ),
            quota=Quota(
                int(quota["tries"] or 0), self.whole(quota["start_percent"], "quota", "start_percent"),
                self.whole(quota["step_percent"], "quota", "step_percent"), int(quota["days"] or 0), quota["text"], self.because("quota"),
            ),
            walking=WalkingGoal(
                int(walking["days"] or 0), int(walking["by_week"] or 0), int(walking["minutes_by_then"] or 0), self.because("walking"),
            ),
            settled_hours=int(entry["next_morning"]["settled_hours"] or 0),
            not_settled_hours=int(entry["next_morning"]["not_settled_hours"] or 0),
            next_morning_because=self.because("next_morning"),
            mornings=(int(entry["mornings"]["days"] or 0), int(entry["mornings"]["least"] or 0)),
            mornings_because=self.because("mornings"),
        )  # fmt: skip

    def because(self, *path: str | int) -> tuple[Evidence, ...]:
        return self.item.because(self.reading, (*path, "because"))

    def named(self, names: Iterable[str], known: Iterable[str], kind: str, *path: str | int) -> None:
        for at, name in enumerate(names):
            self.item.known(name, known, kind, (*path, at))

    def ordered(self, ends: list[Fraction | None], *path: str | int) -> tuple[Fraction, Fraction]:
        """From and to; what is missing has been reported."""
        low, high = (ends[0] or Fraction(0), ends[-1] or Fraction(0)) if ends else (Fraction(0), Fraction(0))
        if low > high:
            self.item.problem(path, f"{float(low):g} to {float(high):g}", "the lowest first", "turn the two around")
        return low, high

    def whole(self, ends: list[Fraction | None], *path: str | int) -> tuple[int, int]:
        low, high = self.ordered(ends, *path)
        return int(low), int(high)

    def rules(self) -> tuple[ProgressionRule, ...]:
        entries: list[dict[str, Any]] = self.entry["rules"]
        seen: set[str] = set()
        for at, entry in enumerate(entries):
            if entry["id"] in seen:
                self.item.problem(("rules", at), f"`{entry['id']}` a second time", "each id once", "rename or remove one")
            seen.add(entry["id"])
            for amount in NEEDS.get(entry["action"], ()):
                if amount not in entry:
                    self.item.problem(("rules", at), f"no `{amount}`", f"`{amount}` for {entry['action']}", f"add a line `{amount}: ...`")
        if entries and entries[-1]["when"] != "always":
            self.item.problem(("rules", len(entries) - 1, "when"), f"`{entries[-1]['when']}`", "`always` in the last rule",
                              "end with a rule that always holds, so that one always decides")  # fmt: skip
        return tuple(self.rule(at, entry) for at, entry in enumerate(entries))

    def rule(self, at: int, entry: dict[str, Any]) -> ProgressionRule:
        return ProgressionRule(
            id=entry["id"],
            when=self.item.criteria(entry["when"], ("rules", at, "when"), self.reading),
            action=entry["action"],
            text=entry["text"],
            because=self.because("rules", at),
            place=f"{self.item.document.file}:{self.item.document.line(('rules', at))}",
            otherwise=entry.get("otherwise", entry["text"]),
            percent=int(entry.get("percent") or 100),
            **{key: int(entry.get(key) or 0) for key in ("sets", "sessions", "days")},
            stage=entry.get("stage"),
            tell=entry.get("tell"),
            ask_again=entry.get("ask_again", False),
            gap=entry.get("gap", False),
        )

    def move(self, at: int, entry: dict[str, Any]) -> Move:
        when = self.item.criteria(entry["when"], ("moves", at, "when"), self.reading)
        return Move(entry["id"], tuple(entry["from"]), entry["to"], when, entry["text"], entry.get("tell"), self.because("moves", at))

    def step(self, kind: str, entry: dict[str, Any]) -> StepUp:
        return StepUp(kind, entry["text"], **{key: int(entry.get(key) or 0) for key in ("add", "percent", "up_to_percent", "most")})
