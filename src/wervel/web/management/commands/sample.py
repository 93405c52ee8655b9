"""`wervel manage sample`."""

from typing import Any

from django.core.management.base import BaseCommand

from wervel.web.practice.sample import make_sample


class Command(BaseCommand):
    help = "Makes the sample practice, or tells how to sign in there, with the codes of this moment."

    def handle(self, *args: Any, **options: Any) -> None:
        for one in make_sample():
            factor = f"  code now {one.code}, secret for an app {one.secret}" if one.secret else ""
            self.stdout.write(f"{one.who:14} {one.email:26} {one.password:32}{factor}")
