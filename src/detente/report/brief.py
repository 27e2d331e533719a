"""The brief: the whole story of a case as one HTML file that opens from disk, without a network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.report.breaking import breaking_section, order_section
from detente.report.candidates import candidates_section
from detente.report.challenges import challenge_section
from detente.report.collisions import collisions_section
from detente.report.deals import deals_section
from detente.report.first_screen import first_screen
from detente.report.keeping import keeping_section
from detente.report.markup import el
from detente.report.matrix import matrix_section
from detente.report.missing import missing_section
from detente.report.openings import openings_section
from detente.report.page import document
from detente.report.proposals import proposals_section
from detente.report.record import record_section
from detente.report.robustness import robustness_section
from detente.report.stability import stability_section
from detente.report.verification import verification_section
from detente.views.edition import edition_of

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.views.study import Study


def render_brief(
    answer: Answer, *, readings: Sequence[Answer] = (), study: Study | None = None, public: bool = False
) -> str:
    """The brief of a case as HTML text; the same input gives the same text.

    Args:
        answer: The answer to the case as it stands.
        readings: Answers to the same case, each with overlays laid over it (``Case.overlays`` says which).
        study: What was worked out beyond the answers; a section says so where there is nothing.
        public: Leave out reservations and private overlays, and say so.

    Raises:
        InputError: if a public brief is asked for a case that has a private overlay laid over it.
        MissingExtraError: if there is a frontier to draw and the ``plot`` extra is not installed.
    """
    edition = edition_of(answer, readings, study=study, public=public)
    main = el(
        "main",
        first_screen(edition),
        matrix_section(answer.case),
        collisions_section(edition),
        openings_section(edition),
        deals_section(edition),
        robustness_section(edition),
        stability_section(edition),
        proposals_section(edition),
        verification_section(edition),
        keeping_section(edition),
        breaking_section(edition),
        order_section(edition),
        candidates_section(edition),
        challenge_section(edition),
        missing_section(edition),
        record_section(edition),
    )
    return document(answer.case.title, body=main)
