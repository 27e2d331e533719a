"""The brief's plan of instruments along the line: made where the case has all that it takes, else why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.stability.candidates import Candidate
    from detente.verify.line.answer import LineAnswer
    from detente.verify.monitoring.model import MonitoringPlan

SEGMENT_KM, CELL_KM = 10.0, 2.0
"""Length of the segments on a page, and of the parts of them that are looked at: twice those of ``plan``."""

BORDERS_KM = 2.0
"""The tolerance to which borders of regions are drawn on a map of a page."""

MOST_KM = 3_000.0
"""A longer line is left to ``detente plan``: it takes too long for a page."""

Planned = tuple["MonitoringPlan | None", str]
"""A plan, or why there is none, with the way to one."""

_NOT_SAID = (
    "The case says nothing of how a deal can be checked: a verification.toml beside its case.toml would, and "
    "'detente new FOLDER' writes one to start from."
)
_NO_DEAL = "The case leads to no package that could be checked; 'detente plan CASE --from FILE' takes any."
_OFF = "No plan of instruments was made for this page: it was asked for without one."


def line_plan(
    answer: Answer, folder: Path | None, *, public: bool, say: Callable[[str], None] = lambda _: None
) -> Planned:
    """The plan for the first deal that the case leads to, and that the page may show.

    Args:
        answer: The answer to the case as it stands.
        folder: The folder of the case, for its layers; None for no plan.
        public: Whether it is for a page that tells nothing of reservations.
        say: Takes news of how far it is.
    """
    from detente.errors import DetenteError

    if folder is None:
        return None, _OFF
    if answer.case.verification is None:
        return None, _NOT_SAID
    deal = first_deal(answer, public=public)
    if deal is None:
        return None, _NO_DEAL
    try:
        return _planned(answer, deal, folder, say)
    except DetenteError as error:
        return None, f"No plan could be made: {_at_home(str(error), folder)}"


def first_deal(answer: Answer, *, public: bool) -> Candidate | None:
    """The first deal that may be shown: a public page has none that rests on a reservation given up."""
    from detente.accept.stability.candidates import candidates

    return next(
        (
            deal
            for deal in candidates(answer)
            if deal.way is None or not (public and answer.ways[deal.way].opening.reservations)
        ),
        None,
    )


def _planned(answer: Answer, deal: Candidate, folder: Path, say: Callable[[str], None]) -> Planned:
    """The plan.

    Raises:
        DetenteError: if the line cannot be drawn, or if no plan can be made for it.
    """
    from detente.verify.monitoring import monitoring_plan, with_marginal, with_option_effects
    from detente.verify.monitoring.assumed import assumed_package
    from detente.verify.placement import SitingRule

    say("the contact line")
    drawn = _line(answer, folder)
    if not drawn.segments:
        return (
            None,
            "The layers of the case give no contact line: there is nothing to place instruments along.",
        )
    if drawn.line.length_km > MOST_KM:
        return (
            None,
            f"The line is {drawn.line.length_km:,.0f} km long, too long for a page: see 'detente plan'.",
        )
    chosen = "a package that Nash's rule selects" if "nash" in deal.concepts else "an example of a package"
    where = "in the agreement space" if deal.way is None else "in the space that the first opening leaves"
    say("instruments along the line")
    plan = monitoring_plan(
        answer.case,
        assumed=assumed_package(answer.case, deal.package, f"{chosen} {where}"),
        line=drawn.line,
        segments=drawn.segments,
        siting=SitingRule(cell_km=CELL_KM),
    )
    say("what money buys, and what options do")
    return with_option_effects(with_marginal(plan)), ""


def _line(answer: Answer, folder: Path) -> LineAnswer:
    from detente.verify.line import Wanted, draw_line
    from detente.verify.line.folder import day_of, layers_of

    layers = layers_of(folder)
    on = day_of(answer.case, layers)
    drawn = draw_line(layers, Wanted(on=on, segment_km=SEGMENT_KM, zones_km=(), borders_km=BORDERS_KM))
    method = drawn.line.method
    here = replace(
        method,
        origins=tuple(replace(known, file=_at_home(known.file, folder)) for known in method.origins),
        notes=tuple(_at_home(note, folder) for note in method.notes),
    )
    return replace(drawn, line=replace(drawn.line, method=here))


def _at_home(text: str, folder: Path) -> str:
    """A text that names files as they lie in the case's folder, wherever that is."""
    return text.replace(f"{folder}/", "")
