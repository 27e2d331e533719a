"""What remains of conditions once some issues are settled: hash-consed formulas with constant-time equality.

The diagram of a case asks many times "what is left of this rule if that issue takes this option?". Formulas
are therefore kept once each, as numbers: equal residuals are equal numbers, and each restriction is
computed once.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente.case.formula import All, Among, Formula

FALSE = 0
TRUE = 1

_MEMBER, _ALL, _SOME = 0, 1, 2
_Key = tuple[int, tuple[int, ...]]


class Residuals:
    """A growing table of formulas; every method takes and returns their numbers."""

    def __init__(self, sizes: tuple[int, ...]) -> None:
        """Start a table for issues with ``sizes`` options."""
        self._full = [(1 << size) - 1 for size in sizes]
        self._keys: list[_Key] = [(_SOME, ()), (_ALL, ())]
        self._numbers: dict[_Key, int] = {key: number for number, key in enumerate(self._keys)}
        self._scopes: list[int] = [0, 0]
        self._restricted: dict[tuple[int, int, int], int] = {}

    def add(self, formula: Formula) -> int:
        """The number of ``formula``."""
        if isinstance(formula, Among):
            return self._member(formula.issue, formula.mask)
        parts = [self.add(part) for part in formula.parts]
        return self.conjunction(parts) if isinstance(formula, All) else self.disjunction(parts)

    def touches(self, number: int, issue: int) -> bool:
        """Whether ``issue`` stands in formula ``number``."""
        return bool(self._scopes[number] >> issue & 1)

    def conjuncts(self, number: int) -> tuple[int, ...]:
        """The parts of a conjunction; any other formula is its own only part, true has none."""
        kind, parts = self._keys[number]
        return parts if kind == _ALL else (number,)

    def restrict(self, number: int, issue: int, option: int) -> int:
        """What is left of formula ``number`` once ``issue`` takes ``option``."""
        if not self._scopes[number] >> issue & 1:
            return number
        key = (number, issue, option)
        found = self._restricted.get(key)
        if found is None:
            found = self._restricted[key] = self._restrict(number, issue, option)
        return found

    def conjunction(self, numbers: Iterable[int]) -> int:
        """The number of "all of these"."""
        return self._join(numbers, _ALL, TRUE, FALSE)

    def disjunction(self, numbers: Iterable[int]) -> int:
        """The number of "at least one of these"."""
        return self._join(numbers, _SOME, FALSE, TRUE)

    def _restrict(self, number: int, issue: int, option: int) -> int:
        kind, parts = self._keys[number]
        if kind == _MEMBER:
            return TRUE if parts[1] >> option & 1 else FALSE
        left = [self.restrict(part, issue, option) for part in parts]
        return self.conjunction(left) if kind == _ALL else self.disjunction(left)

    def _member(self, issue: int, mask: int) -> int:
        if mask == 0:
            return FALSE
        if mask == self._full[issue]:
            return TRUE
        return self._number((_MEMBER, (issue, mask)), 1 << issue)

    def _join(self, numbers: Iterable[int], kind: int, neutral: int, absorbing: int) -> int:
        masks: dict[int, int] = {}
        rest: set[int] = set()
        for number in numbers:
            if number == neutral:
                continue
            if number == absorbing:
                return absorbing
            own, parts = self._keys[number]
            for part in parts if own == kind else (number,):
                part_kind, payload = self._keys[part]
                if part_kind != _MEMBER:
                    rest.add(part)
                elif payload[0] not in masks:
                    masks[payload[0]] = payload[1]
                elif kind == _ALL:
                    masks[payload[0]] &= payload[1]
                else:
                    masks[payload[0]] |= payload[1]
        for issue, mask in masks.items():
            member = self._member(issue, mask)
            if member == absorbing:
                return absorbing
            rest.add(member)
        return self._joined(tuple(sorted(rest)), kind, neutral)

    def _joined(self, parts: tuple[int, ...], kind: int, neutral: int) -> int:
        if not parts:
            return neutral
        if len(parts) == 1:
            return parts[0]
        scopes = 0
        for part in parts:
            scopes |= self._scopes[part]
        return self._number((kind, parts), scopes)

    def _number(self, key: _Key, scopes: int) -> int:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._keys)
            self._keys.append(key)
            self._scopes.append(scopes)
        return number
