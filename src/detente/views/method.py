"""How an answer was computed, in sentences that a reader can hold it to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.accept.sensitivity import CANDIDATES

if TYPE_CHECKING:
    from detente.accept.answer import Answer

SOUGHT_AMONG = (
    "That package is sought only among those that are efficient with every number at its centroid: one that "
    "becomes efficient at an end is not seen."
)
"""Where the inputs that would help most are sought, and what that leaves out."""

_STARTS = {
    "reserved": (
        "Gains start at the reservation; without one, at the least that the party gets from any package "
        "within the structural rules."
    ),
    "max-reserved-min": (
        "Gains start at the reservation, raised to the least that the party gets from any package within "
        "the structural rules."
    ),
}


def method_of(answer: Answer) -> dict[str, str]:
    """One sentence or two for each part of the answer."""
    frontier = answer.frontier
    if frontier is None:
        efficient = "Not computed."
    elif frontier.exact:
        efficient = (
            "Exact: undominated partial sums, issue by issue, over the packages that break no structural "
            "rule and no red line; reservations do not cut it (Nemhauser and Ullmann 1969)."
        )
    else:
        efficient = (
            f"On a grid of {frontier.grid} steps in each party's range, with the error stated; the packages "
            "found were evaluated and compared again with true utilities."
        )
    return {
        "space": (
            "Exact counts on a decision diagram of the structural rules and red lines "
            "(Bergman, Cire, van Hoeve and Hooker 2016)."
        ),
        "blockers": (
            "Minimal sets of red lines and reservations that no package keeps together, and minimal sets "
            "whose giving up leaves one, by their duality (Reiter 1987); each set is checked again."
        ),
        "utility": (
            "Weights, normalised to the sum 1 unless the case says as written, times values, plus "
            "interactions; what is open stands at its centroid. Exact arithmetic; floating point on output "
            "only."
        ),
        "frontier": efficient,
        "solutions": (
            "Nash (1950), Kalai and Smorodinsky (1975, leximin), egalitarian (Kalai 1977, leximin) and "
            "utilitarian, over gains within the agreement space. The last two need comparable scales. "
            "Without an exact frontier the utilitarian one alone is selected, where a longest path of the "
            "diagram meets the reservations. " + _STARTS[answer.disagreement]
        ),
        "would_help": (
            "Each open figure goes to both ends of its range while the others stay; what moves the Nash "
            f"package most is listed. {SOUGHT_AMONG} Of more than {CANDIDATES:,} such packages, those with "
            "the greatest product of gains are taken. Where there is no deal, the space that the first "
            "opening leaves is taken."
        ),
    }
