"""What is asked at home besides the questions of the guideline: how a day was, how an exercise went. As facts, to look the same."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from wervel.knowledge.progression import Progression
from wervel.logic.fact import Fact
from wervel.logic.reference import Value
from wervel.logic.text import Text
from wervel.web.care.models import Goal
from wervel.web.facts import PAIN_NOW
from wervel.web.guideline import current
from wervel.web.look.questions import Given
from wervel.web.patient.phrases import SAID

PAIN, LEG, DONE = "pain", "leg", "done"
SHARES: Mapping[str, int] = {"all": 100, "part": 50, "none": 0}
"""What the answers to "did you do it" count for, in percent."""

SESSION = ("pain_before", "pain_during", "effort", "leg_change")
"""What the progression wants to know about an exercise, besides how much of it was done."""

MORNING = "pain_next_morning"


def progression() -> Progression:
    found = current().progression
    assert found is not None, "the packaged guideline has a progression"
    return found


def diary_facts() -> tuple[Fact, ...]:
    """The pain of a day, and what the leg did."""
    pain, leg = current().facts[PAIN_NOW], progression().facts[SESSION[-1]]
    return replace(pain, id=PAIN, question=SAID["ask_pain"]), replace(leg, id=LEG, question=SAID["ask_leg"])


def session_facts() -> tuple[Fact, ...]:
    """How an exercise went, in the order in which somebody thinks of it."""
    options = tuple((key, SAID[f"done_{key}"]) for key in SHARES)
    done = Fact(DONE, "choice", SAID["ask_done"], by="patient", question=SAID["ask_done"], options=options)
    return done, *(progression().facts[key] for key in SESSION)


def morning_fact() -> Fact:
    return replace(current().facts[PAIN_NOW], id=MORNING, question=SAID["ask_morning"])


def goal_fact(goal: Goal) -> Fact:
    """How well an activity of their own goes."""
    activity = goal.content["activity"]
    question = Text(*(SAID["ask_goal"][language].format(activity) for language in ("nl", "en")))
    return replace(current().facts[PAIN_NOW], id=f"goal-{goal.pk}", name=question, question=question)


def diary_content(values: Given) -> dict[str, Any]:
    return {"pain": values[PAIN], "leg_change": values[LEG]}


def session_content(exercise: str, values: Given) -> dict[str, Any]:
    return {"exercise": exercise, "done": SHARES[str(values[DONE])], **{key: values[key] for key in SESSION}}


def numbered(facts: tuple[Fact, ...], numbers: list[int]) -> dict[str, Value | None]:
    """Answers as they are kept in a browser without a connection: a score, or the place of an option; below 0 for not known.

    Raises ValueError for what is none of these.
    """
    values: dict[str, Value | None] = {}
    for fact, number in zip(facts, numbers, strict=True):
        most = len(fact.options) - 1 if fact.options else fact.high
        if number > most:
            raise ValueError(fact.id)
        values[fact.id] = None if number < 0 else fact.option_ids[number] if fact.options else number
    return values
