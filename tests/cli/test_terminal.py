"""What only a terminal shows."""

import os
import pty
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_on_a_terminal_something_that_takes_time_says_so_and_elsewhere_it_does_not() -> None:
    command = [str(Path(sys.executable).with_name("wervel")), "plan", str(ROOT / "examples" / "stenosis.yaml"), "--lang", "en"]
    ours, theirs = pty.openpty()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=theirs, env={**os.environ, "TERM": "xterm"}, check=True)
    os.close(theirs)
    assert b"working it out" in os.read(ours, 10_000)
    os.close(ours)
    assert done.returncode == 0
    assert subprocess.run(command, capture_output=True, check=True).stderr == b""
