"""Charts: what is drawn, how it is thinned, and that Altair takes it as a chart."""

import json
import sys
from dataclasses import replace
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.accept.answer import Answer
from detente.accept.robustness.indices import Estimate, Index
from detente.accept.robustness.result import Effort, GroupImportance, Robustness
from detente.accept.robustness.run import robustness
from detente.accept.solutions import CONCEPTS
from detente.errors import MissingExtraError
from detente.views.acceptability import acceptability
from detente.views.decisive import BARS, decisive
from detente.views.drawing import DASHES, Spec, altair_chart, plotting
from detente.views.palette import ROLES
from detente.views.parallel import parallel
from detente.views.plane import PAIRS, POINTS, pairs, plane
from detente.views.prose import capital
from detente.views.robust_words import input_words, moving
from detente.views.scatter import Scatter, near, scatter_of
from detente.views.selected import CONCEPT_LETTERS, CONCEPT_MEANINGS, CONCEPT_NAMES, no_deal, selected, ties
from detente.views.thinning import thin
from tests.bundled import bundled, solved


def scatter(answer: Answer, *, floors: bool = True) -> Scatter:
    way = answer.ways[0] if answer.ways else None
    frontier = way.frontier if way else answer.frontier
    assert frontier is not None
    return scatter_of(frontier, way.solutions if way else answer.solutions, floors=floors)


def rows(spec: Spec, mark: str) -> list[dict[str, object]]:
    """All rows of the layers with a mark."""
    layers = spec["layer"]
    assert isinstance(layers, list)
    return [row for layer in layers if layer["mark"]["type"] == mark for row in layer["data"]["values"]]


def test_the_pie_is_drawn_whole_with_nash_at_two_thirds() -> None:
    spec = plane(scatter(solved("split-the-pie")), 0, 1)
    assert len(rows(spec, "circle")) == 101
    nash = next(row for row in rows(spec, "point") if str(row["told"]).startswith("N"))
    assert nash["x"] == pytest.approx(0.67)
    assert "First 0.67" in str(nash["told"])


def test_no_deal_is_drawn_only_where_it_may_be() -> None:
    shown, hidden = scatter(solved("split-the-pie")), scatter(solved("split-the-pie"), floors=False)
    assert set(shown.no_deal) == {"first", "second"}
    assert not hidden.no_deal
    assert len(rows(plane(shown, 0, 1), "rule")) == 2
    assert rows(plane(hidden, 0, 1), "rule") == []
    assert "no-deal" not in json.dumps(plane(hidden, 0, 1))


def test_altair_takes_the_charts() -> None:
    known = scatter(solved("ukraine-2025-03"))
    for spec in (
        plane(known, 0, 3),
        parallel(known),
        parallel(scatter(solved("ukraine-2025-03"), floors=False)),
    ):
        assert altair_chart(spec).to_dict()["layer"]


def test_every_selected_package_is_drawn_on_every_chart() -> None:
    known = scatter(solved("ukraine-2025-03"))
    assert len(known.selected) == 4
    for first, second in pairs(known):
        assert len(rows(plane(known, first, second), "point")) == 4
    marks = rows(parallel(known), "point")
    assert len(marks) == 4 * 4
    assert {row["letters"] for row in rows(plane(known, 0, 1), "text") if "letters" in row}


def test_pairs_come_in_the_order_of_the_case_and_are_capped() -> None:
    known = scatter(solved("ukraine-2025-03"))
    assert pairs(known) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    many = Scatter(
        parties=tuple(f"p{number}" for number in range(9)),
        titles=tuple("abcdefghi"),
        points=np.zeros((1, 9)),
        selected=(),
        no_deal={},
    )
    assert len(pairs(many)) == PAIRS
    assert many.share(0, 0.0) == 0.5


def test_concepts_share_a_package_that_they_agree_on() -> None:
    answer = solved("bill-and-jack")
    found = selected(answer.solutions)
    assert found[0].letters.startswith("N")
    assert sum(len(package.concepts) for package in found) == len(CONCEPTS)
    assert found[0].gain == {"bill": Fraction(12), "jack": Fraction(5)}
    tied = ties(answer.solutions["utilitarian"])
    assert [package.tie for package in tied] == list(range(7))
    assert no_deal(answer.case) == {
        **dict.fromkeys(("book", "whip", "ball", "bat", "box"), "bill"),
        **dict.fromkeys(("pen", "toy", "knife", "hat"), "jack"),
    }


def test_no_deal_is_no_package_where_parties_differ() -> None:
    assert no_deal(bundled("split-the-pie")) is None


def test_every_concept_is_told_apart_by_more_than_colour() -> None:
    for table in (DASHES, CONCEPT_LETTERS, CONCEPT_NAMES, CONCEPT_MEANINGS):
        assert set(table) == set(CONCEPTS)
        assert len({str(value) for value in table.values()}) == len(CONCEPTS)
    assert len(set(ROLES.values())) == len(ROLES)


def test_the_missing_package_is_named_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtraError, match=r"vl_convert.*pip install 'detente\[plot\]'"):
        plotting("vl_convert")


CLOUDS = st.integers(1, 4).flatmap(
    lambda axes: st.lists(
        st.lists(st.floats(-1e6, 1e6, width=32), min_size=axes, max_size=axes), min_size=1, max_size=60
    )
)


@given(CLOUDS, st.integers(1, 30))
def test_thinning_keeps_one_point_for_each_cell(points: list[list[float]], most: int) -> None:
    array = np.array(points)
    found = thin(array, most=most)
    assert 1 <= len(found.rows) <= most or found.steps is None
    assert list(found.rows) == sorted(set(found.rows))
    if found.steps is None:
        assert found.rows == tuple(range(len(points)))
        return
    low, high = array.min(axis=0), array.max(axis=0)
    shares = (array - low) / np.where(high > low, high - low, 1.0)
    cells = np.minimum((shares * found.steps).astype(int), found.steps - 1)
    kept = {tuple(cells[row]) for row in found.rows}
    assert len(kept) == len(found.rows)
    assert kept == {tuple(cell) for cell in cells}


def test_the_rule_of_thinning_is_said() -> None:
    points = np.arange(10.0)[:, None]
    assert str(thin(points, most=10)) == "all 10 points are drawn"
    assert str(thin(points[:1], most=10)) == "the one point is drawn"
    assert str(thin(points, most=5)) == (
        "5 of 10 points are drawn: one for each cell that holds any, with 5 steps on each axis"
    )


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=8))
def test_labels_are_grouped_and_none_is_lost(places: list[tuple[float, float]]) -> None:
    groups = near(places, within=0.1)
    assert sorted(number for group in groups for number in group) == list(range(len(places)))
    assert near([(0.0, 0.0), (0.05, 0.05), (0.5, 0.5)], within=0.1) == [[0, 1], [2]]


def test_a_quarter_of_a_million_points_are_drawn_as_a_few_and_no_solution_is_lost() -> None:
    small = scatter(solved("bill-and-jack"))
    points = np.random.default_rng(7).random((250_000, 2))
    large = Scatter(
        parties=small.parties,
        titles=small.titles,
        points=points,
        selected=small.selected,
        no_deal={},
    )
    spec = plane(large, 0, 1)
    assert 100 <= len(rows(spec, "circle")) <= POINTS
    assert len(rows(spec, "point")) == len(small.selected)
    assert "of 250,000 points are drawn" in str(large.thinned(0, 1, most=POINTS))


# ---------------------------------------------------------------- robustness


@cache
def drawn_often() -> Robustness:
    effort = Effort(draws=200, frontiers=5, best=3, checks=0, listed=3, importance=60, resamples=20)
    return robustness(bundled("ukraine-2025-03"), effort=effort, seed=1)


def test_every_package_has_a_bar_for_each_party_and_one_for_all() -> None:
    found = drawn_often()
    spec = acceptability(found)
    drawn = [row for row in rows(spec, "rect") if row["x2"] is not None]
    parties = [party.id for party in found.case.parties]
    assert len(drawn) == 2 * len(found.packages) * (1 + len(parties))  # the ground, and the bar
    for number, package in enumerate(found.packages, start=1):
        shares = [package.acceptable_to_all, *(package.acceptable[party] for party in parties)]
        for column, share in enumerate(shares):
            own = next(row for row in drawn if (row["x"], row["y"]) == (column, -number))
            assert own["x2"] == pytest.approx(column + 0.86 * share.value)
            assert own["low"] <= own["x2"] <= own["high"]  # type: ignore[operator]  # numbers
            assert str(own["told"]).startswith(f"Package {number}: ")


def test_more_parties_than_columns_are_cut_and_long_names_take_two_lines() -> None:
    found = drawn_often()
    case, first = found.case, found.packages[0]
    names = [f"A very long name of party {number}" for number in range(8)]
    more = tuple(replace(case.parties[0], id=name[-1], title=name) for name in names)
    known = replace(first, acceptable={party.id: first.acceptable_to_all for party in more})
    spec = acceptability(replace(found, case=replace(case, parties=more), packages=(known,)))
    heads = [row["label"] for row in rows(spec, "text") if row["x"] != -0.12]
    assert heads[:2] == ["", "To all"]
    assert heads[2:4] == ["A very long", "name of party 0"]
    assert len(heads) == 2 * 7


def test_each_input_that_moves_the_outcome_has_a_bar() -> None:
    found = drawn_often()
    for known in found.importance:
        moved = moving(known)
        bars = rows(decisive(found.case, known), "rect")
        assert [row["x"] for row in bars] == [pytest.approx(g.index.total.value) for g in moved[:BARS]]
        assert [row["label"] for row in bars] == [
            capital(input_words(found.case, group.place)) for group in moved[:BARS]
        ]
    wide = Estimate(value=1.4, low=-0.4, high=2.0, standard_error=0.5)
    group = GroupImportance(place="parties.russia.weights", index=Index(closed=wide, total=wide))
    (row,) = rows(decisive(found.case, replace(found.importance[0], groups=(group,))), "rect")
    assert (row["x"], row["low"], row["high"]) == (1.2, -0.05, 1.2)


def test_altair_takes_the_charts_of_robustness() -> None:
    found = drawn_often()
    for spec in (acceptability(found), decisive(found.case, found.importance[0])):
        chart = altair_chart(spec)
        assert json.loads(json.dumps(spec)) == spec
        assert chart.to_dict()["width"] == spec["width"]
