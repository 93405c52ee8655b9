"""Sections of text on a terminal. Colour only repeats what the words already say."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

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
                console.print(Padding(Text(line.strip(), style="dim"), (0, 0, 0, 4)))
            else:
                console.print(Padding(Text(line, style="red" if section.alarm else ""), (0, 0, 0, 2)))
        console.print()
    if footer:
        console.print(Text(footer, style="dim"))


def show_item(console: Console, text: str) -> None:
    """One item, its wrapped lines under its text."""
    lines = Text(text).wrap(console, console.width - 4)
    for at, line in enumerate(lines):
        console.print(Text("  - " if at == 0 else "    ") + line)
