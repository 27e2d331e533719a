"""Which statements make a position, and what they say to the issue: yes, yes if, asks, no.

A statement is an actor, an issue, a direction and a day (Leifeld 2017, "statement"; Kriesi et al. 2008, "core
sentence": subject, direction, object). Where discourse network analysis codes agreement or disagreement with
a proposition, an issue here has options and a statement has a stance; the direction follows from the stance:

=========================  ================================================================
yes                        ``accept``, ``offer``, ``support``
yes, if                    ``accept-with-conditions``; or one of the above that is marked as
                           a yes with a but, or of which another statement of the party is a
                           condition
asks                       ``demand``, ``condition``
no                         ``reject``, ``red-line``
none                       ``threat``, ``justification``, ``claim``, ``assessment``,
                           ``reported-shift``, ``unclear``
silent                     ``silence``
=========================  ================================================================

A threat is quoted and never scored; a claim or an assessment says how things are, not what is wanted; what
others report of a shift is not the party's own word. Only confirmed statements of a party of the case make a
position: views of outlets and analysts (``media``) and of others never do.

A statement is mainly about one issue and may name others. A no, a demand or a condition reaches each issue
that it names; a yes reaches its main issue only, since who accepts one thing has not accepted what is
mentioned beside it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from detente.case.statements import Review, Stance

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from detente.case.statements import Statement


class Side(StrEnum):
    """What a statement says to an issue."""

    YES = "yes"
    YES_IF = "yes-if"
    ASKS = "asks"
    NO = "no"


class Aside(StrEnum):
    """Why a statement of a party makes no position on an issue that it is about."""

    DOUBTFUL = "doubtful"
    UNREVIEWED = "unreviewed"
    NO_POSITION = "no-position"
    SILENCE = "silence"
    BESIDE = "beside"
    """A yes that is mainly about another issue."""


RANK: Mapping[Side, int] = {Side.NO: 0, Side.ASKS: 1, Side.YES_IF: 2, Side.YES: 3}
"""How far a side goes towards a yes; a shift is a change of rank. It orders words, it measures nothing."""

_SIDES: Mapping[Stance, Side] = {
    Stance.ACCEPT: Side.YES,
    Stance.OFFER: Side.YES,
    Stance.SUPPORT: Side.YES,
    Stance.ACCEPT_WITH_CONDITIONS: Side.YES_IF,
    Stance.DEMAND: Side.ASKS,
    Stance.CONDITION: Side.ASKS,
    Stance.REJECT: Side.NO,
    Stance.RED_LINE: Side.NO,
}
AGREEING = frozenset({Side.YES, Side.YES_IF})
_UNSURE: Mapping[Review, Aside] = {
    Review.DOUBTFUL: Aside.DOUBTFUL,
    Review.UNREVIEWED: Aside.UNREVIEWED,
}


def side_of(statement: Statement, *, conditioned: Collection[str]) -> Side | None:
    """What a stance says to the statement's main issue; None where it says nothing to it.

    Args:
        statement: The statement, whoever made it and whatever its review says.
        conditioned: Ids of the statements that others are conditions of (:func:`conditions_in`).
    """
    side = _SIDES.get(statement.stance)
    if side is Side.YES and (statement.yes_but or statement.id in conditioned):
        return Side.YES_IF
    return side


def conditions_in(statements: Collection[Statement]) -> dict[str, tuple[Statement, ...]]:
    """For each statement that has conditions, these: confirmed ones of the same party, in their order.

    What another party, an outlet or an analyst names as a condition limits nobody's yes.
    """
    parties = {statement.id: statement.party for statement in statements}
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.review is Review.CONFIRMED:
            for target in dict.fromkeys(statement.condition_of):
                if parties.get(target) == statement.party:
                    found.setdefault(target, []).append(statement)
    return {target: tuple(known) for target, known in found.items()}


def reading_of(statement: Statement, *, main: bool, conditioned: Collection[str]) -> Side | Aside:
    """What a statement of a party says to one of its issues, or why it makes no position on it.

    Args:
        statement: The statement; not one that a reader has rejected.
        main: Whether the issue is its main one.
        conditioned: Ids of the statements that others are conditions of.
    """
    unsure = _UNSURE.get(statement.review)
    if unsure is not None:
        return unsure
    side = side_of(statement, conditioned=conditioned)
    if side is None:
        return Aside.SILENCE if statement.stance is Stance.SILENCE else Aside.NO_POSITION
    return Aside.BESIDE if side in AGREEING and not main else side
