"""What a robustness result could not say or says only in part, and how much work was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.views.numbers import count_text, counted
from detente.views.robust_words import interval_text, percent
from detente.views.words import party_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.accept.robustness.result import Robustness


def in_part(found: Robustness) -> list[str]:
    """What could not be computed, or only in part, in sentences."""
    rounded = [
        f"The stated numbers of {party_title(found.case, party)} were rounded, too: they are too fine for "
        "exact sums."
        for party in found.rounded
    ]
    return [*_checked(found), *found.could_not, *rounded]


def _checked(found: Robustness) -> Iterator[str]:
    check = found.check
    if check is None:
        return
    same = check.same["nash"]
    yield (
        "Packages are selected among candidates, not among all. Held against the exact frontiers of "
        f"{counted(same.draws, 'further draw')}, the candidates gave each party exactly what the Nash "
        f"package does in {percent(same.value)} ({interval_text(same)}); the geometric mean of gains fell "
        f"short by {percent(check.mean_shortfall)} on average, {percent(check.worst_shortfall)} at most."
    )


def effort_words(found: Robustness) -> str:
    """How much was drawn, and that it can be drawn again."""
    effort = found.effort
    more = f"; {count_text(effort.importance)} draws for each index" if found.importance else ""
    return (
        f"{counted(effort.draws, 'draw')}, seed {found.seed}; candidates from "
        f"{counted(found.candidates.frontiers, 'drawn frontier')}{more}. The same seed gives the same "
        "numbers."
    )
