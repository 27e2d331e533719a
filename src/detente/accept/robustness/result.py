"""What robustness finds: shares of draws with their errors, and all that is needed to defend them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.accept.robustness.choice import Selection
from detente.accept.robustness.indices import Index
from detente.accept.robustness.paired import Marked
from detente.accept.robustness.share import Share
from detente.case.model import Case

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from detente.accept.disagreement import Disagreement


ENOUGH = 100
"""Draws with an outcome, and without it, from which on the bars of its indices hold, nearly, as stated."""

Settlement = Mapping[str, Mapping[str, Share]]
"""For each issue and option the share of draws in which a selected package takes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much work is done; the same effort and seed give the same numbers.

    Attributes:
        draws: Draws of everything that is open.
        frontiers: Of how many draws the exact frontier is computed to find candidate packages: the first ones
            whose red lines leave a package.
        best: How many packages of each such frontier become candidates by each solution concept.
        checks: In how many further draws the selection among candidates is held against the exact frontier.
        listed: How many packages are listed by each criterion, beside the named ones.
        importance: Draws for the importance of each group of inputs; 0 leaves importance out.
        resamples: Bootstrap resamples behind the bars of importance.
    """

    draws: int = 10_000
    frontiers: int = 200
    best: int = 20
    checks: int = 100
    listed: int = 5
    importance: int = 1_000
    resamples: int = 500


def effort_of(draws: int) -> Effort:
    """As much of everything else as goes with so many draws: in proportion up to 10,000, then no more.

    Fewer draws are for a quick look; the bars of importance say what that costs.
    """
    whole = Effort()
    part = min(draws / whole.draws, 1.0)
    return Effort(
        draws=draws,
        frontiers=max(round(whole.frontiers * part), 10),
        checks=max(round(whole.checks * part), 5),
        importance=max(round(whole.importance * part), 500),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """One combination of red lines that are held, fallen back, or given up.

    Attributes:
        levels: For each red line 0 (held), 1 (first fallback), ...; one more than its fallbacks: given up.
        draws: How many draws have it. deals: In how many of them a deal exists.
        undecided: In how many that was not decided.
        ruled_out: Whether rules and the lines in force alone leave no package, whatever else is drawn.
    """

    levels: Mapping[str, int]
    draws: int
    deals: int
    undecided: int
    ruled_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """How probable it is that a package is acceptable.

    Attributes:
        package: ``{issue: option}``.
        acceptable: For each party the share of draws in which it accepts.
        acceptable_to_all: Share of draws in which all accept, and it breaks no rule.
        drawn, drawn_to_all: The same draw by draw; packages of one call share their draws.
    """

    package: Mapping[str, str]
    acceptable: Mapping[str, Share]
    acceptable_to_all: Share
    drawn: Mapping[str, Marked]
    drawn_to_all: Marked


@dataclass(frozen=True, slots=True, kw_only=True)
class RobustPackage:
    """One package over all draws.

    Attributes:
        package: ``{issue: option}``.
        names: Why it is listed beside the best candidates: ``nash``, ``kalai_smorodinsky``, ``egalitarian``,
            ``utilitarian`` (the solutions at the centroids), ``way:LINE+LINE`` (the Nash package where these
            demands are given up), ``like:PARTY`` (no deal as the party has it), ``given:NAME``.
        broken: Ids of the structural rules that it breaks, ``agreed:ISSUE`` for what is agreed otherwise.
        acceptable: For each party the share of draws in which it accepts: the package keeps the party's own
            red lines, as drawn, and is worth at least its reservation.
        acceptable_to_all: Share of draws in which all accept, and it breaks no rule.
        selected: For each concept the share of draws in which it is selected among the candidates; packages
            that tie all count. None where selections could not be computed.
        ranks: For each party that states a preference in how many draws the package is first, second, ...
            among the listed ones by its utility; packages that tie share the better rank.
        central_weights: For each such party its mean drawn weight of each issue over the draws in which the
            package is first; None where it never is.
        nash_weights: The same over the draws in which the package is a Nash package among the candidates.
    """

    package: Mapping[str, str]
    names: tuple[str, ...]
    broken: tuple[str, ...]
    acceptable: Mapping[str, Share]
    acceptable_to_all: Share
    selected: Mapping[Selection, Share] | None
    ranks: Mapping[str, tuple[int, ...]]
    central_weights: Mapping[str, Mapping[str, float] | None]
    nash_weights: Mapping[str, Mapping[str, float] | None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidates:
    """All candidate packages, with their counts over the draws.

    Attributes:
        choices: Option numbers in the order of the case, shape (packages, issues); named packages first.
        accepted: In how many draws each party of the case accepts, shape (parties, packages).
        agreed: In how many draws all accept and no rule is broken, shape (packages,).
        selected: In how many draws each concept selects it, shape (packages,); None: not computed.
        frontiers: How many drawn frontiers they come from.
        rounded: How many of these were too large to be exact and were rounded to a grid.
        without: How many draws had no frontier because a cap was reached.
        covered: In how many draws at least one of them is in the space.
    """

    choices: NDArray[np.int16]
    accepted: NDArray[np.int64]
    agreed: NDArray[np.int64]
    selected: Mapping[Selection, NDArray[np.int64]] | None
    frontiers: int
    rounded: int
    without: int
    covered: int

    def __len__(self) -> int:
        """Number of packages."""
        return len(self.choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What it costs to select among candidates instead of all packages.

    Attributes:
        same: For each concept the share of checked draws in which the candidates give each party exactly what
            a package selected on the exact frontier does.
        mean_shortfall: Mean over the checked draws of the share of the geometric mean of gains that the
            candidates' Nash package falls short of the exact one.
        worst_shortfall: The largest.
        left_out: Draws that were to be checked, but their frontiers were too large to be exact.
    """

    same: Mapping[Selection, Share]
    mean_shortfall: float
    worst_shortfall: float
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupImportance:
    """How much of an outcome goes back to one group of open inputs.

    Attributes:
        place: Where the group stands in the case, such as ``parties.north.weights`` or ``red_lines.l1``.
    """

    place: str
    index: Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Importance:
    """Which open inputs an outcome hangs on.

    Attributes:
        outcome: ``deal`` (one exists) or ``accepted`` (all accept ``package``).
        package: The package that is meant: what Nash selects at the centroids.
        share: How often the outcome holds over both samples.
        left_out: Draws left out because the outcome was not decided in one of their variants.
        groups: The groups, by total index; None where the outcome never varies.
    """

    outcome: str
    package: Mapping[str, str] | None
    share: Share
    left_out: int
    groups: tuple[GroupImportance, ...] | None

    @property
    def is_rare(self) -> bool:
        """Whether the outcome, or its absence, is too rare among the draws for the bars to hold.

        The bootstrap knows nothing of what happened in no draw: with 20 draws that go the other way, two in
        three bars of 95 % hold the index, with 100 nine in ten.
        """
        return min(self.share.count, self.share.draws - self.share.count) < ENOUGH


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Robustness:
    """Which findings hold over everything that the case leaves open.

    Attributes:
        case: The case.
        seed: The seed of all draws.
        effort: How much was done.
        disagreement: Where gains start.
        conventions: What was assumed, in sentences.
        open_figures: For each party how many numbers are open (an interval, an unvalued option, a rank).
        rounded: Parties whose stated numbers, too, had to be rounded to the grid.
        deal: Share of draws in which a deal exists; draws that were not decided count as without.
        undecided: Draws in which that was not decided: the share may be higher by so many.
        ruled_out: Draws in which rules and red lines alone leave no package.
        combinations: The drawn combinations of red lines, most frequent first.
        candidates: All candidate packages with their counts.
        packages: The named candidates, and the best by each criterion.
        settlements: For each concept and option the share of the draws with a candidate in the space
            (``candidates.covered``) in which a selected package takes the option; with ties several do. None
            where nothing was selected.
        check: The selection among candidates against exact frontiers; None where nothing was checked (also
            where only red lines are open and each combination of them gave its frontier).
        importance: Outcomes and the inputs they hang on; empty where nothing is open.
        could_not: What could not be computed, and why, in sentences.
    """

    case: Case = field(repr=False)
    seed: int
    effort: Effort
    disagreement: Disagreement
    conventions: tuple[str, ...]
    open_figures: Mapping[str, int]
    rounded: tuple[str, ...]
    deal: Share
    undecided: int
    ruled_out: int
    combinations: tuple[Combination, ...]
    candidates: Candidates
    packages: tuple[RobustPackage, ...]
    settlements: Mapping[Selection, Settlement] | None
    check: Check | None
    importance: tuple[Importance, ...]
    could_not: tuple[str, ...]
