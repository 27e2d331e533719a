"""What the instruments of a plan cost, and what their figures rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from detente.case.verification import FigureKey, Instrument, Level
from detente.verify.instruments.cost import yearly_cost
from detente.verify.monitoring.holdings import Holding, Money
from detente.verify.reach import Stand

_COSTS: tuple[tuple[str, Level], ...] = (("low", "high"), ("mid", "mid"), ("high", "low"))
"""The end of a sum, and the run in which it is paid."""


def holdings(
    stands: Sequence[Stand], counts: Mapping[str, int], standing: Mapping[str, int]
) -> tuple[Holding, ...]:
    """The instruments of a plan by kind, dearest first."""
    copies, before = Counter[str](), Counter[str]()
    kinds: dict[str, Instrument] = {}
    for stand in stands:
        taken = counts.get(stand.id, 0)
        if taken:
            name = stand.instrument.id
            kinds[name] = stand.instrument
            copies[name] += taken
            before[name] += standing.get(stand.id, 0)
    found = [_holding(kinds[name], copies[name], before[name]) for name in kinds]
    return tuple(sorted(found, key=lambda each: (-(each.per_year.mid or 0.0), each.instrument)))


def yearly(instrument: Instrument) -> Money:
    """What one costs a year, at all levels."""
    low, mid, high = (yearly_cost(instrument, level) for _, level in _COSTS)
    return Money(low=low, mid=mid, high=high)


def total(sums: Iterable[Money]) -> Money:
    """All together; None where one of them is not known."""
    known = list(sums)
    return Money(
        low=_added([each.low for each in known]),
        mid=_added([each.mid for each in known]),
        high=_added([each.high for each in known]),
    )


def _added(parts: Sequence[float | None]) -> float | None:
    numbers = [part for part in parts if part is not None]
    return sum(numbers) if len(numbers) == len(parts) else None


def _times(money: Money, copies: int) -> Money:
    low, mid, high = (None if part is None else part * copies for part in (money.low, money.mid, money.high))
    return Money(low=low, mid=mid, high=high)


def _figure(instrument: Instrument, key: FigureKey) -> Money:
    known = instrument.figure(key)
    if known is None:
        return Money(low=None, mid=None, high=None)
    return Money(low=float(known.low), mid=float(known.mid), high=float(known.high))


def _holding(instrument: Instrument, copies: int, before: int) -> Holding:
    return Holding(
        instrument=instrument.id,
        title=instrument.title,
        owner=instrument.owner,
        nationality=instrument.nationality,
        territory=instrument.territory,
        copies=copies,
        standing=before,
        per_year=_times(yearly(instrument), copies),
        capital=_times(_figure(instrument, FigureKey.CAPITAL), copies),
        crew=_times(_figure(instrument, FigureKey.CREW), copies),
        certainty=certainties([instrument]),
    )


def certainties(instruments: Iterable[Instrument]) -> dict[str, int]:
    """How many figures rest on what."""
    return dict(
        sorted(Counter(row.value.certainty.value for item in instruments for row in item.figures).items())
    )
