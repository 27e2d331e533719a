"""How the things of an answer are called in sentences: lines, reservations, options, statements, gains."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from detente.case.model import Review, Status
from detente.views.numbers import date_text, signed
from detente.views.prose import quoted
from detente.views.rule_words import rule_in_words

if TYPE_CHECKING:
    from fractions import Fraction

    from detente.case.model import Case, Fallback, RedLine, Statement


_QUOTES = frozenset('“”"')


def line_of(case: Case, line_id: str) -> RedLine:
    """The red line with this id."""
    return next(line for line in case.red_lines if line.id == line_id)


def line_name(case: Case, line: RedLine) -> str:
    """A red line's title, or its rule in words where it has none."""
    return line.title or rule_in_words(line.text, case)


def fallback_name(case: Case, fallback: Fallback) -> str:
    """A fallback's rule in words."""
    return rule_in_words(fallback.text, case)


def party_title(case: Case, party_id: str) -> str:
    """A party's title."""
    return case.party(party_id).title


def option_title(case: Case, issue_id: str, option_id: str) -> str:
    """An option's title."""
    return next(option.title for option in case.issue(issue_id).options if option.id == option_id)


def count_labels(case: Case) -> tuple[str, str]:
    """What the first two counts of packages are of: all there are, and those within the structural rules.

    The first takes each option of a settled issue, too; the second its agreed option only.
    """
    if all(issue.status is Status.OPEN for issue in case.issues):
        return "before any rule", "within the structural rules"
    return (
        "before any rule, with settled issues counted as open",
        "within the structural rules and what is settled",
    )


def evidence(case: Case, statement: Statement) -> str:
    """A statement as evidence: its id, its words, who said it where and when, and any doubt about it."""
    outlets = {source.id: source.outlet for source in case.sources}
    chain = [outlets.get(name, name) for name in (statement.source_id, *reversed(statement.via))]
    speaker = ", ".join(part for part in (statement.speaker, statement.speaker_role) if part)
    told = [part for part in (speaker, _dated(statement), " via ".join(dict.fromkeys(chain))) if part]
    doubt = f" [{statement.review.value}]" if statement.review is not Review.CONFIRMED else ""
    reading = f" Reading: {statement.reading}" if statement.reading else ""
    words = statement.quote
    words = words if words[:1] in _QUOTES and words[-1:] in _QUOTES else quoted(words)
    return f"{statement.id}: {words} ({'; '.join(told)}){doubt}{reading}"


def _dated(statement: Statement) -> str:
    if statement.said_on:
        return f"said {date_text(statement.said_on)}"
    return f"reported {date_text(statement.reported_on)}" if statement.reported_on else "undated"


def gains(case: Case, gain: Mapping[str, Fraction]) -> str:
    """``Russia +0.12, Ukraine +0.03``, in the order of the case's parties."""
    return ", ".join(f"{party.title} {signed(gain[party.id])}" for party in case.parties if party.id in gain)
