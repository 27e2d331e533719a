"""What tempts a side most, over all figures: violating, staging a breach of the other side, or both at once.

Framing brings ``p - d D V (1 - alpha)(phi - alpha_o)`` over keeping the deal, with ``p`` what it is paid at
once less its cost; doing both brings ``(beta - alpha)(phi - alpha_o) d D V`` more than the two taken apart
(:mod:`detente.enforce.compliance.holding`). Each factor is taken within its own interval, independently of
the others, so that the range holds for all figures and may be wider than it need be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from detente.enforce.compliance.bounds import Box, Interval, value_range
from detente.enforce.compliance.forms import conflict_share
from detente.enforce.compliance.framed import FramingBox


def greatest_excess(
    ways: Iterable[tuple[Interval, Interval]], box: Box, framing: FramingBox | None
) -> Interval | None:
    """The range of the largest gain of any deviation over keeping the deal; None where there is none.

    Args:
        ways: Of each violation beta, and what it brings over keeping the deal.
        box: The side's figures; gain and detection are not looked at.
        framing: What framing does; None where the side has no means for it.
    """
    found = list(_excesses(ways, box, framing))
    if not found:
        return None
    return Interval(max(each.low for each in found), max(each.high for each in found))


def _excesses(
    ways: Iterable[tuple[Interval, Interval]], box: Box, framing: FramingBox | None
) -> Iterator[Interval]:
    known = list(ways)
    yield from (excess for _, excess in known)
    if framing is None:
        return
    raised = _less(framing.success, box.other_alarm)
    later = _later(box)
    quiet = Interval(1 - box.false_alarm.high, 1 - box.false_alarm.low)
    alone = _less(framing.pay, _times(later, quiet, raised))
    yield alone
    for beta, excess in known:
        more = _times(_less(beta, box.false_alarm), raised, later)
        yield Interval(excess.low + alone.low + more.low, excess.high + alone.high + more.high)


def _later(box: Box) -> Interval:
    """``d D V``."""
    shares = [float(conflict_share(d, conflict)) for d, conflict in product(box.discount.ends, box.conflict)]
    return _times(box.discount, Interval(min(shares), max(shares)), value_range(box).outer)


def _less(one: Interval, other: Interval) -> Interval:
    return Interval(one.low - other.high, one.high - other.low)


def _times(*factors: Interval) -> Interval:
    found = Interval(1.0, 1.0)
    for factor in factors:
        ends = [one * two for one, two in product(found.ends, factor.ends)]
        found = Interval(min(ends), max(ends))
    return found
