"""Find, check and defend peace deals: acceptable to every party, verifiable by anyone, not worth breaking.

The names below are the public library; each loads what it needs on first use: importing costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from detente._version import __version__

if TYPE_CHECKING:
    from detente.accept.answer import Answer, solve
    from detente.accept.blockers import Blocker, Opening, blockers, openings
    from detente.accept.frontier import Frontier, pareto_frontier
    from detente.accept.proposal.likelihood import with_likelihood
    from detente.accept.proposal.propose import Proposals, propose
    from detente.accept.robustness.result import Effort, Robustness
    from detente.accept.robustness.run import robustness
    from detente.accept.solutions import Solution, egalitarian, kalai_smorodinsky, nash, utilitarian
    from detente.accept.space import Space, agreement_space, relax, standing
    from detente.accept.stability.case_graph import case_graph
    from detente.accept.stability.concepts import Stability, stability
    from detente.case.draft import read_draft
    from detente.case.entry import open_case
    from detente.case.model import Case
    from detente.errors import DetenteError, InputError

__all__ = [
    "Answer",
    "Blocker",
    "Case",
    "DetenteError",
    "Effort",
    "Frontier",
    "InputError",
    "Opening",
    "Proposals",
    "Robustness",
    "Solution",
    "Space",
    "Stability",
    "__version__",
    "agreement_space",
    "blockers",
    "case_graph",
    "egalitarian",
    "kalai_smorodinsky",
    "nash",
    "open_case",
    "openings",
    "pareto_frontier",
    "propose",
    "read_draft",
    "relax",
    "robustness",
    "solve",
    "stability",
    "standing",
    "utilitarian",
    "with_likelihood",
]

_HOMES = {
    "Answer": "accept.answer",
    "Blocker": "accept.blockers",
    "Case": "case.model",
    "DetenteError": "errors",
    "Effort": "accept.robustness.result",
    "Frontier": "accept.frontier",
    "InputError": "errors",
    "Opening": "accept.blockers",
    "Robustness": "accept.robustness.result",
    "Proposals": "accept.proposal.propose",
    "Solution": "accept.solutions",
    "Space": "accept.space",
    "Stability": "accept.stability.concepts",
    "agreement_space": "accept.space",
    "blockers": "accept.blockers",
    "case_graph": "accept.stability.case_graph",
    "egalitarian": "accept.solutions",
    "kalai_smorodinsky": "accept.solutions",
    "nash": "accept.solutions",
    "open_case": "case.entry",
    "openings": "accept.blockers",
    "pareto_frontier": "accept.frontier",
    "propose": "accept.proposal.propose",
    "read_draft": "case.draft",
    "relax": "accept.space",
    "robustness": "accept.robustness.run",
    "solve": "accept.answer",
    "stability": "accept.stability.concepts",
    "standing": "accept.space",
    "utilitarian": "accept.solutions",
    "with_likelihood": "accept.proposal.likelihood",
}


def __getattr__(name: str) -> object:
    """Load a public name from its room on first use."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'detente' has no attribute '{name}'")
    return getattr(import_module(f"detente.{home}"), name)


def __dir__() -> list[str]:
    """All public names."""
    return sorted(__all__)
