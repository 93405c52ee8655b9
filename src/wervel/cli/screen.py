"""Sections of text on a terminal. Colour only repeats what the words already say."""

from contextlib import AbstractContextManager, nullcontext

from rich.console import Console
from rich.text import Text

from wervel.logic.text import Language
from wervel.narrate.phrases import SAID
from wervel.narrate.report import Section

WIDTH = 100


def show_sections(sections: list[Section], footer: str = "") -> None:
    """Prints sections at most `WIDTH` columns wide; plain text when the output is no terminal."""
    console = Console(highlight=False)
    console = Console(highlight=False, width=min(console.width, WIDTH))
    for section in sections:
        console.print(Text(section.title.upper(), style="bold red" if section.alarm else "bold"))
        for line in section.lines:
            if line.startswith("- "):
                show_item(console, line[2:])
            elif line.startswith("  "):
                show_line(console, line.strip(), "    ", "    ", "dim")
            else:
                show_line(console, line, "  ", "  ", "red" if section.alarm else "")
        console.print()
    if footer:
        console.print(Text(footer, style="dim"))


def thinking(language: Language) -> AbstractContextManager[object]:
    """Says on a terminal that something is being worked out, until it is; elsewhere nothing."""
    console = Console(stderr=True)
    return console.status(SAID["thinking"][language]) if console.is_terminal else nullcontext()


def show_item(console: Console, text: str) -> None:
    """One item, its wrapped lines under its text."""
    show_line(console, text, "  - ", "    ")


def show_line(console: Console, text: str, first: str, rest: str, style: str = "") -> None:
    """One text, wrapped, with what stands before its first line and before the rest."""
    for at, line in enumerate(Text(text, style=style).wrap(console, console.width - len(rest))):
        line.rstrip()
        console.print(Text(first if at == 0 else rest) + line)
