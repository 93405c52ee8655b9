"""One YAML or JSON file as plain data with line numbers.

Every scalar stays the text that stands in the file: whether `no` is a word or an answer is for the fact to say, not for the file
format. So the file is composed, never resolved.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml

from wervel.logic.fact import Problem

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
SIZE_LIMIT = 2_000_000
DEPTH_LIMIT = 40


@dataclass(frozen=True, order=True)
class Located:
    """A problem at its place; prints as `file:line: found, expected, the cure`."""

    file: str
    line: int
    found: str
    expected: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: found {self.found}, expected {self.expected}; {self.cure}"


class Refused(Exception):
    """Input that was refused, with every problem in it."""

    def __init__(self, problems: list[Located]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass
class Document:
    """`data` is made of dicts, lists and texts; `lines` says where each path in it stands."""

    file: str
    data: object
    lines: dict[tuple[str | int, ...], int]
    problems: list[Problem]

    def line(self, path: tuple[str | int, ...]) -> int:
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def located(self) -> list[Located]:
        return [Located(self.file, self.line(one.path), one.found, one.expected, one.cure) for one in self.problems]


def read_document(path: Path, name: str | None = None) -> Document:
    """The file's content. Raises `Refused` when it cannot be read as one document; doubled keys are kept as problems."""
    name = name or str(path)
    return parse_document(_bytes(path, name), name)


def short_name(path: Path) -> str:
    """The path as a person who stands here would name it."""
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else str(path)


def parse_document(content: bytes, name: str) -> Document:
    def refuse(line: int, found: str, expected: str, cure: str) -> Refused:
        return Refused([Located(name, line, found, expected, cure)])

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise refuse(line, "bytes that are not text", "a text file in UTF-8", "save it as UTF-8, or name another file") from None
    if name.endswith(".json"):
        text = text.replace("\t", "  ")  # JSON may indent with tabs, YAML may not
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = (error.problem or error.context or "broken YAML").removeprefix("found ")
        raise refuse(mark.line + 1 if mark else 1, said, "valid YAML",
                     "look at the indent, the quotes and the brackets here and one line up") from None  # fmt: skip
    except (yaml.YAMLError, RecursionError) as error:
        raise refuse(1, str(error).splitlines()[0], "valid YAML", "remove what is no text, and nest less deeply") from None
    if node is None:
        raise refuse(1, "an empty file", "a YAML document", "fill it, or name another file")
    document = Document(name, None, {}, [])
    document.data = _plain(node, (), document, set())
    return document


def _bytes(path: Path, name: str) -> bytes:
    def refuse(found: str, expected: str, cure: str) -> Refused:
        return Refused([Located(name, 1, found, expected, cure)])

    try:
        if path.is_dir():
            raise refuse("a directory", "a file", "name a file in it")
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise refuse(f"{size:,} bytes", f"at most {SIZE_LIMIT:,} bytes", "a case holds the facts of one person; name that file")
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        meant = path.with_name(f"{path.name}.yaml")
        cure = f"did you mean {meant}?" if meant.exists() else "check the name and the rights"
        raise refuse((error.strerror or "an unreadable file").lower(), "a file that can be read", cure) from None
    if len(content) > SIZE_LIMIT:
        raise refuse("an endless file", f"at most {SIZE_LIMIT:,} bytes", "name an ordinary file")
    return content


def _plain(node: yaml.Node, path: tuple[str | int, ...], document: Document, seen: set[int]) -> object:
    document.lines[path] = node.start_mark.line + 1
    if id(node) in seen:  # an alias points at a node that was there before; a few of them can unfold to billions
        document.problems.append(Problem(path, "an alias (`*name`)", "every value written out", "copy what it points at"))
        return ""
    seen.add(id(node))
    if len(path) > DEPTH_LIMIT:
        document.problems.append(Problem(path, "very deep nesting", f"at most {DEPTH_LIMIT} levels", "nest less deeply"))
        return ""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, at), document, seen) for at, item in enumerate(node.value)]
    plain: dict[str, object] = {}
    for key, value in node.value:
        word = key.value if isinstance(key, yaml.ScalarNode) else "?"
        here = (*path, word)
        if word in plain:
            again = (*here, "again")
            document.lines[again] = key.start_mark.line + 1
            first = f"each key once; the first is on line {document.lines[here]}"
            document.problems.append(Problem(again, f"`{word}` a second time", first, "remove one of the two"))
            continue
        plain[word] = _plain(value, here, document, seen)
        document.lines[here] = key.start_mark.line + 1
    return plain
