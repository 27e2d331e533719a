"""The domain file of a Genius folder: its issues, flat and in order."""

from __future__ import annotations

from fractions import Fraction

from detente.case.interop.decimals import exact
from detente.case.interop.domain import Choice, Topic, check_topics, stepped_choices
from detente.case.interop.files import DataFile
from detente.case.interop.findings import Findings, refusal
from detente.case.interop.xml_tree import Element
from detente.case.model import Range
from detente.errors import Fault, shown_value


def read_topics(file: DataFile, root: Element) -> tuple[Topic, ...]:
    """The issues of a domain file in its order.

    Raises:
        InputError: all that is wrong with them.
    """
    findings = Findings(file=file.where)
    space = next(iter(root.all("utility_space")), root)
    topics = tuple(_read_topic(issue, findings) for issue in flat_issues(space, findings))
    if not findings.faults:
        findings.faults.extend(check_topics(topics, file=file.where))
    if findings.faults:
        raise refusal(findings.faults)
    return topics


def flat_issues(space: Element, findings: Findings) -> tuple[Element, ...]:
    """The issues of a flat utility space: under its one objective, or directly under the root."""
    objectives = space.all("objective")
    if len(objectives) > 1 or any(objective.all("objective") for objective in objectives):
        message = "several or nested objectives, which have weights of their own"
        findings.fault(
            "objective", message, "a domain with all issues under one objective", code="not-supported"
        )
        return ()
    return tuple(issue for part in (space, *objectives) for issue in part.all("issue"))


def _read_topic(issue: Element, findings: Findings) -> Topic:
    title = issue.get("name") or ""
    kind = (issue.get("type", "vtype", "etype") or "discrete").strip().lower()
    place = f"issue {shown_value(title)}"
    if kind == "integer":
        return _read_scale(title, issue, findings)
    if kind != "discrete":
        message = f"the type {shown_value(kind)}, where discrete and integer ones can be read"
        findings.fault(place, message, "discrete items or an integer range", code="not-supported")
    items = issue.all("item")
    return Topic(title=title, choices=tuple(_read_choice(item) for item in items))


def _read_choice(item: Element) -> Choice:
    title, told = item.get("value") or "", (item.get("description") or "").strip()
    return Choice(title=title, note="" if told == title.strip() else told)


def _read_scale(title: str, issue: Element, findings: Findings) -> Topic:
    place = f"issue {shown_value(title)}"
    bounds = whole_bounds(issue)
    if bounds is None:
        findings.fault(
            place, "an integer issue without whole-number bounds", 'lowerbound="0" upperbound="10"'
        )
        return Topic(title=title, choices=())
    low, high = bounds
    choices = stepped_choices(low, high, Fraction(1), file=findings.file, place=place)
    if isinstance(choices, Fault):
        findings.faults.append(choices)
        return Topic(title=title, choices=())
    return Topic(title=title, choices=choices, range=Range(start=low, stop=high, step=Fraction(1)))


def whole_bounds(issue: Element) -> tuple[Fraction, Fraction] | None:
    """The bounds of an integer issue, on itself or in a <range>; None where one is missing or not whole."""
    holders = (issue, *issue.all("range"))
    ends: list[Fraction] = []
    for name in ("lowerbound", "upperbound"):
        text = next((found for holder in holders if (found := holder.get(name)) is not None), "")
        value = exact(text)
        if value is None or value.denominator != 1:
            return None
        ends.append(value)
    return ends[0], ends[1]
