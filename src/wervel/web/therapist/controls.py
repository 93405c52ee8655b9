"""Facts as small controls for a form that is filled in quickly: nothing chosen is "not tested", which is not the same as absent."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from django.http import QueryDict

from wervel.knowledge.cases import broken_axioms, complete
from wervel.knowledge.types import Guideline
from wervel.logic.fact import Fact, number_text, read_value
from wervel.logic.fact import Problem as Refusal
from wervel.logic.reference import Value
from wervel.logic.text import Language
from wervel.logic.words import NO_WORD, YES_WORD, Wording
from wervel.narrate.report import upper
from wervel.web.look.parts import Problem
from wervel.web.look.saying import Sayer
from wervel.web.therapist.phrases import SAID

NONE, NOT_TESTED = "none_of_these", ""
NUMBER = re.compile(r"-?[0-9]{1,6}([.,][0-9]{1,3})?")
MOST_RADIOS = 3
"""With more answers than this a choice is a list that opens."""

say = Sayer(SAID)


@dataclass(frozen=True)
class Answer:
    """One thing to choose; `id` is its own in the page."""

    value: str
    label: str
    id: str
    chosen: bool


@dataclass(frozen=True)
class Control:
    """One fact to fill in. `chosen`: the values as they stand in the form; `before`: what was found an earlier time, in words."""

    fact: Fact
    guideline: Guideline
    language: Language
    chosen: tuple[str, ...] = ()
    before: str = ""
    problem: str = ""

    @property
    def name(self) -> str:
        return self.fact.id

    @property
    def label(self) -> str:
        return upper(self.fact.name[self.language])

    @property
    def kind(self) -> str:
        """number, several, radio or list."""
        match self.fact.kind:
            case "number":
                return "number"
            case "set":
                return "several"
            case _:
                return "radio" if len(self._options()) <= MOST_RADIOS else "list"

    @property
    def typed(self) -> str:
        return self.chosen[0] if self.chosen else ""

    @property
    def unit(self) -> str:
        return Wording(self.guideline.facts, self.guideline.words["units"], self.language).unit(self.fact) if self.fact.unit else ""

    @property
    def limits(self) -> str:
        return say(self.language, "range", self._number(self.fact.low), self._number(self.fact.high))

    @property
    def answers(self) -> list[Answer]:
        options = self._options()
        if self.fact.kind == "set":
            options = [*options, (NONE, say(self.language, "none_of_these"))] if "none" not in dict(options) else options
        else:
            options = [(NOT_TESTED, say(self.language, "not_tested")), *options]
        chosen = self.chosen or (() if self.fact.kind == "set" else (NOT_TESTED,))
        return [Answer(value, label, f"{self.name}-{at}", value in chosen) for at, (value, label) in enumerate(options)]

    @property
    def first_id(self) -> str:
        """Of the control that a problem points to."""
        return self.name if self.kind in ("number", "list") else f"{self.name}-0"

    def _options(self) -> list[tuple[str, str]]:
        if self.fact.kind == "yes/no":
            return [("no", NO_WORD[self.language]), ("yes", YES_WORD[self.language])]
        return [(option, text[self.language]) for option, text in self.fact.options]

    def _number(self, steps: int) -> str:
        text = number_text(self.fact, steps)
        return text.replace(".", ",") if self.language == "nl" else text

    # what is filled in

    def filled(self, value: Value | None) -> "Control":
        """With a value that was given before."""
        match value:
            case None:
                return self
            case bool():
                return replace(self, chosen=("yes" if value else "no",))
            case frozenset():
                return replace(self, chosen=tuple(sorted(value)) or (NONE,))
            case int():
                return replace(self, chosen=(self._number(value),))
            case _:
                return replace(self, chosen=(str(value),))

    def sent(self, data: QueryDict) -> "Control":
        """With what somebody sent, and what is wrong with it."""
        sent = tuple(one.strip()[:40] for one in data.getlist(self.name) if one.strip())
        control = replace(self, chosen=sent)
        return replace(control, problem=control._problem())

    @property
    def value(self) -> Value | None:
        """What is filled in; nothing: not tested. Only where there is no problem."""
        if not self.chosen:
            return None
        match self.fact.kind:
            case "number":
                return int(self._steps())
            case "set":
                return frozenset(self.chosen) - {NONE}
            case _:
                value = read_value(self.fact, self.chosen[0], ())
                assert not isinstance(value, Refusal), "only what was offered"
                return value

    @property
    def raw(self) -> object:
        """The value as it stands in a case file."""
        match self.value:
            case frozenset() as several:
                return sorted(several)
            case int() as steps if not isinstance(steps, bool):
                number = steps * self.fact.step
                return int(number) if number.denominator == 1 else float(number)
            case value:
                return value

    def _steps(self) -> Fraction:
        return Fraction(self.typed.replace(",", ".")) / self.fact.step

    def _problem(self) -> str:
        if not self.chosen:
            return ""
        match self.fact.kind:
            case "number":
                if not NUMBER.fullmatch(self.typed):
                    return say(self.language, "not_a_number", self._number(self.fact.low), self.typed)
                if not self.fact.low <= self._steps() <= self.fact.high:
                    return say(self.language, "out_of_range", self._number(self.fact.low), self._number(self.fact.high))
                return "" if self._steps().denominator == 1 else say(self.language, "whole_steps", self._number(1))
            case "set" if NONE in self.chosen and len(self.chosen) > 1:
                return say(self.language, "either_or", say(self.language, "none_of_these"))
            case _:
                return "" if set(self.chosen) <= {one.value for one in self.answers} else say(self.language, "choose_from_list")


def controls(
    facts: Iterable[str], guideline: Guideline, language: Language, now: Mapping[str, Value], before: Mapping[str, Value]
) -> Iterator[Control]:
    """A control for each fact: filled with what is known of `now`, and beside it what was found `before`."""
    wording = Wording(guideline.facts, guideline.words["units"], language)
    for fact in facts:
        earlier = wording.value(fact, before[fact]) if fact in before and before[fact] != now.get(fact) else ""
        yield Control(guideline.facts[fact], guideline, language, before=earlier).filled(now.get(fact))


def impossible(sent: Iterable[Control], known: Mapping[str, Value], guideline: Guideline, language: Language) -> list[Problem]:
    """What cannot be true at once, when these answers are added to the others of the same day."""
    given = {one.name: one.value for one in sent}
    together = {**{fact: value for fact, value in known.items() if fact not in given}, **{f: v for f, v in given.items() if v is not None}}
    return [Problem(f"{upper(one.text[language])}.", "") for one in broken_axioms(complete(together, guideline), guideline)]
