"""The shapes that guideline files may have: each reads plain data and describes itself as JSON Schema for editors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Protocol

from wervel.logic.fact import Problem, did_you_mean, show
from wervel.logic.text import Text

Path = tuple[str | int, ...]
Json = dict[str, Any]


class Shape(Protocol):
    """`read` gives the value, or None after adding a problem."""

    def read(self, data: object, path: Path, problems: list[Problem]) -> Any: ...

    def schema(self) -> Json: ...


@dataclass(frozen=True)
class Line:
    """A line of text; `words` are the only ones allowed, when given."""

    words: Sequence[str] = ()

    def read(self, data: object, path: Path, problems: list[Problem]) -> str | None:
        if not isinstance(data, str) or not data.strip():
            problems.append(Problem(path, f"`{show(data)}`", "a line of text", "write one line"))
            return None
        if self.words and data not in self.words:
            problems.append(Problem(path, f"`{show(data)}`", f"one of: {', '.join(self.words)}",
                                    did_you_mean(data, self.words, "choose one of these")))  # fmt: skip
            return None
        return data

    def schema(self) -> Json:
        return {"enum": list(self.words)} if self.words else {"type": ["string", "number", "boolean"]}


@dataclass(frozen=True)
class Number:
    low: float | None = None
    high: float | None = None

    def read(self, data: object, path: Path, problems: list[Problem]) -> Fraction | None:
        try:
            number = Fraction(str(data))
        except (ValueError, ZeroDivisionError):
            problems.append(Problem(path, f"`{show(data)}`", "a number", "write a plain number"))
            return None
        if (self.low is not None and number < self.low) or (self.high is not None and number > self.high):
            problems.append(Problem(path, f"`{show(data)}`", f"a number from {self.low} to {self.high}", "correct it"))
            return None
        return number

    def schema(self) -> Json:
        limits = {"minimum": self.low, "maximum": self.high}
        return {"type": "number", **{key: value for key, value in limits.items() if value is not None}}


@dataclass(frozen=True)
class Day:
    """A day of the calendar, as 2026-10-05."""

    def read(self, data: object, path: Path, problems: list[Problem]) -> date | None:
        try:
            return date.fromisoformat(str(data))
        except ValueError:
            problems.append(Problem(path, f"`{show(data)}`", "a date", "write year, month and day, such as 2026-10-05"))
            return None

    def schema(self) -> Json:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class YesNo:
    def read(self, data: object, path: Path, problems: list[Problem]) -> bool:
        if data not in ("yes", "no", "true", "false"):
            problems.append(Problem(path, f"`{show(data)}`", "yes or no", "write yes or no"))
        return data in ("yes", "true")

    def schema(self) -> Json:
        return {"enum": ["yes", "no", True, False]}


@dataclass(frozen=True)
class Words:
    """Text in both languages."""

    def read(self, data: object, path: Path, problems: list[Problem]) -> Text:
        both = data if isinstance(data, dict) else {}
        for language in ("nl", "en"):
            if not str(both.get(language, "")).strip():
                problems.append(Problem(path, f"no text in `{language}`", "text in nl and en", "write {nl: ..., en: ...}"))
        for other in set(both) - {"nl", "en"}:
            problems.append(Problem((*path, other), f"`{other}`", "only nl and en", "a comma in a text needs quotes around it"))
        return Text(str(both.get("nl", "")), str(both.get("en", "")))

    def schema(self) -> Json:
        text = {"type": "string", "minLength": 1}
        return {"type": "object", "required": ["nl", "en"], "additionalProperties": False, "properties": {"nl": text, "en": text}}


@dataclass(frozen=True)
class Raw:
    """Something another reader takes on, such as criteria; `described` is its schema."""

    described: Json = field(default_factory=dict)

    def read(self, data: object, path: Path, problems: list[Problem]) -> object:
        return data

    def schema(self) -> Json:
        return self.described


@dataclass(frozen=True)
class ListOf:
    item: Shape
    least: int = 0

    def read(self, data: object, path: Path, problems: list[Problem]) -> list[Any]:
        if not isinstance(data, list) or len(data) < self.least:
            problems.append(Problem(path, f"`{show(data)}`", f"a list with at least {self.least} items", "write a list"))
            return []
        return [self.item.read(item, (*path, at), problems) for at, item in enumerate(data)]

    def schema(self) -> Json:
        return {"type": "array", "items": self.item.schema(), "minItems": self.least}


@dataclass(frozen=True)
class MapOf:
    item: Shape

    def read(self, data: object, path: Path, problems: list[Problem]) -> dict[str, Any]:
        if not isinstance(data, dict):
            problems.append(Problem(path, f"`{show(data)}`", "a mapping from names to values", "write name: value lines"))
            return {}
        return {key: self.item.read(value, (*path, key), problems) for key, value in data.items()}

    def schema(self) -> Json:
        return {"type": "object", "additionalProperties": self.item.schema()}


@dataclass(frozen=True)
class Entry:
    """A mapping with these keys and no others. An optional key that is absent is absent from the result too."""

    required: Mapping[str, Shape]
    optional: Mapping[str, Shape] = field(default_factory=dict)

    def read(self, data: object, path: Path, problems: list[Problem]) -> dict[str, Any]:
        if not isinstance(data, dict):
            problems.append(Problem(path, f"`{show(data)}`", f"a mapping with {', '.join(self.required)}", "write key: value lines"))
            data = dict.fromkeys(self.required, "")
        shapes = {**self.required, **self.optional}
        for key in data:
            if key not in shapes:
                problems.append(Problem((*path, key), f"`{show(key)}`", f"one of: {', '.join(shapes)}",
                                        did_you_mean(str(key), shapes, "remove it")))  # fmt: skip
        for key in self.required:
            if key not in data:
                problems.append(Problem(path, f"no `{key}`", f"`{key}` in every entry of this kind", f"add a line `{key}: ...`"))
        read = {key: shape.read(data[key], (*path, key), problems) for key, shape in shapes.items() if key in data}
        missing = {key: shape.read(None, path, []) for key, shape in self.required.items() if key not in data}
        return {**missing, **read}

    def schema(self) -> Json:
        return {
            "type": "object",
            "required": list(self.required),
            "additionalProperties": False,
            "properties": {key: shape.schema() for key, shape in {**self.required, **self.optional}.items()},
        }


@dataclass(frozen=True)
class OneOf:
    """One of several entries, told apart by a key that only it has."""

    entries: Mapping[str, Shape]

    def read(self, data: object, path: Path, problems: list[Problem]) -> Any:
        keys: Iterable[str] = data if isinstance(data, dict) else ()
        for key in keys:
            if key in self.entries:
                return self.entries[key].read(data, path, problems)
        problems.append(Problem(path, f"`{show(data)}`", f"one of the keys: {', '.join(self.entries)}", "write one of them"))
        return {}

    def schema(self) -> Json:
        return {"oneOf": [entry.schema() for entry in self.entries.values()]}
