"""Every number that the case gives, with what it rests on; and how much of it is judgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from detente.case.model import HELD_BY_DEFAULT, Figure, Like
from detente.views.numbers import interval
from detente.views.prose import quoted, sentence
from detente.views.rule_words import named, rule_in_words

if TYPE_CHECKING:
    from detente.case.model import Case, Issue, Party, Preference


class Basis(StrEnum):
    """What a number rests on."""

    STATEMENT = "statement"
    WHY = "why"
    BARE = "bare"
    OPEN = "open"


BASIS_WORDS = {
    Basis.STATEMENT: "cite a statement",
    Basis.WHY: "are judgement: a reason, no statement",
    Basis.BARE: "are given without a reason",
    Basis.OPEN: "are left open",
}
"""What is said of the numbers with each basis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One number of the case.

    Attributes:
        party: Id of the party whose number it is.
        kind: ``weight``, ``value``, ``interaction``, ``reservation`` or ``held``.
        subject: What it is a number for, in words.
        amount: The number or interval, in words.
        basis: What it rests on.
        why: The reason given, if any.
        statements: Ids of the statements given, if any.
    """

    party: str
    kind: str
    subject: str
    amount: str
    basis: Basis
    why: str = ""
    statements: tuple[str, ...] = ()


def figures_of(case: Case, *, reservations: bool = True) -> tuple[Entry, ...]:
    """All numbers of a case in its order: by party, weights, values, interactions, reservation, chances.

    Args:
        case: The case.
        reservations: Whether reservations are among them.
    """
    found: list[Entry] = []
    for party in case.parties:
        if party.preference.is_stated:
            found += [*_weights(case, party), *_values(case, party), *_interactions(case, party)]
        if reservations and party.reservation is not None:
            found.append(_reservation(party))
        found += _chances(case, party)
    return tuple(found)


def basis_counts(entries: tuple[Entry, ...]) -> dict[Basis, int]:
    """How many numbers there are with each basis."""
    counted = Counter(entry.basis for entry in entries)
    return {basis: counted[basis] for basis in Basis}


def _entry(party: Party, kind: str, subject: str, figure: Figure) -> Entry:
    return Entry(
        party=party.id,
        kind=kind,
        subject=subject,
        amount=interval(figure, 6),
        basis=_basis(figure.why, figure.statements),
        why=figure.why,
        statements=figure.statements,
    )


def _basis(why: str, statements: tuple[str, ...]) -> Basis:
    if statements:
        return Basis.STATEMENT
    return Basis.WHY if why else Basis.BARE


def _weights(case: Case, party: Party) -> Iterator[Entry]:
    preference = party.preference
    for issue in case.issues:
        figure = preference.weights.get(issue.id)
        if figure is not None:
            yield _entry(party, "weight", named(issue), figure)
        elif issue.id in preference.issue_ranking:
            place = preference.issue_ranking.index(issue.id) + 1
            yield _ranked(party, "weight", named(issue), place, len(preference.issue_ranking))
        else:
            yield _open(party, "weight", named(issue), "open")


def _values(case: Case, party: Party) -> Iterator[Entry]:
    """Values of options; where an issue weighs nothing and no value is given, none is missing."""
    preference = party.preference
    for issue in case.issues:
        weight = preference.weights.get(issue.id)
        silent = issue.id not in preference.values and issue.id not in preference.option_rankings
        if not (silent and weight is not None and weight.high == 0):
            yield from _issue_values(party, preference, issue)


def _issue_values(party: Party, preference: Preference, issue: Issue) -> Iterator[Entry]:
    ranking = preference.option_rankings.get(issue.id, ())
    figures = preference.values.get(issue.id, {})
    for option in issue.options:
        subject = f"{named(issue)}: {quoted(option.title)}"
        figure = figures.get(option.id)
        if figure is not None:
            yield _entry(party, "value", subject, figure)
        elif option.id in ranking:
            yield _ranked(party, "value", subject, ranking.index(option.id) + 1, len(ranking))
        else:
            yield _open(party, "value", subject, "open, 0 to 1")


def _ranked(party: Party, kind: str, subject: str, place: int, count: int) -> Entry:
    amount = f"ranked {place} of {count}"
    return Entry(party=party.id, kind=kind, subject=subject, amount=amount, basis=Basis.BARE)


def _open(party: Party, kind: str, subject: str, amount: str) -> Entry:
    return Entry(party=party.id, kind=kind, subject=subject, amount=amount, basis=Basis.OPEN)


def _interactions(case: Case, party: Party) -> Iterator[Entry]:
    for extra in party.preference.interactions:
        yield _entry(party, "interaction", sentence(rule_in_words(extra.text, case)), extra.value)


def _reservation(party: Party) -> Entry:
    subject = "utility of no deal"
    if isinstance(party.reservation, Like):
        like = party.reservation
        return Entry(
            party=party.id,
            kind="reservation",
            subject=subject,
            amount="as much as one package, named by the case",
            basis=_basis(like.why, like.statements),
            why=like.why,
            statements=like.statements,
        )
    figure = party.reservation or Figure(low=Fraction(0), high=Fraction(0))
    return _entry(party, "reservation", subject, figure)


def _chances(case: Case, party: Party) -> Iterator[Entry]:
    """Chances that its red lines are held, where the case itself gives them."""
    for line in case.red_lines:
        if line.party == party.id and line.held != HELD_BY_DEFAULT[line.strength]:
            subject = line.title or sentence(rule_in_words(line.text, case))
            yield _entry(party, "held", subject, line.held)
