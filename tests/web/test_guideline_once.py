"""What is made from the guideline exists once in a process, also when several threads ask for it first."""

import time
from concurrent.futures import ThreadPoolExecutor

from wervel.web.guideline import once


def test_threads_that_ask_together_get_the_same_and_it_is_made_once() -> None:
    made = []

    @once
    def slowly(name: str) -> object:
        time.sleep(0.02)
        made.append(name)
        return object()

    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(slowly, ["book"] * 8))
    assert len(found) == 1
    assert made == ["book"]
    assert slowly("another") not in found
