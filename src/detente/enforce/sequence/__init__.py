"""Who goes first: the order of steps whose worst exposure is least, and what covers it."""

from __future__ import annotations

from detente.enforce.sequence.cover import Cover, Split, covers, order_cover, split, splits
from detente.enforce.sequence.exposure import Term, exposure, terms
from detente.enforce.sequence.matrix import Row, implementation_matrix
from detente.enforce.sequence.order import BestOrder, Moment, Trust, best_order
from detente.enforce.sequence.steps import Collateral, Step, StepPlan

__all__ = [
    "BestOrder",
    "Collateral",
    "Cover",
    "Moment",
    "Row",
    "Split",
    "Step",
    "StepPlan",
    "Term",
    "Trust",
    "best_order",
    "covers",
    "exposure",
    "implementation_matrix",
    "order_cover",
    "split",
    "splits",
    "terms",
]
