"""Parts of a text page as HTML, so that a page and the command line show the same tables."""

from __future__ import annotations

from collections.abc import Iterable

from detente.report.markup import Html, el
from detente.report.page import scroll
from detente.views.page import Grid, Heading, Part, Text


def parts_html(parts: Iterable[Part]) -> list[Html]:
    """Headings, paragraphs and tables; a table is named after the heading before it."""
    made, title = list[Html](), "Table"
    for part in parts:
        match part:
            case Heading():
                title = part.text
                made.append(el("h3", part.text))
            case Grid():
                made.append(scroll(_table(part, title), label=title))
            case Text(mark=""):
                made.append(el("p", part.text))
            case Text():
                made.append(el("p", part.text, class_="item"))
            case _:
                made.append(el("p", el("code", part.text)))
    return made


def _table(grid: Grid, title: str) -> Html:
    right = set(grid.right)
    heads = [
        el("th", head[:1].upper() + head[1:], scope="col", class_="figure" if at in right else None)
        for at, head in enumerate(grid.heads)
    ]
    rows = [
        el(
            "tr",
            el("th", row[0], scope="row"),
            [
                el("td", cell, class_="figure" if at in right else None)
                for at, cell in enumerate(row[1:], start=1)
            ],
        )
        for row in grid.rows
    ]
    return el(
        "table",
        el("caption", title, class_="sr"),
        el("thead", el("tr", heads)),
        el("tbody", rows),
        class_="plan-table",
    )
