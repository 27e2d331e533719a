"""What holds over everything that the case leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.markup import Html, el
from detente.report.page import section

if TYPE_CHECKING:
    from detente.views.edition import Edition


def robustness_section(edition: Edition) -> Html:
    """The section of the page."""
    made = edition.study.own_robustness is not None
    return section(
        "robustness", None if made else el("p", "No draws were made for this page.", class_="empty")
    )
