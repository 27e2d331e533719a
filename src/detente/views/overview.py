"""What a case has, what is missing in it, and which commands come next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.case.model import Like, Review, is_inert
from detente.views.numbers import counted
from detente.views.prose import listed

if TYPE_CHECKING:
    from detente.case.model import Case


@dataclass(frozen=True, slots=True)
class Overview:
    """A case at a glance.

    ``has``: what there is, with how much of it (empty where there is none). ``missing``: a sentence for each
    thing that is absent, with what follows from that. ``steps``: commands, each with what it is for.
    """

    has: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]


def overview_of(case: Case, *, path: str, has_layers: bool = False) -> Overview:
    """The overview of ``case``, whose folder is ``path`` in the commands, with layers of a map or without."""
    return Overview(
        has=tuple(_has(case)),
        missing=tuple(_missing(case)),
        steps=tuple(_steps(case, path, has_layers=has_layers)),
    )


def _has(case: Case) -> Iterator[tuple[str, str]]:
    options = sum(len(issue.options) for issue in case.issues)
    stated = [party.title for party in case.parties if party.preference.is_stated]
    reserved = [party.title for party in case.parties if party.reservation is not None]
    reviews = [statement.review for statement in case.statements]
    told = [f"{reviews.count(review)} {review.value}" for review in Review if reviews.count(review)]
    inert = sum(is_inert(case, line) for line in case.red_lines)
    yield "format", case.format
    yield "as of", case.as_of
    yield "parties", listed([party.title for party in case.parties])
    yield "issues", f"{len(case.issues)}, with {counted(options, 'option')}"
    yield "structural rules", _some(len(case.structural))
    yield "red lines", _some(len(case.red_lines), f"{inert} of them inert" if inert else "")
    yield "preferences", listed(stated)
    yield "reservations", listed(reserved)
    yield "statements", _some(len(case.statements), ", ".join(told))
    yield "sources", _some(len(case.sources))
    obligations = 0 if case.verification is None else len(case.verification.obligations)
    yield "obligations", _some(obligations, _instruments(case))
    watched = () if case.watching is None else case.watching.watched
    yield "watched", _some(len(watched), _windows(case))
    steps = 0 if case.enforcement is None else len(case.enforcement.steps)
    yield "steps", _some(steps)
    yield "overlays", listed([_overlay(overlay.id, private=overlay.private) for overlay in case.overlays])


def has_shape(case: Case) -> dict[str, object]:
    """The same as data: ids and numbers."""
    reviews = [statement.review for statement in case.statements]
    return {
        "parties": [party.id for party in case.parties],
        "issues": [issue.id for issue in case.issues],
        "options": sum(len(issue.options) for issue in case.issues),
        "structural_rules": [rule.id for rule in case.structural],
        "red_lines": [line.id for line in case.red_lines],
        "inert_red_lines": [line.id for line in case.red_lines if is_inert(case, line)],
        "preferences": [party.id for party in case.parties if party.preference.is_stated],
        "reservations": [party.id for party in case.parties if party.reservation is not None],
        "statements": {review.value: reviews.count(review) for review in Review},
        "sources": len(case.sources),
        "obligations": [item.id for item in case.verification.obligations] if case.verification else [],
        "watched": [item.obligation for item in case.watching.watched] if case.watching else [],
        "steps": [step.id for step in case.enforcement.steps] if case.enforcement else [],
        "overlays": [{"id": overlay.id, "private": overlay.private} for overlay in case.overlays],
    }


def _instruments(case: Case) -> str:
    own = None if case.verification is None else case.verification.instruments
    return (
        "with the shipped table of instruments" if own is None else f"with {counted(len(own), 'instrument')}"
    )


def _windows(case: Case) -> str:
    windows = () if case.watching is None else case.watching.windows
    return f"in {counted(len(windows), 'window')}"


def _overlay(name: str, *, private: bool) -> str:
    return f"{name} (private)" if private else name


def _some(number: int, about: str = "") -> str:
    if not number:
        return ""
    return f"{number} ({about})" if about else str(number)


def _missing(case: Case) -> Iterator[str]:
    silent = [party.title for party in case.parties if not party.preference.is_stated]
    unreserved = [
        party.title for party in case.parties if party.preference.is_stated and party.reservation is None
    ]
    waiting = sum(statement.review is Review.UNREVIEWED for statement in case.statements)
    if not case.red_lines:
        yield "No red lines: only reservations can keep a package from being acceptable."
    if silent:
        yield f"No preferences of {listed(silent)}: efficiency and solutions leave them out."
    if unreserved:
        yield f"No reservation of {listed(unreserved)}: any package counts as acceptable in value."
    if case.format == "case" and not case.statements:
        yield "No statements: nothing in the case can be traced to what a party said."
    if waiting:
        yield f"{counted(waiting, 'statement')} not reviewed: none of them can carry a red line."


def _steps(case: Case, path: str, *, has_layers: bool) -> Iterator[tuple[str, str]]:
    if case.format == "case":
        yield f"detente check {path}", "what is wrong with it, or worth a look"
        yield f"detente read ARTICLE --case {path}", "what an article says of it, as drafts to be reviewed"
    if case.statements:
        yield f"detente positions {path}", "who stands where on what, since when, moved how"
    yield f"detente solve {path}", "is there a deal, what collides, what would open one"
    for overlay in case.overlays:
        if not overlay.applied and not overlay.private:
            yield f"detente solve {path} --overlay {overlay.id}", overlay.title
    if case.red_lines or any(party.preference.is_stated for party in case.parties):
        yield f"detente robust {path}", "how likely a deal is over all that is open, and what decides"
    if any(party.preference.is_stated for party in case.parties):
        yield f"detente stable {path}", "would a deal hold, move by move"
    if any(isinstance(party.reservation, Like) for party in case.parties):
        yield f"detente propose {path}", "what could be put on the table next, from the state without a deal"
    yield from _steps_on_the_ground(case, path, has_layers=has_layers)
    yield f"detente brief {path}", "the whole story as one HTML file"
    if case.format != "case":
        yield f"detente convert {path} FOLDER --to case", "a case folder, to which red lines can be added"


def _steps_on_the_ground(case: Case, path: str, *, has_layers: bool) -> Iterator[tuple[str, str]]:
    if has_layers:
        yield f"detente line {path}", "where the contact line runs, and how long it is"
    if has_layers and case.verification is not None:
        yield f"detente plan {path}", "can it be checked along the line, with what, and at which cost"
    if case.watching is not None:
        yield f"detente watch {path}", "is it being kept, and what did nobody see"
    yield from _enforced(case, path)


def _enforced(case: Case, path: str) -> Iterator[tuple[str, str]]:
    if case.enforcement is not None and case.enforcement.sides:
        yield f"detente enforce {path}", "does breaking it pay, and what makes it not pay"
    if case.enforcement is not None and case.enforcement.steps:
        yield f"detente sequence {path}", "who goes first, and what has to be trusted"
