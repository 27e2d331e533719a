"""What holds over everything that the case leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.bands import bands_table
from detente.report.charts import svg
from detente.report.icons import party_name
from detente.report.markup import Content, Html, el
from detente.report.page import fold, scroll, section
from detente.report.readings import reading_title
from detente.report.robust_packages import robust_packages_part
from detente.views.chances import chance_title
from detente.views.decisive import BARS, decisive
from detente.views.numbers import count_text, count_words, counted, interval
from detente.views.parties import party_marks
from detente.views.prose import capital
from detente.views.robust_finding import anything_open, robust_finding
from detente.views.robust_limits import effort_words, in_part
from detente.views.robust_words import (
    WHAT_A_DRAW_IS,
    WHAT_THE_ERROR_IS,
    bar_text,
    combination_words,
    input_words,
    moving,
    outcome_words,
    percent,
    rare_words,
)
from detente.views.words import line_name

if TYPE_CHECKING:
    from detente.accept.robustness.result import Combination, GroupImportance, Importance, Robustness
    from detente.case.model import Case, Figure, RedLine
    from detente.views.edition import Edition

_WITHHELD = (
    "This public page counts what rules and red lines leave, and no more. Which packages parties accept, "
    "what the existence of a deal hangs on and how often solution concepts select a package rest on what "
    "parties have without a deal, and are left out."
)
_INDICES = (
    "Bars: the share of the variance that stays while an input is unknown and all else is known (total "
    "index), with its 95 % bootstrap interval. Rings: the share that goes once it alone is "
    "known (closed index)."
)
TOGETHER = 8
"""How many combinations of red lines are written out."""


def robustness_section(edition: Edition) -> Html:
    """The section of the page."""
    found = edition.study.own_robustness
    if found is None:
        return section("robustness", el("p", "No draws were made for this page.", class_="empty"))
    if not anything_open(found):
        return section("robustness", el("p", robust_finding(found)[0], class_="empty"))
    titles = [reading_title(edition, reading) for reading in edition.readings]
    parts: list[Content] = [
        None if edition.public else [el("p", text) for text in robust_finding(found)],
        el("h3", f"{chance_title(lines_only=edition.public)}, finding by finding"),
        scroll(bands_table(edition, found, titles), label=chance_title(lines_only=edition.public)),
        el("p", WHAT_THE_ERROR_IS, class_="by"),
        _lines(edition, found),
    ]
    if edition.public:
        parts.append(el("p", _WITHHELD, class_="withheld"))
    else:
        parts += [_decides(found), robust_packages_part(found)]
    return section("robustness", parts, _rests_on(edition, found), lead=WHAT_A_DRAW_IS)


# ---------------------------------------------------------------- red lines


def _lines(edition: Edition, found: Robustness) -> list[Html]:
    drawn = found.combinations[0].levels if found.combinations else {}
    lines = [line for line in found.case.red_lines if line.id in drawn]
    if not lines:
        return []
    heads = ["Red line", "Chance that it is held", "Held", "Falls back", "Given up"]
    rows = [_line(found, line) for line in lines]
    table = el(
        "table",
        el("caption", "What the draws made of each red line", class_="sr"),
        el("thead", el("tr", [el("th", head, scope="col") for head in heads])),
        el("tbody", rows),
        class_="drawn-lines",
    )
    return [
        el("h3", "Red lines: their chances, and what the draws made of them"),
        scroll(table, label="Red lines in the draws"),
        fold("Which lines give way together", _together(edition, found)),
    ]


def _line(found: Robustness, line: RedLine) -> Html:
    counts = [0] * (len(line.fallback) + 2)
    for known in found.combinations:
        counts[known.levels[line.id]] += known.draws
    whole = found.deal.draws
    weaker = percent(sum(counts[1:-1]) / whole) if line.fallback else "no fallback"
    cells = [_chance(line.held), percent(counts[0] / whole), weaker, percent(counts[-1] / whole)]
    who = party_name(party_marks(found.case)[line.party])
    return el(
        "tr",
        el("th", who, el("p", line_name(found.case, line)), scope="row"),
        [el("td", cell, class_="figure") for cell in cells],
    )


def _chance(held: Figure) -> str:
    return f"{interval(type(held)(low=100 * held.low, high=100 * held.high))} %"


def _together(edition: Edition, found: Robustness) -> list[Html]:
    shown = found.combinations[:TOGETHER]
    heads = ["What gives way", "Of all draws", "Leaves a package" if edition.public else "A deal in"]
    rows = [
        el(
            "tr",
            el("td", capital(combination_words(found.case, known))),
            el("td", percent(known.draws / found.deal.draws), class_="figure"),
            el("td", _outcome(edition, known), class_="figure"),
        )
        for known in shown
    ]
    table = el(
        "table", el("thead", el("tr", [el("th", head, scope="col") for head in heads])), el("tbody", rows)
    )
    more = len(found.combinations) - len(shown)
    rest = el("p", f"{counted(more, 'other combination')} occurred.", class_="by") if more else None
    return [scroll(table, label="Combinations of red lines"), *([rest] if rest else [])]


def _outcome(edition: Edition, known: Combination) -> str:
    if edition.public:
        return "no" if known.ruled_out else "yes"
    open_ = f", {count_text(known.undecided)} undecided" if known.undecided else ""
    return f"{percent(known.deals / known.draws)}{open_}"


# ---------------------------------------------------------------- what decides


def _decides(found: Robustness) -> list[Html]:
    if not found.importance:
        return []
    figures = [_decisive(found.case, known) for known in found.importance]
    return [
        el("h3", "What decides"),
        el("p", _INDICES, class_="told"),
        el("div", figures, class_="drawings decisive"),
    ]


def _decisive(case: Case, known: Importance) -> Html:
    what, share = outcome_words(known), known.share
    if known.groups is None:
        always = "always" if share.count else "never"
        words = f"{what}: {always} so in {count_text(share.draws)} draws; there is nothing to split."
        return el("p", words)
    moved = moving(known)
    if not moved:
        return el("p", f"{what}: it varies, but no single input changed it in any draw.")
    still = len(known.groups) - len(moved)
    said = [f"so in {percent(share.value)} of {counted(share.draws, 'further draw')}"]
    said += [f"the first {BARS} are drawn"] if len(moved) > BARS else []
    said += [f"{count_words(still, 'other input', 'other inputs')} changed it in no draw"] if still else []
    said += [f"{counted(known.left_out, 'draw')} left out as undecided"] if known.left_out else []
    label = "; ".join(_told(case, group) for group in moved[:BARS])
    rare = rare_words(known)
    return el(
        "figure",
        el("figcaption", el("b", f"{what}. "), capital("; ".join(said)), ".", f" {rare}" if rare else ""),
        svg(decisive(case, known), label=f"{what}: {label}"),
    )


def _told(case: Case, group: GroupImportance) -> str:
    return f"{input_words(case, group.place)} {bar_text(group.index.total)}"


# ---------------------------------------------------------------- what it rests on


def _rests_on(edition: Edition, found: Robustness) -> Html:
    limits = [] if edition.public else in_part(found)
    drawn = f"{counted(found.effort.draws, 'draw')}, seed {found.seed}."
    return fold(
        "What the draws rest on, and what they could not say",
        el("ul", [el("li", text) for text in edition.remarks((*limits, *found.conventions))]),
        el("p", drawn if edition.public else effort_words(found), class_="by"),
    )
