"""The finding in three sentences, as it stands on the first screen of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.views.numbers import count_text, count_words, listed
from detente.views.wording import quoted, sentence
from detente.views.words import line_name, line_of, party_title

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.blockers import Blocker, Opening
    from detente.accept.way import Way
    from detente.case.model import Case, RedLine
    from detente.views.edition import Edition

NAMED = 3
"""How many openings the finding names."""


def verdict(answer: Answer) -> str:
    """The verdict in a few words."""
    if answer.space.feasible is None:
        return "Not decided"
    if answer.counts.within_rules == 0:
        return "No package is possible"
    return "A deal is possible" if answer.space.feasible else "No deal as things stand"


def headline(edition: Edition, answer: Answer) -> tuple[str, ...]:
    """Up to three sentences: is there a deal; what collides; what would open one, and what is then efficient.

    Args:
        edition: What may be shown.
        answer: One of its answers.
    """
    if answer.counts.within_rules == 0:
        return ("The structural rules alone exclude every package: there is nothing to agree on.",)
    if answer.space.feasible is None:
        return ("Whether a deal is possible was not decided: a cap on work was reached.",)
    if answer.space.feasible:
        return (_deal(edition, answer), _nothing_collides(answer), _efficient(answer))
    return tuple(
        text for text in (_no_deal(answer), _collides(edition, answer), _opens(edition, answer)) if text
    )


def demand_names(case: Case, known: Blocker | Opening) -> list[str]:
    """The demands of a blocker or an opening, each with its party, in the order of the case's parties."""
    lines = [_line(case, line) for line in lines_of(case, known)]
    return [*lines, *(f"{_NO_LESS} ({party_title(case, party)})" for party in _reserved(case, known))]


def collision_words(case: Case, blocker: Blocker) -> str:
    """A blocker in words: two demands stand against each other, more of them cannot all be kept."""
    names = demand_names(case, blocker)
    if len(names) == 1:
        return f"{names[0]} against the structural rules"
    return " against ".join(names) if len(names) == 2 else f"{listed(names)} cannot all be kept"


def lines_of(case: Case, known: Blocker | Opening) -> list[RedLine]:
    """The red lines of a blocker or an opening, in the order of the case's parties."""
    order = [party.id for party in case.parties]
    return sorted((line_of(case, name) for name in known.red_lines), key=lambda line: order.index(line.party))


_NO_LESS = "no less than without a deal"


def _reserved(case: Case, known: Blocker | Opening) -> list[str]:
    return [party.id for party in case.parties if party.id in known.reservations]


def _line(case: Case, line: RedLine) -> str:
    """A red line by name, with its party where the name does not say it."""
    name, party = line_name(case, line), party_title(case, line.party)
    return quoted(name) if party.lower() in name.lower() else f"{quoted(name)} ({party})"


def _deal(edition: Edition, answer: Answer) -> str:
    feasible, within = answer.counts.feasible, answer.counts.within_rules
    if feasible is None or within is None or edition.public:
        return f"A deal is possible: there are packages that {_kept(answer, 'keep', 'leave')}."
    verbs = ("keeps", "leaves") if feasible == 1 else ("keep", "leave")
    packages = f"{count_text(feasible)} of the {count_text(within)} packages within the structural rules"
    return f"A deal is possible: {packages} {_kept(answer, *verbs)}."


def _kept(answer: Answer, keeps: str, leaves: str) -> str:
    parts = [f"{keeps} every red line"] if answer.space.lines else []
    if answer.space.reserved:
        parts.append(f"{leaves} no party worse off than without a deal")
    return listed(parts) or f"{keeps} them; no red line and no reservation is stated"


def _nothing_collides(answer: Answer) -> str:
    lines = len(answer.space.lines)
    if lines == 0:
        return "Nothing collides: no red line is stated."
    return f"Nothing collides: {_lines(answer)} can be kept together."


def _lines(answer: Answer) -> str:
    return count_words(len(answer.space.lines), "red line", "red lines")


def _efficient(answer: Answer) -> str:
    if answer.frontier is None:
        return "Which packages are efficient and fair was not computed: too few preferences are stated."
    meaning = "efficient (nobody can get more without somebody getting less)"
    outcomes = count_words(len(answer.frontier), f"outcome is {meaning}", f"outcomes are {meaning}")
    return sentence(f"{outcomes}; those that rules of fair division select are in section 5")


def _no_deal(answer: Answer) -> str:
    within, left = answer.counts.within_rules, answer.counts.within_red_lines
    packages = "no package" if within is None else f"none of the {count_text(within)} packages"
    start = f"As things stand there is no deal: {packages} within the structural rules"
    if left == 0 or not answer.space.reserved:
        lines = "the one red line" if len(answer.space.lines) == 1 else f"all {_lines(answer)}"
        return f"{start} keeps {lines}."
    return f"{start} {_kept(answer, 'keeps', 'leaves')}."


def _collides(edition: Edition, answer: Answer) -> str:
    shown, found = edition.blockers(answer), len(answer.blockers)
    if not shown:
        return (
            "What collides rests on what parties have without a deal; this page leaves that out."
            if found
            else ""
        )
    first = collision_words(answer.case, shown[0])
    if found == 1 and answer.blockers.complete:
        return f"One thing collides: {first}."
    least = "" if answer.blockers.complete else "at least "
    return sentence(f"{least}{count_words(found, 'thing collides', 'things collide')}; the smallest: {first}")


def _opens(edition: Edition, answer: Answer) -> str:
    ways = edition.ways(answer)
    if not ways:
        return ""
    named = [concession(answer.case, way) for way in ways[:NAMED]]
    more = len(edition.openings(answer)) - len(named)
    rest = f"; or {count_words(more, 'other way', 'other ways')} (section 4)" if more else ""
    start = {1: "This would open a deal", 2: "Either of these would open a deal"}.get(
        len(named) + more, "Any one of these would open a deal"
    )
    then = "; what is then efficient and fair is in section 5" if ways[0].frontier is not None else ""
    return f"{start}: {'; or '.join(named)}{rest}{then}."


def concession(case: Case, way: Way) -> str:
    """What gives way in an opening, and how far, in words."""
    lines = lines_of(case, way.opening)
    weakened = [_line(case, line) for line in lines if line.id in way.fallback]
    given_up = [_line(case, line) for line in lines if line.id not in way.fallback]
    parts = [
        f"{listed(names)} {'is' if len(names) == 1 else 'are'} {what}"
        for names, what in ((weakened, "weakened"), (given_up, "given up"))
        if names
    ]
    parts += [
        f"{party_title(case, party)} with less than without a deal" for party in _reserved(case, way.opening)
    ]
    return listed(parts)
