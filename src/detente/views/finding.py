"""The finding of an answer in three sentences, the same on the command line and on the page.

Is there a deal? Where there is: how many packages are efficient, and what the greatest product of gains
brings. Where there is none: what collides, and what would open a deal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.views.demands import collision, concession
from detente.views.numbers import count_text, count_words
from detente.views.prose import listed, sentence
from detente.views.words import gains

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.views.edition import Edition

NAMED = 3
"""How many openings the finding names."""


def verdict(answer: Answer) -> str:
    """The verdict in a few words."""
    if answer.counts.within_rules == 0:
        return "No package is possible"
    if answer.space.feasible is None:
        return "Not decided"
    return "A deal is possible" if answer.space.feasible else "No deal as things stand"


def finding(edition: Edition, answer: Answer) -> tuple[str, ...]:
    """At most three sentences for a reader who reads no further; all parties in the same words.

    Args:
        edition: What may be shown.
        answer: One of its answers.
    """
    if answer.counts.within_rules == 0:
        return ("The structural rules alone exclude every package: there is nothing to agree on.",)
    if answer.space.feasible is None:
        return ("Whether a deal is possible was not decided: a cap on work was reached.",)
    if answer.space.feasible:
        said = (_deal(edition, answer), _efficient(answer), _greatest_product(edition, answer))
    else:
        said = (_no_deal(edition, answer), _collides(edition, answer), _opens(edition, answer))
    return tuple(text for text in said if text)


# ---------------------------------------------------------------- a deal is possible


def _deal(edition: Edition, answer: Answer) -> str:
    feasible, within = answer.counts.feasible, answer.counts.within_rules
    if feasible is None or within is None or edition.public:
        packages, verbs = "there are packages that", ("keep", "leave")
    else:
        share = (
            "the one package"
            if within == 1
            else f"{count_text(feasible)} of the {count_text(within)} packages"
        )
        packages = f"{share} within the structural rules"
        verbs = ("keeps", "leaves") if feasible == 1 else ("keep", "leave")
    none = answer.ends.high is False and not edition.public
    ends = "; at the high ends of the reservations there is none" if none else ""
    return f"A deal is possible: {packages} {_kept(answer, *verbs)}{ends}."


def _kept(answer: Answer, keeps: str, leaves: str) -> str:
    parts = [f"{keeps} every red line"] if answer.space.lines else []
    if answer.space.reserved:
        parts.append(f"{leaves} no party worse off than without a deal")
    return listed(parts) or f"{keeps} them; no red line and no reservation is stated"


def _efficient(answer: Answer) -> str:
    if answer.frontier is None:
        return "Which packages are efficient was not computed."
    if not answer.frontier.exact:
        listed_points = count_words(len(answer.frontier), "outcome stands", "outcomes stand")
        return sentence(
            f"the efficient packages are too many to list exactly: {listed_points} for them, within bounds"
        )
    outcomes = count_words(len(answer.frontier), "outcome", "outcomes")
    verb = "is" if len(answer.frontier) == 1 else "are"
    return sentence(
        f"{outcomes} within the rules and red lines {verb} efficient: no party can get more without another "
        "getting less (the Pareto frontier)"
    )


def _greatest_product(edition: Edition, answer: Answer) -> str:
    nash = answer.solutions.get("nash")
    if nash is None or not nash.points or edition.public:
        return ""
    ties = (nash.ties or 1) - 1
    others = f"; {count_words(ties, 'other package does', 'other packages do')} as well" if ties else ""
    gained = gains(answer.case, nash.points[0].gain)
    return f"The greatest product of gains over no deal (Nash) brings {gained}{others}."


# ---------------------------------------------------------------- no deal as things stand


def _no_deal(edition: Edition, answer: Answer) -> str:
    low = answer.ends.low and not edition.public
    ends = "; at the low ends of the reservations there is one" if low else ""
    return f"No deal is possible as things stand: {_what_no_package_does(answer)}{ends}."


def _what_no_package_does(answer: Answer) -> str:
    within, left, lines = answer.counts.within_rules, answer.counts.within_red_lines, answer.space.lines
    packages = "no package" if within is None or within == 1 else f"none of the {count_text(within)} packages"
    if not lines and not answer.space.reserved:
        return "no package is within the structural rules"
    if lines and (left == 0 or not answer.space.reserved):
        known = {1: "the one red line", 2: "both red lines"}
        every = known.get(len(lines)) or f"all {count_words(len(lines), 'red line', 'red lines')}"
        if within == 1:
            return f"the one package within the structural rules does not keep {every}"
        return f"{packages} within the structural rules keeps {every}"
    if not left:
        return f"{packages} within the structural rules {_kept(answer, 'keeps', 'leaves')}"
    packages = "the one package" if left == 1 else f"each of the {count_text(left)} packages"
    keep = "keeps" if left == 1 else "keep"
    which = f"that {keep} every red line" if lines else "within the structural rules"
    return f"{packages} {which} leaves some party worse off than without a deal"


def _collides(edition: Edition, answer: Answer) -> str:
    shown, found = edition.blockers(answer), len(answer.blockers)
    if not shown:
        withheld = "What collides rests on what parties have without a deal; this page leaves that out."
        return withheld if found else ""
    first = collision(answer.case, shown[0])
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
    rest = f"; or {count_words(more, 'other way', 'other ways')}" if more else ""
    start = {1: "This would open a deal", 2: "Either of these would open a deal"}.get(
        len(named) + more, "Any one of these would open a deal"
    )
    return f"{start}: {'; or '.join(named)}{rest}."
