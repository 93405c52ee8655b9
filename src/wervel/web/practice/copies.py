"""Backup and restore, while people work.

A backup is one file with the whole database except what must not come back: keys of records, sessions, limits. The wrapped keys stand in
a second file beside it, `patient.keys`, which every backup replaces. So a destroyed record is gone from all older backups as soon as the
next one is made. The master key is in neither: keep a copy of it somewhere else.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from wervel.knowledge.document import Located, Refused
from wervel.web import clock, folder
from wervel.web.audit import log
from wervel.web.practice import services, vault
from wervel.web.practice.models import Patient, PatientKey

FORMAT = 1
DATABASE, MANIFEST, KEYS = "database", "manifest.json", "patient.keys"
LEFT_OUT = ("practice_patientkey", "django_session", "usersessions_usersession", "cache")
"""Tables whose rows are in no backup."""


def back_up(file: Path) -> dict[str, Any]:
    """Writes the backup and the keys beside it, each whole or not at all. Gives the manifest."""
    services.note_destroyed()
    anchor = log.drop_anchor()
    with _beside(file) as made, tempfile.TemporaryDirectory(dir=file.parent) as work:
        copy = Path(work) / DATABASE
        _copy_sqlite(copy) if connection.vendor == "sqlite" else _dump(copy)
        manifest = {
            "wervel_backup": FORMAT,
            "database": connection.vendor,
            "at": clock.now().isoformat(),
            "sha256": _sha256(copy),
            "patients": Patient.objects.filter(destroyed_at=None).count(),
            "anchor": {"number": anchor.number, "hash": anchor.hash} if anchor else None,
            "destroyed": sorted(services.destroyed()),
        }
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(copy, DATABASE)
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    with _beside(file.with_name(KEYS)) as made:
        keys = {str(patient): bytes(wrapped).decode() for patient, wrapped in PatientKey.objects.values_list("patient_id", "wrapped")}
        made.write_text(json.dumps(keys), "utf-8")
    return manifest


def _copy_sqlite(copy: Path) -> None:
    """All pages in one go: in parts it would begin anew with every write of somebody else, and never end."""
    connection.ensure_connection()
    with closing(sqlite3.connect(copy)) as target:
        connection.connection.backup(target, pages=-1)
        target.execute("PRAGMA journal_mode=DELETE")
        for table in LEFT_OUT:
            target.execute(f"DELETE FROM {table}")  # noqa: S608 (names of our own)
        target.commit()
        target.execute("VACUUM")  # writes the file anew, without what was deleted
        _sound(target)


def _sound(database: sqlite3.Connection) -> None:
    ((told,),) = database.execute("PRAGMA integrity_check(1)").fetchall()
    if told != "ok":
        raise Refused([Located("database", 1, str(told), "a sound database", "restore the last good backup")])


def _dump(copy: Path) -> None:
    without = [f"--exclude-table-data={table}" for table in LEFT_OUT]
    _postgres("pg_dump", "--format=custom", "--no-owner", "--no-privileges", *without, f"--file={copy}")


def _postgres(program: str, *arguments: str) -> None:
    told = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    environment = {variable: str(told[name]) for name, variable in names.items() if told.get(name)}
    done = subprocess.run([program, *arguments], env={**os.environ, **environment}, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Refused([Located(program, 1, done.stderr.strip()[-300:], "success", "install the client of this PostgreSQL, or see why")])


def restore(file: Path, keys: Path | None = None) -> dict[str, Any]:
    """Puts a backup in place of the database. Nobody may be serving it. Raises `Refused`, with nothing changed, when it is not sound.

    Records that were destroyed since stay destroyed: by the list in the data folder, and because their keys are gone from the newer file.
    """
    with not_serving(), tempfile.TemporaryDirectory(dir=folder.data()) as work:
        copy = Path(work) / DATABASE
        manifest = _unpacked(file, copy)
        wrapped = _keys(keys or file.with_name(KEYS))
        connection.close()
        _place_sqlite(copy) if connection.vendor == "sqlite" else _load(copy)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        _settle(manifest, wrapped)
    return manifest


def _unpacked(file: Path, copy: Path) -> dict[str, Any]:
    def refuse(found: str, cure: str) -> Refused:
        return Refused([Located(str(file), 1, found, "a backup made by Wervel", cure)])

    try:
        with zipfile.ZipFile(file) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            with archive.open(DATABASE) as packed, copy.open("wb") as plain:
                shutil.copyfileobj(packed, plain)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise refuse(str(error) or "an unreadable file", "name another file") from None
    if manifest.get("wervel_backup") != FORMAT or manifest["sha256"] != _sha256(copy):
        raise refuse("content that is not what was backed up", "use another copy of it")
    if manifest["database"] != connection.vendor:
        raise refuse(f"a backup of {manifest['database']}", f"restore it on {manifest['database']}; export and import move a practice")
    return manifest


def _keys(file: Path) -> dict[str, str]:
    """The wrapped keys, all of which the master key of this folder opens."""
    try:
        wrapped: dict[str, str] = json.loads(file.read_text("utf-8"))
        for one in wrapped.values():
            vault.unwrap(one.encode())
    except (OSError, ValueError) as error:
        raise Refused([Located(str(file), 1, str(error), "the newest keys", "name that file with --keys")]) from None
    except vault.Unreadable:
        cure = f"put back the copy of {folder.MASTER} that belongs to them"
        raise Refused([Located(str(file), 1, "keys of another house", "keys that the master key opens", cure)]) from None
    return wrapped


def _place_sqlite(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as database:
        _sound(database)
    name = Path(connection.settings_dict["NAME"])
    copy.chmod(0o600)
    with copy.open("rb") as written:
        os.fsync(written.fileno())
    for tail in ("-wal", "-shm"):
        name.with_name(name.name + tail).unlink(missing_ok=True)
    copy.replace(name)


def _load(copy: Path) -> None:
    into = f"--dbname={connection.settings_dict['NAME']}"
    _postgres("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", into, str(copy))


def _settle(manifest: dict[str, Any], wrapped: dict[str, str]) -> None:
    """Keys back, destroyed records emptied, and an access log that says where it was taken up again."""
    gone = services.destroyed() | set(manifest["destroyed"])
    with transaction.atomic():
        for patient in Patient.objects.filter(destroyed_at=None):
            if str(patient.id) in gone:
                services.destroy_again(patient)
            elif str(patient.id) in wrapped:
                PatientKey.objects.create(patient=patient, wrapped=wrapped[str(patient.id)].encode())
        log.take_up("restore", f"backup of {manifest['at']}")
    services.note_destroyed()


@contextmanager
def not_serving() -> Iterator[None]:
    """Holds the lock that a server holds while it runs. Raises `Refused` when one does."""
    lock = folder.lock()
    if lock is None:
        raise Refused([Located(str(folder.data()), 1, "a server that is running", "none", "stop `wervel serve` first")])
    try:
        yield
    finally:
        os.close(lock)


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A file that is written beside its place, for this user alone, and put there when it is whole."""
    made = file.with_name(f".{file.name}.part")
    made.unlink(missing_ok=True)
    os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield made
        with made.open("rb") as written:
            os.fsync(written.fileno())
        made.replace(file)
    finally:
        made.unlink(missing_ok=True)


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
