"""`wervel serve`, `wervel manage`, `wervel doctor`, `wervel backup` and `wervel restore`: the web app."""

import argparse
import errno
import os
import socket
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

REFUSED = 2
WORKERS, THREADS = 2, 4


def options_of_serve(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--port", type=int, default=8000, help="where to listen (default: 8000)")
    sub.add_argument("--host", default="127.0.0.1", help="on which address to listen (default: 127.0.0.1, this machine alone)")
    sub.add_argument("--sample", action="store_true", help="with a sample practice; prints how to sign in")


def serve(options: argparse.Namespace) -> int:
    """Makes what is missing, says where to go, and gives this process to the server. WERVEL_DATA names the folder (default: ./data)."""
    os.environ.setdefault("WERVEL_URL", f"http://localhost:{options.port}")
    os.umask(0o077)
    if not _installed():
        return REFUSED
    if _is_taken(options.host, options.port):
        print(f"{options.host}:{options.port}: found another program there, expected a free port; say --port 8001", file=sys.stderr)
        return REFUSED
    from wervel.web import folder  # noqa: PLC0415 (only the web app needs Django)

    folder.prepare()
    if folder.lock() is None:
        print(f"{folder.data()}: found a server that is running, expected none; stop it first, or set WERVEL_DATA", file=sys.stderr)
        return REFUSED
    _start()
    from django.conf import settings  # noqa: PLC0415 (the same)
    from django.core.management import call_command  # noqa: PLC0415 (the same)
    from django.db import connections  # noqa: PLC0415 (the same)

    from wervel.web.database.health import at_the_start  # noqa: PLC0415 (the same)

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    for finding in at_the_start():
        if finding.level != "ok":
            print(finding, file=sys.stderr)
    print(f"Wervel: {settings.URL}")
    if options.sample:
        call_command("sample")
    sys.stdout.flush()
    connections.close_all()
    return _hand_over(options)


def _is_taken(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does, so that a restart need not wait
        try:
            one.bind((host, port))
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False


def _hand_over(options: argparse.Namespace) -> NoReturn:
    """This process becomes the server, and keeps the lock on the folder."""
    os.execv(sys.executable, [sys.executable, *server(f"{options.host}:{options.port}", "wervel.web.wsgi")])  # noqa: S606 (the interpreter that runs this)


def server(address: str, application: str) -> list[str]:
    """What Python is told to serve an application at an address."""
    return ["-m", "gunicorn", "-k", "gthread", "-w", str(WORKERS), "--threads", str(THREADS), "-b", address, "--no-control-socket",
            "--timeout", "60", "--log-level", "warning", application]  # fmt: skip


def manage(options: argparse.Namespace) -> int:
    """Any command of Django, such as `wervel manage tick`."""
    return command(options.arguments or ["help"])


def doctor(options: argparse.Namespace) -> int:
    return command(["doctor"])


def backup(options: argparse.Namespace) -> int:
    return command(["backup", str(options.file)])


def restore(options: argparse.Namespace) -> int:
    if not _installed():
        return REFUSED
    from wervel.web import folder  # noqa: PLC0415 (the same)

    if not (folder.data() / folder.MASTER).exists():
        print(f"{folder.data()}: found no {folder.MASTER}, expected the one of the backup; put back your copy of it first", file=sys.stderr)
        return REFUSED
    folder.prepare()
    return command(["restore", str(options.file), *(["--keys", str(options.keys)] if options.keys else [])])


def option_of_file(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("file", type=Path, metavar="FILE")


def command(arguments: list[str]) -> int:
    if not _installed():
        return REFUSED
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 (the same)
    from django.core.management import ManagementUtility  # noqa: PLC0415 (the same)

    try:
        os.umask(0o077)
        _start()
        ManagementUtility(["wervel manage", *arguments]).execute()
    except ImproperlyConfigured as error:
        print(error, file=sys.stderr)
        return REFUSED
    return 0


def _start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wervel.web.settings")
    import django  # noqa: PLC0415 (the same)

    django.setup()


def _installed() -> bool:
    missing = [name for name in ("django", "allauth", "gunicorn") if find_spec(name) is None]
    if missing:
        print(f"The web app needs {', '.join(missing)}: install it with `pip install 'wervel[web]'`.", file=sys.stderr)
    return not missing
