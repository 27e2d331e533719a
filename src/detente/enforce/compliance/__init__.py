"""Does breaking the deal pay, and what makes it not pay? Two sides, public alarms, collateral, conflict."""

from __future__ import annotations

from detente.enforce.compliance.bounds import (
    Box,
    Interval,
    Range,
    least_loss_range,
    most_gain_range,
    value_range,
    worth_range,
)
from detente.enforce.compliance.depletion import Depletion, depletion
from detente.enforce.compliance.deterrence import Deterrence, deterrence
from detente.enforce.compliance.draws import Draws, drawn_compliance
from detente.enforce.compliance.framed import FramingBox, framed_forfeit_range, framing_forfeit_range
from detente.enforce.compliance.holding import Compliance, Deviation, Temptation, compliance
from detente.enforce.compliance.sides import Framing, Pact, Side, Violation
from detente.enforce.compliance.snapback import Snapback, SnapbackTest, weigh_snapback
from detente.enforce.compliance.stakes import (
    Stake,
    StakeStatus,
    StakeWindow,
    can_be_deterred,
    effective,
    least_stakes,
    stake_window,
    yield_of,
)
from detente.enforce.compliance.units import (
    Booking,
    Exchange,
    Money,
    UnitError,
    Utility,
    book_once,
    in_one_unit,
    least_worth_of_money,
)

__all__ = [
    "Booking",
    "Box",
    "Compliance",
    "Depletion",
    "Deterrence",
    "Deviation",
    "Draws",
    "Exchange",
    "Framing",
    "FramingBox",
    "Interval",
    "Money",
    "Pact",
    "Range",
    "Side",
    "Snapback",
    "SnapbackTest",
    "Stake",
    "StakeStatus",
    "StakeWindow",
    "Temptation",
    "UnitError",
    "Utility",
    "Violation",
    "book_once",
    "can_be_deterred",
    "compliance",
    "depletion",
    "deterrence",
    "drawn_compliance",
    "effective",
    "framed_forfeit_range",
    "framing_forfeit_range",
    "in_one_unit",
    "least_loss_range",
    "least_stakes",
    "least_worth_of_money",
    "most_gain_range",
    "stake_window",
    "value_range",
    "weigh_snapback",
    "worth_range",
    "yield_of",
]
