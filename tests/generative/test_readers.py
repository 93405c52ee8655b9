"""The readers of conditions agree, on random conditions about random people."""

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.formulas import holds, model_of, truth
from tests.generative.strategies import FACTS, exprs, people
from tests.little import guideline_of, read, rule
from wervel.logic.expr import AtLeast, Compare, Definitions, Expr, Includes, Is, Not, Yes, leaves
from wervel.logic.fact import Condition, Fact, Ladder
from wervel.logic.printer import to_criteria
from wervel.logic.reference import Known, evaluate
from wervel.logic.text import Text
from wervel.logic.words import Wording, to_words
from wervel.proof.person import Person
from wervel.reasoning.engine import Engine
from wervel.reasoning.explanation import evaluate_rule, why, why_rule

NONE = Definitions()
SOME_PEOPLE: tuple[Known, ...] = ({}, {"p": True, "n": 3}, {"c": "one", "m": 2})
DERIVED: tuple[Expr, ...] = (Yes("d"), Is("l", ("high",)), Is("l", ("high", "low")), Is("l", ("middle",)))


def with_derived(condition: Expr, first: Expr, second: Expr) -> dict[str, Fact]:
    steps = (("high", first), ("middle", second), ("low", AtLeast(0, ())))
    levels = tuple((option, Text(option, option)) for option, _ in steps)
    return FACTS | {
        "d": Fact("d", "yes/no", Text("d", "d"), definition=Condition(condition)),
        "l": Fact("l", "choice", Text("l", "l"), options=levels, definition=Ladder(steps)),
    }


@given(exprs(), exprs(most=4), exprs(most=4), exprs(DERIVED), exprs(DERIVED), exprs(DERIVED), people(FACTS), st.booleans())
def test_compiled_rules_say_what_the_reference_says(
    condition: Expr, first: Expr, second: Expr, one: Expr, two: Expr, three: Expr, known: Known, worst: bool
) -> None:
    """Also through derived facts, ladders and exceptions of exceptions."""
    rules = [rule("one", one), rule("two", two, ["one"]), rule("three", three, ["one", "two"], assume_worst=worst)]
    guideline = guideline_of(with_derived(condition, first, second), rules)
    verdicts = Engine(guideline).run(known)
    for each in rules:
        assert verdicts.truth(each.id) is evaluate_rule(each, dict(guideline.rules), known, guideline.definitions)
    for leaf in DERIVED:
        assert verdicts.engine.evaluate(known) == verdicts.rules
        assert Engine(guideline_of(guideline.facts, [rule("leaf", leaf)])).run(known).truth("leaf") is evaluate(
            leaf, known, guideline.definitions
        )  # fmt: skip


@given(exprs(), exprs(most=4), exprs(most=4), exprs(DERIVED), exprs(DERIVED), people(FACTS))
def test_formulas_say_what_the_reference_says(condition: Expr, first: Expr, second: Expr, one: Expr, two: Expr, known: Known) -> None:
    rules = {"one": rule("one", one), "two": rule("two", two, ["one"])}
    guideline = guideline_of(with_derived(condition, first, second), rules.values())
    person = Person(guideline)
    model = model_of(person, known)
    for expr in (one, two, *DERIVED):
        assert truth(expr, person, model) is evaluate(expr, known, guideline.definitions)
    rails = person.rule(rules["two"])
    expected = evaluate_rule(rules["two"], rules, known, guideline.definitions)
    assert (holds(rails.true, model), holds(rails.false, model)) == (expected is True, expected is False)


@given(exprs(), people(FACTS))
def test_the_reasons_alone_give_the_same_answer(expr: Expr, known: Known) -> None:
    reasons = why(expr, known, NONE)
    assert reasons.items() <= known.items()
    assert evaluate(expr, reasons, NONE) is evaluate(expr, known, NONE)


@given(exprs(DERIVED), exprs(DERIVED), exprs(), exprs(most=4), exprs(most=4), people(FACTS))
def test_the_reasons_of_a_rule_with_an_exception_suffice(
    one: Expr, two: Expr, condition: Expr, first: Expr, second: Expr, known: Known
) -> None:
    rules = {"one": rule("one", one), "two": rule("two", two, ["one"])}
    definitions = guideline_of(with_derived(condition, first, second), rules.values()).definitions
    truth = evaluate_rule(rules["two"], rules, known, definitions)
    assume(truth is not None)
    assert evaluate_rule(rules["two"], rules, why_rule(rules["two"], rules, known, definitions), definitions) is truth


@given(exprs(), people(FACTS), people(FACTS))
def test_learning_more_never_flips_a_decided_answer(expr: Expr, known: Known, more: Known) -> None:
    before = evaluate(expr, known, NONE)
    assume(before is not None)
    assert evaluate(expr, {**more, **known}, NONE) is before


@given(exprs())
def test_reading_what_was_printed_gives_the_same_condition(expr: Expr) -> None:
    printed = to_criteria(expr, FACTS)
    again = read(printed, FACTS)
    assert to_criteria(again, FACTS) == printed
    assert all(evaluate(again, known, NONE) is evaluate(expr, known, NONE) for known in SOME_PEOPLE)


@given(exprs(), st.sampled_from(("nl", "en")))
def test_every_condition_can_be_said_in_both_languages(expr: Expr, language: str) -> None:
    words = to_words(expr, Wording(FACTS, {}, "nl" if language == "nl" else "en"))
    assert words
    assert all(leaf.fact in words for leaf in leaves(expr) if isinstance(leaf, Yes))


def test_every_kind_of_node_is_generated() -> None:
    """A node that no example shows would be tested by nobody."""
    seen: set[type] = set()

    def look(expr: Expr) -> None:
        seen.add(type(expr))
        match expr:
            case Not(item):
                look(item)
            case AtLeast(_, items):
                for _, item in items:
                    look(item)
            case _:
                pass

    @given(exprs())
    def collect(expr: Expr) -> None:
        look(expr)

    collect()
    assert seen == {Yes, Is, Includes, Compare, Not, AtLeast}
