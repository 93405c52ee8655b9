"""All possible patients: each property of a guideline proven, refuted with somebody for whom it fails, or left unknown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import permutations
from time import monotonic
from typing import Literal, TypeAlias, assert_never

import z3

from wervel.knowledge.claims import After, Always, CanHappen, Claim, ExactlyOne, Keeps, NoTwo, Outcomes, Property
from wervel.knowledge.types import CONFIDENCES, GATES, URGENCIES, Gate, Guideline, Hypothesis, Phenomenon, Rule, Triage
from wervel.logic.expr import Is, facts_beneath
from wervel.logic.fact import Condition, Ladder
from wervel.logic.reference import Value
from wervel.proof.person import Person, all_of, any_of
from wervel.proof.verdict import SUSPECTED, Verdict

Status = Literal["proven", "refuted", "unknown"]
Answers: TypeAlias = dict[str, Value]
Expectation: TypeAlias = dict[str, object]
MILLISECONDS = 1000


@dataclass(frozen=True)
class Question:
    """Something that must be possible, or must not. `later` asks about one person at two moments.

    `expect`: what a case for somebody with whom it goes wrong would hold on to, now or later, in the words of case files.
    """

    says: str
    formula: z3.BoolRef
    must: bool = False
    later: bool = False
    expect: Expectation = field(default_factory=dict)
    expect_later: Expectation = field(default_factory=dict)


@dataclass(frozen=True)
class Counterexample:
    """What went wrong, and with whom: what is known of them now and later. Without `known`: nobody can bring it about."""

    question: Question
    known: Answers | None = None
    later: Answers | None = None


@dataclass(frozen=True)
class Result:
    property: Property
    status: Status
    questions: int
    seconds: float
    counterexamples: tuple[Counterexample, ...] = ()
    undecided: tuple[str, ...] = ()


@dataclass
class Prover:
    """One guideline under one solver. `limit`: seconds for each question to the solver."""

    guideline: Guideline
    limit: float = 20
    now: Verdict = field(init=False)
    then: Verdict = field(init=False)

    def __post_init__(self) -> None:
        self.now, self.then = (Verdict(Person(self.guideline, name)) for name in ("", "later "))
        self._one, self._two = self._solver(self.now), self._solver(self.now, self.then)

    def _solver(self, *verdicts: Verdict) -> z3.Solver:
        solver = z3.SolverFor("QF_FD")  # finite domains: yes/no variables and bounded numbers are all there is
        solver.set("timeout", int(self.limit * MILLISECONDS))
        for verdict in verdicts:
            solver.add(verdict.person.constraints)
        return solver

    def prove(self, one: Property) -> Result:
        """Asks the solver until every question of the property is answered."""
        started, asked = monotonic(), 0
        wrong: list[Counterexample] = []
        undecided: list[str] = []
        for question in self._questions(one.claim):
            asked += 1
            answer, example = self._ask(question)
            if answer == z3.unknown:
                undecided.append(question.says)
            elif (answer == z3.sat) is not question.must:
                wrong.append(example)
        status: Status = "refuted" if wrong else "unknown" if undecided else "proven"
        return Result(one, status, asked, monotonic() - started, tuple(wrong), tuple(undecided))

    def _ask(self, question: Question) -> tuple[z3.CheckSatResult, Counterexample]:
        solver = self._two if question.later else self._one
        solver.push()
        try:
            solver.add(question.formula)
            answer = solver.check()
            if question.must or answer != z3.sat:
                return answer, Counterexample(question)
            model = self._smallest(solver, question.later)
            known = self.now.person.answers(model)
            return answer, Counterexample(question, known, self.then.person.answers(model) if question.later else None)
        finally:
            solver.pop()

    def _smallest(self, solver: z3.Solver, later: bool) -> z3.ModelRef:
        """A counterexample from which no single answer, and later no single change, can be left out."""
        now, then = self.now.person, self.then.person
        kept = [z3.Not(known) for known in now.is_known.values()]
        if later:
            kept += [all_of([then.is_known[key] == known, *_same(key, now, then)]) for key, known in now.is_known.items()]
        model = solver.model()
        for simpler in kept:
            if not z3.is_true(model.eval(simpler, model_completion=True)):
                solver.push()
                solver.add(simpler)
                possible = solver.check() == z3.sat
                model = solver.model() if possible else model
                solver.pop()
                if not possible:
                    continue
            solver.add(simpler)
        return model

    # what each claim asks

    def _questions(self, claim: Claim) -> Iterator[Question]:
        match claim:
            case Always(then, when, unless, given):
                now = self.now
                applies = all_of([now.person.known(when).true, z3.Not(now.person.known(unless).true), now.gets(given)])
                yield Question("somebody for whom it does not hold", all_of([applies, z3.Not(now.gets(then))]), expect=_expected(then))
            case ExactlyOne(of):
                yield from self._exactly_one(of)
            case CanHappen(what):
                yield from self._can_happen(what)
            case After(event, then, given):
                changes = all_of(self._answered() if event == "answers" else self._with_new_signs())
                for wrong in self._wrong_after(then):
                    yield replace(wrong, formula=all_of([changes, self.now.gets(given), wrong.formula]), later=True)
            case Keeps(exercises):
                yield self._keeps(exercises)
            case NoTwo(pair):
                yield from self._redundant() if pair == "redundant_rules" else self._contradictions()
            case _:
                assert_never(claim)

    def _exactly_one(self, of: str) -> Iterator[Question]:
        if of in ("class", "route"):
            choices: Mapping[str, z3.BoolRef] = self.now.classes if of == "class" else self.now.routes
            yield Question(f"no {of} at all", z3.Not(any_of(choices.values())))
        else:
            ladder = self.guideline.facts[of].definition
            assert isinstance(ladder, Ladder), "checked when it was read"
            steps = [option for option, _ in ladder.steps]
            choices = {option: self.now.person.known(Is(of, (option,))).true for option in steps}
            known = [self.now.person.is_known[fact] for fact in facts_beneath(Is(of, (steps[0],)), self.guideline.definitions)]
            yield Question(f"all is known and {of} is nothing", all_of([*known, z3.Not(any_of(choices.values()))]))
            if ladder.if_unknown:
                careful = [self.now.option(of, option) for option in steps]
                yield Question(f"{of} has no careful option", z3.Not(any_of(careful)))
                yield Question(f"{of} has two careful options", z3.PbGe([(one, 1) for one in careful], 2))
        yield Question(f"two of {', '.join(choices)}", z3.PbGe([(one, 1) for one in choices.values()], 2))

    def _can_happen(self, what: str) -> Iterator[Question]:
        now = self.now
        if what == "rules":
            for rule in self.guideline.rules.values():
                yield Question(f"rule {rule.id} fires", now.fires(rule), must=True)
            for fact in self.guideline.facts.values():
                if isinstance(fact.definition, Condition):
                    rails = now.person.known(fact.definition.when)
                    yield Question(f"{fact.id} is so", rails.true, must=True)
                    yield Question(f"{fact.id} is not so", rails.false, must=True)
        elif what == "exercises":
            everything = frozenset(self.guideline.words["equipment"])
            for exercise in self.guideline.exercises.values():
                yield Question(f"exercise {exercise.id} is offered", now.offers(exercise, everything), must=True)
        else:
            for says, formula in self._outcomes():
                yield Question(says, formula, must=True)

    def _outcomes(self) -> Iterator[tuple[str, z3.BoolRef]]:
        """Everything that an assessment can say."""
        now, guideline = self.now, self.guideline
        yield from ((f"class {one}", formula) for one, formula in now.classes.items())
        yield from ((f"route {one}", formula) for one, formula in now.routes.items())
        used = {rule.then.gate for rule in guideline.rules.values() if isinstance(rule.then, Gate)}
        yield from ((f"gate {gate}", now.gate(gate)) for gate in GATES if gate in used)
        yield from ((f"released is {word}", formula) for word, formula in (("yes", now.released), ("no", z3.Not(now.released))))
        for at, urgency in enumerate(URGENCIES):
            higher = [z3.Not(now.at_least[above]) for above in URGENCIES[at + 1 : at + 2]]
            yield f"urgency {urgency}", all_of([now.at_least[urgency], *higher])
        for condition in guideline.conditions:
            feared = any_of(
                now.fires(rule) for rule in guideline.rules.values() if isinstance(rule.then, Triage) and rule.then.suspect == condition
            )
            yield f"condition {condition} is named", any_of([feared, now.hypothesis(condition, 1, now.fires)])
        for fact in guideline.facts.values():
            if isinstance(fact.definition, Ladder):
                for option, _ in fact.definition.steps:
                    yield f"{fact.id} is {option}", now.person.known(Is(fact.id, (option,))).true
        for advice in guideline.advice.values():
            above = URGENCIES[URGENCIES.index(advice.up_to) + 1 :][:1]
            yield f"advice {advice.id}", all_of([now.person.known(advice.when).true, *(z3.Not(now.at_least[one]) for one in above)])

    def _answered(self) -> Iterator[z3.BoolRef]:
        """Later: all that was known, and answers to what may be asked, with what those say about other facts."""
        now, then = self.now.person, self.then.person
        for key, known in now.is_known.items():
            yield z3.Implies(known, all_of([then.is_known[key], *_same(key, now, then)]))
            follows = [
                all_of([then.known(answer).true, *_is(key, value, then)])
                for fact in self.guideline.facts.values()
                for answer, other, value in fact.means
                if other == key
            ]
            yield z3.Implies(all_of([then.is_known[key], z3.Not(known)]), any_of([now.may_be_asked(key), *follows]))

    def _with_new_signs(self) -> Iterator[z3.BoolRef]:
        """Later: the same, but that yes/no facts which were not known to be so are, protective ones apart."""
        now, then = self.now.person, self.then.person
        for key, fact in now.answered.items():
            if fact.kind == "yes/no" and not fact.protective:
                yield z3.Implies(now.yes[key], then.yes[key])
                yield z3.Implies(all_of([now.is_known[key], z3.Not(then.yes[key])]), then.is_known[key])
                yield z3.Implies(all_of([then.is_known[key], z3.Not(now.is_known[key])]), then.yes[key])
            else:
                yield now.is_known[key] == then.is_known[key]
                yield from _same(key, now, then)

    def _wrong_after(self, consequence: str) -> Iterator[Question]:
        """How it can go wrong between now and later, the change between them apart."""
        now, then = self.now, self.then
        if consequence == "urgency_was_foreseen":
            for urgency in URGENCIES[1:]:
                formula = all_of([then.at_least[urgency], z3.Not(now.can_become[urgency])])
                yield Question(f"it becomes {urgency}, which was not foreseen", formula, expect={"can_become": urgency})
        elif consequence == "urgency_is_not_lower":
            for urgency in URGENCIES[1:]:
                formula = all_of([now.at_least[urgency], z3.Not(then.at_least[urgency])])
                yield Question(f"it was {urgency} and is no longer", formula, expect_later={"urgency": {"at_least": urgency}})
        elif consequence == "nothing_urgent":
            yield Question("it becomes urgent", then.at_least["urgent"], expect={"released": False})
        elif consequence == "questions_were_foreseen":
            for key, known in now.person.is_known.items():
                if self.guideline.facts[key].asked is not None:
                    formula = all_of([then.person.may_be_asked(key), z3.Not(now.person.may_be_asked(key)), z3.Not(known)])
                    yield Question(f"{key} is asked, which was not foreseen", formula, expect={"asks": [key]})
        else:
            everything = frozenset(self.guideline.words["equipment"])
            for exercise in self.guideline.exercises.values():
                if exercise.contraindications:
                    formula = all_of([now.offers(exercise, everything), then.contraindicated(exercise)])
                    yield Question(f"{exercise.id} was offered", formula, expect={"plan": {"excludes": [exercise.id]}})

    def _keeps(self, exercises: int) -> Question:
        now = self.now
        offered = [now.offers(exercise) for exercise in self.guideline.exercises.values() if exercise.mode != "drill"]
        offered = [one for one in offered if not z3.is_false(one)]
        too_few = z3.PbLe([(one, 1) for one in offered], exercises - 1) if offered else z3.BoolVal(True)
        formula = all_of([now.released, z3.Not(now.gate("walking_only")), too_few])
        return Question(f"fewer than {exercises} exercises are left", formula, expect={"plan": {"at_least": exercises}})

    def _redundant(self) -> Iterator[Question]:
        """Of rules that are about the same, whether the one that says no more only fires together with another.

        A rule to which others yield does more than it says.
        """
        yielded_to = {other for rule in self.guideline.rules.values() for other in rule.except_when}
        for rule, other in permutations(self.guideline.rules.values(), 2):
            if rule.id not in yielded_to and _says_no_more(rule, other):
                both = all_of([self.now.fires(rule), z3.Not(self.now.fires(other))])
                yield Question(f"rule {rule.id} fires where {other.id} does not", both, must=True)

    def _contradictions(self) -> Iterator[Question]:
        """What speaks for and against the same, at once."""
        rules = self.guideline.rules.values()
        for one in rules:
            for other in rules:
                if _contradict(one, other):
                    both = all_of([self.now.fires(one), self.now.fires(other)])
                    yield Question(f"{one.id} and {other.id} fire together", both, expect={"quiet": [one.id]})


def _expected(then: Outcomes) -> Expectation:
    """Demanded outcomes in the words of case files."""
    urgency = {"at_least": then.urgency_at_least, "at_most": then.urgency_at_most}
    found: Expectation = {"urgency": {word: level for word, level in urgency.items() if level}} if any(urgency.values()) else {}
    if len(then.classes) == 1:
        found["class"] = then.classes[0]
    if then.released is not None:
        found["released"] = then.released
    return found


def _same(key: str, one: Person, other: Person) -> Iterator[z3.BoolRef]:
    """Both answer alike."""
    if key in one.yes:
        yield one.yes[key] == other.yes[key]
    yield from (formula == other.options[key][option] for option, formula in one.options.get(key, {}).items())
    yield from (formula == other.reaches[key][bound] for bound, formula in one.reaches.get(key, {}).items())
    if key in one.numbers:
        yield one.numbers[key] == other.numbers[key]


def _is(key: str, value: Value, person: Person) -> Iterator[z3.BoolRef]:
    """The answer is this value."""
    if isinstance(value, bool):
        yield person.yes[key] == value
    elif isinstance(value, int):
        yield from (formula == (value >= bound) for bound, formula in person.reaches.get(key, {}).items())
        if key in person.numbers:
            yield person.numbers[key] == value
    else:
        chosen = {value} if isinstance(value, str) else value
        yield from (formula == (option in chosen) for option, formula in person.options[key].items())


def _says_no_more(rule: Rule, other: Rule) -> bool:
    """The outcome of the one is worth nothing beside that of the other."""
    match rule.then, other.then:
        case Triage(urgency, _, suspect), Triage(higher, _, same):
            return suspect == same and URGENCIES.index(urgency) <= URGENCIES.index(higher)
        case Hypothesis(condition, confidence), Hypothesis(same, surer):
            for_, for_other = CONFIDENCES.index(confidence), CONFIDENCES.index(surer)
            return condition == same and (for_ == for_other if 0 in (for_, for_other) else for_ <= for_other)
        case _:
            return rule.then == other.then and not isinstance(rule.then, Phenomenon)


def _contradict(one: Rule, other: Rule) -> bool:
    match one.then, other.then:
        case Hypothesis(condition, confidence), Hypothesis(same, "against"):
            return condition == same and CONFIDENCES.index(confidence) >= SUSPECTED
        case Phenomenon() as wants, Phenomenon() as avoids if wants.directional and avoids.directional:
            return bool(set(wants.families) & set(avoids.avoid))
        case _:
            return False
