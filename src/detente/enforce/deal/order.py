"""Who goes first under a package: the best order, what it leaves to trust, and what would cover that."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from detente._version import __version__
from detente.case.model import Case
from detente.enforce.compliance.bounds import Interval
from detente.enforce.deal.rates import PlanRates
from detente.enforce.deal.standing import Standing, standing_under
from detente.enforce.deal.steps import StepsUnder, order_range, steps_under, unseen, worst_range
from detente.enforce.sequence.cover import Cover, Split, covers, order_cover, splits
from detente.enforce.sequence.matrix import Row, implementation_matrix
from detente.enforce.sequence.order import BestOrder, best_order
from detente.verify.monitoring.model import Assumed


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """A package carried out step by step.

    Attributes:
        case: The case.
        assumed: The package, and why that one.
        standing: What stands under it.
        under: Its steps; None where there are none, and then all that follows is empty.
        best: The order whose worst exposure is least, at middle figures.
        worst: Between which ends the least worst exposure lies whatever the figures: a sound outer range.
        order_worst: The same for the order at hand.
        rows: The implementation matrix.
        tolerance: The worst exposure that is borne, in the parties' scales.
        covers: For each party and kind alone, the least collateral that takes the worst exposure down to it
            in some order; None where none does.
        together: What the order at hand needs for that, all of it together.
        splits: Each step that can be split, the least worst exposure first.
        could_not: What is not known, and how it was taken: sentences.
    """

    case: Case
    assumed: Assumed
    standing: Standing
    under: StepsUnder | None
    best: BestOrder | None
    worst: Interval | None
    order_worst: Interval | None
    rows: tuple[Row, ...]
    tolerance: Fraction
    covers: tuple[Cover, ...]
    together: tuple[Cover, ...]
    splits: tuple[Split, ...]
    could_not: tuple[str, ...]
    version: str = __version__


def who_goes_first(
    case: Case, assumed: Assumed, *, rates: PlanRates | None = None, tolerance: Fraction = Fraction(0)
) -> Ordered:
    """In which order a package is carried out so that the worst exposure is least.

    Args:
        case: The case, with its enforcement.
        assumed: The package.
        rates: beta of a monitoring plan, for steps that the file leaves to it; None: the file's alone.
        tolerance: The worst exposure that is borne, in the parties' scales; what covers the rest is sought.

    Raises:
        InputError: a negative tolerance, no enforcement, an incomplete package, or too many steps.
    """
    standing = standing_under(case, assumed.package, rates)
    under = steps_under(standing)
    if under is None:
        return Ordered(
            case=case, assumed=assumed, standing=standing, under=None, best=None, worst=None,
            order_worst=None, rows=(), tolerance=tolerance, covers=(), together=(), splits=(),
            could_not=("The package has no steps that the case speaks of.",),
        )  # fmt: skip
    best = best_order(under.plan)
    return Ordered(
        case=case,
        assumed=assumed,
        standing=standing,
        under=under,
        best=best,
        worst=worst_range(standing, under),
        order_worst=order_range(standing, under, best),
        rows=implementation_matrix(best),
        tolerance=tolerance,
        covers=covers(under.plan, tolerance=tolerance),
        together=order_cover(best, tolerance=tolerance),
        splits=splits(under.plan),
        could_not=tuple(_not_known(standing, under)),
    )


def _not_known(standing: Standing, under: StepsUnder) -> list[str]:
    titles = {step.id: step.title for step in standing.terms.steps}
    unknown = [
        f"How surely a pretence of “{titles[name]}” would be seen is in neither a plan nor the file: nobody "
        "counts on that step here."
        for name in unseen(under)
    ]
    waits = [
        f"“{titles[name]}” waits for “{titles[gone]}”, which this package does not have: it is taken to wait "
        "for nothing in its place."
        for name, away in under.dropped.items()
        for gone in away
    ]
    unwatched = [
        f"“{titles[name]}” is seen with “{titles[gone]}”, which this package does not have: its chance of "
        "being seen is taken as it stands."
        for name, gone in under.unwatched.items()
    ]
    return [*unknown, *waits, *unwatched]
