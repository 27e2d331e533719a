"""Parties of a case file: what each prefers, and what no deal is worth to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from detente.case import keys
from detente.case.exact import decimal_text
from detente.case.faults import shown, way_to
from detente.case.folder.figures import ANY, NOT_NEGATIVE, SHARE, Bounds, read_figure, read_number
from detente.case.folder.frame import Frame
from detente.case.folder.issues import Choices
from detente.case.folder.table import Table
from detente.case.model import Figure, Interaction, Issue, Like, Party, Preference


class Scale(StrEnum):
    """How a party's numbers are meant."""

    NORMALISED = "normalised"
    AS_WRITTEN = "as-written"


def read_party(name: str, table: Table, frame: Frame) -> Party:
    """One party, with as much of its preferences as could be read."""
    as_written = table.choice("scale", Scale.NORMALISED) is Scale.AS_WRITTEN
    discount = None
    if "discount" in table:
        place = (*table.place, "discount")
        discount = read_number(table.entries["discount"], place, table.faults)
        if discount is not None and not SHARE.admit(discount):
            table.fault(
                "discount", f"{decimal_text(discount)} is not {SHARE}", hint="discount = 0.9", code="bounds"
            )
    ranking = table.table("ranking", known=keys.RANKING)
    values = _values(table, frame, ANY if as_written else SHARE)
    rankings = _option_rankings(ranking, frame)
    preference = Preference(
        weights=_weights(table, frame, as_written=as_written),
        issue_ranking=_issue_ranking(ranking, frame),
        values={issue: given for issue, given in values.items() if given},
        option_rankings=rankings,
        interactions=_interactions(table, frame),
        as_written=as_written,
    )
    _refuse_both(table, ranking)
    if as_written:
        _refuse_gaps(table, ranking, frame)
    return Party(
        id=name,
        title=table.line("title", required=True) or name,
        preference=preference,
        reservation=_reservation(table, frame),
        discount=discount,
        note=table.prose("note"),
    )


def _weights(table: Table, frame: Frame, *, as_written: bool) -> Mapping[str, Figure]:
    weights = table.table("weights")
    if weights is None:
        return {}
    figures: dict[str, Figure] = {}
    for issue in _known_issues(weights, frame):
        place = (*weights.place, issue)
        value = weights.entries[issue]
        figure = read_figure(value, place, table.faults, bounds=NOT_NEGATIVE, citations=frame.citations)
        if figure:
            figures[issue] = figure
    missing = [issue for issue in frame.issues if issue not in weights]
    if missing:
        message = f"weights are given for some issues only: {', '.join(missing)} missing"
        table.fault("weights", message, hint="a weight for each issue, or none at all", code="missing")
    elif len(figures) == len(frame.issues) and not as_written and not any(f.high for f in figures.values()):
        table.fault("weights", "all weights are 0", hint="at least one above 0", code="bounds")
    return {issue: figures[issue] for issue in frame.issues if issue in figures}


def _values(table: Table, frame: Frame, bounds: Bounds) -> Mapping[str, Mapping[str, Figure]]:
    values = table.table("values")
    if values is None:
        return {}
    found: dict[str, Mapping[str, Figure]] = {}
    for name in _known_issues(values, frame):
        given = values.table(name)
        if given is not None and name not in frame.broken:
            found[name] = _option_values(frame.issues[name], given, frame, bounds)
    return {issue: found[issue] for issue in frame.issues if issue in found}


def _option_values(issue: Issue, given: Table, frame: Frame, bounds: Bounds) -> Mapping[str, Figure]:
    figures: dict[str, Figure] = {}
    choices = Choices(issue)
    for name, value in given.entries.items():
        option = choices.named(name)
        if option is None:
            message = f"issue '{issue.id}' has no option {shown(name)}"
            given.fault(name, message, hint=choices.way_to(name), code="unknown-name")
        elif option.id in figures:
            given.fault(name, f"{shown(name)} is given twice", hint="each amount once", code="duplicate")
        else:
            place = (*given.place, name)
            figure = read_figure(value, place, given.faults, bounds=bounds, citations=frame.citations)
            if figure:
                figures[option.id] = figure
    return {option.id: figures[option.id] for option in issue.options if option.id in figures}


def _issue_ranking(ranking: Table | None, frame: Frame) -> tuple[str, ...]:
    if ranking is None or "issues" not in ranking:
        return ()
    before = ranking.faults.count
    named = ranking.names("issues", list(frame.issues), "issue")
    if ranking.faults.count == before:
        _refuse_missing(ranking, "issues", [issue for issue in frame.issues if issue not in named], "issue")
    return named


def _option_rankings(ranking: Table | None, frame: Frame) -> Mapping[str, tuple[str, ...]]:
    options = ranking.table("options") if ranking is not None else None
    if options is None:
        return {}
    found = {
        name: _ranked(options, name, frame.issues[name])
        for name in _known_issues(options, frame)
        if name not in frame.broken
    }
    return {issue: found[issue] for issue in frame.issues if found.get(issue)}


def _ranked(options: Table, name: str, issue: Issue) -> tuple[str, ...]:
    value = options.entries[name]
    if not isinstance(value, list | tuple):
        hint = f'{name} = ["BEST", ..., "WORST"]'
        options.fault(name, f"{shown(value)} is not a list", hint=hint, code="wrong-type")
        return ()
    ranked: dict[str, None] = {}
    choices, before = Choices(issue), options.faults.count
    for number, member in enumerate(value, start=1):
        place = (*options.place, name, number)
        option = choices.named(member)
        if option is None:
            message = f"issue '{issue.id}' has no option {shown(member)}"
            options.faults.add(place, message, hint=choices.way_to(member), code="unknown-name")
        elif option.id in ranked:
            message = f"{shown(member)} stands twice"
            options.faults.add(place, message, hint="each option once", code="duplicate")
        else:
            ranked[option.id] = None
    if options.faults.count == before:
        missing = [option.id for option in issue.options if option.id not in ranked]
        _refuse_missing(options, name, missing, "option")
    return tuple(ranked)


def _interactions(table: Table, frame: Frame) -> tuple[Interaction, ...]:
    found = []
    for entry in table.tables("interactions", known=keys.INTERACTION, limit=keys.INTERACTIONS_LIMIT):
        rule = frame.rule(entry, "when")
        if "value" not in entry:
            entry.fault("value", "'value' is missing", hint="value = 0.1", code="missing")
            continue
        place = (*entry.place, "value")
        figure = read_figure(
            entry.entries["value"], place, entry.faults, bounds=ANY, citations=frame.citations
        )
        if rule and figure:
            found.append(Interaction(text=rule[0], formula=rule[1], value=figure))
    return tuple(found)


def _reservation(table: Table, frame: Frame) -> Figure | Like | None:
    if "reservation" not in table:
        return None
    value, place = table.entries["reservation"], (*table.place, "reservation")
    if isinstance(value, Mapping) and "like" in value:
        return _like(Table(value, place, table.faults, known=keys.LIKE), frame)
    if isinstance(value, Mapping) and "value" not in value:
        hint = "{ value = 0.3 } or { like = { ISSUE = OPTION, ... } }"
        table.fault("reservation", "neither 'value' nor 'like' is given", hint=hint, code="missing")
        return None
    return read_figure(value, place, table.faults, bounds=ANY, citations=frame.citations)


def _like(table: Table, frame: Frame) -> Like | None:
    like = table.table("like")
    if like is None:
        return None
    package: dict[str, str] = {}
    for name in _known_issues(like, frame):
        choices, value = Choices(frame.issues[name]), like.entries[name]
        option = choices.named(value)
        if option is not None:
            package[name] = option.id
        elif name not in frame.broken:
            message = f"issue '{name}' has no option {shown(value)}"
            like.fault(name, message, hint=choices.way_to(value), code="unknown-name")
    missing = [issue for issue in frame.issues if issue not in like]
    _refuse_missing(table, "like", missing, "issue")
    return Like(
        package={issue: package[issue] for issue in frame.issues if issue in package},
        why=table.line("why"),
        statements=frame.citations.cited(table),
    )


def _known_issues(table: Table, frame: Frame) -> list[str]:
    for name in table.entries:
        if frame.issues and name not in frame.issues:
            hint = way_to(name, frame.issues, "issue")
            table.fault(name, f"no issue {shown(name)}", hint=hint, code="unknown-name")
    return [name for name in table.entries if name in frame.issues]


def _refuse_missing(table: Table, key: str, missing: list[str], what: str) -> None:
    if missing:
        listed = ", ".join(missing[:8]) + (", ..." if len(missing) > 8 else "")
        message = f"each {what} has to be named; {listed} missing"
        table.fault(key, message, hint=f"name each {what} once", code="missing")


def _refuse_both(table: Table, ranking: Table | None) -> None:
    if ranking is None:
        return
    both: Callable[[str], str] = "{} are both ranked and given numbers".format
    if "weights" in table and "issues" in ranking:
        table.fault("weights", both("the issues"), hint="'weights' or 'ranking.issues'", code="conflict")
    values, ranked = table.entries.get("values"), ranking.entries.get("options")
    if isinstance(values, Mapping) and isinstance(ranked, Mapping):
        for name in values:
            if name in ranked:
                place = (*table.place, "values", name)
                message, hint = both(f"the options of {shown(name)}"), "numbers or a ranking"
                table.faults.add(place, message, hint=hint, code="conflict")


def _refuse_gaps(table: Table, ranking: Table | None, frame: Frame) -> None:
    hint = 'numbers for everything, or no scale = "as-written"'
    if ranking is not None:
        table.fault("ranking", "numbers as written leave nothing to rank", hint=hint, code="conflict")
    if "weights" not in table:
        table.fault("weights", "numbers as written need a weight for each issue", hint=hint, code="missing")
    values = table.entries.get("values")
    for name, issue in frame.issues.items():
        given = values.get(name) if isinstance(values, Mapping) else None
        count = len(given) if isinstance(given, Mapping) else 0
        if count < len(issue.options):
            message = f"numbers as written need a value for each option of '{name}'"
            table.faults.add((*table.place, "values", name), message, hint=hint, code="missing")
