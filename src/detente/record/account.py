"""The account of what was said: positions, networks, what has moved, and how it fits the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.record.drift.run import Drift, drift
from detente.record.positions.by_hand import Comparison, beside_the_case
from detente.record.positions.matrix import Positions, positions
from detente.record.positions.network import Network, network

if TYPE_CHECKING:
    from datetime import date

    from detente.case.model import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that follows from the statements of a case.

    Attributes:
        positions: Who stands where on what, since when.
        network: Who agrees with whom.
        drift: What has moved in words.
        beside: The positions beside the statements that the case's numbers and lines cite.
    """

    positions: Positions
    network: Network
    drift: Drift
    beside: Comparison


def account_of(case: Case, *, on: date | str | None = None) -> Account:
    """Positions, networks and drift of a case, from its statements.

    Args:
        case: The case.
        on: A day (ISO) to look at; None for all that is on record.

    Raises:
        InputError: if ``on`` is no day.
    """
    found = positions(case, on=on)
    return Account(positions=found, network=network(found), drift=drift(found), beside=beside_the_case(found))
