"""Positions from statements: who stands where on what, since when, and who agrees with whom."""

from detente.record.positions.by_hand import Comparison, Difference, Why, beside_the_case, cited_by_hand
from detente.record.positions.days import Count, Days, days_of, days_since, said
from detente.record.positions.matrix import Holding, Position, Positions, Stand, positions
from detente.record.positions.network import Network, Tie, network
from detente.record.positions.sides import Aside, Side, side_of

__all__ = [
    "Aside",
    "Comparison",
    "Count",
    "Days",
    "Difference",
    "Holding",
    "Network",
    "Position",
    "Positions",
    "Side",
    "Stand",
    "Tie",
    "Why",
    "beside_the_case",
    "cited_by_hand",
    "days_of",
    "days_since",
    "network",
    "positions",
    "said",
    "side_of",
]
