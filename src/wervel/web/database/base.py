"""Django's SQLite with one queue for the writers of all processes.

A lock on a file beside the database (`flock`, which the kernel frees when its holder dies) is taken before a transaction begins, around a
single write outside a transaction, and before a connection closes. So two connections never write or checkpoint at the same time: SQLite
before 3.51.3 can spoil its log when they do, and waiting in this queue is shorter and fairer than SQLite's own.
"""

import fcntl
import os
import re
import time
from contextlib import suppress
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|VACUUM|PRAGMA\s+wal_checkpoint)", re.IGNORECASE)
PAUSE = 0.001
"""Seconds between two looks at a lock."""


class Queue:
    """The place of one connection in the queue of writers.

    There are two locks: the door, which whoever writes holds, and the mat before it, which the next one holds while waiting for the door.
    So nobody who just wrote goes in again before somebody who was waiting.
    """

    def __init__(self, path: str, patience: float) -> None:
        self.paths, self.patience = (f"{path}.next", path), patience
        self.files: tuple[int, ...] = ()
        self.held = False

    def enter(self) -> None:
        """Waits for the turn of this connection. Raises `OperationalError` when it does not come in time."""
        if self.held:
            return
        if not self.files:
            self.files = tuple(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600) for path in self.paths)
        mat, door = self.files
        until = time.monotonic() + self.patience
        _wait(mat, until)
        try:
            _wait(door, until)
        finally:
            fcntl.flock(mat, fcntl.LOCK_UN)
        self.held = True

    def leave(self) -> None:
        if self.held:
            fcntl.flock(self.files[-1], fcntl.LOCK_UN)
            self.held = False

    def close(self) -> None:
        self.leave()
        for file in self.files:
            os.close(file)
        self.files = ()


def _wait(file: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise OperationalError("database is locked: the queue of writers did not move") from None
            time.sleep(PAUSE)
        else:
            return


class Cursor(base.SQLiteCursorWrapper):
    """A cursor that queues for a write outside a transaction. The rows it gives are taken before the turn ends, for the write ends then."""

    queue: Queue
    rows: list[Any] | None = None

    def execute(self, query: str, params: Any = None) -> Any:
        self.rows = None
        if self.queue.held or not WRITES.match(query):
            return super().execute(query, params)
        self.queue.enter()
        try:
            super().execute(query, params)
            self.rows = super().fetchall() if self.description else None
        finally:
            if not self.connection.in_transaction:
                self.queue.leave()
        return self

    def executemany(self, query: str, param_list: Any) -> Any:
        self.rows = None
        if self.queue.held:
            return super().executemany(query, param_list)
        self.queue.enter()
        try:
            return super().executemany(query, param_list)
        finally:
            if not self.connection.in_transaction:
                self.queue.leave()

    def fetchone(self) -> Any:
        if self.rows is None:
            return super().fetchone()
        return self.rows.pop(0) if self.rows else None

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        if self.rows is None:
            return super().fetchmany(size)
        taken, self.rows = self.rows[:size], self.rows[size:]
        return taken

    def fetchall(self) -> list[Any]:
        if self.rows is None:
            return super().fetchall()
        taken, self.rows = self.rows, []
        return taken


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection, with its place in the queue."""

    queue: Queue | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Opening sets the journal mode, which can write."""
        path = str(conn_params["database"])
        self.queue = None if self.is_in_memory_db() else Queue(f"{path}.queue", float(conn_params.get("timeout", 5)))
        if self.queue is None:
            return super().get_new_connection(conn_params)
        self.queue.enter()
        try:
            return super().get_new_connection(conn_params)
        finally:
            self.queue.leave()

    def create_cursor(self, name: str | None = None) -> Any:
        if self.queue is None:
            return super().create_cursor(name)
        cursor = self.connection.cursor(factory=Cursor)
        cursor.queue = self.queue
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        if self.queue is None:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
            return
        self.queue.enter()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self.queue.leave()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _leave(self) -> None:
        if self.queue is not None:
            self.queue.leave()

    def _close(self) -> None:
        """The last connection to close writes the log back into the database."""
        if self.queue is None or self.connection is None:
            super()._close()  # type: ignore[misc]
            return
        with suppress(OperationalError):  # when the queue does not move: a process that ends closes all the same
            self.queue.enter()
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self.queue.close()
