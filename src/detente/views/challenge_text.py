"""What would change our mind, as a page for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.views.assess_words import letter
from detente.views.case_head import case_head
from detente.views.challenge_words import (
    NOT_MOVED,
    also_words,
    candidate_line,
    conclusion_words,
    turned_words,
)
from detente.views.numbers import count_text, counted
from detente.views.page import Heading, Part, Text
from detente.views.prose import capital

if TYPE_CHECKING:
    from detente.assess.challenge import Challenge

HOW = (
    "Each figure is moved from the middle to either end of its bounds, then pairs of those that matter "
    "most, then all together. Where an end turns a conclusion, halving finds where it turns, and the change "
    "that is found has been put through the whole computation; here it is rounded away from the middle. A "
    "smaller one may exist only where a margin rises and falls again, or where more than two figures move."
)


def challenge_page(found: Challenge) -> tuple[Part, ...]:
    """The page of what would change our mind."""
    return tuple(_parts(found))


def _parts(found: Challenge) -> Iterator[Part]:
    yield from case_head(found.case)
    yield Heading("What would change our mind")
    for place in range(len(found.candidates)):
        yield Text(capital(candidate_line(found, place)), mark=f"{letter(place)}:")
    for number, one in enumerate(found.conclusions, 1):
        yield Text(f"{conclusion_words(found, one.conclusion)}.", mark=f"{number}.")
        yield Text(turned_words(found.case, one), indent=4)
        yield from (Text(words, indent=4) for words in also_words(found.case, one))
    yield Heading("What this rests on")
    yield Text(HOW)
    yield Text(NOT_MOVED)
    tried = sum(one.tried for one in found.conclusions)
    yield Text(
        f"{counted(tried, 'case')} computed; {count_text(found.effort.draws)} draws for each chance, seed "
        f"{found.effort.seed}. Detente {found.version}, case {found.case.digest[:12]}."
    )
