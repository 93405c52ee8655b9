"""Practices and clubs, who works there, whose records they keep, and who treats whom."""

import uuid
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from wervel.web import clock
from wervel.web.accounts.models import User
from wervel.web.accounts.second_factor import has_second_factor
from wervel.web.practice import vault

PRACTICE, CLUB = "practice", "club"
THERAPIST, LEAD, ADMINISTRATOR, CLUB_PHYSIO, COACH = "therapist", "lead", "administrator", "club_physio", "coach"
ROLES = (THERAPIST, LEAD, ADMINISTRATOR, CLUB_PHYSIO, COACH)
CLINICIANS = (THERAPIST, LEAD, CLUB_PHYSIO)
"""Roles that can have a treatment relation, or break the glass."""
MANAGERS = (LEAD, ADMINISTRATOR)
"""Roles that keep the names and the people of a practice; without a treatment relation they see nothing clinical."""


def running(at: datetime) -> Q:
    """What has begun and has not ended at this moment."""
    return Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))


class Practice(models.Model):
    """A practice or a club. Nothing is shared between two of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=[(PRACTICE, PRACTICE), (CLUB, CLUB)], default=PRACTICE)
    created = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Somebody works here in one role. A person may have several, one after the other or at once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=[(role, role) for role in ROLES])
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "practice", "role"], condition=Q(until=None), name="one_membership_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.user_id}"


class Patients(models.QuerySet["Patient"]):
    def for_user(self, user: User | AnonymousUser) -> "Patients":
        """Whose record this person may read now: their own, those they treat, and those for whom they broke the glass."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(destroyed_at=None).filter(Q(user=user) | Q(id__in=self._of_clinician(user)))

    @staticmethod
    def _of_clinician(user: User) -> "Patients":
        if not has_second_factor(user):
            return Patient.objects.none()
        now = clock.now()
        employed = Membership.objects.filter(running(now), user=user, role__in=CLINICIANS, practice__archived_at=None)
        treated = Treatment.objects.filter(running(now), therapist=user)
        opened = BreakGlass.objects.filter(user=user, at__lte=now, until__gt=now)
        return Patient.objects.filter(practice__in=employed.values("practice")).filter(
            Q(id__in=treated.values("patient")) | Q(id__in=opened.values("patient"))
        )

    def managed_by(self, user: User | AnonymousUser) -> "Patients":
        """Whose name and treatment relations this person keeps, without a look at anything clinical."""
        if not isinstance(user, User) or not user.is_active or not has_second_factor(user):
            return self.none()
        offices = Membership.objects.filter(running(clock.now()), user=user, role__in=MANAGERS, practice__archived_at=None)
        return self.filter(destroyed_at=None, practice__in=offices.values("practice"))


class Patient(models.Model):
    """One record in one practice. Names and everything clinical are sealed with the key of this record alone.

    `sealed`: name, born, email, phone. `last_change`: the retention term counts from here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="patients")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="records")
    number = models.CharField(max_length=16)
    sealed = models.BinaryField()
    archived_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)
    last_change = models.DateTimeField(default=timezone.now)

    objects: ClassVar = Patients.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "number"], name="one_number_in_a_practice"),
            models.UniqueConstraint(fields=["practice", "user"], name="one_record_in_a_practice"),
        ]

    def __str__(self) -> str:
        return self.number

    def seal(self, content: Any) -> bytes:
        """JSON that only this record's key opens."""
        return vault.seal(content, self._key, self.id)

    def open(self, sealed: bytes | memoryview) -> Any:
        """Raises `vault.Destroyed` when the key is gone."""
        return vault.open_sealed(sealed, self._key, self.id)

    @cached_property
    def _key(self) -> bytes:
        try:
            return vault.unwrap(bytes(self.key.wrapped))
        except PatientKey.DoesNotExist:
            raise vault.Destroyed(self.number) from None

    @cached_property
    def identity(self) -> dict[str, str]:
        """Name, born (ISO), email and phone; what is not known is empty."""
        found: dict[str, str] = self.open(self.sealed)
        return found

    @property
    def name(self) -> str:
        return self.identity["name"]


class PatientKey(models.Model):
    """The key of one record, wrapped with the master key. In a table of its own, so that backups can leave it out:
    without its key a record is gone from old copies too.
    """

    patient = models.OneToOneField(Patient, models.CASCADE, primary_key=True, related_name="key")
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return str(self.patient_id)


class Treatment(models.Model):
    """Somebody treats a patient: what opens a record. `basis`: how it came about."""

    patient = models.ForeignKey(Patient, models.CASCADE, related_name="treatments")
    therapist = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="treatments")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)
    basis = models.CharField(max_length=16, choices=[("treatment", "treatment"), ("transfer", "transfer")], default="treatment")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["patient", "therapist"], condition=Q(until=None), name="one_treatment_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.patient_id} {self.therapist_id}"


class BreakGlass(models.Model):
    """Access without a treatment relation, for a few hours and with a reason. The patient sees it in the access log."""

    patient = models.ForeignKey(Patient, models.CASCADE, related_name="broken_glass")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sealed = models.BinaryField()  # the reason
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.patient_id} {self.user_id}"


class Invitation(models.Model):
    """A link by mail that makes somebody a member (`role`) or gives a patient an account (`patient`). Only a hash of it is kept."""

    token_hash = models.CharField(max_length=64, primary_key=True)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=16, choices=[(role, role) for role in ROLES], blank=True)
    patient = models.ForeignKey(Patient, models.CASCADE, null=True, related_name="invitations")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sealed = models.BinaryField()  # the address, with the master key
    at = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.token_hash[:8]
