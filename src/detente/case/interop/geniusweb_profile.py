"""A GeniusWeb profile: one party's weights, utilities of values and reservation bid."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from detente.case.interop.data_tree import Data, Spot
from detente.case.interop.domain import Profile, Topic
from detente.case.interop.files import DataFile
from detente.case.interop.findings import Findings, Names
from detente.case.interop.geniusweb_domain import read_topics
from detente.errors import shown_value

KIND = "LinearAdditiveUtilitySpace"
NO_RESERVATION = "none in the file: 0, as GeniusWeb scores no deal"
PART_RESERVATION = "the utility of a reservation bid for some of the issues"

_DISCRETE = ("DiscreteValueSetUtilities", "discreteutils")
_NUMBER = ("NumberValueSetUtilities", "numberutils")
_BID = ("issuevalues", "issueValues")


def read_profile(file: DataFile, data: Data, topics: Sequence[Topic], findings: Findings) -> Profile | None:
    """The profile of a party; None where ``findings`` has got faults instead."""
    root = Spot(data, "", findings)
    if KIND not in root:
        kind = next(iter(root.mapping()), "")
        message = f"a profile of the kind {shown_value(kind)}, where only weighted sums can be read"
        findings.fault("", message, f"a {KIND}", code="not-supported")
        return None
    space = root.at(KIND)
    _check_domain(space.at("domain"), topics)
    weights = [_weight(spot) for spot in _by_topic(space.at("issueWeights"), topics)]
    values = [
        _values(spot, topic)
        for spot, topic in zip(_by_topic(space.at("issueUtilities"), topics), topics, strict=True)
    ]
    bid = _read_bid(space.at("reservationBid"), topics)
    figure = _figure(space.at("reserved_value"))
    discount = _figure(space.at("discount_factor"))
    if findings.faults:
        return None
    name = space.at("name").data
    reservation, why = (
        (figure, "") if bid is None and figure is not None else _reservation(bid, weights, values)
    )
    return Profile(
        title=name if isinstance(name, str) and name.strip() else file.stem,
        weights=tuple(weights),
        values=tuple(values),
        reservation=reservation,
        reservation_why=why,
        discount=discount,
    )


def _check_domain(own: Spot, topics: Sequence[Topic]) -> None:
    """A profile may repeat the domain; it must be the same one, in whatever order."""
    if own.data is None:
        return
    before = len(own.findings.faults)
    found = read_topics(own)
    if len(own.findings.faults) == before and _signature(found) != _signature(topics):
        own.fault("another domain than the folder's", "the profiles of one domain in a folder")


def _signature(topics: Sequence[Topic]) -> dict[str, frozenset[str]]:
    return {topic.title: frozenset(choice.title for choice in topic.choices) for topic in topics}


def _by_topic(spot: Spot, topics: Sequence[Topic]) -> list[Spot]:
    """What stands under the name of each topic; names that are no topic's, and topics without, are faults."""
    titles = [topic.title for topic in topics]
    found = spot.numbered(titles, "issue")
    for number, title in enumerate(titles):
        if number not in found:
            spot.fault(f"nothing for the issue {shown_value(title)}", "an entry for each issue of the domain")
    return [found.get(number, Spot(None, spot.place, Findings(file=""))) for number in range(len(titles))]


def _weight(spot: Spot) -> Fraction:
    weight = spot.number()
    if weight < 0:
        spot.fault("a negative weight", "a weight of 0 or more")
    return weight


def _values(spot: Spot, topic: Topic) -> tuple[Fraction, ...]:
    nothing = (Fraction(0),) * len(topic.choices)
    wanted = _NUMBER if topic.range else _DISCRETE
    for name in (*_DISCRETE, *_NUMBER):
        if name in spot:
            inner = spot.at(name)
            if name not in wanted:
                inner.fault("does not fit the values of the issue", wanted[0], code="bad-input")
                return nothing
            return _interpolated(inner, topic) if topic.range else _listed(inner.at("valueUtilities"), topic)
    spot.fault("no utilities that can be read", f"{wanted[0]}", code="not-supported")
    return nothing


def _listed(spot: Spot, topic: Topic) -> tuple[Fraction, ...]:
    titles = [choice.title for choice in topic.choices]
    values = {number: entry.number() for number, entry in spot.numbered(titles, "value").items()}
    absent = [title for number, title in enumerate(titles) if number not in values]
    if absent:
        told = ", ".join(absent[:5]) + (", ..." if len(absent) > 5 else "")
        where = f"{Path(spot.findings.file).stem}, issue {shown_value(topic.title)}"
        spot.findings.notes.append(f"{where}: no utility for {told}: 0, as in GeniusWeb.")
    return tuple(values.get(number, Fraction(0)) for number in range(len(titles)))


def _interpolated(spot: Spot, topic: Topic) -> tuple[Fraction, ...]:
    before = len(spot.findings.faults)
    low, first, high, last = (
        spot.at(name).number() for name in ("lowValue", "lowUtility", "highValue", "highUtility")
    )
    amounts = [choice.amount for choice in topic.choices if choice.amount is not None]
    if len(spot.findings.faults) > before or topic.range is None:
        return (Fraction(0),) * len(amounts)
    if (low, high) != (topic.range.start, topic.range.stop) or low == high:
        spot.fault(
            "ends that are not the two ends of the issue's range", "lowValue and highValue of the range"
        )
        return (Fraction(0),) * len(amounts)
    return tuple(first + (last - first) * (amount - low) / (high - low) for amount in amounts)


def _figure(spot: Spot) -> Fraction | None:
    """A number that NegMAS adds to the format."""
    return None if spot.data is None else spot.number()


def _read_bid(spot: Spot, topics: Sequence[Topic]) -> list[int | None] | None:
    """The choice number of each issue that a bid names; None where there is no bid."""
    if spot.data is None:
        return None
    content = next((spot.at(name) for name in _BID if name in spot), spot.at(_BID[0]))
    named = content.numbered([topic.title for topic in topics], "issue")
    return [_choice(named[number], topic) if number in named else None for number, topic in enumerate(topics)]


def _choice(spot: Spot, topic: Topic) -> int:
    if topic.range:
        amount = spot.number()
        number = next((n for n, choice in enumerate(topic.choices) if choice.amount == amount), None)
    else:
        number = Names.of([choice.title for choice in topic.choices]).find(spot.text())
    if number is None:
        titles = [choice.title for choice in topic.choices]
        spot.unknown("no value of the issue", str(spot.data), titles)
    return number or 0


def _reservation(
    bid: Sequence[int | None] | None, weights: Sequence[Fraction], values: Sequence[Sequence[Fraction]]
) -> tuple[Fraction | tuple[int, ...], str]:
    if bid is None:
        return Fraction(0), NO_RESERVATION
    package = tuple(number for number in bid if number is not None)
    if len(package) == len(bid):
        return package, ""
    worth = [
        weight * row[number]
        for weight, row, number in zip(weights, values, bid, strict=True)
        if number is not None
    ]
    return sum(worth, Fraction(0)), PART_RESERVATION
