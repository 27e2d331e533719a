"""A profile file of a Genius folder: one party's weights, evaluations, reservation and discount."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from detente.case.interop.decimals import exact
from detente.case.interop.domain import Profile, Topic
from detente.case.interop.files import DataFile
from detente.case.interop.findings import Findings, Names
from detente.case.interop.genius_domain import flat_issues, whole_bounds
from detente.case.interop.xml_tree import Element
from detente.errors import shown_value

NO_RESERVATION = "none in the file: 0, as in Genius"
NONLINEAR_TAGS = frozenset(
    {"ufun", "hyperrectangle", "includes", "constraint", "constraints", "rule", "rules"}
)
"""Elements, in lower case, of profiles that are no weighted sum."""

_LINE_SPELLINGS = (("offset", "slope"), ("parameter0", "parameter1"))


def read_profile(
    file: DataFile, root: Element, topics: Sequence[Topic], findings: Findings
) -> Profile | None:
    """The profile of a party named by its file; None where ``findings`` has got faults instead."""
    odd = next((element.tag for element in root.walk() if element.tag.lower() in NONLINEAR_TAGS), None)
    if odd is not None or "nonlinear" in (root.get("type") or "").lower():
        message = "a nonlinear utility space, where only weighted sums over issues can be read"
        findings.fault(f"<{odd or root.tag}>", message, "a linear additive profile", code="not-supported")
        return None
    issues = _match_issues(flat_issues(root, findings), topics, findings)
    weights = _read_weights(root, issues, topics, findings)
    values = [
        _read_values(issue, topic, findings)
        for issue, topic in zip(issues, topics, strict=True)
        if issue is not None
    ]
    reservation = _one_number(root, "reservation", findings)
    discount = _one_number(root, "discount_factor", findings)
    if findings.faults:
        return None
    return Profile(
        title=file.stem,
        weights=tuple(weights),
        values=tuple(values),
        reservation=Fraction(0) if reservation is None else reservation,
        reservation_why=NO_RESERVATION if reservation is None else "",
        discount=discount,
    )


def _match_issues(
    found: Sequence[Element], topics: Sequence[Topic], findings: Findings
) -> list[Element | None]:
    titles = [topic.title for topic in topics]
    names = Names.of(titles)
    matched: list[Element | None] = [None] * len(topics)
    for issue in found:
        title = issue.get("name") or ""
        place = f"issue {shown_value(title)}"
        number = names.find(title)
        if number is None:
            findings.unknown(place, "not in the domain", title, titles)
        elif matched[number] is not None:
            findings.fault(place, "there twice", "one entry for each issue")
        else:
            matched[number] = issue
    for title, issue_or_none in zip(titles, matched, strict=True):
        if issue_or_none is None:
            findings.fault(
                f"issue {shown_value(title)}", "an issue of the domain that the profile lacks", "add it"
            )
    return matched


def _read_weights(
    root: Element, issues: Sequence[Element | None], topics: Sequence[Topic], findings: Findings
) -> list[Fraction]:
    stated = _stated_weights(root, findings)
    weights: list[Fraction] = []
    for issue, topic in zip(issues, topics, strict=True):
        if issue is None:
            continue
        index = (issue.get("index") or "").strip()
        weight = stated.pop(index, None)
        if weight is None:
            place = f"issue {shown_value(topic.title)}"
            message = f"no weight with its index {shown_value(index)}"
            findings.fault(place, message, f'<weight index="{index}" value="..."/>')
        else:
            weights.append(weight)
    if stated and not findings.faults:
        listed = ", ".join(stated)
        findings.notes.append(
            f"{Path(findings.file).stem}: a weight names no issue (index {listed}): ignored."
        )
    return weights


def _stated_weights(root: Element, findings: Findings) -> dict[str, Fraction]:
    stated: dict[str, Fraction] = {}
    for part in (root, *root.all("objective")):
        for element in part.all("weight"):
            index = (element.get("index") or "").strip()
            place = f"weight {shown_value(index)}"
            value = _number(element, "value", place, findings)
            if value < 0:
                findings.fault(place, f"a negative weight, {element.get('value')}", "a weight of 0 or more")
            if index in stated:
                findings.fault(place, "there twice", "one weight for each issue")
            stated[index] = value
    return stated


def _read_values(issue: Element, topic: Topic, findings: Findings) -> tuple[Fraction, ...]:
    place = f"issue {shown_value(topic.title)}"
    if topic.range is None:
        return _read_evaluations(issue, topic, place, findings)
    bounds = whole_bounds(issue)
    if bounds not in {None, (topic.range.start, topic.range.stop)}:
        message = f"other bounds than the domain's {topic.range.start} and {topic.range.stop}"
        findings.fault(place, message, "the domain's bounds")
    intercept, slope = _read_line(issue, place, findings)
    return tuple(intercept + slope * (choice.amount or 0) for choice in topic.choices)


def _read_evaluations(issue: Element, topic: Topic, place: str, findings: Findings) -> tuple[Fraction, ...]:
    titles = [choice.title for choice in topic.choices]
    names = Names.of(titles)
    values: dict[int, Fraction] = {}
    for item in issue.all("item"):
        title = item.get("value") or ""
        number = names.find(title)
        if number is None:
            message = f"option {shown_value(title)} is not in the domain"
            findings.unknown(place, message, title, titles)
        elif number in values:
            findings.fault(
                place, f"option {shown_value(title)} is there twice", "one evaluation for each option"
            )
        else:
            values[number] = _number(item, "evaluation", f"{place}, option {shown_value(title)}", findings)
    for number, title in enumerate(titles):
        if number not in values:
            message = f"option {shown_value(title)} of the domain has no evaluation"
            findings.fault(place, message, "an <item> with its evaluation")
    return tuple(values.get(number, Fraction(0)) for number in range(len(titles)))


def _read_line(issue: Element, place: str, findings: Findings) -> tuple[Fraction, Fraction]:
    lines = issue.all("evaluator")
    if len(lines) != 1:
        findings.fault(
            place, f"{len(lines)} evaluators", 'one <evaluator ftype="linear" offset="..." slope="..."/>'
        )
        return Fraction(0), Fraction(0)
    line = lines[0]
    kind = (line.get("ftype") or "linear").strip().lower()
    spelling = next((pair for pair in _LINE_SPELLINGS if line.get(*pair) is not None), None)
    if kind != "linear" or spelling is None:
        message = f"the evaluator {shown_value(kind)}, where linear ones with offset and slope can be read"
        findings.fault(place, message, 'ftype="linear" offset="..." slope="..."', code="not-supported")
        return Fraction(0), Fraction(0)
    return _number(line, spelling[0], place, findings), _number(line, spelling[1], place, findings)


def _one_number(root: Element, tag: str, findings: Findings) -> Fraction | None:
    elements = root.all(tag)
    if len(elements) > 1:
        findings.fault(f"<{tag}>", "there twice", "one of them")
    return _number(elements[0], "value", f"<{tag}>", findings) if elements else None


def _number(element: Element, name: str, place: str, findings: Findings) -> Fraction:
    text = element.get(name)
    value = None if text is None else exact(text)
    if value is None:
        message = f"no {name}" if text is None else f"the {name} {shown_value(text)} is no number"
        findings.fault(place, message, f'{name}="0.5" or the like')
        return Fraction(0)
    return value
