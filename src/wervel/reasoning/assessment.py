"""From verdicts on all rules to one assessment: urgency as a range, exactly one class, hypotheses, profile, release."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Literal

from wervel.knowledge.types import CONFIDENCES, URGENCIES, Gate, Guideline, Hypothesis, Phenomenon, Remove, Rule, Triage
from wervel.logic.expr import Is
from wervel.logic.fact import CountOf, Ladder
from wervel.logic.reference import Known, evaluate
from wervel.reasoning.compiler import ADVICE, leaf_name
from wervel.reasoning.engine import Verdicts, engine_for
from wervel.reasoning.explanation import why

Class = Literal["referral", "specific", "radicular", "nonspecific", "undetermined"]

PROFILE, SUGGESTED_PROFILE, PROFILE_FACTORS = "risk_profile", "risk_profile_suggested", "kngf_factors"
"""The facts the profile is read from: confirmed by a therapist, suggested by the rules, and counted towards it."""

HIGHEST_RELEASED = URGENCIES.index("soon")
"""Above this a plan is not given: the person is to be seen first. Wervel's own choice, for a clinician to confirm."""

SUSPECTED = CONFIDENCES.index("moderate")
"""From this confidence on a hypothesis decides the class."""


def rank(urgency: str) -> int:
    return URGENCIES.index(urgency)


@dataclass(frozen=True, repr=False)
class Assessment:
    """What the guideline says about one person at one moment. Everything is read from the verdicts when it is asked for."""

    verdicts: Verdicts

    def __repr__(self) -> str:
        return f"<Assessment {self.class_}, urgency {self.at_least} to {self.at_most}, {len(self.known)} facts known>"

    @property
    def guideline(self) -> Guideline:
        return self.verdicts.engine.guideline

    @property
    def known(self) -> Known:
        return self.verdicts.known

    @property
    def firing(self) -> tuple[Rule, ...]:
        return self.verdicts.firing

    @property
    def possible(self) -> tuple[Rule, ...]:
        return self.verdicts.possible

    @cached_property
    def alarms(self) -> tuple[Rule, ...]:
        """The triage rules that count, most urgent first."""
        return tuple(sorted(_triage(self.firing), key=lambda rule: -_urgency(rule)))

    @cached_property
    def at_least(self) -> str:
        return URGENCIES[max((_urgency(rule) for rule in self.alarms), default=0)]

    @cached_property
    def at_most(self) -> str:
        """The highest urgency that answers to facts that must be asked can still bring."""
        return URGENCIES[max((_urgency(rule) for rule in _triage(self.possible)), default=0)]

    @cached_property
    def hypotheses(self) -> dict[str, str]:
        """Condition -> confidence. First what alarms fear (`to_exclude` when nothing makes it likely), then the surest."""
        found = {condition: level for condition, level in self._confidences(self.firing).items() if level > 0}
        feared = [rule.then.suspect for rule in self.alarms if isinstance(rule.then, Triage) and _urgency(rule) >= rank("soon")]
        named = {
            suspect: CONFIDENCES[found[suspect]] if found.get(suspect, 0) >= SUSPECTED else "to_exclude" for suspect in feared if suspect
        }
        surest = sorted(found.items(), key=lambda one: -one[1])
        return named | {condition: CONFIDENCES[level] for condition, level in surest if condition not in named}

    @cached_property
    def contradicted(self) -> tuple[str, ...]:
        """The conditions that something speaks against and nothing for."""
        return tuple(condition for condition, level in self._confidences(self.firing).items() if level == 0)

    @cached_property
    def class_(self) -> Class:
        """Exactly one. It is undetermined while answers to facts that must be asked can still change it."""
        if rank(self.at_least) > HIGHEST_RELEASED:
            return "referral"
        if rank(self.at_most) > HIGHEST_RELEASED:
            return "undetermined"
        certain, possible = self._strongest(self.firing), self._strongest(self.possible)
        urgencies = {rank(self.at_least), rank(self.at_most)}
        outcomes = {
            _class(urgency, specific, radicular)
            for urgency, specific, radicular in product(
                urgencies, {certain["specific"], possible["specific"]}, {certain["radicular"], possible["radicular"]}
            )
        }
        return outcomes.pop() if len(outcomes) == 1 else "undetermined"

    @cached_property
    def gates(self) -> tuple[Rule, ...]:
        """What stands before a programme, including what cannot be excluded yet."""
        return tuple(rule for rule in self.possible if isinstance(rule.then, Gate))

    @cached_property
    def closed_gates(self) -> tuple[Rule, ...]:
        """The gates that forbid a programme for now."""
        return tuple(rule for rule in self.gates if isinstance(rule.then, Gate) and rule.then.gate in ("no_plan", "professional_first"))

    @cached_property
    def released(self) -> bool:
        """A plan may be given: nothing that must be asked can still forbid it."""
        return self.class_ != "undetermined" and rank(self.at_most) <= HIGHEST_RELEASED and not self.closed_gates

    @cached_property
    def phenomena(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.firing if isinstance(rule.then, Phenomenon))

    @cached_property
    def removals(self) -> tuple[Remove, ...]:
        """What is left out of any programme for now, including what answers to facts that must be asked can still rule out."""
        return tuple(rule.then for rule in self.possible if isinstance(rule.then, Remove))

    @cached_property
    def profile(self) -> str | None:
        """The confirmed profile, else the suggested one; nothing while too little is known."""
        confirmed = self.known.get(PROFILE)
        return confirmed if isinstance(confirmed, str) else self.verdicts.option_as_far_as_asked(SUGGESTED_PROFILE)

    @cached_property
    def profile_factors(self) -> tuple[str, ...]:
        """What is known to count towards the profile."""
        counted = self.guideline.facts[PROFILE_FACTORS].definition
        assert isinstance(counted, CountOf)
        found: dict[str, None] = {}
        for item in counted.items:
            if evaluate(item, self.known, self.guideline.definitions) is True:
                found |= dict.fromkeys(why(item, self.known, self.guideline.definitions))
        return tuple(found)

    @cached_property
    def further_diagnostics(self) -> tuple[str, ...]:
        """The conditions whose further diagnostics is of use now: suspected ones, and those an alarm fears."""
        conditions = self.guideline.conditions
        sure = CONFIDENCES[SUSPECTED:]
        return tuple(
            one for one, confidence in self.hypotheses.items() if confidence in (*sure, "to_exclude") and conditions[one].imaging != "no"
        )

    @property
    def route(self) -> str:
        """To whom: of the routes that the most urgent alarms name the one that stands last in the scale; what is specific goes to a
        therapist at least, the rest is the person's own.
        """
        routes = {rule.then.route for rule in self.alarms if isinstance(rule.then, Triage) and rule.then.urgency == self.at_least}
        if self.class_ in ("specific", "radicular", "undetermined"):
            routes.add("physiotherapist")
        return max(routes | {"self_care"}, key=list(self.guideline.routes).index)

    @cached_property
    def advice(self) -> tuple[str, ...]:
        """The ids of the advice that applies, most important first; safety net apart, see `safety_net`."""
        return self._advice("advice")

    @cached_property
    def safety_net(self) -> tuple[str, ...]:
        return self._advice("safety_net")

    def option_or_careful(self, fact: str) -> tuple[str | None, bool]:
        """The option of a derived choice fact and whether it is known; while undecided the most careful one that is still possible."""
        option = self.verdicts.option(fact)
        ladder = self.guideline.facts[fact].definition
        assert isinstance(ladder, Ladder), "only asked of derived choices"
        careful = (one for one in ladder.if_unknown if self.verdicts.truth(leaf_name(Is(fact, (one,)))) is not False)
        return (option, True) if option else (next(careful, None), False)

    def _advice(self, kind: str) -> tuple[str, ...]:
        entries = [
            advice
            for advice in self.guideline.advice.values()
            if advice.kind == kind and rank(self.at_least) <= rank(advice.up_to) and self.verdicts.truth(ADVICE + advice.id) is True
        ]
        return tuple(advice.id for advice in sorted(entries, key=lambda advice: advice.priority))

    def _confidences(self, rules: Iterable[Rule]) -> dict[str, int]:
        found: dict[str, int] = {}
        for rule in rules:
            if isinstance(rule.then, Hypothesis):
                found[rule.then.condition] = max(found.get(rule.then.condition, 0), CONFIDENCES.index(rule.then.confidence))
        return found

    def _strongest(self, rules: Iterable[Rule]) -> dict[str, int]:
        """The surest hypothesis of each kind."""
        strongest = {"specific": 0, "radicular": 0, "serious": 0}
        for condition, level in self._confidences(rules).items():
            kind = self.guideline.conditions[condition].kind
            strongest[kind] = max(strongest[kind], level)
        strongest["specific"] = max(strongest["specific"], strongest["serious"])
        return strongest


def _class(urgency: int, specific: int, radicular: int) -> Class:
    """The class when everything that must be asked is answered. On equal confidence the specific goes first: it asks for more."""
    if max(specific, radicular) >= SUSPECTED:
        return "specific" if specific >= radicular else "radicular"
    return "referral" if urgency >= rank("soon") else "nonspecific"


def _triage(rules: Iterable[Rule]) -> Iterable[Rule]:
    return (rule for rule in rules if isinstance(rule.then, Triage))


def _urgency(rule: Rule) -> int:
    return rank(rule.then.urgency) if isinstance(rule.then, Triage) else 0


def assess(guideline: Guideline, known: Known) -> Assessment:
    """One person's facts through all rules of a guideline."""
    return Assessment(engine_for(guideline).run(known))
