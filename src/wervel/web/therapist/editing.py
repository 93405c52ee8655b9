"""What a therapist changes in a draft: from a form to the list of changes that is kept, each change taking the place of those it undoes."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict

from wervel.documents.schedule import Card, schedule_of
from wervel.knowledge.shape import Number
from wervel.knowledge.types import Exercise
from wervel.narrate.report import upper
from wervel.programme.selection import Choice, candidates
from wervel.web.care import episode as reading
from wervel.web.care import services
from wervel.web.care.models import ProgrammeRecord
from wervel.web.care.programmes import LIMITS
from wervel.web.look.parts import Problem
from wervel.web.therapist.record import Record

Edit = dict[str, Any]
KEEP, FORBID = "keep", "forbid"
COUNTED, TIMED = ("sets", "reps", "hold_s", "effort"), ("minutes", "effort")
"""The parts of a dose that can be changed by hand: of what is counted, and of what is done for so many minutes."""


@dataclass(frozen=True)
class DoseField:
    name: str
    label: str
    value: str
    least: int
    most: int


@dataclass(frozen=True)
class Row:
    """One exercise of the draft, and what may come in its place."""

    card: Card
    title: str
    dose: str
    reason: str
    cautions: tuple[str, ...]
    swaps: tuple[tuple[str, str], ...]
    chosen: str
    fields: tuple[DoseField, ...]

    @property
    def id(self) -> str:
        return self.card.choice.exercise.id


class Wrong(Exception):
    """A form that cannot be carried out."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(str(problems))


class Draft:
    """A programme as a draft: its exercises, what could be added, and the changes made so far."""

    def __init__(self, record: Record, kept: ProgrammeRecord, data: QueryDict | None = None) -> None:
        kept.episode = record.episode
        self.record, self.kept, self.data = record, kept, data or QueryDict()
        self.content = kept.content
        self.plan = services.plan_of(kept)
        assert self.plan.programme is not None, "only what holds a programme is kept"
        self.programme = self.plan.programme
        schedule = schedule_of(self.plan)
        assert schedule is not None, "there is a programme"
        self.schedule = schedule
        self.edits: list[Edit] = self.content["edits"]

    @cached_property
    def offered(self) -> dict[str, Choice]:
        """What is safe for this person and fits, by id."""
        case = reading.read_case_json(self.content["case"], self.record.guideline)
        found = candidates(self.plan.assessment, case.preferences, self.programme.stage, self.programme.goals)
        return {one.exercise.id: one for one in sorted(found, key=lambda one: -one.score)}

    @cached_property
    def rows(self) -> list[Row]:
        return [self._row(card) for card in self.schedule.cards]

    @property
    def more(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What can be added, by family."""
        families = self.record.guideline.words["families"]
        inside = {row.id for row in self.rows}
        found: dict[str, list[tuple[str, str]]] = {}
        for name, choice in self.offered.items():
            if name not in inside:
                family = families[choice.exercise.family][self.record.language]
                found.setdefault(upper(family), []).append((name, self._name(choice.exercise)))
        return sorted((family, sorted(one, key=lambda pair: pair[1])) for family, one in found.items())

    @property
    def changes(self) -> list[tuple[str, bool]]:
        """Those made so far, and whether the form takes them back."""
        return [(told, f"undo-{at}" in self.data) for at, told in enumerate(self.told(self.edits))]

    @property
    def pinned(self) -> str:
        """What the form adds."""
        return self.data.get("pin", "")

    def told(self, edits: Iterable[Edit]) -> list[str]:
        """Changes in words."""
        exercises = self.record.guideline.exercises
        told = []
        for edit in edits:
            name = self._name(exercises[edit["exercise"]])
            match edit["do"]:
                case "swap":
                    told.append(self.record.say("did_swap", name, self._name(exercises[edit["to"]])))
                case "dose":
                    parts = [f"{self.record.say(f'dose_{key}')} {edit[key]}" for key in LIMITS if key in edit]
                    told.append(self.record.say("did_dose", name, ", ".join(parts)))
                case done:
                    told.append(self.record.say(f"did_{done}", name))
        return told

    def _row(self, card: Card) -> Row:
        exercise, teller, inside = card.choice.exercise, self.record.teller, {one.choice.exercise.id for one in self.schedule.cards}
        near = [*exercise.regressions, *exercise.progressions]
        near += [name for name, one in self.offered.items() if one.exercise.family == exercise.family]
        swaps = [one for one in dict.fromkeys(near) if one in self.offered and one not in inside]
        dose = asdict(card.choice.dose)
        parts = TIMED if card.choice.dose.minutes is not None else COUNTED
        fields = []
        for part in parts:
            limit = LIMITS[part]
            assert isinstance(limit, Number), "limits of doses are numbers"
            name = f"{part}-{exercise.id}"
            typed = self.data.get(name, str(dose[part]))[:6]
            fields.append(DoseField(name, self.record.say(f"dose_{part}"), typed, int(limit.low or 0), int(limit.high or 0)))
        return Row(
            card,
            self._name(exercise),
            teller.dose(card.choice),
            teller.reason(card.choice),
            tuple(teller.say("mind", teller.wording.name(fact)) for fact in card.choice.cautions),
            tuple((one, self._name(self.offered[one].exercise)) for one in swaps),
            self.data.get(f"do-{exercise.id}", KEEP),
            tuple(fields),
        )

    def dose_of(self, exercise: str) -> dict[str, Any]:
        """The dose as it stands in the draft; nothing for what is not in it."""
        return next((asdict(row.card.choice.dose) for row in self.rows if row.id == exercise), {})

    def _name(self, exercise: Exercise) -> str:
        return exercise.name[self.record.language]

    # what was sent

    @cached_property
    def new(self) -> list[Edit]:
        """What the form changes. Raises `Wrong`."""
        new: list[Edit] = []
        problems: list[Problem] = []
        for row in self.rows:
            match self.data.get(f"do-{row.id}", KEEP):
                case "keep":
                    dose = self._dose(row, problems)
                    new += [{"do": "dose", "exercise": row.id, **dose}] if dose else []
                case "forbid":
                    new.append({"do": FORBID, "exercise": row.id})
                case other if other in dict(row.swaps):
                    new.append({"do": "swap", "exercise": row.id, "to": other})
                case _:
                    problems.append(Problem(self.record.say("choose_from_list"), f"do-{row.id}"))
        if pin := self.pinned:
            new.append({"do": "pin", "exercise": pin})
            if pin not in self.offered:
                problems.append(Problem(self.record.say("choose_from_list"), "pin"))
        if problems:
            raise Wrong(problems)
        return new

    def wanted(self, reasons: Container[str]) -> tuple[list[Edit], list[Edit]]:
        """All changes as they will be kept, and those of them that are new. Raises `Wrong` with everything that is wrong with the form."""
        kept = [edit for at, edit in enumerate(self.edits) if f"undo-{at}" not in self.data]
        if not self.new and len(kept) == len(self.edits):
            raise Wrong([Problem(self.record.say("nothing_changed"), "")])
        if self.new and self.data.get("reason") not in reasons:
            raise Wrong([Problem(self.record.say("reason_needed"), "reason")])
        for edit in self.new:
            kept = merged(kept, edit)
        return kept, self.new

    def _dose(self, row: Row, problems: list[Problem]) -> dict[str, int]:
        """The parts of a dose that were changed."""
        changed = {}
        now = asdict(row.card.choice.dose)
        for field in row.fields:
            part = field.name.split("-")[0]
            if not field.value.isdecimal() or not field.least <= int(field.value) <= field.most:
                says = f"{row.title}, {field.label}: {self.record.say('out_of_range', field.least, field.most)}"
                problems.append(Problem(says, field.name))
            elif int(field.value) != now[part]:
                changed[part] = int(field.value)
        return changed


def merged(edits: Iterable[Edit], new: Mapping[str, Any]) -> list[Edit]:
    """The changes with one more. What brought in an exercise that goes out again is undone, and what was left out may come back."""
    exercise, kept = new["exercise"], list[Edit]()
    goes_out, comes_in = new["do"] in (FORBID, "swap"), new.get("to") or (exercise if new["do"] == "pin" else None)
    before: dict[str, Any] = {}
    for edit in edits:
        is_dose = edit["do"] == "dose" and edit["exercise"] == exercise
        if is_dose and new["do"] == "dose":
            before = edit
        elif (goes_out and (is_dose or (edit["do"] == "pin" and edit["exercise"] == exercise))) or (
            edit["do"] == FORBID and edit["exercise"] == comes_in
        ):
            continue
        elif goes_out and edit.get("to") == exercise:
            kept.append({"do": FORBID, "exercise": edit["exercise"]})
        elif edit["do"] == "swap" and edit["exercise"] == comes_in:
            kept.append({"do": "pin", "exercise": edit["to"]})
        else:
            kept.append(edit)
    return [*kept, {**before, **new}]
