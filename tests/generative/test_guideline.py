"""What holds of the real guideline for everybody, looked for in random people."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.generative.strategies import real_people, values
from wervel import load
from wervel.knowledge.types import URGENCIES, Rule, Triage
from wervel.logic.reference import Known
from wervel.reasoning.assessment import Assessment, assess, rank
from wervel.reasoning.engine import engine_for
from wervel.reasoning.explanation import evaluate_rule, why_rule
from wervel.reasoning.questions import ask_next, open_questions

GUIDELINE = load()
RULES = dict(GUIDELINE.rules)
ANSWERABLE = sorted(key for key, fact in GUIDELINE.facts.items() if fact.definition is None)
YES_NO = [key for key in ANSWERABLE if GUIDELINE.facts[key].kind == "yes/no"]


def outcome(assessment: Assessment) -> object:
    """Everything that a person would see."""
    return (
        assessment.at_least, assessment.at_most, assessment.class_, assessment.released, assessment.hypotheses, assessment.profile,
        assessment.firing, assessment.advice, assessment.safety_net, assessment.route, ask_next(assessment),
    )  # fmt: skip


@given(real_people(GUIDELINE))
def test_compiled_rules_say_what_the_reference_says(known: Known) -> None:
    verdicts = engine_for(GUIDELINE).run(known)
    for rule in RULES.values():
        assert verdicts.truth(rule.id) is evaluate_rule(rule, RULES, known, GUIDELINE.definitions), rule.id


@given(real_people(GUIDELINE))
def test_the_reasons_of_every_decided_rule_suffice(known: Known) -> None:
    verdicts = engine_for(GUIDELINE).run(known)
    for rule in RULES.values():
        if (truth := verdicts.truth(rule.id)) is not None:
            reasons = why_rule(rule, RULES, known, GUIDELINE.definitions)
            assert engine_for(GUIDELINE).run(reasons).truth(rule.id) is truth, rule.id


@given(real_people(GUIDELINE), real_people(GUIDELINE))
def test_learning_more_never_flips_a_decided_rule(known: Known, more: Known) -> None:
    before, after = engine_for(GUIDELINE).run(known), engine_for(GUIDELINE).run({**more, **known})
    for rule in RULES.values():
        if before.truth(rule.id) is not None:
            assert after.truth(rule.id) is before.truth(rule.id), rule.id


@given(real_people(GUIDELINE), st.data())
def test_answering_what_is_no_open_question_changes_nothing(known: Known, data: st.DataObject) -> None:
    before = assess(GUIDELINE, known)
    closed = sorted(set(ANSWERABLE) - set(known) - open_questions(before))
    assume(closed)
    fact = data.draw(st.sampled_from(closed))
    value = data.draw(values(GUIDELINE.facts[fact]))
    assert outcome(assess(GUIDELINE, {**known, fact: value})) == outcome(before), fact


@given(real_people(GUIDELINE), real_people(GUIDELINE, most=4))
def test_learning_more_never_lowers_an_urgency_that_was_decided(known: Known, more: Known) -> None:
    """What was only assumed may be taken back; what was true stays."""
    before, after = assess(GUIDELINE, known), assess(GUIDELINE, {**more, **known})
    assert rank(after.at_least) >= _decided_urgency(before)


@given(real_people(GUIDELINE), st.sampled_from([key for key in YES_NO if not GUIDELINE.facts[key].protective]))
def test_a_sign_that_becomes_true_never_lowers_the_urgency(known: Known, fact: str) -> None:
    """Facts that protect are marked so in the guideline, by name, and excepted here."""
    without, with_ = assess(GUIDELINE, {**known, fact: False}), assess(GUIDELINE, {**known, fact: True})
    assert rank(with_.at_least) >= rank(without.at_least)


@given(real_people(GUIDELINE))
def test_everybody_has_exactly_one_class_and_a_range_that_is_not_upside_down(known: Known) -> None:
    assessment = assess(GUIDELINE, known)
    assert assessment.class_ in ("referral", "specific", "radicular", "nonspecific", "undetermined")
    assert rank(assessment.at_least) <= rank(assessment.at_most)
    assert assessment.route in GUIDELINE.routes


@given(real_people(GUIDELINE, most=120))
def test_nothing_is_released_while_a_question_that_must_be_asked_can_still_raise_the_urgency(known: Known) -> None:
    assessment = assess(GUIDELINE, known)
    if assessment.released:
        assert rank(assessment.at_most) <= rank("soon")
        assert assessment.class_ != "undetermined"
    if rank(assessment.at_least) > rank("soon"):
        assert not assessment.released


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_no_rule_fires_on_somebody_of_whom_nothing_is_known(rule: Rule) -> None:
    assert not engine_for(GUIDELINE).run({}).fires(rule)


def test_nothing_known_is_undetermined_and_the_worst_is_asked_first() -> None:
    assessment = assess(GUIDELINE, {})
    assert (assessment.class_, assessment.released, assessment.at_least) == ("undetermined", False, "none")
    assert assessment.at_most == URGENCIES[-1]
    assert ask_next(assessment)[0] == "saddle_sensation_change"


def _decided_urgency(assessment: Assessment) -> int:
    """The highest urgency that is true, assumptions apart."""
    alarms = [rule.then for rule in assessment.alarms if assessment.verdicts.truth(rule.id) is True]
    return max((rank(then.urgency) for then in alarms if isinstance(then, Triage)), default=0)
