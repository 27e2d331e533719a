"""Worked examples of sequences: an exchange, instalments, a mission in between, the matrix, bad input."""

from __future__ import annotations

import sys
from dataclasses import replace
from fractions import Fraction

import pytest

from detente.enforce.sequence import (
    Collateral,
    Cover,
    Step,
    StepPlan,
    best_order,
    covers,
    implementation_matrix,
    order_cover,
    split,
    splits,
    terms,
)
from detente.enforce.sequence.order import engine
from detente.errors import InputError

GUNS = Step(id="guns", actor="north", values={"north": -3, "south": 5}, days=4, verified_after=2, parts=3)
LAND = Step(id="land", actor="south", values={"north": 4, "south": -2}, days=3, verified_after=1, parts=3)
EXCHANGE = StepPlan(steps=(GUNS, LAND))


def test_who_goes_first_in_an_exchange_is_exposed() -> None:
    best = best_order(EXCHANGE)
    assert best.worst == 3
    assert best.orders == 2
    # guns first: north has given 3 for nothing; south has 5 of the 3 that the deal is worth to it
    assert [step.id for step in best.steps] == ["guns", "land"]
    assert best.moments[1].levels == {
        ("north", "loses"): 3,
        ("north", "gains"): -4,
        ("south", "loses"): -5,
        ("south", "gains"): 2,
    }
    (trust,) = best.trust
    assert (trust.step.id, trust.party, trust.kind, trust.relies_on) == ("guns", "north", "loses", ("south",))


def test_a_party_that_could_gain_relies_on_nobody_but_itself() -> None:
    best = best_order(StepPlan(steps=(replace(LAND, after=()), replace(GUNS, after=("land",)))))
    assert [(trust.party, trust.kind, trust.relies_on) for trust in best.trust] == [
        ("north", "gains", ("north",))
    ]


def test_instalments_lower_what_is_at_stake() -> None:
    (first, *_) = splits(EXCHANGE)
    assert first.best.worst < 3
    thirds = split(split(EXCHANGE, "guns", 3), "land", 3)
    best = best_order(thirds)
    assert best.worst == Fraction(2, 3)
    assert [step.id for step in best.steps][:2] == ["land-1-of-3", "guns-1-of-3"]
    assert [step.days for step in thirds.steps] == [1, 1, 2, 1, 1, 1]
    waiting = StepPlan(steps=(GUNS, replace(LAND, after=("guns",))))
    assert split(waiting, "guns", 2).steps[2].after == ("guns-2-of-2",)


def test_what_can_be_taken_back_exposes_nobody() -> None:
    loan = replace(GUNS, irreversible=0)
    best = best_order(StepPlan(steps=(loan, LAND)))
    assert best.steps[0].id == "guns"
    assert best.worst == 0
    assert best.trust == ()


def test_what_is_not_seen_cannot_be_counted_on() -> None:
    hidden = replace(GUNS, detection=Fraction(1, 5))
    best = best_order(
        StepPlan(
            steps=(
                hidden,
                replace(LAND, after=("guns",)),
                Step(id="end", actor="south", values={}, after=("land",)),
            )
        )
    )
    last = [moment for moment in best.moments if moment.counts][-1]
    assert last.levels["south", "loses"] == 2 - Fraction(1, 5) * 5


MISSION = Step(id="mission", actor="east", values={"north": 1, "south": 1}, days=10, verified_after=1)


def test_a_step_is_counted_on_once_what_sees_it_stands() -> None:
    guns = replace(GUNS, detection=Fraction(1, 2), seen_with="mission")
    plan = StepPlan(steps=(guns, replace(LAND, seen_with="mission"), MISSION))
    for order, level in [((0, 1), 2), ((0, 1, 2), 2 - Fraction(5, 2) - 1), ((2, 0), -1 - Fraction(5, 2))]:
        assert terms(plan)[2].level(order) == level  # what south loses: guns count half, and with the mission
    assert [(term.party, term.kind) for term in terms(plan)][2] == ("south", "loses")
    best = best_order(plan)
    assert best.steps[-1].id != "mission"  # nobody does both in the dark
    blind = best_order(StepPlan(steps=(GUNS, LAND, MISSION)))
    assert best.worst >= blind.worst
    assert split(plan, "guns", 2).steps[0].seen_with == "mission"
    halves = split(replace(plan, steps=(guns, replace(MISSION, parts=2))), "mission", 2)
    assert halves.steps[0].seen_with == "mission-2-of-2"


def test_what_cannot_be_seen_yet_is_not_waited_for() -> None:
    guns, land = replace(GUNS, seen_with="mission"), replace(LAND, after=("mission",))
    rows = implementation_matrix(best_order(StepPlan(steps=(guns, replace(MISSION, after=("guns",)), land))))
    assert [(row.step.id, row.begins, row.done, row.verified) for row in rows] == [
        ("guns", 0, 4, 16),  # two days after the mission is there
        ("mission", 4, 14, 15),
        ("land", 16, 19, 20),
    ]


def test_what_sees_a_step_is_another_step() -> None:
    with pytest.raises(InputError) as caught:
        StepPlan(steps=(replace(GUNS, seen_with="guns"), replace(LAND, seen_with="misson"), MISSION))
    assert [(fault.place, fault.code) for fault in caught.value.faults] == [
        ("guns.seen_with", "seen-with-itself"), ("land.seen_with", "unknown-name"),
    ]  # fmt: skip
    assert "Try: 'mission'" in str(caught.value)


def test_collateral_covers_the_step_that_needs_trust() -> None:
    pledged = StepPlan(
        steps=(GUNS, LAND), collateral=(Collateral(party="south", amount=2, paid={"north": Fraction(3)}),)
    )
    best = best_order(pledged)
    assert best.worst == 0
    assert best.steps[0].id == "guns"
    assert covers(EXCHANGE, tolerance=2) == (
        Cover(party="north", kind="loses", amount=Fraction(1)),
        Cover(party="north", kind="gains", amount=Fraction(1)),
        Cover(party="south", kind="loses", amount=None),
        Cover(party="south", kind="gains", amount=None),
    )
    assert order_cover(best_order(EXCHANGE)) == (
        Cover(party="north", kind="loses", amount=Fraction(3)),
        Cover(party="south", kind="gains", amount=Fraction(2)),
    )
    assert covers(pledged)[0].amount == 0


def test_a_pledge_counts_only_if_each_of_the_others_has_made_one() -> None:
    mission = Step(id="mission", actor="mission", values={"north": 1, "south": 1})
    pledge = Collateral(party="south", amount=0, paid={"north": 9})
    two, three = (
        best_order(StepPlan(steps=steps, collateral=(pledge,)))
        for steps in ((GUNS, replace(LAND, after=("guns",))), (GUNS, replace(LAND, after=("guns",)), mission))
    )
    assert two.moments[1].levels["north", "loses"] == 3 - 9
    assert three.moments[0].levels["north", "loses"] == 0


def test_exposures_are_compared_in_the_parties_scales() -> None:
    best = best_order(StepPlan(steps=(GUNS, LAND), scales={"north": 6}))
    assert best.worst == 2
    assert best.steps[0].id == "guns"


def test_one_step_has_nothing_in_between() -> None:
    best = best_order(StepPlan(steps=(GUNS,)))
    assert best.worst == 0
    assert (best.orders, best.steps, best.trust) == (1, (GUNS,), ())


def test_figures_that_do_not_fit_are_rounded_to_a_grid_that_is_named() -> None:
    odd = replace(GUNS, values={"north": Fraction(-3, 10**9 + 7), "south": Fraction(5, 998244353)})
    best = best_order(StepPlan(steps=(odd, replace(LAND, values={"north": 4e6, "south": -2}))))
    assert not best.exact
    assert 0 < best.grid < Fraction(1, 10**7)
    assert best.worst == exposed_after_first(best.steps[0].id)
    assert best_order(EXCHANGE).grid == 0


def exposed_after_first(first: str) -> Fraction:
    """Guns first: north is out 3 / (10^9 + 7); south could keep its part and save 2."""
    if first == "guns":
        return Fraction(2)
    raise AssertionError


def test_the_matrix_waits_for_verification_but_not_of_ones_own_steps() -> None:
    again = Step(id="maps", actor="north", values={"south": 1}, days=2, after=("guns",))
    plan = StepPlan(steps=(GUNS, again, replace(LAND, after=("maps",))))
    rows = implementation_matrix(best_order(plan))
    assert [(row.number, row.step.id, row.begins, row.done, row.verified) for row in rows] == [
        (1, "guns", 0, 4, 6),
        (2, "maps", 4, 6, 6),
        (3, "land", 6, 9, 10),
    ]
    assert rows[0].moment.levels["north", "loses"] == 3


def test_floats_are_the_decimals_that_they_are_written_as() -> None:
    plan = StepPlan(steps=(replace(GUNS, values={"north": -0.1, "south": 0.3}, irreversible=0.7), LAND))
    assert best_order(plan).moments[1].levels["north", "loses"] == Fraction(7, 100)


def test_too_many_sets_are_refused_with_a_way_out() -> None:
    steps = tuple(Step(id=f"s{n}", actor="north", values={"south": 1}) for n in range(30))
    with pytest.raises(InputError, match="1,073,741,824 sets"):
        best_order(StepPlan(steps=steps))
    row = tuple(replace(step, after=(f"s{n - 1}",) if n else ()) for n, step in enumerate(steps))
    assert best_order(StepPlan(steps=row)).orders == 1


def test_all_faults_of_a_plan_are_named_at_once() -> None:
    bad = Step(
        id="guns",
        actor="north",
        values={"north": float("nan")},
        irreversible=2,
        days=-1,
        verified_after=-1,
        detection=-1,
        after=("gun",),
        parts=0,
    )
    pledge = Collateral(party="north", amount=-1, paid={"south": -2})
    with pytest.raises(InputError) as caught:
        StepPlan(steps=(bad, bad), scales={"north": 0}, collateral=(pledge,))
    assert [fault.place for fault in caught.value.faults] == [
        "guns",
        *2 * ["guns.irreversible", "guns.detection", "guns.days", "guns.verified_after", "guns.parts",
              "guns.values.north", "guns.after"],
        "scales.north",
        "collateral.north.amount",
        "collateral.north.south",
    ]  # fmt: skip
    assert "Try: 'guns'" in str(caught.value)
    with pytest.raises(InputError, match="there are none"):
        StepPlan(steps=())
    for wrong in (
        lambda: split(EXCHANGE, "guns", 1),
        lambda: split(EXCHANGE, "gun", 2),
        lambda: covers(EXCHANGE, tolerance=-1),
    ):
        with pytest.raises(InputError):
            wrong()


def test_without_numba_the_layers_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine(1 << 20).__name__ == "answer_compiled"
    monkeypatch.setitem(sys.modules, "detente.enforce.sequence.passes", None)
    assert engine(1 << 20).__name__ == "answer_layers"
