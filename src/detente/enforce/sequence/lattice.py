"""The sets of done steps that prerequisites allow, as whole numbers in a mixed base.

Steps are laid into chains, in each of which one step waits for the one before (the fewest chains that cover
all steps: a largest matching in the transitive closure; Dilworth 1950, Annals of Mathematics 51:161-166).
A set that is closed under prerequisites holds the first so many steps of each chain, so that a digit for
each chain names it: with ``n`` free steps there are ``2^n`` numbers, with prerequisites fewer. A set with
more steps has a larger number, so that one upward pass meets each set after all sets that lead to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from detente.enforce.sequence.steps import StepPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Lattice:
    """Chains of steps, by their places in the plan.

    Attributes:
        chains: Each with its steps in order.
        needs: For each step (by place) the other chains that it waits for, each with the least digit.
    """

    chains: tuple[tuple[int, ...], ...]
    needs: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def strides(self) -> tuple[int, ...]:
        """What one more step of each chain adds to a number."""
        return tuple(
            prod(len(chain) + 1 for chain in self.chains[:place]) for place in range(len(self.chains))
        )

    @property
    def size(self) -> int:
        """How many numbers there are; those of sets that prerequisites forbid are among them."""
        return prod(len(chain) + 1 for chain in self.chains)


def lattice_of(plan: StepPlan) -> Lattice:
    """Lay the steps of a plan into the fewest chains."""
    below = _closure(plan)
    chains = _chains(below)
    place = {step: (number, index) for number, chain in enumerate(chains) for index, step in enumerate(chain)}
    needs = []
    for step in range(len(plan.steps)):
        least: dict[int, int] = {}
        for earlier in below[step]:
            number, index = place[earlier]
            if number != place[step][0]:
                least[number] = max(least.get(number, 0), index + 1)
        needs.append(tuple(sorted(least.items())))
    return Lattice(chains=chains, needs=tuple(needs))


def _closure(plan: StepPlan) -> tuple[frozenset[int], ...]:
    """All steps that each step waits for, directly or not."""
    place = {step.id: number for number, step in enumerate(plan.steps)}
    found: dict[int, frozenset[int]] = {}

    def below(step: int) -> frozenset[int]:
        if step not in found:
            direct = {place[name] for name in plan.steps[step].after}
            found[step] = frozenset(direct).union(*(below(earlier) for earlier in direct))
        return found[step]

    return tuple(below(step) for step in range(len(plan.steps)))


def _chains(below: tuple[frozenset[int], ...]) -> tuple[tuple[int, ...], ...]:
    """The fewest chains: each step is followed by at most one, chosen by augmenting paths."""
    before: dict[int, int] = {}  # step -> the one that it follows in its chain

    def follow(earlier: int, tried: set[int]) -> bool:
        for later in range(len(below)):
            if earlier in below[later] and later not in tried:
                tried.add(later)
                if later not in before or follow(before[later], tried):
                    before[later] = earlier
                    return True
        return False

    for step in range(len(below)):
        follow(step, set())
    after = {earlier: later for later, earlier in before.items()}
    chains = []
    for start in (step for step in range(len(below)) if step not in before):
        chain = [start]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        chains.append(tuple(chain))
    return tuple(chains)
