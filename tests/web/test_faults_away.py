"""The database is away, or the disk is full: people see 503 and when to come back, nothing is half written, and it goes on by itself."""

import resource
import signal
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.web import postgres
from tests.web.conftest import ClientOf
from tests.web.house import House
from wervel.web.accounts.models import User
from wervel.web.care.models import DiaryEntry, Episode
from wervel.web.database.failure import is_away
from wervel.web.practice.models import Patient

pytestmark = pytest.mark.urls("tests.web.little_urls")


@contextmanager
def full_disk(path: Path) -> Iterator[None]:
    """No file of this process may grow beyond what the log of the database has now."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(path.stat().st_size, 4096) + 4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def write(client: Client, record: Patient) -> int:
    return client.post(f"/little/{record.id}/write/", {"pain": 4, "token": str(uuid.uuid4())}).status_code


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the disk of PostgreSQL is that of its own processes")
def test_a_full_disk_is_told_as_503_and_writing_goes_on_when_there_is_room_again(
    transactional_db: None, alice: User, alice_record: Patient, episode: Episode, client_of: ClientOf
) -> None:
    client: Client = client_of(alice)
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # a log that is long already has room left
    assert write(client, alice_record) == 200
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    with full_disk(log):
        found = [write(client, alice_record) for _ in range(5)]
        answer = client.post(f"/little/{alice_record.id}/write/", {"pain": 4, "token": str(uuid.uuid4())})
    assert set(found[1:]) == {503}
    assert answer["Retry-After"] == "30"
    assert b"Traceback" not in answer.content
    written = DiaryEntry.objects.count()
    assert written == 1 + found.count(200)
    assert [write(client, alice_record) for _ in range(3)] == [200, 200, 200]
    assert DiaryEntry.objects.count() == written + 3
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchall() == [("ok",)]


def test_a_database_that_stays_locked_is_told_as_503(
    alice: User, alice_record: Patient, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise OperationalError("database is locked")

    client: Client = client_of(alice)
    client.raise_request_exception = False
    monkeypatch.setattr("wervel.web.audit.log.write", locked)
    answer = client.get(f"/little/{alice_record.id}/look/")
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    assert b"Adema" not in answer.content, "what cannot be logged is not shown"


@pytest.mark.skipif(postgres.binaries() is None, reason="PostgreSQL is not installed")
def test_a_postgresql_that_stops_is_told_as_503_and_all_is_well_when_it_is_back(tmp_path: Path) -> None:
    with postgres.server() as server:
        house = House(tmp_path / "data", server.url)
        house.run("make")
        with house.start("visit") as visitor:
            try:
                until(visitor, "200")
                server.stop("immediate")
                until(visitor, "503")
                server.start()
                until(visitor, "200")
            finally:
                visitor.kill()
        found = house.run("check")
        assert found["problems"] == []
        assert found["opens"]
        assert len(found["tokens"]) == found["done"] == found["rows"]


def until(visitor: "subprocess.Popen[str]", status: str) -> None:
    """Reads on to this answer; on the way nothing but the answers of a house that stands or is away."""
    assert visitor.stdout is not None
    for line in visitor.stdout:
        assert line.strip() in ("200", "503"), line
        if line.strip() == status:
            return
    pytest.fail(f"it never said {status}")


def test_only_what_the_database_or_the_disk_cannot_help_is_called_away() -> None:
    assert is_away(OperationalError("disk I/O error"))
    assert is_away(OSError(28, "No space left on device"))
    assert not is_away(OSError(2, "No such file"))
    assert not is_away(ValueError())
    wrapped = RuntimeError()
    wrapped.__cause__ = OperationalError()
    assert is_away(wrapped)
