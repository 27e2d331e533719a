"""From a case and a package to the pact and the steps that it makes: does breaking it pay, who goes first."""

from __future__ import annotations

from detente.enforce.deal.finding import Deal, does_it_pay
from detente.enforce.deal.order import Ordered, who_goes_first
from detente.enforce.deal.pact import Built, Drawn, Middles, pact_of
from detente.enforce.deal.rates import Origin, PlanRates, Rate, rates_of
from detente.enforce.deal.senders import Imposed, SnapbackFinding
from detente.enforce.deal.sides import BreachFinding, SideFinding
from detente.enforce.deal.spans import Span
from detente.enforce.deal.stakes import RunsOut, StakeFinding
from detente.enforce.deal.standing import Standing, standing_under, terms_of

__all__ = [
    "BreachFinding",
    "Built",
    "Deal",
    "Drawn",
    "Imposed",
    "Middles",
    "Ordered",
    "Origin",
    "PlanRates",
    "Rate",
    "RunsOut",
    "SideFinding",
    "SnapbackFinding",
    "Span",
    "StakeFinding",
    "Standing",
    "does_it_pay",
    "pact_of",
    "rates_of",
    "standing_under",
    "terms_of",
    "who_goes_first",
]
