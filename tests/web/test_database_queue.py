"""The queue of writers: nobody reads and then loses, nobody waits for ever, and a holder that dies makes room."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import OperationalError, connection, connections, transaction

from wervel.web.care.models import Done
from wervel.web.database.base import Queue
from wervel.web.database.health import Finding, at_the_start, examination, filesystem

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has a queue of its own")


def add(what: str = "one") -> Done:
    return Done.objects.create(token=uuid.uuid4(), what=what, result="")


@on_sqlite
def test_every_connection_syncs_every_commit(db: None) -> None:
    with connection.cursor() as cursor:
        found = {}
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "secure_delete"):
            cursor.execute(f"PRAGMA {pragma}")
            found[pragma] = cursor.fetchone()[0]
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


@on_sqlite
def test_one_at_a_time_has_the_lock_and_it_is_free_after_each_write(transactional_db: None) -> None:
    add()
    queue = Queue(f"{connection.settings_dict['NAME']}.queue", 0.2)
    queue.enter()  # nobody holds it after a write outside a transaction
    queue.leave()
    with transaction.atomic():
        add()
        with pytest.raises(OperationalError, match="did not move"):
            queue.enter()
    queue.enter()
    queue.close()


@on_sqlite
def test_a_write_that_returns_rows_gives_them_after_its_turn(transactional_db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO care_done (token, what, result, at) VALUES ('a', 'x', '', '2026-01-01'), ('b', 'y', '', '2026-01-01') "
                       "RETURNING what")  # fmt: skip
        assert cursor.fetchone() == ("x",)
        assert cursor.fetchmany(5) == [("y",)]
        assert cursor.fetchone() is None
        cursor.execute("SELECT COUNT(*) FROM care_done")
        assert cursor.fetchall() == [(2,)]


@on_sqlite
def test_a_failed_write_gives_the_lock_back(transactional_db: None) -> None:
    queue = Queue(f"{connection.settings_dict['NAME']}.queue", 0.2)
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("INSERT INTO nowhere VALUES (1)")
    with suppress(RuntimeError), transaction.atomic():
        add()
        raise RuntimeError
    queue.enter()
    queue.close()
    assert not Done.objects.exists()


@on_sqlite
def test_a_holder_that_is_killed_makes_room(transactional_db: None) -> None:
    path = f"{connection.settings_dict['NAME']}.queue"
    code = "import fcntl, sys, time; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX); print('held', flush=True); time.sleep(60)"
    holder = subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(OperationalError, match="did not move"):
        Queue(path, 0.1).enter()
    threading.Timer(0.3, lambda: os.kill(holder.pid, signal.SIGKILL)).start()
    add()
    holder.wait()
    holder.stdout.close()
    assert Done.objects.count() == 1


def test_readers_who_then_write_neither_fail_nor_lose_a_count(transactional_db: None) -> None:
    """Read, add one, write back, from eight threads: the classic lost update, and with deferred transactions the classic 500."""
    first = Done.objects.create(token=uuid.uuid4(), what="0", result="")
    waits: list[float] = []

    def count() -> None:
        for _ in range(10):
            begin = time.monotonic()
            with transaction.atomic():
                row = Done.objects.select_for_update().get(pk=first.pk)
                row.what = str(int(row.what) + 1)
                row.save()
            waits.append(time.monotonic() - begin)
        connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        for one in [pool.submit(count) for _ in range(8)]:
            one.result()
    first.refresh_from_db()
    assert first.what == "80"
    assert max(waits) < 5


def test_the_doctor_finds_nothing_to_mend_in_a_new_house(transactional_db: None) -> None:
    assert [one for one in examination() if one.level == "problem"] == []


def test_the_doctor_sees_rights_that_are_too_wide(db: None) -> None:
    from wervel.web import folder

    folder.data().chmod(0o755)
    try:
        assert any("can be read by others (755)" in one.what for one in at_the_start())
    finally:
        folder.data().chmod(0o700)


def test_the_doctor_names_the_file_system_of_a_folder(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda / ext4 rw 0 0\nserver:/x /srv/my\\040data nfs4 rw 0 0\n")
    assert filesystem(Path("/srv/my data/db.sqlite3"), mounts) == "nfs4"
    assert filesystem(Path("/home/x"), mounts) == "ext4"


@on_sqlite
def test_the_doctor_warns_of_a_sqlite_that_needs_the_queue(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    assert any(one.level == "warning" and "3.51.3" in one.what for one in at_the_start())
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    assert Finding("ok", f"SQLite {sqlite3.sqlite_version}") in list(at_the_start())
