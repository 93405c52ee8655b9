"""The people of the web tests, and a database that the tests may empty.

Alice is a patient, Bob treats her, Charlie is his colleague, Erin works in another practice, Dana coaches the club where Alice plays,
Lena leads the practice, Frank keeps its administration.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.web import postgres
from tests.web.house import House, moved
from wervel.web import folder
from wervel.web.accounts.models import User
from wervel.web.audit.log import ANCHORS
from wervel.web.audit.triggers import CREATE, DROP
from wervel.web.care.models import Episode
from wervel.web.practice.models import ADMINISTRATOR, COACH, LEAD, THERAPIST, Membership, Patient, PatientKey, Practice, Treatment
from wervel.web.practice.vault import new_key

ClientOf = Callable[[User | None], Client]


@contextmanager
def triggers_off() -> Iterator[None]:
    """The access log can be emptied: for cleaning up after a test, and for playing an intruder who owns the database."""
    with connection.cursor() as cursor:
        for statement in DROP[connection.vendor]:
            cursor.execute(statement)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in CREATE[connection.vendor]:
                cursor.execute(statement)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """The triggers that protect the access log stand aside while a test database is emptied."""
    flush = connection.ops.execute_sql_flush
    if flush.__name__ == "flushed":  # by the stories in a browser, which have this fixture too
        return

    def flushed(statements: Iterable[str]) -> None:
        with triggers_off():
            flush(statements)

    connection.ops.execute_sql_flush = flushed  # type: ignore[method-assign, assignment]


@pytest.fixture(autouse=True)
def no_anchors() -> None:
    """Each test has a log of its own: the anchors of another say nothing about it."""
    (folder.data() / ANCHORS).unlink(missing_ok=True)


def account(email: str, name: str = "", second_factor: bool = True) -> User:
    from allauth.account.models import EmailAddress
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    user = User.objects.create_user(email, name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    if second_factor:
        TOTP.activate(user, generate_totp_secret())
    return user


def member(practice: Practice, role: str, email: str, name: str, second_factor: bool = True) -> User:
    user = account(email, name, second_factor)
    Membership.objects.create(user=user, practice=practice, role=role)
    return user


def record(practice: Practice, user: User | None, name: str, number: str) -> Patient:
    patient = Patient(practice=practice, user=user, number=number)
    patient.save()
    PatientKey.objects.create(patient=patient, wrapped=new_key())
    patient.sealed = patient.seal({"name": name, "born": "1985-05-01", "email": "", "phone": ""})
    patient.save()
    return patient


@pytest.fixture(scope="session")
def new_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house on SQLite with one patient under care, to be copied."""
    if "DATABASE_URL" in os.environ:
        pytest.skip("a house has a database of its own; this runs with the tests on SQLite")
    house = House(tmp_path_factory.mktemp("house") / "data")
    house.run("make")
    return house


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """A house with one patient under care, on each database."""
    template = request.getfixturevalue("new_house")
    if request.param == "sqlite":
        yield moved(template, tmp_path / "data")
        return
    if postgres.binaries() is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres.server() as server:
        made = House(tmp_path / "data", server.url)
        made.run("make")
        yield made


@pytest.fixture
def practice(db: None) -> Practice:
    return Practice.objects.create(name="Praktijk De Linde")


@pytest.fixture
def other_practice(db: None) -> Practice:
    return Practice.objects.create(name="Praktijk Zuid")


@pytest.fixture
def club(db: None) -> Practice:
    return Practice.objects.create(name="HC De Linde", kind="club")


@pytest.fixture
def alice(practice: Practice) -> User:
    """The patient. Her record is `alice_record`."""
    return account("alice@example.org", second_factor=False)


@pytest.fixture
def alice_record(alice: User, practice: Practice) -> Patient:
    return record(practice, alice, "Alice Adema", "P-0001")


@pytest.fixture
def bob(practice: Practice, alice_record: Patient) -> User:
    user = member(practice, THERAPIST, "bob@example.org", "Bob Bos")
    Treatment.objects.create(patient=alice_record, therapist=user)
    return user


@pytest.fixture
def charlie(practice: Practice) -> User:
    return member(practice, THERAPIST, "charlie@example.org", "Charlie Kok")


@pytest.fixture
def dana(club: Practice) -> User:
    return member(club, COACH, "dana@example.org", "Dana Dam")


@pytest.fixture
def erin(other_practice: Practice) -> User:
    return member(other_practice, THERAPIST, "erin@example.org", "Erin Eik")


@pytest.fixture
def frank(practice: Practice) -> User:
    return member(practice, ADMINISTRATOR, "frank@example.org", "Frank Fok")


@pytest.fixture
def lead(practice: Practice) -> User:
    return member(practice, LEAD, "lena@example.org", "Lena Lam")


@pytest.fixture
def episode(alice_record: Patient, bob: User) -> Episode:
    """Alice's complaint, under Bob's care since today, with nothing answered yet."""
    from wervel.web import clock

    return Episode.objects.create(patient=alice_record, started=clock.today())


@pytest.fixture
def client_of(db: None) -> ClientOf:
    """A browser in which this person is signed in, second factor included; of nobody for None."""

    def signed_in(user: User | None, **more: Any) -> Client:
        client = Client(**more)
        if user is not None:
            client.force_login(user)
        return client

    return signed_in
