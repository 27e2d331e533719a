"""Decision diagrams: all packages that meet some conditions, as paths through a small layered graph.

Issues are settled one after the other. A *state* of a layer is what remains of the conditions; two partial
packages with the same remainder have the same continuations, so they share a state. Paths from the first
state to the end are the packages that meet all conditions, each exactly once. (Multi-valued decision
diagrams by compilation from top to bottom: Bergman, Cire, van Hoeve and Hooker 2016, "Decision Diagrams for
Optimization", chapter 3; this is variable elimination in which the separator's assignments are merged by
what they imply.)

A rule costs what it says and not how many issues it names: a conjunction over twenty issues has two
remainders in a layer, not one for each combination of options.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.accept.ordering import elimination_order
from detente.accept.residual import FALSE, TRUE, Residuals
from detente.case.formula import All, Formula, scope

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STATE_CAP = 60_000
"""Most states of a diagram before it is given up (work, not seconds)."""

_State = tuple[tuple[int, ...], tuple[tuple[int, int], ...]]


class DiagramTooLargeError(Exception):
    """The conditions couple too much for the cap; callers turn it into a result that says so."""

    def __init__(self, states: int) -> None:
        """Remember how many states there were."""
        self.states = states
        super().__init__(f"more than {states} states")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """One issue of a diagram.

    Attributes:
        issue: The issue that is settled here.
        arrows: Shape (states, options): the state in the next layer, or -1 where no package follows.
        fires: (state, option, extra) for each interaction that becomes true on that arrow.
    """

    issue: int
    arrows: NDArray[np.int64]
    fires: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Diagram:
    """All packages that meet some conditions; ``layers`` is None where there is none."""

    sizes: tuple[int, ...]
    layers: tuple[Layer, ...] | None

    @property
    def is_empty(self) -> bool:
        """Whether no package meets the conditions."""
        return self.layers is None

    @property
    def states(self) -> int:
        """How many states all layers have."""
        return 0 if self.layers is None else sum(len(layer.arrows) for layer in self.layers)


def build_diagram(
    sizes: Sequence[int],
    conditions: Sequence[Formula],
    extras: Sequence[Formula] = (),
    *,
    state_cap: int = STATE_CAP,
) -> Diagram:
    """Compile conditions into a diagram.

    Args:
        sizes: Number of options of each issue.
        conditions: Formulas that all have to hold.
        extras: Formulas whose truth matters for utility (interactions); they exclude nothing.
        state_cap: Most states before the attempt is given up.

    Raises:
        DiagramTooLargeError: if the cap is passed.
    """
    parts = [part for condition in conditions for part in _conjuncts(condition)]
    order = elimination_order(sizes, [scope(formula) for formula in (*parts, *extras)])
    residuals = Residuals(tuple(sizes))
    whole = residuals.conjunction([residuals.add(part) for part in parts])
    if whole == FALSE:
        return Diagram(sizes=tuple(sizes), layers=None)
    numbers = [(index, residuals.add(extra)) for index, extra in enumerate(extras)]
    pending = tuple((index, number) for index, number in numbers if number not in {FALSE, TRUE})
    always = tuple(index for index, number in numbers if number == TRUE)
    first: _State = (residuals.conjuncts(whole), pending)
    layers = _compile(residuals, order, first, sizes, state_cap)
    return Diagram(sizes=tuple(sizes), layers=_pruned(layers, always))


def _conjuncts(formula: Formula) -> tuple[Formula, ...]:
    return formula.parts if isinstance(formula, All) else (formula,)


@dataclass(slots=True)
class _Draft:
    issue: int
    arrows: list[list[int]]
    fires: list[tuple[int, int, int]]


def _compile(
    residuals: Residuals, order: Sequence[int], first: _State, sizes: Sequence[int], state_cap: int
) -> list[_Draft]:
    drafts: list[_Draft] = []
    states: list[_State] = [first]
    seen = 1
    for issue in order:
        draft = _Draft(issue, [], [])
        following: dict[_State, int] = {}
        for source, state in enumerate(states):
            row: list[int] = []
            for option in range(sizes[issue]):
                target, fired = _follow(residuals, state, issue, option)
                if target is None:
                    row.append(-1)
                    continue
                row.append(following.setdefault(target, len(following)))
                draft.fires.extend((source, option, extra) for extra in fired)
            draft.arrows.append(row)
            if seen + len(following) > state_cap:
                raise DiagramTooLargeError(state_cap)
        drafts.append(draft)
        states = list(following)
        seen += len(states)
    return drafts


def _follow(
    residuals: Residuals, state: _State, issue: int, option: int
) -> tuple[_State | None, tuple[int, ...]]:
    conditions, pending = state
    if not any(residuals.touches(number, issue) for number in conditions):
        left = conditions
    else:
        whole = residuals.conjunction(residuals.restrict(number, issue, option) for number in conditions)
        if whole == FALSE:
            return None, ()
        left = residuals.conjuncts(whole)
    if not pending:
        return (left, pending), ()
    still: list[tuple[int, int]] = []
    fired: list[int] = []
    for extra, number in pending:
        rest = residuals.restrict(number, issue, option)
        if rest == TRUE:
            fired.append(extra)
        elif rest != FALSE:
            still.append((extra, rest))
    return (left, tuple(still)), tuple(fired)


def _pruned(drafts: list[_Draft], always: tuple[int, ...]) -> tuple[Layer, ...] | None:
    """The layers without states from which no package can be completed; None where a layer has no states.

    Where each layer has one, so does each once pruned: what is left of the conditions on one last issue is a
    set of its options that is not empty, so some path runs through to the end.
    """
    import numpy as np

    layers: list[Layer] = []
    renumber = np.zeros(1, dtype=np.int64)
    if not all(draft.arrows for draft in drafts):
        return None
    for draft in reversed(drafts):
        arrows = np.asarray(draft.arrows, dtype=np.int64).reshape(len(draft.arrows), -1)
        arrows = np.where(arrows >= 0, renumber[arrows], -1)
        alive: NDArray[np.bool_] = np.any(arrows >= 0, axis=1)
        renumber = np.where(alive, np.cumsum(alive) - 1, -1)
        fires = tuple(
            (int(renumber[state]), option, extra)
            for state, option, extra in draft.fires
            if alive[state] and arrows[state, option] >= 0
        )
        layers.append(Layer(issue=draft.issue, arrows=arrows[alive], fires=fires))
    layers.reverse()
    if always and layers:
        opening = layers[0]
        every = tuple((0, option, extra) for option in range(opening.arrows.shape[1]) for extra in always)
        layers[0] = Layer(issue=opening.issue, arrows=opening.arrows, fires=opening.fires + every)
    return tuple(layers)
