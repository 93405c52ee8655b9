"""A house of its own for tests that break things: a data folder, its database, and processes that work in it.

python -m tests.web.house make|write|visit|destroy|opened|check    # in the folder that WERVEL_DATA names, on the database of DATABASE_URL
"""

import json
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class House:
    folder: Path
    url: str | None = None
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        around = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        own = {"WERVEL_DATA": str(self.folder), "DJANGO_SETTINGS_MODULE": "wervel.web.settings", **self.more}
        return {**around, **own, **({"DATABASE_URL": self.url} if self.url else {})}

    def run(self, *arguments: str) -> Any:
        """What a process in this house prints as JSON."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.web.house", *arguments], env=self.environment, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "tests.web.house", *arguments]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def moved(house: House, to: Path) -> House:
    """A copy of a house that nobody works in."""
    shutil.copytree(house.folder, to)
    return House(to, house.url, house.more)


def main(what: str, *more: str) -> None:
    from wervel.web import folder

    folder.prepare()
    import django

    django.setup()
    does: dict[str, Callable[..., Any]] = {one.__name__: one for one in (make, write, visit, destroy, opened, check)}
    print(json.dumps(does[what](*more)), flush=True)


def make() -> dict[str, str]:
    """A practice with a patient under care."""
    from django.core.management import call_command

    from tests.web.conftest import account, record
    from wervel.web import clock
    from wervel.web.care.models import Episode
    from wervel.web.practice.models import Practice

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    practice = Practice.objects.create(name="Praktijk")
    patient = record(practice, account("alice@example.org", second_factor=False), "Alice Adema", "P-0001")
    Episode.objects.create(patient=patient, started=clock.today())
    return {"patient": str(patient.id)}


def write(count: str = "1000000") -> int:
    """Diary entries, one after the other; the token of each is printed when, and only when, it is written."""
    from wervel.web import clock
    from wervel.web.care.models import Episode
    from wervel.web.care.services import write_diary
    from wervel.web.practice.access import Access

    episode = Episode.objects.select_related("patient").get()
    assert episode.patient.user is not None
    access = Access(episode.patient.user, episode.patient, "self", "patient", "test")
    for at in range(int(count)):
        token = uuid.uuid4()
        write_diary(access, episode, clock.today(), {"pain": at % 11}, token)
        print(token, flush=True)
    return int(count)


def visit() -> None:
    """Writes through the whole app, twenty times a second, and prints the status of each answer."""
    import time

    from django.conf import settings
    from django.db import close_old_connections
    from django.test import Client

    from wervel.web.practice.models import Patient

    settings.ROOT_URLCONF, settings.ALLOWED_HOSTS = "tests.web.little_urls", ["*"]
    patient, client = Patient.objects.select_related("user").get(), Client(raise_request_exception=False)
    assert patient.user is not None
    client.force_login(patient.user)
    while True:
        close_old_connections()  # as a server does before each request; the client of tests does not
        answer = client.post(f"/little/{patient.id}/write/", {"pain": 4, "token": str(uuid.uuid4())})
        print(answer.status_code, flush=True)
        time.sleep(0.05)


def destroy() -> int:
    """Ends the record of the patient. Gives how many keys are left."""
    from wervel.web.practice import services
    from wervel.web.practice.access import Access
    from wervel.web.practice.models import Patient, PatientKey

    patient = Patient.objects.select_related("user").get()
    assert patient.user is not None
    services.destroy(Access(patient.user, patient, "lead", "lead", "test"))
    return PatientKey.objects.count()


def opened() -> dict[str, int]:
    """How many entries there are, and how many of them open."""
    from wervel.web.care.models import DiaryEntry
    from wervel.web.practice.vault import Destroyed

    rows, open_ = 0, 0
    for entry in DiaryEntry.objects.select_related("episode__patient"):
        rows += 1
        with suppress(Destroyed):
            open_ += bool(entry.content)
    return {"rows": rows, "open": open_}


def check() -> dict[str, Any]:
    """What is there after the fault, and whether it hangs together."""
    from wervel.web.audit import log
    from wervel.web.audit.models import AccessLog
    from wervel.web.care.models import DiaryEntry, Done
    from wervel.web.database.health import examination

    return {
        "tokens": sorted(str(one) for one in DiaryEntry.objects.values_list("token", flat=True)),
        "done": Done.objects.filter(what="diary").count(),
        "rows": AccessLog.objects.filter(object="diary").count(),
        "opens": all(0 <= entry.content["pain"] <= 10 for entry in DiaryEntry.objects.select_related("episode__patient__key")),
        "problems": [*log.problems(), *(str(one) for one in examination() if one.level == "problem")],
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
