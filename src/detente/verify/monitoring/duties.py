"""The obligations under a package: what is placed for them, or which means there are, and beta and alpha."""

from __future__ import annotations

from collections.abc import Sequence

from detente.case.verification import Instrument, Obligation, Verification
from detente.verify.instruments.means import active, means
from detente.verify.instruments.table import instruments_of
from detente.verify.instruments.usable import usable
from detente.verify.means_rates import MeansRates, means_rates
from detente.verify.monitoring.holdings import Money
from detente.verify.monitoring.model import Duty
from detente.verify.monitoring.money import total, yearly
from detente.verify.monitoring.otherwise import HeldRates
from detente.verify.monitoring.pose import Asked
from detente.verify.monitoring.seen import Watch
from detente.verify.outcome_rates import obligation_rates
from detente.verify.placement import PLACED, Placement
from detente.verify.site import Floats


def held_rates(asked: Asked, found: Placement, counts: Floats, verification: Verification) -> HeldRates:
    """Beta and alpha of copies, by the figures of the placement's level."""
    package, case = asked.assumed.package, asked.case
    left = _left(asked, verification)
    return HeldRates(
        placed=obligation_rates(found, counts, verification) if verification.alarm and found.blocks else (),
        means=tuple(
            rate
            for item in active(case, package)
            if item.kind not in PLACED
            for rate in means_rates(item, left, verification, found.level)
        ),
    )


def duties(
    asked: Asked, rates: HeldRates, watched: Sequence[Watch], verification: Verification
) -> tuple[Duty, ...]:
    """Every obligation that the package brings, in the order of the case."""
    package, case = asked.assumed.package, asked.case
    left = _left(asked, verification)
    placed = {
        item.id: Duty(
            obligation=item,
            placed=True,
            target=next((each.target for each in watched if each.obligation == item.id), None),
            seen={name: _worst(watched, item.id, name) for name in item.violations},
            rates=tuple(rate for rate in rates.placed if rate.obligation == item.id),
            means=(),
            per_year=None,
        )
        for item in active(case, package)
        if item.kind in PLACED
    }
    return tuple(
        placed.get(item.id)
        or _by_means(item, left, tuple(rate for rate in rates.means if rate.obligation == item.id))
        for item in active(case, package)
    )


def _left(asked: Asked, verification: Verification) -> Sequence[Instrument]:
    """The instruments that the package and the red lines leave."""
    package, relaxed = asked.assumed.package, asked.assumed.relaxed
    return usable(instruments_of(verification), package, asked.case, relaxed=relaxed).instruments


def _worst(watched: Sequence[Watch], obligation: str, violation: str) -> dict[str, float] | None:
    """By hour, where it is least likely seen; None where nothing sees it anywhere."""
    mine = [each for each in watched if (each.obligation, each.violation) == (obligation, violation)]
    if not any(hour.seen for each in mine for hour in each.hours.values()):
        return None
    worst = min(mine, key=lambda each: each.worst.seen)
    return {name: hour.seen for name, hour in worst.hours.items()}


def _by_means(item: Obligation, left: Sequence[Instrument], rated: tuple[MeansRates, ...]) -> Duty:
    of_use = [instrument for instrument, names in means(item, left) if names]
    costs: Money | None = total(yearly(instrument) for instrument in of_use) if of_use else None
    return Duty(
        obligation=item,
        placed=False,
        target=None if item.target is None else float(item.target),
        seen={each.violation: None if each.seen is None else {"": each.seen} for each in rated},
        rates=(),
        means=rated,
        per_year=costs,
    )
