"""Writing a case file: the answers as a person can read and change them."""

from dataclasses import fields
from datetime import date
from pathlib import Path

from wervel.knowledge.cases import Case
from wervel.knowledge.types import Guideline
from wervel.logic.fact import NOT_TESTED, UNKNOWN, Fact, number_text
from wervel.logic.reference import Value


def case_text(case: Case, guideline: Guideline) -> str:
    """A case file that reads back to the same answers and preferences, with each fact's name beside it."""
    lines = ["case: 1", f"# answered with guideline {guideline.version}", "facts:" if case.known or case.declined else "facts: {}"]
    for fact in guideline.facts.values():
        if fact.id in case.known:
            lines.append(f"  {fact.id}: {plain(fact, case.known[fact.id])}  # {fact.name.en}")
        elif fact.id in case.declined:
            lines.append(f"  {fact.id}: {UNKNOWN if fact.by == 'patient' else NOT_TESTED}  # {fact.name.en}")
    wishes = {field.name: getattr(case.preferences, field.name) for field in fields(case.preferences)}
    wanted = {name: value for name, value in wishes.items() if value}
    if wanted:
        lines.append("preferences:")
        lines += [f"  {name}: {value if isinstance(value, int | date) else _words(value)}" for name, value in wanted.items()]
    return "\n".join(lines) + "\n"


def _words(words: tuple[str, ...] | frozenset[str]) -> str:
    return f"[{', '.join(words if isinstance(words, tuple) else sorted(words))}]"


def write_case(path: Path, text: str) -> None:
    """Writes beside and renames, so that an interrupted write loses nothing."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def plain(fact: Fact, value: Value) -> str:
    """A value as it stands in a case file."""
    if isinstance(value, frozenset):
        return f"[{', '.join(option for option in fact.option_ids if option in value)}]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else number_text(fact, value)
