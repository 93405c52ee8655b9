"""Whatever the guideline is made of, by name and row by row."""

from typing import assert_never

from wervel.book.conditions import condition_rows
from wervel.book.course import course_rows, curve_name, curve_rows, evaluation_rows, measure_rows
from wervel.book.examination import step_rows, test_rows
from wervel.book.exercises import exercise_rows
from wervel.book.facts import fact_rows
from wervel.book.load import load_rows, posture_rows
from wervel.book.programme import profile_rows, programme_rows
from wervel.book.progression import move_rows, own_fact_rows, progression_rows, progression_rule_rows
from wervel.book.proofs import property_rows
from wervel.book.rules import advice_rows, rule_rows
from wervel.book.sport import referral_rows, role_rows, sport_rows, way_back_rows
from wervel.book.sport import step_rows as sport_step_rows
from wervel.book.teller import BookTeller, Row
from wervel.consult.contents import OwnFact, Settings, Thing, Whole
from wervel.knowledge.biomechanics import Biomechanics, NamedPosture
from wervel.knowledge.claims import Property
from wervel.knowledge.course import Course, Curve, Evaluation, Measure
from wervel.knowledge.examination import Examination, Test
from wervel.knowledge.progression import Move, Progression, ProgressionRule
from wervel.knowledge.sport import Referral, ReturnToPlay, Role, Sport
from wervel.knowledge.sport import Step as SportStep
from wervel.knowledge.types import Advice, ConditionModule, Exercise, Profile, ProgrammeSettings, Rule
from wervel.logic.fact import Fact
from wervel.narrate.report import upper


def heading(thing: Thing, teller: BookTeller) -> str:
    match thing:
        case Rule():
            return teller.rule_name(thing)
        case Advice() | ProgressionRule() | Move() | Evaluation() | Referral() | Role():
            return teller.first_sentence(thing.text)
        case ConditionModule() | Exercise() | Fact() | Test() | Profile() | SportStep() | NamedPosture():
            return upper(teller.text(thing.name))
        case OwnFact():
            return upper(teller.text(thing.fact.name))
        case Curve():
            return curve_name(thing, teller)
        case Measure(fact):
            return upper(teller.wording.name(fact))
        case Settings(whole=Examination() as step):
            return upper(teller.text(step.name))
        case Settings(kind, key):
            return teller.say(f"{kind}_{key}")
        case Property():
            return teller.text(thing.text)
        case _:
            assert_never(thing)


def rows(thing: Thing, teller: BookTeller) -> list[Row]:
    """All that is said of a thing. `name` says again what stands above it; it is for who compares two editions."""
    match thing:
        case Rule():
            return rule_rows(thing, teller)
        case Advice():
            return advice_rows(thing, teller)
        case ConditionModule():
            return condition_rows(thing, teller)
        case Test():
            return test_rows(thing, teller)
        case Profile():
            return profile_rows(thing, teller)
        case OwnFact():
            return own_fact_rows(thing, teller)
        case ProgressionRule():
            return progression_rule_rows(thing, teller)
        case Move():
            return move_rows(thing, teller)
        case Curve():
            return curve_rows(thing, teller)
        case Measure():
            return measure_rows(thing, teller)
        case Evaluation():
            return evaluation_rows(thing, teller)
        case SportStep():
            return sport_step_rows(thing, teller)
        case Referral():
            return referral_rows(thing, teller)
        case Role():
            return role_rows(thing, teller)
        case NamedPosture():
            return posture_rows(thing, teller)
        case Settings():
            return [row for row in _whole_rows(thing.whole, teller) if set(row.fields) & set(thing.fields)]
        case Exercise():
            return exercise_rows(thing, teller)
        case Fact():
            return [*fact_rows(thing, teller), *teller.because(teller.guideline.evidence_of_facts.get(thing.id, ()))]
        case Property():
            return [teller.row("text", "name", teller.text(thing.text)), *property_rows(thing, teller)]
        case _:
            assert_never(thing)


def _whole_rows(whole: Whole, teller: BookTeller) -> list[Row]:
    match whole:
        case Examination():
            return step_rows(whole, teller)
        case ProgrammeSettings():
            return programme_rows(whole, teller)
        case Progression():
            return progression_rows(whole, teller)
        case Course():
            return course_rows(whole, teller)
        case ReturnToPlay():
            return way_back_rows(whole, teller)
        case Sport():
            return sport_rows(whole, teller)
        case Biomechanics():
            return load_rows(whole, teller)
        case _:
            assert_never(whole)
