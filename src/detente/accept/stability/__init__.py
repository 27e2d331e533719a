"""Is a deal stable against each party's moves and the others' replies? The graph model of conflicts."""

from __future__ import annotations

from detente.accept.stability.candidates import Candidate, candidates
from detente.accept.stability.case_graph import NO_DEAL, case_graph, in_force
from detente.accept.stability.concepts import EXTENSIONS, STABILITY_CONCEPTS, Stability, stability
from detente.accept.stability.examine import Examined, examine, examine_case
from detente.accept.stability.reasons import Reason, Step, reasons
from detente.accept.stability.replies import SANCTIONS

__all__ = [
    "EXTENSIONS",
    "NO_DEAL",
    "SANCTIONS",
    "STABILITY_CONCEPTS",
    "Candidate",
    "Examined",
    "Reason",
    "Stability",
    "Step",
    "candidates",
    "case_graph",
    "examine",
    "examine_case",
    "in_force",
    "reasons",
    "stability",
]
