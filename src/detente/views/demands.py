"""Demands in words: what stands in a blocker, what gives way in an opening, parties in the case's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.views.prose import listed, quoted
from detente.views.words import line_name, line_of, party_title

if TYPE_CHECKING:
    from detente.accept.blockers import Blocker, Opening
    from detente.accept.proposal.opened import Opened
    from detente.accept.way import Way
    from detente.case.model import Case, RedLine


def demand_names(case: Case, known: Blocker | Opening) -> list[str]:
    """The demands of a blocker or an opening, each with its party."""
    lines = [demand_name(case, line) for line in lines_of(case, known)]
    return [*lines, *(f"no less than without a deal ({title})" for title in _reserved(case, known))]


def collision(case: Case, blocker: Blocker) -> str:
    """A blocker: two demands stand against each other, more of them cannot all be kept."""
    names = demand_names(case, blocker)
    if len(names) == 2:
        return " against ".join(names)
    return f"{listed(names)} {'cannot be kept' if len(names) == 1 else 'cannot all be kept'}"


def concession(case: Case, way: Way | Opened) -> str:
    """What gives way in an opening, and how far."""
    lines = lines_of(case, way.opening)
    weakened = [demand_name(case, line) for line in lines if line.id in way.fallback]
    given_up = [demand_name(case, line) for line in lines if line.id not in way.fallback]
    parts = [
        f"{listed(names)} {'is' if len(names) == 1 else 'are'} {what}"
        for names, what in ((weakened, "weakened"), (given_up, "given up"))
        if names
    ]
    parts += [f"{title} accepts less than without a deal" for title in _reserved(case, way.opening)]
    return listed(parts)


def lines_of(case: Case, known: Blocker | Opening) -> list[RedLine]:
    """The red lines of a blocker or an opening."""
    order = [party.id for party in case.parties]
    return sorted((line_of(case, name) for name in known.red_lines), key=lambda line: order.index(line.party))


def _reserved(case: Case, known: Blocker | Opening) -> list[str]:
    return [party.title for party in case.parties if party.id in known.reservations]


def demand_name(case: Case, line: RedLine) -> str:
    """A red line by name, with its party where the name does not say it."""
    name, party = line_name(case, line), party_title(case, line.party)
    return quoted(name) if party.lower() in name.lower() else f"{quoted(name)} ({party})"
