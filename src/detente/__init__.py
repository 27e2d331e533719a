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
    from detente.assess.candidates import Candidate, candidates_of
    from detente.assess.challenge import Challenge, challenge
    from detente.assess.run import Assessment, assess_candidates
    from detente.assess.tried import TrialEffort
    from detente.case.draft import read_draft
    from detente.case.entry import open_case
    from detente.case.model import Case
    from detente.case.statements import Source
    from detente.enforce.deal.finding import Deal, does_it_pay
    from detente.enforce.deal.order import Ordered, who_goes_first
    from detente.enforce.deal.rates import rates_of
    from detente.errors import DetenteError, InputError
    from detente.record.article import Article, open_article
    from detente.record.drift.run import Drift, drift
    from detente.record.extract import read_article
    from detente.record.lexicon import Lexicon, case_lexicon, read_lexicon
    from detente.record.positions.matrix import Position, Positions, positions
    from detente.record.positions.network import Network, network
    from detente.record.reading_file import ReadingFile, read_reading, write_reading
    from detente.record.review.outcome import Outcome, outcomes
    from detente.record.statement import DraftStatement, Reading
    from detente.verify.line import ContactLine, draw_line
    from detente.verify.monitoring import MonitoringPlan, monitoring_plan
    from detente.verify.monitoring.assumed import assumed_package
    from detente.verify.plan import best_mean, best_worst, cover_problem, least_cost
    from detente.watch.keeping import Keeping, watch_case
    from detente.watch.scan.excess import scan_excess
    from detente.watch.scan.parity import scan_bernoulli, scan_permutation, scan_poisson
    from detente.watch.scan.result import Cluster, Scan
    from detente.watch.scan.standard import expected_cases
    from detente.watch.scan.trial import Trial
    from detente.watch.scan.windows import Horizon
    from detente.watch.scan.zones import Circles

__all__ = [
    "Answer",
    "Article",
    "Assessment",
    "Blocker",
    "Candidate",
    "Case",
    "Challenge",
    "Circles",
    "Cluster",
    "ContactLine",
    "Deal",
    "DetenteError",
    "DraftStatement",
    "Drift",
    "Effort",
    "Frontier",
    "Horizon",
    "InputError",
    "Keeping",
    "Lexicon",
    "MonitoringPlan",
    "Network",
    "Opening",
    "Ordered",
    "Outcome",
    "Position",
    "Positions",
    "Proposals",
    "Reading",
    "ReadingFile",
    "Robustness",
    "Scan",
    "Solution",
    "Source",
    "Space",
    "Stability",
    "Trial",
    "TrialEffort",
    "__version__",
    "agreement_space",
    "assess_candidates",
    "assumed_package",
    "best_mean",
    "best_worst",
    "blockers",
    "candidates_of",
    "case_graph",
    "case_lexicon",
    "challenge",
    "cover_problem",
    "does_it_pay",
    "draw_line",
    "drift",
    "egalitarian",
    "expected_cases",
    "kalai_smorodinsky",
    "least_cost",
    "monitoring_plan",
    "nash",
    "network",
    "open_article",
    "open_case",
    "openings",
    "outcomes",
    "pareto_frontier",
    "positions",
    "propose",
    "rates_of",
    "read_article",
    "read_draft",
    "read_lexicon",
    "read_reading",
    "relax",
    "robustness",
    "scan_bernoulli",
    "scan_excess",
    "scan_permutation",
    "scan_poisson",
    "solve",
    "stability",
    "standing",
    "utilitarian",
    "watch_case",
    "who_goes_first",
    "with_likelihood",
    "write_reading",
]

_HOMES = {
    "Answer": "accept.answer",
    "Article": "record.article",
    "Assessment": "assess.run",
    "Blocker": "accept.blockers",
    "Candidate": "assess.candidates",
    "Case": "case.model",
    "Challenge": "assess.challenge",
    "Circles": "watch.scan.zones",
    "Cluster": "watch.scan.result",
    "ContactLine": "verify.line",
    "Deal": "enforce.deal.finding",
    "DetenteError": "errors",
    "DraftStatement": "record.statement",
    "Drift": "record.drift.run",
    "Effort": "accept.robustness.result",
    "Frontier": "accept.frontier",
    "Horizon": "watch.scan.windows",
    "InputError": "errors",
    "Keeping": "watch.keeping",
    "Lexicon": "record.lexicon",
    "MonitoringPlan": "verify.monitoring",
    "Network": "record.positions.network",
    "Opening": "accept.blockers",
    "Ordered": "enforce.deal.order",
    "Outcome": "record.review.outcome",
    "Position": "record.positions.matrix",
    "Positions": "record.positions.matrix",
    "Proposals": "accept.proposal.propose",
    "Reading": "record.statement",
    "ReadingFile": "record.reading_file",
    "Robustness": "accept.robustness.result",
    "Scan": "watch.scan.result",
    "Solution": "accept.solutions",
    "Source": "case.statements",
    "Space": "accept.space",
    "Stability": "accept.stability.concepts",
    "Trial": "watch.scan.trial",
    "TrialEffort": "assess.tried",
    "agreement_space": "accept.space",
    "assess_candidates": "assess.run",
    "assumed_package": "verify.monitoring.assumed",
    "best_mean": "verify.plan",
    "best_worst": "verify.plan",
    "blockers": "accept.blockers",
    "candidates_of": "assess.candidates",
    "case_graph": "accept.stability.case_graph",
    "case_lexicon": "record.lexicon",
    "challenge": "assess.challenge",
    "cover_problem": "verify.plan",
    "does_it_pay": "enforce.deal.finding",
    "draw_line": "verify.line",
    "drift": "record.drift.run",
    "egalitarian": "accept.solutions",
    "expected_cases": "watch.scan.standard",
    "kalai_smorodinsky": "accept.solutions",
    "least_cost": "verify.plan",
    "monitoring_plan": "verify.monitoring",
    "nash": "accept.solutions",
    "network": "record.positions.network",
    "open_article": "record.article",
    "open_case": "case.entry",
    "openings": "accept.blockers",
    "outcomes": "record.review.outcome",
    "pareto_frontier": "accept.frontier",
    "positions": "record.positions.matrix",
    "propose": "accept.proposal.propose",
    "rates_of": "enforce.deal.rates",
    "read_article": "record.extract",
    "read_draft": "case.draft",
    "read_lexicon": "record.lexicon",
    "read_reading": "record.reading_file",
    "relax": "accept.space",
    "robustness": "accept.robustness.run",
    "scan_bernoulli": "watch.scan.parity",
    "scan_excess": "watch.scan.excess",
    "scan_permutation": "watch.scan.parity",
    "scan_poisson": "watch.scan.parity",
    "solve": "accept.answer",
    "stability": "accept.stability.concepts",
    "standing": "accept.space",
    "utilitarian": "accept.solutions",
    "watch_case": "watch.keeping",
    "who_goes_first": "enforce.deal.order",
    "with_likelihood": "accept.proposal.likelihood",
    "write_reading": "record.reading_file",
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
