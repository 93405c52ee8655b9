"""The data folder: everything that must be kept, and that nobody else on this machine may read."""

import fcntl
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

DATABASE, SECRET, MASTER, OUTBOX, STATIC, SERVING = "db.sqlite3", "secret.key", "master.key", "outbox", "static", "serving.lock"


def data() -> Path:
    return Path(os.environ.get("WERVEL_DATA", "data")).absolute()


def prepare() -> Path:
    """Makes the folder (0700), its two keys (0600) and the place for static files where they are missing."""
    folder = data()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    (folder / STATIC).mkdir(exist_ok=True)
    _keep(folder / SECRET, secrets.token_urlsafe(48).encode())
    _keep(folder / MASTER, Fernet.generate_key())
    return folder


def _keep(path: Path, content: bytes) -> None:
    """Writes a key that was not there. Two processes that start together keep the same one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content + b"\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(beside, path)
    except FileExistsError:
        path.chmod(0o600)
    finally:
        beside.unlink()


def lock() -> int | None:
    """The lock of who serves from this folder, as an open file that the processes it starts keep too; nothing when it is taken."""
    file = os.open(data() / SERVING, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return None
    os.set_inheritable(file, True)
    return file


def secret() -> str:
    """What signs sessions and links."""
    return _read(SECRET)[0]


def master() -> list[str]:
    """The keys that wrap the keys of patients: the first for new ones, the others for what was wrapped before."""
    return _read(MASTER)


def add_master(key: str) -> None:
    """A new first line, written whole or not at all."""
    path, content = data() / MASTER, "".join(f"{line}\n" for line in (key, *master()))
    beside = path.with_name(f".{MASTER}.new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _read(name: str) -> list[str]:
    path = data() / name
    try:
        lines = path.read_text("utf-8").split()
    except OSError as error:
        raise ImproperlyConfigured(f"{path}: {error.strerror}; expected a key; `wervel serve` makes it, or set WERVEL_DATA") from None
    if not lines:
        raise ImproperlyConfigured(f"{path}: an empty file; expected a key; put back the copy that was kept apart")
    return lines
