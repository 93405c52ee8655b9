"""What the self-check found, as the page shows it. All words are those of the guideline and of `wervel assess`."""

from dataclasses import dataclass
from functools import cached_property

from wervel.consult.interview import Interview
from wervel.consult.planning import Plan, plan
from wervel.knowledge.cases import Case, complete
from wervel.knowledge.types import Triage
from wervel.logic.text import Language
from wervel.narrate.report import Section, Teller, told_rules, upper
from wervel.programme.selection import Choice
from wervel.reasoning.assessment import rank
from wervel.reasoning.questions import ask_next
from wervel.web.look.saying import Sayer
from wervel.web.selfcheck.phrases import SAID

say = Sayer(SAID)
AMBULANCE = "ambulance"
"""The route on which 112 is called at once. The guideline puts it last, so nothing goes before it."""


@dataclass(frozen=True)
class Result:
    """One interview told in one language."""

    talk: Interview
    language: Language

    @cached_property
    def teller(self) -> Teller:
        return Teller(self.talk.assessment, self.language)

    @property
    def declined(self) -> frozenset[str]:
        return frozenset(self.talk.declined)

    @property
    def case(self) -> Case:
        return Case(self.talk.known, self.declined)

    @property
    def is_finished(self) -> bool:
        return self.talk.next_screen() is None

    # how urgent, and to whom

    @property
    def level(self) -> str:
        """The urgency; empty while nothing can be said."""
        assessment = self.teller.assessment
        return "" if assessment.class_ == "undetermined" and rank(assessment.at_least) == 0 else assessment.at_least

    @property
    def level_name(self) -> str:
        return upper(self.teller.guideline.urgencies[self.level].name[self.language])

    @property
    def is_urgent(self) -> bool:
        return rank(self.teller.assessment.at_least) >= rank("urgent")

    @property
    def is_emergency(self) -> bool:
        return self.teller.assessment.at_least == "emergency"

    @property
    def level_lines(self) -> list[str]:
        """What the urgency means; its name and time are shown as a sign."""
        lines = self.teller.urgency().lines
        return lines[1:] if self.level else lines

    @property
    def calls_ambulance(self) -> bool:
        """112 is the first thing to do, and not only for who cannot get to a hospital quickly."""
        return self.teller.assessment.route == AMBULANCE

    @property
    def alarm(self) -> str:
        """In words the most urgent reason that leads to where this person must go."""
        assessment = self.teller.assessment
        heading = [rule for rule in assessment.alarms if isinstance(rule.then, Triage) and rule.then.route == assessment.route]
        return heading[0].text[self.language]

    @property
    def route(self) -> Section:
        return self.teller.route(self.declined)

    @property
    def rules(self) -> list[str]:
        """The ids of the rules behind it."""
        return [rule.id for rule in told_rules(self.teller.assessment)]

    # the rest

    @property
    def fits(self) -> list[Section]:
        """What fits, and which further tests are of use."""
        return [section for section in (self.teller.class_(), self.teller.diagnostics()) if section.lines]

    @property
    def more(self) -> list[Section]:
        """What is more for who treats than for who asks."""
        told = (self.teller.roots(), self.teller.trajectory(), self.teller.profile(), self.teller.phenomena())
        return [section for section in told if section.lines]

    @property
    def by_others(self) -> list[str]:
        """What an examination, a record or a blood test can still tell."""
        facts = self.teller.guideline.facts
        others = [name for name in ask_next(self.teller.assessment, self.declined) if facts[name].by != "patient"]
        return [self.teller.wording.name(name) for name in others]

    @cached_property
    def plan(self) -> Plan:
        guideline = self.teller.guideline
        return plan(guideline, Case(complete(self.talk.known, guideline), self.declined))

    @property
    def has_exercises(self) -> bool:
        """Nobody starts on their own with what a professional has to agree to first."""
        return self.plan.programme is not None and not self.plan.programme.is_draft

    @property
    def is_draft(self) -> bool:
        return self.plan.programme is not None and self.plan.programme.is_draft

    @property
    def why_not(self) -> list[str]:
        """What stands in the way of exercises. What only others can find is not named test by test: that stands under the examination."""
        lines = self.teller.why_not(self.plan.collision)
        assessment = self.teller.assessment
        awaits = not assessment.released and rank(assessment.at_least) <= rank("soon") and self.by_others
        return [*lines[:-1], say(self.language, "examined_first")] if awaits else lines


@dataclass(frozen=True)
class Exercise:
    """One exercise of a programme with the words beside its pictures."""

    choice: Choice
    teller: Teller
    by_quota: bool

    @property
    def name(self) -> str:
        return self.choice.exercise.name[self.teller.language]

    @property
    def dose(self) -> str:
        return self.teller.dose(self.choice)

    @property
    def instruction(self) -> str:
        return self.choice.exercise.instruction[self.teller.language]

    @property
    def feel(self) -> str:
        """When to do less; with a quota the dose does not follow what is felt."""
        return "" if self.by_quota else self.choice.exercise.feel[self.teller.language]

    @property
    def reason(self) -> str:
        return self.teller.reason(self.choice)

    @property
    def notes(self) -> list[str]:
        exercises, choice = self.teller.guideline.exercises, self.choice
        notes = [self.teller.say("mind", self.teller.wording.name(fact)) for fact in choice.cautions]
        steps = (("easier", choice.easier), ("harder", choice.harder))
        return notes + [self.teller.say(word, exercises[other].name[self.teller.language]) for word, other in steps if other]


@dataclass(frozen=True)
class Sheet:
    """A programme as told: what it is for, the week, and each part with its exercises."""

    head: Section
    week: Section
    parts: list[tuple[Section, list[Exercise]]]

    @classmethod
    def of(cls, result: Result) -> "Sheet":
        programme = result.plan.programme
        assert programme is not None, "only for who has exercises"
        head, week, *parts = result.teller.plan(programme)
        groups = [group for group in (programme.session, programme.endurance, programme.field) if group]
        told = []
        for part, group in zip(parts, groups, strict=True):
            # The lines of the exercises themselves stand beside their pictures.
            around = Section(part.title, [line for line in part.lines if not line.startswith(("- ", "  "))])
            told.append((around, [Exercise(choice, result.teller, programme.by_quota) for choice in group]))
        return cls(head, week, told)
