"""A screen of the interview as controls, and what was sent back as values. The same for the self-check, the intake and the diary.

    question = Question.of(screen, guideline, "nl", given)         # `given`: fact -> value, or None for "I do not know"
    {% question question %}                                        # in a template, inside a form
    question = question.answered(request.POST)                     # with `values`, or with `problems` and what was typed

"None of these" must be said: nothing ticked is no answer, so that an overlooked sign never counts as absent.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from django.http import QueryDict

from wervel.consult.interview import Screen
from wervel.knowledge.types import Guideline
from wervel.logic.fact import UNKNOWN, Fact, number_text, read_value
from wervel.logic.fact import Problem as Refusal
from wervel.logic.reference import Value
from wervel.logic.text import Language
from wervel.logic.words import Wording
from wervel.narrate.report import upper
from wervel.web.facts import PAIN_SITE
from wervel.web.look.parts import Problem
from wervel.web.look.saying import Sayer

Given = Mapping[str, Value | None]
Kind = Literal["one", "many", "any", "scale", "amount", "span", "body"]
"""One of several; several of a list; which of these yes/no facts; points on a scale; a number; a time in days; a place on the body."""

YES, NO, NONE = "yes", "no", "none_of_these"
SPANS = {"day": 1, "week": 7, "month": 30, "year": 365}
"""Days in each; months and years are as good as people mean them."""

NUMBER = re.compile(r"-?[0-9]{1,6}([.,][0-9]{1,3})?")

SENTENCE_END = re.compile(r"(?<=[.?!]) ")

MOST_POINTS = 11
"""A scale with no more points than this shows them all."""

say = Sayer({})


@dataclass(frozen=True)
class Option:
    """A control to tick; `id` is its own in the page."""

    name: str
    value: str
    label: str
    id: str
    ticked: bool


@dataclass(frozen=True)
class Question:
    """`options` hold the answers, `apart` the ways out under them; `doubts` what the person is not sure about.

    `typed`: in a number field; `unit` as chosen for a time. `values`: what was answered, once it was answered well.
    """

    screen: Screen
    guideline: Guideline
    language: Language
    kind: Kind
    options: tuple[Option, ...] = ()
    apart: tuple[Option, ...] = ()
    doubts: tuple[Option, ...] = ()
    typed: str = ""
    unit: str = "day"
    problems: tuple[Problem, ...] = ()
    values: Given | None = field(default=None, compare=False)

    @classmethod
    def of(cls, screen: Screen, guideline: Guideline, language: Language, given: Given) -> "Question":
        """The question with what was answered before, if anything."""
        return cls(screen, guideline, language, _kind(screen))._filled(given)

    # what it shows

    @property
    def fact(self) -> Fact:
        return self.screen.facts[0]

    @property
    def name(self) -> str:
        """Of its controls."""
        return self.screen.group if self.kind == "any" and self.screen.group else self.fact.id

    @property
    def unit_name(self) -> str:
        return f"{self.name}-unit"

    @property
    def unknown_name(self) -> str:
        """Of the way out beside a number."""
        return f"{self.name}-unknown"

    @property
    def doubt_name(self) -> str:
        return f"{self.name}-doubt"

    @property
    def is_typed(self) -> bool:
        return self.kind in ("amount", "span")

    @property
    def doubted(self) -> bool:
        return any(option.ticked for option in self.doubts)

    @property
    def input(self) -> str:
        """The kind of control."""
        return "checkbox" if self.kind in ("any", "many", "amount", "span") else "radio"

    @property
    def asks(self) -> str:
        """The question as the guideline has it."""
        if self.kind == "any" and self.screen.group:
            return self.guideline.groups[self.screen.group].question[self.language]
        assert self.fact.question is not None, "facts that people answer have a question"
        return self.fact.question[self.language]

    @property
    def title(self) -> str:
        """The sentence that asks; what stands around it is a hint."""
        return next((sentence for sentence in SENTENCE_END.split(self.asks) if sentence.endswith("?")), self.asks)

    @property
    def hint(self) -> str:
        around = [sentence for sentence in SENTENCE_END.split(self.asks) if sentence not in (self.title, self.asks)]
        match self.kind:
            case "any" | "many":
                around.append(self.say("tick_all"))
            case "amount":
                around.append(self.say("from_to", *self.limits))
            case _:
                pass
        return " ".join(around)

    @property
    def limits(self) -> tuple[str, str]:
        """The lowest and the highest number, the last with its unit."""
        return self._number(self.fact.low), self.wording.amount(self.fact, self.fact.high)

    @property
    def amount_label(self) -> str:
        unit = self.wording.unit(self.fact) if self.kind == "amount" else ""
        return self.say("amount_in", unit) if unit else self.say("amount")

    @property
    def spans(self) -> list[tuple[str, str]]:
        return [(one, self.say(f"span_{one}")) for one in SPANS]

    @property
    def wording(self) -> Wording:
        return Wording(self.guideline.facts, self.guideline.words["units"], self.language)

    def say(self, key: str, *values: object) -> str:
        return say(self.language, key, *values)

    # what was answered

    def answered(self, data: QueryDict) -> "Question":
        """The question with what was sent, and either its values or what is wrong with it."""
        chosen = data.getlist(self.name)
        match self.kind:
            case "any":
                return self._read_any(chosen, data.getlist(self.doubt_name))
            case "many":
                return self._read_many(chosen)
            case "amount" | "span":
                return self._read_amount(data)
            case _:
                return self._read_one(chosen)

    def _filled(self, given: Given) -> "Question":
        """Ticked as given."""
        match self.kind:
            case "any":
                known = {fact.id: given[fact.id] for fact in self.screen.facts if fact.id in given}
                ticked = {fact for fact, value in known.items() if value is True}
                complete = len(known) == len(self.screen.facts)
                none = {NONE} if complete and not ticked and None not in known.values() else set[str]()
                return self._ticked(ticked | none, {fact for fact, value in known.items() if value is None})
            case "amount" | "span":
                if self.fact.id not in given:
                    return self._ticked(set())
                value = given[self.fact.id]
                if value is None:
                    return self._ticked({UNKNOWN})
                assert isinstance(value, int), "the value of a number"
                typed, unit = _spoken(value) if self.kind == "span" else (self._number(value), "day")
                return replace(self._ticked(set()), typed=typed, unit=unit)
            case _:
                return self._ticked(_ticks(given[self.fact.id]) if self.fact.id in given else set())

    def _ticked(self, ticked: Set[str], doubted: Set[str] = frozenset()) -> "Question":
        def options(answers: list[tuple[str, str]], among: Set[str], name: str, kind: str = "") -> tuple[Option, ...]:
            return tuple(Option(name, value, label, f"{name}{kind}-{at}", value in among) for at, (value, label) in enumerate(answers))

        dont_know = (UNKNOWN, self.say("dont_know"))
        answers, apart, doubts = list[tuple[str, str]](), [dont_know], list[tuple[str, str]]()
        match self.kind:
            case "any":
                answers = [(fact.id, fact.question[self.language]) for fact in self.screen.facts if fact.question]
                apart, doubts = [(NONE, self.say(NONE))], [(fact.id, upper(fact.name[self.language])) for fact in self.screen.facts]
            case "scale":
                answers = [(point, point) for point in (number_text(self.fact, at) for at in range(self.fact.low, self.fact.high + 1))]
            case "one" if self.fact.kind == "yes/no":
                answers = [(YES, self.say("yes")), (NO, self.say("no"))]
            case "one" | "body" | "many":
                answers = [(option, upper(text[self.language])) for option, text in self.fact.options]
                if UNKNOWN in self.fact.option_ids:
                    apart = []
                if self.kind == "many" and "none" not in self.fact.option_ids:
                    apart = [(NONE, self.say(NONE)), *apart]
            case _:
                pass
        return replace(
            self,
            options=options(answers, ticked, self.name),
            apart=options(apart, ticked, self.unknown_name if self.is_typed else self.name, "-apart"),
            doubts=options(doubts, doubted, self.doubt_name),
        )

    def _read_one(self, chosen: list[str]) -> "Question":
        allowed = [option.value for option in (*self.options, *self.apart)]
        filled = self._ticked(set(chosen))
        if len(chosen) != 1 or chosen[0] not in allowed:
            return filled.refused(self.say("choose_one", self.say("dont_know")))
        if chosen[0] == UNKNOWN and UNKNOWN not in self.fact.option_ids:
            return filled._right({self.fact.id: None})
        return filled._right({self.fact.id: self._value(chosen[0])})

    def _read_many(self, chosen: list[str]) -> "Question":
        filled = self._ticked(set(chosen))
        ways_out = [option for option in self.apart if option.value in chosen]
        options = [option for option in chosen if option in self.fact.option_ids]
        if not options and not ways_out:
            return filled.refused(self.say("choose_any", self.say(NONE)))
        if len(ways_out) > 1 or (ways_out and options):
            return filled.refused(self.say("either_or", ways_out[0].label))
        if ways_out and ways_out[0].value == UNKNOWN:
            return filled._right({self.fact.id: None})
        return filled._right({self.fact.id: self._value(options)})

    def _read_any(self, chosen: list[str], doubted: list[str]) -> "Question":
        facts = {fact.id: fact for fact in self.screen.facts}
        yes, unsure = facts.keys() & set(chosen), facts.keys() & set(doubted)
        filled = self._ticked(set(chosen), set(doubted))
        if twice := [facts[one].name[self.language] for one in facts if one in yes & unsure]:
            return filled.refused(self.say("twice", ", ".join(twice)))
        if NONE in chosen and (yes or unsure):
            return filled.refused(self.say("either_or", self.say(NONE)))
        if not (yes or unsure or NONE in chosen):
            return filled.refused(self.say("choose_any", self.say(NONE)))
        return filled._right({one: None if one in unsure else one in yes for one in facts})

    def _read_amount(self, data: QueryDict) -> "Question":
        typed, unit = data.get(self.name, "").strip(), data.get(self.unit_name, "day")
        unknown = UNKNOWN in data.getlist(self.unknown_name)
        filled = replace(self._ticked({UNKNOWN} if unknown else set()), typed=typed[:40], unit=unit if unit in SPANS else "day")
        dont_know = self.say("dont_know")
        if unknown:
            return filled.refused(self.say("either_or", dont_know)) if typed else filled._right({self.fact.id: None})
        if not typed:
            return filled.refused(self.say("no_number", dont_know))
        if not NUMBER.fullmatch(typed):
            return filled.refused(self.say("not_a_number", number_text(self.fact, (self.fact.low + self.fact.high) // 2), filled.typed))
        number = Fraction(typed.replace(",", "."))
        if self.kind == "span":
            number = Fraction(round(number * SPANS[filled.unit]))
        steps = number / self.fact.step
        if not self.fact.low <= steps <= self.fact.high:
            most = int(self.fact.high * self.fact.step)
            too_long = self.say("span_out_of_range", most, most // SPANS["year"])
            return filled.refused(too_long if self.kind == "span" else self.say("out_of_range", *self.limits))
        if steps.denominator != 1:
            return filled.refused(self.say("whole_steps", self._number(1)))
        return filled._right({self.fact.id: int(steps)})

    def _value(self, raw: object) -> Value:
        value = read_value(self.fact, raw, ())
        assert not isinstance(value, Refusal), "only what was offered"
        return value

    def _number(self, steps: int) -> str:
        text = number_text(self.fact, steps)
        return text.replace(".", ",") if self.language == "nl" else text

    def _right(self, values: Given) -> "Question":
        return replace(self, values=values, problems=())

    def refused(self, says: str) -> "Question":
        """The question with a problem, which points to its first control."""
        first = self.name if self.is_typed else self.options[0].id
        return replace(self, values=None, problems=(Problem(says, first),))


def _kind(screen: Screen) -> Kind:
    if len(screen.facts) > 1:
        return "any"
    (fact,) = screen.facts
    match fact.kind:
        case "choice":
            return "body" if fact.id == PAIN_SITE else "one"
        case "set":
            return "many"
        case "number" if fact.unit == "day":
            return "span"
        case "number":
            return "scale" if fact.high - fact.low < MOST_POINTS else "amount"
        case _:
            return "one"


def _ticks(value: Value | None) -> set[str]:
    match value:
        case None:
            return {UNKNOWN}
        case bool():
            return {YES if value else NO}
        case frozenset():
            return set(value) or {NONE}
        case _:
            return {str(value)}


def _spoken(days: int) -> tuple[str, str]:
    """A time in the largest unit that says it exactly."""
    unit = next(unit for unit in reversed(SPANS) if days % SPANS[unit] == 0 and (days or unit == "day"))
    return str(days // SPANS[unit]), unit
