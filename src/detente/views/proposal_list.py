"""What a list of proposals has in common: exchanges with the same package, threats tied to options."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.views.prose import listed
from detente.views.words import evidence, option_title

if TYPE_CHECKING:
    from detente.accept.proposal.logrolls import Logroll, Logrolls
    from detente.accept.proposal.proposal import Proposal
    from detente.case.model import Case


def exchanges_by_package(found: Logrolls) -> list[list[Logroll]]:
    """The listed logrolls, those with the same package together, in the order of their first."""
    groups: dict[tuple[str, ...], list[Logroll]] = {}
    for known in found.logrolls:
        groups.setdefault(tuple(known.proposal.package.values()), []).append(known)
    return [*groups.values()]


def threats_told(case: Case, proposals: Iterable[Proposal]) -> tuple[str, ...]:
    """Each threat once, quoted, behind the options that it is tied to."""
    tied: dict[str, dict[str, None]] = {}
    for proposal in proposals:
        for known in proposal.consequences:
            option = f"{case.issue(known.issue).title}: {option_title(case, known.issue, known.option)}"
            for statement in known.triggers:
                tied.setdefault(statement, {})[option] = None
    return tuple(
        f"{listed([*options])}: {evidence(case, case.statement(name))}" for name, options in tied.items()
    )


def triggered(proposals: Iterable[Proposal]) -> tuple[str, ...]:
    """Ids of the threats that options of some proposals are tied to, each once."""
    found = [name for each in proposals for known in each.consequences for name in known.triggers]
    return tuple(dict.fromkeys(found))
