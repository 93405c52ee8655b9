"""`wervel book`: the guideline as pages, for who reviews it."""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from wervel.consult.comparison import compare
from wervel.knowledge.cases import read_guideline_cases
from wervel.knowledge.document import Located, Refused
from wervel.knowledge.load import PACKAGED, read_guideline
from wervel.knowledge.types import Guideline

if TYPE_CHECKING:
    from wervel.book.proofs import Proof

Thing = TypeVar("Thing")

SILENT_SECONDS = 1.0
"""Longer than this nobody waits without being told what for."""


def book(options: argparse.Namespace) -> int:
    """Writes the book of a guideline into a folder. 2 when something is refused; then the folder is as it was."""
    try:
        from wervel.book import edition, folder, rendering  # noqa: PLC0415 (only this command needs the page maker)
    except ImportError:
        print("found no page maker, expected jinja2; install it with `pip install wervel[book]`", file=sys.stderr)
        return 2
    folder.refuse_foreign(options.folder)
    place = options.guideline or PACKAGED
    guideline = read_guideline(place)
    cases = tuple(read_guideline_cases(place, guideline))
    comparison = compare(read_guideline(options.since), guideline) if options.since else None
    made = rendering.Book(edition.Edition(guideline, place, cases, _proof(options.certificate, guideline), comparison))
    count = folder.write(_told(made.files(), len(made.names), "files"), options.folder)
    print(f"{options.folder}: {count} files, guideline {guideline.version}; begin at {options.folder / 'index.html'}")
    return 0


def _proof(certificate: Path | None, guideline: Guideline) -> "Proof | None":
    """What the certificate says; without one the prover is run, and without a prover there is no proof."""
    from wervel.book.proofs import read_proof  # noqa: PLC0415 (comes with the page maker)

    if certificate:
        return read_proof(_json(certificate), guideline, str(certificate))
    try:
        from wervel.proof import certificate as written, prover  # noqa: PLC0415, I001 (only needed without a certificate)
    except ImportError:
        print("found no solver: the book will say that nothing was proven in this edition", file=sys.stderr)
        return None
    made = prover.Prover(guideline)
    results = (made.prove(one) for one in guideline.properties)
    proof = written.certificate(guideline, _told(results, len(guideline.properties), "properties"))
    return read_proof(proof, guideline, "prover")


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except OSError as error:
        found, cure = (error.strerror or "an unreadable file").lower(), "check the name and the rights"
    except ValueError:
        found, cure = "no JSON", "name the file that `wervel prove --certificate FILE` wrote"
    raise Refused([Located(str(path), 1, found, "a certificate", cure)])


def _told(things: Iterable[Thing], total: int, what: str) -> Iterator[Thing]:
    """The things, with a line a second on stderr that says how many there have been."""
    spoken = time.monotonic()
    for at, thing in enumerate(things, 1):
        yield thing
        if time.monotonic() - spoken > SILENT_SECONDS:
            spoken = time.monotonic()
            print(f"{at} of {total} {what}", file=sys.stderr, flush=True)
