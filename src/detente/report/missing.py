"""What would help most, what could not be computed, what options would set off, and what they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.deals import deal_grounds
from detente.report.markup import Content, Html, el
from detente.report.page import scroll, section
from detente.report.statements import attribution, cited, doubt, quote
from detente.views.method import SOUGHT_AMONG
from detente.views.numbers import count_words, decimal
from detente.views.prose import listed, quoted
from detente.views.rule_words import named, rule_in_words
from detente.views.selected import selected
from detente.views.words import option_title, party_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.accept.sensitivity import Lever
    from detente.case.model import Case, Issue, Option
    from detente.views.edition import Edition

_WOULD_HELP = "What would help most"
_LEFT_OUT = (
    "Which open inputs move the Nash package most rests on what parties have without a deal: the end at "
    "which a package is no longer acceptable tells how much that is. It is left out of this public edition."
)


def missing_section(edition: Edition) -> Html:
    """The sixth section of the page."""
    parts = [
        part for part in (_levers(edition), _could_not(edition), _threats(edition), _needs(edition)) if part
    ]
    return section("gaps", parts or el("p", "Nothing was left open.", class_="empty"))


def lever_words(case: Case, place: str) -> str:
    """Where an input stands in the case, in words: ``parties.north.weights.well`` and the like."""
    _, party, kind, *rest = place.split(".", 4)
    who = party_title(case, party)
    if kind == "reservation":
        return f"{who}: what it has without a deal"
    if kind == "interactions":
        extra = case.party(party).preference.interactions[int(rest[0]) - 1]
        return f"{who}: extra worth if {rule_in_words(extra.text, case)}"
    issue = case.issue(rest[0])
    if kind == "values":
        return f"{who}: value of {named(issue)}: {quoted(option_title(case, issue.id, rest[1]))}"
    return f"{who}: weight of {named(issue)}"


def _levers(edition: Edition) -> Html | None:
    shown = edition.levers(edition.answer)
    if edition.keeps_levers_back:
        return el("div", el("h3", _WOULD_HELP), el("p", _LEFT_OUT))
    if not shown:
        return None
    rows = [_lever(edition.answer.case, lever) for lever in shown]
    heads = ["Open input", "Between", "What it moves"]
    table = el(
        "table", el("thead", el("tr", [el("th", head, scope="col") for head in heads])), el("tbody", rows)
    )
    lead = (
        "Each open number was set to both ends of its range while the others stayed in the middle. These "
        f"move the Nash package most: to learn more of them would help most. {SOUGHT_AMONG}"
    )
    return el("div", el("h3", _WOULD_HELP), el("p", lead), scroll(table, label=_WOULD_HELP))


def _lever(case: Case, lever: Lever) -> Html:
    moves = (
        "at one end no efficient package is acceptable any more"
        if lever.verdict_changes
        else f"the Nash package changes in {count_words(lever.issues_changed, 'issue', 'issues')}"
    )
    return el(
        "tr",
        el("th", lever_words(case, lever.place), scope="row"),
        el("td", f"{decimal(lever.low)} to {decimal(lever.high)}", class_="figure"),
        el("td", moves),
    )


def _could_not(edition: Edition) -> Html | None:
    said = [*edition.remarks(edition.answer.could_not)]
    if not said:
        return None
    return el("div", el("h3", "What could not be computed"), el("ul", [el("li", text) for text in said]))


def _options(case: Case) -> Iterator[tuple[Issue, Option]]:
    for issue in case.issues:
        for option in issue.options:
            yield issue, option


def _takers(edition: Edition, issue: str, option: str) -> str:
    """Which of the selected packages take an option."""
    found: list[str] = []
    grounds = deal_grounds(edition)
    for number, ground in enumerate(grounds, start=1):
        known = selected(ground.solutions)
        taking = "".join(package.letters for package in known if package.package[issue] == option)
        if taking:
            every = len(known) > 1 and all(package.package[issue] == option for package in known)
            where = f" after opening {number}" if not edition.answer.space.feasible else ""
            found.append(f"{'all of them' if every else listed(list(taking))}{where}")
    return "; ".join(found)


def _threats(edition: Edition) -> Html | None:
    case = edition.answer.case
    known = {statement.id: statement for statement in case.statements}
    blocks: list[Content] = []
    for issue, option in _options(case):
        threats = [known[name] for name in option.triggers if name in known]
        if not threats:
            continue
        takers = _takers(edition, issue.id, option.id)
        words = f"taken by {takers}" if takers else "in none of the selected packages"
        items = [
            el(
                "li",
                quote(threat),
                " ",
                el("span", f"{attribution(case, threat)}. ", class_="by"),
                cited(case, [threat.id]),
                doubt(threat),
            )
            for threat in threats
        ]
        title = el(
            "p", el("b", f"{named(issue)}: {quoted(option.title)}"), el("span", f" ({words})", class_="by")
        )
        blocks.append(el("li", title, el("ul", items, class_="evidence")))
    if not blocks:
        return None
    lead = "Quoted as they were reported, and never turned into a number."
    return el("div", el("h3", "Threats tied to options"), el("p", lead), el("ul", blocks, class_="threats"))


def _needs(edition: Edition) -> Html | None:
    """What the options need to be possible; those of the selected packages say so."""
    needs: dict[str, list[str]] = {}
    for issue, option in _options(edition.answer.case):
        if option.needs:
            takers = _takers(edition, issue.id, option.id)
            taken = f" (taken by {takers})" if takers else ""
            needs.setdefault(option.needs, []).append(f"{named(issue)}: {quoted(option.title)}{taken}")
    if not needs:
        return None
    rows = [
        el("tr", el("th", text, scope="row"), el("td", el("ul", [el("li", option) for option in options])))
        for text, options in needs.items()
    ]
    head = el("tr", el("th", "What is needed", scope="col"), el("th", "For", scope="col"))
    table = el("table", el("thead", head), el("tbody", rows))
    return el("div", el("h3", "What options need"), scroll(table, label="What options need"))
