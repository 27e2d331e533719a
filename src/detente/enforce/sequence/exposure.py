"""What a party would lose if all stopped now, and what it would gain by stopping.

Let ``S`` be the set of steps that are done. If all stops there, the irreversible share of each done step
stays, the rest is undone. For a party ``p``::

    loses(S) = - sum over s in S of (irreversible share) (value to p, as far as p may count on it) - paid(p)
    gains(S) =   sum over s in S of (irreversible share) (value to p) - (sum over all steps of value to p)
                 - posted(p)

What another party delivers to ``p`` counts towards ``loses`` only with the chance ``P`` that a pretence would
be seen, and not at all before the step with which it is seen, where there is one; costs and what ``p``
delivers itself count in full. ``gains`` is what ``p`` keeps by stopping less what it has by finishing.
``posted`` is what ``p`` forfeits by stopping, ``paid`` what ``p`` receives if another stops: the least over
all others who have something to do, as nobody knows who it will be.

The *exposure* at ``S`` is the largest of these over all parties, in the parties' scales, and at least 0. Each
is an affine function of the set, plus a weight for each pair of a step and what sees it. Before the first
step and after the last one nothing depends on the order; these two ends do not count.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from detente.enforce.sequence.steps import Step, StepPlan, exact

Kind: TypeAlias = Literal["loses", "gains"]
Pair: TypeAlias = tuple[int, int]
"""A step and the one with which it is seen, by their places in the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One way in which a party is exposed: ``base`` plus the weights of what is done, in its scale.

    Attributes:
        party: Who loses if all stops, or gains by stopping.
        kind: Which of the two.
        base: Its level with no step done.
        weights: What each step adds, in the order of the plan's steps.
        pairs: What a step and the one with which it is seen add once both are done.
    """

    party: str
    kind: Kind
    base: Fraction
    weights: tuple[Fraction, ...]
    pairs: tuple[tuple[Pair, Fraction], ...] = ()

    def level(self, done: Collection[int]) -> Fraction:
        """The exposure with these steps done, by their places in the plan; below 0 for none."""
        both = (weight for (step, eye), weight in self.pairs if step in done and eye in done)
        return self.base + sum((self.weights[place] for place in done), Fraction(0)) + sum(both, Fraction(0))


def terms(plan: StepPlan) -> tuple[Term, ...]:
    """All ways in which the parties of a plan are exposed: two for each."""
    return tuple(_term(plan, party, kind) for party in plan.parties for kind in _KINDS)


def exposure(found: tuple[Term, ...], done: Collection[int]) -> Fraction:
    """The largest exposure with these steps done, at least 0."""
    return max([Fraction(0), *(term.level(done) for term in found)])


_KINDS: tuple[Kind, ...] = ("loses", "gains")


def _term(plan: StepPlan, party: str, kind: Kind) -> Term:
    scale, pairs = plan.scale(party), dict[Pair, Fraction]()
    if kind == "gains":
        base = -sum((exact(step.values.get(party, 0)) for step in plan.steps), Fraction(0)) - _posted(
            plan, party
        )
        weights = [_kept(step, party) for step in plan.steps]
    else:
        base = -_paid(plan, party)
        weights = [-_kept(step, party) * _counted(step, party) for step in plan.steps]
        for step, eye in pairs_of(plan.steps):
            if not _is_certain(plan.steps[step], party):
                pairs[step, eye], weights[step] = weights[step], Fraction(0)
    return Term(
        party=party,
        kind=kind,
        base=base / scale,
        weights=tuple(weight / scale for weight in weights),
        pairs=tuple((pair, weight / scale) for pair, weight in pairs.items()),
    )


def pairs_of(steps: Sequence[Step]) -> tuple[Pair, ...]:
    """Each step that is seen with another, and that one."""
    place = {step.id: number for number, step in enumerate(steps)}
    return tuple((place[step.id], place[step.seen_with]) for step in steps if step.seen_with)


def _kept(step: Step, party: str) -> Fraction:
    return exact(step.irreversible) * exact(step.values.get(party, 0))


def _counted(step: Step, party: str) -> Fraction:
    """How far a party may count on a step: fully on its own and on what costs it something."""
    return Fraction(1) if _is_certain(step, party) else exact(step.detection)


def _is_certain(step: Step, party: str) -> bool:
    """Whether a party need not be shown a step: its own, or one that costs it something."""
    return step.actor == party or step.values.get(party, 0) < 0


def _posted(plan: StepPlan, party: str) -> Fraction:
    return sum((exact(pledge.amount) for pledge in plan.collateral if pledge.party == party), Fraction(0))


def _paid(plan: StepPlan, party: str) -> Fraction:
    """What a party receives at least if one of the others stops."""
    others = dict.fromkeys(step.actor for step in plan.steps if step.actor != party)
    return min(
        (
            sum(
                (exact(pledge.paid.get(party, 0)) for pledge in plan.collateral if pledge.party == other),
                Fraction(0),
            )
            for other in others
        ),
        default=Fraction(0),
    )
