"""From a case and a line to rows, candidates and probabilities: every entry against the plain formula."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from detente.case.verification import LEVELS, FigureKey, Level, ObligationKind
from detente.errors import InputError
from detente.verify.globe import great_circle_m
from detente.verify.instruments import detection, rates
from detente.verify.placement import Placement, SitingRule, attributing, placement
from tests.unit.verify.case_example import (
    BASE,
    COUNTER,
    EAR,
    EYE,
    MUTE,
    PACKAGE,
    PRICELESS,
    obligation,
    two_sides,
)
from tests.unit.verify.example import LIGHT, SKY, cuts, figure, northward

LINE = northward(6)


def small(level: Level = "mid", *, offsets: tuple[float, ...] = (500.0,)) -> Placement:
    case = two_sides(EAR, EYE, COUNTER, MUTE, PRICELESS)
    return placement(case, PACKAGE, LINE, level=level, siting=SitingRule(offsets_m=offsets, cell_km=10))


def by_hand(found: Placement, scenario: int) -> np.ndarray:
    """p of every row and candidate from the function that sees one pair at a time."""
    table = np.zeros((len(found.rows), len(found.stands)))
    for block in found.blocks:
        for at in range(block.count):
            cell = found.cells.positions[block.first_cell + at]
            for column, stand in enumerate(found.stands):
                if block.kind not in stand.instrument.sees:
                    continue
                far = 0.0
                if stand.site is not None:
                    far = float(great_circle_m(cell, found.sites.positions[stand.site]))
                p = detection(stand.instrument, block.violation, found.scenarios[scenario], far, found.level)
                table[block.first_row + at, column] = 0.0 if p is None else float(p)
    return table


@pytest.mark.parametrize("level", LEVELS)
def test_every_entry_is_what_the_plain_formula_gives(level: Level) -> None:
    found = small(level)
    assert len(found.scenarios) == 4
    for scenario, matrix in enumerate(found.detection):
        assert matrix.toarray() == pytest.approx(by_hand(found, scenario), abs=1e-12)
        assert matrix.nnz == np.count_nonzero(matrix.toarray()), "nothing that is 0 is stored"


def test_rows_are_named_after_obligation_violation_and_cell() -> None:
    found = small()
    assert len(found.rows) == 6 + 6 + 12
    assert found.rows[0] == "quiet/shot/part-0"
    assert found.rows[6] == "quiet/step/part-0"
    assert found.rows[12] == "empty/step/part-0-inside-10000"
    assert len(set(found.rows)) == 24
    assert found.targets == (0.5,) * 12 + (0.0,) * 12


def test_an_area_has_cells_halfway_in_on_both_sides() -> None:
    found = small()
    middles = np.array([cut.middle for cut in cuts(6)])
    block = found.blocks[2]
    cells = found.cells.only(range(block.first_cell, block.last_cell))
    assert great_circle_m(cells.positions, middles[list(cells.stretches)]) == pytest.approx([10_000] * 12)
    assert set(cells.sides) == {"inside", "outside"}


def test_an_area_of_no_depth_is_the_line() -> None:
    flat = obligation("flat", ObligationKind.AREA, "step")
    found = placement(two_sides(EYE, obligations=(flat,)), PACKAGE, LINE, siting=SitingRule(cell_km=5.1))
    assert found.cells.ids == tuple(part.id for part in LINE)


def test_candidates_stand_on_sites_or_need_none() -> None:
    found = small()
    assert [stand.id for stand in found.stands] == [
        *(f"ear@part-{number}-{side}-500" for number in range(6) for side in ("inside", "outside")),
        "eye",
    ]
    assert [(stand.site, stand.cost, stand.most) for stand in found.stands[-2:]] == [
        (11, 100.0, 1), (None, 1000.0, 1),
    ]  # fmt: skip


def test_sites_of_long_ranges_lie_further_apart() -> None:
    figures = [row for row in EAR.figures if row.key is not FigureKey.RANGE_M]
    wide = replace(EAR, figures=(*figures, figure("range-m", 60_000)))
    found = placement(two_sides(wide), PACKAGE, LINE, siting=SitingRule(cell_km=10))
    assert {found.sites.stretches[stand.site or 0] for stand in found.stands} == {2}


def test_what_lies_alike_is_laid_out_once() -> None:
    both = (
        obligation("quiet", ObligationKind.LINE, "shot"),
        obligation("still", ObligationKind.LINE, "shot", "step"),
    )
    twin = replace(EAR, id="twin", title="twin")
    case = two_sides(EAR, twin, obligations=both)
    found = placement(case, PACKAGE, LINE, siting=SitingRule(cell_km=10))
    assert len(found.cells) == 6
    assert len(found.sites) == 12
    assert [(block.first_cell, block.last_cell, block.first_row) for block in found.blocks] == [
        (0, 6, 0), (0, 6, 6), (0, 6, 12),
    ]  # fmt: skip
    matrix = found.detection[0].toarray()
    assert matrix[:6, :12] == pytest.approx(matrix[6:12, 12:])


def test_the_low_run_sees_no_more_and_costs_no_less() -> None:
    low, mid, high = (small(level, offsets=(0.0,)) for level in LEVELS)
    assert [stand.cost for stand in low.stands] >= [stand.cost for stand in high.stands]
    assert [stand.id for stand in low.stands] == [stand.id for stand in mid.stands]
    for part in range(4):
        assert (low.detection[part].toarray() <= mid.detection[part].toarray() + 1e-12).all()
        assert (mid.detection[part].toarray() <= high.detection[part].toarray() + 1e-12).all()


def test_what_is_not_known_is_named_and_counts_for_nothing() -> None:
    found = small()
    assert [(item.instrument, item.violation) for item in found.unknown] == [
        ("ear", "step"),
        ("mute", "shot"),
        ("mute", "step"),
        ("priceless", ""),
    ]
    assert {stand.instrument.id for stand in found.stands} == {"ear", "eye"}


def test_a_package_rules_instruments_out_and_obligations_in() -> None:
    case = two_sides(EAR, EYE)
    watched = placement(case, {**PACKAGE, "watch": "satellites"}, LINE)
    assert [stand.id for stand in watched.stands] == ["eye"]
    assert [(item.instrument, item.exclusion) for item in watched.refusals] == [("ear", "from-above")]
    nothing = placement(case, {**PACKAGE, "truce": "no"}, LINE)
    assert (nothing.blocks, nothing.rows, nothing.stands, nothing.unplaced) == ((), (), (), ())
    assert nothing.detection[0].shape == (0, 0)


def test_obligations_without_a_place_on_the_line_are_listed() -> None:
    assert small().unplaced == ("counted",)


def test_scenarios_that_differ_in_nothing_are_one() -> None:
    plain = replace(EYE, figures=tuple(row for row in EYE.figures if not row.state), sensor="other")
    found = placement(two_sides(plain, conditions=(LIGHT, SKY)), PACKAGE, LINE)
    assert [(item.chosen, item.weight) for item in found.scenarios] == [(("day",), 1.0), (("night",), 1.0)]


def test_attribution_is_seeing_and_naming_the_right_side() -> None:
    found = small()
    for seen, named in zip(found.detection, attributing(found), strict=True):
        expected = seen.toarray() * [rates(stand.instrument, "shot", "mid")[0] for stand in found.stands]
        assert named.toarray() == pytest.approx(expected)


def test_a_case_that_says_nothing_of_verification() -> None:
    with pytest.raises(InputError, match="says nothing of verification") as caught:
        placement(BASE, PACKAGE, LINE)
    assert caught.value.faults[0].code == "no-verification"
