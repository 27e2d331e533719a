"""Is a deal stable against each party's moves and the others' replies? The graph model of conflicts."""

from __future__ import annotations

from detente.accept.stability.concepts import (
    EXTENSIONS,
    STABILITY_CONCEPTS,
    Extension,
    Stability,
    StabilityConcept,
    stability,
)
from detente.accept.stability.reasons import Reason, Step, reasons
from detente.accept.stability.replies import SANCTIONS, Sanctions

__all__ = [
    "EXTENSIONS",
    "SANCTIONS",
    "STABILITY_CONCEPTS",
    "Extension",
    "Reason",
    "Sanctions",
    "Stability",
    "StabilityConcept",
    "Step",
    "reasons",
    "stability",
]
