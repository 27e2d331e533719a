"""The domain of a GeniusWeb folder: named issues, each with a list of values or a stepped range."""

from __future__ import annotations

from fractions import Fraction

from detente.case.interop.data_tree import Spot
from detente.case.interop.domain import Choice, Topic, check_topics, stepped_choices
from detente.case.model import Range
from detente.errors import Fault


def read_topics(domain: Spot) -> tuple[Topic, ...]:
    """The issues of a domain in its order; what is wrong with them is added to the findings of ``domain``."""
    findings = domain.findings
    before = len(findings.faults)
    issues = domain.at("issuesValues")
    topics = tuple(_topic(str(name), issues.at(name)) for name in issues.mapping())
    if len(findings.faults) == before:
        findings.faults.extend(check_topics(topics, file=findings.file))
    return topics


def _topic(title: str, issue: Spot) -> Topic:
    if "range" in issue:
        return _scale(title, issue.at("range"))
    return Topic(
        title=title, choices=tuple(Choice(title=value.text()) for value in issue.at("values").members())
    )


def _scale(title: str, scale: Spot) -> Topic:
    empty = Topic(title=title, choices=())
    ends = _ends(scale)
    if ends is None:
        return empty
    start, stop, step = ends
    choices = stepped_choices(start, stop, step, file=scale.findings.file, place=scale.place)
    if isinstance(choices, Fault):
        scale.findings.faults.append(choices)
        return empty
    return Topic(title=title, choices=choices, range=Range(start=start, stop=stop, step=step))


def _ends(scale: Spot) -> tuple[Fraction, Fraction, Fraction] | None:
    """Low, high and step: as a mapping, or in this order as a list."""
    if isinstance(scale.data, list):
        parts = tuple(scale.members())
    else:
        parts = tuple(scale.at(name) for name in ("low", "high", "step"))
    if len(parts) != 3:
        scale.fault(f"a range of {len(parts)} numbers", "its low end, high end and step")
        return None
    before = len(scale.findings.faults)
    low, high, step = (part.number() for part in parts)
    return (low, high, step) if len(scale.findings.faults) == before else None
