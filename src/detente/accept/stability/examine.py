"""A conflict examined from all sides: by both definitions of sanctions, and with and without concessions.

Whether a deal holds hangs on conventions. So each answer stands beside what the other convention says: the
other definition of sanctions where there are three decision makers or more, and, for a deal that an opening
leads to, whether the concession that it presumes has been made. As the case stands, who would have to give
up a red line likes the deal less than no deal, and the collapse of the deal deters nobody from leaving what
is worse to it. Once the concession is made, the line no longer counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from detente.accept.stability.case_graph import Breach, case_graph, in_force, signatories_of
from detente.accept.stability.concepts import Extension, Stability, stability
from detente.case.graph import STATES_LIMIT

if TYPE_CHECKING:
    from detente.accept.problem import Problem
    from detente.accept.stability.candidates import Candidate
    from detente.accept.stability.replies import Sanctions
    from detente.case.graph import ConflictGraph


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Examined:
    """What can be said of a conflict's states.

    Attributes:
        result: Which states are stable for whom.
        other: The same by the other definition of sanctions; None with fewer than three decision makers,
            where the two are one.
        conceded: As ``result``, with the concessions made that candidates presume; None where none do.
        other_conceded: As ``other``, with those concessions made.
        candidates: Whose deals the states are about, counted from 1; none where the conflict is no case's.
        left_out: How many candidates had to be left out, as the graph would have been too large.
        breach: Whether a breach can be taken back; None where the conflict is no case's.
        gains: What breaking a deal that the others keep adds to the utility of some.
    """

    result: Stability
    other: Stability | None = None
    conceded: Stability | None = None
    other_conceded: Stability | None = None
    candidates: tuple[Candidate, ...] = ()
    left_out: int = 0
    breach: Breach | None = None
    gains: Mapping[str, Fraction]

    @property
    def graph(self) -> ConflictGraph:
        """The conflict."""
        return self.result.graph

    @property
    def deals(self) -> dict[str, Candidate]:
        """The candidates by the ids of the states in which they are in force."""
        return {in_force(number): known for number, known in enumerate(self.candidates, start=1)}


def examine(
    graph: ConflictGraph, *, sanctions: Sanctions = "legal-sequences", extension: Extension = "a"
) -> Examined:
    """All that can be said of the states of a conflict.

    Raises:
        UnknownNameError: an unknown name of sanctions or extension.
    """
    result = stability(graph, sanctions=sanctions, extension=extension)
    return Examined(result=result, other=_other(result), gains={})


def examine_case(
    problem: Problem,
    candidates: Sequence[Candidate],
    *,
    gains: Mapping[str, Fraction] | None = None,
    breach: Breach = "irreversible",
    sanctions: Sanctions = "legal-sequences",
    extension: Extension = "a",
) -> Examined:
    """All that can be said of the deals of a case, on its default graph.

    Args:
        problem: The case, ready for computing.
        candidates: The deals, one at least; those that would make the graph too large are left out.
        gains: For some signatories what breaking a deal that the others keep adds to its utility.
        breach: Whether who broke a deal, or withdrew from it, can come back to it.
        sanctions: Which replies of several opponents count.
        extension: How unknown preferences are taken.

    Raises:
        InputError: what :func:`~detente.accept.stability.case_graph.case_graph` refuses.
        UnknownNameError: an unknown name of sanctions or extension.
    """
    each = 2 ** (len(signatories_of(problem.case)) + 1) - 2
    kept = tuple(candidates[: max(1, (STATES_LIMIT - 1) // max(1, each))])
    packages = [known.package for known in kept]
    graph = case_graph(problem, packages, gains=gains, breach=breach)
    result = stability(graph, sanctions=sanctions, extension=extension)
    conceded = None
    if any(known.way is not None for known in kept):
        # The package of an opening keeps all other lines: without any, its own concession alone makes the
        # difference.
        made = case_graph(replace(problem, lines=()), packages, gains=gains, breach=breach)
        conceded = stability(made, sanctions=sanctions, extension=extension)
    return Examined(
        result=result,
        other=_other(result),
        conceded=conceded,
        other_conceded=None if conceded is None else _other(conceded),
        candidates=kept,
        left_out=len(candidates) - len(kept),
        breach=breach,
        gains=dict(gains or {}),
    )


def _other(result: Stability) -> Stability | None:
    if len(result.graph.makers) < 3:
        return None
    by: Sanctions = "single-moves" if result.sanctions == "legal-sequences" else "legal-sequences"
    return stability(result.graph, sanctions=by, extension=result.extension)
