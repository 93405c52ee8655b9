"""The letter to the GP: why, what was found, what fits and how sure, how urgent, what is asked, the plan, and the sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wervel.documents.phrases import WORDS, day_name, say, short_date
from wervel.documents.printing import print_pdf
from wervel.documents.schedule import Schedule
from wervel.knowledge.cases import Case
from wervel.knowledge.evidence import Evidence
from wervel.knowledge.types import CONFIDENCES, Hypothesis, Rule, Triage
from wervel.logic.text import Language
from wervel.narrate.report import Teller, facts_of, told_rules, upper
from wervel.reasoning.assessment import Assessment, rank
from wervel.reasoning.questions import ask_next

ASKED = {
    "inform": "request_inform",
    "soon": "request_soon",
    "urgent": "request_soon",
    "same_day": "request_same_day",
    "emergency": "request_emergency",
}
NOT_TO_THE_GP = ("self_care", "physiotherapist", "pelvic_physiotherapist")


@dataclass(frozen=True)
class Address:
    """Names as people wrote them; what is left out becomes a dotted line to fill in. `referral`: it goes to somebody else than the GP."""

    patient: str = ""
    sender: str = ""
    receiver: str = ""
    on: date | None = None
    referral: bool = False


@dataclass(frozen=True)
class Item:
    """A paragraph, or an item of a list with smaller lines below it."""

    text: str
    listed: bool = False
    below: tuple[str, ...] = ()


def print_letter(
    assessment: Assessment, schedule: Schedule | None, case: Case, language: Language, address: Address | None = None
) -> bytes:
    """The letter as PDF. `schedule` is that of the programme, if there is one."""
    return _Letter(assessment, schedule, case, language).pdf(address or Address())


class _Letter:
    def __init__(self, assessment: Assessment, schedule: Schedule | None, case: Case, language: Language) -> None:
        self.assessment, self.schedule, self.case, self.language = assessment, schedule, case, language
        self.guideline = assessment.guideline
        self.teller = Teller(assessment, language)
        self.told: set[str] = set()

    def say(self, key: str, *values: object) -> str:
        return say(key, self.language, *values)

    def pdf(self, address: Address) -> bytes:
        dots = self.say("no_name")
        head = {
            "to": address.receiver or (dots if address.referral else self.say("gp")),
            "from": address.sender or dots,
            "date": short_date(address.on, self.language) if address.on else dots,
            "patient": address.patient or dots,
            "about_whom": self.say("subject"),
        }
        sections = {
            "reason": self._reason(),
            "complaint": self._told("patient"),
            "found": self._found(),
            "fits": self._fits(),
            "urgency": self._urgency(),
            "request": self._request(),
            "plan": self._plan(),
            "sources": self._sources(),
            "absent": self._absent(),
        }
        data = {
            "lang": self.language,
            "title": self.say("referral" if address.referral else "letter"),
            "footer": self.teller.say("version", self.guideline.version),
            "page": WORDS["page"][self.language],
            "head": [{"label": self.say(key), "value": value} for key, value in head.items()],
            "dear": self.say("dear"),
            "sections": [{"title": self.say(key), "items": [_shown(item) for item in items]} for key, items in sections.items() if items],
            "greeting": self.say("greeting"),
            "sender": address.sender or dots,
            "made": self.say("made", self.guideline.version),
        }
        return print_pdf("letter.typ", data)

    # the sections

    def _reason(self) -> list[Item]:
        """The class and how urgent, in one paragraph: who reads no further knows what matters."""
        name = self.guideline.classes[self.assessment.class_].name[self.language]
        return [Item(f"{upper(self.say('subject'))}: {name}. {self._level()} {self._wish()}")]

    def _level(self) -> str:
        if self.assessment.class_ == "undetermined" and rank(self.assessment.at_least) == 0:
            return self.say("unclear")
        return f"{upper(self._urgency_in_words(self.assessment.at_least))}."

    def _urgency_in_words(self, urgency: str) -> str:
        return self.say(f"level_{urgency}", self.guideline.urgencies[urgency].within[self.language])

    def _wish(self) -> str:
        low = self.assessment.at_least
        if low not in ASKED or self.assessment.route in NOT_TO_THE_GP:
            return self.say("request_none")
        return self.say(ASKED[low], self.guideline.urgencies[low].within[self.language])

    def _told(self, *by: str) -> list[Item]:
        """What these people answered, but for what is not there."""
        told = {name: value for name, value in self.case.known.items() if self.guideline.facts[name].by in by and value is not False}
        return [Item(upper(self.teller.wording.statement(name, value)) + ".", listed=True) for name, value in told.items()]

    def _absent(self) -> list[Item]:
        """Everything that was asked or tested and is not there, in one paragraph at the end."""
        names = [self.teller.wording.name(name) for name, value in self.case.known.items() if value is False]
        return [Item(upper("; ".join(names)) + ".")] if names else []

    def _found(self) -> list[Item]:
        items = self._told("therapist", "laboratory", "record")
        roots = [_plain(line) for line in self.teller.roots().lines]
        return [*items, *roots] if items else [Item(self.say("nothing_found"))]

    def _fits(self) -> list[Item]:
        items = []
        rules = [rule for rule in self.assessment.firing if isinstance(rule.then, Hypothesis)]
        for condition, confidence in self.assessment.hypotheses.items():
            name = upper(self.guideline.conditions[condition].name[self.language])
            sure = self.guideline.words["confidence"][confidence][self.language]
            below = [
                line
                for rule in rules
                if isinstance(rule.then, Hypothesis) and rule.then.condition == condition and rule.then.confidence == confidence
                for line in self._because(rule)
            ]
            items.append(Item(f"{name} ({sure}).", listed=True, below=tuple(below)))
        for rule in self.assessment.phenomena:
            assert rule.name is not None
            items.append(Item(upper(rule.name[self.language]) + ".", listed=True, below=self._because(rule)))
        if not items:
            items = [Item(upper(self.guideline.classes[self.assessment.class_].name[self.language]) + ".", listed=True)]
        return [*items, Item(self.say("fits_note"))]

    def _because(self, rule: Rule) -> tuple[str, ...]:
        """The facts that suffice, with their sources; nothing when the letter has said the same before."""
        facts = self.teller.statements(facts_of(rule, self.assessment))
        sources = self.teller.sources(rule.because)
        line = f"{self.teller.say('because')}{facts}. {sources}." if facts else f"{sources}."
        if line in self.told:
            return ()
        self.told.add(line)
        return (line,)

    def _urgency(self) -> list[Item]:
        assessment = self.assessment
        items = [Item(self._level())]
        alarms = [rule for rule in told_rules(assessment) if isinstance(rule.then, Triage)]
        if not alarms:
            items.append(Item(self.say("no_alarm")))
        named: set[str] = set()
        for rule in alarms:
            assert isinstance(rule.then, Triage)
            suspect, level = rule.then.suspect, self._urgency_in_words(rule.then.urgency)
            name = upper(self.guideline.conditions[suspect].name[self.language]) if suspect else ""
            below = self._because(rule)
            if below or name not in named:  # the most urgent stand first; a lesser one with nothing new adds nothing
                items.append(Item(f"{name}: {level}." if name else f"{upper(level)}.", listed=True, below=below))
            named.add(name)
        if rank(assessment.at_most) > max(rank(assessment.at_least), rank("soon")):
            could, missing = self._urgency_in_words(assessment.at_most), list(ask_next(assessment))
            items.append(Item(self.say("could", could, self.teller.listed(missing)) if missing else self.say("could_only", could)))
        return [*items, Item(self.say("route", self.guideline.routes[assessment.route].name[self.language]))]

    def _request(self) -> list[Item]:
        items = [Item(self._wish())]
        for condition in self.assessment.further_diagnostics:
            module = self.guideline.conditions[condition]
            name, what, who = (text[self.language] for text in (module.name, module.what, module.who))
            items.append(Item(self.say("to_test", name, what, upper(who)), listed=True))
        others = [name for name in ask_next(self.assessment, self.case.declined) if self.guideline.facts[name].by != "patient"]
        return [*items, *([Item(self.say("request_open", self.teller.listed(others)))] if others else [])]

    def _plan(self) -> list[Item]:
        items = []
        if schedule := self.schedule:
            begin, review = (day_name(one, self.language) for one in (schedule.start, schedule.review))
            items.append(Item(self.say("plan_is", schedule.weeks, begin, schedule.stage.name[self.language], review)))
            for card in schedule.cards:
                items.append(Item(f"{card.choice.exercise.name[self.language]}: {self.teller.dose(card.choice)}.", listed=True))
            if schedule.is_draft:
                items.append(Item(self.say("plan_draft")))
        else:
            items.append(Item(self.say("plan_none")))
        return [*items, *(_plain(line) for line in self.teller.trajectory().lines)]

    def _sources(self) -> list[Item]:
        """Every source behind what is said, and whether somebody read it there."""
        rules: list[Rule] = [*told_rules(self.assessment), *self.assessment.phenomena]
        rules += [one for one in self.assessment.firing if isinstance(one.then, Hypothesis) and one.then.confidence in CONFIDENCES]
        read: dict[str, bool] = {}
        because: list[Evidence] = [evidence for rule in rules for evidence in rule.because]
        for evidence in because:
            read[evidence.source] = read.get(evidence.source, True) and evidence.verified
        return [Item(self._source(key, verified), listed=True) for key, verified in sorted(read.items())]

    def _source(self, key: str, verified: bool) -> str:
        source, marks = self.guideline.sources[key], self.guideline.words["verified"]
        named: Mapping[str, Any] = {"authors": source.authors, "year": source.year, "title": source.title}
        told = ". ".join(str(named[part]).rstrip(".") for part in ("authors", "title", "year") if named[part])
        return f"{told} ({marks['yes' if verified else 'no'][self.language]})."


def _plain(line: str) -> Item:
    """A line of a report: an item, something that belongs to one, or a paragraph."""
    return Item(line.removeprefix("- ").strip(), listed=line.startswith("- "))


def _shown(item: Item) -> dict[str, Any]:
    return {"text": item.text, "listed": item.listed, "below": list(item.below)}
