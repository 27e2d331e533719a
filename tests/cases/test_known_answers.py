"""Answers that the literature, closed forms or exact enumeration know."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise, product
from math import isqrt, prod, sqrt
from pathlib import Path
from typing import Any, cast

import pytest

from detente.accept.answer import solve
from detente.accept.blockers import blockers, openings
from detente.accept.disagreement import Disagreement
from detente.accept.frontier import Frontier, pareto_frontier
from detente.accept.solutions import (
    Solution,
    all_solutions,
    egalitarian,
    kalai_smorodinsky,
    nash,
    utilitarian,
)
from detente.accept.space import agreement_space
from detente.case.centroid import rank_order_centroid
from detente.case.entry import open_case
from detente.case.model import Case
from tests.brute_force import frontier_of, world_of
from tests.small_cases import Number, case_of

Known = dict[str, Any]


def frontier(case: Case) -> Frontier:
    found = pareto_frontier(agreement_space(case))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def bargaining(oracles: Path) -> Known:
    path = oracles / "bargaining" / "known.json"
    if not path.is_file():
        pytest.skip(f"the known answers of bargaining theory are not here ({path})")
    return cast("Known", json.loads(path.read_text()))


# ---------------------------------------------------------------- Nash 1950: Bill and Jack

BILL_GIVES = {"book", "whip", "ball", "bat"}
JACK_GIVES = {"pen", "toy", "knife"}
GOODS = {
    "book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1),
    "pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2),
}  # fmt: skip
"""What each good is worth to Bill and to Jack (Nash 1950, Econometrica 18:155-162)."""
BILLS = {"book", "whip", "ball", "bat", "box"}


def test_bill_and_jack_gain_12_and_5(root: Path) -> None:
    answer = solve(open_case(root / "cases" / "bill-and-jack"))
    (point,) = answer.solutions["nash"].points
    assert point.gain == {"bill": 12, "jack": 5}
    given_away = {good for good, owner in point.package.items() if (good in BILLS) != (owner == "bill")}
    assert given_away == BILL_GIVES | JACK_GIVES
    assert answer.counts.total == 512
    assert answer.solutions["nash"].ties == 1


def test_bill_and_jack_by_enumeration_of_the_512_allocations() -> None:
    products = []
    for kept in product((True, False), repeat=len(GOODS)):
        moved = [good for good, stays in zip(GOODS, kept, strict=True) if not stays]
        gains = [
            sum((-1 if (good in BILLS) == (boy == 0) else 1) * GOODS[good][boy] for good in moved)
            for boy in (0, 1)
        ]
        if min(gains) > 0:
            products.append((prod(gains), set(moved)))
    products.sort(key=lambda found: -found[0])
    assert products[0] == (60, BILL_GIVES | JACK_GIVES)
    assert products[1][0] == 56


def test_bill_and_jack_as_recorded_elsewhere(bargaining: Known) -> None:
    known = bargaining["nash_1950_bill_jack"]
    assert {
        good: tuple(worth) for good, worth in (known["bill_goods"] | known["jack_goods"]).items()
    } == GOODS
    assert set(known["bill_goods"]) == BILLS
    assert (set(known["nash"]["bill_gives"]), set(known["nash"]["jack_gives"])) == (BILL_GIVES, JACK_GIVES)
    assert (known["nash"]["gain"], known["nash"]["product"]) == ([12, 5], 60)
    assert known["nash"]["runner_up_product"] == 56


# ---------------------------------------------------------------- split the pie


def root_of(value: Fraction) -> Fraction:
    """The square root to twelve places."""
    return Fraction(isqrt(int(value * 10**24)), 10**12)


def pie(steps: int, second: Number = 1) -> Case:
    """Shares x in ``steps`` steps, worth x to one and ``second`` times the root of 1 - x to the other."""
    shares = [Fraction(step, steps) for step in range(steps + 1)]
    tables = {"p0": [shares], "p1": [[second * root_of(1 - share) for share in shares]]}
    return case_of([steps + 1], tables, reservations={"p0": 0, "p1": 0})


GRIDS = (3, 10, 32, 100, 316, 1000)


def shares(solution: Solution) -> list[float]:
    return [float(point.utility["p0"]) for point in solution.points]


@pytest.mark.parametrize("steps", GRIDS)
@pytest.mark.parametrize(
    ("select", "second", "limit"),
    [
        (nash, 1, 2 / 3),
        (nash, 5, 2 / 3),
        (kalai_smorodinsky, 1, (sqrt(5) - 1) / 2),
        (kalai_smorodinsky, 5, (sqrt(5) - 1) / 2),
        (egalitarian, 1, (sqrt(5) - 1) / 2),
        (egalitarian, 2, 2 * sqrt(2) - 2),
        (utilitarian, 1, 3 / 4),
    ],
)
def test_shares_of_the_pie_tend_to_their_closed_form(
    steps: int, select: Callable[[Frontier], Solution], second: int, limit: float
) -> None:
    """Within one step of it: x sqrt(1-x) is greatest at 2/3, x = sqrt(1-x) at the golden section,
    x = 2 sqrt(1-x) at 2 sqrt(2) - 2, x + sqrt(1-x) is greatest at 3/4. Nash and Kalai-Smorodinsky do not mind
    what the other's unit is.
    """
    found = shares(select(frontier(pie(steps, second))))
    assert found
    assert all(abs(share - limit) <= 1 / steps + 1e-9 for share in found)


def test_the_bundled_pie_and_the_recorded_answer(root: Path, bargaining: Known) -> None:
    answer = solve(open_case(root / "cases" / "split-the-pie"))
    (point,) = answer.solutions["nash"].points
    assert list(point.package.values()) == ["0.67"]
    assert bargaining["split_the_pie"]["nash_x"] == pytest.approx(2 / 3)


# ---------------------------------------------------------------- Kalai and Smorodinsky 1975


def segments(*corners: tuple[Number, Number], steps: int = 300) -> Case:
    """The points on the lines between corners, as options of one issue."""
    along = [Fraction(step, steps) for step in range(steps + 1)]
    points = sorted(
        {((1 - t) * a + t * c, (1 - t) * b + t * d) for (a, b), (c, d) in pairwise(corners) for t in along}
    )
    tables = {"p0": [[a for a, _ in points]], "p1": [[b for _, b in points]]}
    return case_of([len(points)], tables, reservations={"p0": 0, "p1": 0})


def test_more_to_share_costs_the_second_party_under_nash_and_not_under_kalai_smorodinsky() -> None:
    """Two triangles over (0, 1) and (1, 0), as in Kalai and Smorodinsky (1975, Econometrica 43:513-518).

    Their third corners are (3/4, 3/4) and (1, 0.7): the second holds the first. Nash's point moves from one
    to the other; theirs lies on the diagonal, as both ideals are 1, and moves from 3/4 to 10/13.
    """
    three_quarters, seven_tenths = Fraction(3, 4), Fraction(7, 10)
    smaller = frontier(segments((0, 1), (three_quarters, three_quarters), (1, 0)))
    larger = frontier(segments((0, 1), (1, seven_tenths), (1, 0)))
    assert nash(smaller).points[0].utility == {"p0": three_quarters, "p1": three_quarters}
    assert nash(larger).points[0].utility == {"p0": 1, "p1": seven_tenths}
    (before,) = kalai_smorodinsky(smaller).points
    (after,) = kalai_smorodinsky(larger).points
    assert before.utility == {"p0": three_quarters, "p1": three_quarters}
    assert [float(worth) for worth in after.utility.values()] == pytest.approx([10 / 13] * 2, abs=1 / 300)
    assert after.utility["p1"] > before.utility["p1"]


# ---------------------------------------------------------------- minimal unsatisfiable subsets


def test_a_market_on_sunday_is_the_textbook_example(root: Path) -> None:
    space = agreement_space(open_case(root / "cases" / "sunday-market"))
    numbers = {line.id: number for number, line in enumerate(space.lines, start=1)}
    assert [sorted(numbers[name] for name in own.red_lines) for own in blockers(space)] == [[1, 2], [1, 3, 4]]
    found = [sorted(numbers[name] for name in own.red_lines) for own in openings(space)]
    assert sorted(found) == [[1], [2, 3], [2, 4]]


def test_six_lines_make_three_blockers_and_five_openings(root: Path) -> None:
    space = agreement_space(open_case(root / "cases" / "sunday-market", overlays=["six-lines"]))
    numbers = {line.id: number for number, line in enumerate(space.lines, start=1)}
    collide = sorted(sorted(numbers[name] for name in own.red_lines) for own in blockers(space))
    assert collide == [[1, 2], [1, 3, 4], [1, 5, 6]]
    free = sorted(sorted(numbers[name] for name in own.red_lines) for own in openings(space))
    assert free == [[1], [2, 3, 5], [2, 3, 6], [2, 4, 5], [2, 4, 6]]


def test_the_recorded_clauses(bargaining: Known) -> None:
    known = bargaining["mus_mcs_toy"]
    literal = {"x1": "i0 = o1", "-x1": "i0 = o0", "x2": "i1 = o1", "-x2": "i1 = o0"}
    lines = [("p", " or ".join(literal[name] for name in clause)) for clause in known["clauses"]]
    space = agreement_space(case_of([2, 2], {"p": None}, lines=lines))
    number = {f"line-{place}": place + 1 for place in range(len(lines))}
    assert [[number[name] for name in own.red_lines] for own in blockers(space)] == known["mus"]
    assert sorted([number[name] for name in own.red_lines] for own in openings(space)) == known["mcs"]


def test_rank_order_weights_as_recorded(bargaining: Known) -> None:
    known = bargaining["smaa_closed_forms"]["roc_weights_n3"]
    assert [float(weight) for weight in rank_order_centroid(3)] == pytest.approx(known, abs=1e-6)


# ---------------------------------------------------------------- published domains

FLOATS_TIE, OVERFLOW = ("Energy", "BarterB", "Jobs"), ("Jobs", "TravelB", "DogChoosing")
SMALL = ("BarterB", "Jobs", "DogChoosing")
CONVENTIONS: dict[Disagreement, str] = {"reserved": "d_reserve", "max-reserved-min": "d_max_reserve_min"}
NAMES = {
    "nash": "nash",
    "kalai_smorodinsky": "ks",
    "egalitarian": "egalitarian",
    "utilitarian": "utilitarian",
}


@pytest.fixture(scope="module")
def golden(oracles: Path) -> dict[str, Known]:
    path = oracles / "anac" / "golden.json"
    if not path.is_file():
        pytest.skip(f"the published domains are not here ({path})")
    return {known["folder"]: known for known in json.loads(path.read_text())}


@pytest.mark.parametrize("name", sorted({*FLOATS_TIE, *OVERFLOW}))
def test_domains_on_which_floating_point_or_64_bits_go_wrong(
    name: str, oracles: Path, golden: dict[str, Known]
) -> None:
    known, case = golden[name], open_case(oracles / "anac" / name)
    found = frontier(case)
    assert found.exact
    assert len(found) == known["frontier_points"]
    assert prod(found.space.problem.sizes) == known["outcomes"]
    for convention, suffix in CONVENTIONS.items():
        for concept, solution in all_solutions(found, disagreement=convention).items():
            label = f"{NAMES[concept]}_{suffix}"
            expected = known.get(f"{label}_all") or [known[label]]
            selected = sorted({tuple(map(float, point.utility.values())) for point in solution.points})
            assert len(selected) == len(expected)
            for ours, theirs in zip(selected, sorted(map(tuple, expected)), strict=True):
                assert ours == pytest.approx(theirs, abs=1e-6)


@pytest.mark.parametrize("name", OVERFLOW)
def test_some_of_them_do_not_fit_64_bits(name: str, oracles: Path, golden: dict[str, Known]) -> None:
    assert golden[name]["int64_overflow"]
    found = frontier(open_case(oracles / "anac" / name))
    assert found.sums.dtype == object


@pytest.mark.parametrize("name", SMALL)
def test_small_domains_by_exact_enumeration(name: str, oracles: Path) -> None:
    path = oracles / "anac" / name
    if not path.is_dir():
        pytest.skip(f"the domain is not here ({path})")
    case = open_case(path)
    expected = frontier_of(world_of(case).rows)
    assert {tuple(point.utility.values()): point.ties for point in frontier(case)} == {
        vector: len(packages) for vector, packages in expected.items()
    }
