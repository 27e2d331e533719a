"""Where it comes from: sources, statements, numbers, rules, conventions, method, version and digest."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from detente._version import __version__
from detente.case.model import HELD_BY_DEFAULT
from detente.report.coding import coding
from detente.report.icons import party_name
from detente.report.markup import Content, Html, el
from detente.report.notes import all_notes
from detente.report.page import fold, scroll, section
from detente.report.statements import anchors, card, cited
from detente.views.figures import BASIS_WORDS, Basis, Entry, figures_of
from detente.views.method import method_of
from detente.views.numbers import count_text, date_text, every, interval
from detente.views.parties import party_marks
from detente.views.prose import listed, sentence
from detente.views.rule_words import rule_in_words

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.case.model import Case, Source
    from detente.views.edition import Edition

ROWS = 4_000
"""Most numbers that are listed."""

_HELD = "Chance that a red line is held, where the case gives none:"
_NOT_USED = "This page uses no chances: every line counts as held unless it is given up."
_DRAWN_ONLY = (
    "They are used where draws are counted; everywhere else on this page every line counts as held unless it "
    "is given up."
)
_CENTRES = (
    "Where a number is an interval, a rank or open, the middle of what is possible stands for it: the "
    "centroid of the weights, evenly spaced values for ranked options, the middle of an interval."
)
_LICENCE = (
    "Quotations are short verbatim spans and belong to their publishers; licences of sources are named with "
    "them. Detente is free software under the Apache License 2.0. Same input, same version: same page."
)

_KIND_WORDS = {
    "weight": "weight",
    "value": "value",
    "interaction": "extra worth",
    "reservation": "no deal",
    "held": "chance that the line is held",
}


def record_section(edition: Edition) -> Html:
    """The seventh section of the page."""
    case = edition.answer.case
    return section(
        "sources",
        _sources(case),
        coding(case),
        _statements(case),
        _figures(edition),
        _rules(case),
        all_notes(case),
        _conventions(edition),
        _method(edition),
        _colophon(edition),
    )


def _sources(case: Case) -> Html:
    if not case.sources:
        return el("div", el("h3", "Sources"), el("p", "The case names no source."))
    return el(
        "div", el("h3", "Sources"), el("ul", [_source(known) for known in case.sources], class_="sources")
    )


def _source(source: Source) -> Html:
    told = ", ".join(part for part in (source.author, source.title) if part)
    told += f" ({date_text(source.published_on)})" if source.published_on else ""
    lines: list[Content] = [el("b", source.outlet), f" {told.strip()}" if told else None]
    if source.url:
        lines.append(el("p", _link(source.url), class_="url"))
    if source.licence:
        lines.append(el("p", "Licence: ", source.licence))
    if source.note:
        lines.append(el("p", source.note))
    if source.sha256:
        lines.append(el("p", "SHA-256 ", el("code", source.sha256), class_="by"))
    return el("li", lines)


def _link(url: str) -> Html:
    """An address; a link only where it leads to a page."""
    if url.startswith(("https://", "http://")):
        return el("a", url, href=url, rel="noopener noreferrer")
    return el("span", url)


def _statements(case: Case) -> Html | None:
    if not case.statements:
        return None
    places = anchors(case)
    cards = [card(case, statement, anchor=places[statement.id]) for statement in case.statements]
    title = every(len(cards), "statement", "statements")
    return fold(f"{title}, in the order of the case", el("div", cards, class_="cards register"))


def _figures(edition: Edition) -> Html | None:
    case = edition.answer.case
    entries = figures_of(case, reservations=not edition.public)
    if not entries:
        return None
    groups = [
        _figure_table(case, party, list(group))
        for party, group in groupby(entries[:ROWS], key=lambda entry: entry.party)
    ]
    cut = el("p", f"The first {count_text(ROWS)} are listed.") if len(entries) > ROWS else None
    left_out = el("p", "Reservations are left out of this public edition.") if edition.public else None
    return el(
        "div",
        fold(f"{every(len(entries), 'number', 'numbers')}, and what each rests on", left_out, groups, cut),
        id="figures",
    )


def _figure_table(case: Case, party: str, entries: list[Entry]) -> Html:
    heads = ["Number for", "Amount", "Rests on"]
    table = el(
        "table",
        el("caption", party_name(party_marks(case)[party])),
        el("thead", el("tr", [el("th", head, scope="col") for head in heads])),
        el("tbody", [_figure(case, entry) for entry in entries]),
        class_="numbers",
    )
    return scroll(table, label=f"Numbers of {party_marks(case)[party].title}")


def _figure(case: Case, entry: Entry) -> Html:
    basis: Content = [entry.why or None, " ", cited(case, entry.statements)]
    if entry.basis in {Basis.BARE, Basis.OPEN}:
        basis = BASIS_WORDS[entry.basis].replace("are ", "", 1)
    return el(
        "tr",
        el("th", el("span", _KIND_WORDS[entry.kind], class_="kind"), entry.subject, scope="row"),
        el("td", entry.amount, class_="figure"),
        el("td", basis, class_=f"rests b-{entry.basis}"),
    )


def _rules(case: Case) -> Html | None:
    if not case.structural:
        return None
    items = [
        el(
            "li",
            sentence(rule_in_words(rule.text, case)),
            el("span", f" {sentence(rule.why)}", class_="by") if rule.why else None,
            " ",
            cited(case, rule.statements),
        )
        for rule in case.structural
    ]
    title = every(len(items), "structural rule", "structural rules")
    return fold(f"{title}: a package that breaks one has no meaning", el("ul", items))


def _conventions(edition: Edition) -> Html:
    answer, case = edition.answer, edition.answer.case
    held = listed([f"{strength.value} {interval(figure)}" for strength, figure in HELD_BY_DEFAULT.items()])
    said = [
        f"{_HELD} {held}. {_NOT_USED if not _draws(edition) else _DRAWN_ONLY}",
        _CENTRES,
        "Threats are quoted and never scored.",
    ]
    if not edition.public:
        said += _at_both_ends(answer)
    said += edition.remarks(case.notes)
    return el("div", el("h3", "Conventions and assumptions"), el("ul", [el("li", text) for text in said]))


def _at_both_ends(answer: Answer) -> list[str]:
    """The verdict at both ends of the reservations, where these are intervals."""
    ends = [utility.reservation_ends for utility in answer.space.utilities]
    if all(known is None or known[0] == known[1] for known in ends):
        return []
    words = {True: "a deal is possible", False: "no deal is possible", None: "it was not decided"}
    low, high = words[answer.ends.low], words[answer.ends.high]
    return [f"With every reservation at the low end of its range {low}; at the high end {high}."]


def _method(edition: Edition) -> Html:
    names = {"space": "Counts", "would_help": "What would help"}
    items = [
        el("div", el("dt", names.get(part, part.capitalize())), el("dd", text))
        for part, text in method_of(edition.answer).items()
        if part != "would_help" or not edition.keeps_levers_back
    ]
    return el("div", el("h3", "Method"), el("dl", items, class_="method"))


def _draws(edition: Edition) -> list[tuple[str, int, int]]:
    """The draws of the case that the page rests on: what they are for, how many, and their seed."""
    found, proposals = edition.robustness(edition.answer), edition.study.proposals
    known = [] if found is None else [("robustness", found.deal.draws, found.seed)]
    if proposals is not None and proposals.seed is not None:
        known.append(("proposals", proposals.draws, proposals.seed))
    return known


def _seed(edition: Edition) -> str:
    said = [f"{seed} for {count_text(draws)} draws ({part})" for part, draws, seed in _draws(edition)]
    return listed(said) if said else "none: no part of this page rests on random draws"


def _colophon(edition: Edition) -> Html:
    case = edition.answer.case
    rows: list[tuple[str, Content]] = [
        ("Made with", f"Detente {__version__}"),
        ("Read from", f"{case.id} ({case.format})"),
        (
            "Digest of the input",
            el("code", case.digest) if case.digest else "none: the case was not read from files",
        ),
        ("Seed", _seed(edition)),
        ("Edition", "public" if edition.public else "complete"),
    ]
    items = [el("div", el("dt", name), el("dd", text)) for name, text in rows]
    return el(
        "div", el("h3", "This page"), el("dl", items, class_="colophon"), el("p", _LICENCE, class_="by")
    )
