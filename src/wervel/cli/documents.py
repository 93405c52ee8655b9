"""`wervel plan --pdf --ics` and `wervel letter`: documents on disk."""

import argparse
import hashlib
import os
import re
import sys
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path

from wervel.consult.planning import Plan, plan
from wervel.knowledge.cache import load
from wervel.knowledge.cases import Case, read_case
from wervel.knowledge.document import Located, Refused
from wervel.narrate.report import Teller

REFUSED = 2


def options_of_plan(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--pdf", type=Path, metavar="FILE", help="write the programme as an exercise sheet to print")
    sub.add_argument("--ics", type=Path, metavar="FILE", help="write the sessions as a calendar")
    sub.add_argument("--name", default="", help="whose programme it is, for the sheet")
    sub.add_argument("--note", action="append", default=[], metavar="TEXT", help="a remark on the sheet; may be given more than once")
    sub.add_argument("--released-by", default="", metavar="NAME", help="who looked at the programme and lets it go to the patient")
    sub.add_argument("--ics-time", type=_time, metavar="HH:MM", help="when exercises at home begin (default: 19:00)")
    sub.add_argument("--ics-open", action="store_true", help="events name the exercises; without it they say nothing about health")
    sub.add_argument("--ics-version", type=int, default=0, metavar="N", help="higher for each update of an earlier calendar (default: 0)")


def options_of_letter(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("case", type=Path, help="a case file (YAML or JSON)")
    sub.add_argument("file", type=Path, metavar="FILE", help="where to write the letter")
    sub.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the letter (default: nl)")
    sub.add_argument("--name", default="", help="the patient (default: a line to fill in)")
    sub.add_argument("--from", dest="sender", default="", metavar="NAME", help="who writes (default: a line to fill in)")
    sub.add_argument("--to", default="", metavar="NAME", help="the GP (default: the GP, without a name)")
    sub.add_argument("--date", type=date.fromisoformat, metavar="DATE", help="of the letter, as 2026-10-05 (default: a line to fill in)")


def _time(text: str) -> time:
    if not re.fullmatch(r"\d{1,2}:\d{2}", text):
        raise argparse.ArgumentTypeError(f"found `{text}`, expected a time such as 19:00")
    hours, minutes = (int(part) for part in text.split(":"))
    return time(hours, minutes)


def write_plan(options: argparse.Namespace, planned: Plan, case: Case) -> int:
    """Writes the sheet and the calendar that were asked for. 2 when there is no programme or no printer; then nothing is written."""
    try:
        from wervel.documents import calendar, sheet  # noqa: PLC0415 (only documents need what makes them)
        from wervel.documents.schedule import schedule_of  # noqa: PLC0415 (the same)
    except ImportError as error:
        return _no_printer(error)
    teller = Teller(planned.assessment, options.lang)
    schedule = schedule_of(planned)
    if schedule is None:
        for line in (teller.say("no_plan") + ".", *_why_not(teller, planned)):
            print(line, file=sys.stderr)
        return REFUSED
    made: dict[Path, bytes] = {}
    if options.pdf:
        release = sheet.Release(options.released_by) if options.released_by else None
        made[options.pdf] = sheet.print_sheet(planned.assessment, schedule, teller, name=options.name, notes=options.note, release=release)
    if options.ics:
        if options.ics == options.pdf:
            raise Refused([Located(str(options.ics), 1, "one file for the sheet and the calendar", "two files", "name another file")])
        wish = calendar.Wish(at=options.ics_time or calendar.Wish().at, open=options.ics_open, version=options.ics_version)
        made[options.ics] = calendar.write_calendar(schedule, _key(options.case), teller, wish)
    _write(made)
    return 0


def letter(options: argparse.Namespace) -> int:
    """Writes the letter to the GP about a case."""
    try:
        from wervel.documents.letter import Address, print_letter  # noqa: PLC0415 (only documents need what makes them)
        from wervel.documents.schedule import schedule_of  # noqa: PLC0415 (the same)
    except ImportError as error:
        return _no_printer(error)
    guideline = load(options.guideline)
    case = read_case(options.case, guideline)
    address = Address(options.name, options.sender, options.to, options.date)
    planned = plan(guideline, case)
    schedule = schedule_of(planned)
    _write({options.file: print_letter(planned.assessment, schedule, case, options.lang, address)})
    return 0


def _no_printer(error: ImportError) -> int:
    what = error.name or "a library"
    print(f"found no {what}, which documents need; install it with `pip install wervel[documents]`", file=sys.stderr)
    return REFUSED


def _why_not(teller: Teller, planned: Plan) -> list[str]:
    sections = teller.report()[:2] if planned.assessment.at_least in ("urgent", "same_day", "emergency") else []
    return [*(line for section in sections for line in section.lines), *teller.why_not(planned.collision)]


def _key(case: Path) -> str:
    """Names the case, so that the calendar of the same file replaces the earlier one. Only its digest gets out."""
    return hashlib.sha256(str(case.resolve()).encode()).hexdigest()


def _write(made: Mapping[Path, bytes]) -> None:
    """All files or none: first beside their places, then all to their places."""
    ready: dict[Path, Path] = {}
    try:
        for path, content in made.items():
            beside = path.with_name(f".{path.name}.{os.getpid()}")
            try:
                if path.is_dir():
                    raise IsADirectoryError(0, "a folder")
                ready[path] = beside
                beside.write_bytes(content)
            except OSError as error:
                found = (error.strerror or "an unwritable file").lower()
                raise Refused([Located(str(path), 1, found, "a file to write", "check the folder and the rights")]) from None
        for path, beside in ready.items():
            beside.replace(path)
            print(f"written: {path}", file=sys.stderr)
    finally:
        for beside in ready.values():
            beside.unlink(missing_ok=True)
