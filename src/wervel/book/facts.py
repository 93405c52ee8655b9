"""A fact of the glossary, told row by row."""

from typing import assert_never

from wervel.book.criteria import Clause, said
from wervel.book.teller import BookTeller, Row
from wervel.logic.expr import ALWAYS, Expr
from wervel.logic.fact import Condition, CountOf, Definition, ExtremeOf, Fact, Ladder
from wervel.logic.reference import Value
from wervel.narrate.report import upper


def fact_rows(fact: Fact, teller: BookTeller) -> list[Row]:
    guideline = teller.guideline
    group = guideline.groups[fact.group] if fact.group else None
    return [
        teller.row("name", "name", upper(teller.text(fact.name))),
        *([teller.row("question", "question", teller.text(fact.question))] if fact.question else []),
        *([teller.row("group", "group", teller.text(group.question))] if group else []),
        teller.row("by", "by", teller.say(f"by_{fact.by or 'derived'}")),
        teller.row("kind unit low high step options", "answer", *_kind(fact, teller)),
        *([] if fact.definition else [teller.row("asked", "asked", _asked(fact.asked, teller))]),
        *([teller.row("definition", "definition", *_definition(fact, fact.definition, teller))] if fact.definition else []),
        *([teller.row("means", "means", *(_means(fact, one, teller) for one in fact.means))] if fact.means else []),
        *([teller.row("protective", "protective", teller.say("is_protective"))] if fact.protective else []),
    ]


def _kind(fact: Fact, teller: BookTeller) -> list[Clause]:
    match fact.kind:
        case "yes/no":
            return [said(teller.say("yes_no"))]
        case "number":
            low, high, step = (teller.number(number * fact.step) for number in (fact.low, fact.high, 1))
            words = (low, high, teller.wording.unit(fact, one=False))
            return [said(teller.say("number", *words).rstrip() + ("" if fact.step == 1 else f", {teller.say('in_steps', step)}"))]
        case "choice":
            return [said(teller.say("one_option"), items=[said(text[teller.language]) for _, text in fact.options])]
        case "set":
            return [said(teller.say("any_options"), items=[said(text[teller.language]) for _, text in fact.options])]
        case "count":
            return [said(teller.say("a_count"))]
        case _:
            assert_never(fact.kind)


def _asked(asked: Expr | None, teller: BookTeller) -> Clause:
    if asked is None:
        return said(teller.say("if_known"))
    if asked == ALWAYS:
        return said(teller.say("asked_always"))
    return said(teller.say("asked_when"), items=[teller.clause(asked)])


def _definition(fact: Fact, definition: Definition, teller: BookTeller) -> list[Clause]:
    match definition:
        case Condition(when):
            return [teller.clause(when)]
        case Ladder(steps, if_unknown):
            words = dict(fact.options)
            ways = [said(upper(teller.text(words[option])), items=[_step(when, teller)]) for option, when in steps]
            careful = ", ".join(teller.text(words[option]) for option in if_unknown)
            return [said(teller.say("first_that_holds"), items=ways), *([said(teller.say("careful", careful))] if if_unknown else [])]
        case CountOf(items):
            return [said(teller.say("how_many"), items=[teller.clause(item) for item in items])]
        case ExtremeOf(which, facts):
            return [said(teller.say(which), items=[said(teller.fact(one)) for one in facts])]
        case _:
            assert_never(definition)


def _step(when: Expr, teller: BookTeller) -> Clause:
    return said(teller.say("otherwise")) if when == ALWAYS else teller.clause(when)


def _means(fact: Fact, meaning: tuple[Expr, str, Value], teller: BookTeller) -> Clause:
    """One answer and what it says about another fact."""
    answer, other, value = meaning
    told = said(teller.fact(other), f": {teller.wording.value(other, value)}")
    return Clause(teller.clause(answer).spans, (told,))
