"""People in the house that WERVEL_DATA and DATABASE_URL name, beside those of the sample. Prints what it made as JSON.

python -m bench.crowd writers 8      # patients of the sample's therapist with an account and a month of diary; prints how they sign in
python -m bench.crowd caseload 2000  # patients of the sample's other therapist with two years of diary, each sealed with a key of its own
python -m bench.crowd yesterday      # how everybody stands was last noted yesterday
python -m bench.crowd entries        # how many diary entries there are
"""

import json
import os
import random
import sys
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

PASSWORD = "linde-beuk-eik-es-els"  # noqa: S105 (of people who exist for a minute)
STORIES = 20
"""So many different courses of pain; the answers of all are those of the sample's ordinary back."""
DAYS, MONTH = 730, 30
BATCH = 20_000


def main(what: str, count: str = "0") -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "wervel.web.settings"
    import django  # noqa: PLC0415 (its models exist after it has started)

    django.setup()
    does: dict[str, Callable[[int], Any]] = {"writers": writers, "caseload": caseload, "yesterday": yesterday, "entries": entries}
    print(json.dumps(does[what](int(count))))


def entries(_: int) -> int:
    from wervel.web.care.models import DiaryEntry  # noqa: PLC0415 (the same)

    return int(DiaryEntry.objects.count())


def yesterday(_: int) -> int:
    from wervel.web import clock  # noqa: PLC0415 (the same)
    from wervel.web.care.models import Episode  # noqa: PLC0415 (the same)

    return int(Episode.objects.update(look_on=clock.today() - timedelta(days=1)))


def writers(count: int) -> list[dict[str, str]]:
    from allauth.account.models import EmailAddress  # noqa: PLC0415 (the same)
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 (the same)

    from wervel.web.accounts.models import User  # noqa: PLC0415 (the same)

    made, kept = [], make_password(PASSWORD)
    for number, episode in enumerate(patients("therapist@example.org", count, MONTH)):
        user = User.objects.create(email=f"writer{number}@example.org", password=kept)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        type(episode.patient).objects.filter(pk=episode.patient_id).update(user=user)
        made.append({"email": user.email, "password": PASSWORD, "path": f"/me/{episode.patient_id}/diary/"})
    return made


def caseload(count: int) -> dict[str, float]:
    """Gives the seconds that one note takes: how each stands today, which the command of the night makes.

    Those with the same story have the same note; it is made once for each story, and sealed for everybody.
    """
    from dataclasses import asdict  # noqa: PLC0415 (the same)

    from wervel.web import clock  # noqa: PLC0415 (the same)
    from wervel.web.care.models import Episode  # noqa: PLC0415 (the same)
    from wervel.web.guideline import current  # noqa: PLC0415 (the same)
    from wervel.web.therapist.attention import note_of  # noqa: PLC0415 (the same)

    every = patients("colleague@example.org", count, DAYS)
    current()
    start = time.perf_counter()
    notes = [asdict(note_of(one, current(), clock.today())) for one in every[:STORIES]]
    taken = (time.perf_counter() - start) / STORIES
    for number, one in enumerate(every):
        one.look, one.look_on = one.patient.seal(notes[number % STORIES]), clock.today()
    Episode.objects.bulk_update(every, ["look", "look_on"], batch_size=200)
    return {"seconds_per_note": taken}


def patients(therapist: str, count: int, days: int) -> list[Any]:
    """Episodes that began so many days ago, with an intake and a diary of every day, as the services would write them."""
    from django.db import transaction  # noqa: PLC0415 (the same)

    from wervel.web import clock  # noqa: PLC0415 (the same)
    from wervel.web.accounts.models import User  # noqa: PLC0415 (the same)
    from wervel.web.care.models import Answer, Consultation, DiaryEntry, Episode  # noqa: PLC0415 (the same)
    from wervel.web.practice import vault  # noqa: PLC0415 (the same)
    from wervel.web.practice.models import Patient, PatientKey, Treatment  # noqa: PLC0415 (the same)
    from wervel.web.practice.sample import _Sample  # noqa: PLC0415 (the same)

    treats = User.objects.get(email=therapist)
    practice = treats.memberships.get().practice
    facts = {**_Sample().common, "age_years": 40, "pain_now_nprs": 5, "daily_limitation": "clear"}
    began, first = clock.now() - timedelta(days=days), clock.today() - timedelta(days=days)
    diary, made = list[DiaryEntry](), list[Episode]()
    with transaction.atomic():
        for number in range(count):
            patient = Patient(practice=practice, number=f"{treats.id.hex[:4]}-{number:04}")
            patient.__dict__["_key"] = vault.unwrap(wrapped := vault.new_key())
            patient.sealed = patient.seal({"name": f"Patient {number}", "born": "1986-01-01", "email": "", "phone": ""})
            patient.save(force_insert=True)
            PatientKey.objects.create(patient=patient, wrapped=wrapped)
            Treatment.objects.create(patient=patient, therapist=treats, since=began)
            episode = Episode.objects.create(patient=patient, started=first)
            intake = Consultation.objects.create(episode=episode, on=first, kind="intake", author=treats)
            Answer.objects.bulk_create(
                Answer(episode=episode, consultation=intake, author=treats, at=began, sealed=patient.seal({"fact": fact, "value": value}))
                for fact, value in facts.items()
            )
            chance = random.Random(number % STORIES)
            pain = 5.0
            for day in range(1, days):
                pain = min(10, max(0, pain + chance.uniform(-1, 0.9)))
                at, sealed = began + timedelta(days=day), patient.seal({"pain": round(pain)})
                diary.append(DiaryEntry(episode=episode, on=first + timedelta(days=day), at=at, token=uuid.uuid4(), sealed=sealed))
            if len(diary) >= BATCH or number == count - 1:
                DiaryEntry.objects.bulk_create(diary, batch_size=BATCH)
                diary.clear()
            made.append(episode)
    return made


if __name__ == "__main__":
    main(*sys.argv[1:])
