"""The open figures of preferences, each with a way to move it that leaves all others where they are.

Values and what interactions add have intervals of their own. Weights are known as ratios: the weights of a
party are those that are proportional to some vector within its bounds, and where one number is needed the
centroid of these stands for them. Narrowing one bound would move the centroid of all, so a weight is moved
otherwise: from the centroid, the *share* of one issue rises or falls while all other issues keep their
proportions, as far as that stays within the bounds. With ``r`` the others' weights at the centroid and ``y``
the weight of the issue on their scale, ``l <= s (y, r) <= u`` has a solution ``s > 0`` iff ::

    l_i / B <= y <= u_i / A,    A = max l_j / r_j,    B = min u_j / r_j    over the others j,

and the share is ``y / (y + sum r)``. Utilities are linear in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from detente.assess.inputs import Input, with_value
from detente.case.central import central_weights
from detente.case.preference import Figure

if TYPE_CHECKING:
    from detente.case.model import Case, Party

UNSAID = Figure(low=Fraction(0), high=Fraction(1), why="nobody has said what it is worth")
ROUNDED = Fraction(2, 10**6)
"""By how much a share may be beside what the bounds allow: centroids are rounded."""
MOST = 1 - Fraction(1, 10**6)
"""The largest share that a weight is moved to."""


def preference_inputs(case: Case) -> tuple[Input, ...]:
    """The open weights, values, interactions and reservations of all parties that state a preference."""
    found = list[Input]()
    for number, party in enumerate(case.parties):
        if party.preference.tells_packages_apart:
            found += _of_party(case, number, party)
    return tuple(found)


def _of_party(case: Case, number: int, party: Party) -> Iterator[Input]:
    preference, place = party.preference, f"parties.{party.id}"
    path = ("parties", number, "preference")
    if not preference.as_written:
        yield from _weights(case, number, party)
    counted = dict(
        zip([issue.id for issue in case.issues], central_weights(case.issues, preference), strict=True)
    )
    for issue in case.issues:
        said = preference.values.get(issue.id)
        if said is None or not counted[issue.id]:
            continue
        for option in issue.options:
            figure = said.get(option.id, UNSAID)
            if figure.is_open:
                yield Input(
                    place=f"{place}.values.{issue.id}.{option.id}",
                    path=(*path, "values", issue.id, option.id),
                    figure=figure,
                )
    for at, extra in enumerate(preference.interactions):
        if extra.value.is_open:
            yield Input(
                place=f"{place}.interactions.{at + 1}",
                path=(*path, "interactions", at, "value"),
                figure=extra.value,
            )
    if isinstance(party.reservation, Figure) and party.reservation.is_open:
        yield Input(
            place=f"{place}.reservation", path=("parties", number, "reservation"), figure=party.reservation
        )


def _weights(case: Case, number: int, party: Party) -> Iterator[Input]:
    """The share of each issue, with its ends while all others keep their proportions."""
    bounds = party.preference.weights
    if not any(figure.is_open for figure in bounds.values()):
        return
    centre = _centre(case, party)
    for issue in case.issues:
        ends = _share_ends(bounds, centre, issue.id)
        if ends is None:
            continue
        known = bounds[issue.id]
        yield Input(
            place=f"parties.{party.id}.weights.{issue.id}",
            path=("parties", number, "preference", "weights", issue.id),
            figure=replace(known, low=ends[0], high=ends[1]),
            start=centre[issue.id],
        )


def _centre(case: Case, party: Party) -> dict[str, Fraction]:
    weights = central_weights(case.issues, party.preference)
    return dict(zip([issue.id for issue in case.issues], weights, strict=True))


def _share_ends(
    bounds: Mapping[str, Figure], centre: Mapping[str, Fraction], issue: str
) -> tuple[Fraction, Fraction] | None:
    """Both ends of a share; None where it has nowhere to go."""
    others = [name for name in bounds if name != issue and centre[name]]
    rest = 1 - centre[issue]
    if not others or not centre[issue]:
        return None
    floor = max(bounds[name].low / centre[name] for name in others)
    ceiling = min(bounds[name].high / centre[name] for name in others)
    least = bounds[issue].low / ceiling
    most = bounds[issue].high / floor if floor else rest * MOST / (1 - MOST)
    low, high = (min(each / (each + rest), MOST) for each in (least, most))
    return (min(low, centre[issue]), max(high, centre[issue])) if low < high else None


def with_share(case: Case, known: Input, share: Fraction) -> Case:
    """The case with one issue's share of a party's weights moved, from where they are.

    Weights that are open are put to their centroid first. Shares that are moved one after the other keep the
    proportions of all that are not moved.
    """
    _, number, _, _, issue = known.path
    party = case.parties[int(number)]
    weights = party.preference.weights
    if any(figure.is_open for figure in weights.values()):
        centre = _centre(case, party)
        weights = {name: replace(each, low=centre[name], high=centre[name]) for name, each in weights.items()}
    scaled = share * (1 - known.middle) / (1 - share)
    weights = {**weights, str(issue): replace(weights[str(issue)], low=scaled, high=scaled)}
    moved = replace(party, preference=replace(party.preference, weights=weights))
    parties = tuple(moved if at == number else each for at, each in enumerate(case.parties))
    return replace(case, parties=parties)


def within_bounds(case: Case, moved: Case) -> bool:
    """Whether the weights of all parties are still proportional to some vector within their bounds."""
    for before, after in zip(case.parties, moved.parties, strict=True):
        bounds, weights = before.preference.weights, after.preference.weights
        if weights == bounds:
            continue
        whole = sum((figure.low for figure in weights.values()), Fraction(0))
        shares = [(bounds[name], weights[name].low / whole) for name in bounds]
        above = max(figure.low / (share + ROUNDED) for figure, share in shares)
        below = [figure.high / (share - ROUNDED) for figure, share in shares if share > ROUNDED]
        if above > min(below, default=above):
            return False
    return True


def with_figure(case: Case, known: Input, value: Fraction) -> Case:
    """The case with one figure moved: a weight as the share of its issue, anything else as it stands."""
    is_share = known.path[2:4] == ("preference", "weights")
    return with_share(case, known, value) if is_share else with_value(case, known, value)
