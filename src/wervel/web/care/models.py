"""What is known and done in the course of care. Answers are kept, never conclusions; all that is clinical is sealed by the record's key."""

import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

from wervel.web.accounts.models import User
from wervel.web.practice.models import Patient

KINDS = ("intake", "examination", "follow_up", "review")
DRAFT, RELEASED, ENDED = "draft", "released", "ended"


class OfEpisodes(models.QuerySet[Any]):
    """Rows that belong to an episode."""

    def for_user(self, user: User | AnonymousUser) -> Self:
        return self.filter(episode__patient__in=Patient.objects.for_user(user))


class Episodes(models.QuerySet["Episode"]):
    def for_user(self, user: User | AnonymousUser) -> "Episodes":
        return self.filter(patient__in=Patient.objects.for_user(user))


class Episode(models.Model):
    """One complaint under care. `sealed`: preferences and close_reason. `version` goes up with everything that is written to it.

    `look` is a sealed note of how it stood on the day `look_on`, for lists of many; every change of the episode throws it away.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, models.CASCADE, related_name="episodes")
    started = models.DateField()
    closed = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    sealed = models.BinaryField(null=True)
    look = models.BinaryField(null=True)
    look_on = models.DateField(null=True)

    objects: ClassVar = Episodes.as_manager()

    class Meta:
        ordering: ClassVar = ["started", "id"]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def details(self) -> dict[str, Any]:
        return self.patient.open(self.sealed) if self.sealed else {}

    @property
    def preferences(self) -> dict[str, Any]:
        """As they stand in a case file."""
        found: dict[str, Any] = self.details.get("preferences", {})
        return found

    @property
    def close_reason(self) -> str:
        """The id of one of the reasons of the guideline's course; empty while care goes on."""
        return str(self.details.get("close_reason", ""))


class Part(models.Model):
    """A row of an episode with sealed content."""

    episode = models.ForeignKey(Episode, models.CASCADE)
    sealed = models.BinaryField()

    objects: ClassVar = OfEpisodes.as_manager()

    class Meta:
        abstract = True
        default_related_name = "%(class)ss"

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"

    @property
    def content(self) -> Any:
        return self.episode.patient.open(self.sealed)


class Consultation(models.Model):
    """A moment at which somebody was asked or examined. A review is what a patient fills in alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    episode = models.ForeignKey(Episode, models.CASCADE, related_name="consultations")
    on = models.DateField()
    kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in KINDS])
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar = OfEpisodes.as_manager()

    class Meta:
        ordering: ClassVar = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class Answer(Part):
    """Sealed: `fact`, `value` as in a case file; no value says asked, and not known. Only ever added: the latest of a fact counts."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, null=True, related_name="answers")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta(Part.Meta):
        ordering: ClassVar = ["id"]


class AssessmentRecord(Part):
    """Sealed: the published JSON of an assessment, as this version of the guideline gave it."""

    at = models.DateTimeField(default=timezone.now)
    guideline_version = models.CharField(max_length=32)

    class Meta(Part.Meta):
        ordering: ClassVar = ["id"]


class ProgrammeRecord(Part):
    """Sealed: `base` (the plan as made), `edits`, `plan` (with the edits). `digest` of what was released, so that it can be checked."""

    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=10, choices=[(one, one) for one in (DRAFT, RELEASED, ENDED)], default=DRAFT)
    made_at = models.DateTimeField(default=timezone.now)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_name = models.CharField(max_length=120, blank=True)
    guideline_version = models.CharField(max_length=32)
    digest = models.CharField(max_length=64, blank=True)

    class Meta(Part.Meta):
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["episode", "number"], name="one_number_in_an_episode")]


class SessionLog(Part):
    """Sealed: exercise, done (percent), effort, pain_before, pain_during, pain_next_morning, settle_hours, leg_change."""

    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    token = models.UUIDField(default=uuid.uuid4)

    class Meta(Part.Meta):
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["episode", "token"], name="one_session_for_a_token")]


class DiaryEntry(Part):
    """Sealed: pain, leg_change, note. The latest of a day counts."""

    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    token = models.UUIDField(default=uuid.uuid4)

    class Meta(Part.Meta):
        ordering: ClassVar = ["on", "id"]
        default_related_name = "diary"
        constraints: ClassVar = [models.UniqueConstraint(fields=["episode", "token"], name="one_entry_for_a_token")]


class Goal(Part):
    """Sealed: an activity of the patient's own, and how well it went each time it was asked."""

    at = models.DateTimeField(default=timezone.now)

    class Meta(Part.Meta):
        ordering: ClassVar = ["id"]


class Message(Part):
    """Sealed: text."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta(Part.Meta):
        ordering: ClassVar = ["id"]


class Override(Part):
    """Sealed: what, from, to, reason (preset). Where a professional decided otherwise than the guideline suggested."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta(Part.Meta):
        ordering: ClassVar = ["id"]


class CalendarFeed(models.Model):
    """An address that gives the times of sessions and nothing else, until it is revoked. Only a hash of it is kept."""

    patient = models.ForeignKey(Patient, models.CASCADE, related_name="feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.pk)


class Done(models.Model):
    """What a form with this token did, so that a form that is sent twice is done once."""

    token = models.UUIDField(primary_key=True)
    user = models.UUIDField(null=True)
    what = models.CharField(max_length=40)
    result = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.what} {self.result}"
