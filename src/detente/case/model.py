"""A conflict as plain, checked data: parties, issues, what they prefer, what they rule out, and who said so.

All of it is frozen. Numbers are exact fractions; a figure that is not known exactly is an interval. What a
party has not stated is absent, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from detente.case.enforcement import Enforcement
from detente.case.formula import FALSE, Formula, scope
from detente.case.graph import ConflictGraph
from detente.case.preference import Figure, Interaction, Like, Preference
from detente.case.rules import Vocabulary
from detente.case.statements import LINE_STANCES, Review, Source, Stance, Statement
from detente.case.verification import Verification
from detente.case.watching import Watching

__all__ = [
    "HELD_BY_DEFAULT",
    "LINE_STANCES",
    "Case",
    "ConflictGraph",
    "Fallback",
    "Figure",
    "Interaction",
    "Issue",
    "Like",
    "Option",
    "Overlay",
    "Party",
    "Preference",
    "Range",
    "RedLine",
    "Review",
    "Rule",
    "Source",
    "Stance",
    "Statement",
    "Status",
    "Strength",
    "Verification",
    "is_inert",
    "package_numbers",
    "vocabulary",
]


class Strength(StrEnum):
    """How firmly a red line was stated."""

    ABSOLUTE = "absolute"
    STRONG = "strong"
    STATED = "stated"


class Status(StrEnum):
    """How far an issue is settled. What is agreed or done stands in every package."""

    OPEN = "open"
    AGREED = "agreed"
    DONE = "done"


HELD_BY_DEFAULT: Mapping[Strength, Figure] = {
    Strength.ABSOLUTE: Figure(low=Fraction(95, 100), high=Fraction(1), why="convention: an absolute line"),
    Strength.STRONG: Figure(low=Fraction(70, 100), high=Fraction(95, 100), why="convention: a strong line"),
    Strength.STATED: Figure(low=Fraction(40, 100), high=Fraction(80, 100), why="convention: a stated line"),
}
"""Chance that a red line is held where the case gives none: conventions of this library, printed as such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A numeric scale of options: ``start``, ``start + step``, ... up to ``stop``, all in ``unit``.

    Attributes:
        unit: What stands behind an amount: ``km``, ``guards``.
        one: What stands behind 1 in its place, if that is another word: ``guard``.
    """

    start: Fraction
    stop: Fraction
    step: Fraction
    unit: str = ""
    one: str = ""

    def noun(self, amount: Fraction) -> str:
        """What stands behind this amount."""
        return self.one if self.one and abs(amount) == 1 else self.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to settle an issue.

    Attributes:
        id: Its id; on an issue with a range the amount as text.
        title: Its name for readers.
        amount: The amount on an issue with a range, else None.
        needs: What it needs to be possible (a law, an approval, a commission), in words.
        triggers: Ids of the threats that it would set off; quoted, never scored.
        note: Anything else a reader should know.
    """

    id: str
    title: str
    amount: Fraction | None = None
    needs: str = ""
    triggers: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A matter to be settled by exactly one of its options.

    Attributes:
        consent: Ids of the parties that have to agree; a party outside has no say on it.
        status: Open, agreed or done.
        agreed: The option that was agreed, if it was.
        range: The numeric scale, if the options come from one.
    """

    id: str
    title: str
    options: tuple[Option, ...]
    consent: tuple[str, ...]
    status: Status = Status.OPEN
    agreed: str | None = None
    range: Range | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A structural rule: a package that breaks it is meaningless, whoever likes it."""

    id: str
    text: str
    formula: Formula
    why: str = ""
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """A weaker line that a party may fall back to."""

    text: str
    formula: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class RedLine:
    """A condition without which a party rejects a package.

    Attributes:
        held: Chance that the party holds it when it matters.
        fallback: Weaker lines, in the order in which the party would fall back to them.
    """

    id: str
    party: str
    text: str
    formula: Formula
    strength: Strength
    held: Figure
    fallback: tuple[Fallback, ...] = ()
    title: str = ""
    why: str = ""
    statements: tuple[str, ...] = ()


NOTHING_STATED = Preference()
"""The preference of a party of which nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of the table.

    Attributes:
        reservation: Utility of no deal: a figure, a package like it, or None (no constraint, and said).
        discount: A discount per round as an imported domain had it; kept, unused.
    """

    id: str
    title: str
    preference: Preference = NOTHING_STATED
    reservation: Figure | Like | None = None
    discount: Fraction | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """Another reading of the case: a file in its ``overlays`` folder."""

    id: str
    title: str
    private: bool = False
    applied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A whole conflict.

    Attributes:
        as_of: The day that the case describes, ISO; ``""`` for an imported domain without one.
        format: ``case`` for a case folder, else ``genius``, ``geniusweb`` or ``negmas``.
        notes: What the reader of the file had to decide and a user should know.
        verification: What would see it broken, if the folder says so.
        watching: How its keeping is watched, if the folder says so.
        enforcement: What breaking it brings and costs, if the folder says so.
        digest: SHA-256 over the inputs as read, in hex.
    """

    id: str
    title: str
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    as_of: str = ""
    summary: str = ""
    structural: tuple[Rule, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    verification: Verification | None = None
    watching: Watching | None = None
    enforcement: Enforcement | None = None
    format: str = "case"
    notes: tuple[str, ...] = ()
    digest: str = ""

    def party(self, party_id: str) -> Party:
        """The party with this id (KeyError if there is none)."""
        return {party.id: party for party in self.parties}[party_id]

    def issue(self, issue_id: str) -> Issue:
        """The issue with this id (KeyError if there is none)."""
        return {issue.id: issue for issue in self.issues}[issue_id]

    def statement(self, statement_id: str) -> Statement:
        """The statement with this id (KeyError if there is none)."""
        return {statement.id: statement for statement in self.statements}[statement_id]


def vocabulary(issues: tuple[Issue, ...]) -> Vocabulary:
    """What a rule on these issues may name."""
    return Vocabulary(
        issues={issue.id: number for number, issue in enumerate(issues)},
        options=[{option.id: number for number, option in enumerate(issue.options)} for issue in issues],
        amounts=[
            [option.amount for option in issue.options if option.amount is not None] if issue.range else None
            for issue in issues
        ],
    )


def package_numbers(case: Case, package: Mapping[str, str]) -> tuple[int, ...]:
    """The option numbers of a package given by ids, in the order of the issues.

    Raises:
        KeyError: an issue is absent.
        ValueError: an issue has no such option.
    """
    return tuple([option.id for option in issue.options].index(package[issue.id]) for issue in case.issues)


def is_inert(case: Case, line: RedLine) -> bool:
    """Whether a red line binds nobody: its party consents to none of the issues in it.

    A line that no package meets has no issue left in it, and binds.
    """
    if line.formula == FALSE:
        return False
    return not any(line.party in case.issues[number].consent for number in scope(line.formula))
