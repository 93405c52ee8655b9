"""`wervel manage backup FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from wervel.web.practice.copies import KEYS, back_up


class Command(BaseCommand):
    help = f"Writes a backup while people work, and {KEYS} beside it, which replaces the one of the backup before."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"].absolute()
        manifest = back_up(file)
        anchor = manifest["anchor"]
        self.stdout.write(f"{file}: {manifest['patients']} records, {manifest['database']}, SHA-256 of the content {manifest['sha256']}")
        self.stdout.write(f"{file.with_name(KEYS)}: the keys of these records; keep only the newest: older ones open what was destroyed")
        if anchor:
            self.stdout.write(f"access log: row {anchor['number']}, {anchor['hash']}")
