"""Cheapest hitting sets, in order of cost, while sets to hit and sets to avoid keep coming.

The enumeration of blockers and openings is the duality of Reiter (1987): every blocker hits every opening
and the other way round. PySAT's MaxSAT-based enumerator (RC2: Ignatiev, Morgado and Marques-Silva 2019)
finds the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class HittingSets:
    """Subsets of ``0 .. len(costs) - 1`` that hit all given sets and contain none of the avoided ones."""

    def __init__(self, costs: Sequence[int]) -> None:
        """Each element costs a positive integer."""
        from pysat.examples.rc2 import RC2
        from pysat.formula import WCNF

        formula = WCNF()
        for element, cost in enumerate(costs):
            formula.append([-(element + 1)], weight=cost)
        self._count = len(costs)
        self._engine = RC2(formula)

    def hit(self, elements: Iterable[int]) -> None:
        """From now on every answer contains at least one of ``elements``."""
        self._engine.add_clause([element + 1 for element in elements])

    def avoid(self, elements: Iterable[int]) -> None:
        """From now on no answer contains all of ``elements``."""
        self._engine.add_clause([-(element + 1) for element in elements])

    def cheapest(self) -> frozenset[int] | None:
        """The cheapest answer, or None if there is none left."""
        model = self._engine.compute()
        if model is None:
            return None
        return frozenset(literal - 1 for literal in model if 0 < literal <= self._count)

    def close(self) -> None:
        """Free the solver."""
        self._engine.delete()
