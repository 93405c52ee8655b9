"""A PostgreSQL server for tests, from the machine's own packages, in a folder that goes when it stops.

python -m tests.web.postgres -m pytest -q tests/web        # the tests of the web app on PostgreSQL
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/bin", "/usr/bin", "/opt/homebrew/bin")


def binaries() -> Path | None:
    """Where initdb and pg_ctl are, the newest of Debian's first."""
    for place in PLACES:
        for folder in sorted(Path("/").glob(place.lstrip("/")), reverse=True):
            if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
                return folder
    return None


@dataclass(frozen=True)
class Server:
    folder: Path
    programs: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgres://wervel@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *arguments: str) -> None:
        """A program of PostgreSQL, which refuses to run as root."""
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        subprocess.run([*user, str(self.programs / program), *arguments], check=True, capture_output=True, cwd="/")

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on"
        self.run("pg_ctl", "-D", str(self.folder), "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        self.run("pg_ctl", "-D", str(self.folder), "-w", "-m", how, "stop")


@contextmanager
def server() -> Iterator[Server]:
    programs = binaries()
    assert programs is not None, "PostgreSQL is not installed: apt-get install postgresql"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    top = Path(tempfile.mkdtemp(prefix="wervel-postgres-"))
    one = Server(top / "data", programs, port)
    try:
        if os.geteuid() == 0:
            shutil.chown(top, "postgres")
        one.run("initdb", "-D", str(one.folder), "-U", "wervel", "-A", "trust", "-E", "UTF8", "--no-sync")
        one.start()
        try:
            yield one
        finally:
            one.stop("immediate")
    finally:
        shutil.rmtree(top, ignore_errors=True)


def main() -> int:
    with server() as one:
        return subprocess.run([sys.executable, *sys.argv[1:]], env={**os.environ, "DATABASE_URL": one.url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
