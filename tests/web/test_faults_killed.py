"""Processes that are killed while they write, and a power cut: what was acknowledged is there, whole and once."""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.web.house import House, moved

SEED = 20261122
WRITERS, ROUNDS = 3, 2


def test_what_was_acknowledged_before_kill_9_is_there_whole_and_once(house: House) -> None:
    moment = random.Random(SEED)  # noqa: S311 (the same moments every time)
    acknowledged: set[str] = set()
    for _ in range(ROUNDS):
        writers = [house.start("write") for _ in range(WRITERS)]
        first = [one.stdout.readline() for one in writers if one.stdout]  # all of them are at work
        time.sleep(0.2 + moment.random())
        for one in writers:
            one.send_signal(signal.SIGKILL)
        told = [one.communicate()[0] for one in writers]
        acknowledged |= {line for line in "".join([*first, *told]).split("\n") if len(line) == 36}
    found = house.run("check")
    assert len(acknowledged) > WRITERS * ROUNDS
    assert acknowledged - set(found["tokens"]) == set(), f"lost, with seed {SEED}"
    assert len(found["tokens"]) == len(set(found["tokens"])) == found["done"] == found["rows"], "an entry, its token and its row are one"
    assert len(found["tokens"]) - len(acknowledged) <= WRITERS * ROUNDS, "at most the last of each writer was written and not heard of"
    assert found["opens"]
    assert found["problems"] == []


@pytest.fixture
def written(new_house: House, tmp_path: Path) -> tuple[House, list[tuple[str, int]]]:
    """A house on SQLite whose log was never copied back, and for each acknowledged entry how long the log was then."""
    house = moved(new_house, tmp_path / "data")
    log = house.folder / "db.sqlite3-wal"
    holder = sqlite3.connect(house.folder / "db.sqlite3")  # the log stays while a connection is open
    holder.execute("SELECT 1 FROM care_episode").fetchall()
    writer, sizes = house.start("write", "15"), []
    assert writer.stdout is not None
    for line in writer.stdout:
        if len(token := line.strip()) == 36:
            sizes.append((token, log.stat().st_size))
    writer.wait()
    writer.stdout.close()
    shutil.copytree(house.folder, tmp_path / "cut")
    holder.close()
    return House(tmp_path / "cut"), sizes


@pytest.mark.parametrize("damage", ["cut off", "cut off and garbled"])
def test_whatever_part_of_the_log_reached_the_disk_holds_what_was_acknowledged_by_then(
    damage: str, written: tuple[House, list[tuple[str, int]]], tmp_path: Path
) -> None:
    """A power cut takes the tail that was not synced. Every commit is synced (below): what stood in the log at an acknowledgement stays."""
    (house, sizes), chance = written, random.Random(SEED)  # noqa: S311 (the same cuts every time)
    whole = (house.folder / "db.sqlite3-wal").read_bytes()
    for cut in sorted(chance.randrange(len(whole)) for _ in range(40)):
        torn = tmp_path / f"torn{cut}.sqlite3"
        shutil.copy(house.folder / "db.sqlite3", torn)
        garbage = chance.randbytes(4096) if damage != "cut off" else b""
        torn.with_name(f"{torn.name}-wal").write_bytes(whole[:cut] + garbage)
        with closing(sqlite3.connect(torn)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            tokens = {token for (token,) in database.execute("SELECT token FROM care_diaryentry")}
            ((done,),) = database.execute("SELECT COUNT(*) FROM care_done WHERE what = 'diary'").fetchall()
            ((rows,),) = database.execute("SELECT COUNT(*) FROM audit_accesslog WHERE object = 'diary'").fetchall()
        safe = {token.replace("-", "") for token, size in sizes if size <= cut}
        assert safe <= tokens, f"lost at {cut} of {len(whole)} bytes"
        assert len(tokens) == done == rows, f"half a transaction at {cut} of {len(whole)} bytes"


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_nothing_is_acknowledged_before_it_is_synced_to_the_disk(new_house: House, tmp_path: Path) -> None:
    """Watches the calls to the kernel: between the last write to the log and the printed token stands a sync of the log."""
    house = moved(new_house, tmp_path / "data")
    trace = tmp_path / "trace"
    calls = "trace=openat,pwrite64,write,fsync,fdatasync"
    command = ["strace", "-f", "-y", "-e", calls, "-o", str(trace), sys.executable, "-m", "tests.web.house", "write", "5"]
    done = subprocess.run(command, env=house.environment, capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr or "Operation not permitted" in done.stderr:
        pytest.skip("strace may not look at processes here")
    assert done.returncode == 0, done.stderr
    unsynced, acknowledged = False, 0
    for line in trace.read_text("utf-8", errors="replace").splitlines():
        if "pwrite64(" in line and "db.sqlite3-wal>" in line:
            unsynced = True
        elif ("fdatasync(" in line or "fsync(" in line) and "db.sqlite3-wal>" in line:
            unsynced = False
        elif " write(1<" in line and line.count("-") >= 4:
            acknowledged += 1
            assert not unsynced, line
    assert acknowledged >= 5
