"""`wervel manage tick`: once a day, from cron, systemd or by hand. Doing it twice does no harm."""

from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from wervel.web import clock
from wervel.web.audit import log
from wervel.web.care.models import Done
from wervel.web.guideline import current
from wervel.web.practice import services
from wervel.web.practice.models import Invitation
from wervel.web.therapist.attention import renew_all

TOKENS_KEPT = timedelta(days=30)
"""A form that is sent again comes within days: the longest is a diary that was kept on a phone without a network."""


class Command(BaseCommand):
    help = "What must happen every day: ends records and log rows after their term, cleans up, and anchors the access log."

    def handle(self, *args: Any, **options: Any) -> None:
        destroyed = services.destroy_expired()
        services.note_destroyed()
        pruned = log.prune()
        Invitation.objects.filter(expires__lt=clock.now()).delete()
        Done.objects.filter(at__lt=clock.now() - TOKENS_KEPT).delete()
        call_command("clearsessions")
        renew_all(current(), clock.today())
        anchor = log.drop_anchor()
        self.stdout.write(f"records after their term: {destroyed}; rows of the log after theirs: {pruned}")
        if anchor:
            self.stdout.write(f"access log: row {anchor.number}, {anchor.hash}")
