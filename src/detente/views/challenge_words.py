"""Conclusions and what turns them, in sentences."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, isinf
from typing import TYPE_CHECKING

from detente.views.assess_words import CONCEPT_NAMES, candidate_words, letter
from detente.views.enforce_words import amount
from detente.views.input_words import input_name
from detente.views.numbers import count_words, decimal
from detente.views.prose import listed, quoted
from detente.views.words import line_name, line_of, option_title, party_title

if TYPE_CHECKING:
    from detente.assess.challenge import Challenge
    from detente.assess.conclusions import Conclusion
    from detente.assess.reversal import Challenged, Move, Reversal
    from detente.case.model import Case

NOT_MOVED = (
    "Red lines are given up whole where a deal is sought, and elsewhere held with a chance. Weights and "
    "values are moved where it is asked which package is selected: a weight as the share of its issue, while "
    "all others keep their proportions. By one figure that is exact for the Nash and the utilitarian rule; "
    "other rules compare piece by piece, and a smaller change can be passed over. The figures of "
    "instruments are moved together, to the plan's run at their cautious or hopeful ends. Rankings, and "
    "numbers of periods that may have no end, are not moved."
)


HOW_TURNED = {
    "lines": "by a red line that gives way",
    "one": "by one figure within its bounds",
    "run": "by other figures of all instruments together",
    "pair": "by two figures together",
    "all": "by all figures together",
    "outside": "by a chance outside of what the case says",
}
"""What turns a conclusion, for what was found."""
NOTHING = "by nothing that the case leaves open, as far as was searched"


def conclusion_words(found: Challenge, conclusion: Conclusion) -> str:
    """A conclusion as it stands at middle figures."""
    case, kind, yes = found.case, conclusion.id.partition(".")[0], conclusion.yes
    title = party_title(case, conclusion.about) if kind in {"keeps", "stake"} else ""
    package = "" if conclusion.candidate is None else letter(conclusion.candidate)
    match kind:
        case "deal":
            told = "A deal exists" if yes else "No deal exists while all red lines hold"
        case "needed":
            told = f"{quoted(line_name(case, line_of(case, conclusion.about)))} is in every blocker"
        case "accepted":
            told = f"{package} is acceptable to all with {'at least' if yes else 'less than'} 50 %"
        case "keeps":
            told = f"{title} {'keeps' if yes else 'does not keep'} {package}"
        case "selected":
            told = f"{package} is {CONCEPT_NAMES[conclusion.about]}{_ground(found, conclusion)}"
        case "stake":
            said = "some collateral is enough" if yes else "no collateral is enough"
            told = f"For {title} to keep {package}, {said}"
        case _:
            told = f"The worst exposure in carrying out {package} is {'at most' if yes else 'more than'} 1"
    return told


def turned_words(case: Case, one: Challenged) -> str:
    """What turns a conclusion, the smallest first; or that nothing does."""
    if one.found == "none":
        return (
            "Robust within the bounds, as far as they were searched: no figure by itself, no pair of those "
            "that matter most and not all at their worse ends together turn it. That is no proof over every "
            "combination."
        )
    if one.found == "nothing-open":
        return "No figure that it rests on is open: it stands as long as the case does."
    first = one.reversals[0]
    if one.found == "lines":
        ways = [
            listed([quoted(line_name(case, line_of(case, line))) for line in each.lines])
            for each in one.reversals
        ]
        return f"Turned if this gives way: {'; or '.join(ways)}."
    outside = " That is outside of what the case says." if one.found == "outside" else ""
    return f"Turned if {moves_words(case, first)}.{outside}"


def challenge_finding(found: Challenge) -> list[str]:
    """How many conclusions are turned by what, in a sentence or two."""
    whole = len(found.conclusions)
    if not whole:
        return ["There is no conclusion to challenge."]
    by = [
        f"{count_words(number, HOW_TURNED[kind], HOW_TURNED[kind])}"
        for kind in HOW_TURNED
        if (number := sum(one.found == kind for one in found.conclusions))
    ]
    rest = sum(one.found in {"none", "nothing-open"} for one in found.conclusions)
    if rest:
        by.append(f"{count_words(rest, NOTHING, NOTHING)}")
    told = f"{', '.join(by[:-1])}, and {by[-1]}" if len(by) > 1 else by[0]
    return [f"What turns {count_words(whole, 'conclusion', 'conclusions')}: {told}."]


def replay_words(case: Case, one: Challenged, reversal: Reversal) -> str:
    """What the whole computation says after a change, beside what it says at middle figures."""
    kind, title = one.conclusion.id.partition(".")[0], ""
    if kind in {"keeps", "stake"}:
        title = party_title(case, one.conclusion.about)
    before, after = one.margin, reversal.margin
    match kind:
        case "deal" | "needed":
            return "Put through the whole computation again, the change turns it."
        case "accepted":
            told = f"acceptable to all in {_percent(after)} of draws, before {_percent(before)}"
        case "keeps":
            told = (
                f"the less of what keeping it is worth to {title} over what tempts most, framing included, "
                f"and of what it is worth a period over no deal, is {amount(after)}, before {amount(before)}"
            )
        case "selected":
            return f"Put through the whole computation again: {_instead(case, one, reversal)}."
        case "stake":
            told = (
                f"between the least forfeit that is enough for {title} and the most that leaves the deal "
                f"worth having there is {_room(after)}, before {_room(before)}"
            )
        case _:
            told = f"the worst exposure is {amount(1 - after)}, before {amount(1 - before)}"
    return f"Put through the whole computation again: {told}."


def _instead(case: Case, one: Challenged, reversal: Reversal) -> str:
    """Which package is selected then: the issues in which it differs."""
    concept = CONCEPT_NAMES[one.conclusion.about]
    if reversal.instead is None or one.package is None:
        return f"{concept} is then no package at all"
    differ = [
        f"{quoted(option_title(case, issue.id, reversal.instead[issue.id]))} on {quoted(issue.title)}"
        for issue in case.issues
        if reversal.instead[issue.id] != one.package[issue.id]
    ]
    return f"{concept} is then a package with {listed(differ)}"


def _ground(found: Challenge, conclusion: Conclusion) -> str:
    """Where a concept selects a candidate that an opening leads to."""
    names = () if conclusion.candidate is None else found.candidates[conclusion.candidate].names
    ways = tuple(name for name in names if name.startswith("way:"))[:1]
    return f" {candidate_words(found.case, ways).removeprefix('what opens ')}" if ways else ""


def _percent(margin: Fraction | float) -> str:
    return f"{decimal(100 * (margin + Fraction(1, 2)), 1)} %"


def _room(margin: Fraction | float) -> str:
    if isinf(margin):
        return "no limit" if margin > 0 else "nothing, as none is enough"
    return f"room of {amount(margin)}" if margin >= 0 else f"no room, {amount(-margin)} being short"


def also_words(case: Case, one: Challenged) -> list[str]:
    """Further changes by themselves, the smallest first."""
    return [f"or if {moves_words(case, each)}." for each in one.reversals[1:4] if each.moves or each.run]


def moves_words(case: Case, reversal: Reversal) -> str:
    """Which figures are moved, and where to."""
    if reversal.run:
        more = "less" if reversal.run == "cautious" else "more"
        return f"all instruments of the plan see {more}, as their {reversal.run} figures say"
    if len(reversal.moves) > 2:
        part = decimal(100 * reversal.size, 0)
        return f"all {len(reversal.moves)} figures that matter go {part} % of the way to their worse ends"
    return " and ".join(_move(case, move) for move in reversal.moves)


def _move(case: Case, move: Move) -> str:
    figure = move.input.figure
    bounds = f"{decimal(figure.low)} to {decimal(figure.high)}"
    if move.value == move.input.middle:
        return f"{input_name(case, move.input)} is known to be {decimal(move.value, 4)} (said: {bounds})"
    more = "more" if move.value > move.input.middle else "less"
    source = f"; {figure.why}" if figure.why else ""
    cited = f" ({', '.join(figure.statements)})" if figure.statements else ""
    name = input_name(case, move.input)
    if move.input.start is not None and not move.input.whole:
        now = f"now {decimal(move.input.start, 4)}; its bounds as a ratio allow {bounds}"
        return f"{name} is {outward(move, 4)} or {more} ({now}{source}){cited}"
    return f"{name} is {outward(move, 4)} or {more} (said: {bounds}{source}){cited}"


def outward(move: Move, places: int) -> str:
    """A value rounded away from the middle of its figure, which does not lose the reversal."""
    scaled = move.value * 10**places
    whole = ceil(scaled) if move.value > move.input.middle else floor(scaled)
    return decimal(Fraction(whole, 10**places), places)


def candidate_line(found: Challenge, place: int) -> str:
    """What a candidate is, behind its letter."""
    return candidate_words(found.case, found.candidates[place].names)
