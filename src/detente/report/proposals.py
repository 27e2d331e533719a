"""What a mediator could put on the table next: what the draft lacks, and what could stand in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.case.draft import is_no_deal
from detente.report.icons import icon, party_name
from detente.report.markup import Content, Html, el
from detente.report.page import fold, section
from detente.report.proposal_card import Scale, accepts_table, proposal_card
from detente.report.statements import card, cited
from detente.views.likelihood import draws_told
from detente.views.numbers import count_text, count_words
from detente.views.parties import party_marks
from detente.views.proposal_list import exchanges_by_package, triggered
from detente.views.proposal_words import (
    draft_told,
    exchange_told,
    fallbacks_told,
    lacking,
    opened_told,
    remedy_told,
)
from detente.views.prose import quoted
from detente.views.words import line_name, line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from detente.accept.proposal.logrolls import Logroll
    from detente.accept.proposal.opened import Opened
    from detente.accept.proposal.proposal import Proposal
    from detente.accept.proposal.propose import Proposals
    from detente.accept.proposal.remedy import Objection, Remedy
    from detente.views.edition import Edition

SHOWN, MOST, OF_ONE = 4, 20, 3
"""How many cards of a kind are open, how many there are in all, and how many for one remedy."""

_BARS = (
    "Bars: gain or loss against the draft, as a share of the range between the least and the most that the "
    "party can get within the structural rules. To set bars of different parties side by side is a "
    "comparison that needs an argument."
)

_LEFT_ASIDE = (
    "On this page objections are red lines alone: what parties have without a deal is left aside, and so is "
    "how likely each package is acceptable."
)


def proposals_section(edition: Edition) -> Html:
    """The section of the page."""
    found = edition.study.proposals
    if found is None or _tells_too_much(edition, found):
        state = "is left out here" if edition.public else "is not known as one package"
        words = f"No proposals are on this page: no draft was given, and the state without a deal {state}."
        return section("proposals", el("p", words, class_="empty"))
    scale = Scale.of(found)
    return section(
        "proposals",
        [el("p", text) for text in lacking(found)],
        el("p", _LEFT_ASIDE) if edition.public else None,
        _objections(found),
        accepts_table(found.problem.case, found.drafted),
        el("p", _BARS, " ", None if edition.public else draws_told(found.draws, found.seed), class_="order"),
        _improvements(found, scale),
        _remedies(found, scale),
        _opened(found, scale),
        _exchanges(found, scale),
        _threats(found),
        _could_not(edition, found),
        lead=draft_told(found),
    )


def _tells_too_much(edition: Edition, found: Proposals) -> bool:
    """Whether proposals rest on what a public page leaves out: reservations, as bounds, draws or draft."""
    rests = bool(found.problem.reserved) or found.seed is not None
    no_deal = found.draft.kind == "status-quo" or is_no_deal(edition.answer.case, found.draft)
    return edition.public and (rests or no_deal)


def _objections(found: Proposals) -> Html | None:
    items = [_objection(found, own) for remedy in found.remedies.each for own in remedy.objections]
    return el("ul", items, class_="objections") if items else None


def _objection(found: Proposals, objection: Objection) -> Html:
    case, reasons = found.problem.case, list[Content]()
    for name in objection.red_lines:
        line = line_of(case, name)
        words = f"The draft crosses {quoted(line_name(case, line))} ({line.strength.value}) "
        reasons.append(
            el("p", icon("red-line", class_="st-red-line"), " ", words, cited(case, line.statements))
        )
    if objection.reservation:
        reasons.append(el("p", "The draft is worth less to it than no deal."))
    return el("li", party_name(party_marks(case)[objection.party]), reasons)


# ---------------------------------------------------------------- the four kinds


def _improvements(found: Proposals, scale: Scale) -> list[Html]:
    if not found.text.count:
        return []
    most = count_words(found.text.searched, "changed issue", "changed issues")
    exchanges = {
        tuple(group[0].proposal.package.values()): group for group in exchanges_by_package(found.logrolls)
    }
    cards = []
    for number, proposal in enumerate(found.text.proposals[:MOST], start=1):
        group = exchanges.get(tuple(proposal.package.values()), [])
        told = _as_exchange(found, group)
        cards.append(proposal_card(found.problem.case, proposal, scale, number=number, more=told))
    return [
        el("h3", f"What leaves nobody worse off than the draft: at most {most}"),
        el("p", "The single negotiating text: the greatest least gain first.", class_="by"),
        *_cards(cards, found.text.count),
    ]


def _remedies(found: Proposals, scale: Scale) -> list[Html]:
    together = found.remedies.together
    if together is None:
        return []
    parts = [el("h3", "The smallest change that answers each objection")]
    for remedy in (*found.remedies.each, together):
        parts += _remedy(found, remedy, scale)
    return parts


def _remedy(found: Proposals, remedy: Remedy, scale: Scale) -> list[Html]:
    case = found.problem.case
    cards = [proposal_card(case, proposal, scale) for proposal in remedy.proposals[:OF_ONE]]
    return [el("p", remedy_told(case, remedy), class_="answer"), *_cards(cards, remedy.count)]


def _opened(found: Proposals, scale: Scale) -> list[Html]:
    if not found.opened:
        return []
    words = (
        "No package answers every objection as things stand. Below, the smallest concessions that open a "
        "deal are taken as made, one at a time: an assumption, and no expectation."
    )
    parts = [el("h3", "The nearest deal, if something gives way"), el("p", words, class_="order")]
    for way in found.opened:
        parts += _way(found, way, scale)
    return parts


def _way(found: Proposals, way: Opened, scale: Scale) -> list[Html]:
    case = found.problem.case
    told = [opened_told(case, way, len(found.text.proposals)), *fallbacks_told(case, way)]
    head = el("p", " ".join(told), class_="answer")
    if not way.remedy.changes:
        return [head]
    cards = [proposal_card(case, proposal, scale) for proposal in way.remedy.proposals[:1]]
    return [head, *_cards(cards, len(cards))]


def _exchanges(found: Proposals, scale: Scale) -> list[Html]:
    """The exchanges that are on no card yet."""
    shown = {tuple(proposal.package.values()) for proposal in found.text.proposals[:MOST]}
    groups = [
        group
        for group in exchanges_by_package(found.logrolls)
        if tuple(group[0].proposal.package.values()) not in shown
    ]
    if not groups:
        return []
    case = found.problem.case
    cards = [
        proposal_card(case, group[0].proposal, scale, more=_as_exchange(found, group))
        for group in groups[:MOST]
    ]
    return [
        el("h3", "Further exchanges of two issues, at nobody's cost (logrolls)"),
        *_cards(cards, len(groups)),
    ]


def _as_exchange(found: Proposals, group: Sequence[Logroll]) -> list[Html]:
    """Who exchanges what with whom, folded where there are several pairs of parties."""
    told = [exchange_told(found.problem.case, known) for known in group]
    if len(told) < 2:
        return [el("p", "As an exchange, ", text) for text in told]
    summary = f"As an exchange, for {count_words(len(told), 'pair', 'pairs')} of parties"
    return [el("details", el("summary", summary), el("ul", [el("li", text) for text in told]), class_="why")]


def _cards(cards: Sequence[Html], count: int) -> list[Html]:
    """The first cards, the others folded, and how many are left out."""
    parts = [el("div", cards[:SHOWN], class_="ways")] if cards else []
    if len(cards) > SHOWN:
        more = f"{count_text(len(cards) - SHOWN)} more"
        parts.append(fold(more, el("div", cards[SHOWN:], class_="ways")))
    if count > len(cards):
        parts.append(
            el("p", f"{count_text(count - len(cards))} more are counted and not shown.", class_="by")
        )
    return parts


# ---------------------------------------------------------------- threats, and what is missing


def _threats(found: Proposals) -> list[Html]:
    """Threats tied to options of the proposals on the page: their words, and never a number."""
    case = found.problem.case
    names = triggered(_on_the_page(found))
    if not names:
        return []
    cards = [card(case, case.statement(name)) for name in names]
    title = "Threats tied to options of these packages: quoted, not scored"
    return [fold(f"{title} ({len(names)})", el("div", cards, class_="cards register"))]


def _on_the_page(found: Proposals) -> Iterable[Proposal]:
    yield from found.text.proposals[:MOST]
    together = found.remedies.together
    for remedy in (*found.remedies.each, *(() if together is None else (together,))):
        yield from remedy.proposals[:OF_ONE]
    for way in found.opened:
        yield from way.remedy.proposals[:1]
    yield from (known.proposal for known in found.logrolls.logrolls)


def _could_not(edition: Edition, found: Proposals) -> Html | None:
    said = edition.remarks(found.could_not)
    if not said:
        return None
    return el("div", el("h4", "What could not be computed"), el("ul", [el("li", text) for text in said]))
