"""Does breaking the deal pay: the whole answer for one package of a case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente._version import __version__
from detente.case.model import Case
from detente.enforce.compliance.bounds import INFINITE
from detente.enforce.compliance.holding import compliance
from detente.enforce.compliance.stakes import least_stakes, stake_window
from detente.enforce.deal.joined import unjoined
from detente.enforce.deal.pact import Built, Drawn, pact_of
from detente.enforce.deal.rates import PlanRates
from detente.enforce.deal.senders import SnapbackFinding, weighed
from detente.enforce.deal.sides import Shares, SideFinding, side_finding
from detente.enforce.deal.stakes import RunsOut, runs_out
from detente.enforce.deal.standing import FILE, Standing, standing_under
from detente.errors import Fault, InputError
from detente.verify.monitoring.model import Assumed

DRAWS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A package and whether breaking it pays.

    Attributes:
        case: The case.
        assumed: The package, and why that one.
        standing: What stands under it.
        built: The pact at middle figures; None where it is not computed.
        sides: Both sides, in the file's order; empty where the pact is not computed.
        snapbacks: Those in force.
        runs_out: What stakes that are not put up anew for ever do; None where there are none.
        draws, seed: How many pacts were drawn, from which seed.
        could_not: What was not computed or not added, and why: sentences.
    """

    case: Case
    assumed: Assumed
    standing: Standing
    built: Built | None
    sides: tuple[SideFinding, ...]
    snapbacks: tuple[SnapbackFinding, ...]
    runs_out: RunsOut | None
    draws: int
    seed: int
    could_not: tuple[str, ...]
    version: str = __version__


def does_it_pay(
    case: Case, assumed: Assumed, *, rates: PlanRates | None = None, draws: int = DRAWS, seed: int = 0
) -> Deal:
    """Whether breaking a package pays either side, and what would make it not pay.

    Args:
        case: The case, with its enforcement.
        assumed: The package.
        rates: beta and alpha of a monitoring plan; None: the file's alone.
        draws: How many pacts are drawn, each figure evenly from its interval.
        seed: Of the draws; the same seed gives the same shares.

    Raises:
        InputError: no enforcement, an incomplete package, no draws or a negative seed.
    """
    if draws < 1 or seed < 0:
        message = f"{draws} draws from seed {seed}"
        raise InputError(Fault(place="draws", message=message, hint="one draw at least, a seed from 0 on"))
    standing = standing_under(case, assumed.package, rates)
    if not standing.is_computable:
        return Deal(
            case=case, assumed=assumed, standing=standing, built=None, sides=(), snapbacks=(), runs_out=None,
            draws=0, seed=seed, could_not=standing.could_not,
        )  # fmt: skip
    built = pact_of(standing)
    snapbacks = tuple(
        weighed(item, standing, built) for item in standing.snapbacks if _on_a_side(item.on, standing)
    )
    shares, together = _drawn(standing, draws, seed), least_stakes(built.pact)
    sides = tuple(
        side_finding(
            place, standing, built, snapbacks,
            jointly=None if together is None else float(together[place]), shares=shares[place],
        )
        for place in range(2)
    )  # fmt: skip
    first, second = (stake_window(built.pact, side) for side in built.pact.sides)
    return Deal(
        case=case,
        assumed=assumed,
        standing=standing,
        built=built,
        sides=sides,
        snapbacks=snapbacks,
        runs_out=runs_out(standing, built.pact, (first, second)),
        draws=draws,
        seed=seed,
        could_not=(
            *standing.could_not,
            *unjoined(standing),
            *_unweighed(snapbacks),
            *_unreviewed(case, sides),
        ),
    )


def _on_a_side(party: str, standing: Standing) -> bool:
    return any(side.terms.party == party for side in standing.sides)


def _unweighed(snapbacks: tuple[SnapbackFinding, ...]) -> list[str]:
    return [
        f"“{item.terms.title}” was not weighed: {item.why_not}; it counts for nothing here."
        for item in snapbacks
        if item.test is None
    ]


def _unreviewed(case: Case, sides: Sequence[SideFinding]) -> Iterator[str]:
    """Breaches of which nothing says how single acts are watched."""
    for side in sides:
        lacking = [item.breach for item in side.breaches if item.reviewed is None]
        if lacking:
            named = " and ".join(f"“{each.title}”" for each in lacking)
            yield (
                f"What a rule of alarms leaves {case.party(side.party).title} to gain from {named} (residual "
                "gain) is not known: nothing says how surely one act is put down to it and how many false "
                f"alarms there are a day. Give attributed and false_per_day in [sides.{side.party}.breaches."
                f"{lacking[0].id}] of {FILE}, or a plan: detente plan CASE --json -o FILE, then --plan FILE."
            )


def _drawn(standing: Standing, draws: int, seed: int) -> tuple[Shares, Shares]:
    """Over draws of all figures, framing and the senders' tests included."""
    import numpy as np

    picks = Drawn(np.random.default_rng(seed))
    kept = [0, 0]
    counts: list[dict[str, int]] = [dict.fromkeys(side.known, 0) for side in standing.sides]
    least: list[list[float]] = [[], []]
    for _ in range(draws):
        pact = pact_of(standing, picks).pact
        for place, verdict in enumerate(compliance(pact)):
            kept[place] += verdict.holds
            enough = stake_window(pact, verdict.side).least
            least[place].append(INFINITE if enough is None else float(enough))
            for item in verdict.temptations:
                violation = item.deviation.violation
                if violation is not None and item.deviation.framing is None:
                    counts[place][violation.id] += item.excess <= 0
    first, second = (
        Shares(
            kept=kept[place] / draws,
            breaches={name: count / draws for name, count in counts[place].items()},
            least=tuple(sorted(least[place])),
        )
        for place in range(2)
    )
    return first, second
