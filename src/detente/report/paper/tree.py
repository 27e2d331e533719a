"""A finished page as a tree of elements, so that paper is made from the same sections as the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from detente.report.markup import VOID

ROOT = "#page"
"""The name of the element that holds a whole page."""

_MIXED_CASE = {
    name.lower(): name
    for name in (
        "viewBox",
        "preserveAspectRatio",
        "patternUnits",
        "patternTransform",
        "gradientUnits",
        "clipPath",
    )
}
"""Names of SVG that are written with capitals, which a reader of HTML does not keep."""


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """An element of a page: its name, its attributes, and what it holds in its order."""

    tag: str
    attributes: Mapping[str, str]
    children: tuple[Element | str, ...]

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of its classes."""
        return tuple(self.attributes.get("class", "").split())

    @property
    def inside(self) -> tuple[Element, ...]:
        """The elements right inside it."""
        return tuple(child for child in self.children if isinstance(child, Element))

    def all(self) -> Iterator[Element]:
        """The element and all elements inside it, in the order of the page."""
        yield self
        for child in self.inside:
            yield from child.all()

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


def read_tree(page: str) -> Element:
    """The tree of a page that was made with :mod:`detente.report.markup`.

    >>> tree = read_tree('<p class="by">a &lt; <b>b</b></p>')
    >>> tree.inside[0].classes, tree.text
    (('by',), 'a < b')
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return Element(ROOT, {}, tuple(reader.found))


class _Reader(HTMLParser):
    """Builds the tree: what is found goes to the innermost element that is open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Element | str] = []
        self._open: list[tuple[str, dict[str, str], list[Element | str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {_MIXED_CASE.get(name, name): value or "" for name, value in attrs}
        if tag in VOID:
            self._add(Element(tag, named, ()))
        else:
            self._open.append((_MIXED_CASE.get(tag, tag), named, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {_MIXED_CASE.get(name, name): value or "" for name, value in attrs}
        self._add(Element(_MIXED_CASE.get(tag, tag), named, ()))

    def handle_endtag(self, tag: str) -> None:
        name, attributes, children = self._open.pop()
        if name.lower() != tag:
            message = f"</{tag}> closes what is not open"
            raise ValueError(message)
        self._add(Element(name, attributes, tuple(children)))

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, part: Element | str) -> None:
        (self._open[-1][2] if self._open else self.found).append(part)
