"""What happens in a practice: invitations, records, treatment, broken glass, and the end of a record."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from tests.web.conftest import account
from wervel.knowledge.document import Refused
from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.audit.models import AccessLog
from wervel.web.care.models import Answer, Episode
from wervel.web.practice import services, vault
from wervel.web.practice.access import Access, access_to, basis_for
from wervel.web.practice.models import ADMINISTRATOR, LEAD, THERAPIST, Invitation, Membership, Patient, Practice, Treatment

WHO = {"name": "Piet Peer", "born": "1970-02-03", "email": "Piet@Example.org", "phone": ""}


def at(user: User, patient: Patient, permission: str) -> Access:
    access = access_to(user, patient, permission, "test")
    assert access is not None
    return access


@pytest.fixture
def office(frank: User, practice: Practice) -> services.Office:
    found = services.office_of(frank, practice, (ADMINISTRATOR,), "test")
    assert found is not None
    return found


def link_in(message: mail.EmailMessage) -> str:
    found = re.search(r"/invitation/([\w-]+)/", str(message.body))
    assert found is not None
    return found.group(1)


def test_a_practice_begins_with_its_lead(db: None) -> None:
    practice = services.sign_up_practice("De Eik", "lena@eik.example.org", "Lena", "a long sentence of words")
    (lead,) = practice.memberships.all()
    assert (lead.role, lead.user.email) == (LEAD, "lena@eik.example.org")
    with pytest.raises(Refused, match="an address with an account"):
        services.sign_up_practice("De Eik 2", "Lena@eik.example.org", "Lena", "a long sentence of words")
    assert Practice.objects.count() == 1


def test_an_invitation_makes_a_colleague_once(
    office: services.Office, django_capture_on_commit_callbacks: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        services.invite_member(office, "Nieuw@example.org", THERAPIST)
    (message,) = mail.outbox
    assert message.to == ["nieuw@example.org"]
    invitation = services.find_invitation(token := link_in(message))
    assert invitation is not None
    assert token not in invitation.token_hash
    user = services.accept(invitation, "Nina Nieuw", "a long sentence of words")
    assert Membership.objects.get(user=user).role == THERAPIST
    assert services.find_invitation(token) is None
    with pytest.raises(Refused, match="a link that was used"):
        services.accept(invitation, "Nina Nieuw", "a long sentence of words")


def test_an_invitation_ends_after_its_term(
    office: services.Office, django_capture_on_commit_callbacks: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        services.invite_member(office, "nieuw@example.org", THERAPIST)
    token, later = link_in(mail.outbox[0]), clock.now() + services.INVITATION_TERM
    assert services.find_invitation(token) is not None
    monkeypatch.setattr(clock, "now", lambda: later)
    assert services.find_invitation(token) is None


def test_a_patient_gets_an_account_by_the_address_in_the_record_and_keeps_it_when_invited_elsewhere(
    office: services.Office, bob: User, django_capture_on_commit_callbacks: object
) -> None:
    patient = services.create_patient(office, WHO, bob)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        services.invite_patient(at(bob, patient, "write:invitation"))
    invitation = services.find_invitation(link_in(mail.outbox[0]))
    assert invitation is not None
    user = services.accept(invitation, "", "a long sentence of words")
    patient.refresh_from_db()
    assert basis_for(user, patient, "read:diary") == "self"
    assert user.name == "", "the name of a patient stands sealed in the record"
    with pytest.raises(Refused, match="a patient with an account"):
        services.invite_patient(at(bob, patient, "write:invitation"))


def test_a_record_holds_names_sealed_and_counts_on(office: services.Office, bob: User, alice_record: Patient) -> None:
    patient = services.create_patient(office, WHO, bob)
    assert (patient.number, patient.name, patient.identity["email"]) == ("P-0002", "Piet Peer", "piet@example.org")
    assert b"Peer" not in bytes(patient.sealed)
    assert basis_for(bob, patient, "read:record") == "treatment"
    services.change_identity(at(bob, patient, "write:identity"), {"phone": "0612345678"})
    assert Patient.objects.get(pk=patient.pk).identity["phone"] == "0612345678"


@pytest.mark.parametrize("wrong", [{"name": " "}, {"born": "2070-01-01"}, {"born": "gisteren"}, {"email": "piet"}])
def test_a_record_of_somebody_who_cannot_be_is_refused(wrong: dict[str, str], office: services.Office) -> None:
    with pytest.raises(Refused):
        services.create_patient(office, {**WHO, **wrong})
    assert not Patient.objects.exists()


def test_only_a_clinician_of_the_practice_treats(office: services.Office, frank: User, erin: User, alice_record: Patient) -> None:
    access = at(frank, alice_record, "write:treatment")
    for stranger in (frank, erin):
        with pytest.raises(Refused, match="does not treat here"):
            services.start_treatment(access, stranger)


def test_a_transfer_gives_the_record_to_another_and_takes_it_from_the_first(
    lead: User, bob: User, charlie: User, alice_record: Patient
) -> None:
    services.transfer(at(lead, alice_record, "write:treatment"), bob, charlie)
    assert basis_for(bob, alice_record, "read:record") is None
    assert basis_for(charlie, alice_record, "read:record") == "treatment"
    assert Treatment.objects.get(therapist=charlie).basis == "transfer"
    with pytest.raises(Refused, match="does not treat this patient"):
        services.transfer(at(lead, alice_record, "write:treatment"), bob, charlie)


def test_breaking_the_glass_takes_a_reason_and_lasts_some_hours(
    charlie: User, alice_record: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = at(charlie, alice_record, "write:break_glass")
    with pytest.raises(Refused, match="a reason"):
        services.break_glass(access, "omdat")
    glass = services.break_glass(access, "belt met klachten, Bob is ziek")
    assert alice_record.open(glass.sealed) == {"reason": "belt met klachten, Bob is ziek"}
    assert basis_for(charlie, alice_record, "read:record") == "break_glass"
    row = AccessLog.objects.get()
    assert (row.action, row.basis, row.patient) == ("break_glass", "emergency", alice_record.id)
    later = clock.now() + services.GLASS_TERM + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert basis_for(charlie, alice_record, "read:record") is None


def test_the_last_lead_stays(lead: User, practice: Practice) -> None:
    office = services.office_of(lead, practice, (LEAD,), "test")
    assert office is not None
    with pytest.raises(Refused, match="the last lead"):
        services.end_membership(office, Membership.objects.get(user=lead))


def test_an_archived_record_has_no_treatment_and_is_read_by_its_patient(lead: User, alice: User, bob: User, alice_record: Patient) -> None:
    services.archive(at(bob, alice_record, "write:archive"))
    assert basis_for(bob, alice_record, "read:record") is None
    assert basis_for(alice, alice_record, "read:record") == "self"


def test_a_destroyed_record_leaves_its_number_and_the_log_and_nothing_else(
    lead: User, alice: User, episode: Episode, django_capture_on_commit_callbacks: object
) -> None:
    patient = episode.patient
    Answer.objects.create(episode=episode, sealed=patient.seal({"fact": "stress", "value": True}))
    with django_capture_on_commit_callbacks() as later:  # type: ignore[operator]
        services.destroy(at(lead, patient, "write:destruction"))
    assert len(later) == 1
    services.note_destroyed()
    patient.refresh_from_db()
    assert not Episode.objects.exists()
    assert not User.objects.filter(email="alice@example.org").exists()
    with pytest.raises(vault.Destroyed):
        patient.seal({})
    assert AccessLog.objects.get().patient == patient.id
    assert str(patient.id) in services.destroyed()


def test_an_account_with_another_record_survives_the_end_of_one(
    lead: User, alice: User, alice_record: Patient, other_practice: Practice
) -> None:
    elsewhere = Patient.objects.create(practice=other_practice, user=alice, number="P-0001")
    services.destroy(at(lead, alice_record, "write:destruction"))
    assert User.objects.filter(pk=alice.pk).exists()
    elsewhere.refresh_from_db()
    assert elsewhere.user == alice


@pytest.mark.parametrize(("days", "left"), [(-1, True), (1, False)])
def test_a_record_is_kept_twenty_years_after_its_last_change(
    days: int, left: bool, alice_record: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = clock.now().replace(year=2026, month=2, day=28)
    Patient.objects.update(last_change=last)
    then = last.replace(year=2046) + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: then)
    services.destroy_expired()
    assert (Patient.objects.get().destroyed_at is None) is left


def test_a_search_finds_part_of_a_name_in_the_own_practice_and_is_logged(
    office: services.Office, alice_record: Patient, other_practice: Practice
) -> None:
    services.create_patient(office, WHO)
    assert [one.name for one in services.search(office, "adem")] == ["Alice Adema"]
    assert [one.name for one in services.search(office, "p-0002")] == ["Piet Peer"]
    assert services.search(office, "") == []
    assert AccessLog.objects.filter(action="search").count() == 3
    assert not AccessLog.objects.filter(object__contains="adem").exists()


def test_two_invitations_of_one_patient_leave_the_last(office: services.Office, bob: User) -> None:
    patient = services.create_patient(office, WHO, bob)
    for _ in range(2):
        services.invite_patient(at(bob, patient, "write:invitation"))
    assert Invitation.objects.count() == 1
    assert account("later@example.org").pk
