"""From a template and data to PDF: tagged for screen readers (PDF/UA-1), fonts inside, the same bytes for the same input.

Data go in as JSON that the template shows as text. Nothing is ever formatted into the source of a template.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from wervel.knowledge.document import Located, Refused

TEMPLATES = files("wervel.documents") / "templates"
STANDARD = "ua-1"
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)

COMPILE: Any = typst.compile
"""Its published types do not know that sources may come as a mapping from file names to bytes."""


def print_pdf(template: str, data: Mapping[str, Any], pictures: Mapping[str, str] | None = None) -> bytes:
    """The PDF of a template with data. `pictures`: SVG by the file name that the data give them.

    Raises `Refused` when a text holds a character that the fonts do not have: a reader of PDF/UA must be able to read all of it.
    """
    sources = {"main.typ": _source(template), "common.typ": _source("common.typ")}
    shown = {name: svg.encode() for name, svg in (pictures or {}).items()}
    content = {"data.json": json.dumps(_clean(data), ensure_ascii=False, sort_keys=True).encode()}
    try:
        made = COMPILE({**sources, **shown, **content}, format="pdf", pdf_standards=[STANDARD], ignore_system_fonts=True, timestamp=0)
    except typst.TypstError as error:
        if found := NO_GLYPH.search(str(error)):
            cure = "write it in Latin, Greek or Cyrillic letters, without emoji"
            raise Refused([Located("text", 1, f"`{found[1]}`", "letters that can be printed", cure)]) from None
        raise
    return bytes(made)


def _clean(data: Any) -> Any:
    """The data with a space for each control character, which has no shape on paper."""
    if isinstance(data, str):
        return "".join(" " if unicodedata.category(one) in ("Cc", "Cs") else one for one in data)
    if isinstance(data, Mapping):
        return {key: _clean(value) for key, value in data.items()}
    return [_clean(value) for value in data] if isinstance(data, list | tuple) else data


@cache
def _source(name: str) -> bytes:
    return (TEMPLATES / name).read_bytes()
