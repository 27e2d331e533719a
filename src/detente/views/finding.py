"""The finding of an answer in three sentences: is there a deal, what decides that, what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.views.headline import demand_names, lines_of
from detente.views.numbers import count_text, listed
from detente.views.words import counted, gains

if TYPE_CHECKING:
    from detente.accept.answer import Answer
    from detente.accept.blockers import Blocker
    from detente.accept.way import Way
    from detente.case.model import Case

NAMED = 3
"""How many openings the finding names."""


def finding(answer: Answer) -> tuple[str, ...]:
    """At most three sentences for a reader who reads no further; all parties in the same words."""
    if answer.counts.within_rules == 0:
        return ("The structural rules exclude every package, so there is nothing that could be agreed.",)
    if answer.space.feasible is None:
        return (
            "Whether any package is acceptable to all parties was not decided: a cap on work was reached.",
        )
    if answer.space.feasible:
        return (_deal(answer), *_efficient(answer))
    return (_no_deal(answer), *_collision(answer), *_ways_out(answer))


def collision(case: Case, blocker: Blocker) -> str:
    """A blocker in words: two demands stand against each other, more of them cannot all be met."""
    names = demand_names(case, blocker)
    if len(names) < 3:
        return " against ".join(names)
    return f"{listed(names)}, which no package meets together"


def _deal(answer: Answer) -> str:
    counts = answer.counts
    share = "packages exist that break"
    if counts.feasible is not None:
        verb = "breaks" if counts.feasible == 1 else "break"
        share = f"{count_text(counts.feasible)} of {counted(counts.total, 'package')} {verb}"
    ends = "; at the high ends of the reservations there is none" if answer.ends.high is False else ""
    return (
        f"A deal is possible: {share} no structural rule, cross no red line and give each party at least "
        f"what it has without a deal (the agreement space){ends}."
    )


def _efficient(answer: Answer) -> tuple[str, ...]:
    frontier = answer.frontier
    if frontier is None:
        return ("Which packages are efficient was not computed.",)
    best = (
        f"{counted(len(frontier), 'outcome')} within rules and red lines cannot be bettered for one party "
        "without loss to another (the Pareto frontier)."
    )
    selected = answer.solutions.get("nash")
    if selected is None or not selected.points:
        return (best,)
    ties = (selected.ties or 1) - 1
    others = f"; {counted(ties, 'other package does', 'other packages do')} as well" if ties else ""
    gained = gains(answer.case, selected.points[0].gain)
    return (best, f"The greatest product of gains over no deal (Nash) brings {gained}{others}.")


def _no_deal(answer: Answer) -> str:
    counts, start = answer.counts, "No deal is possible as things stand:"
    if counts.within_red_lines == 0 and counts.within_rules is not None:
        packages = counted(counts.within_rules, "package")
        return f"{start} of {packages} within the structural rules each crosses a red line."
    if counts.within_red_lines is not None:
        packages = counted(counts.within_red_lines, "package")
        why = f"of {packages} that cross no red line each gives some party less than it has without a deal"
    else:
        why = "no package keeps all red lines and gives each party at least what it has without a deal"
    ends = "; at the low ends of the reservations there is one" if answer.ends.low else ""
    return f"{start} {why}{ends}."


def _collision(answer: Answer) -> tuple[str, ...]:
    if not answer.blockers.sets:
        return ()
    first = collision(answer.case, answer.blockers.sets[0])
    more = len(answer.blockers) - 1
    if not more and answer.blockers.complete:
        return (f"What collides (the only blocker): {first}.",)
    others = counted(more, "further collision")
    return (f"What collides (the smallest blocker): {first}; {others} found.",)


def _ways_out(answer: Answer) -> tuple[str, ...]:
    if not answer.ways:
        return ()
    named = [_way_out(answer, way) for way in answer.ways[:NAMED]]
    more = len(answer.openings) - len(named)
    if more:
        named.append(f"in {counted(more, 'other way')}")
    return (f"A deal opens if this gives way (openings): {'; or '.join(named)}.",)


def _way_out(answer: Answer, way: Way) -> str:
    names = demand_names(answer.case, way.opening)
    for place, line in enumerate(lines_of(answer.case, way.opening)):
        if line.id in way.fallback:
            names[place] += " in favour of a weaker line"
    return listed(names)
