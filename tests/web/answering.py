"""Somebody who fills in the self-check: fact -> value as in a case file; what they were not made to have, they do not have."""

from collections.abc import Mapping

from django.http import QueryDict
from django.test import Client

from wervel.consult.interview import Screen
from wervel.logic.fact import UNKNOWN
from wervel.logic.reference import Value
from wervel.web.guideline import current
from wervel.web.look.questions import NONE, Question
from wervel.web.selfcheck.walk import QUIET

ORDINARY: Mapping[str, Value] = {
    "age_years": 33,
    "episode_duration_days": 6,
    "pain_now_nprs": 5,
    "pain_max_site": "lumbar_midline",
    "daily_limitation": "slight",
}


def said(screen: Screen, person: Mapping[str, Value | None]) -> dict[str, Value | None]:
    """What this person answers on a screen."""
    plain = {fact.id: QUIET.get(fact.kind, fact.option_ids[0] if fact.options else fact.low) for fact in screen.facts}
    return {fact: person.get(fact, value) for fact, value in plain.items()}


def posted(screen: Screen, values: Mapping[str, Value | None]) -> dict[str, list[str]]:
    """The same as a browser sends it: what is ticked and typed once these are the answers."""
    question = Question.of(screen, current(), "nl", values)
    data: dict[str, list[str]] = {}
    for option in (*question.options, *question.apart, *question.doubts):
        if option.ticked:
            data.setdefault(option.name, []).append(option.value)
    if question.typed:
        data[question.name] = [question.typed]
        if question.kind == "span":
            data[question.unit_name] = [question.unit]
    return data


def form(data: Mapping[str, list[str]]) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, values in data.items():
        sent.setlist(name, values)
    return sent


def fill_in(client: Client, person: Mapping[str, Value | None]) -> list[str]:
    """Answers every question as it comes, and gives the addresses that were visited, the last one with nothing left to ask."""
    visited = ["/check/1/"]
    while visited[-1].removeprefix("/check/").removesuffix("/").isdigit():
        page = client.get(visited[-1])
        assert page.status_code == 200, visited
        screen = page.context["asked"].screen
        answer = client.post(visited[-1], posted(screen, said(screen, person)))
        assert answer.status_code == 302, answer.content.decode()
        visited.append(answer["Location"])
        if visited[-1] == "/check/first/":
            visited.append(client.get("/check/first/").context["go_on"])
        assert len(visited) < 80
    return visited


__all__ = ["NONE", "ORDINARY", "UNKNOWN", "fill_in", "form", "posted", "said"]
