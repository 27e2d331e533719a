"""Sequences against brute force over all orders, by the definitions; what collateral and splits do."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, permutations
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from detente.enforce.sequence import (
    BestOrder,
    Collateral,
    Step,
    StepPlan,
    best_order,
    covers,
    order_cover,
    passes,
    split,
    splits,
    terms,
)
from detente.enforce.sequence.lattice import lattice_of
from detente.enforce.sequence.layers import answer_layers
from detente.enforce.sequence.passes import answer_compiled
from detente.enforce.sequence.table import Answer, Table, table_of, unit_of
from detente.errors import InputError

PARTIES = ("north", "south", "east")
TENTHS = st.integers(0, 10).map(lambda number: Fraction(number, 10))


@st.composite
def plans(draw: DrawFn, most: int = 6, parts: int = 1) -> StepPlan:
    """Up to so many steps, some of which wait for earlier ones or are seen with others; in any order."""
    parties = PARTIES[: draw(st.integers(2, 3))]
    steps, count = [], draw(st.integers(1, most))
    for number in range(count):
        eyes = ["", "", *(f"s{n}" for n in range(count) if n != number)]
        values = {party: draw(st.integers(-6, 6)) for party in parties if draw(st.booleans())}
        after = [f"s{n}" for n in range(number) if draw(st.integers(0, 3)) == 0]
        steps.append(
            Step(
                id=f"s{number}",
                actor=draw(st.sampled_from([*parties, "mission"])),
                values={party: Fraction(value, 2) for party, value in values.items()},
                irreversible=draw(TENTHS),
                detection=draw(TENTHS),
                seen_with=draw(st.sampled_from(eyes)),
                after=tuple(after),
                parts=draw(st.integers(1, parts)),
            )
        )
    amounts = st.integers(0, 4)
    collateral = [
        Collateral(party=party, amount=draw(amounts), paid={other: draw(amounts) for other in parties})
        for party in parties
        if draw(st.booleans())
    ]
    order = draw(st.permutations(steps))
    scales = {party: draw(st.sampled_from([1, 2, 5])) for party in parties}
    return StepPlan(steps=tuple(order), scales=scales, collateral=tuple(collateral))


def exposed(plan: StepPlan, done: list[Step]) -> Fraction:
    """The exposure by the words of the definition."""
    found = [Fraction(0)]
    for party in plan.parties:
        scale = Fraction(plan.scales.get(party, 1))
        counted = kept = whole = Fraction(0)
        for step in plan.steps:
            whole += Fraction(step.values.get(party, 0))
        standing = {"", *(step.id for step in done)}
        for step in done:
            stays = Fraction(step.values.get(party, 0)) * Fraction(step.irreversible)
            kept += stays
            if step.actor == party or stays < 0:
                counted += stays
            elif step.seen_with in standing:
                counted += stays * Fraction(step.detection)
        stoppers = {step.actor for step in plan.steps} - {party}
        paid = [
            sum((Fraction(c.paid.get(party, 0)) for c in plan.collateral if c.party == stopper), Fraction(0))
            for stopper in stoppers
        ]
        posted = sum((Fraction(c.amount) for c in plan.collateral if c.party == party), Fraction(0))
        found.append((-counted - min(paid, default=Fraction(0))) / scale)
        found.append((kept - whole - posted) / scale)
    return max(found)


def allowed(plan: StepPlan) -> Iterator[tuple[Step, ...]]:
    for order in permutations(plan.steps):
        seen: set[str] = set()
        for step in order:
            if not seen.issuperset(step.after):
                break
            seen.add(step.id)
        else:
            yield order


def brute(plan: StepPlan) -> tuple[Fraction, int, Fraction]:
    """The least worst exposure, how many orders have it, and the least sum of exposures among them."""
    found: list[tuple[Fraction, Fraction]] = []
    for order in allowed(plan):
        levels = [exposed(plan, list(order[:count])) for count in range(1, len(order))]
        found.append((max(levels, default=Fraction(0)), sum(levels, Fraction(0))))
    worst = min(level for level, _ in found)
    equal = [total for level, total in found if level == worst]
    return worst, len(equal), min(equal)


def assert_like_brute_force(best: BestOrder, plan: StepPlan) -> None:
    worst, orders, total = brute(plan)
    assert (best.worst, best.orders, best.exact) == (worst, orders, True)
    assert best.steps in list(allowed(plan))
    levels = [exposed(plan, list(best.steps[:count])) for count in range(1, len(best.steps))]
    assert max(levels, default=Fraction(0)) == worst
    assert sum(levels, Fraction(0)) == total
    assert [moment.exposure for moment in best.moments[1:-1]] == levels


@settings(max_examples=150)
@given(plans(most=5))
def test_the_best_order_is_that_of_brute_force(plan: StepPlan) -> None:
    assert_like_brute_force(best_order(plan), plan)


def seeded(steps: int, seed: int, *, waits: float) -> StepPlan:
    """A plan of so many steps drawn from a seed; each earlier step is waited for with the chance given."""
    rng = np.random.default_rng(seed)
    listed = []
    for number in range(steps):
        actor = PARTIES[number % 3]
        values = {party: int(rng.integers(0, 20)) for party in PARTIES}
        values[actor] = -int(rng.integers(0, 25))
        after = tuple(f"s{n}" for n in range(number) if rng.random() < waits)
        kept = Fraction(int(rng.integers(5, 11)), 10)
        listed.append(Step(id=f"s{number}", actor=actor, values=values, irreversible=kept, after=after))
    return StepPlan(steps=tuple(listed))


@pytest.mark.parametrize(("seed", "waits"), [(1, 0.3), (2, 0.4), (3, 0.2)])
def test_nine_steps_by_brute_force(seed: int, waits: float) -> None:
    plan = seeded(9, seed, waits=waits)
    best = best_order(plan)
    level: dict[frozenset[int], Fraction] = {}
    found: list[Fraction] = []

    def walk(done: frozenset[int], worst: Fraction) -> None:
        if len(done) == 9:
            found.append(worst)
            return
        if done not in level:
            level[done] = exposed(plan, [plan.steps[place] for place in done]) if done else Fraction(0)
        names = {plan.steps[place].id for place in done}
        for place, step in enumerate(plan.steps):
            if place not in done and names.issuperset(step.after):
                walk(done | {place}, max(worst, level[done]))

    walk(frozenset(), Fraction(0))
    assert best.worst == min(found)
    assert best.orders == found.count(min(found))


def tables(plan: StepPlan) -> tuple[Table, int]:
    found = terms(plan)
    unit, _ = unit_of(found, Fraction(1))
    lattice = lattice_of(plan)
    return table_of(lattice, found[:3], found[3:], Fraction(1), unit), lattice.size


@settings(max_examples=100)
@given(plans(most=8))
def test_the_engines_agree_set_by_set(plan: StepPlan) -> None:
    table, size = tables(plan)
    layers, compiled = answer_layers(table, size), answer_compiled(table, size)
    assert layers.worst == compiled.worst
    assert layers.orders == compiled.orders
    assert np.array_equal(layers.best, compiled.best)
    assert np.array_equal(layers.total, compiled.total)


def copied(njit: Callable[..., object]) -> Callable[[Table, int], Answer]:
    """The passes in a copy of their module that is compiled otherwise."""
    numba = pytest.importorskip("numba", reason="the compiled passes need the extra 'fast'")
    spec = importlib.util.spec_from_file_location("passes_copied", passes.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with patch.object(numba, "njit", njit):
        spec.loader.exec_module(module)
    answer: Callable[[Table, int], Answer] = module.answer_compiled
    return answer


def uncompiled(*, cache: bool = False, **_: bool) -> Callable[[object], object]:
    """Leaves functions as they are, and finds no folder to keep code in."""
    if cache:
        message = "no folder to keep the code in"
        raise RuntimeError(message)
    return lambda function: function


def test_the_compiled_passes_run_as_plain_python() -> None:
    answer = copied(uncompiled)
    for seed in range(30):
        plan = seeded(5, seed, waits=0.2)
        first = replace(plan.steps[0], seen_with=plan.steps[-1].id)  # of worth to two who do not deliver it
        table, size = tables(replace(plan, steps=(first, *plan.steps[1:])))
        assert len(table.pair_chain) == 1
        slow, fast = answer(table, size), answer_compiled(table, size)
        assert (slow.worst, slow.orders) == (fast.worst, fast.orders)
        assert np.array_equal(slow.best, fast.best)
        assert np.array_equal(slow.total, fast.total)


def test_all_orders_of_many_free_steps_are_counted_exactly() -> None:
    gifts = tuple(Step(id=f"s{n}", actor="north", values={"south": 0}) for n in range(22))
    assert best_order(StepPlan(steps=gifts[:15])).orders == 1_307_674_368_000
    orders = best_order(StepPlan(steps=gifts)).orders
    assert orders == 1_124_000_727_777_607_680_000  # 22!, more than 2^64
    chained = [replace(step, after=(f"s{n - 1}",) if n % 11 else ()) for n, step in enumerate(gifts)]
    assert best_order(StepPlan(steps=tuple(chained))).orders == 705_432  # 22! / (11! 11!)


@settings(max_examples=150)
@given(plans(most=6), st.sampled_from(PARTIES), st.integers(0, 6), st.integers(0, 6))
def test_more_collateral_never_raises_the_worst_exposure(
    plan: StepPlan, party: str, amount: int, paid: int
) -> None:
    pledge = Collateral(party=party, amount=amount, paid=dict.fromkeys(PARTIES, paid))
    more = replace(plan, collateral=(*plan.collateral, pledge))
    assert best_order(more).worst <= best_order(plan).worst


@settings(max_examples=150)
@given(plans(most=5), st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(2)]))
def test_covers_are_enough_and_no_less_is(plan: StepPlan, tolerance: Fraction) -> None:
    for cover in covers(plan, tolerance=tolerance):
        if cover.amount is None:
            assert best_order(plan).worst > tolerance
            continue
        found = terms(plan)
        scale = plan.scale(cover.party)
        enough, short = (
            least_with(plan, cover.party, cover.kind, amount / scale)
            for amount in (cover.amount, cover.amount - Fraction(1, 1000))
        )
        assert enough <= tolerance
        if cover.amount > 0:
            assert short > tolerance
        assert len(found) == 2 * len(plan.parties)


def least_with(plan: StepPlan, party: str, kind: str, allowance: Fraction) -> Fraction:
    """The least worst exposure of any order if one kind of exposure is lowered."""
    found = [
        replace(term, base=term.base - allowance) if (term.party, term.kind) == (party, kind) else term
        for term in terms(plan)
    ]
    place = {step.id: number for number, step in enumerate(plan.steps)}
    worsts = []
    for order in allowed(plan):
        done = [place[step.id] for step in order]
        levels = [max(term.level(done[:count]) for term in found) for count in range(1, len(order))]
        worsts.append(max([Fraction(0), *levels]))
    return min(worsts)


@settings(max_examples=100)
@given(plans(most=6), st.sampled_from([Fraction(0), Fraction(1)]))
def test_what_covers_an_order_brings_it_within_the_tolerance(plan: StepPlan, tolerance: Fraction) -> None:
    best = best_order(plan)
    needed = order_cover(best, tolerance=tolerance)
    assert bool(needed) == (best.worst > tolerance)
    amounts = {(cover.party, cover.kind): cover.amount for cover in needed}
    for moment in best.moments:
        if moment.counts:
            for (party, kind), level in moment.levels.items():
                lowered = level - (amounts.get((party, kind)) or 0) / plan.scale(party)
                assert lowered <= tolerance


@settings(max_examples=60)
@given(plans(most=4, parts=3))
def test_splits_are_the_best_orders_of_the_split_plans(plan: StepPlan) -> None:
    found = splits(plan)
    assert len(found) == sum(step.parts - 1 for step in plan.steps)
    assert [one.best.worst for one in found] == sorted(one.best.worst for one in found)
    for one in found[:3]:
        whole = split(plan, one.step, one.parts)
        assert_like_brute_force(one.best, whole)
        for party in plan.parties:
            values = [sum(Fraction(s.values.get(party, 0)) for s in each.steps) for each in (plan, whole)]
            assert values[0] == values[1]
        assert sum(step.days for step in whole.steps) == sum(step.days for step in plan.steps)


@settings(max_examples=60)
@given(st.permutations(range(6)), st.integers(1, 5))
def test_a_ring_of_prerequisites_is_named(order: list[int], length: int) -> None:
    ring = [f"s{number}" for number in order[:length]]
    waits = dict(zip(ring, [*ring[1:], ring[0]], strict=True))
    steps = [
        Step(id=f"s{n}", actor="north", values={}, after=(waits[f"s{n}"],) if f"s{n}" in waits else ())
        for n in range(6)
    ]
    with pytest.raises(InputError) as caught:
        StepPlan(steps=tuple(steps))
    (fault,) = caught.value.faults
    assert fault.code == "cyclic-steps"
    named = fault.message.partition(": ")[2].split(" -> ")
    assert named[0] == named[-1]
    assert set(named) == set(ring)
    assert all(earlier == waits[later] for earlier, later in pairwise(named))
