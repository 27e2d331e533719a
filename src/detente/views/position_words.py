"""How positions, their reasons and their changes are called in sentences; both sides in the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from detente.record.positions.by_hand import Why
from detente.record.positions.matrix import Stand
from detente.record.positions.sides import Aside, Side
from detente.views.numbers import date_text
from detente.views.prose import listed, quoted

if TYPE_CHECKING:
    from detente.case.model import Case
    from detente.record.account import Account
    from detente.record.drift.moves import LastMove
    from detente.record.drift.rounds import Rounds
    from detente.record.drift.shifts import Shift
    from detente.record.drift.speakers import Contradiction
    from detente.record.positions.days import Days
    from detente.record.positions.network import Tie

STAND_WORDS: Mapping[Stand, str] = {
    Stand.ACCEPTS: "yes",
    Stand.ACCEPTS_IF: "yes, if",
    Stand.ASKS: "asks",
    Stand.YES_AND_NO: "yes and no",
    Stand.REFUSES: "no",
    Stand.SILENT: "silent",
    Stand.UNKNOWN: "unknown",
}
SIDE_WORDS: Mapping[Side, str] = {
    Side.YES: "yes",
    Side.YES_IF: "yes, if",
    Side.ASKS: "asks",
    Side.NO: "no",
}
ASIDE_WORDS: Mapping[Aside, str] = {
    Aside.DOUBTFUL: "doubtful on review",
    Aside.UNREVIEWED: "not reviewed",
    Aside.NO_POSITION: "a claim, an assessment, a justification, a threat, a reported shift or unclear words",
    Aside.SILENCE: "silence",
    Aside.BESIDE: "a yes that is mainly about another issue",
}
WHY_WORDS: Mapping[Why, str] = {
    Why.DOUBTFUL: "cited there; doubtful, not reviewed or rejected, so it makes no position",
    Why.NO_POSITION: "cited there; a claim, an assessment, a justification or a threat makes no position",
    Why.OF_ANOTHER: "cited there; the words are another party's",
    Why.CONDITION: "cited there; a condition of words on this issue, and itself about another one",
    Why.OTHER_ISSUE: "cited there; its words do not name this issue",
    Why.BESIDE: "cited there; a yes that is mainly about another issue",
    Why.LATER: "cited there; by the day asked for it was not said for certain",
    Why.NOT_CITED: "makes a position; the case's numbers on this issue rest on other statements",
    Why.NO_NUMBERS: "makes a position; no number or line of the case on this issue cites a statement",
}
INDICATORS = (
    "These are indicators of words, never of intent: a shift in what is reported may be one of the party, of "
    "the speaker, of the audience, or of what was written down."
)
METHOD = (
    "A position is made of a party's own confirmed statements: yes (accept, offer, support), yes if (accept "
    "with conditions, or a yes with a but or with a condition), asks (demand, condition), no (reject, red "
    "line). A yes counts on the issue it is mainly about, the others on each issue that they name. Later "
    "words stand in the place of earlier ones only where the dates tell that they are later. Agreement and "
    "conflict count issues (Leifeld 2017); two refusals count as a conflict where the red lines drawn from "
    "them leave no option to both, else they are undecided."
)


def day_words(days: Days | None) -> str:
    """When something was said, in words; an end that is not known is said."""
    if days is None or (days.first is None and days.last is None):
        return "day not known"
    if days.first is None:
        return f"by {date_text(f'{days.last}')}"
    if days.last is None:
        return f"on or after {date_text(f'{days.first}')}"
    return date_text(f"{days.first}" if days.first == days.last else f"{days.first}/{days.last}")


def since_words(days: Days) -> str:
    """Since when words have been held, as the end of a sentence."""
    if days.first is not None:
        return f", since {day_words(days)}"
    if days.last is None:
        return ", since when is not known"
    return f", at the latest since {date_text(f'{days.last}')}"


def issue_names(case: Case, issues: Sequence[str]) -> str:
    """Titles of issues as they are listed in a sentence."""
    titles = {issue.id: issue.title for issue in case.issues}
    return listed([quoted(titles.get(issue, issue)) if issue else "no issue" for issue in issues])


def finding_of(account: Account) -> list[str]:
    """What the statements amount to, in three or four sentences."""
    found, case = account.positions, account.positions.case
    stands = [cell.stand for cell in found.cells]
    held = len(stands) - stands.count(Stand.UNKNOWN) - stands.count(Stand.SILENT)
    silent = stands.count(Stand.SILENT)
    also = f" and {silent} a reported silence" if silent else ""
    told = [
        f"Of {len(stands)} cells (party and issue), {held} hold a position{also}; the others are unknown."
    ]
    agree = [tie for tie in account.network.ties if tie.agree]
    conflict = [tie for tie in account.network.ties if tie.conflict]
    told.append(_pairs(case, "agree", [(tie, len(tie.agree)) for tie in agree]))
    told.append(_pairs(case, "conflict", [(tie, len(tie.conflict)) for tie in conflict]))
    shifts, torn = len(account.drift.shifts), len(account.drift.contradictions)
    told.append(
        f"Shifts in own words: {shifts or 'none'}; shifts as reported: "
        f"{len(account.drift.reported) or 'none'}; contradictions between speakers of a party: "
        f"{torn or 'none'}."
    )
    return told


def _pairs(case: Case, verb: str, pairs: Sequence[tuple[Tie, int]]) -> str:
    if not pairs:
        return (
            f"No two parties {'are in conflict' if verb == 'conflict' else verb} on any issue by their words."
        )
    parts = [f"{pair_words(case, tie)} on {count}" for tie, count in pairs]
    head = "In agreement by their words" if verb == "agree" else "In conflict by their words"
    return f"{head} (number of issues): {listed(parts)}."


def pair_words(case: Case, tie: Tie) -> str:
    """The two parties of a tie."""
    one, other = tie.parties
    return f"{case.party(one).title} and {case.party(other).title}"


def tie_words(case: Case, tie: Tie) -> list[str]:
    """What two parties agree on, are in conflict over, and cannot be compared on; nothing where nothing."""
    kinds = (
        ("agree on", tie.agree),
        ("are in conflict over", tuple(issue for issue in tie.conflict if issue not in tie.by_lines)),
        ("both refuse, and their red lines leave no option to both, on", tie.by_lines),
        ("cannot be compared on", tie.undecided),
    )
    return [f"{pair_words(case, tie)} {verb} {issue_names(case, issues)}" for verb, issues in kinds if issues]


def shift_words(case: Case, shift: Shift) -> str:
    """A shift as a sentence."""
    return (
        f"{case.party(shift.party).title} on {issue_names(case, [shift.issue])}: from "
        f"{SIDE_WORDS[shift.before]} ({', '.join(shift.earlier)}, {day_words(shift.said_before)}) to "
        f"{SIDE_WORDS[shift.after]} ({', '.join(shift.later)}, {day_words(shift.said_after)})"
    )


def contradiction_words(case: Case, pair: Contradiction) -> str:
    """A contradiction between speakers as a sentence."""
    orders = {"yes-first": "the yes came first", "no-first": "the no came first"}
    return (
        f"{case.party(pair.party).title} on {issue_names(case, [pair.issue])}: {pair.yes} says yes "
        f"({', '.join(pair.yes_statements)}), {pair.no} says no ({', '.join(pair.no_statements)}); "
        f"{orders.get(pair.order, 'the order is not known')}"
    )


def move_words(case: Case, move: LastMove) -> str:
    """How long ago a party last said yes without a condition, as a sentence."""
    title = case.party(move.party).title
    if move.when is None:
        return f"{title}: no yes without a condition is on record"
    named = f"{title}: {', '.join(move.statements)}, {day_words(move.when)}"
    if move.days is None:
        return f"{named}; the case has no day to count to"
    if move.days.most is None:
        return f"{named}; how many days ago is unknown"
    return f"{named}; {move.days.text()} days before"


def round_words(case: Case, known: Rounds) -> list[str]:
    """The rounds of a party on an issue, a line for each."""
    lines = []
    for at, turn in enumerate(known.rounds):
        named = issue_names(case, [*turn.conditions]) or "none"
        line = f"{day_words(turn.when)} ({', '.join(turn.statements)}): conditions on {named}"
        if at:
            change = known.changes[at - 1]
            if change.added is None or change.not_repeated is None:
                line += "; the order to the round before is not known"
            else:
                line += f"; added: {issue_names(case, change.added) or 'none'}"
                line += f"; not repeated: {issue_names(case, change.not_repeated) or 'none'}"
        lines.append(line)
    return lines
