"""The packages that solution concepts select, as tables: what each settles, what each is worth to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from detente.accept.solutions import NEEDS_COMPARABLE_SCALES
from detente.report.icons import party_name
from detente.report.markup import Content, Html, el
from detente.report.page import fold, scroll
from detente.views.numbers import count_words, padded, signed
from detente.views.parties import party_marks
from detente.views.prose import listed
from detente.views.rule_words import named
from detente.views.selected import (
    CONCEPT_LETTERS,
    CONCEPT_MEANINGS,
    CONCEPT_NAMES,
    Selected,
    no_deal,
    selected,
    ties,
)
from detente.views.words import option_title

if TYPE_CHECKING:
    from detente.accept.solutions import Concept, Solution
    from detente.case.model import Case, Issue

TIES = 6
"""Most tied packages that are shown side by side."""


def legend(solutions: Mapping[Concept, Solution], case: Case) -> Html:
    """What each letter means, with ties, who was dropped, and which concepts compare utilities."""
    items = [_concept(case, solution) for solution in solutions.values()]
    return el("dl", items, class_="legend")


def _concept(case: Case, solution: Solution) -> Html:
    concept = solution.concept
    notes = []
    if concept in NEEDS_COMPARABLE_SCALES:
        notes.append("compares the gains of different parties: only for comparable scales")
    if not solution.points:
        notes.append("selects nothing: no efficient package leaves every party as well off as no deal")
    elif solution.ties is None:
        notes.append("found on a grid; ties were not counted")
    elif solution.ties > 1:
        notes.append(f"{count_words(solution.ties, 'package ties', 'packages tie')}; the first is drawn")
    if solution.dropped:
        titles = listed([case.party(party).title for party in solution.dropped])
        notes.append(f"without a say, as nothing can be gained: {titles}")
    name = CONCEPT_NAMES[concept]
    key = el("span", CONCEPT_LETTERS[concept], class_=f"letter k-{concept}")
    return el(
        "div",
        el("dt", key, name[:1].upper() + name[1:]),
        el("dd", CONCEPT_MEANINGS[concept], [el("span", note, class_="note") for note in notes]),
    )


def packages_tables(case: Case, solutions: Mapping[Concept, Solution], *, floors: bool) -> list[Html]:
    """The selected packages side by side, and what they are worth.

    Args:
        case: The case.
        solutions: What the solution concepts select.
        floors: Whether the state without a deal and gains over it may be shown.
    """
    columns = selected(solutions)
    if not columns:
        return []
    heads = [_head(column) for column in columns]
    before = no_deal(case) if floors else None
    tied = [
        fold(f"{CONCEPT_NAMES[solution.concept].capitalize()}: the packages that tie", _ties(case, solution))
        for solution in solutions.values()
        if len(solution.points) > 1
    ]
    return [
        scroll(_package_table(case, columns, heads, before), label="Packages"),
        scroll(_worth_table(case, columns, heads, floors=floors), label="What the packages are worth"),
        *tied,
    ]


def _head(column: Selected) -> Html:
    letters = [
        el("span", CONCEPT_LETTERS[concept], class_=f"letter k-{concept}") for concept in column.concepts
    ]
    names = listed([CONCEPT_NAMES[concept] for concept in column.concepts])
    return el("th", letters, el("span", names[:1].upper() + names[1:]), scope="col")


def _ties(case: Case, solution: Solution) -> Html:
    columns = ties(solution)[:TIES]
    heads = [el("th", f"{column.tie + 1}", scope="col") for column in columns]
    total = solution.ties if solution.ties is not None else len(solution.points)
    words = f"{len(columns)} of {total} packages with the same worth to everybody or the same rank."
    return el(
        "div", el("p", words), scroll(_package_table(case, columns, heads, None), label="Tied packages")
    )


def _package_table(
    case: Case, columns: Sequence[Selected], heads: list[Html], before: Mapping[str, str] | None
) -> Html:
    """An issue a row; where all packages agree, one cell says so; what differs from no deal is bold."""
    first = [el("th", "Issue", scope="col"), el("th", "No deal", scope="col") if before else None]
    rows = [_package_row(case, issue, columns, before) for issue in case.issues]
    return el(
        "table",
        el("caption", "What each package settles", class_="sr"),
        el("thead", el("tr", first, heads)),
        el("tbody", rows),
        class_="packages",
    )


def _package_row(
    case: Case, issue: Issue, columns: Sequence[Selected], before: Mapping[str, str] | None
) -> Html:
    options = [column.package[issue.id] for column in columns]
    held = before[issue.id] if before else None
    cells: list[Content] = []
    if before is not None and held is not None:
        cells.append(el("td", _label("no deal"), option_title(case, issue.id, held), class_="before"))
    alike = len(set(options)) == 1
    for column, option in list(zip(columns, options, strict=True))[: 1 if alike else None]:
        title = option_title(case, issue.id, option)
        span = len(columns) if alike and len(columns) > 1 else None
        label = _label("all" if alike else column.letters or f"{column.tie + 1}")
        cells.append(el("td", label, title, colspan=span, class_="same" if option == held else "moved"))
    return el("tr", el("th", named(issue), scope="row"), cells, class_="alike" if alike else "differ")


def _label(text: str) -> Html:
    """The head of a column, repeated in its cells for narrow screens, where columns become rows."""
    return el("span", text, class_="label", aria_hidden="true")


def _worth_table(case: Case, columns: Sequence[Selected], heads: list[Html], *, floors: bool) -> Html:
    rows = []
    for party in columns[0].utility:
        worths = padded([column.utility[party] for column in columns])
        cells = [
            el(
                "td",
                worth,
                el("span", signed(column.gain[party]), class_="gain") if floors else None,
                class_="figure",
            )
            for worth, column in zip(worths, columns, strict=True)
        ]
        rows.append(el("tr", el("th", party_name(party_marks(case)[party]), scope="row"), cells))
    words = "Utility, and the gain over no deal" if floors else "Utility"
    return el(
        "table",
        el("caption", f"{words}. Utilities of different parties are on scales of their own."),
        el("thead", el("tr", el("th", "Worth to", scope="col"), heads)),
        el("tbody", rows),
        class_="worth",
    )
