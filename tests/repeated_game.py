"""The repeated game played out by value iteration: a twin of the closed forms that knows none of them.

A state is how many periods of conflict and how many stakes of each side are left (None: always another).
"""

from __future__ import annotations

from functools import cache
from itertools import product

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from detente.enforce.compliance import Framing, Pact, Side, Violation
from detente.enforce.compliance.holding import Deviation, deviations

Count = int | None
State = tuple[int, Count, Count]
FOR_GOOD = -1


class Played:
    """One side's decision problem while the other complies."""

    def __init__(self, pact: Pact, number: int, stakes: tuple[Count, Count] = (None, None)) -> None:
        self.pact, self.number = pact, number
        self.side, self.other = pact.sides[number], pact.sides[1 - number]
        self.start: State = (0, *stakes)
        self.comply = Deviation(None, None)

    def outcomes(self, state: State, action: Deviation) -> list[tuple[float, float, State]]:
        """Chance, payoff and next state of what may happen in a period."""
        conflict, *left = state
        if conflict:
            return [(1.0, 0.0, (conflict - 1 if conflict > 0 else FOR_GOOD, left[0], left[1]))]
        seen = action.violation.detection if action.violation else self.side.false_alarm
        framed = action.framing.success if action.framing else self.other.false_alarm
        gain = (action.violation.gain if action.violation else 0) - (
            action.framing.cost if action.framing else 0
        )
        mine, theirs = left[self.number], left[1 - self.number]
        found = []
        for me, them in product((False, True), repeat=2):
            chance = (seen if me else 1 - seen) * (framed if them else 1 - framed)
            payoff = float(self.side.flow + gain)
            if me:
                payoff -= float(self.side.sanction) + (float(self.side.forfeit) if mine != 0 else 0.0)
            if them and theirs != 0:
                payoff += float(self.side.share * self.other.forfeit)
            own = mine - 1 if me and mine else mine
            others = theirs - 1 if them and theirs else theirs
            pair = (own, others) if self.number == 0 else (others, own)
            length = FOR_GOOD if self.pact.conflict is None else self.pact.conflict
            found.append((float(chance), payoff, (length if me or them else 0, *pair)))
        return found

    def worth(self, state: State, action: Deviation, values: dict[State, float]) -> float:
        """What an action is worth if the future is worth ``values``."""
        discount = float(self.pact.discount)
        return sum(
            chance * (payoff + discount * values[after])
            for chance, payoff, after in self.outcomes(state, action)
        )

    def values(self, *, best: bool) -> dict[State, float]:
        """Values of complying for ever, or of the best plan, by iteration until nothing moves."""
        actions = [self.comply, *(deviations(self.side) if best else ())]
        states, ahead = {self.start}, [self.start]
        while ahead:
            state = ahead.pop()
            new = {after for action in actions for _, _, after in self.outcomes(state, action)}
            ahead += [after for after in new if after not in states]
            states |= new
        values = dict.fromkeys(states, 0.0)
        for _ in range(4000):
            renewed = {
                state: max(self.worth(state, action, values) for action in actions) for state in states
            }
            moved = max(abs(renewed[state] - values[state]) for state in states)
            values = renewed
            if moved < 1e-13:
                break
        return values


@cache
def chances(low: float = 0.0, high: float = 1.0) -> st.SearchStrategy[float]:
    """Chances with three digits."""
    return st.integers(round(low * 1000), round(high * 1000)).map(lambda number: number / 1000)


@cache
def amounts(low: int, high: int) -> st.SearchStrategy[float]:
    """Amounts with two digits."""
    return st.integers(low * 100, high * 100).map(lambda number: number / 100)


@cache
@st.composite
def sides(draw: DrawFn, party: str, *, framing: bool = False) -> Side:
    """A side with one to three violations, each told from complying at least a little."""
    alarm = draw(chances(0, 0.3))
    violations = tuple(
        Violation(id=f"v{n}", gain=draw(amounts(0, 9)), detection=draw(chances(alarm + 0.02, 1)))
        for n in range(draw(st.integers(1, 3)))
    )
    means = Framing(success=draw(chances(0.3, 1)), cost=draw(amounts(0, 3)))
    return Side(
        party=party,
        flow=draw(amounts(0, 4)),
        false_alarm=alarm,
        violations=violations,
        forfeit=draw(amounts(0, 9)),
        sanction=draw(_sanctions()),
        outside=draw(amounts(-1, 1)),
        share=draw(st.sampled_from([0.0, 0.5, 1.0])),
        framing=means if framing and draw(st.booleans()) else None,
    )


@st.composite
def pacts(draw: DrawFn, *, framing: bool = False) -> Pact:
    """A pact between two sides."""
    return Pact(
        sides=(draw(sides("north", framing=framing)), draw(sides("south", framing=framing))),
        discount=draw(chances(0, 0.9)),
        conflict=draw(_conflicts()),
    )


@cache
def _sanctions() -> st.SearchStrategy[float]:
    return st.just(0.0) | amounts(0, 3)


@cache
def _conflicts() -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(0, 5)
