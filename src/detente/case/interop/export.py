"""A case as what the foreign formats can say: issues with options, and one weighted sum for each party.

What is open is written at its centroid (:mod:`~detente.case.central`), so that the domain has the utilities
that :func:`~detente.solve` computes with; what cannot be said is left out; all of that is told in notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from detente.case.central import central_values, central_weights
from detente.case.interop.decimals import is_decimal
from detente.case.interop.domain import Choice, Profile, Topic
from detente.case.interop.findings import refusal
from detente.case.model import Case, Figure, Issue, Like, Option, Party, Preference, Status
from detente.errors import Fault

PLACES = 15
"""Decimals of a number that has no finite ones: as many as every reader keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What is written, with names as they are written; numbers all have finite decimals.

    Attributes:
        name: A short name for the domain's file: the case's id.
        ids: The parties' ids, in the order of ``profiles``.
        notes: What was left out or had to be settled.
    """

    name: str
    title: str
    topics: tuple[Topic, ...]
    profiles: tuple[Profile, ...]
    ids: tuple[str, ...]
    notes: tuple[str, ...]


def export(case: Case) -> Export:
    """The part of ``case`` that weighted sums over issues can say.

    Raises:
        InputError: no party, or a party of which no preference is known.
    """
    _refuse_unknown(case)
    titles = _distinct([issue.title for issue in case.issues], [issue.id for issue in case.issues])
    kept = tuple(_kept(issue) for issue in case.issues)
    topics = tuple(
        _topic(title, issue, options) for title, issue, options in zip(titles, case.issues, kept, strict=True)
    )
    names = _distinct([party.title for party in case.parties], [party.id for party in case.parties])
    notes = list(_case_notes(case))
    profiles: list[Profile] = []
    for name, party in zip(names, case.parties, strict=True):
        profiles.append(_profile(name, party, case.issues, kept))
        notes += [f"{name}: {note}." for note in _party_notes(party, case.issues)]
    settled = tuple(_in_decimals(profile) for profile in profiles)
    odd = [one.title for one, other in zip(profiles, settled, strict=True) if one != other]
    if odd:
        notes.append(f"Numbers without finite decimals are rounded to {PLACES} places: {', '.join(odd)}.")
    return Export(
        name=case.id, title=case.title, topics=topics, profiles=settled,
        ids=tuple(party.id for party in case.parties), notes=tuple(notes),
    )  # fmt: skip


def _refuse_unknown(case: Case) -> None:
    unknown = [party for party in case.parties if not party.preference.is_stated]
    if unknown or not case.parties:
        faults = [
            Fault(
                place=f"parties.{party.id}",
                message="no preference is stated, and the format cannot leave one open",
                hint="its weights and values, or an overlay that has them",
                code="not-expressible",
            )
            for party in unknown
        ]
        raise refusal(faults or [Fault(message="a case without parties", hint="one party at least")])


def _distinct(titles: Sequence[str], ids: Sequence[str]) -> tuple[str, ...]:
    """The titles where they tell things apart, else the ids."""
    plain = {title.strip() for title in titles}
    return tuple(titles) if len(plain) == len(titles) and "" not in plain else tuple(ids)


def _kept(issue: Issue) -> tuple[Option, ...]:
    """The options that a package may have: all, or the agreed one."""
    if issue.status is Status.OPEN or issue.agreed is None:
        return issue.options
    return tuple(option for option in issue.options if option.id == issue.agreed)


def _topic(title: str, issue: Issue, options: Sequence[Option]) -> Topic:
    if issue.range is not None and len(options) > 1:
        choices = tuple(Choice(title=option.id, amount=option.amount) for option in options)
        return Topic(title=title, choices=choices, range=issue.range)
    names = _distinct([option.title for option in options], [option.id for option in options])
    return Topic(title=title, choices=tuple(Choice(title=name) for name in names))


def _profile(name: str, party: Party, issues: Sequence[Issue], kept: Sequence[Sequence[Option]]) -> Profile:
    weights = central_weights(issues, party.preference)
    full = [_values(issue, party.preference) for issue in issues]
    values = tuple(
        tuple(row[option.id] for option in options) for row, options in zip(full, kept, strict=True)
    )
    return Profile(
        title=name,
        weights=weights,
        values=values,
        reservation=_reservation(party, weights, full, issues, kept),
        discount=party.discount,
    )


def _values(issue: Issue, preference: Preference) -> dict[str, Fraction]:
    """The value of each option by its id."""
    central = central_values(issue, preference)
    return {option.id: value for option, value in zip(issue.options, central, strict=True)}


def _reservation(
    party: Party,
    weights: Sequence[Fraction],
    values: Sequence[dict[str, Fraction]],
    issues: Sequence[Issue],
    kept: Sequence[Sequence[Option]],
) -> Fraction | tuple[int, ...] | None:
    """A package by numbers where all of it is written, its worth where not, else the middle of the figure."""
    stated = party.reservation
    if not isinstance(stated, Like):
        return None if stated is None else stated.middle
    numbers = [
        next((number for number, option in enumerate(options) if option.id == stated.package[issue.id]), -1)
        for issue, options in zip(issues, kept, strict=True)
    ]
    if min(numbers) >= 0:
        return tuple(numbers)
    worth = (w * row[stated.package[issue.id]] for w, row, issue in zip(weights, values, issues, strict=True))
    return sum(worth, Fraction(0))


def _in_decimals(profile: Profile) -> Profile:
    """The same profile with each number that has no finite decimals rounded, the sum of the weights kept."""
    weights = [_rounded(weight) for weight in profile.weights]
    largest = weights.index(max(weights))
    weights[largest] += _rounded(sum(profile.weights, Fraction(0))) - sum(weights, Fraction(0))
    reservation = profile.reservation
    return Profile(
        title=profile.title,
        weights=tuple(weights),
        values=tuple(tuple(_rounded(value) for value in row) for row in profile.values),
        reservation=_rounded(reservation) if isinstance(reservation, Fraction) else reservation,
        discount=profile.discount,
    )


def _rounded(value: Fraction) -> Fraction:
    return value if is_decimal(value) else Fraction(round(value * 10**PLACES), 10**PLACES)


def _case_notes(case: Case) -> tuple[str, ...]:
    counted = (
        ("Red lines are left out", len(case.red_lines), ": packages that cross them are not excluded"),
        ("Structural rules are left out", len(case.structural),
         ": packages that break them are not excluded"),
        ("Statements and their sources stay behind", len(case.statements), ""),
        ("Issues need the consent of some parties only", sum(len(issue.consent) < len(case.parties)
         for issue in case.issues), ": that is left out"),
        ("Issues are settled", sum(issue.status is not Status.OPEN for issue in case.issues),
         ": only the agreed option is written"),
        ("Obligations and what would see them broken are left out",
         len(case.verification.obligations) if case.verification else 0, ""),
        ("What is watched is left out", len(case.watching.watched) if case.watching else 0, ""),
    )  # fmt: skip
    return tuple(f"{what} ({count}){more}." for what, count, more in counted if count)


def _party_notes(party: Party, issues: Sequence[Issue]) -> tuple[str, ...]:
    preference, reservation = party.preference, party.reservation
    open_values = any(
        option.id not in preference.values.get(issue.id, {}) and issue.id not in preference.option_rankings
        for issue in issues
        for option in issue.options
    )
    intervals = any(figure.is_open for row in preference.values.values() for figure in row.values())
    told = (
        (bool(preference.issue_ranking), "ranked issues have rank-order centroid weights"),
        (
            any(figure.is_open for figure in preference.weights.values()),
            "interval weights at their midpoints"
            if preference.as_written
            else "interval weights at their centroid",
        ),
        (not preference.issue_ranking and not preference.weights, "no weights are stated, so all are equal"),
        (bool(preference.option_rankings), "ranked options have evenly spaced values from 1 to 0"),
        (intervals, "interval values at their midpoints"),
        (open_values, "options without a value have 1/2"),
        (bool(preference.interactions), f"interactions are left out ({len(preference.interactions)})"),
        (isinstance(reservation, Figure) and reservation.is_open, "the interval reservation at its midpoint"),
        (party.discount is not None and party.discount != 1, "the discount per round is left out"),
    )
    return tuple(text for stated, text in told if stated)
