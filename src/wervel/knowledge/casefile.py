"""Writing a case file: the answers as a person can read and change them."""

from collections.abc import Mapping
from pathlib import Path

from wervel.knowledge.types import Guideline
from wervel.logic.fact import UNKNOWN, Fact, number_text
from wervel.logic.reference import Value


def case_text(known: Mapping[str, Value], declined: frozenset[str], guideline: Guideline) -> str:
    """A case file that reads back to the same answers, with each fact's name beside it."""
    lines = ["case: 1", f"# answered with guideline {guideline.version}", "facts:" if known or declined else "facts: {}"]
    for fact in guideline.facts.values():
        if fact.id in known:
            lines.append(f"  {fact.id}: {plain(fact, known[fact.id])}  # {fact.name.en}")
        elif fact.id in declined:
            lines.append(f"  {fact.id}: {UNKNOWN}  # {fact.name.en}")
    return "\n".join(lines) + "\n"


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
