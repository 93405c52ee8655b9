"""Field hockey: the way back to play, the counters of a week and the session of a team, from sport.yaml."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from wervel.knowledge.evidence import Evidence
from wervel.knowledge.facts import ReadingStopped, read_facts
from wervel.knowledge.reading import Item, Reading
from wervel.knowledge.shape import Entry, Line, ListOf, MapOf, Number, Raw, Words
from wervel.knowledge.shapes import BECAUSE, COUNT, CRITERIA, DAYS, FACT, FILES, LINES
from wervel.knowledge.spine import evidence_in
from wervel.knowledge.types import Exercise
from wervel.logic.expr import Definitions, Expr
from wervel.logic.fact import Condition, Fact, Ladder
from wervel.logic.reference import Value
from wervel.logic.text import Text

STEP = "return_to_play_stage"
"""The fact of the guideline whose options are the steps of the way back, in order."""

BIG_JUMP = "big_jump"
KINDS = ("walk", "hinge", "run", "stance", "technical", "sprint", "limited_training", "training", "match")
DAY_KINDS = ("match", "training", "after_match", "before_match", "two_before_match", "between")
"""What a day of the week can be for a team; the first that fits goes before the others."""

READ_FACTS = (
    "red_in_step", "days_done", "days_green", "hours_in_step", "pain_lately", "walk_minutes", "hinge_green", "run_minutes", "stances_green",
    "technical_minutes", "calm_mornings", "sprint_green", "limited_trainings", "calm_trainings", "matches_green", "trunk_endurance_percent",
    "week_load", "last_week_load", "mean_load", BIG_JUMP,
)  # fmt: skip
"""Facts that the code fills in or reads by name: they must be there."""


LIGHTS = ("red", "amber", "green")


@dataclass(frozen=True, slots=True)
class SportSession:
    """What a player noted of one session; what was not noted is None.

    `effort` and pains 0 to 10; `light`: as the player judged it; `leg_change`: up, same, down or new.
    """

    day: date
    kind: str
    minutes: int
    effort: int | None = None
    light: str | None = None
    pain_before: int | None = None
    pain_during: int | None = None
    pain_next_morning: int | None = None
    leg_change: str | None = None
    drag_flicks: int = 0


@dataclass(frozen=True, slots=True)
class SessionKind:
    """What a session can be; `low`: the part of its minutes that is played bent forward."""

    id: str
    name: Text
    low: Fraction


@dataclass(frozen=True, slots=True)
class LowPosture:
    """Minutes bent forward: what a flick counts for, where a week starts, and its growth in percent over the mean of so many `weeks`."""

    minutes_per_flick: Fraction
    start_minutes: int
    growth_percent: int
    weeks: int
    text: Text
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Breaks:
    """So many `minutes` upright after so many minutes bent forward, as this exercise says."""

    after_low_minutes: int
    minutes: int
    exercise: str
    text: Text
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Flicks:
    """Drag flicks in one session, from a step on: the count and power in percent to start with, its growth in percent a week.

    After `weeks` without one it starts again. `texts`: not_yet, rest_day, start (count, power), count (count).
    """

    from_step: str
    start: int
    power_percent: int
    growth_percent: int
    weeks: int
    texts: Mapping[str, Text]
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class WarmUp:
    """This exercise before every training and match, from a step on."""

    from_step: str
    exercise: str
    text: Text
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Border:
    """What must be known to hold to pass; `id` such as r3.exit."""

    id: str
    when: Expr
    text: Text


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way back. `allows`: kind of session -> the most minutes in one session that this step adds."""

    id: str
    name: Text
    does: Text
    allows: Mapping[str, int]
    entry: Border
    exit: Border
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Referral:
    """While `when` holds, a doctor looks before anything else."""

    id: str
    when: Expr
    text: Text
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What a place in the team changes at these steps; the drills in `leaves_out` are not for them."""

    id: str
    when: Expr
    steps: tuple[str, ...]
    leaves_out: tuple[str, ...]
    text: Text
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ReturnToPlay:
    """The way back. `steps` in order; a match is played in quarters of so many minutes. Pains in points from 0 to 10.

    `full_minutes`: from here on a training is full-length when nobody says how long trainings are; `stance_minutes`: so much stance counts.
    """

    quarter_minutes: int
    full_minutes: int
    stance_minutes: int
    calm_pain: int
    morning_rise: int
    every_step: Border
    every_step_because: tuple[Evidence, ...]
    red_light: Text
    red_light_first: Text
    red_light_because: tuple[Evidence, ...]
    done: Text
    unknown_step: Text
    not_released: Text
    steps: tuple[Step, ...]
    referrals: tuple[Referral, ...]
    roles: tuple[Role, ...]

    def at(self, step: str) -> int:
        """The place of a step in the order."""
        return next(at for at, one in enumerate(self.steps) if one.id == step)


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """What each kind of day is for; `usual_training`, `usual_matches`: a common week of a club, to show, never to plan by."""

    usual_training: tuple[str, ...]
    usual_matches: tuple[str, ...]
    days: Mapping[str, Text]
    because: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One place in the session of a team, and the exercises that can take it."""

    id: str
    name: Text
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prevention:
    """The session of a team: so often a week, so many minutes, one exercise for each part.

    `complaint`: whether somebody has one. `young`: for whom a physiotherapist looks along. `player`: the healthy adult it is chosen for.
    """

    times_a_week: int
    minutes: int
    parts: tuple[Part, ...]
    complaint: Expr
    young: Expr
    young_text: Text
    player: Mapping[str, Value]
    because: tuple[Evidence, ...]


@dataclass(frozen=True, eq=False)
class Sport:
    """All of sport.yaml. `facts`: what the log of a player tells; the criteria read these beside the facts of the guideline."""

    facts: Mapping[str, Fact]
    evidence_of_facts: Mapping[str, tuple[Evidence, ...]]
    kinds: Mapping[str, SessionKind]
    low_posture: LowPosture
    breaks: Breaks
    flicks: Flicks
    big_jump_weeks: int
    big_jump_text: Text
    warm_up: WarmUp
    return_to_play: ReturnToPlay
    week: TeamWeek
    prevention: Prevention
    definitions: Definitions = field(init=False)

    def __post_init__(self) -> None:
        conditions = {key: fact.definition.when for key, fact in self.facts.items() if isinstance(fact.definition, Condition)}
        ladders = {key: fact.definition.steps for key, fact in self.facts.items() if isinstance(fact.definition, Ladder)}
        object.__setattr__(self, "definitions", Definitions(conditions, ladders))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every claim with its source, once."""
        return tuple(dict.fromkeys((*evidence_in(tuple(self.evidence_of_facts.values())), *evidence_in(self))))

    @property
    def texts(self) -> Iterator[tuple[str, Text]]:
        """Everything that a player reads, with its name."""
        back = self.return_to_play
        yield from (("low posture", self.low_posture.text), ("breaks", self.breaks.text), ("big jump", self.big_jump_text))
        yield from ((f"flicks, {key}", text) for key, text in self.flicks.texts.items())
        yield from (("warm-up", self.warm_up.text), ("red light", back.red_light), ("red light, first step", back.red_light_first))
        yield from (
            ("done", back.done),
            ("no step", back.unknown_step),
            ("not released", back.not_released),
            ("young", self.prevention.young_text),
        )
        for step in back.steps:
            yield f"{step.id}, what", step.does
            yield from ((border.id, border.text) for border in (step.entry, step.exit))
        yield back.every_step.id, back.every_step.text
        yield from ((one.id, one.text) for one in back.referrals)
        yield from ((one.id, one.text) for one in back.roles)


MINUTES = Number(0, 600)
SHARE = Number(1, 99)
BORDER = Entry({"when": CRITERIA, "text": Words()})
RETURN = Entry(
    {
        "quarter_minutes": Number(1, 60),
        "full_minutes": MINUTES,
        "stance_minutes": MINUTES,
        "calm_pain": Number(0, 10),
        "morning_rise": Number(0, 10),
        "every_step": Entry({"when": CRITERIA, "text": Words(), "because": BECAUSE}),
        "red_light": Entry({"text": Words(), "first": Words(), "because": BECAUSE}),
        "done": Words(),
        "unknown_step": Words(),
        "not_released": Words(),
        "steps": MapOf(Entry({"does": Words(), "allows": MapOf(MINUTES), "entry": BORDER, "exit": BORDER, "because": BECAUSE})),
        "referrals": ListOf(Entry({"id": Line(), "when": CRITERIA, "text": Words(), "because": BECAUSE})),
        "roles": ListOf(Entry({"id": Line(), "when": CRITERIA, "steps": LINES, "leaves_out": LINES, "text": Words(), "because": BECAUSE})),
    }
)
WEEKDAYS = ListOf(Line(DAYS), least=1)
FILES["sport"] = Entry(
    {
        "facts": MapOf(FACT),
        "kinds": Entry({kind: Entry({"name": Words(), "low": Number(0, 1)}) for kind in KINDS}),
        "low_posture": Entry(
            {"minutes_per_flick": Number(0, 10), "start_minutes": MINUTES, "growth_percent": SHARE, "weeks": Number(1, 12), "text": Words(),
             "because": BECAUSE}
        ),
        "breaks": Entry(
            {"after_low_minutes": Number(1, 120), "minutes": Number(1, 30), "exercise": Line(), "text": Words(), "because": BECAUSE}
        ),
        "flicks": Entry(
            {"from": Line(), "start": COUNT, "power_percent": SHARE, "growth_percent": SHARE, "weeks": Number(1, 12),
             "texts": Entry(dict.fromkeys(("not_yet", "rest_day", "start", "count"), Words())), "because": BECAUSE}
        ),
        "big_jump": Entry({"weeks": Number(1, 12), "text": Words()}),
        "warm_up": Entry({"from": Line(), "exercise": Line(), "text": Words(), "because": BECAUSE}),
        "return_to_play": RETURN,
        "week": Entry(
            {"usual": Entry({"training_days": WEEKDAYS, "match_days": WEEKDAYS}), "days": Entry(dict.fromkeys(DAY_KINDS, Words())),
             "because": BECAUSE}
        ),
        "prevention": Entry(
            {"times_a_week": Number(1, 7), "minutes": Number(5, 60),
             "groups": MapOf(Entry({"name": Words(), "exercises": ListOf(Line(), least=1)})), "complaint": CRITERIA,
             "young": BORDER, "player": MapOf(Raw()), "because": BECAUSE}
        ),
    }
)  # fmt: skip


def read_sport(item: Item, reading: Reading, exercises: Mapping[str, Exercise]) -> Sport | None:
    """The file; nothing when its facts go round in a circle. What is wrong is added to the problems."""
    return _Reader(item, reading, exercises).sport()


class _Reader:
    def __init__(self, item: Item, reading: Reading, exercises: Mapping[str, Exercise]) -> None:
        self.item, self.exercises = item, exercises
        self.entry: dict[str, Any] = item.entry
        self.guideline_facts = reading.facts
        self.reading = Reading(sources=reading.sources, units=reading.units)
        """Sources and units are those of the guideline; the facts are its own until they have been read."""

    def sport(self) -> Sport | None:
        items = [Item(self.item.document, ("facts", key), {"id": key, **fact}) for key, fact in self.entry["facts"].items()]
        try:
            facts = read_facts(items, self.reading)
        except ReadingStopped:
            return None
        for key in READ_FACTS:
            self.item.known(key, facts, "fact that sport rests on", ("facts",))
        for key in sorted(set(facts) & set(self.guideline_facts)):
            self.item.problem(("facts", key), f"`{key}`, which the guideline has too", "a name of its own", "rename it, or use that fact")
        self.reading.facts = {**self.guideline_facts, **facts}
        low, breaks, flicks, warm_up, week = (self.entry[key] for key in ("low_posture", "breaks", "flicks", "warm_up", "week"))
        steps = tuple(self.entry["return_to_play"]["steps"])
        for key in ("flicks", "warm_up"):
            self.named([self.entry[key]["from"]], steps, "step", key, "from")
        for key in ("breaks", "warm_up"):
            self.named([self.entry[key]["exercise"]], self.exercises, "exercise", key, "exercise")
        return Sport(
            facts=facts,
            evidence_of_facts={one.entry["id"]: one.because(self.reading) for one in items if "because" in one.entry},
            kinds={key: SessionKind(key, kind["name"], kind["low"] or Fraction(0)) for key, kind in self.entry["kinds"].items()},
            low_posture=LowPosture(
                low["minutes_per_flick"] or Fraction(0), _whole(low["start_minutes"]), _whole(low["growth_percent"]), _whole(low["weeks"]),
                low["text"], self.because("low_posture"),
            ),
            breaks=Breaks(
                _whole(breaks["after_low_minutes"]), _whole(breaks["minutes"]), breaks["exercise"], breaks["text"], self.because("breaks")
            ),
            flicks=Flicks(
                flicks["from"], _whole(flicks["start"]), _whole(flicks["power_percent"]), _whole(flicks["growth_percent"]),
                _whole(flicks["weeks"]), flicks["texts"], self.because("flicks"),
            ),
            big_jump_weeks=_whole(self.entry["big_jump"]["weeks"]),
            big_jump_text=self.entry["big_jump"]["text"],
            warm_up=WarmUp(warm_up["from"], warm_up["exercise"], warm_up["text"], self.because("warm_up")),
            return_to_play=self.return_to_play(),
            week=TeamWeek(
                tuple(week["usual"]["training_days"]), tuple(week["usual"]["match_days"]), week["days"], self.because("week")
            ),
            prevention=self.prevention(),
        )  # fmt: skip

    def return_to_play(self) -> ReturnToPlay:
        back = self.entry["return_to_play"]
        here = "return_to_play"
        fact = self.guideline_facts.get(STEP)
        options = dict(fact.options) if fact else {}
        if list(back["steps"]) != list(options):
            self.item.problem((here, "steps"), ", ".join(back["steps"]), f"the options of `{STEP}`, in order: {', '.join(options)}",
                              "write one step for each")  # fmt: skip
        return ReturnToPlay(
            quarter_minutes=_whole(back["quarter_minutes"]),
            full_minutes=_whole(back["full_minutes"]),
            stance_minutes=_whole(back["stance_minutes"]),
            calm_pain=_whole(back["calm_pain"]),
            morning_rise=_whole(back["morning_rise"]),
            every_step=self.border("every_step", back["every_step"], here, "every_step"),
            every_step_because=self.because(here, "every_step"),
            red_light=back["red_light"]["text"],
            red_light_first=back["red_light"]["first"],
            red_light_because=self.because(here, "red_light"),
            done=back["done"],
            unknown_step=back["unknown_step"],
            not_released=back["not_released"],
            steps=tuple(self.step(key, step, options.get(key, Text(key, key))) for key, step in back["steps"].items()),
            referrals=tuple(
                Referral(one["id"], self.when(one, here, "referrals", at), one["text"], self.because(here, "referrals", at))
                for at, one in enumerate(back["referrals"])
            ),
            roles=tuple(self.role(at, one, tuple(back["steps"])) for at, one in enumerate(back["roles"])),
        )

    def step(self, key: str, step: dict[str, Any], name: Text) -> Step:
        here = ("return_to_play", "steps", key)
        for kind in step["allows"]:
            self.item.known(kind, KINDS, "kind of session", (*here, "allows", kind))
        return Step(
            key, name, step["does"], {kind: _whole(most) for kind, most in step["allows"].items()},
            self.border(f"{key}.entry", step["entry"], *here, "entry"), self.border(f"{key}.exit", step["exit"], *here, "exit"),
            self.because(*here),
        )  # fmt: skip

    def role(self, at: int, role: dict[str, Any], steps: tuple[str, ...]) -> Role:
        here = ("return_to_play", "roles", at)
        self.named(role["steps"], steps, "step", *here, "steps")
        self.named(role["leaves_out"], self.exercises, "exercise", *here, "leaves_out")
        when = self.when(role, *here)
        return Role(role["id"], when, tuple(role["steps"]), tuple(role["leaves_out"]), role["text"], self.because(*here))

    def prevention(self) -> Prevention:
        entry = self.entry["prevention"]
        for key, group in entry["groups"].items():
            self.named(group["exercises"], self.exercises, "exercise", "prevention", "groups", key, "exercises")
        self.named(entry["player"], self.guideline_facts, "fact", "prevention", "player")
        told = {key: raw for key, raw in entry["player"].items() if key in self.guideline_facts}
        read = {key: self.item.value(self.guideline_facts[key], raw, ("prevention", "player", key)) for key, raw in told.items()}
        return Prevention(
            _whole(entry["times_a_week"]),
            _whole(entry["minutes"]),
            tuple(Part(key, group["name"], tuple(group["exercises"])) for key, group in entry["groups"].items()),
            self.item.criteria(entry["complaint"], ("prevention", "complaint"), self.reading),
            self.when(entry["young"], "prevention", "young"),
            entry["young"]["text"],
            {key: value for key, value in read.items() if value is not None},
            self.because("prevention"),
        )

    def border(self, name: str, entry: dict[str, Any], *path: str | int) -> Border:
        return Border(name, self.when(entry, *path), entry["text"])

    def when(self, entry: dict[str, Any], *path: str | int) -> Expr:
        return self.item.criteria(entry["when"], (*path, "when"), self.reading)

    def because(self, *path: str | int) -> tuple[Evidence, ...]:
        return self.item.because(self.reading, (*path, "because"))

    def named(self, names: Iterable[str], known: Iterable[str], kind: str, *path: str | int) -> None:
        """Adds a problem for each name that does not exist; what is missing has been reported."""
        known = list(known)
        for at, name in enumerate(names):
            if name is not None:
                self.item.known(name, known, kind, (*path, at))


def _whole(number: Fraction | None) -> int:
    """A whole number; what is missing has been reported."""
    return int(number or 0)
