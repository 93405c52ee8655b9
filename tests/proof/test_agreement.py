"""The prover proves the real thing: its formulas say about everybody what the assessment and the programme say."""

from pathlib import Path

from hypothesis import given

from tests.formulas import holds, model_of, truth
from tests.generative.strategies import real_people
from wervel import load
from wervel.knowledge.cases import Preferences, broken_axioms, complete, read_case
from wervel.knowledge.types import URGENCIES, Gate
from wervel.logic.expr import facts_beneath
from wervel.logic.fact import Condition
from wervel.logic.reference import Known
from wervel.programme.selection import WALKING, offered
from wervel.proof.person import Person
from wervel.proof.verdict import CLASSES, Verdict
from wervel.reasoning.assessment import assess, rank

EXAMPLES = Path(__file__).parents[2] / "examples"
GUIDELINE = load()
VERDICT = Verdict(Person(GUIDELINE))
EVERYTHING = frozenset(GUIDELINE.words["equipment"])
OFFERS = {
    equipment: {exercise.id: VERDICT.offers(exercise, equipment) for exercise in GUIDELINE.exercises.values()}
    for equipment in (frozenset[str](), EVERYTHING)
}
ORDINARY = read_case(EXAMPLES / "hockey_sprain.yaml", GUIDELINE).known


def possible(known: Known) -> Known:
    """Somebody who can exist: of a combination that an axiom excludes one answer goes."""
    while broken := broken_axioms(complete(known, GUIDELINE), GUIDELINE):
        drop = sorted(facts_beneath(broken[0].never, GUIDELINE.definitions) & set(known))[0]
        known = {fact: value for fact, value in known.items() if fact != drop}
    return complete(known, GUIDELINE)


@given(real_people(GUIDELINE))
def test_formulas_say_what_the_assessment_says(some: Known) -> None:
    known = possible(some)
    assessment = assess(GUIDELINE, known)
    model = model_of(VERDICT.person, known)
    for rule in GUIDELINE.rules.values():
        assert holds(VERDICT.fires(rule), model) is (rule in assessment.firing), rule.id
        assert holds(VERDICT.may_fire(rule), model) is (rule in assessment.possible), rule.id
    for fact in GUIDELINE.facts.values():
        if isinstance(fact.definition, Condition):
            assert truth(fact.definition.when, VERDICT.person, model) is assessment.verdicts.truth(f"fact {fact.id}"), fact.id
        if fact.asked is not None and fact.id not in known:
            assert holds(VERDICT.person.may_be_asked(fact.id), model) is assessment.verdicts.may_be_asked(fact.id), fact.id
    for urgency in URGENCIES:
        assert holds(VERDICT.at_least[urgency], model) is (rank(assessment.at_least) >= rank(urgency))
        assert holds(VERDICT.can_become[urgency], model) is (rank(assessment.at_most) >= rank(urgency))
    assert [one for one in CLASSES if holds(VERDICT.classes[one], model)] == [assessment.class_]
    assert [one for one, formula in VERDICT.routes.items() if holds(formula, model)] == [assessment.route]
    assert holds(VERDICT.released, model) is assessment.released
    assert holds(VERDICT.further_diagnostics, model) is bool(assessment.further_diagnostics)
    for gate in ("no_plan", "professional_first", "walking_only", "draft"):
        expected = any(isinstance(rule.then, Gate) and rule.then.gate == gate for rule in assessment.gates)
        assert holds(VERDICT.gate(gate), model) is expected


@given(real_people(GUIDELINE, most=12))
def test_formulas_offer_the_exercises_that_a_programme_may_hold(some: Known) -> None:
    """With much unknown nobody is released: these people have everything else about them answered as in an ordinary complaint."""
    known = possible({**ORDINARY, **some})
    assessment = assess(GUIDELINE, known)
    model = model_of(VERDICT.person, known)
    for equipment, offers in OFFERS.items():
        found = {exercise.id for exercise in offered(assessment, Preferences(equipment=equipment))}
        formulas = {exercise for exercise, formula in offers.items() if holds(formula, model)}
        walking_only = holds(VERDICT.gate("walking_only"), model)
        assert formulas == (set() if walking_only else found)
        assert not walking_only or found <= {WALKING}
