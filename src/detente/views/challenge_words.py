"""Conclusions and what turns them, in sentences."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from detente.views.assess_words import candidate_words, letter
from detente.views.numbers import decimal
from detente.views.prose import listed, quoted
from detente.views.words import line_name, line_of, party_title

if TYPE_CHECKING:
    from detente.assess.challenge import Challenge, Challenged, Move, Reversal
    from detente.assess.conclusions import Conclusion
    from detente.case.model import Case

NOT_MOVED = (
    "Red lines are given up whole where a deal is sought, and elsewhere held with a chance. Weights, values "
    "and rankings, whole numbers of periods, and the figures of instruments are not moved; 'detente solve' "
    "says which weights and values would help."
)


def conclusion_words(found: Challenge, conclusion: Conclusion) -> str:
    """A conclusion as it stands at middle figures."""
    case, kind, yes = found.case, conclusion.id.partition(".")[0], conclusion.yes
    title = party_title(case, conclusion.about) if kind in {"keeps", "stake"} else ""
    package = "" if conclusion.candidate is None else letter(conclusion.candidate)
    match kind:
        case "deal":
            return "A deal exists" if yes else "No deal exists while all red lines hold"
        case "needed":
            return f"{quoted(line_name(case, line_of(case, conclusion.about)))} is in every blocker"
        case "accepted":
            return f"{package} is acceptable to all with {'at least' if yes else 'less than'} 50 %"
        case "keeps":
            return f"{title} {'keeps' if yes else 'does not keep'} {package}"
        case "stake":
            said = "some collateral is enough" if yes else "no collateral is enough"
            return f"For {title} to keep {package}, {said}"
        case _:
            return f"The worst exposure in carrying out {package} is {'at most' if yes else 'more than'} 1"


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
    return f"Turned if {_moves(case, first)}.{outside}"


def also_words(case: Case, one: Challenged) -> list[str]:
    """Further changes by themselves, the smallest first."""
    return [f"or if {_moves(case, each)}." for each in one.reversals[1:4] if each.moves]


def _moves(case: Case, reversal: Reversal) -> str:
    if len(reversal.moves) > 2:
        part = decimal(100 * reversal.size, 0)
        return f"all {len(reversal.moves)} figures that matter go {part} % of the way to their worse ends"
    return " and ".join(_move(case, move) for move in reversal.moves)


def _move(case: Case, move: Move) -> str:
    figure = move.input.figure
    bounds = f"{decimal(figure.low)} to {decimal(figure.high)}"
    if move.value == figure.middle:
        return f"{move.input.place} is known to be {decimal(move.value, 4)} (said: {bounds})"
    more = "more" if move.value > figure.middle else "less"
    source = f"; {figure.why}" if figure.why else ""
    cited = f" ({', '.join(figure.statements)})" if figure.statements else ""
    if move.input.path[-1] == "held":
        line = line_of(case, move.input.place.split(".")[1])
        name = f"{quoted(line_name(case, line))} is held with a chance of"
        return f"{name} {outward(move, 3)} or {more} (said: {bounds}{source}){cited}"
    return f"{move.input.place} is {outward(move, 4)} or {more} (said: {bounds}{source}){cited}"


def outward(move: Move, places: int) -> str:
    """A value rounded away from the middle of its figure, which does not lose the reversal."""
    scaled = move.value * 10**places
    whole = ceil(scaled) if move.value > move.input.figure.middle else floor(scaled)
    return decimal(Fraction(whole, 10**places), places)


def candidate_line(found: Challenge, place: int) -> str:
    """What a candidate is, behind its letter."""
    return candidate_words(found.case, found.candidates[place].names)
