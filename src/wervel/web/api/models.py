"""Tokens: what other software shows at the door."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from wervel.web.practice.models import Practice

IDENTITY, READ, WRITE = "identity", "read", "write"
SCOPES = (IDENTITY, READ, WRITE)
"""What a token may be used for: who the patients are; what is known and done; adding to it."""


class Token(models.Model):
    """Acts for `user` in `practice`, and may never do more than that person. Only a hash of it is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    scopes = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_on = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.id)
