"""A utility function of a NegMAS scenario, where it is a weighted sum over issues."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from detente.case.interop.data_tree import Data, Spot
from detente.case.interop.domain import Choice, Profile, Topic
from detente.case.interop.files import DataFile
from detente.case.interop.findings import Findings
from detente.case.interop.negmas_domain import choice_numbers, kind_of
from detente.errors import shown_value

_SUM = frozenset({"linearadditiveutilityfunction", "linearutilityaggregationfunction"})
_AFFINE = frozenset({"affineutilityfunction", "linearutilityfunction"})
_CONSTANT = "constutilityfunction"
_DISCOUNTED = {"expdiscountedufun": "discount", "lindiscountedufun": "cost"}
_LINES = frozenset({"affinefun", "linearfun", "identityfun", "constfun"})


def read_ufun(file: DataFile, data: Data, topics: Sequence[Topic], findings: Findings) -> Profile | None:
    """The profile of a party; None where ``findings`` has got faults instead."""
    outer = Spot(data, "", findings)
    inner = outer.at("ufun") if kind_of(data) in _DISCOUNTED else outer
    discount = _discount(outer, file)
    weights, values, bias = _read_sum(inner, topics)
    reservation = _reservation(outer if _has_reservation(outer) else inner, topics)
    if findings.faults:
        return None
    weights, values = _folded(weights, values, bias)
    return Profile(
        title=_title(outer, file),
        weights=tuple(weights),
        values=tuple(values),
        reservation=reservation,
        discount=discount,
    )


def _title(ufun: Spot, file: DataFile) -> str:
    """The name in the file, unless it is the path of another one."""
    name = ufun.at("name").data
    usable = isinstance(name, str) and name.strip() and not {"/", "\\"} & set(name)
    return str(name) if usable else file.stem


def _discount(ufun: Spot, file: DataFile) -> Fraction | None:
    kind = kind_of(ufun.data)
    if kind not in _DISCOUNTED or ufun.at(_DISCOUNTED[kind]).data is None:
        return None
    figure = ufun.at(_DISCOUNTED[kind]).number()
    if kind == "expdiscountedufun":
        return figure
    ufun.findings.notes.append(f"{file.stem}: a cost of {figure} per step of the negotiation is left out.")
    return None


def _read_sum(
    ufun: Spot, topics: Sequence[Topic]
) -> tuple[Sequence[Fraction], Sequence[tuple[Fraction, ...]], Fraction]:
    """Weights, values by issue, and the constant."""
    kind = kind_of(ufun.data)
    bias = ufun.at("bias").number() if ufun.at("bias").data is not None else Fraction(0)
    ones = [Fraction(1)] * len(topics)
    if kind in _SUM:
        weights = (
            [spot.number() for spot in _by_topic(ufun.at("weights"), topics)] if "weights" in ufun else ones
        )
        functions = _by_topic(ufun.at("values"), topics)
        return weights, [_values(spot, topic) for spot, topic in zip(functions, topics, strict=True)], bias
    if kind in _AFFINE:
        weights = [spot.number() for spot in _by_topic(ufun.at("weights"), topics)]
        return weights, [_on_line(Fraction(1), Fraction(0), topic, ufun) for topic in topics], bias
    zeros = [(Fraction(0),) * len(topic.choices) for topic in topics]
    if kind == _CONSTANT:
        return ones, zeros, ufun.at("value").number()
    message = f"a utility of the type {shown_value(kind)}, where only weighted sums over issues can be read"
    ufun.fault(message, "a LinearAdditiveUtilityFunction", code="not-supported")
    return ones, zeros, bias


def _by_topic(spot: Spot, topics: Sequence[Topic]) -> list[Spot]:
    """One entry for each topic: from a list in the domain's order, or by name."""
    nothing = Spot(None, spot.place, Findings(file=""))
    titles = [topic.title for topic in topics]
    if not isinstance(spot.data, dict):
        members = list(spot.members())
        if isinstance(spot.data, list) and len(members) != len(topics):
            spot.fault(
                f"{len(members)} entries for {len(topics)} issues", "one entry for each issue, in order"
            )
        return [*members, *[nothing] * len(topics)][: len(topics)]
    found = spot.numbered(titles, "issue")
    for number, title in enumerate(titles):
        if number not in found:
            spot.fault(f"nothing for the issue {shown_value(title)}", "an entry for each issue")
    return [found.get(number, nothing) for number in range(len(titles))]


def _values(function: Spot, topic: Topic) -> tuple[Fraction, ...]:
    kind = kind_of(function.data)
    if kind in _LINES:
        slope = {"identityfun": Fraction(1), "constfun": Fraction(0)}.get(kind)
        given = function.at("bias").data is not None
        bias = function.at("bias").number() if given or kind == "constfun" else Fraction(0)
        return _on_line(function.at("slope").number() if slope is None else slope, bias, topic, function)
    if kind == "tablefun":
        return _listed(function.at("mapping"), topic)
    if kind == "" and isinstance(function.data, dict):
        return _listed(function, topic)
    message = f"a value function of the type {shown_value(kind)}, where tables and lines can be read"
    function.fault(message, "a TableFun with the value of each option", code="not-supported")
    return (Fraction(0),) * len(topic.choices)


def _on_line(slope: Fraction, bias: Fraction, topic: Topic, spot: Spot) -> tuple[Fraction, ...]:
    wordy = next((choice for choice in topic.choices if slope and choice.amount is None), None)
    if wordy is not None:
        message = (
            f"a line on the issue {shown_value(topic.title)}, whose {shown_value(wordy.title)} is no number"
        )
        spot.fault(message, "a TableFun with the value of each option")
    return tuple(bias + slope * (choice.amount or 0) for choice in topic.choices)


def _listed(table: Spot, topic: Topic) -> tuple[Fraction, ...]:
    numbers = choice_numbers(topic.choices)
    titles = [choice.title for choice in topic.choices]
    values: dict[int, Fraction] = {}
    for name in table.mapping():
        number = numbers.get(name)
        if number is None:
            table.unknown(f"option {shown_value(name)} is not in the domain", name, titles)
        else:
            values[number] = table.at(name).number()
    for number, title in enumerate(titles):
        if number not in values:
            message = f"option {shown_value(title)} of the issue {shown_value(topic.title)} has no value"
            table.fault(message, "a value for each option")
    return tuple(values.get(number, Fraction(0)) for number in range(len(titles)))


def _has_reservation(ufun: Spot) -> bool:
    return ufun.at("reserved_value").data is not None or ufun.at("reserved_outcome").data is not None


def _reservation(ufun: Spot, topics: Sequence[Topic]) -> Fraction | tuple[int, ...] | None:
    """The value if it is stated, else the outcome, else no constraint."""
    value = ufun.at("reserved_value")
    if value.data is not None and value.data != float("-inf"):
        return value.number()
    outcome = ufun.at("reserved_outcome")
    if outcome.data is None:
        return None
    entries = _by_topic(outcome, topics)
    return tuple(
        _choice(spot, topic.choices, topic.title) for spot, topic in zip(entries, topics, strict=True)
    )


def _choice(spot: Spot, choices: Sequence[Choice], title: str) -> int:
    text = spot.text()
    number = choice_numbers(choices).get(text)
    if number is None:
        titles = [choice.title for choice in choices]
        message = f"{shown_value(text)} is no option of the issue {shown_value(title)}"
        spot.unknown(message, text, titles)
    return number or 0


def _folded(
    weights: Sequence[Fraction], values: Sequence[tuple[Fraction, ...]], bias: Fraction
) -> tuple[Sequence[Fraction], Sequence[tuple[Fraction, ...]]]:
    """The same utilities without a constant and without negative weights.

    A negative weight becomes 1 with weighted values; a constant is added to those of the first issue.
    """
    plain = [
        (Fraction(1), tuple(weight * value for value in row))
        if weight < 0 or (bias and number == 0)
        else (weight, row)
        for number, (weight, row) in enumerate(zip(weights, values, strict=True))
    ]
    first, row = plain[0]
    plain[0] = (first, tuple(value + bias for value in row)) if bias else (first, row)
    return [weight for weight, _ in plain], [row for _, row in plain]
