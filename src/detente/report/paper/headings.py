"""The levels of headings as a reader that speaks hears them: none goes down by more than one at a time."""

from __future__ import annotations

from detente.report.paper.parts import Told, elements

TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def with_levels(told: Told, above: int = 0) -> int:
    """Give each heading of a story its level, from 1, in the order of the page.

    A heading that is set smaller than the one before it by more than one size is heard as the next level:
    PDF/UA-1 (ISO 14289-1, 7.4.2) has no gaps.

    Args:
        told: The story.
        above: The level of the heading before it; 0 for none.

    Returns:
        The level of the last heading.

    >>> story = {"tag": "main", "parts": [{"tag": "h1", "parts": []}, {"tag": "h4", "parts": []}]}
    >>> with_levels(story), story["parts"][1]["level"]
    (2, 2)
    """
    if told["tag"] in TAGS:
        above = min(TAGS.index(str(told["tag"])) + 1, above + 1)
        told["level"] = above
    for part in elements(told):
        above = with_levels(part, above)
    return above
