"""`wervel manage import_practice FILE`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wervel.web.practice.portable import read_practice


class Command(BaseCommand):
    help = "Takes in a practice that was exported elsewhere, with new keys. People set a password by mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = json.loads(options["file"].read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{options['file']}: {error}") from None
        practice = read_practice(content)
        self.stdout.write(f"{practice.name}: {practice.patients.count()} records")
