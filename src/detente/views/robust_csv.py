"""All candidate packages of a robustness result as a table: one row for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.views.csv_text import csv_row

if TYPE_CHECKING:
    from detente.accept.robustness.result import Robustness


def robust_csv(found: Robustness) -> Iterator[str]:
    """The table as text, row by row.

    Columns: ``package`` from 1, one for each issue with the option's id, ``acceptable.PARTY`` and
    ``acceptable_to_all`` (shares of the draws), ``selected.CONCEPT`` (the same; empty where selections could
    not be computed), ``names`` (why it is followed, with ``;`` between; empty for what the draws brought up).
    """
    case, candidates, draws = found.case, found.candidates, found.deal.draws
    concepts = [] if candidates.selected is None else list(candidates.selected)
    heads = [
        "package",
        *(issue.id for issue in case.issues),
        *(f"acceptable.{party.id}" for party in case.parties),
        "acceptable_to_all",
        *(f"selected.{concept}" for concept in concepts),
        "names",
    ]
    yield csv_row(heads)
    options = [[option.id for option in issue.options] for issue in case.issues]
    names = {tuple(known.package.values()): ";".join(known.names) for known in found.packages}
    counts = [*candidates.accepted.tolist(), candidates.agreed.tolist()]
    counts += [candidates.selected[concept].tolist() for concept in concepts] if candidates.selected else []
    for number, choice in enumerate(candidates.choices.tolist()):
        package = [known[option] for known, option in zip(options, choice, strict=True)]
        shares = [repr(column[number] / draws) for column in counts]
        yield csv_row([str(number + 1), *package, *shares, names.get(tuple(package), "")])
