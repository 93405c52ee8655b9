"""`wervel manage export_practice ID FILE`."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from wervel.web.audit import log
from wervel.web.practice.models import Practice
from wervel.web.practice.portable import practice_json, text_of


class Command(BaseCommand):
    help = "Writes everything of one practice as plain JSON, opened: guard that file. Without ID it lists the practices."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("practice", nargs="?", metavar="ID")
        parser.add_argument("file", type=Path, nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"]:
            for one in Practice.objects.order_by("name"):
                self.stdout.write(f"{one.id}  {one.name}")
            return
        practice = Practice.objects.filter(pk=options["practice"]).first()
        if practice is None:
            raise CommandError(f"{options['practice']}: no such practice; without an id this command lists them")
        with transaction.atomic():
            content = practice_json(practice)
            for one in content["patients"]:
                log.write(log.Entry("export", "record", one["id"], practice=practice.id, source="command"))
        with os.fdopen(os.open(options["file"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text_of(content))
        self.stdout.write(f"{options['file']}: {len(content['patients'])} records, readable by whoever has this file")
