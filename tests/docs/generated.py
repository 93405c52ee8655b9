"""What in the documents is made by a program: the language manual and the transcript in the README. `make docs` writes both."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from wervel.knowledge.document import read_document

ROOT = Path(__file__).parents[2]
CHAPTERS = ROOT / "tests" / "spec" / "language.yaml"
MANUAL = ROOT / "docs" / "reference" / "language.md"
README = ROOT / "README.md"
COMMAND = "wervel assess examples/cauda_equina.yaml --lang en"


def manual() -> str:
    data: Any = read_document(CHAPTERS).data
    lines = ["# The language of conditions", "", "Made from `tests/spec/language.yaml`; every line below runs on every reader.", ""]
    lines += ["The examples speak of these facts:", "", "| fact | kind | what it is |", "|---|---|---|"]
    lines += [f"| `{name}` | {fact['kind']} | {_about(fact)} |" for name, fact in data["facts"].items()]
    for chapter in data["chapters"]:
        lines += ["", f"## {chapter['title']}", "", chapter["text"], "", "| condition | what is known | answer |", "|---|---|---|"]
        lines += [f"| `{_flow(one['when'])}` | {_known(one['known'])} | {one['is']} |" for one in chapter["examples"]]
    lines += ["", "## What is refused", "", "| condition | because it is | the cure that is told |", "|---|---|---|"]
    lines += [f"| `{_flow(one['when'])}` | {one['because']} | {one['cure']} |" for one in data["refused"]]
    return "\n".join(lines) + "\n"


def _about(fact: dict[str, Any]) -> str:
    if "derived" in fact:
        return f"derived: `{_flow(fact['derived'])}`"
    if "options" in fact:
        return ", ".join(fact["options"])
    return f"{fact['range'][0]} to {fact['range'][1]} {fact['unit']}, in steps of {fact.get('step', 1)}" if "range" in fact else ""


def _known(known: dict[str, Any]) -> str:
    return ", ".join(f"`{fact}: {_flow(value)}`" for fact, value in known.items()) or "nothing"


def _flow(data: Any) -> str:
    """Data as it stands in YAML on one line."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in data.items()) + "}"
    return f"[{', '.join(_flow(item) for item in data)}]" if isinstance(data, list) else str(data)


def readme() -> str:
    """The README with what its command prints today; the guideline's version, which changes with every comma, left out."""
    command = [str(Path(sys.executable).with_name("wervel")), *COMMAND.split()[1:]]
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    printed = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=True).stdout
    told = "\n".join(line for line in printed.rstrip().splitlines() if not line.startswith("Guideline ")).rstrip()
    before, start, rest = README.read_text("utf-8").partition(f"$ {COMMAND}\n")
    assert start, "the README shows this command"
    _, end, after = rest.partition("\n```\n")
    return f"{before}{start}{told}{end}{after}"


if __name__ == "__main__":
    MANUAL.parent.mkdir(parents=True, exist_ok=True)
    MANUAL.write_text(manual(), "utf-8")
    README.write_text(readme(), "utf-8")
