"""Who may do what with a record, for every person and every permission."""

from datetime import timedelta

import pytest

from tests.web.conftest import member
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.care.models import Episode
from wervel.web.practice.access import ALLOWED, basis_for
from wervel.web.practice.models import BreakGlass, Membership, Patient, Practice, Treatment

PEOPLE = ("alice", "bob", "charlie", "dana", "erin", "frank", "lead")
PATIENT_ONLY = {"write:diary", "write:session", "write:review", "write:feed", "write:sharing"}
MANAGEMENT = {"read:identity", "read:access_log", "write:identity", "write:invitation", "write:treatment", "write:archive", "write:roster",
              "write:destruction"}  # fmt: skip


@pytest.mark.parametrize("permission", ALLOWED)
@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_may_more_than_their_relation_with_the_patient_gives(
    who: str, permission: str, alice_record: Patient, bob: User, request: pytest.FixtureRequest
) -> None:
    basis = basis_for(request.getfixturevalue(who), alice_record, permission)
    if who == "alice":
        assert basis in ("self", None)
    elif who == "bob":
        assert basis in ("treatment", None)
        assert basis is None or (permission not in PATIENT_ONLY and ":own_" not in permission)
    elif who in ("frank", "lead"):
        assert basis is None or permission in MANAGEMENT | {"write:break_glass"}
    elif who == "charlie":
        assert (basis == "emergency") == (permission == "write:break_glass")
    else:
        assert basis is None


def test_a_patient_reads_and_writes_their_own_diary_and_releases_nothing(alice: User, alice_record: Patient) -> None:
    assert basis_for(alice, alice_record, "read:diary") == basis_for(alice, alice_record, "write:diary") == "self"
    assert basis_for(alice, alice_record, "write:release") is None
    assert basis_for(alice, alice_record, "read:access_log") == "self"


def test_a_therapist_without_a_second_factor_reaches_no_record(alice_record: Patient, practice: Practice) -> None:
    careless = member(practice, "therapist", "gus@example.org", "Gus", second_factor=False)
    Treatment.objects.create(patient=alice_record, therapist=careless)
    assert not [permission for permission in ALLOWED if basis_for(careless, alice_record, permission)]
    assert not Patient.objects.for_user(careless).exists()


def test_access_ends_with_the_treatment_with_the_job_and_with_the_account(alice_record: Patient, bob: User) -> None:
    assert basis_for(bob, alice_record, "read:record") == "treatment"
    Treatment.objects.filter(therapist=bob).update(until=clock.now())
    assert basis_for(bob, alice_record, "read:record") is None
    Treatment.objects.filter(therapist=bob).update(until=None)
    Membership.objects.filter(user=bob).update(until=clock.now())
    assert basis_for(bob, alice_record, "read:record") is None
    Membership.objects.filter(user=bob).update(until=None)
    bob.is_active = False
    assert basis_for(bob, alice_record, "read:record") is None


def test_broken_glass_opens_a_record_for_a_while(alice_record: Patient, charlie: User) -> None:
    BreakGlass.objects.create(patient=alice_record, user=charlie, sealed=b"", until=clock.now() + timedelta(hours=1))
    assert basis_for(charlie, alice_record, "read:record") == "break_glass"
    BreakGlass.objects.update(until=clock.now())
    assert basis_for(charlie, alice_record, "read:record") is None


def test_a_destroyed_record_opens_for_nobody(alice: User, bob: User, alice_record: Patient) -> None:
    alice_record.destroyed_at = clock.now()
    assert not [permission for permission in ALLOWED for who in (alice, bob) if basis_for(who, alice_record, permission)]


@pytest.mark.parametrize(("who", "sees"), [("alice", True), ("bob", True), *((name, False) for name in PEOPLE[2:])])
def test_a_query_starts_with_the_records_that_its_reader_may_read(
    who: str, sees: bool, episode: Episode, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    assert Patient.objects.for_user(user).exists() is sees
    assert Episode.objects.for_user(user).exists() is sees


def test_an_administrator_manages_names_of_their_own_practice_only(frank: User, erin: User, alice_record: Patient) -> None:
    assert list(Patient.objects.managed_by(frank)) == [alice_record]
    assert not Patient.objects.managed_by(erin).exists()
