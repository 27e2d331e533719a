"""How likely each proposal is acceptable, joined to what was found without any draw.

Each proposal that is listed, and the draft itself, is held against the same seeded draws of everything that
the case leaves open (:func:`~detente.accept.robustness.run.acceptance`): intervals, ranks, options without a
value, and whether red lines are held. So the shares of two proposals differ by the proposals and never by
the draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.accept.proposal.proposal import Likelihood, Proposal
from detente.accept.robustness.run import acceptance

if TYPE_CHECKING:
    from detente.accept.proposal.propose import Proposals
    from detente.accept.proposal.remedy import Remedy

DRAWS = 10_000
"""Draws where nothing else is said."""

_Join = Callable[[Proposal], Proposal]


def with_likelihood(proposals: Proposals, *, draws: int = DRAWS, seed: int = 0) -> Proposals:
    """The same proposals, each with the likelihood that it is acceptable to each party and to all.

    Args:
        proposals: What :func:`~detente.accept.proposal.propose.propose` found.
        draws: How many draws are made, 1 or more.
        seed: Their seed; the same seed and number give the same shares.

    Raises:
        InputError: if the number of draws or the seed makes no sense.
    """
    case = proposals.problem.case
    listed = {tuple(known.package.values()): known.package for known in _listed(proposals)}
    found = acceptance(case, list(listed.values()), draws=draws, seed=seed)
    likelihood = {
        tuple(own.package.values()): Likelihood(to_each=own.acceptable, to_all=own.acceptable_to_all)
        for own in found
    }

    def join(proposal: Proposal) -> Proposal:
        return replace(proposal, likelihood=likelihood[tuple(proposal.package.values())])

    return replace(_joined(proposals, join), draws=draws, seed=seed)


def _remedies(proposals: Proposals) -> Iterator[Remedy]:
    yield from proposals.remedies.each
    if proposals.remedies.together is not None:
        yield proposals.remedies.together
    for way in proposals.opened:
        yield way.remedy


def _listed(proposals: Proposals) -> Iterator[Proposal]:
    yield proposals.drafted
    yield from proposals.text.proposals
    for remedy in _remedies(proposals):
        yield from remedy.proposals
    yield from (known.proposal for known in proposals.logrolls.logrolls)


def _joined(proposals: Proposals, join: _Join) -> Proposals:
    remedies, rolls = proposals.remedies, proposals.logrolls
    together = None if remedies.together is None else _answered(remedies.together, join)
    return replace(
        proposals,
        drafted=join(proposals.drafted),
        text=replace(proposals.text, proposals=tuple(map(join, proposals.text.proposals))),
        remedies=replace(
            remedies, each=tuple(_answered(own, join) for own in remedies.each), together=together
        ),
        opened=tuple(replace(way, remedy=_answered(way.remedy, join)) for way in proposals.opened),
        logrolls=replace(
            rolls,
            logrolls=tuple(replace(known, proposal=join(known.proposal)) for known in rolls.logrolls),
        ),
    )


def _answered(remedy: Remedy, join: _Join) -> Remedy:
    return replace(remedy, proposals=tuple(map(join, remedy.proposals)))
