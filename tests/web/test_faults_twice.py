"""The same form from several places at once, and two therapists at one programme: done once, and the second hears of it."""

import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from tests.course.people import ORDINARY
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.audit import log
from wervel.web.audit.models import AccessLog
from wervel.web.care import services
from wervel.web.care.models import DiaryEntry, Episode, ProgrammeRecord
from wervel.web.practice.access import Access, access_to
from wervel.web.practice.models import Patient

AT_ONCE = 6


def all_at_once(do: Callable[[int], object]) -> list[object]:
    """What it gives, or the exception that it raises, from several threads that begin together."""
    start = Barrier(AT_ONCE)

    def one(at: int) -> object:
        start.wait()
        try:
            return do(at)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def at(user: User, patient: Patient) -> Access:
    access = access_to(user, Patient.objects.get(pk=patient.pk), "read:record", "test")
    assert access is not None
    return access


def test_one_form_that_arrives_from_everywhere_is_done_once(
    transactional_db: None, alice: User, alice_record: Patient, episode: Episode
) -> None:
    token = uuid.uuid4()

    def write(_: int) -> object:
        found = Episode.objects.get(pk=episode.pk)
        return services.write_diary(at(alice, alice_record), found, clock.today(), {"pain": 4}, token).pk

    results = all_at_once(write)
    assert set(results) == {DiaryEntry.objects.get().pk}, results
    assert AccessLog.objects.filter(object="diary").count() == 1
    assert list(log.problems()) == []


def test_different_forms_at_once_are_all_done_and_the_chain_holds(
    transactional_db: None, alice: User, alice_record: Patient, episode: Episode
) -> None:
    def write(pain: int) -> object:
        found = Episode.objects.get(pk=episode.pk)
        return services.write_diary(at(alice, alice_record), found, clock.today(), {"pain": pain}, uuid.uuid4()).pk

    results = all_at_once(write)
    assert len(set(results)) == DiaryEntry.objects.count() == AT_ONCE, results
    assert Episode.objects.get().version == 1 + AT_ONCE
    assert list(log.problems()) == []


@pytest.mark.parametrize("what", ["edit", "release"])
def test_of_therapists_at_one_draft_one_wins_and_the_others_hear_it(
    what: str, transactional_db: None, bob: User, alice_record: Patient, episode: Episode
) -> None:
    access = at(bob, alice_record)
    services.record_answers(access, services.open_consultation(access, episode, "intake", uuid.uuid4()), ORDINARY)
    draft = services.draft_programme(access, episode, uuid.uuid4())
    choices = [one["exercise"] for one in draft.content["programme"]["sessions"][0]["choices"]]

    def change(number: int) -> object:
        record = ProgrammeRecord.objects.get(pk=draft.pk)
        if what == "release":
            return services.release_programme(at(bob, alice_record), record, 1, f"Bob {number}").released_name
        edits = [{"do": "forbid", "exercise": choices[number % len(choices)]}]
        return services.edit_programme(at(bob, alice_record), record, 1, edits).version

    outcomes = Counter(type(one).__name__ for one in all_at_once(change))
    assert outcomes["Stale"] == AT_ONCE - 1, outcomes
    now = ProgrammeRecord.objects.get()
    assert (now.version, now.status) == ((2, "draft") if what == "edit" else (1, "released"))
    assert what == "edit" or services.is_as_released(now)
