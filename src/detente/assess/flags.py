"""What a package sets off and needs: quoted and listed, never scored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.verify.instruments.table import instruments_of
from detente.verify.instruments.usable import usable

if TYPE_CHECKING:
    from detente.accept.robustness.named import Package
    from detente.case.model import Case, Option, Statement


@dataclass(frozen=True, slots=True)
class Triggered:
    """A threat that an option of the package would set off, with the words in which it was made."""

    issue: str
    option: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Needed:
    """What an option needs to be possible, in the words of the case."""

    issue: str
    option: str
    needs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """An instrument that would cross a red line that the package itself keeps."""

    instrument: str
    title: str
    red_line: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """What is flagged of a package.

    Attributes:
        triggered: Threats.
        needed: Approvals and other things that its options need.
        crossings: Instruments that are ruled out by a red line that the package keeps.
    """

    triggered: tuple[Triggered, ...]
    needed: tuple[Needed, ...]
    crossings: tuple[Crossing, ...]


def flags_of(case: Case, package: Package, crossed: tuple[str, ...]) -> Flags:
    """What is flagged of a package.

    Args:
        case: The case.
        package: The package.
        crossed: Ids of the red lines that the package crosses: these gave way for it.
    """
    chosen = list(_chosen(case, package))
    return Flags(
        triggered=tuple(
            Triggered(issue, option.id, case.statement(name))
            for issue, option in chosen
            for name in option.triggers
        ),
        needed=tuple(Needed(issue, option.id, option.needs) for issue, option in chosen if option.needs),
        crossings=tuple(_crossings(case, package, crossed)),
    )


def _chosen(case: Case, package: Package) -> Iterator[tuple[str, Option]]:
    for issue in case.issues:
        yield issue.id, next(option for option in issue.options if option.id == package[issue.id])


def _crossings(case: Case, package: Package, crossed: tuple[str, ...]) -> Iterator[Crossing]:
    if case.verification is None:
        return
    instruments = instruments_of(case.verification)
    titles = {each.id: each.title for each in instruments}
    for refusal in usable(instruments, package, case, relaxed=crossed).refusals:
        if refusal.red_line:
            yield Crossing(
                instrument=refusal.instrument,
                title=titles[refusal.instrument],
                red_line=refusal.red_line,
                why=refusal.why,
            )
