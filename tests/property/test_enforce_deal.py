"""The range of the worst exposure holds for every figure in its interval."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from detente.case.enforcement import Enforcement, StepTerms
from detente.case.preference import Figure
from detente.enforce.deal.rates import PlanRates
from detente.enforce.deal.standing import Standing
from detente.enforce.deal.steps import order_range, steps_under, worst_range
from detente.enforce.sequence import best_order
from tests.bundled import bundled

PARTIES = ("north", "south")
tenths = st.integers(-20, 20).map(lambda number: Fraction(number, 10))
shares = st.integers(0, 10).map(lambda number: Fraction(number, 10))


@st.composite
def figures(draw: st.DrawFn, of: st.SearchStrategy[Fraction]) -> Figure:
    low, high = sorted((draw(of), draw(of)))
    return Figure(low=low, high=high)


@st.composite
def steps(draw: st.DrawFn) -> tuple[StepTerms, ...]:
    return tuple(
        StepTerms(
            id=f"s{number}",
            title=f"Step {number}",
            actor=draw(st.sampled_from(PARTIES)),
            values={party: draw(figures(tenths)) for party in PARTIES},
            irreversible=draw(figures(shares)),
            detection=draw(st.none() | figures(shares)),
            after=(f"s{number - 1}",) if number and draw(st.booleans()) else (),
            seen_with=draw(st.sampled_from(["", *(f"s{n}" for n in range(5) if n != number)])),
        )
        for number in range(draw(st.integers(1, 4)))
    )


def standing_of(listed: tuple[StepTerms, ...]) -> Standing:
    return Standing(
        case=bundled("split-the-pie"), terms=Enforcement(), period=None, sides=(), collateral=(), idle=(),
        snapbacks=(), senders={}, steps=listed, absent=(), pledges=(), rates=PlanRates(), could_not=(),
    )  # fmt: skip


def at(figure: Figure, where: Fraction) -> Figure:
    number = figure.low + (figure.high - figure.low) * where
    return Figure(low=number, high=number)


@given(steps(), st.lists(shares, min_size=16, max_size=16))
def test_the_worst_exposure_of_any_figures_lies_in_the_range(
    listed: tuple[StepTerms, ...], places: list[Fraction]
) -> None:
    standing = standing_of(listed)
    under = steps_under(standing)
    assert under is not None
    wide, middle = worst_range(standing, under), best_order(under.plan)
    of_order = order_range(standing, under, middle)
    taken = iter(places)
    chosen = standing_of(
        tuple(
            replace(
                step,
                values={party: at(figure, next(taken)) for party, figure in step.values.items()},
                irreversible=at(step.irreversible, next(taken)),
                detection=at(step.detection or Figure(low=Fraction(0), high=Fraction(1)), next(taken)),
            )
            for step in listed
        )
    )
    other = steps_under(chosen)
    assert other is not None
    best = best_order(other.plan)
    assert wide.low - 1e-9 <= best.worst <= wide.high + 1e-9
    assert wide.low - 1e-9 <= middle.worst <= wide.high + 1e-9
    assert of_order.low - 1e-9 <= middle.worst <= of_order.high + 1e-9
