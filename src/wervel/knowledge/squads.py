"""Squad files: a team, its week and its players. The door where they are checked; nothing in it is kept by Wervel."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from wervel.knowledge.cases import Case, check_answers, check_preferences
from wervel.knowledge.document import Document, Refused, parse_document, read_document
from wervel.knowledge.episodes import EARLIEST, LEG_CHANGES
from wervel.knowledge.shape import Day, Entry, Line, ListOf, Number, Raw
from wervel.knowledge.shapes import DAYS, LINES, PREFERENCES
from wervel.knowledge.sport import KINDS, LIGHTS, STEP, SportSession
from wervel.knowledge.types import Guideline
from wervel.logic.fact import Problem, did_you_mean, show

Where = tuple[str | int, ...]
PAIN = Number(0, 10)
PLAYER = Entry(
    {},
    {
        "name": Line(),
        "number": Number(1, 999),
        "facts": Raw({"type": "object"}),
        "preferences": PREFERENCES,
        "step_since": Day(),
        "trunk_endurance_percent": Number(0, 300),
        "log": ListOf(
            Entry(
                {"date": Day(), "kind": Line(KINDS), "minutes": Number(1, 600)},
                {"effort": PAIN, "light": Line(LIGHTS), "pain_before": PAIN, "pain_during": PAIN, "pain_next_morning": PAIN,
                 "leg_change": Line(LEG_CHANGES), "drag_flicks": Number(0, 500)},
            )
        ),
    },
)  # fmt: skip
SQUAD_FILE = Entry(
    {
        "squad": Line(("1",)),
        "name": Line(),
        "training_days": ListOf(Line(DAYS)),
        "match_days": ListOf(Line(DAYS)),
        "minutes": Number(15, 240),
        "players": ListOf(PLAYER),
    },
    {"equipment": LINES},
)


@dataclass(frozen=True)
class Player:
    """A player under a name or number. `step_since`: the day on which their step back to play began; the step is a fact of the case."""

    name: str
    case: Case
    step_since: date | None
    trunk_endurance_percent: int | None
    log: tuple[SportSession, ...]


@dataclass(frozen=True)
class Squad:
    """A team: the days of its week, the minutes of a training, and what it has at hand. `players` in the order of the file."""

    name: str
    training_days: tuple[str, ...]
    match_days: tuple[str, ...]
    minutes: int
    equipment: frozenset[str]
    players: tuple[Player, ...]


def read_squad(path: Path, guideline: Guideline, today: date) -> Squad:
    """A squad file on the day `today`. Raises `Refused` with every problem in it."""
    return _Door(read_document(path), guideline, today).squad()


def parse_squad(content: str, guideline: Guideline, today: date, name: str = "squad.yaml") -> Squad:
    return _Door(parse_document(content.encode(), name), guideline, today).squad()


class _Door:
    """Checks one document. Problems are collected."""

    def __init__(self, document: Document, guideline: Guideline, today: date) -> None:
        self.document, self.guideline, self.today = document, guideline, today

    def squad(self) -> Squad:
        content = SQUAD_FILE.read(self.document.data, (), self.document.problems)
        sport = self.guideline.sport
        assert sport is not None, "the caller has checked that there is one"
        data = self.document.data
        if isinstance(data, dict) and data.get("training_days") == []:
            usual = ", ".join(sport.week.usual_training)
            self.problem(("training_days",), "no training days", "the days on which the team trains", f"write such as [{usual}]")
        if isinstance(data, dict) and data.get("players") == []:
            self.problem(("players",), "no players", "at least one player", "write `- name: ...` for each player")
        for key in ("training_days", "match_days"):
            self.once(content[key], key)
        for at, day in enumerate(content["match_days"]):
            if day in content["training_days"]:
                self.problem(("match_days", at), f"`{day}`, a day of training too", "one of the two", "remove it from one list")
        self.equipment(content.get("equipment", ()))
        players = tuple(self.player(at, one) for at, one in enumerate(content["players"]))
        self.told_apart(players)
        if self.document.problems:
            raise Refused(self.document.located())
        return Squad(
            content["name"], tuple(content["training_days"]), tuple(content["match_days"]), int(content["minutes"]),
            frozenset(content.get("equipment", ())), players,
        )  # fmt: skip

    def problem(self, path: Where, found: str, expected: str, cure: str) -> None:
        self.document.problems.append(Problem(path, found, expected, cure))

    def once(self, days: list[str], key: str) -> None:
        for at, day in enumerate(days):
            if day is not None and day in days[:at]:
                self.problem((key, at), f"`{day}` a second time", "each day once", "remove one of the two")

    def equipment(self, words: Iterable[str]) -> None:
        allowed = list(self.guideline.words["equipment"])
        for at, word in enumerate(words):
            if word is not None and word not in allowed:
                cure = did_you_mean(word, allowed, "the names stand in scales.yaml")
                self.problem(("equipment", at), f"`{show(word)}`", "a piece of equipment", cure)

    def player(self, at: int, entry: Mapping[str, Any]) -> Player:
        path: Where = ("players", at)
        if not entry.get("name") and not entry.get("number"):
            self.problem(path, "no `name` and no `number`", "one of the two", "write `name: ...` or `number: ...`")
        case = check_answers(self.document, (*path, "facts"), entry.get("facts", {}), self.guideline)
        wishes = check_preferences(self.document, (*path, "preferences"), entry.get("preferences", {}), self.guideline)
        since = entry.get("step_since")
        if since is not None and not EARLIEST <= since <= self.today:
            self.problem((*path, "step_since"), f"`{since}`", f"a day up to today, {self.today}", "correct the date")
        if STEP in case.known and since is None and entry.get("log"):
            self.problem(path, "a log without `step_since`", f"the day on which `{STEP}` began", "add `step_since: ...`")
        percent = entry.get("trunk_endurance_percent")
        return Player(
            str(entry.get("name") or int(entry.get("number") or 0)),
            Case(case.known, case.declined, wishes),
            since,
            None if percent is None else int(percent),
            self.log(entry.get("log", ()), path),
        )

    def log(self, entries: Iterable[Mapping[str, Any]], path: Where) -> tuple[SportSession, ...]:
        """The sessions by date. A line that stands twice would count twice: it is refused."""
        found: dict[SportSession, int] = {}
        for at, entry in enumerate(entries):
            here = (*path, "log", at)
            day, numbers = entry["date"], {key: value for key, value in entry.items() if key not in ("date", "kind", "light", "leg_change")}
            if day is None or entry["kind"] is None or None in numbers.values():
                continue  # that it is missing has been reported
            if not EARLIEST <= day <= self.today:
                self.problem((*here, "date"), f"`{day}`", f"a day up to today, {self.today}", "correct the date")
            for key, number in numbers.items():
                if number.denominator != 1:
                    self.problem((*here, key), f"`{float(number):g}`", "a whole number", "round it")
            whole = {key: int(number) for key, number in numbers.items()}
            one = SportSession(day, entry["kind"], light=entry.get("light"), leg_change=entry.get("leg_change"), **whole)
            if one in found:
                line = self.document.line((*path, "log", found[one]))
                self.problem(here, "the same line a second time", f"each session once; the first is on line {line}", "remove one")
            found.setdefault(one, at)
        return tuple(sorted(found, key=lambda one: one.day))

    def told_apart(self, players: Iterable[Player]) -> None:
        """No two players with one name, capitals apart: a plan would reach the wrong one."""
        seen: dict[str, int] = {}
        for at, player in enumerate(players):
            first = seen.setdefault(player.name.casefold(), at)
            if first != at:
                line = self.document.line(("players", first))
                self.problem(("players", at), f"`{player.name}` a second time", f"each player once; the first is on line {line}",
                             "add an initial or a number to one of the two")  # fmt: skip
