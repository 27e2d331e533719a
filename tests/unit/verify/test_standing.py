"""Posts that stand already: read from a file, placed where they are, kept in every plan."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from detente.errors import InputError
from detente.verify.cuts import cut_line
from detente.verify.globe import great_circle_m
from detente.verify.monitoring import MonitoringPlan, with_marginal, with_option_effects
from detente.verify.monitoring.assumed import assumed_package
from detente.verify.monitoring.model import Goal
from detente.verify.monitoring.standing import read_posts, standing_of
from detente.verify.placement import SitingRule, placement
from detente.verify.post import Post, posts_of
from detente.views.plan_geojson import plan_geojson
from tests.unit.verify.case_example import EAR, EYE, PACKAGE, PRICELESS, two_sides
from tests.unit.verify.plan_example import CASE, SEGMENTS, planned

MIDDLE = SEGMENTS[2].path[0]
NEAR = (MIDDLE[0], MIDDLE[1] + 0.005)
EVENT = Post(id="hill", instrument="ear", position=NEAR, copies=2)


def with_posts(*posts: Post, goal: Goal = "target", budget: float | None = None) -> MonitoringPlan:
    stands = standing_of(posts, CASE, assumed_package(CASE, PACKAGE, "a test"))
    siting = SitingRule(cell_km=2.0, posts=stands.posts)
    return planned(siting=siting, standing=stands.copies, goal=goal, budget=budget)


def table(folder: Path, text: str) -> Path:
    path = folder / "posts.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_post_is_a_candidate_at_its_own_place_and_sees_from_there() -> None:
    siting = SitingRule(cell_km=2.0, posts=(EVENT,))
    found = placement(CASE, PACKAGE, SEGMENTS, siting=siting)
    (column,) = [at for at, stand in enumerate(found.stands) if stand.id == "ear@standing-hill"]
    stand = found.stands[column]
    assert (stand.most, stand.cost) == (2, 100.0)
    assert stand.site is not None
    assert tuple(found.sites.positions[stand.site]) == NEAR
    bare = placement(CASE, PACKAGE, SEGMENTS, siting=SitingRule(cell_km=2.0))
    assert [each.id for each in found.stands if each.id != stand.id] == [each.id for each in bare.stands]
    seen = found.detection[0][:, [column]].toarray().ravel()[: found.blocks[0].count]
    away = great_circle_m(found.cells.positions[: found.blocks[0].count], np.array([NEAR]))
    assert int(seen.argmax()) == int(away.argmin())
    assert (np.diff(seen[np.argsort(away)]) <= 1e-12).all()


def test_posts_stay_in_the_plan_at_every_level_and_under_every_option() -> None:
    plan = with_option_effects(with_marginal(with_posts(EVENT)))
    (site,) = [site for site in plan.sites if site.id == "ear@standing-hill"]
    assert (site.copies, site.standing) == (2, 2)
    assert [held.standing for held in plan.holdings if held.instrument == "ear"] == [2]
    assert all(run.copies["ear"] >= 2 for run in plan.runs.values())
    assert all(point.per_year >= 200 for point in plan.marginal)
    assert plan.digest != planned().digest
    moved = replace(EVENT, position=(NEAR[0], NEAR[1] + 0.001))
    assert with_posts(moved).digest != plan.digest


def test_more_that_stands_never_sees_less() -> None:
    plans = [with_posts(*posts, goal="worst", budget=1e6) for posts in ((), (EVENT,))]
    assert plans[0].worst is not None
    assert plans[1].worst is not None
    assert plans[1].worst.worst.seen >= plans[0].worst.worst.seen - 1e-9


def test_each_side_and_stretch_is_that_of_the_nearest_cut() -> None:
    cuts = cut_line(SEGMENTS, cell_km=2.0)
    known = placement(CASE, PACKAGE, SEGMENTS, siting=SitingRule(cell_km=2.0)).sites
    posts = [
        Post(id=str(at), instrument="ear", position=(float(x), float(y)))
        for at, (x, y) in enumerate(known.positions)
    ]
    found = posts_of("ear", posts, cuts)
    assert (found.sides, found.stretches) == (known.sides, known.stretches)
    assert len(posts_of("eye", posts, cuts)) == 0


def test_what_lies_far_off_is_refused() -> None:
    swapped = replace(EVENT, position=(MIDDLE[1], MIDDLE[0]))
    with pytest.raises(InputError, match=r"standing: hill: lies [\d,]+ km from the line.*longitude first"):
        with_posts(swapped)


def test_a_table_and_points_say_the_same(tmp_path: Path) -> None:
    text = f"id,instrument,lon,lat,copies\nhill,ear,{NEAR[0]},{NEAR[1]},2\n,eye,,,\n"
    posts = read_posts(table(tmp_path, text), CASE)
    assert posts == (EVENT, Post(id="3", instrument="eye", position=None))
    assert [post.candidate for post in posts] == ["ear@standing-hill", "eye"]
    point = {"type": "Point", "coordinates": [*NEAR]}
    about = {"instrument": "ear", "copies": 2}
    row = {"type": "Feature", "id": "hill", "properties": about, "geometry": point}
    file = tmp_path / "posts.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [row]}), encoding="utf-8")
    assert read_posts(file, CASE) == (EVENT,)


def test_the_sites_of_an_earlier_plan_are_posts(tmp_path: Path) -> None:
    file = tmp_path / "plan.geojson"
    plan = with_posts(EVENT)
    file.write_text("".join(plan_geojson(plan)), encoding="utf-8")
    posts = read_posts(file, CASE)
    assert {post.candidate for post in posts} >= {"ear@standing-hill"}
    assert sum(post.copies for post in posts) == sum(site.copies for site in plan.sites if site.position)
    assert with_posts(*posts).per_year.mid is not None


def test_all_faults_of_a_table_come_at_once(tmp_path: Path) -> None:
    rows = ["instrument,lon,lat,copies", "eer,1,2,1", "ear,,,1", "eye,1,2,1", "ear,x,2,1", "ear,1,91,1",
            "ear,1,2,0", "ear,1,2,1.5", "ear,1,2,many", ",1,2,1", "ear,1,,1"]  # fmt: skip
    with pytest.raises(InputError) as caught:
        read_posts(table(tmp_path, "\n".join(rows)), CASE)
    told = [f"{fault.place}: {fault.message}" for fault in caught.value.faults]
    assert told == [
        "row 5, column lon: 'x' is no number of degrees",
        "row 10, column instrument: the cell is empty",
        "row 11, column lat: '' is no number of degrees",
        "row 2: no instrument 'eer'",
        "row 3: 'ear' needs a site",
        "row 4: 'eye' needs no site",
        "row 6: 1, 91 is no position",
        "row 7: 0 is no number of copies",
        "row 8: 1.5 is no number of copies",
        "row 9: 'many' is no number of copies",
    ]
    assert all(fault.hint for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("instrument\n", "holds no posts"),
        ("", "the header is missing"),
        ("id,instrument,lon,lat\na,ear,1,2\na,ear,1,3\n", "'ear@standing-a' stands twice"),
    ],
)
def test_tables_that_hold_nothing_or_the_same_twice(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_posts(table(tmp_path, text), CASE)


def test_points_without_an_instrument_and_missing_files_are_refused(tmp_path: Path) -> None:
    row = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
    file = tmp_path / "posts.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [row]}), encoding="utf-8")
    with pytest.raises(InputError, match=r"feature #1: no instrument ''"):
        read_posts(file, CASE)
    for name in ("none.csv", "none.geojson"):
        with pytest.raises(InputError, match=r"cannot be read|does not exist"):
            read_posts(tmp_path / name, CASE)


def test_what_the_package_rules_out_or_nobody_knows_is_named_and_counts_for_nothing() -> None:
    satellites = assumed_package(CASE, {**PACKAGE, "watch": "satellites"}, "a test")
    found = standing_of((EVENT,), CASE, satellites)
    assert (found.posts, found.copies) == ((), {})
    assert found.notes == ("What stands of “ear” does not count: w.",)
    case = two_sides(EAR, EYE, PRICELESS)
    dear = Post(id="a", instrument="priceless", position=NEAR)
    found = standing_of((dear, EVENT), case, assumed_package(case, PACKAGE, "a test"))
    assert found.posts == (EVENT,)
    assert "no cost is known" in found.notes[0]
