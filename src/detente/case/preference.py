"""What is known of how a party values packages: figures with their sources, and what is left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from detente.case.formula import Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its source: an interval ``[low, high]``, with equal ends where it is known.

    Attributes:
        why: The judgement behind it, one line; ``""`` if none was given.
        statements: Ids of the statements that it rests on.
    """

    low: Fraction
    high: Fraction
    why: str = ""
    statements: tuple[str, ...] = ()

    @property
    def middle(self) -> Fraction:
        """The midpoint."""
        return (self.low + self.high) / 2

    @property
    def is_open(self) -> bool:
        """Whether it leaves anything open."""
        return self.low != self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """Extra utility ``value`` of every package in which ``formula`` holds."""

    text: str
    formula: Formula
    value: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """What is known of how a party values packages. Whatever is absent is open.

    Attributes:
        weights: Weight of each issue (all or none), as ratio bounds.
        issue_ranking: Issues from most to least important, instead of weights.
        values: Value of options by issue; an option that is absent is open in [0, 1].
        option_rankings: Options of an issue from best to worst, instead of values.
        as_written: Utilities are weights times values as they stand, on any scale, without normalisation.
    """

    weights: Mapping[str, Figure] = field(default_factory=dict)
    issue_ranking: tuple[str, ...] = ()
    values: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)
    option_rankings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    interactions: tuple[Interaction, ...] = ()
    as_written: bool = False

    @property
    def tells_packages_apart(self) -> bool:
        """Whether any package can be better than another by it; weights alone say nothing of any option."""
        return bool(self.values or self.option_rankings or self.interactions)

    @property
    def is_stated(self) -> bool:
        """Whether anything at all is known."""
        return bool(
            self.weights or self.issue_ranking or self.values or self.option_rankings or self.interactions
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """A reservation given as a package: no deal is worth what this one is worth."""

    package: Mapping[str, str]
    why: str = ""
    statements: tuple[str, ...] = ()
