"""Who did what with which record. Rows are only ever added, each carries the hash of the one before, and none says anything clinical."""

from django.db import models


class AccessLog(models.Model):
    """One row. `number` orders the chain; the clock does not. Triggers in both databases refuse changes, and removal before its term."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    patient = models.UUIDField(null=True, db_index=True)
    user = models.UUIDField(null=True)
    on_behalf_of = models.UUIDField(null=True)
    role = models.CharField(max_length=16)
    practice = models.UUIDField(null=True)
    action = models.CharField(max_length=24)
    basis = models.CharField(max_length=24)
    object = models.CharField(max_length=80)
    source = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.object}"
