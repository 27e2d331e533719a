"""The weights and values of a party with what is open at its centroid: the numbers that every reader takes.

Ranks and ratio bounds have the centroids of :mod:`~detente.case.centroid`; an open value has the middle of
its interval, an option that nobody valued the middle of [0, 1], and issues without any weight weigh the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from detente.case.centroid import evenly_spaced, rank_order_centroid, ratio_centroid
from detente.case.model import Figure, Issue, Preference

HALF = Fraction(1, 2)


def central_weights(issues: Sequence[Issue], preference: Preference) -> tuple[Fraction, ...]:
    """One weight for each issue, in their order."""
    names = [issue.id for issue in issues]
    if preference.issue_ranking:
        ranked = dict(zip(preference.issue_ranking, rank_order_centroid(len(names)), strict=True))
        return tuple(ranked[issue] for issue in names)
    if not preference.weights:
        share = Fraction(1) if preference.as_written else Fraction(1, len(names))
        return tuple(share for _ in names)
    figures = [preference.weights[issue] for issue in names]
    if preference.as_written:
        return tuple(figure.middle for figure in figures)
    return ratio_centroid([(figure.low, figure.high) for figure in figures])


def central_values(issue: Issue, preference: Preference) -> tuple[Fraction, ...]:
    """One value for each option of ``issue``; an option that nobody valued takes the middle of [0, 1]."""
    ranking = preference.option_rankings.get(issue.id)
    if ranking:
        spaced = dict(zip(ranking, evenly_spaced(len(ranking)), strict=True))
        return tuple(spaced[option.id] for option in issue.options)
    figures = preference.values.get(issue.id, {})
    return tuple(_middle(figures.get(option.id)) for option in issue.options)


def _middle(figure: Figure | None) -> Fraction:
    return HALF if figure is None else figure.middle
