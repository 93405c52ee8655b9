"""The interview, played again from what somebody gave. So an answer that is changed later leads on as if it had been given at once."""

from collections.abc import Mapping

from wervel.consult.interview import Interview, Screen
from wervel.knowledge.cases import broken_axioms
from wervel.knowledge.types import Guideline
from wervel.logic.reference import Value
from wervel.web.look.questions import Given

QUIET: Mapping[str, Value] = {"yes/no": False, "set": frozenset()}


def walk(guideline: Guideline, given: Given, most: int | None = None) -> Interview:
    """The interview up to the first screen that is not answered whole, or that cannot go together with what stands before it.

    `most`: at most so many screens.
    """
    talk = Interview(guideline)
    while (most is None or len(talk.answered) < most) and (screen := talk.next_screen()) and given.keys() >= set(screen.key):
        values = {fact: given[fact] for fact in screen.key}
        if broken_axioms(together(talk, values), guideline):
            break
        talk.answer(screen, values)
    return talk


def together(talk: Interview, values: Given) -> dict[str, Value]:
    """What is known with these answers added."""
    return {**talk.known, **{fact: value for fact, value in values.items() if value is not None}}


def left(talk: Interview) -> int:
    """About how many screens are still to come: as many as for somebody who has nothing special to tell."""
    ahead = Interview(talk.guideline, talk.answerers, dict(talk.known), set(talk.declined))
    while screen := ahead.next_screen():
        ahead.answer(screen, {fact.id: QUIET.get(fact.kind, fact.option_ids[0] if fact.options else fact.low) for fact in screen.facts})
    return len(ahead.answered)


def screen_at(talk: Interview, number: int) -> Screen | None:
    """The screen with this number, the first is 1: one that was answered, or the one that is next."""
    if 1 <= number <= len(talk.answered):
        return talk.answered[number - 1]
    return talk.next_screen() if number == len(talk.answered) + 1 else None
