"""Proposals as a table: a row for the draft, then one for each proposal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.views.csv_text import csv_row

if TYPE_CHECKING:
    from detente.accept.proposal.proposal import Effect, Proposal
    from detente.accept.proposal.propose import Proposals


def propose_csv(found: Proposals) -> Iterator[str]:
    """The table as text, row by row.

    Columns: ``kind`` (``draft``, ``improvement``, ``remedy``, ``opening``, ``logroll``), ``for`` (the parties
    answered, what gives way, or who exchanges, with ``;`` between them), ``number`` from 1 within these,
    ``changes``, one for each issue with the option's id; for each party ``utility.``, ``gain.``, ``crosses.``
    (ids of its red lines, ``;`` between them), ``accepts.`` and ``error.`` (share of draws and its standard
    error); ``accepts``, ``error`` of all together. What is not known is empty.
    """
    case = found.problem.case
    parties = [party.id for party in case.parties]
    heads = ["kind", "for", "number", "changes", *(issue.id for issue in case.issues)]
    heads += [
        f"{column}.{party}"
        for party in parties
        for column in ("utility", "gain", "crosses", "accepts", "error")
    ]
    yield csv_row([*heads, "accepts", "error"])
    for kind, whom, proposals in _groups(found):
        for number, proposal in enumerate(proposals, start=1):
            yield csv_row([kind, ";".join(whom), str(number), *_cells(proposal)])


def _groups(found: Proposals) -> Iterator[tuple[str, tuple[str, ...], tuple[Proposal, ...]]]:
    yield "draft", (), (found.drafted,)
    yield "improvement", (), found.text.proposals
    together = found.remedies.together
    for remedy in (*found.remedies.each, *(() if together is None else (together,))):
        yield "remedy", remedy.parties, remedy.proposals
    for way in found.opened:
        yield "opening", (*way.opening.red_lines, *way.opening.reservations), way.remedy.proposals
    for known in found.logrolls.logrolls:
        yield "logroll", known.parties, (known.proposal,)


def _cells(proposal: Proposal) -> list[str]:
    cells = [str(len(proposal.changes)), *proposal.package.values()]
    likelihood = proposal.likelihood
    for party, effect in proposal.effects.items():
        cells += _effect(effect)
        share = None if likelihood is None else likelihood.to_each[party]
        cells += ["", ""] if share is None else [repr(share.value), repr(share.standard_error)]
    whole = None if likelihood is None else likelihood.to_all
    return [*cells, *(["", ""] if whole is None else [repr(whole.value), repr(whole.standard_error)])]


def _effect(effect: Effect) -> list[str]:
    numbers = ["" if value is None else repr(float(value)) for value in (effect.after, effect.gain)]
    return [*numbers, ";".join(effect.crosses_after)]
