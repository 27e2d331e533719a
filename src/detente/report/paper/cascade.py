"""The page's own style sheet, read as a printer reads it: what each element looks like on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.report.paper.selectors import Selector, read_selector

if TYPE_CHECKING:
    from detente.report.paper.selectors import Place, Weight

Looks = Mapping[str, str]
"""Properties of an element and their values, with every ``var()`` replaced."""

PRINT = "print"
INHERITED = frozenset(
    {"color", "font-size", "font-weight", "font-style", "text-align", "white-space", "list-style"}
)
"""Properties that go from an element to what it holds; those whose names begin with ``--`` do too."""

SIDES = ("top", "right", "bottom", "left")
_SPACES = re.compile(r"\s+(?![^(]*\))")
_FONT = re.compile(r"(?:(\d{3}) )?([\d.]+(?:rem|em|px))")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"\s*([^{}]+?)\s*\{([^{}]*)\}")
_BLOCK = re.compile(r"\s*@(\w+)([^{};]*)\{")
_VAR = re.compile(r"var\((--[\w-]+)(?:,\s*([^()]*))?\)")


@dataclass(frozen=True, slots=True)
class _Rule:
    selector: Selector
    order: int
    declarations: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet: its rules by a word that an element must have for them to speak of it."""

    rules: Mapping[str, tuple[_Rule, ...]]

    def looks(self, place: Place, above: Looks, *, before: bool = False) -> Looks:
        """What an element looks like.

        Args:
            place: The element where it stands.
            above: What the element that holds it looks like.
            before: Ask for what is set before the element instead.
        """
        declared: dict[str, tuple[bool, Weight, int, str]] = {}
        for rule in self._speaking(place):
            if rule.selector.before is before and rule.selector.speaks_of(place):
                for name, value, important in rule.declarations:
                    claim = (important, rule.selector.weight, rule.order, value)
                    if name not in declared or claim[:3] >= declared[name][:3]:
                        declared[name] = claim
        found = {name: value for name, value in above.items() if name in INHERITED or name.startswith("--")}
        own = {name: claim[3] for name, claim in declared.items() if claim[3] != "inherit"}
        found |= {name: value for name, value in own.items() if name.startswith("--")}
        return {**found, **{name: filled(value, found) for name, value in own.items()}}

    def _speaking(self, place: Place) -> Iterator[_Rule]:
        element = place.element
        for key in ("", element.tag, *element.classes, element.attributes.get("id", " ")):
            yield from self.rules.get(key, ())


def filled(value: str, names: Looks) -> str:
    """A value with every ``var()`` replaced by what the name stands for.

    >>> filled("1px solid var(--c)", {"--c": "var(--c0)", "--c0": "#0067a3"})
    '1px solid #0067a3'
    """
    for _ in range(4):
        value = _VAR.sub(lambda found: names.get(found[1], found[2] or ""), value)
    return value


def read_sheet(text: str) -> Sheet:
    """A style sheet as it is for paper: rules for screens of some width or theme are left out."""
    rules: dict[str, list[_Rule]] = {}
    for order, (selectors, body) in enumerate(_printed(_COMMENT.sub("", text))):
        declarations = tuple(_declarations(body))
        for part in re.split(r",(?![^(]*\))", selectors):
            selector = read_selector(part)
            last = selector.parts[0]
            key = last.id or next(iter(last.classes), last.tag)
            rules.setdefault(key, []).append(_Rule(selector, order, declarations))
    return Sheet({key: tuple(known) for key, known in rules.items()})


def _printed(text: str) -> Iterator[tuple[str, str]]:
    """The rules that hold on paper, in their order."""
    at = 0
    while at < len(text):
        block, rule = _BLOCK.match(text, at), _RULE.match(text, at)
        if block is not None:
            end = _closing(text, block.end())
            if block[1] == "media" and PRINT in block[2].split():
                yield from _printed(text[block.end() : end])
            at = end + 1
        elif rule is not None:
            yield rule[1], rule[2]
            at = rule.end()
        else:
            return


def _closing(text: str, at: int) -> int:
    """Where the block that is open ends."""
    depth = 1
    while at < len(text):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if not depth:
            break
        at += 1
    return at


def _declarations(body: str) -> Iterator[tuple[str, str, bool]]:
    for part in body.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            plain = " ".join(value.split())
            bare = plain.removesuffix("!important").strip()
            for known, own in longhands(name.strip(), bare):
                yield known, own, bare != plain


def longhands(name: str, value: str) -> list[tuple[str, str]]:
    """A property as the single ones that it stands for.

    >>> longhands("padding", "0 1rem")
    [('padding-top', '0'), ('padding-right', '1rem'), ('padding-bottom', '0'), ('padding-left', '1rem')]
    >>> longhands("font", "600 1.05rem/1.35 var(--sans)")
    [('font-weight', '600'), ('font-size', '1.05rem')]
    """
    match name:
        case "border":
            return [(f"border-{side}", value) for side in SIDES]
        case "border-color" | "border-style":
            return [(f"{name}-{side}", value) for side in SIDES]
        case "margin" | "padding":
            parts = _SPACES.split(value)
            four = (parts * 4)[:4] if len(parts) < 3 else [*parts, *parts[1:2]][:4]
            return [(f"{name}-{side}", part) for side, part in zip(SIDES, four, strict=True)]
        case "background":
            return [("background-color", value)]
        case "font":
            found = _FONT.search(value)
            weight = [("font-weight", found[1])] if found and found[1] else []
            return [*weight, ("font-size", found[2])] if found else []
    return [(name, value)]
