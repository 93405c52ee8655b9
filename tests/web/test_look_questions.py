"""A screen of the interview as a form, and what comes back as values."""

import pytest

from tests.web.answering import NONE, UNKNOWN, form, posted
from wervel.consult.interview import Screen
from wervel.knowledge.types import Guideline
from wervel.logic.fact import Fact
from wervel.logic.reference import Value
from wervel.web.facts import AGE, DURATION, PAIN_NOW, PAIN_SITE
from wervel.web.guideline import current
from wervel.web.look.body import SITES
from wervel.web.look.questions import Given, Question

GUIDELINE = current()
OWN = [fact for fact in GUIDELINE.facts.values() if fact.by == "patient"]
GROUPS = {group: tuple(fact for fact in OWN if fact.group == group) for group in GUIDELINE.groups}
CAUDA = Screen(GROUPS["cauda_equina"], "cauda_equina")


def alone(fact: str) -> Screen:
    return Screen((GUIDELINE.facts[fact],))


def sent(screen: Screen, guideline: Guideline = GUIDELINE, **data: str | list[str]) -> Question:
    """The question after a browser sent these fields; `answer` stands for the name of its controls."""
    question = Question.of(screen, guideline, "nl", {})
    names = {"answer": question.name, "doubt": question.doubt_name, "unit": question.unit_name, "unknown": question.unknown_name}
    return question.answered(form({names[key]: [value] if isinstance(value, str) else value for key, value in data.items()}))


def test_none_of_these_is_an_explicit_no_to_each() -> None:
    assert sent(CAUDA, answer=NONE).values == dict.fromkeys(CAUDA.key, False)


def test_nothing_ticked_is_no_answer() -> None:
    question = sent(CAUDA)
    assert question.values is None
    assert "Geen van deze" in question.problems[0].says
    assert question.problems[0].at == question.options[0].id, "the summary leads to the first control"


def test_what_is_not_ticked_beside_what_is_is_no() -> None:
    first, *others = CAUDA.key
    assert sent(CAUDA, answer=first).values == {first: True, **dict.fromkeys(others, False)}


def test_doubt_about_one_of_a_group_is_kept_apart() -> None:
    first, second, *others = CAUDA.key
    assert sent(CAUDA, answer=first, doubt=second).values == {first: True, second: None, **dict.fromkeys(others, False)}
    assert sent(CAUDA, doubt=list(CAUDA.key)).values == dict.fromkeys(CAUDA.key)


@pytest.mark.parametrize(
    ("answer", "doubt", "says"),
    [
        ([NONE, CAUDA.key[0]], [], "Geen van deze"),
        ([NONE], [CAUDA.key[0]], "Geen van deze"),
        ([CAUDA.key[0]], [CAUDA.key[0]], "twijfelt"),
        (["never_heard_of"], [], "Geen van deze"),
    ],
)
def test_answers_that_contradict_each_other_are_refused_and_kept_on_the_page(answer: list[str], doubt: list[str], says: str) -> None:
    question = sent(CAUDA, answer=answer, doubt=doubt)
    assert question.values is None
    assert says in question.problems[0].says
    assert {option.value for option in (*question.options, *question.apart) if option.ticked} == set(answer) - {"never_heard_of"}
    assert question.doubted is bool(doubt)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("33", 33), (" 33 ", 33), ("0", 0), ("115", 115)],
)
def test_a_number_is_typed(typed: str, value: int) -> None:
    assert sent(alone(AGE), answer=typed).values == {AGE: value}


@pytest.mark.parametrize("typed", ["oud", "-1", "116", "33,5", "1e9", "1/3", "²", "9" * 50, "<script>", "١٢", "NaN"])
def test_what_is_no_such_number_is_refused_in_the_words_of_the_field(typed: str) -> None:
    question = sent(alone(AGE), answer=typed)
    assert question.values is None
    assert question.problems[0].says.startswith("Vul een getal in")
    assert question.problems[0].at == question.name
    assert typed.startswith(question.typed), "what was typed is still there"


def test_a_number_or_not_knowing_it_and_not_both() -> None:
    assert sent(alone(AGE)).values is None
    assert sent(alone(AGE), unknown=UNKNOWN).values == {AGE: None}
    assert sent(alone(AGE), unknown=UNKNOWN, answer="33").values is None


@pytest.mark.parametrize(
    ("typed", "unit", "days"), [("10", "day", 10), ("3", "week", 21), ("2", "month", 60), ("1,5", "year", 548), ("4", "banana", 4)]
)
def test_a_time_may_be_said_in_weeks_months_and_years(typed: str, unit: str, days: int) -> None:
    assert sent(alone(DURATION), answer=typed, unit=unit).values == {DURATION: days}


def test_a_time_that_is_too_long_says_how_long_it_may_be() -> None:
    question = sent(alone(DURATION), answer="999", unit="year")
    assert question.values is None
    assert str(GUIDELINE.facts[DURATION].high) in question.problems[0].says


def test_a_scale_shows_all_its_points_and_takes_one() -> None:
    screen = alone(PAIN_NOW)
    assert [option.value for option in Question.of(screen, GUIDELINE, "nl", {}).options] == [str(point) for point in range(11)]
    assert sent(screen, answer="0").values == {PAIN_NOW: 0}
    assert sent(screen, answer="11").values is None
    assert sent(screen, answer=["3", "4"]).values is None


def test_every_place_that_can_be_chosen_is_on_the_body_and_nothing_else() -> None:
    assert set(SITES) == set(GUIDELINE.facts[PAIN_SITE].option_ids)


def test_the_sentence_that_asks_is_the_title_and_the_rest_a_hint() -> None:
    question = Question.of(alone(PAIN_NOW), GUIDELINE, "nl", {})
    assert question.title == "Hoeveel pijn heb je nu?"
    assert question.hint.startswith("0 is geen pijn")
    for fact in OWN:
        shown = Question.of(Screen((fact,)), GUIDELINE, "en", {})
        assert shown.title
        assert len(f"{shown.title} {shown.hint}") >= len(shown.asks), "nothing of the question is lost"


def possible_values(fact: Fact) -> list[Value | None]:
    match fact.kind:
        case "yes/no":
            return [True, False, None]
        case "number":
            return [fact.low, (fact.low + fact.high) // 2, fact.high, None]
        case "set":
            return [frozenset(), frozenset(fact.option_ids[:1]), frozenset(fact.option_ids) - {"none"}, None]
        case _:
            return [*fact.option_ids, *([] if UNKNOWN in fact.option_ids else [None])]


@pytest.mark.parametrize("fact", OWN, ids=lambda fact: fact.id)
def test_what_a_page_shows_as_answered_is_what_it_sends(fact: Fact) -> None:
    """Going back and on again changes nothing, whatever was answered."""
    screen = Screen((fact,))
    for value in possible_values(fact):
        given: Given = {fact.id: value}
        assert Question.of(screen, GUIDELINE, "nl", given).answered(form(posted(screen, given))).values == given


@pytest.mark.parametrize("group", [group for group, facts in GROUPS.items() if len(facts) > 1])
def test_a_group_shows_what_it_sends(group: str) -> None:
    screen = Screen(GROUPS[group], group)
    first, *others = screen.key
    for given in (
        dict.fromkeys(screen.key, False),
        {**dict.fromkeys(others, False), first: True},
        {**dict.fromkeys(others, True), first: None},
    ):
        assert Question.of(screen, GUIDELINE, "en", given).answered(form(posted(screen, given))).values == given


def test_a_question_that_was_not_answered_shows_nothing_ticked() -> None:
    for fact in OWN:
        question = Question.of(Screen((fact,)), GUIDELINE, "nl", {})
        assert not any(option.ticked for option in (*question.options, *question.apart))
        assert question.typed == ""
    assert not any(option.ticked for option in Question.of(CAUDA, GUIDELINE, "nl", {}).apart)
