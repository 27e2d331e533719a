"""Likelihoods joined to proposals, and the nearest deals under openings, against every package tried."""

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.accept.proposal.likelihood import with_likelihood
from detente.accept.proposal.opened import Opened
from detente.accept.proposal.proposal import Proposal
from detente.accept.proposal.propose import Proposals, propose
from detente.accept.robustness.run import acceptance
from detente.case.formula import Formula, holds
from tests.proposal_strategies import OPEN, PAIRS, SILENT, SMALL, Given, on_the_table

DEMANDING = replace(SMALL, red_lines=(2, 5), reservations=("none", "point"))


def listed(found: Proposals) -> Iterator[Proposal]:
    yield from (found.drafted, *found.text.proposals)
    together = () if found.remedies.together is None else (found.remedies.together,)
    for remedy in (*found.remedies.each, *together, *(way.remedy for way in found.opened)):
        yield from remedy.proposals
    yield from (roll.proposal for roll in found.logrolls.logrolls)


@settings(max_examples=60)
@given(on_the_table(SMALL, OPEN, SILENT, PAIRS), st.integers(0, 3))
def test_likelihoods_are_shares_of_the_draws_of_robustness(table: Given, seed: int) -> None:
    bare = propose(table.problem, table.draft)
    assert (bare.draws, bare.seed) == (0, None)
    assert {proposal.likelihood for proposal in listed(bare)} == {None}
    found = with_likelihood(bare, draws=25, seed=seed)
    again = with_likelihood(bare, draws=25, seed=seed)
    assert (found.draws, found.seed) == (25, seed)
    assert [*listed(found)] == [*listed(again)]
    assert [replace(each, likelihood=None) for each in listed(found)] == [*listed(bare)]
    for proposal in listed(found):
        assert proposal.likelihood is not None
        (known,) = acceptance(table.problem.case, [proposal.package], draws=25, seed=seed)
        assert proposal.likelihood.to_each == known.acceptable
        assert proposal.likelihood.to_all == known.acceptable_to_all
        shares = [share.value for share in proposal.likelihood.to_each.values()]
        assert 0 <= proposal.likelihood.to_all.value <= min(shares) <= max(shares) <= 1


@settings(max_examples=200)
@given(on_the_table(DEMANDING, replace(DEMANDING, figures="mixed"), SILENT))
def test_under_an_opening_the_nearest_deal_is_that_of_every_package_tried(table: Given) -> None:
    found = propose(table.problem, table.draft)
    together = found.remedies.together
    assert bool(found.opened) == (together is not None and together.exists is False)
    for way in found.opened:
        deals = [package for package in table.packages if _allowed(table, way, package)]
        assert deals
        least = min(table.changes(package) for package in deals)
        nearest = [package for package in deals if table.changes(package) == least]
        assert (way.remedy.exists, way.remedy.changes) == (True, least)
        assert way.remedy.packages == len(nearest)
        assert {table.problem.numbers(each.package) for each in way.remedy.proposals} <= {*nearest}
        improved = [table.problem.numbers(each.package) for each in found.text.proposals]
        assert way.improvements == tuple(n for n, package in enumerate(improved) if package in deals)
        for proposal in way.remedy.proposals:
            crossed = [name for effect in proposal.effects.values() for name in effect.crosses_after]
            own = table.problem.numbers(proposal.package)
            assert sorted(crossed) == sorted(x.id for x in table.problem.lines if not holds(x.formula, own))


def _allowed(table: Given, way: Opened, package: tuple[int, ...]) -> bool:
    """Whether a package keeps all that is still demanded once the opening is taken."""
    kept: list[Formula] = []
    for line in table.problem.lines:
        if line.id in way.fallback:
            kept.append(line.fallback[way.fallback[line.id]])
        elif line.id not in way.opening.red_lines:
            kept.append(line.formula)
    return all(holds(formula, package) for formula in kept) and all(
        utility.reservation is None
        or utility.party in way.opening.reservations
        or utility.of(package) >= utility.reservation
        for utility in table.problem.utilities
    )
