"""The chance of a deal over all draws, and once an opening is taken: of deals, or of red lines alone.

A public page names no reservation, and the share of draws with a deal can give one away. Such a page counts
the draws in which rules and red lines leave a package, which rests on no reservation at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.accept.robustness.share import Share

if TYPE_CHECKING:
    from detente.accept.robustness.result import Combination, Robustness
    from detente.accept.way import Way


def deal_chance(found: Robustness, *, lines_only: bool = False) -> Share:
    """The share of draws with a deal; or, by red lines alone, of those in which any package is left."""
    return Share(found.deal.draws - found.ruled_out, found.deal.draws) if lines_only else found.deal


def opened_chance(found: Robustness, way: Way, *, lines_only: bool = False) -> Share | None:
    """The same among the draws in which the lines of an opening give way at least as far as it asks.

    Red lines are drawn independently of all else, so this is the chance once the opening is taken. None
    where the opening asks a party to accept less than no deal, or where no draw has it.
    """
    if way.opening.reservations or not way.opening.red_lines:
        return None
    fallbacks = {line.id: len(line.fallback) for line in found.case.red_lines}
    least = {name: way.fallback.get(name, fallbacks[name]) + 1 for name in way.opening.red_lines}
    taken = [
        known
        for known in found.combinations
        if all(known.levels[name] >= level for name, level in least.items())
    ]
    draws = sum(known.draws for known in taken)
    return Share(sum(_held(known, lines_only=lines_only) for known in taken), draws) if draws else None


def _held(known: Combination, *, lines_only: bool) -> int:
    if not lines_only:
        return known.deals
    return 0 if known.ruled_out else known.draws


def chance_words(*, lines_only: bool) -> str:
    """What is counted, as the start of a sentence."""
    return "Rules and red lines leave a package" if lines_only else "A deal exists"


def chance_title(*, lines_only: bool) -> str:
    """The same as a heading."""
    return "How often a package is left" if lines_only else "How likely a deal is"
