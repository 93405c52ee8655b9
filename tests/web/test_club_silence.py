"""Nothing clinical reaches a coach: every address of the app, as Dana with the ids of Alice, searched for what must stay unsaid."""

import re
from collections.abc import Iterator
from itertools import product
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern

from tests.web.at_home import released
from tests.web.club_people import SORE, Team, physio, sharing_all, trained, week
from tests.web.conftest import ClientOf
from wervel.knowledge.sport import STEP
from wervel.knowledge.types import Phenomenon
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.care import services as care
from wervel.web.care.models import Episode
from wervel.web.care.services import send_message, write_diary
from wervel.web.guideline import current
from wervel.web.practice.access import Access
from wervel.web.practice.models import Practice

PLANTED = ("kwartelnoot", "merelwoord", "lijsterwens")
"""Written by Alice in her diary, in a message and as a goal."""
SHORT = 6
"""Names with fewer letters, such as sex and age, are parts of other words."""
NOT_CLINICAL = {"sport", "hockey"}
"""Groups of facts that a team knows anyway."""
GONE = ("logout", "sessions")
"""Addresses after which nobody is signed in."""
PART = re.compile(r"<(?:\w+:)?(\w+)>")


def routes(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """Every address of the app as it is written in the code. Those written as a regular expression are of the sign-in pages."""
    for one in patterns:
        if not isinstance(one.pattern, RoutePattern):
            continue
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route)
        else:
            yield route


def addresses(one: Team, episode: Episode) -> list[str]:
    """All of them with the ids of Alice, of her squad, and of her complaint."""
    known: dict[str, list[object]] = {
        "patient": [episode.patient_id, one.record.id],
        "practice": [episode.patient.practice_id, one.record.practice_id],
        "episode": [episode.id],
        "squad": [one.squad.pk],
        "player": [one.player.pk],
    }
    other: list[object] = ["1", str(episode.id)]
    found = []
    for route in sorted(set(routes(get_resolver().url_patterns))):
        if not any(word in route for word in GONE):
            names = PART.findall(route)
            for values in product(*(known.get(name, other) for name in names)):
                filled = iter(values)
                found.append(PART.sub(lambda _, filled=filled: str(next(filled)), route))  # type: ignore[misc]
    return found


def unsaid(episode: Episode) -> set[str]:
    """What may not be said: what Alice wrote, what is known of her, and what it can be called. In both languages, in small letters."""
    guideline = current()
    case = care.plan_of(episode.programmerecords.get()).assessment.known
    facts = [guideline.facts[name] for name in case if guideline.facts[name].group not in NOT_CLINICAL and name not in (STEP, "sport")]
    names = [fact.name for fact in facts] + [text for fact in facts for option, text in fact.options if case[fact.id] == option]
    names += [condition.name for condition in guideline.conditions.values()]
    names += [rule.name for rule in guideline.rules.values() if isinstance(rule.then, Phenomenon) and rule.name]
    words = {text.lower() for name in names for text in (name.nl, name.en)}
    return {*(word for word in words if len(word) >= SHORT), "pijn", "pain", *PLANTED}


def said(client: Client, address: str, language: str, words: set[str]) -> set[str]:
    client.cookies["language"] = language
    answers = [client.get(address, follow=True), client.post(address, {"token": str(uuid4())}, follow=True)]
    texts = [b"".join(answer).decode("utf-8", "ignore") if answer.streaming else answer.content.decode("utf-8", "ignore")
             for answer in answers]  # fmt: skip
    return {word for word in words for text in texts if word in text.lower()}


@pytest.fixture
def story(club: Practice, alice: User, bob: User, episode: Episode) -> Team:
    """Alice is treated, writes things down, and shares everything with her squad, with a complaint that nobody looked at."""
    one = sharing_all(club, alice)
    released(episode, alice, bob)
    me = Access(alice, episode.patient, "self", "patient", "test")
    write_diary(me, episode, clock.today(), {"pain": 7, "note": PLANTED[0]}, uuid4())
    send_message(me, episode, PLANTED[1], uuid4())
    care.set_goal(me, episode, PLANTED[2], uuid4())
    trained(one, pain_before=3, pain_during=6)
    week(one, SORE)
    return one


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_address_tells_a_coach_anything_clinical(language: str, story: Team, episode: Episode, dana: User, client_of: ClientOf) -> None:
    words, public = unsaid(episode), client_of(None)
    leaks, tried = {}, addresses(story, episode)
    for address in tried:
        if heard := said(client_of(dana), address, language, words):
            leaks[address] = heard - said(public, address, language, words)
    assert len(tried) > 100, len(tried)
    assert not {address: heard for address, heard in leaks.items() if heard}


def test_the_same_walk_as_who_treats_hears_it(story: Team, episode: Episode, bob: User, client_of: ClientOf) -> None:
    """Else the walk would prove nothing."""
    words = unsaid(episode)
    pages = [reverse(f"therapist:{page}", args=[episode.patient_id]) for page in ("overview", "messages", "follow_up")]
    heard = {word for page in pages for word in said(client_of(bob), page, "nl", words)}
    assert PLANTED[1] in heard
    assert len(heard) > 10


def test_a_physiotherapist_of_the_club_hears_reasons_and_no_diary(
    story: Team, episode: Episode, club: Practice, client_of: ClientOf
) -> None:
    petra, words = client_of(physio(club)), unsaid(episode)
    heard = said(petra, reverse("club:player", args=[story.record.id]), "nl", words)
    assert heard
    assert not heard & set(PLANTED)
    assert petra.get(reverse("therapist:overview", args=[episode.patient_id])).status_code == 404
