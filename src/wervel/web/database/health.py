"""What can be wrong with the ground under the app: database, disk, keys, access log. For `wervel doctor` and at the start."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from wervel.web import folder
from wervel.web.audit import log
from wervel.web.audit.models import AccessLog

MENDED = (3, 51, 3)
"""The first SQLite that does not spoil its log when two connections write at once; before it our queue of writers stands in the way."""
NETWORK = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone", "davfs")
LEAST_FREE = 500_000_000
"""Bytes. Below this a practice has weeks left at most, and a backup may not fit."""

Level = Literal["ok", "warning", "problem"]


@dataclass(frozen=True)
class Finding:
    level: Level
    what: str

    def __str__(self) -> str:
        return f"{self.level}: {self.what}"


def examination() -> Iterator[Finding]:
    """Everything, with the parts that read the whole database."""
    yield from at_the_start()
    yield from _sound()
    yield from _migrated()
    yield from _chained()


def at_the_start() -> Iterator[Finding]:
    """What can be seen at once."""
    yield from _database()
    yield from _folder()
    yield from _mail()


def _database() -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        yield Finding("ok", f"PostgreSQL {connection.cursor().connection.info.server_version // 10000}")
        return
    if sqlite3.sqlite_version_info < MENDED:
        yield Finding(
            "warning",
            f"SQLite {sqlite3.sqlite_version} can spoil its log when two connections write at once (mended in 3.51.3); the queue of "
            "writers prevents it as long as nothing else opens the database",
        )
    else:
        yield Finding("ok", f"SQLite {sqlite3.sqlite_version}")
    with connection.cursor() as cursor:
        for pragma, wanted, cure in (("journal_mode", "wal", "a folder on a local disk"), ("synchronous", 2, "the settings as shipped")):
            cursor.execute(f"PRAGMA {pragma}")
            (found,) = cursor.fetchone()
            if found != wanted:
                yield Finding("problem", f"{pragma} is {found}, expected {wanted}; use {cure}")
    kind = filesystem(Path(str(connection.settings_dict["NAME"])))
    if kind.startswith(NETWORK):
        yield Finding(
            "problem", f"the database is on a network file system ({kind}), where locks do not hold; use a local disk or PostgreSQL"
        )


def filesystem(path: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The kind of the file system that holds this path; empty where that cannot be told."""
    if not mounts.exists():
        return ""
    found = ("", "")
    for line in mounts.read_text("utf-8").splitlines():
        _, place, kind, *_ = line.split()
        place = place.replace("\\040", " ")
        if path.resolve().is_relative_to(place) and len(place) >= len(found[0]):
            found = (place, kind)
    return found[1]


def _folder() -> Iterator[Finding]:
    data = folder.data()
    for path, wanted in ((data, 0o700), (data / folder.MASTER, 0o600), (data / folder.SECRET, 0o600)):
        if (mode := path.stat().st_mode & 0o777) != wanted:
            yield Finding("problem", f"{path} can be read by others ({mode:o}); say chmod {wanted:o} {path}")
    free = shutil.disk_usage(data).free
    if free < LEAST_FREE:
        yield Finding("problem", f"{free // 1_000_000} MB free on the disk of {data}; make room")
    else:
        yield Finding("ok", f"{data}, {free // 1_000_000_000} GB free; keep a copy of {folder.MASTER} somewhere else")


def _mail() -> Iterator[Finding]:
    if not hasattr(settings, "EMAIL_HOST_USER") or settings.EMAIL_BACKEND.endswith("Outbox"):
        yield Finding("warning", f"no mail server (WERVEL_MAIL): mail is kept in {folder.data() / folder.OUTBOX} and shown on the console")


def _sound() -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(10)")
        told = [row[0] for row in cursor.fetchall()]
        cursor.execute("PRAGMA foreign_key_check")
        lost = cursor.fetchall()
    if told != ["ok"]:
        yield from (Finding("problem", f"the database is broken: {one}; restore the last backup") for one in told)
    if lost:
        yield Finding("problem", f"{len(lost)} rows point at nothing; restore the last backup")
    if told == ["ok"] and not lost:
        yield Finding("ok", "the database is sound")


def _migrated() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield Finding("problem", f"{len(waiting)} changes of the database wait; `wervel serve` or `wervel manage migrate` makes them")


def _chained() -> Iterator[Finding]:
    wrong = list(log.problems())
    yield from (Finding("problem", f"access log: {one}") for one in wrong)
    if not wrong:
        yield Finding("ok", f"the access log holds: {AccessLog.objects.count()} rows")
