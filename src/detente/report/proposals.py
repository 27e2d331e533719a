"""What a mediator could put on the table next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.markup import Html, el
from detente.report.page import section

if TYPE_CHECKING:
    from detente.views.edition import Edition


def proposals_section(edition: Edition) -> Html:
    """The section of the page."""
    made = edition.study.proposals is not None
    return section(
        "proposals", None if made else el("p", "No proposals were sought for this page.", class_="empty")
    )
