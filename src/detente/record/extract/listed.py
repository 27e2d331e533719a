"""Points of a list that a sentence announces: "The ministry reiterates the following: 1. ... 2. ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.record.extract.blocks import Block

_ANNOUNCES = re.compile(
    r"\b(?:following|as follows|points?|demands?|conditions?|terms|principles|measures)\b[^.?!:]{0,60}:\s*",
    re.IGNORECASE,
)
_POINT = re.compile(
    r"(?:^|(?<=[\s:]))(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]|[-–—•*·])\s+(?=[^\W\d_a-z]|[\"“‘'])"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A block with what announces it, if it is a point of a list.

    Attributes:
        block: The block: the announcement, or one point without its number.
        announces: Whether its last sentence announces a list.
        point: Whether it is a point.
    """

    block: Block
    announces: bool = False
    point: bool = False


def with_points(text: str, blocks: Sequence[Block]) -> tuple[Listed, ...]:
    """Cut announced lists into their points, each a block of its own."""
    found: list[Listed] = []
    listing = False
    for block in blocks:
        piece = text[block.start : block.end]
        announced = _ANNOUNCES.search(piece)
        points = [
            point for point in _POINT.finditer(piece) if not announced or point.start() >= announced.end() - 1
        ]
        listing = bool(announced and (points or announced.end() >= len(piece))) or (
            listing and bool(points) and points[0].start() == 0
        )
        if not listing:
            found.append(Listed(block))
            continue
        first = points[0].start() if points else len(piece)
        if piece[:first].strip():
            found.append(
                Listed(replace(block, end=block.start + len(piece[:first].rstrip())), announces=True)
            )
        for point, after in zip(points, [*points[1:], None][: len(points)], strict=True):
            end = after.start() if after else len(piece)
            start = point.end()
            if piece[start:end].strip():
                found.append(
                    Listed(
                        replace(
                            block,
                            start=block.start + start,
                            end=block.start + start + len(piece[start:end].rstrip()),
                        ),
                        point=True,
                    )
                )
    return tuple(found)
