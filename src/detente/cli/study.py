"""What the brief works out beyond the answers: each part by the room that knows how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.robustness.result import Robustness
    from detente.accept.stability.examine import Examined
    from detente.case.draft import Draft
    from detente.views.study import Study

PAGE_DRAWS = 2_000
"""Draws of the case for a page: the interval of a share is 4.5 points wide at most."""

MOST_SIGNATORIES = 8
"""With more parties that have a say, the states of a conflict graph are too many for a page."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """How much is drawn for a page.

    Attributes:
        draws: Draws of the case itself, and half as many of each other reading; 0 draws nothing.
        seed: Their seed.
    """

    draws: int = PAGE_DRAWS
    seed: int = 0


def study_of(
    solved: Sequence[Answer],
    draft: Draft | None,
    drawing: Drawing,
    *,
    public: bool,
    folder: Path | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Study:
    """What is worked out of a case beyond the answers to it and to its readings.

    Args:
        solved: The answer to the case as it stands, then those to its other readings.
        draft: The draft that proposals are measured against; None for no proposals.
        drawing: How much is drawn.
        public: Whether it is for a page that tells nothing of reservations.
        folder: The folder of the case, for the layers that a contact line is drawn from; None for no plan
            along it.
        say: Takes news of how far it is.
    """
    from detente.cli import tabled
    from detente.cli.assessed import assessed
    from detente.cli.enforced import enforced
    from detente.cli.kept import kept
    from detente.cli.line_plan import line_plan
    from detente.views.study import Study

    monitoring, without = line_plan(solved[0], folder, public=public, say=say)
    keeping, unwatched = kept(solved[0].case, folder, say=say)
    held = enforced(solved[0], monitoring, public=public, seed=drawing.seed, say=say)
    compared = assessed(solved[0], monitoring, draws=drawing.draws, public=public, seed=drawing.seed, say=say)
    often = tabled.PAGE_DRAWS if drawing.draws else 0
    return Study(
        robustness=_drawn(solved, drawing, say),
        stability=deals_that_hold(solved[0]),
        proposals=tabled.proposals_for(solved[0], draft, public=public, draws=often, seed=drawing.seed),
        monitoring=monitoring,
        no_monitoring=without,
        keeping=keeping,
        no_keeping=unwatched,
        deal=held.deal,
        ordered=held.ordered,
        no_deal=held.why_not,
        rates_from=held.rates_from,
        assessment=compared.assessment,
        challenge=compared.challenge,
        no_assessment=compared.why_not,
    )


def deals_that_hold(answer: Answer) -> Examined | None:
    """Whether the candidate deals of a case hold; None where there is none, or where it is too much work."""
    from detente.accept.stability.candidates import candidates
    from detente.accept.stability.case_graph import signatories_of
    from detente.accept.stability.examine import examine_case

    deals = candidates(answer)
    if not deals or len(signatories_of(answer.case)) > MOST_SIGNATORIES:
        return None
    return examine_case(answer.space.problem, deals)


def _drawn(solved: Sequence[Answer], drawing: Drawing, say: Callable[[str], None]) -> tuple[Robustness, ...]:
    """Robustness of the case, and the chance of a deal under each reading, by all processors."""
    from detente.accept.robustness.result import Effort, effort_of
    from detente.accept.robustness.run import robustness
    from detente.cli.workers import workforce

    if not drawing.draws:
        return ()
    brief = Effort(draws=max(drawing.draws // 2, 1), frontiers=10, checks=0, listed=1, importance=0)
    efforts = [effort_of(drawing.draws), *[brief] * (len(solved) - 1)]
    found: list[Robustness] = []

    def told(done: int, whole: int) -> None:
        say(f"draws of reading {len(found) + 1} of {len(solved)}, {done} of {whole} pieces of this stage")

    with workforce(None, told) as executor:
        for answer, effort in zip(solved, efforts, strict=True):
            found.append(
                robustness(answer.case, effort=effort, seed=drawing.seed, answer=answer, executor=executor)
            )
    return tuple(found)
