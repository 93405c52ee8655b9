"""What an assessment says and a programme may hold, as formulas about one person.

Written anew from what they are to mean, apart from `reasoning` and `programme`; the tests hold the two against each other.
"""

from collections.abc import Callable, Iterable
from functools import cached_property

import z3

from wervel.knowledge.claims import Outcomes
from wervel.knowledge.types import CONFIDENCES, URGENCIES, Exercise, Gate, Hypothesis, Remove, Rule, Triage
from wervel.logic.expr import Is, Yes
from wervel.logic.fact import Condition, Ladder
from wervel.proof.person import Person, all_of, any_of

LAST_RELEASED = "soon"
"""The highest urgency at which a programme may be given."""

SUSPECTED = CONFIDENCES.index("moderate")
IRRITABILITIES = ("low", "moderate", "high")
CLASSES = ("referral", "specific", "radicular", "nonspecific", "undetermined")


class Verdict:
    """The assessment of one person."""

    def __init__(self, person: Person) -> None:
        self.person, self.guideline = person, person.guideline

    def fires(self, rule: Rule) -> z3.BoolRef:
        """It counts: it is true, or its condition is and no exception is known to hold while the worst is assumed."""
        rails = self.person.rule(rule)
        if not rule.assume_worst:
            return rails.true
        return any_of([rails.true, all_of([self.person.known(rule.when).true, z3.Not(rails.false)])])

    def may_fire(self, rule: Rule) -> z3.BoolRef:
        """It counts, or answers to what must be asked can make it count."""
        person = self.person
        can = person.rule(rule, foreseen=True).true
        if rule.assume_worst:
            can = any_of([can, person.foreseen(rule.when).true])
        return any_of([person.rule(rule).true, all_of([z3.Not(person.rule(rule).false), can])])

    def _any_rule(self, of: Callable[[Rule], bool], counts: Callable[[Rule], z3.BoolRef]) -> z3.BoolRef:
        return any_of(counts(rule) for rule in self.guideline.rules.values() if of(rule))

    # urgency, class, route

    @cached_property
    def at_least(self) -> dict[str, z3.BoolRef]:
        """For each urgency: it is at least that."""
        return {urgency: self._urgency(urgency, self.fires) for urgency in URGENCIES}

    @cached_property
    def can_become(self) -> dict[str, z3.BoolRef]:
        """For each urgency: it is that or higher, or can still become so."""
        return {urgency: self._urgency(urgency, self.may_fire) for urgency in URGENCIES}

    def _urgency(self, urgency: str, counts: Callable[[Rule], z3.BoolRef]) -> z3.BoolRef:
        level = URGENCIES.index(urgency)
        if level == 0:
            return z3.BoolVal(True)
        return self._any_rule(lambda rule: isinstance(rule.then, Triage) and URGENCIES.index(rule.then.urgency) >= level, counts)

    def hypothesis(self, condition: str, confidence: int, counts: Callable[[Rule], z3.BoolRef]) -> z3.BoolRef:
        """A rule says that this condition fits, with this confidence or more."""
        return self._any_rule(
            lambda rule: isinstance(rule.then, Hypothesis) and rule.then.condition == condition
            and CONFIDENCES.index(rule.then.confidence) >= confidence, counts,
        )  # fmt: skip

    def _of_kind(self, radicular: bool, confidence: int, counts: Callable[[Rule], z3.BoolRef]) -> z3.BoolRef:
        return any_of(
            self.hypothesis(key, confidence, counts)
            for key, condition in self.guideline.conditions.items()
            if (condition.kind == "radicular") is radicular
        )

    @cached_property
    def classes(self) -> dict[str, z3.BoolRef]:
        """Each class in its own words. While an answer can still bring something else the class is undetermined."""
        sure, may = self.fires, self.may_fire
        levels = range(SUSPECTED, len(CONFIDENCES))
        too_urgent = self.at_least["urgent"]
        settled = all_of([z3.Not(too_urgent), z3.Not(self.can_become["urgent"])])
        # As sure of something specific as it can still become of something radicular, and sure enough.
        specific = all_of(
            [settled, self._of_kind(False, SUSPECTED, sure)]
            + [z3.Implies(self._of_kind(True, level, may), self._of_kind(False, level, sure)) for level in levels]
        )
        radicular = all_of(
            [settled, any_of(
                all_of([self._of_kind(True, level, sure), z3.Not(self._of_kind(False, level, may))]) for level in levels)]
        )  # fmt: skip
        neither = all_of([settled, z3.Not(self._of_kind(False, SUSPECTED, may)), z3.Not(self._of_kind(True, SUSPECTED, may))])
        decided = {
            "referral": any_of([too_urgent, all_of([neither, self.at_least["soon"]])]),
            "specific": specific,
            "radicular": radicular,
            "nonspecific": all_of([neither, z3.Not(self.can_become["soon"])]),
        }
        return {**decided, "undetermined": z3.Not(any_of(decided.values()))}

    @cached_property
    def routes(self) -> dict[str, z3.BoolRef]:
        """For each route: somebody is sent there. Of those that the most urgent alarms name it is the one that stands last in the scale."""
        demanded: dict[str, list[z3.BoolRef]] = {route: [] for route in self.guideline.routes}
        for rule in self.guideline.rules.values():
            if isinstance(rule.then, Triage):
                higher = URGENCIES[URGENCIES.index(rule.then.urgency) + 1 :][:1]
                top = all_of(z3.Not(self.at_least[urgency]) for urgency in higher)
                demanded[rule.then.route].append(all_of([self.fires(rule), top]))
        demanded["physiotherapist"] += [self.classes[one] for one in ("specific", "radicular", "undetermined")]
        demanded["self_care"].append(z3.BoolVal(True))
        found: dict[str, z3.BoolRef] = {}
        above: list[z3.BoolRef] = []
        for route in reversed(list(self.guideline.routes)):
            wanted = any_of(demanded[route])
            found[route] = all_of([wanted, *(z3.Not(one) for one in above)])
            above.append(wanted)
        return found

    @cached_property
    def released(self) -> z3.BoolRef:
        closed = self._any_rule(
            lambda rule: isinstance(rule.then, Gate) and rule.then.gate in ("no_plan", "professional_first"), self.may_fire
        )
        decided = z3.Not(self.classes["undetermined"])
        return all_of([decided, z3.Not(self.can_become["urgent"]), z3.Not(closed)])

    @cached_property
    def further_diagnostics(self) -> z3.BoolRef:
        """Some further diagnostics is of use: of what is suspected, or what an alarm fears."""
        shown = {key for key, condition in self.guideline.conditions.items() if condition.imaging != "no"}
        suspected = [self.hypothesis(key, SUSPECTED, self.fires) for key in shown]
        feared = self._any_rule(
            lambda rule: isinstance(rule.then, Triage) and rule.then.suspect in shown
            and URGENCIES.index(rule.then.urgency) >= URGENCIES.index("soon"), self.fires,
        )  # fmt: skip
        return any_of([*suspected, feared])

    def gate(self, gate: str) -> z3.BoolRef:
        return self._any_rule(lambda rule: isinstance(rule.then, Gate) and rule.then.gate == gate, self.may_fire)

    def gets(self, outcomes: Outcomes) -> z3.BoolRef:
        """All that is demanded holds."""
        demands: list[z3.BoolRef] = []
        if outcomes.urgency_at_least:
            demands.append(self.at_least[outcomes.urgency_at_least])
        if outcomes.urgency_at_most:
            demands += [z3.Not(self.can_become[one]) for one in URGENCIES[URGENCIES.index(outcomes.urgency_at_most) + 1 :]]
        if outcomes.classes:
            demands.append(any_of(self.classes[one] for one in outcomes.classes))
        for wanted, formula in ((outcomes.released, self.released), (outcomes.further_diagnostics, self.further_diagnostics)):
            if wanted is not None:
                demands.append(formula if wanted else z3.Not(formula))
        return all_of(demands)

    # a programme

    def option(self, fact: str, option: str) -> z3.BoolRef:
        """A derived choice is this; while it is undecided, the most careful option that is still possible."""
        ladder = self.guideline.facts[fact].definition
        assert isinstance(ladder, Ladder), "only derived choices"
        decided = any_of(self._is(fact, one) for one, _ in ladder.steps)
        before = [z3.Not(self._can_be(fact, one)) for one in ladder.if_unknown[: _index(ladder.if_unknown, option)]]
        careful = all_of([z3.Not(decided), self._can_be(fact, option), *before]) if option in ladder.if_unknown else z3.BoolVal(False)
        return any_of([self._is(fact, option), careful])

    def _is(self, fact: str, option: str) -> z3.BoolRef:
        return self.person.known(Is(fact, (option,))).true

    def _can_be(self, fact: str, option: str) -> z3.BoolRef:
        return z3.Not(self.person.known(Is(fact, (option,))).false)

    def contraindicated(self, exercise: Exercise) -> z3.BoolRef:
        """Something is known that speaks against it."""
        return any_of(self._holds(fact) for fact in exercise.contraindications)

    def _holds(self, fact: str) -> z3.BoolRef:
        return self.person.known(Yes(fact)).true

    def is_safe(self, exercise: Exercise, equipment: frozenset[str]) -> z3.BoolRef:
        """Nothing that is known, and nothing that must still be asked, speaks against it."""
        if not exercise.equipment <= equipment | self.guideline.programme.household:
            return z3.BoolVal(False)
        person = self.person
        demands = [z3.Not(self._may_hold(fact)) for fact in exercise.contraindications]
        if exercise.only_when is not None:
            demands.append(person.known(exercise.only_when).true)
        for rule in self.guideline.rules.values():
            if isinstance(rule.then, Remove) and (
                exercise.family in rule.then.families or set(exercise.directions) & set(rule.then.directions)
            ):
                demands.append(z3.Not(self.may_fire(rule)))
        if exercise.mode == "drill":
            stages = person.options["return_to_play_stage"]
            demands.append(any_of(stages[stage] for stage, cap in self.guideline.programme.drills if exercise.difficulty <= cap))
        return all_of(demands)

    def _may_hold(self, fact: str) -> z3.BoolRef:
        """It holds, or answers to what must be asked can still show that it does."""
        known, condition = self.person.known(Yes(fact)), isinstance(self.guideline.facts[fact].definition, Condition)
        can = self.person.foreseen(Yes(fact)).true if condition else self.person.may_be_asked(fact)
        return any_of([known.true, all_of([z3.Not(known.false), can])])

    def offers(self, exercise: Exercise, equipment: frozenset[str] = frozenset()) -> z3.BoolRef:
        """It may stand in a programme of more than walking: it fits the stage and how easily the complaint flares, and it is safe."""
        stages = any_of(
            self.option("stage", stage.id)
            for stage in self.guideline.programme.stages.values()
            if stage.id in exercise.stages and (exercise.mode == "drill" or exercise.difficulty <= stage.difficulty_cap)
        )
        calm_enough = any_of(
            self.option("irritability", one) for one in IRRITABILITIES[: IRRITABILITIES.index(exercise.irritability_max) + 1]
        )
        return all_of([self.released, z3.Not(self.gate("walking_only")), stages, calm_enough, self.is_safe(exercise, equipment)])


def _index(options: Iterable[str], option: str) -> int:
    return next((at for at, one in enumerate(options) if one == option), 0)
