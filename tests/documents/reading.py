"""How tests look at documents: with readers that did not make them."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from wervel import load, plan
from wervel.consult.planning import Plan
from wervel.documents.schedule import Schedule, schedule_of
from wervel.knowledge.cases import Case, read_case
from wervel.knowledge.types import Guideline

EXAMPLES = Path(__file__).parents[2] / "examples"
WITH_PROGRAMME = ("hockey_sprain", "stenosis", "chronic_high_profile", "recovered_prevention")


@lru_cache
def guideline() -> Guideline:
    return load()


@lru_cache
def example(name: str) -> tuple[Case, Plan]:
    case = read_case(EXAMPLES / f"{name}.yaml", guideline())
    return case, plan(guideline(), case, replace(case.preferences, start=date(2026, 10, 5)))


def schedule_for(name: str) -> Schedule:
    schedule = schedule_of(example(name)[1])
    assert schedule is not None
    return schedule


class Pdf:
    """A PDF as pypdf reads it."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content), strict=True)
        self.root: Any = self.reader.trailer["/Root"]

    @property
    def pages(self) -> int:
        return len(self.reader.pages)

    @property
    def words(self) -> str:
        return squeezed("".join(page.extract_text() for page in self.reader.pages))

    @property
    def is_tagged(self) -> bool:
        return bool(self.root["/MarkInfo"]["/Marked"]) and "/StructTreeRoot" in self.root

    def fonts(self) -> dict[str, bool]:
        """Every font, and whether its shapes are in the file."""
        found: dict[str, bool] = {}
        resources: list[Any] = [page["/Resources"] for page in self.reader.pages]
        for one_page in resources:
            fonts = one_page.get("/Font", {})
            for font in (one.get_object() for one in fonts.values()):
                parts = [one.get_object() for one in font.get("/DescendantFonts", [font])]
                for part in parts:
                    inside = part["/FontDescriptor"].get_object()
                    found[part["/BaseFont"]] = any(key in inside for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        return found

    def elements(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The tags in reading order, each with its properties."""
        stack: list[Any] = [self.root["/StructTreeRoot"]]
        while stack:
            one = stack.pop()
            one = one.get_object() if hasattr(one, "get_object") else one
            if isinstance(one, DictionaryObject):
                if "/S" in one:
                    yield str(one["/S"]), dict(one)
                below: Any = one.get("/K", [])
                below = below.get_object() if hasattr(below, "get_object") else below
                stack += reversed(below if isinstance(below, list) else [below])


def squeezed(text: str) -> str:
    """The text without white space, which a PDF does not keep."""
    return re.sub(r"\s+", "", text)
