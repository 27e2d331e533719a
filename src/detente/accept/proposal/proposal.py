"""A proposal: a package to put on the table instead of a draft, with who gains and who loses what by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from detente.accept.proposal.tabled import lines_that_stand
from detente.case.formula import holds

if TYPE_CHECKING:
    from detente.accept.proposal.tabled import Tabled
    from detente.accept.robustness.share import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One issue that a proposal settles otherwise than the draft.

    Attributes:
        issue: Its id.
        before: The draft's option.
        after: The proposal's.
        consent: Ids of the parties that have to agree to it.
    """

    issue: str
    before: str
    after: str
    consent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a proposal means to one party, against the draft.

    Attributes:
        before: Utility of the draft; None where the party states no preference. So for ``after``, ``gain``.
        gain: ``after`` less ``before``.
        share: The gain divided by the party's range over packages within the structural rules; None also
            where the range is 0.
        crosses_before: Ids of its red lines that the draft crosses.
        crosses_after: Ids of its red lines that the proposal crosses.
        past_fallback: Ids of its red lines which the draft crosses while it keeps a fallback, and whose
            fallback the proposal crosses, too.
        met_before: Whether the draft gives it at least its reservation; None where it states none that can
            be computed. So for ``met_after``.
    """

    before: Fraction | None
    after: Fraction | None
    gain: Fraction | None
    share: Fraction | None
    crosses_before: tuple[str, ...]
    crosses_after: tuple[str, ...]
    past_fallback: tuple[str, ...]
    met_before: bool | None
    met_after: bool | None

    @property
    def newly_crossed(self) -> tuple[str, ...]:
        """Red lines that the proposal crosses and the draft does not."""
        return tuple(line for line in self.crosses_after if line not in self.crosses_before)

    @property
    def newly_unmet(self) -> bool:
        """Whether the proposal gives less than the reservation while the draft does not."""
        return self.met_before is True and self.met_after is False


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What an option of a proposal needs to be possible, and the threats that it would set off.

    Attributes:
        needs: In words, ``""`` if nothing is named.
        triggers: Ids of the statements that threaten; quoted, never scored.
        changed: Whether the draft has another option there.
    """

    issue: str
    option: str
    needs: str
    triggers: tuple[str, ...]
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """How likely a package is acceptable: shares of seeded draws of everything that the case leaves open.

    Attributes:
        to_each: For each party the share of draws in which it accepts: the package keeps the party's red
            lines, as drawn, and is worth at least its reservation.
        to_all: Share of draws in which all parties accept. Each share carries its draws and its error.
    """

    to_each: Mapping[str, Share]
    to_all: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A package to put on the table instead of the draft.

    Attributes:
        package: ``{issue: option}``.
        changes: Where it differs from the draft, in the order of the case.
        effects: What it means to each party, in the order of the case.
        consequences: Options that need something or trigger threats, changed or not.
        ties: How many of the packages searched are equal to it in all that was compared, itself among them;
            None where that was not counted.
        likelihood: How likely it is acceptable; None where no draws were made.
    """

    package: Mapping[str, str]
    changes: tuple[Change, ...]
    effects: Mapping[str, Effect]
    consequences: tuple[Consequence, ...]
    ties: int | None
    likelihood: Likelihood | None = None


def proposal_of(table: Tabled, choices: Sequence[int], *, ties: int | None) -> Proposal:
    """The proposal that a package (by option numbers) is."""
    case = table.problem.case
    package = table.problem.names(choices)
    changes = tuple(
        Change(
            issue=issue.id,
            before=table.draft.package[issue.id],
            after=package[issue.id],
            consent=issue.consent,
        )
        for issue in case.issues
        if package[issue.id] != table.draft.package[issue.id]
    )
    changed = {change.issue for change in changes}
    consequences = tuple(
        Consequence(
            issue=issue.id,
            option=option.id,
            needs=option.needs,
            triggers=option.triggers,
            changed=issue.id in changed,
        )
        for issue, number in zip(case.issues, choices, strict=True)
        if (option := issue.options[number]).needs or option.triggers
    )
    return Proposal(
        package=package,
        changes=changes,
        effects={party.id: _effect(table, party.id, choices) for party in case.parties},
        consequences=consequences,
        ties=ties,
    )


def _effect(table: Tabled, party: str, choices: Sequence[int]) -> Effect:
    own = [line for line in table.problem.lines if line.party == party]
    crosses_before = tuple(line.id for line in own if not holds(line.formula, table.numbers))
    crosses_after = tuple(line.id for line in own if not holds(line.formula, choices))
    effect = Effect(
        before=None,
        after=None,
        gain=None,
        share=None,
        crosses_before=crosses_before,
        crosses_after=crosses_after,
        past_fallback=tuple(
            line.id
            for line in lines_that_stand(table)
            if line.party == party and line.id in crosses_before and not holds(line.formula, choices)
        ),
        met_before=None,
        met_after=None,
    )
    for place, utility in enumerate(table.problem.utilities):
        if utility.party == party:
            return _valued(table, effect, place, utility.of(choices))
    return effect


def _valued(table: Tabled, effect: Effect, place: int, after: int) -> Effect:
    """An effect with utilities, for a party that states preferences."""
    utility, before = table.problem.utilities[place], table.worth[place]
    least = utility.reservation
    return replace(
        effect,
        before=utility.exact(before),
        after=utility.exact(after),
        gain=utility.exact(after - before),
        share=table.share(after - before, place) if table.ranges[place] else None,
        met_before=None if least is None else before >= least,
        met_after=None if least is None else after >= least,
    )
