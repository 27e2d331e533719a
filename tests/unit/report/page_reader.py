"""Reads a page as a strict reader would: every element is closed in its place, ids are unique, links lead."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from detente.report.markup import VOID

BLOCKS = frozenset({"p", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "h4", "div", "caption", "summary"})


@dataclass
class Element:
    """An element that was opened: its name and attributes."""

    tag: str
    attributes: dict[str, str | None]


@dataclass
class PageReader(HTMLParser):
    """The elements and the words of a page."""

    elements: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    __hash__ = object.__hash__

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) != len(names):
            self.problems.append(f"{tag} has an attribute twice: {names}")
        self.elements.append(Element(tag, dict(attrs)))
        if tag in BLOCKS:
            self.words.append(" ")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.problems.append(f"</{tag}> closes what is not open")

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] not in {"style", "script"}:
            self.words.append(data)

    def close(self) -> None:
        super().close()
        self.problems += [f"<{tag}> is not closed" for tag in self._open]
        ids = self.values("id")
        self.problems += [f"id {name} twice" for name in {name for name in ids if ids.count(name) > 1}]
        targets = [link[1:] for link in self.values("href") if link.startswith("#")]
        for name in ("popovertarget", "aria-labelledby", "for"):
            targets += self.values(name)
        self.problems += [f"#{target} leads nowhere" for target in targets if target not in ids]

    def values(self, name: str) -> list[str]:
        """All values of an attribute."""
        return [value for known in self.elements if (value := known.attributes.get(name)) is not None]

    @property
    def text(self) -> str:
        """The words of the page, blanks joined."""
        return " ".join("".join(self.words).split())


def read_page(page: str) -> PageReader:
    """Read a whole page."""
    reader = PageReader()
    reader.feed(page)
    reader.close()
    return reader
