"""`wervel spine`: the spine and its parts, to be asked by name."""

import argparse
import json
import sys
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

from wervel.cli.screen import show_sections
from wervel.knowledge.cache import load
from wervel.knowledge.spine import Thing
from wervel.logic.text import Language, Text
from wervel.narrate.phrases import SAID
from wervel.narrate.spine import SpineTeller


def spine(options: argparse.Namespace) -> int:
    """Tells the whole spine, or what a name stands for. 2 when nothing has that name."""
    guideline = load(options.guideline)
    anatomy, asked = guideline.anatomy, " ".join(options.what)
    found: tuple[Thing, ...] = anatomy.find(asked) if asked else (anatomy.kinds["spine"], *anatomy.regions.values())
    if not found:
        near = anatomy.suggest(asked)
        cure = f"did you mean `{near}`?" if near else "`wervel spine` shows what there is"
        print(f"found `{asked}`, expected the name of a region, level, nerve root or other part of the spine; {cure}", file=sys.stderr)
        return 2
    if options.format == "json":
        things = [{"is": type(thing).__name__.lower(), **plain(thing, options.lang)} for thing in found]
        print(json.dumps({"guideline": guideline.version, "asked": asked or None, "found": things}, ensure_ascii=False, indent=2))
        return 0
    teller = SpineTeller(guideline, options.lang)
    sections = [teller.tell(thing) for thing in found] if asked else teller.overview()
    show_sections(sections, footer=SAID["version"][options.lang].format(guideline.version))
    return 0


def plain(value: object, language: Language) -> Any:
    """A record as JSON can hold it: texts in one language, numbers as numbers."""
    if isinstance(value, Text):
        return value[language]
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, tuple):
        return [plain(one, language) for one in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name), language) for field in fields(value)}
    return value
