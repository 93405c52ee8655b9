"""The pages of a book as a reader of HTML sees them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input", "path", "circle"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words in it, with single spaces."""
        return " ".join("".join(self._words()).split())

    def _words(self) -> list[str]:
        return [word for one in self.children for word in ([one] if isinstance(one, str) else [*one._words(), ""])]

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def all(self, tag: str = "", class_: str = "") -> list["Element"]:
        """Every element in it of this tag and class, in order."""
        found: list[Element] = []
        for one in self.children:
            if isinstance(one, Element):
                if (not tag or one.tag == tag) and (not class_ or class_ in one.classes):
                    found.append(one)
                found += one.all(tag, class_)
        return found


class Reader(HTMLParser):
    """Reads a page into elements and notes where the nesting is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.ids: dict[str, Element] = {}
        self.open = [self.root]
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.wrong.append(f"line {self.getpos()[0]}: an attribute twice in <{tag}>")
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if key := element.attributes.get("id"):
            if key in self.ids:
                self.wrong.append(f"line {self.getpos()[0]}: #{key} a second time")
            self.ids[key] = element
        if tag == "p" and any(one.tag == "p" for one in self.open):
            self.wrong.append(f"line {self.getpos()[0]}: <p> in <p>")
        if tag == "li" and self.open[-1].tag not in ("ul", "ol"):
            self.wrong.append(f"line {self.getpos()[0]}: <li> in <{self.open[-1].tag}>")
        if tag in ("dt", "dd") and "dl" not in [one.tag for one in self.open]:
            self.wrong.append(f"line {self.getpos()[0]}: <{tag}> outside <dl>")
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            self.wrong.append(f"line {self.getpos()[0]}: </{tag}> closes <{self.open[-1].tag}>")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    reader.wrong += [f"<{one.tag}> is never closed" for one in reader.open[1:]]
    return reader
