"""What happens in a practice: who comes to work there, whose record is kept, who treats whom, and how a record ends.

Each function is one transaction with its row of the access log. Mail goes out after it. Bad values raise `Refused`.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.core.validators import EmailValidator
from django.db import connection, transaction
from django.db.models import Q
from django.urls import reverse

from wervel.knowledge.document import Located, Refused
from wervel.logic.text import Language
from wervel.web import clock, folder
from wervel.web.accounts.models import User, Users
from wervel.web.audit import log
from wervel.web.audit.models import AccessLog
from wervel.web.practice import vault
from wervel.web.practice.access import Access, roles_in
from wervel.web.practice.models import (
    CLINICIANS,
    LEAD,
    PRACTICE,
    BreakGlass,
    Invitation,
    Membership,
    Patient,
    PatientKey,
    Practice,
    Treatment,
    running,
)
from wervel.web.practice.phrases import say

INVITATION_TERM, GLASS_TERM = timedelta(days=14), timedelta(hours=4)
RETENTION_YEARS = 20
"""After the last change, as the law on medical treatment (BW 7:454) asks."""
DESTROYED = "destroyed.txt"
IDENTITY = ("name", "born", "email", "phone")


@dataclass(frozen=True)
class Office:
    """Somebody at work for a practice, in one of their roles."""

    user: User
    practice: Practice
    role: str
    source: str

    def log(self, action: str, what: str, patient: UUID | None = None) -> None:
        log.write(log.Entry(action, what, patient, self.user.id, self.role, self.practice.id, "management", self.source))


def office_of(user: User, practice: Practice, among: tuple[str, ...], source: str) -> Office | None:
    """Nothing when this person has none of these roles here."""
    role = next((role for role in roles_in(user, practice.id) if role in among), None)
    return Office(user, practice, role, source) if role else None


# --- people of the house ---


def sign_up_practice(
    name: str, email: str, lead: str, password: str | None, kind: str = PRACTICE, source: str = "web", confirmed: bool = False
) -> Practice:
    """A new practice or club, led by somebody with a new account. `confirmed`: the address is theirs; else they confirm it by mail first.

    Raises `Refused` for an address that has an account.
    """
    with transaction.atomic():
        practice = Practice.objects.create(name=_name(name), kind=kind, created=clock.now())
        user = _account(email, lead, password, confirmed)
        Membership.objects.create(user=user, practice=practice, role=LEAD, since=clock.now())
        Office(user, practice, LEAD, source).log("write", "practice")
    return practice


def invite_member(office: Office, email: str, role: str, language: Language = "nl") -> Invitation:
    """A mail with a link that makes somebody a colleague in this role."""
    return _invite(office.practice, office.user, email, role, None, language, partial(office.log, "write", "invitation"))


def invite_patient(access: Access, language: Language = "nl") -> Invitation:
    """A mail to the address in the record with a link that gives the patient an account."""
    email = access.patient.identity["email"]
    if access.patient.user_id is not None:
        raise Refused([Located("patient", 1, "a patient with an account", "one without", "nothing needs to be done")])
    practice = access.patient.practice
    return _invite(practice, access.user, email, "", access.patient, language, partial(access.log, "write", "invitation"))


def _invite(
    practice: Practice, by: User, email: str, role: str, patient: Patient | None, language: Language, note: "partial[None]"
) -> Invitation:
    email, token, now = _email(email), secrets.token_urlsafe(24), clock.now()
    expires = now + INVITATION_TERM
    with transaction.atomic():
        Invitation.objects.filter(practice=practice, patient=patient, used_at=None).exclude(patient=None).delete()
        invitation = Invitation.objects.create(
            token_hash=vault.token_hash(token), practice=practice, role=role, patient=patient, invited_by=by, at=now, expires=expires,
            sealed=vault.seal_for_house({"email": email}),
        )  # fmt: skip
        note()
        link = settings.URL + reverse("invitation", args=[token])
        body = say(language, "invited_patient" if patient else "invited_member", practice.name, _last_day(expires), link)
        subject = say(language, "invited_subject", practice.name)
        transaction.on_commit(partial(send_mail, subject, body, None, [email]))
    return invitation


def _last_day(expires: object) -> str:
    assert hasattr(expires, "astimezone")
    day: date = expires.astimezone(clock.HERE).date()
    return f"{day.day}-{day.month}-{day.year}"


def find_invitation(token: str) -> Invitation | None:
    """The invitation of a link, if it can still be used."""
    found = Invitation.objects.select_related("practice", "patient").filter(token_hash=vault.token_hash(token), used_at=None)
    return found.filter(expires__gt=clock.now(), practice__archived_at=None).first()


def invited_address(invitation: Invitation) -> str:
    return str(vault.open_for_house(invitation.sealed)["email"])


def accept(invitation: Invitation, name: str, password: str | None, user: User | None = None, source: str = "web") -> User:
    """Uses an invitation: by who is signed in already, or with a new account at the address that it was sent to.

    Raises `Refused` when it was used in the meantime, or when that address has an account: who owns it must sign in first.
    """
    with transaction.atomic():
        now = Invitation.objects.select_for_update().get(pk=invitation.pk)
        email = invited_address(now)
        if now.used_at is not None:
            raise Refused([Located("invitation", 1, "a link that was used", "one that was not", "ask for a new one")])
        user = user or _account(email, "" if now.patient else name, password, confirmed=True)  # the link came by that address
        if now.patient is not None:
            patient = now.patient
            patient.user = user
            patient.save(update_fields=["user"])
            Access(user, patient, "self", "patient", source).log("write", "account")
        else:
            Membership.objects.create(user=user, practice=now.practice, role=now.role, since=clock.now())
            Office(user, now.practice, now.role, source).log("write", "membership")
        now.used_at = clock.now()
        now.save(update_fields=["used_at"])
    return user


def end_membership(office: Office, membership: Membership) -> None:
    """Somebody stops in a role here. The last lead stays: a practice without one can do nothing."""
    with transaction.atomic():
        others = Membership.objects.filter(running(clock.now()), practice=office.practice, role=LEAD).exclude(pk=membership.pk)
        if membership.role == LEAD and not others.exists():
            raise Refused([Located("membership", 1, "the last lead", "a practice with a lead", "make somebody else lead first")])
        membership.until = clock.now()
        membership.save(update_fields=["until"])
        office.log("write", "membership")


def _account(email: str, name: str, password: str | None, confirmed: bool) -> User:
    email = _email(email)
    if User.objects.filter(email=email).exists():
        raise Refused([Located("email", 1, "an address with an account", "a new address", "sign in with it")])
    user = User.objects.create_user(email, password, name=name.strip())
    EmailAddress.objects.create(user=user, email=email, verified=confirmed, primary=True)
    return user


def _email(text: str) -> str:
    email = Users.normalize_email(text)
    if not email or not EmailValidator.user_regex.match(email.partition("@")[0]) or "." not in email.partition("@")[2]:
        raise Refused([Located("email", 1, f"`{text}`", "an e-mail address", "write one such as name@example.org")])
    return email


def _name(text: str) -> str:
    if not text.strip() or len(text) > 120:
        raise Refused([Located("name", 1, f"`{text}`", "a name of 1 to 120 letters", "write the name")])
    return text.strip()


# --- records ---


def create_patient(office: Office, identity: Mapping[str, str], therapist: User | None = None) -> Patient:
    """A new record with a key of its own. `therapist`: who treats from now on."""
    content = _identity(identity)
    with transaction.atomic():
        Practice.objects.select_for_update().get(pk=office.practice.pk)
        patient = Patient(practice=office.practice, number=_next_number(office.practice), last_change=clock.now())
        patient.save(force_insert=True)
        PatientKey.objects.create(patient=patient, wrapped=vault.new_key())
        patient.sealed = patient.seal(content)
        patient.save(update_fields=["sealed"])
        office.log("write", "record", patient.id)
        if therapist is not None:
            _treat(patient, therapist, "treatment")
            office.log("write", "treatment", patient.id)
    return patient


def _next_number(practice: Practice) -> str:
    numbers = practice.patients.filter(number__startswith="P-").values_list("number", flat=True)
    return f"P-{max((int(number[2:]) for number in numbers if number[2:].isdigit()), default=0) + 1:04d}"


def _identity(raw: Mapping[str, str]) -> dict[str, str]:
    content = {key: str(raw.get(key) or "").strip() for key in IDENTITY}
    content["name"] = _name(content["name"])
    if content["email"]:
        content["email"] = _email(content["email"])
    if content["born"]:
        try:
            born = date.fromisoformat(content["born"])
        except ValueError:
            born = date.max
        if not date(1900, 1, 1) <= born <= clock.today():
            raise Refused([Located("born", 1, f"`{content['born']}`", "a day in the past", "write a date such as 1985-05-01")])
    return content


def change_identity(access: Access, identity: Mapping[str, str]) -> None:
    content = _identity({**access.patient.identity, **identity})
    with transaction.atomic():
        access.patient.sealed = access.patient.seal(content)
        access.patient.last_change = clock.now()
        access.patient.save(update_fields=["sealed", "last_change"])
        access.log("write", "identity")
    del access.patient.identity


def start_treatment(access: Access, therapist: User) -> Treatment:
    """Somebody treats this patient from now on, beside who already does."""
    with transaction.atomic():
        treatment = _treat(access.patient, therapist, "treatment")
        access.log("write", "treatment")
    return treatment


def transfer(access: Access, giver: User, receiver: User) -> Treatment:
    """The treatment goes from one colleague to another, at one moment."""
    with transaction.atomic():
        ended = Treatment.objects.filter(running(clock.now()), patient=access.patient, therapist=giver).update(until=clock.now())
        if not ended:
            raise Refused([Located("giver", 1, "somebody who does not treat this patient", "who does", "choose another")])
        treatment = _treat(access.patient, receiver, "transfer")
        access.log("write", "transfer")
    return treatment


def end_treatment(access: Access, therapist: User) -> None:
    with transaction.atomic():
        Treatment.objects.filter(running(clock.now()), patient=access.patient, therapist=therapist).update(until=clock.now())
        access.log("write", "treatment")


def _treat(patient: Patient, therapist: User, basis: str) -> Treatment:
    employed = Membership.objects.filter(running(clock.now()), user=therapist, practice=patient.practice_id, role__in=CLINICIANS)
    if not employed.exists():
        raise Refused([Located("therapist", 1, "somebody who does not treat here", "a clinician of this practice", "choose another")])
    since = clock.now()
    return Treatment.objects.get_or_create(
        patient=patient, therapist=therapist, until=None, defaults={"since": since, "basis": basis}
    )[0]  # fmt: skip


def break_glass(access: Access, reason: str) -> BreakGlass:
    """A clinician without a treatment relation opens a record, for a few hours and with a reason. The patient sees it in the log."""
    if len(reason.strip()) < 10:
        raise Refused([Located("reason", 1, f"`{reason}`", "a reason of at least 10 letters", "say why it cannot wait")])
    with transaction.atomic():
        now = clock.now()
        glass = BreakGlass.objects.create(
            patient=access.patient, user=access.user, at=now, until=now + GLASS_TERM, sealed=access.patient.seal({"reason": reason.strip()})
        )  # fmt: skip
        access.log("break_glass", "record")
    return glass


def archive(access: Access) -> None:
    """The record leaves the lists, and its retention term runs. Everybody's treatment ends."""
    with transaction.atomic():
        access.patient.archived_at = clock.now()
        access.patient.save(update_fields=["archived_at"])
        Treatment.objects.filter(running(clock.now()), patient=access.patient).update(until=clock.now())
        access.log("write", "archive")


def destroy(access: Access) -> None:
    """On request of the patient, everything in a record goes: content, names, account and the key. The log keeps the pseudonym alone."""
    with transaction.atomic():
        access.log("destroy", "record")
        _destroy(access.patient)


def destroy_expired(source: str = "command") -> int:
    """Records whose term is over. A legal duty, so nobody needs to ask."""
    today = clock.now()
    limit = today.replace(year=today.year - RETENTION_YEARS, day=min(today.day, 28) if today.month == 2 else today.day)
    expired = Patient.objects.filter(destroyed_at=None, last_change__lt=limit)
    for patient in expired:
        with transaction.atomic():
            log.write(log.Entry("destroy", "record", patient.id, practice=patient.practice_id, basis="retention", source=source))
            _destroy(patient)
    return len(expired)


def _destroy(patient: Patient) -> None:
    user = patient.user
    for rows in (patient.episodes, patient.feeds, patient.treatments, patient.broken_glass, patient.invitations, patient.plays):
        rows.all().delete()
    PatientKey.objects.filter(patient=patient).delete()
    Patient.objects.filter(pk=patient.pk).update(sealed=b"", user=None, destroyed_at=clock.now())
    patient.refresh_from_db()
    patient.__dict__.pop("_key", None)
    patient.__dict__.pop("identity", None)
    if user is not None and not user.records.exists() and not user.memberships.exists():
        user.delete()
    transaction.on_commit(_forget)


def destroy_again(patient: Patient) -> None:
    """A destroyed record that came back with an older copy."""
    log.write(log.Entry("destroy", "record", patient.id, practice=patient.practice_id, basis="restore", source="command"))
    _destroy(patient)


def _forget() -> None:
    """Overwrites what the database itself still holds of removed rows, in its log and in its pages."""
    note_destroyed()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        elif not connection.in_atomic_block:
            cursor.execute("VACUUM practice_patientkey, practice_patient")


def destroyed() -> set[str]:
    """The ids of all records that were ever destroyed here; a restored copy is cleaned by this list, which stands outside the database."""
    path = folder.data() / DESTROYED
    return set(path.read_text("utf-8").split()) if path.exists() else set()


def note_destroyed() -> None:
    missing = {str(one) for one in Patient.objects.exclude(destroyed_at=None).values_list("id", flat=True)} - destroyed()
    with (folder.data() / DESTROYED).open("a", encoding="utf-8") as file:
        file.writelines(f"{one}\n" for one in sorted(missing))


def search(office: Office, text: str) -> list[Patient]:
    """Patients of the practice by number or by part of a name. Names are sealed, so each is opened; the search is one row of the log."""
    wanted = text.strip().casefold()
    with transaction.atomic():
        office.log("search", "patients")
    found = Patient.objects.filter(practice=office.practice, destroyed_at=None).select_related("key").order_by("number")
    return [one for one in found if wanted and (wanted in one.number.casefold() or wanted in one.name.casefold())]


def own_access_log(access: Access, since: date | None = None, until: date | None = None) -> list[AccessLog]:
    """Who looked at this record, oldest first."""
    rows = AccessLog.objects.filter(patient=access.patient.id)
    within = Q()
    if since is not None:
        within &= Q(at__date__gte=since)
    if until is not None:
        within &= Q(at__date__lte=until)
    return list(rows.filter(within).order_by("number"))


def withdraw_invitation(office: Office, invitation: Invitation) -> None:
    """A link that went to the wrong address stops working."""
    with transaction.atomic():
        invitation.delete()
        office.log("write", "invitation")
