"""What would open a deal: who gives up what, and what that costs each party; nothing is added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.case.model import Strength
from detente.report.bands import way_band
from detente.report.icons import party_name
from detente.report.markup import Content, Html, el
from detente.report.page import fold, section
from detente.views.demands import demand_names, lines_of
from detente.views.edition import withheld_words
from detente.views.numbers import count_words, signed
from detente.views.parties import party_marks
from detente.views.prose import listed, quoted, sentence
from detente.views.rule_words import rule_in_words
from detente.views.words import line_name

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.way import Way
    from detente.case.model import Case, Party, RedLine
    from detente.views.edition import Edition

_ORDER = (
    "Listed by fewest absolute lines given up, then strong, then stated ones, then reservations, then names. "
    "The costs of different parties are not added up: which weighs more is not for a computer to say."
)


def openings_section(edition: Edition) -> Html:
    """The fourth section of the page."""
    answer = edition.answer
    if answer.space.feasible:
        return section(
            "openings",
            el("p", "Nothing has to be given up: a deal is possible as things stand.", class_="empty"),
        )
    ways, shown = edition.ways(answer), edition.openings(answer)
    if not len(answer.openings):
        none = "No concession opens a deal: the structural rules alone exclude every package."
        unknown = "No opening was found within the work that was allowed."
        return section(
            "openings", el("p", none if answer.counts.within_rules == 0 else unknown, class_="empty")
        )
    lead = "An opening is a smallest set of demands whose giving way leaves a package that all others allow."
    cards = [_way(edition, way, number) for number, way in enumerate(ways, start=1)]
    return section(
        "openings",
        el("p", _ORDER, class_="order"),
        el("div", cards, class_="ways"),
        _others(edition, len(shown)),
        lead=lead,
    )


def _way(edition: Edition, way: Way, number: int) -> Html:
    case = edition.answer.case
    concessions: list[Content] = [_concession(case, way, line) for line in lines_of(case, way.opening)]
    for party in case.parties:
        if party.id in way.opening.reservations:
            words = " would have to accept a package that is worth less to it than no deal."
            concessions.append(el("li", party_name(party_marks(case)[party.id]), words))
    return el(
        "article",
        el("h3", el("span", f"{number}", class_="ordinal"), el("span", _title(case, way))),
        el("ul", concessions, class_="concessions"),
        _costs(edition, way),
        way_band(edition, way),
        class_="way",
        id=f"way-{number}",
    )


def _title(case: Case, way: Way) -> str:
    """Who gives up how much, party by party."""
    said: list[str] = []
    for party in case.parties:
        own = [line.id for line in lines_of(case, way.opening) if line.party == party.id]
        weakened = sum(line in way.fallback for line in own)
        parts = [f"{count_words(weakened, 'line', 'lines')} weakened"] if weakened else []
        given_up = len(own) - weakened
        parts += [f"{count_words(given_up, 'line', 'lines')} given up"] if given_up else []
        parts += ["less than no deal"] if party.id in way.opening.reservations else []
        said += [f"{party.title}: {listed(parts)}"] if parts else []
    return "; ".join(said)


def _concession(case: Case, way: Way, line: RedLine) -> Html:
    who, name = party_name(party_marks(case)[line.party]), quoted(line_name(case, line))
    what: Content
    if line.id in way.fallback:
        number = way.fallback[line.id]
        place = "its fallback" if len(line.fallback) == 1 else f"its fallback number {number + 1}"
        words = sentence(rule_in_words(line.fallback[number].text, case))
        what = [el("b", f"A weaker line is enough: {place}. "), words]
    elif line.fallback:
        what = el("b", "It is given up altogether: none of its fallbacks would be enough.")
    else:
        what = el("b", "It is given up altogether: the case names no fallback.")
    return el("li", who, el("p", name, f" ({line.strength.value})"), el("p", what))


def _costs(edition: Edition, way: Way) -> Html:
    case = edition.answer.case
    gains = not edition.public and any(cost.gain is not None for cost in way.cost.values())
    heads = ["Party", "Gives up", *(["Gain at the Nash package"] if gains else [])]
    rows = [_cost(edition, way, party, gains=gains) for party in case.parties]
    return el(
        "table",
        el("caption", "What it costs each party", class_="sr"),
        el("thead", el("tr", [el("th", head, scope="col") for head in heads])),
        el("tbody", rows),
        class_="costs",
    )


def _cost(edition: Edition, way: Way, party: Party, *, gains: bool) -> Html:
    cost = way.cost[party.id]
    given = [
        count_words(cost.lines[strength], f"{strength.value} line", f"{strength.value} lines")
        for strength in Strength
        if cost.lines[strength]
    ]
    given += ["what it has without a deal"] if cost.reservation else []
    gain = "not computed" if cost.gain is None else signed(cost.gain)
    return el(
        "tr",
        el("th", party_name(party_marks(edition.answer.case)[party.id]), scope="row"),
        el("td", listed(given) or "nothing", class_=None if given else "nothing"),
        el("td", gain, class_="figure") if gains else None,
    )


def _others(edition: Edition, shown: int) -> list[Html]:
    """Openings beyond those whose cost was computed, and those that are left out."""
    answer = edition.answer
    parts: list[Html] = []
    listed_ways = {way.opening for way in answer.ways}
    rest = [known for known in edition.openings(answer) if known not in listed_ways]
    if rest:
        items = [el("li", sentence(listed(demand_names(answer.case, known)))) for known in rest]
        parts.append(
            fold(count_words(len(rest), "more opening", "more openings").capitalize(), el("ol", items))
        )
    withheld = len(answer.openings) - shown
    if withheld:
        parts.append(el("p", withheld_words(withheld, "further opening touches", "further openings touch")))
    return [*parts, *_incomplete(answer)]


def _incomplete(answer: Answer) -> list[Html]:
    if answer.openings.complete:
        return []
    return [el("p", "The list is not complete: a cap on work was reached.")]
