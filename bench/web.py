"""The served web app on this machine: pages against a bare Django page in the same minute, writers, a long caseload, and weights.

`python -m bench.web`. The client, threads with plain connections that are kept, runs on the same cores as the servers and takes its share
of them; machines differ and are shared: read the shares of the bare page.
"""

import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

from bench.visitor import Visitor
from tests.web import postgres
from wervel.cli.serve import server

CLIENTS, ROUNDS, ROUND_S = 8, 5, 0.8
WRITERS, WRITES = 8, 40
PATIENTS, OPENINGS = 2000, 20
SHARE, P99_S, OPENS_S, WEIGHT_B = 1 / 3, 0.5, 0.3, 100_000
NONE = "none_of_these"
PART = re.compile(r'<link rel="stylesheet" href="([^"]+)"|<script[^>]* src="([^"]+)"')
LINK = re.compile(r'<a[^>]* href="(/[^"#]*)')


@dataclass(frozen=True)
class House:
    """A data folder of its own, with a server in it that the sample practice was made for."""

    port: int
    folder: Path
    environment: Mapping[str, str]

    def crowd(self, *arguments: str) -> Any:
        """What `bench.crowd` prints."""
        command = [sys.executable, "-m", "bench.crowd", *arguments]
        return json.loads(subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True).stdout)

    def somebody(self, who: str) -> Visitor:
        """Signed in as one of the sample practice."""
        one = next(one for one in json.loads((self.folder / "sample.json").read_text("utf-8")) if one["who"] == who)
        visitor = Visitor(self.port)
        visitor.sign_in(one["email"], one["password"], one["secret"])
        return visitor


@contextmanager
def serving(url: str | None = None) -> Iterator[House]:
    with tempfile.TemporaryDirectory(prefix="wervel-bench-") as top:
        port, folder = free_port(), Path(top) / "data"
        around = {name: value for name, value in os.environ.items() if name != "DATABASE_URL" and not name.startswith("WERVEL_")}
        environment = {**around, "WERVEL_DATA": str(folder), **({"DATABASE_URL": url} if url else {})}
        command = [str(Path(sys.executable).with_name("wervel")), "serve", "--sample", "--port", str(port)]
        with running(command, port, environment):
            yield House(port, folder, environment)


@contextmanager
def bare() -> Iterator[int]:
    """The port of the bare page, under the same server with the same settings."""
    port = free_port()
    with running([sys.executable, *server(f"127.0.0.1:{port}", "bench.bare")], port, os.environ):
        yield port


@contextmanager
def running(command: list[str], port: int, environment: Mapping[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            time.sleep(0.2)
            assert process.poll() is None, f"{command}: ended"
            try:
                Visitor(port).get("/")
            except OSError:
                continue
            break
        yield
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


# --- reading ---


def rate(port: int, path: str, cookies: dict[str, str]) -> float:
    """Answers a second to clients that each ask again as soon as they have one. Their connections are new in each round."""
    until = time.perf_counter() + ROUND_S

    def reads(_: int) -> int:
        visitor, count = Visitor(port, cookies), 0
        while time.perf_counter() < until:
            answer = visitor.get(path)
            assert answer.status == 200, f"{path}: {answer.status}"
            count += 1
        return count

    start = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        return sum(clients.map(reads, range(CLIENTS))) / (time.perf_counter() - start)


def pages(house: House) -> dict[str, tuple[str, Visitor]]:
    """What is read, and by whom."""
    anybody, checking = Visitor(house.port), Visitor(house.port)
    patient, therapist = house.somebody("patient"), house.somebody("therapist")
    return {
        "start page": ("/", anybody),
        "first question": ("/check/1/", anybody),
        "a question further on": (further(checking), checking),
        "patient, today": (patient.get("/me/").location, patient),
        "caseload of the sample": ("/care/", therapist),
        "guideline, contents": ("/guideline/", anybody),
        "guideline, a page": (chapters(anybody)[0], anybody),
    }


def further(visitor: Visitor) -> str:
    """The first question that cannot be answered with none of these."""
    path = "/check/1/"
    while NONE in (page := visitor.get(path).text):
        field = re.search(rf'name="(\w+)" value="{NONE}"', page)
        assert field is not None, path
        path = visitor.post(path, {**visitor.form(path), field[1]: NONE}).location
    return path


def chapters(visitor: Visitor) -> list[str]:
    return list(dict.fromkeys(LINK.findall(visitor.get("/guideline/").text.partition("<main")[2].partition("</main>")[0])))


# --- writing ---


def writing(house: House) -> tuple[list[float], int, float]:
    """Seconds of each entry that was acknowledged, what went wrong, and entries a second; each writer gets the form and sends it."""
    people = house.crowd("writers", str(WRITERS))
    for one in people:
        one["visitor"] = Visitor(house.port)
        one["visitor"].sign_in(one["email"], one["password"], "")
    before = house.crowd("entries")

    def writes(one: dict[str, Any]) -> list[float]:
        taken = []
        for number in range(WRITES):
            try:
                form = one["visitor"].form(one["path"])
                assert "token" in form
                sent = {**form, "pain": str(number % 8), "leg": "same", "note": "A line or two about the day."}
                start = time.perf_counter()
                if one["visitor"].post(one["path"], sent).status == 302:
                    taken.append(time.perf_counter() - start)
            except (OSError, HTTPException):
                one["visitor"] = Visitor(house.port, one["visitor"].cookies)
        return taken

    start = time.perf_counter()
    with ThreadPoolExecutor(WRITERS) as at_once:
        taken = [seconds for times in at_once.map(writes, people) for seconds in times]
    whole = time.perf_counter() - start
    lost = len(taken) - (house.crowd("entries") - before)
    return taken, WRITERS * WRITES - len(taken) + abs(lost), len(taken) / whole


# --- opening and weighing ---


def opening(house: House, therapist: Visitor, times: int) -> list[float]:
    """Seconds of each opening of the long caseload, over connections that either process of the server may get."""
    taken = []
    for _ in range(times):
        visitor = Visitor(house.port, therapist.cookies)
        visitor.connection.connect()
        start = time.perf_counter()
        page = visitor.get("/care/")
        taken.append(time.perf_counter() - start)
        assert page.status == 200
        assert str(PATIENTS) in page.text, "the page says how many they are"
    return taken


def weights(read: Iterable[tuple[str, Visitor]]) -> dict[str, int]:
    """Bytes that a browser gets for each of these pages and each that they link to, with style and scripts and without pictures."""
    kept: dict[str, int] = {}
    found: dict[str, int] = {}
    for path, visitor in read:
        for one in (path, *LINK.findall(visitor.get(path).text)):
            if one not in found and (weighed := weight(visitor, one, kept)) is not None:
                found[one] = weighed
    return found


def weight(visitor: Visitor, path: str, kept: dict[str, int]) -> int | None:
    """Of one page; nothing for a file, and for a page that sends on to another. `kept`: what its style and scripts weigh."""
    page = visitor.get(path)
    if page.status != 200 or not page.kind.startswith("text/html"):
        return None
    parts = {one or other for one, other in PART.findall(page.text)}
    for part in parts - kept.keys():
        kept[part] = len(visitor.get(part, **{"Accept-Encoding": "gzip"}).body)
    return len(page.body) + sum(kept[part] for part in parts)


# --- the table ---


def row(name: str, result: str, goal: str, holds: bool | None) -> None:
    print(f"{name:44} {result:46} {goal:14} {'' if holds is None else 'yes' if holds else 'NO'}", flush=True)


def table_of_pages(house: House, port: int) -> None:
    read = pages(house)
    base, rates = list[float](), {name: list[float]() for name in read}
    for round_ in range(ROUNDS + 1):
        speed = rate(port, "/", {})
        for name, (path, visitor) in read.items():
            reached = rate(house.port, path, visitor.cookies)
            if round_:  # in the first one each process reads its templates
                rates[name].append(reached)
        base += [speed] if round_ else []
    unit = statistics.median(base)
    row("a bare Django page", f"{unit:,.0f} /s ({min(base):,.0f} to {max(base):,.0f})", "", None)
    for name, reached_in_rounds in rates.items():
        usual = statistics.median(reached_in_rounds)
        row(name, f"{usual:,.0f} /s, {usual / unit:.0%} of the bare page", f"{SHARE:.0%}", usual >= SHARE * unit)
    found = weights(read.values())
    heaviest = max(found, key=lambda path: found[path])
    row(f"heaviest of {len(found)} pages", f"{found[heaviest] / 1000:.0f} kB, {heaviest[:34]}", "100 kB", found[heaviest] < WEIGHT_B)


def row_of_writers(house: House, database: str) -> None:
    taken, wrong, speed = writing(house)
    order = sorted(taken)
    p50, p99 = statistics.median(order), order[int(0.99 * len(order))]
    result = f"{speed:.0f} /s, p50 {1000 * p50:.0f} ms, p99 {1000 * p99:.0f} ms, {wrong} errors"
    row(f"{WRITERS} writers of a diary, {database}", result, f"p99 {1000 * P99_S:.0f} ms, 0", p99 < P99_S and not wrong)


def rows_of_caseload(house: House) -> None:
    therapist = house.somebody("colleague")
    seconds = house.crowd("caseload", str(PATIENTS))["seconds_per_note"]
    first, *warm = opening(house, therapist, OPENINGS + 1)
    goal = f"{1000 * OPENS_S:.0f} ms"
    row(f"caseload of {PATIENTS:,}, first time", f"{1000 * first:.0f} ms", goal, first < OPENS_S)
    result = f"median {1000 * statistics.median(warm):.0f} ms, worst {1000 * max(warm):.0f} ms"
    row(f"caseload of {PATIENTS:,}, {OPENINGS} times after that", result, goal, max(warm) < OPENS_S)
    house.crowd("yesterday")
    (stale,) = opening(house, therapist, 1)
    row("the same, when the night made no notes", f"{1000 * stale:.0f} ms", goal, stale < OPENS_S)
    row("notes of the night for all of them", f"{seconds * PATIENTS:.0f} s, {1000 * seconds:.0f} ms each", "", None)


def main() -> None:
    row("", "result", "goal", None)
    with serving() as house, bare() as port:
        table_of_pages(house, port)
        row_of_writers(house, "SQLite")
        rows_of_caseload(house)
    with postgres.server() as database, serving(database.url) as house:
        row_of_writers(house, "PostgreSQL")


if __name__ == "__main__":
    main()
