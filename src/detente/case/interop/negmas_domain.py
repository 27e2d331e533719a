"""The outcome space of a NegMAS scenario: its issues, with a list of values or the two ends of a range."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from detente.case.interop.data_tree import Data, Spot, scalar_text
from detente.case.interop.domain import CHOICES_LIMIT, Choice, Topic, check_topics, stepped_choices
from detente.case.model import Range
from detente.errors import Fault, shown_value

_LISTED = frozenset({"", "categoricalissue", "cardinalissue", "discretecardinalissue", "ordinalissue",
                     "discreteordinalissue"})  # fmt: skip
_BETWEEN = "contiguousissue"


def kind_of(data: Data) -> str:
    """The name in ``type`` without its module, in lower case; ``""`` where there is none."""
    stated = data.get("type") if isinstance(data, dict) else None
    return stated.rpartition(".")[2].strip().lower() if isinstance(stated, str) else ""


def read_topics(domain: Spot) -> tuple[Topic, ...]:
    """The issues of a domain in its order; what is wrong with them is added to the findings of ``domain``."""
    findings = domain.findings
    before = len(findings.faults)
    topics = tuple(_topic(issue) for issue in domain.at("issues").members())
    if len(findings.faults) == before:
        findings.faults.extend(check_topics(topics, file=findings.file))
    return topics


def _topic(issue: Spot) -> Topic:
    title, values, kind = issue.at("name").text(), issue.at("values"), kind_of(issue.data)
    if kind not in _LISTED and kind != _BETWEEN:
        message = f"the type {shown_value(kind)}, where lists of values and whole-number ranges can be read"
        issue.fault(message, "a CategoricalIssue or ContiguousIssue", code="not-supported")
        return Topic(title=title, choices=())
    if kind == _BETWEEN or isinstance(values.data, Fraction):
        return _scale(title, values)
    choices = tuple(_choice(value) for value in values.members())
    return Topic(title=title, choices=choices, range=None if kind.startswith("categ") else _even(choices))


def _choice(value: Spot) -> Choice:
    return Choice(title=value.text(), amount=amount_of(value.data))


def amount_of(data: Data) -> Fraction | None:
    """What a value counts in a line: a number itself, a truth value 1 or 0, anything else nothing."""
    if isinstance(data, bool):
        return Fraction(data)
    return data if isinstance(data, Fraction) else None


def _scale(title: str, values: Spot) -> Topic:
    """Whole numbers between two ends, or that many from 0."""
    empty = Topic(title=title, choices=())
    before = len(values.findings.faults)
    if isinstance(values.data, Fraction):
        ends = [Fraction(0), values.data - 1]
    else:
        ends = [value.number() for value in values.members()]
    if len(values.findings.faults) > before:
        return empty
    if len(ends) != 2 or any(end.denominator != 1 for end in ends):
        values.fault("not the two whole ends of a range", "the first and the last number")
        return empty
    choices = stepped_choices(ends[0], ends[1], Fraction(1), file=values.findings.file, place=values.place)
    if isinstance(choices, Fault):
        values.findings.faults.append(choices)
        return empty
    return Topic(title=title, choices=choices, range=Range(start=ends[0], stop=ends[1], step=Fraction(1)))


def _even(choices: Sequence[Choice]) -> Range | None:
    """The scale of numbers that rise by equal steps, else None."""
    amounts = [choice.amount for choice in choices if choice.amount is not None]
    if len(amounts) < max(2, len(choices)) or len(choices) > CHOICES_LIMIT:
        return None
    if [choice.title for choice in choices] != [scalar_text(amount) for amount in amounts]:
        return None
    step = amounts[1] - amounts[0]
    if step <= 0 or any(amounts[0] + number * step != amount for number, amount in enumerate(amounts)):
        return None
    return Range(start=amounts[0], stop=amounts[-1], step=step)


def choice_numbers(choices: Sequence[Choice]) -> dict[str, int]:
    """The number of each choice by its title."""
    return {choice.title: number for number, choice in enumerate(choices)}
