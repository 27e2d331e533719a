"""A reading measured against annotations, as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.record.score.scoring import Asked
from detente.views.numbers import counted
from detente.views.page import Grid, Heading, Part, Text

if TYPE_CHECKING:
    from detente.record.score.figures import Share
    from detente.record.score.scoring import Score

LISTED = 40
"""Statements, or drafts, that are listed; the rest is counted."""

TITLES = {
    Asked.SPEAKER: "right speaker",
    Asked.PARTY: "right party",
    Asked.ISSUE: "right issue",
    Asked.STANCE: "right stance",
    Asked.CONDITIONAL: "right: conditional or not",
}


def score_parts(found: Score) -> list[Part]:
    """What a reader of the score needs: what was found, what is right of it, what was missed."""
    if not found.found.of and not found.precision.of:
        return [
            Heading("Measured against annotations"),
            Text("There is no annotated statement and no draft."),
        ]
    rows = [
        ("statements found", *_cells(found.found), ""),
        ("found, of those that may not be left out", *_cells(found.found_needed), ""),
        ("found, with the right speaker", *_cells(found.found_with_speaker), ""),
        ("drafts that stand for a statement", *_cells(found.precision), ""),
    ]
    for what, title in TITLES.items():
        rows.append((f"of those found: {title}", *_cells(found.right(what)), _kappa(found, what)))
    heads = ("", "share", "", "95 % interval", "kappa")
    return [
        Heading("Measured against annotations"),
        Text(f"{found.extractor}, against {found.file}."),
        Grid(heads, tuple(rows), right=(1, 2, 4)),
        *(Text(line) for line in _left(found)),
        Text(
            "A draft stands for a statement if their words overlap by half of what the two cover together. "
            "One text is little: the interval (Wilson) says how little. Two independent codings of one "
            "article agreed on its stances with a kappa of 0.68."
        ),
    ]


def _cells(share: Share) -> tuple[str, str, str]:
    value, (low, high) = share.value, share.interval
    return str(share), "unknown" if value is None else f"{value:.0%}", f"{low:.0%} to {high:.0%}"


def _kappa(found: Score, what: Asked) -> str:
    if what not in found.kappas:
        return ""
    value = found.kappas[what]
    return "unknown" if value is None else f"{value:.2f}"


def _left(found: Score) -> list[str]:
    """What was missed and what was proposed beyond the annotations, by id."""
    lines = []
    if found.missed:
        may = f" ({found.missed_optional} of them may be left out)" if found.missed_optional else ""
        lines.append(f"Missed{may}: {_listed(found.missed)}.")
    if found.extra:
        nobodys = f" ({found.on_nobodys} in what nobody says)" if found.on_nobodys else ""
        lines.append(f"Drafts that stand for none{nobodys}: {_listed(found.extra)}.")
    return lines or ["Nothing was missed, and no draft is beside the point."]


def _listed(ids: tuple[str, ...]) -> str:
    more = len(ids) - LISTED
    shown = ", ".join(ids[:LISTED])
    return f"{shown} and {counted(more, 'other')}" if more > 0 else shown
