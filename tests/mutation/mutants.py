"""Every rule and every derived fact with one thing changed: do the cases and the properties notice?

`python -m tests.mutation.mutants [WORD ...]` tries those whose file or id holds a word, by default all (`make mutate`). A survivor is a
change that nothing notices: a missing case, or a change that means the same. Survivors that mean the same are explained in survivors.yaml.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from multiprocessing import Pool
from pathlib import Path
from typing import Any, cast

from rich.progress import Progress

from wervel.consult.examples import failures
from wervel.knowledge.cases import GuidelineCase, read_guideline_cases
from wervel.knowledge.document import Document, Refused, read_document
from wervel.knowledge.load import PACKAGED, read_guideline
from wervel.knowledge.types import URGENCIES, Guideline
from wervel.proof.prover import Prover

SURVIVORS = Path(__file__).parent / "survivors.yaml"
ENOUGH = Fraction(95, 100)
PROCESSES = 2
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
COUNTED = re.compile(r"at least (\d+) (points )?of")
CONNECTIVES = {"all of": "any of", "any of": "all of", "none of": "any of"}


@dataclass(frozen=True)
class Mutant:
    """One file with one change in one entry."""

    path: Path
    entry: str
    change: str
    data: Any


class Folder:
    """The guideline folder, read once; one file of it can be put in place of what was read."""

    def __init__(self) -> None:
        self.documents: dict[Path, Document] = {}
        self.changed: dict[Path, Any] = {}
        self.guideline = read_guideline(PACKAGED, self._read)
        self.cases = list(read_guideline_cases(PACKAGED, self.guideline))

    def _read(self, path: Path, name: str) -> Document:
        if path not in self.documents:
            self.documents[path] = read_document(path, name)
        found = self.documents[path]
        return Document(found.file, self.changed.get(path, found.data), found.lines, [])

    def with_(self, mutant: Mutant) -> Guideline:
        self.changed = {mutant.path: mutant.data}
        return read_guideline(PACKAGED, self._read)


@lru_cache
def the_folder() -> Folder:
    return Folder()


def mutants(folder: Folder) -> Iterator[Mutant]:
    """Every change, one at a time: thresholds, counts and connectives of conditions, urgencies and routes of outcomes."""
    for path, document in sorted(folder.documents.items()):
        kind, data = path.relative_to(PACKAGED).parts[0], cast("Any", document.data)
        if kind == "facts" and path.name != "groups.yaml":
            for key, entry in data.items():
                for changed, change in _conditions(entry.get("derived"), folder.guideline):
                    yield Mutant(path, key, change, {**data, key: {**entry, "derived": changed}})
        elif kind in ("rules", "phenomena"):
            for at, entry in enumerate(data):
                for changed, change in _rule(entry, folder.guideline):
                    yield Mutant(path, entry["id"], change, [*data[:at], changed, *data[at + 1 :]])
        elif kind == "conditions":
            rules = data.get("rules", [])
            for at, entry in enumerate(rules):
                for changed, change in _rule(entry, folder.guideline):
                    yield Mutant(path, entry["id"], change, {**data, "rules": [*rules[:at], changed, *rules[at + 1 :]]})


def named_mutants(folder: Folder) -> dict[str, Mutant]:
    """Each change by its name: the entry and what is changed in it; a second one that reads the same is counted."""
    found: dict[str, Mutant] = {}
    for mutant in mutants(folder):
        name, at = f"{mutant.entry}: {mutant.change}", 1
        while (numbered := name if at == 1 else f"{name} ({at})") in found:
            at += 1
        found[numbered] = mutant
    return found


def _rule(entry: Any, guideline: Guideline) -> Iterator[tuple[Any, str]]:
    for changed, change in _conditions(entry["when"], guideline):
        yield {**entry, "when": changed}, change
    then = entry.get("then", {})
    if "urgency" in then:
        at = URGENCIES.index(then["urgency"])
        for urgency in (*URGENCIES[max(at - 1, 0) : at], *URGENCIES[at + 1 : at + 2]):
            yield {**entry, "then": {**then, "urgency": urgency}}, f"urgency {then['urgency']} -> {urgency}"
        routes = list(guideline.routes)
        other = routes[(routes.index(then["route"]) + 1) % len(routes)]
        yield {**entry, "then": {**then, "route": other}}, f"route {then['route']} -> {other}"
    if "except_when" in entry:
        for other in entry["except_when"]:
            left = [one for one in entry["except_when"] if one != other]
            without = {key: value for key, value in entry.items() if left or key not in ("except_when", "if_unknown")}
            yield {**without, **({"except_when": left} if left else {})}, f"without the exception {other}"
    if entry.get("if_unknown") == "assume_worst":
        yield {**entry, "if_unknown": "ask"}, "if_unknown assume_worst -> ask"


def _conditions(data: Any, guideline: Guideline) -> Iterator[tuple[Any, str]]:
    """Criteria with one number, one count or one connective changed."""
    if isinstance(data, str):
        yield from _thresholds(data, guideline)
    elif isinstance(data, list):
        for at, item in enumerate(data):
            for changed, change in _conditions(item, guideline):
                yield [*data[:at], changed, *data[at + 1 :]], change
    elif isinstance(data, dict):
        for key, value in data.items():
            for other, change in _keys(key, value):
                yield {other if one == key else one: item for one, item in data.items()}, change
            if key == "not":
                yield value, f"not {_short(value)} -> {_short(value)}"
            if key == "points":
                for points in (int(value) - 1, int(value) + 1):
                    yield {**data, "points": str(points)}, f"points {value} -> {points} of {_short(data['when'])}"
            else:
                for changed, change in _conditions(value, guideline):
                    yield {**data, key: changed}, change


def _keys(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if counted := COUNTED.fullmatch(key):
        for count in (int(counted[1]) - 1, int(counted[1]) + 1):
            other = f"at least {count} {counted[2] or ''}of"
            yield other, f"{key} -> {other} {_short(value)}"
    elif key in CONNECTIVES and (key == "none of" or len(value) > 1):
        yield CONNECTIVES[key], f"{key} -> {CONNECTIVES[key]} {_short(value)}"


def _thresholds(leaf: str, guideline: Guideline) -> Iterator[tuple[str, str]]:
    """One number of a comparison, one step up and down; a factor by a hundredth."""
    if not re.search(r"[<>=]", leaf):
        return
    facts = [guideline.facts[word] for word in re.findall(r"[a-z]\w*", leaf) if word in guideline.facts]
    step = min((fact.step for fact in facts if fact.kind == "number"), default=Fraction(1))
    for found in NUMBER.finditer(leaf):
        by = Fraction(1, 100) if leaf[found.end() :].lstrip().startswith("*") and "." in found[0] else step
        for number in (Fraction(found[0]) + by, Fraction(found[0]) - by):
            changed = f"{leaf[: found.start()]}{float(number):g}{leaf[found.end() :]}"
            yield changed, f"{leaf} -> {changed}"


def _short(value: Any) -> str:
    text = str(value).replace("'", "")
    return text if len(text) <= 60 else text[:57] + "..."


def noticed_by(mutant: Mutant, properties: bool = True) -> str:
    """The first case that fails, or the first property that is no longer proven; "refused" when it cannot even be read."""
    folder = the_folder()
    try:
        changed = folder.with_(mutant)
    except Refused:
        return "refused"
    for case in sorted(folder.cases, key=lambda one: _closeness(one, mutant)):
        if failures(case, changed):
            return case.place
    return _property(changed) if properties else ""


def _closeness(case: GuidelineCase, mutant: Mutant) -> int:
    """Cases that name the changed entry go first, then those of its topic: most changes are noticed there."""
    return -2 * (mutant.entry in str(case.expect)) - (mutant.path.stem in case.place)


def _property(guideline: Guideline) -> str:
    prover = Prover(guideline)
    return next((one.id for one in guideline.properties if prover.prove(one).status != "proven"), "")


def run(words: list[str]) -> int:
    explained: Any = read_document(SURVIVORS).data or {}
    named = named_mutants(the_folder())
    found = {name: mutant for name, mutant in named.items() if not words or any(word in f"{mutant.path} {name}" for word in words)}
    noticed: dict[str, str] = {}
    with Pool(PROCESSES) as pool, Progress(transient=True) as progress:
        task = progress.add_task("mutants", total=len(found))
        for name, by in zip(found, pool.imap(noticed_by, found.values(), chunksize=4), strict=True):
            noticed[name] = by
            progress.advance(task)
    return report(noticed, explained, whole=not words)


def report(noticed: dict[str, str], explained: dict[str, str], whole: bool) -> int:
    """Prints what nothing noticed. 1 when a survivor has no explanation, when an explanation is out of date, or the score is too low."""
    survivors = [one for one, by in noticed.items() if not by]
    kinds = Counter(_kind(by) for by in noticed.values())
    score = 1 - Fraction(len(survivors), max(len(noticed), 1))
    new = [one for one in survivors if one not in explained]
    gone = [one for one in explained if whole and one not in survivors]
    for one in survivors:
        print(f"survived: {one}\n    {explained.get(one, 'NOT EXPLAINED: add a case, or say in survivors.yaml why it means the same')}")
    for one in gone:
        print(f"explained but noticed or gone: {one}")
    told = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    print(f"{len(noticed)} mutants: {told}; score {float(score):.1%}, {len(new)} survivors not explained")
    return 1 if new or gone or score < ENOUGH else 0


def _kind(by: str) -> str:
    if not by:
        return "survived"
    return "refused at reading" if by == "refused" else "noticed by a case" if ":" in by else "noticed by a property"


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
