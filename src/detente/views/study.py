"""What was worked out of a case beyond its answer, as far as it was: a page shows what there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.accept.proposal.propose import Proposals
    from detente.accept.robustness.result import Robustness
    from detente.accept.stability.examine import Examined
    from detente.assess.challenge import Challenge
    from detente.assess.run import Assessment
    from detente.enforce.deal.finding import Deal
    from detente.enforce.deal.order import Ordered
    from detente.verify.monitoring.model import MonitoringPlan
    from detente.watch.keeping.model import Keeping


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Study:
    """What was worked out beyond the answers.

    Attributes:
        robustness: Which findings hold over everything that is left open: of the case, then of each of its
            readings, in the order of the answers; None where no draws were made. May be shorter.
        stability: Whether deals hold, move by move, on the case's default graph.
        proposals: What can be put on the table next.
        monitoring: Whether a deal can be checked along the line; None where no plan was made.
        no_monitoring: Why not, with the way to one, as sentences.
        keeping: What can be said of its keeping; None where nothing was watched.
        no_keeping: Why not, with the way to it, as sentences.
        deal: Whether breaking a package pays; None where that was not asked.
        ordered: Who goes first; None where that was not asked.
        no_deal: Why neither, with the way to them, as sentences.
        rates_from: Where beta and alpha come from, as a sentence.
        assessment: Candidates through all three tests; None where that was not asked.
        challenge: What would change the conclusions; None where that was not asked.
        no_assessment: Why neither, with the way to them, as sentences.
    """

    robustness: tuple[Robustness | None, ...] = ()
    stability: Examined | None = None
    proposals: Proposals | None = None
    monitoring: MonitoringPlan | None = None
    no_monitoring: str = "No plan of instruments was made for this page."
    keeping: Keeping | None = None
    no_keeping: str = "Nothing was watched for this page."
    deal: Deal | None = None
    ordered: Ordered | None = None
    no_deal: str = "What breaking a deal brings was not asked for this page."
    rates_from: str = ""
    assessment: Assessment | None = None
    challenge: Challenge | None = None
    no_assessment: str = "Candidates were not put through the tests for this page."

    @property
    def own_robustness(self) -> Robustness | None:
        """That of the case itself."""
        return self.robustness[0] if self.robustness else None
