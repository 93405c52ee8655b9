"""The same tests on PostgreSQL: a share of them with every run, all of them with `make test-postgres`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web import postgres

SHARE = ("test_access_practice.py", "test_audit_rows.py", "test_care_services.py", "test_database_queue.py")


@pytest.mark.skipif(postgres.binaries() is None, reason="PostgreSQL is not installed")
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="all tests run on PostgreSQL now")
def test_the_ground_stands_on_postgresql_too() -> None:
    here = Path(__file__).parent
    command = [
        sys.executable,
        "-m",
        "tests.web.postgres",
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        *(str(here / one) for one in SHARE),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=here.parents[1])
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
