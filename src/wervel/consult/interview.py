"""An interview: which screen comes next, what an answer means, and when to stop. No words and no keyboard here."""

from dataclasses import dataclass, field

from wervel.knowledge.cases import complete
from wervel.knowledge.types import Guideline, Rule, Triage
from wervel.logic.fact import Answerer, Fact
from wervel.logic.reference import Value
from wervel.reasoning import assessment as reasoning
from wervel.reasoning.assessment import Assessment, rank
from wervel.reasoning.questions import ask_next


@dataclass(frozen=True)
class Screen:
    """What is asked at once: one fact, or the yes/no facts of a group that are still open."""

    facts: tuple[Fact, ...]
    group: str | None = None

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(fact.id for fact in self.facts)


@dataclass
class Interview:
    """The answers so far. `declined`: asked, and the person does not know.

    `answerers`: who is at the keyboard; a patient is not asked what only an examination can tell.
    """

    guideline: Guideline
    answerers: frozenset[Answerer] = frozenset({"patient"})
    known: dict[str, Value] = field(default_factory=dict)
    declined: set[str] = field(default_factory=set)
    answered: list[Screen] = field(default_factory=list)

    @property
    def assessment(self) -> Assessment:
        return reasoning.assess(self.guideline, complete(self.known, self.guideline))

    def next_screen(self) -> Screen | None:
        """The next screen, or nothing when no question for this person can change the answer any more."""
        assessment = self.assessment
        open_facts = [
            self.guideline.facts[name]
            for name in ask_next(assessment, frozenset(self.declined))
            if self.guideline.facts[name].by in self.answerers
        ]
        if not open_facts:
            return None
        first = open_facts[0]
        if first.group is None:
            return Screen((first,))
        together = {fact.id for fact in open_facts if fact.group == first.group}
        return Screen(tuple(fact for fact in self.guideline.facts.values() if fact.id in together), first.group)

    def answer(self, screen: Screen, values: dict[str, Value | None]) -> None:
        """Records one screen; None says "I do not know". A fact without a value stays open."""
        for fact, value in values.items():
            self.known.pop(fact, None)
            self.declined.discard(fact)
            if value is None:
                self.declined.add(fact)
            else:
                self.known[fact] = value
        if screen not in self.answered:
            self.answered.append(screen)

    def stakes(self, screen: Screen) -> tuple[Rule, ...]:
        """Why a screen is asked: what its answers can still point to, one alarm for each; worst first, then what hangs most on it."""
        verdicts = self.assessment.verdicts
        bits = verdicts.engine.bits_of(screen.key)
        found: list[tuple[int, int, str, Rule]] = []
        for rule in verdicts.possible:
            still_open = verdicts.open_bits[verdicts.engine.circuit.place[rule.id]]
            if isinstance(rule.then, Triage) and rule.then.suspect and still_open & bits:
                found.append((-rank(rule.then.urgency), still_open.bit_count(), rule.then.suspect, rule))
        alarms: dict[str, Rule] = {}
        for _, _, suspect, rule in sorted(found, key=lambda one: one[:2]):
            alarms.setdefault(suspect, rule)
        return tuple(alarms.values())

    def resume(self) -> None:
        """Takes what is known or declined already as screens that were answered, so that they can be seen and changed."""
        groups: dict[str, list[Fact]] = {}
        for fact in self.guideline.facts.values():
            if fact.id in self.known or fact.id in self.declined:
                groups.setdefault(fact.group or fact.id, []).append(fact)
        self.answered = [Screen(tuple(facts), facts[0].group) for facts in groups.values()]

    def take_back(self) -> Screen | None:
        """Forgets the last screen and gives it back to be asked again."""
        if not self.answered:
            return None
        screen = self.answered.pop()
        for fact in screen.facts:
            self.known.pop(fact.id, None)
            self.declined.discard(fact.id)
        return screen
