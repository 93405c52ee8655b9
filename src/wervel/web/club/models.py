"""Teams and who plays in them. Availability is reckoned when it is asked for, and never stored."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from wervel.web.practice.models import Patient, Practice

AVAILABILITY, AVOID, LOAD, REASONS = "availability", "avoid", "load", "reasons"
SHARED = (AVAILABILITY, AVOID, LOAD, REASONS)
"""What a player may share: whether they join and what they leave alone, with the staff; load and reasons, with the physiotherapist."""


class Squad(models.Model):
    """A team of a club. `training_days`, `match_days`: names of days, such as "tuesday"; `minutes` of a training; `equipment` at hand."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="squads")
    name = models.CharField(max_length=80)
    training_days = models.JSONField(default=list)
    match_days = models.JSONField(default=list)
    minutes = models.PositiveSmallIntegerField(default=90)
    equipment = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class Players(models.QuerySet["Player"]):
    def now(self) -> "Players":
        """Who was asked or plays: everybody who did not leave."""
        return self.filter(left=None, patient__destroyed_at=None, patient__archived_at=None)

    def agreed(self) -> "Players":
        """Who said yes, and so did a parent where one has to."""
        return self.now().exclude(agreed_at=None).exclude(youth=True, parent_agreed_at=None)


class Player(models.Model):
    """Somebody who was asked for a squad, and plays in it from `agreed_at` on. `patient`: their record at the club.

    `youth`: under 16 when asked, so that a parent agrees too, by a link of which `parent_hash` is kept.
    """

    squad = models.ForeignKey(Squad, models.CASCADE, related_name="players")
    patient = models.ForeignKey(Patient, models.CASCADE, related_name="plays")
    joined = models.DateField()
    left = models.DateField(null=True)
    youth = models.BooleanField(default=False)
    agreed_at = models.DateTimeField(null=True)
    parent_hash = models.CharField(max_length=64, blank=True)
    parent_agreed_at = models.DateTimeField(null=True)

    objects: ClassVar = Players.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["squad", "patient"], condition=Q(left=None), name="plays_once")]

    def __str__(self) -> str:
        return f"{self.squad_id} {self.patient_id}"

    @property
    def has_agreed(self) -> bool:
        return self.left is None and self.agreed_at is not None and (self.parent_agreed_at is not None or not self.youth)

    @property
    def shares(self) -> frozenset[str]:
        """What this player shares now."""
        return frozenset(one.what for one in self.sharings.all() if one.withdrawn_at is None) if self.has_agreed else frozenset()


class Sharing(models.Model):
    """What a player lets the staff of one squad see, until it is withdrawn."""

    player = models.ForeignKey(Player, models.CASCADE, related_name="sharings")
    what = models.CharField(max_length=16, choices=[(one, one) for one in SHARED])
    granted_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["player", "what"], condition=Q(withdrawn_at=None), name="one_sharing_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.player_id} {self.what}"


class CheckIn(models.Model):
    """What a player noted. Sealed: kind, minutes, effort and pains of a session; or `held_back` and `facts`, the answers about a week."""

    player = models.ForeignKey(Player, models.CASCADE, related_name="check_ins")
    on = models.DateField()
    sealed = models.BinaryField()
    at = models.DateTimeField(default=timezone.now)
    token = models.UUIDField()

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["player", "token"], name="one_check_in_for_a_token")]

    def __str__(self) -> str:
        return f"{self.player_id} {self.on}"

    @property
    def content(self) -> Any:
        return self.player.patient.open(self.sealed)
