"""What a robustness result says of itself: what was assumed, what is open, what could not be computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.accept.robustness.deals import ROUNDS, ROW_CAP
from detente.accept.robustness.laws import GRID, Between, OpenWeights, OrderedWeights, Ranked, ValueLaw
from detente.accept.robustness.unknowns import PartyUnknowns, Unknowns

if TYPE_CHECKING:
    from detente.accept.disagreement import Disagreement
    from detente.accept.robustness.frontiers import DrawnPackages
    from detente.accept.robustness.listing import Totals
    from detente.accept.robustness.result import Check


CONVENTIONS = (
    (
        "Weights within bounds are uniform on the weights that are proportional to a vector within them; "
        "ranked weights are uniform on the ordered simplex, unstated ones on the simplex."
    ),
    (
        "A value, an interaction or a reservation within bounds is uniform there; an option that nobody "
        "valued is uniform on [0, 1]; ranked options are uniform order statistics between 1 and 0."
    ),
    "Each party's figures, each issue's values and each red line are drawn independently of all others.",
    (
        "The chance that a red line is held is drawn uniformly within its bounds, once in each draw. With "
        "that chance it is held; if not, the party falls back to the next weaker line and holds that with "
        "the same chance; past the last fallback the line is gone."
    ),
    (
        f"Drawn weights and values are rounded to multiples of 1/{GRID} before anything is compared; all "
        "that follows is exact."
    ),
    (
        "A package is selected by Nash, Kalai-Smorodinsky or the egalitarian rule among the candidates that "
        "are in the space of a draw; packages that tie all count."
    ),
)
"""What every draw and every count rests on."""


def conventions(disagreement: Disagreement) -> tuple[str, ...]:
    """The laws behind the draws, in sentences."""
    return (*CONVENTIONS, f"Gains start at: {disagreement}.")


def open_figures(unknowns: Unknowns) -> dict[str, int]:
    """How many numbers are open for each party that states a preference."""
    return {party.party: _open_figures(party) for party in unknowns.parties}


def _open_figures(party: PartyUnknowns) -> int:
    match party.weights:
        case Between():
            weights = _open_numbers(party.weights)
        case OrderedWeights(position):
            weights = len(position)
        case OpenWeights(issues, _):
            weights = len(issues)
        case law:
            weights = len(law.free)
    rest = [*party.values, party.extras]
    if isinstance(party.reservation, Between):
        rest.append(party.reservation)
    return weights + sum(_open_numbers(law) for law in rest)


def _open_numbers(law: ValueLaw) -> int:
    return max(len(law.position) - 2, 0) if isinstance(law, Ranked) else int((law.high > law.low).sum())


def could_not(
    unknowns: Unknowns, totals: Totals, drawn: Sequence[DrawnPackages], check: Check | None
) -> tuple[str, ...]:
    """What could not be computed, and why, in sentences."""
    problem, said = unknowns.problem, []
    titles = [problem.case.party(party).title for party in problem.silent]
    if titles:
        said.append(
            f"No preferences are stated for {', '.join(titles)}: of them only red lines are drawn."
            if unknowns.parties
            else "No preferences are stated: only red lines are drawn."
        )
    for party in unknowns.parties:
        if party.reservation is None:
            title = problem.case.party(party.party).title
            said.append(f"No reservation is stated for {title}: it accepts whatever keeps its red lines.")
    undecided = int((totals.verdicts < 0).sum())
    if undecided:
        said.append(
            f"In {undecided} draws the existence of a deal was not decided: {ROUNDS} rounds of prices and "
            f"{ROW_CAP} partial sums did not suffice, or the rules couple too much."
        )
    if unknowns.parties and totals.selected is None:
        said.append("Selections were not computed: the rules couple too many issues for where gains start.")
    without = sum(part.without for part in drawn) if unknowns.parties else 0
    if without:
        said.append(f"{without} drawn frontiers were not computed: a cap on work was reached.")
    rounded = sum(part.rounded for part in drawn)
    if rounded:
        said.append(f"{rounded} drawn frontiers were rounded to a grid; their packages are candidates.")
    if check is None and (without or rounded):
        said.append("No selection among candidates was held against an exact frontier: none was at hand.")
    return tuple(said)
