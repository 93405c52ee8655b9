"""`wervel manage restore FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from wervel.web.practice.copies import KEYS, restore


class Command(BaseCommand):
    help = "Puts a backup in place of the database, while nobody is served. Destroyed records stay destroyed."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--keys", type=Path, help=f"the newest {KEYS} (default: beside the backup)")

    def handle(self, *args: Any, **options: Any) -> None:
        manifest = restore(options["file"], options["keys"])
        self.stdout.write(f"restored {manifest['patients']} records as they were at {manifest['at']}; everybody signs in again")
