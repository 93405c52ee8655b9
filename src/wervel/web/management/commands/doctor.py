"""`wervel doctor`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wervel.web.database.health import examination


class Command(BaseCommand):
    help = "Looks at the database, the disk, the keys and the access log. Exit code 1 when something must be done."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(examination())
        for one in found:
            self.stdout.write(str(one))
        if problems := sum(one.level == "problem" for one in found):
            raise CommandError(f"{problems} to mend")
