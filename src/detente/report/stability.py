"""Whether a deal would hold, move by move: for whom, by which concept of stability, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.accept.stability.concepts import STABILITY_CONCEPTS
from detente.accept.stability.leaving import leavings
from detente.report.icons import icon, party_name
from detente.report.markup import Html, el, spoken
from detente.report.page import fold, section
from detente.views.edition import withheld_words
from detente.views.parties import party_marks
from detente.views.prose import capital, sentence
from detente.views.stable_finding import holds_words
from detente.views.stable_why import breach_words, calm_makers, calm_words, concept_words
from detente.views.stable_words import (
    NO_GUARANTEE,
    PLAIN,
    SANCTIONS_PLAIN,
    SHORT,
    SOURCES,
    caveats,
    deal_name,
    equilibrium_concepts,
    left_out_words,
)

if TYPE_CHECKING:
    from detente.accept.stability.concepts import Stability
    from detente.accept.stability.examine import Examined
    from detente.accept.stability.leaving import Leaving
    from detente.case.model import Case
    from detente.views.edition import Edition

_LEAD = (
    "A deal holds if no party does better by leaving it, given what the others could answer. Five concepts "
    "of stability say what counts as an answer."
)
_NOTHING = (
    "No conflict graph was made for this page: no package is known that could be a deal, or there are too "
    "many parties for one."
)
_WITHHELD = (
    "The deals that were looked at rest on what parties have without a deal; this page leaves them out."
)
_STEPS = (
    ("No deal", "nothing is on the table"),
    ("Accepted by some", "nothing is in force yet; an acceptance can be taken back"),
    ("In force", "all have accepted"),
    ("Broken by some", "what that is worth is unknown, unless somebody states it"),
    ("Left by all", "worth what no deal is worth"),
)


def stability_section(edition: Edition) -> Html:
    """The section of the page."""
    examined = edition.study.stability
    deals = [] if examined is None else shown_deals(edition, examined)
    if examined is None or not deals:
        return section("stability", el("p", _NOTHING if examined is None else _WITHHELD, class_="empty"))
    return section(
        "stability",
        _path(examined),
        _concepts(),
        el("p", NO_GUARANTEE) if examined.result.extension_matters else None,
        [_deal(edition, examined, state) for state in deals],
        _to_bear_in_mind(edition, examined, len(examined.deals) - len(deals)),
        lead=_LEAD,
    )


def shown_deals(edition: Edition, examined: Examined) -> list[str]:
    """The deals that may be shown: a public page has none that asks a party to accept less than no deal."""
    ways = edition.answer.ways
    return [
        state
        for state, candidate in examined.deals.items()
        if candidate.way is None or not (edition.public and ways[candidate.way].opening.reservations)
    ]


def _path(examined: Examined) -> Html:
    """The states that a deal goes through, in their order."""
    steps = [el("li", el("b", name), el("span", meaning)) for name, meaning in _STEPS]
    one_way = "; breaking and leaving cannot be taken back" if examined.breach == "irreversible" else ""
    caption = f"Each step is made by one party alone{one_way}."
    return el("figure", el("ol", steps, class_="stages"), el("figcaption", caption), class_="states")


# ---------------------------------------------------------------- one deal


def _deal(edition: Edition, examined: Examined, state: str) -> Html:
    answer = edition.answer
    presumes = examined.deals[state].way is not None
    conceded = examined.conceded if presumes else None
    tables = [_table(answer.case, examined.result, state, "As the case stands" if conceded else "")]
    if conceded is not None:
        tables.append(_table(answer.case, conceded, state, "With the concession made"))
    return el(
        "article",
        el("h3", capital(deal_name(answer, examined, state))),
        [el("p", words) for words in _said(examined, state, conceded)],
        el("div", tables, class_="holding"),
        _reasons(examined, state, conceded),
        class_="deal",
    )


def _said(examined: Examined, state: str, conceded: Stability | None) -> Iterator[str]:
    words = holds_words(examined.result, state)
    yield f"Once in force, it {words}."
    if conceded is not None:
        after = holds_words(conceded, state)
        yield f"With that concession made, {'the same holds' if after == words else f'it {after}'}."
    other = examined.other
    if other is not None:
        then = examined.other_conceded if conceded is not None else other
        made = " and the concession made" if conceded is not None else ""
        yield sentence(
            f"by the other definition of sanctions ({SANCTIONS_PLAIN[other.sanctions]}){made}, it "
            f"{holds_words(then or other, state)}"
        )


def _table(case: Case, result: Stability, state: str, title: str) -> Html:
    """A party a row, a concept a column; the last row is for all of them."""
    marks, stable = party_marks(case), result.holds_for(state)
    rows = [
        el(
            "tr",
            el("th", party_name(marks[maker.id]), scope="row"),
            [_mark(holds=maker.id in stable[concept]) for concept in STABILITY_CONCEPTS],
        )
        for maker in result.graph.makers
    ]
    at_rest = equilibrium_concepts(result, state)
    rows.append(
        el(
            "tr",
            el("th", "All: equilibrium", scope="row"),
            [_mark(holds=concept in at_rest) for concept in STABILITY_CONCEPTS],
            class_="all",
        )
    )
    heads = [el("th", SHORT[concept], scope="col") for concept in STABILITY_CONCEPTS]
    caption = title or "For whom it holds, by concept"
    return el(
        "table",
        el("caption", caption),
        el("thead", el("tr", el("th", "Party", scope="col"), heads)),
        el("tbody", rows),
        class_="stable",
    )


def _mark(*, holds: bool) -> Html:
    name, word = ("keeps", "stable") if holds else ("refuses", "not stable")
    return el("td", icon(name), spoken(word), class_=f"is-{name}")


def _reasons(examined: Examined, state: str, conceded: Stability | None) -> list[Html]:
    """What nothing answers first; what is answered folds."""
    found = leavings(examined.result, [state])[state]
    loose = [one for one in found if not any(one.replies.values())]
    kept = [one for one in found if any(one.replies.values())]
    parts = [_list(examined.result, loose)] if loose else []
    calm = calm_makers(examined.result, found)
    if calm:
        parts.append(el("p", calm_words(examined.result, calm)))
    after: list[Leaving] = []
    if conceded is not None:
        after = [one for one in leavings(conceded, [state])[state] if one not in found]
    if kept or after:
        folded = [_list(examined.result, kept)] if kept else []
        if conceded is not None and after:
            folded += [el("p", "With the concession made:"), _list(conceded, after)]
        parts.append(fold("What the others could answer, move by move", folded))
    return parts


def _list(result: Stability, found: list[Leaving]) -> Html:
    items = []
    for head, *answers in breach_words(result, found):
        inner = el("ul", [el("li", words) for words in answers]) if answers else None
        items.append(el("li", head, inner))
    return el("ul", items, class_="moves")


# ---------------------------------------------------------------- what the marks mean


def _concepts() -> Html:
    items = [
        el(
            "div",
            el("dt", capital(concept_words(concept))),
            el("dd", sentence(PLAIN[concept]), el("span", SOURCES[concept], class_="by")),
        )
        for concept in STABILITY_CONCEPTS
    ]
    return el("dl", items, class_="legend")


def _to_bear_in_mind(edition: Edition, examined: Examined, withheld: int) -> Html:
    notes = edition.remarks(examined.graph.notes[len(examined.candidates) :])
    more = [left_out_words(examined)] if examined.left_out else []
    if withheld:
        more.append(withheld_words(withheld, "further deal rests on", "further deals rest on"))
    items = [el("li", words) for words in (*caveats(examined), *more, *notes)]
    return fold("To bear in mind: conventions, and what they are worth", el("ul", items))
