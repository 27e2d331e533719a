"""Which rules of the style sheet speak of an element: the part of CSS selectors that the page uses.

A name, classes, an id, attributes, ``:root``, ``:first-child``, ``:last-child``, ``:nth-child(n)``,
``:not()`` and ``:where()``, joined by a blank, ``>``, ``+`` or ``~``. Whatever else a selector says (a
pointer over an element, a checked box) is never so on paper, and such a selector speaks of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.report.paper.tree import Element

Weight = tuple[int, int, int]
"""How much a selector weighs: ids, then classes and what is like them, then names."""

_PIECE = re.compile(
    r"(?P<tag>[a-z][a-z0-9]*|\*)|\.(?P<class>[\w-]+)|#(?P<id>[\w-]+)|\[(?P<attr>[^\]]+)\]"
    r"|:(?P<inner>not|where)\((?P<arg>(?:[^()]|\([^()]*\))*)\)|:nth-child\((?P<nth>\d+)\)"
    r"|(?P<pseudo>::?[\w-]+(?:\([^)]*\))?)"
)
_ATTRIBUTE = re.compile(r'([\w-]+)(?:([*^]?=)"?([^"]*)"?)?$')
_JOINTS = re.compile(r"\s*([>+~])\s*|\s+(?![^(\[]*[)\]])")


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """An element where it stands."""

    element: Element
    parent: Place | None = None
    index: int = 0

    def before(self) -> list[Place]:
        """The elements before it in its parent, the nearest first."""
        if self.parent is None:
            return []
        known = self.parent.element.inside[: self.index]
        return [Place(other, self.parent, at) for at, other in enumerate(known)][::-1]


_STATES: Mapping[str, Callable[[Place], bool]] = {
    ":root": lambda place: place.element.tag == "html",
    ":first-child": lambda place: place.index == 0,
    ":last-child": lambda place: (
        place.parent is not None and place.index == len(place.parent.element.inside) - 1
    ),
}
"""What an element can be on paper, by the name that the style sheet has for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compound:
    """What a selector says of one element; each field holds what has to be so."""

    tag: str = ""
    id: str = ""
    classes: tuple[str, ...] = ()
    tests: tuple[tuple[str, str], ...] = ()
    where: tuple[tuple[Compound, ...], ...] = ()
    never: tuple[tuple[Compound, ...], ...] = ()
    on_paper: bool = True

    def matches(self, place: Place) -> bool:
        """Whether an element is meant."""
        element = place.element
        return (
            self.on_paper
            and (not self.tag or self.tag == element.tag)
            and (not self.id or self.id == element.attributes.get("id"))
            and (not self.classes or set(self.classes) <= set(element.classes))
            and all(_is(place, kind, text) for kind, text in self.tests)
            and all(any(one.matches(place) for one in group) for group in self.where)
            and not any(one.matches(place) for group in self.never for one in group)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """A selector: its parts from the last to the first, and how each is joined to the one before it."""

    parts: tuple[Compound, ...]
    joints: tuple[str, ...]
    before: bool
    """Whether it speaks of what is set before the element (``::before``)."""
    weight: Weight

    def speaks_of(self, place: Place) -> bool:
        """Whether the element is meant."""
        return self.parts[0].matches(place) and self._holds(place, 0)

    def _holds(self, place: Place, at: int) -> bool:
        if at == len(self.joints):
            return True
        part = self.parts[at + 1]
        return any(
            part.matches(other) and self._holds(other, at + 1) for other in _near(place, self.joints[at])
        )


def _near(place: Place, joint: str) -> list[Place]:
    """The elements that stand to another one as a joint says, the nearest first."""
    if joint in "+~":
        return place.before()[: 1 if joint == "+" else None]
    near, above = list[Place](), place.parent
    while above is not None:
        near.append(above)
        above = None if joint == ">" else above.parent
    return near


def read_selector(text: str) -> Selector:
    """A selector from its text."""
    plain = text.strip()
    before = plain.endswith("::before")
    plain = plain.removesuffix("::before")
    parts, joints, start = list[str](), list[str](), 0
    for joint in _JOINTS.finditer(plain):
        parts.append(plain[start : joint.start()])
        joints.append(joint[1] or " ")
        start = joint.end()
    parts.append(plain[start:])
    weights = [_weight(part) for part in parts]
    total = (sum(w[0] for w in weights), sum(w[1] for w in weights), sum(w[2] for w in weights))
    return Selector(
        parts=tuple(read_compound(part) for part in parts[::-1]),
        joints=tuple(joints[::-1]),
        before=before,
        weight=total,
    )


def read_compound(text: str) -> Compound:
    """What a selector without joints says."""
    pieces, at = list[re.Match[str]](), 0
    while at < len(text) and (piece := _PIECE.match(text, at)) is not None:
        pieces.append(piece)
        at = piece.end()
    tests = [(kind, piece[kind]) for piece in pieces for kind in ("attr", "nth") if piece[kind]]
    states = [piece["pseudo"] for piece in pieces if piece["pseudo"]]
    groups = [(piece["inner"], piece["arg"].split(",")) for piece in pieces if piece["inner"]]
    known = [(kind, tuple(read_compound(one.strip()) for one in group)) for kind, group in groups]
    return Compound(
        tag=next((piece["tag"] for piece in pieces if piece["tag"] and piece["tag"] != "*"), ""),
        id=next((piece["id"] for piece in pieces if piece["id"]), ""),
        classes=tuple(piece["class"] for piece in pieces if piece["class"]),
        tests=(*tests, *(("state", state) for state in states)),
        where=tuple(group for kind, group in known if kind == "where"),
        never=tuple(group for kind, group in known if kind == "not"),
        on_paper=at == len(text) and set(states) <= _STATES.keys(),
    )


def _is(place: Place, kind: str, text: str) -> bool:
    match kind:
        case "attr":
            return _has(place.element, text)
        case "nth":
            return place.index == int(text) - 1
    return _STATES[text](place)


def _has(element: Element, text: str) -> bool:
    found = _ATTRIBUTE.match(text)
    if found is None or found[1] not in element.attributes:
        return False
    value = element.attributes[found[1]]
    match found[2]:
        case "=":
            return value == found[3]
        case "^=":
            return value.startswith(found[3])
        case "*=":
            return found[3] in value
    return True


def _weight(compound: str) -> Weight:
    ids = classes = names = 0
    for piece in _PIECE.finditer(compound):
        if piece["inner"] == "where":
            continue
        if piece["inner"]:
            own = _weight(piece["arg"])
            ids, classes, names = ids + own[0], classes + own[1], names + own[2]
        elif piece["id"]:
            ids += 1
        elif piece["tag"]:
            names += piece["tag"] != "*"
        else:
            classes += 1
    return ids, classes, names
