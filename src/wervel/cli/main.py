"""The command line: wervel assess | ask | plan | letter | follow | squad | examine | spine | load | check | prove | book | new rule."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path

from wervel.cli import ask, author, book, consult, documents, examine, follow, load, prove, serve, spine, squad
from wervel.consult.squad import READERS
from wervel.knowledge.document import Refused

ANSWERED, REFUSED, STOPPED = 0, 2, 130
SOLVER = "ortools"

EPILOG = "Exit code 0: answered. 2: input refused, every problem on stderr as file:line. Nothing is written on refusal."


def main(arguments: Sequence[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal in another encoding still shows what it can
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except Refused as refused:
        for problem in refused.problems:
            print(problem, file=sys.stderr)
        return REFUSED
    except ModuleNotFoundError as missing:
        if missing.name != SOLVER:
            raise
        print(f"found no {SOLVER}, which plans programmes; install it with `pip install wervel[plan]`", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of a pipe has seen enough; be silent at exit too
        return ANSWERED
    except (KeyboardInterrupt, EOFError):
        print(file=sys.stderr)
        return STOPPED
    return code


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="wervel", description="The low-back care pathway, explained.", epilog=EPILOG)
    top.add_argument("--version", action="version", version=f"wervel {version('wervel')}")
    commands = top.add_subparsers(required=True, metavar="command")

    def command(name: str, run: object, help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_, description=help_, epilog=EPILOG)
        sub.set_defaults(run=run)
        sub.add_argument("--guideline", type=Path, metavar="FOLDER", help="another guideline folder than the one that comes with Wervel")
        return sub

    for name, run, help_ in (
        ("assess", consult.assess_case, "Assess a case file: urgency, what fits, why, and what to ask next."),
        ("plan", consult.plan_case, "Assess a case file and make a first exercise programme."),
    ):
        sub = command(name, run, help_)
        sub.add_argument("case", type=Path, help="a case file (YAML or JSON)")
        sub.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the texts (default: nl)")
        sub.add_argument("--format", choices=("text", "json"), default="text", help="text for people, json for programs (default: text)")
        if name == "plan":
            documents.options_of_plan(sub)

    documents.options_of_letter(command("letter", documents.letter, "Write the letter to the GP about a case, as PDF."))

    sub = command("ask", ask.interview, "Ask one person the questions that matter, then assess. Stops when nothing can change.")
    sub.add_argument("case", type=Path, nargs="?", help="a case file to go on with")
    sub.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the questions (default: nl)")
    sub.add_argument("--therapist", action="store_true", help="also ask what an examination, a record or a laboratory tells")
    sub.add_argument("--save", type=Path, metavar="FILE", help="write the answers to this case file")

    sub = command("follow", follow.follow, "Follow an episode file: how it is going, who acts, and when to look again.")
    sub.add_argument("episode", type=Path, help="an episode file (YAML or JSON)")
    sub.add_argument("--today", metavar="DATE", help="look as on this day, such as 2026-11-09 (default: today)")
    sub.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the texts (default: nl)")
    sub.add_argument("--format", choices=("text", "json"), default="text", help="text for people, json for programs (default: text)")

    sub = command("squad", squad.squad, "Plan for a squad file: the session of the team, its week, and who joins in what.")
    sub.add_argument("squad", type=Path, help="a squad file (YAML or JSON)")
    sub.add_argument(
        "--for",
        dest="reader",
        choices=READERS,
        default=READERS[0],
        help="with reasons, or availability alone for the coach (default: physiotherapist)",
    )
    sub.add_argument("--today", metavar="DATE", help="look as on this day, such as 2026-11-09 (default: today)")
    sub.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the texts (default: nl)")
    sub.add_argument("--format", choices=("text", "json"), default="text", help="text for people, json for programs (default: text)")

    sub = command("spine", spine.spine, "Show the spine, one region, one level (L4, L4-L5) or one nerve root (L5 root).")
    sub.add_argument("what", nargs="*", help="a name in Dutch, English or Latin, or a code (default: the whole spine)")
    sub.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the texts (default: nl)")
    sub.add_argument("--format", choices=("text", "json"), default="text", help="text for people, json for programs (default: text)")

    sub = command("load", load.load, "Show how heavy a posture or an exercise is for the low back, as times relaxed standing.")
    sub.add_argument("what", nargs="*", help="the name of a posture or an exercise (default: all postures)")
    sub.add_argument("--mass", metavar="KG", help="body mass")
    sub.add_argument("--height", metavar="CM", help="body height")
    sub.add_argument("--sex", metavar="SEX", help="whose body segments: female or male")
    sub.add_argument("--in-hands", metavar="KG", help="weight in the hands, besides a stick or a ball")
    sub.add_argument("--drills", action="store_true", help="the hockey drills in order of their heaviest posture")
    sub.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the texts (default: nl)")
    sub.add_argument("--format", choices=("text", "json"), default="text", help="text for people, json for programs (default: text)")

    sub = command("examine", examine.examine, "Show the examination: how tests are done, or for a case what to test next.")
    sub.add_argument("case", type=Path, nargs="?", help="a case file: what was found, what is normal, which test would still matter")
    sub.add_argument("--step", help="how the tests of one step are done")
    sub.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the texts (default: nl)")

    sub = command("check", author.check, "Check a guideline folder: every file, every case, and which rules lack a case.")
    sub.add_argument("folder", type=Path, nargs="?", help="the folder (default: the guideline that comes with Wervel)")
    sub.add_argument("--release", action="store_true", help="also refuse evidence that nobody has verified")
    sub.add_argument("--schema", type=Path, metavar="DIR", help="write the JSON Schemas of all file kinds there, for editors")
    sub.add_argument("--facts", action="store_true", help="list every fact with its kind, range and who answers it")

    sub = command("prove", prove.prove, "Prove the safety properties of a guideline over everybody who can exist.")
    sub.add_argument("--only", action="append", metavar="PROPERTY", help="only this property; may be given more than once")
    sub.add_argument("--limit", type=float, default=20, metavar="SECONDS", help="for each question to the solver (default: 20)")
    sub.add_argument("--certificate", type=Path, metavar="FILE", help="write what was proven to this JSON file")
    sub.add_argument("--cases", type=Path, metavar="FILE", help="write counterexamples to this case file (default: show them)")
    sub.add_argument("--lang", choices=("nl", "en"), default="nl", help="language of the texts (default: nl)")

    sub = command("book", book.book, "Write the guideline as pages to read, in Dutch and English, for who reviews it.")
    sub.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder, or that of an earlier book")
    sub.add_argument("--certificate", type=Path, metavar="FILE", help="what `wervel prove` wrote (default: prove now, if z3 is installed)")
    sub.add_argument("--since", type=Path, metavar="FOLDER", help="an older guideline folder, to show what changed since")

    serve.options_of_serve(command("serve", serve.serve, "Serve the web app, from the folder that WERVEL_DATA names (default: ./data)."))
    command("doctor", serve.doctor, "Look whether the web app stands well: database, disk, keys, access log.")
    serve.option_of_file(command("backup", serve.backup, "Write a backup of the web app while people work, and its keys beside it."))
    sub = command("restore", serve.restore, "Put a backup of the web app back. Destroyed records stay destroyed.")
    serve.option_of_file(sub)
    sub.add_argument("--keys", type=Path, metavar="FILE", help="the newest patient.keys (default: beside the backup)")
    sub = command("manage", serve.manage, "Other commands of the web app: tick, sample, export_practice, import_practice, new_master_key.")
    sub.add_argument("arguments", nargs=argparse.REMAINDER, help="the command, and what it needs")

    sub = command("new", author.new, "Make the files for a new rule and its cases.")
    sub.add_argument("what", choices=("rule",))
    sub.add_argument("topic", help="folder/topic, such as red_flags/infection")
    return top
