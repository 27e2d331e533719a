"""Packages over all draws: acceptable to whom, selected how often, and what they settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.accept.robustness.choice import SELECTIONS
from detente.report.charts import svg
from detente.report.markup import Content, Html, el
from detente.report.page import fold, scroll
from detente.views.acceptability import PARTIES, acceptability
from detente.views.numbers import count_text, counted
from detente.views.prose import capital
from detente.views.robust_packages_text import best_by_each, followed, settled_options
from detente.views.robust_words import percent, with_interval
from detente.views.rule_words import named
from detente.views.selected import CONCEPT_NAMES
from detente.views.words import option_title, party_title

if TYPE_CHECKING:
    from detente.accept.robustness.result import Robustness, RobustPackage

_ACCEPTS = (
    "A party accepts a package that keeps its own red lines, as drawn, and is worth at least what it has "
    "without a deal. Solution concepts select among the candidates; single packages have small shares "
    "where many differ in small things."
)


def robust_packages_part(found: Robustness) -> list[Html]:
    """The part of the section; nothing where no package was followed."""
    if not found.packages:
        return []
    best = max(found.packages, key=lambda package: package.acceptable_to_all.count)
    label = (
        f"Acceptability of {counted(len(found.packages), 'package')}; the widest is acceptable to all in "
        f"{with_interval(best.acceptable_to_all)} of the draws. The table below has the same numbers."
    )
    cut = f" The first {PARTIES} parties are drawn." if len(found.case.parties) > PARTIES else ""
    caption = f"Bars: in which share of the draws a package is acceptable, with the 95 % interval.{cut}"
    followed_ = [el("li", sentence) for sentence in followed(found)]
    return [
        el("h3", "Which packages are most widely acceptable"),
        el("p", f"The best of {counted(len(found.candidates), 'candidate')} by each measure. {_ACCEPTS}"),
        el(
            "div",
            el(
                "figure",
                svg(acceptability(found), label=label),
                el("figcaption", caption),
                class_="acceptability",
            ),
            el("ul", followed_, class_="followed") if followed_ else None,
            class_="drawings",
        ),
        fold("The same in numbers, with how often each is selected", _numbers(found)),
        fold("What the best of them settle", _settle(found)),
        *_settlements(found),
    ]


def _numbers(found: Robustness) -> Html:
    titles = [party.title for party in found.case.parties]
    concepts = SELECTIONS if found.packages[0].selected is not None else ()
    heads = ["Package", "All", *titles, *(capital(CONCEPT_NAMES[concept]) for concept in concepts)]
    firsts = found.packages[0].ranks
    heads += [f"First for {party_title(found.case, party)}" for party in firsts]
    rows = []
    for number, package in enumerate(found.packages, start=1):
        shares = [package.acceptable_to_all, *(package.acceptable[party.id] for party in found.case.parties)]
        shares += [(package.selected or {})[concept] for concept in concepts]
        cells = [percent(share.value) for share in shares]
        cells += [percent(package.ranks[party][0] / found.deal.draws) for party in firsts]
        rows.append(
            el(
                "tr",
                el("th", f"{number}", scope="row"),
                [el("td", cell, class_="figure") for cell in cells],
            )
        )
    return scroll(
        el(
            "table",
            el("thead", el("tr", [el("th", head, scope="col") for head in heads])),
            el("tbody", rows),
            class_="robust-packages",
        ),
        label="Packages in numbers",
    )


def _settle(found: Robustness) -> list[Html]:
    """The best package by each measure, issue by issue; where all agree, one cell says so."""
    numbers = best_by_each(found)
    packages = [found.packages[number] for number in numbers]
    heads = [el("th", "Issue", scope="col")]
    heads += [el("th", f"Package {number + 1}", scope="col") for number in numbers]
    rows = [_issue_row(found, issue, packages, numbers) for issue in range(len(found.case.issues))]
    table = el("table", el("thead", el("tr", heads)), el("tbody", rows), class_="packages")
    return [scroll(table, label="What the best packages settle")]


def _issue_row(found: Robustness, number: int, packages: list[RobustPackage], numbers: list[int]) -> Html:
    issue = found.case.issues[number]
    titles = [option_title(found.case, issue.id, package.package[issue.id]) for package in packages]
    alike = len(set(titles)) == 1
    cells: list[Content] = [
        el(
            "td",
            el("span", "all" if alike else f"{place + 1}", class_="label", aria_hidden="true"),
            title,
            colspan=len(titles) if alike and len(titles) > 1 else None,
        )
        for place, title in list(zip(numbers, titles, strict=True))[: 1 if alike else None]
    ]
    return el("tr", el("th", named(issue), scope="row"), cells, class_="alike" if alike else "differ")


def _settlements(found: Robustness) -> list[Html]:
    if found.settlements is None or not found.candidates.covered:
        return []
    rows = [
        el("tr", el("th", issue, scope="row"), el("td", options))
        for issue, options in settled_options(found, found.settlements["nash"])
    ]
    heads = ["Issue", "Options, with the share of the draws in which a Nash package takes them"]
    table = el(
        "table", el("thead", el("tr", [el("th", head, scope="col") for head in heads])), el("tbody", rows)
    )
    words = f"Over {count_text(found.candidates.covered)} draws with a deal; with ties several options count."
    return [
        fold(
            "What the Nash packages agree on, issue by issue",
            el("p", words, class_="by"),
            scroll(table, label="What the Nash packages settle"),
        )
    ]
