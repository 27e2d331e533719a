"""``detente enforce`` and ``detente sequence``: the bundled case, every shape, and what they refuse."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import cast

import pytest

from detente.enforce.deal.plan_file import read_plan
from tests.command import detente
from tests.contracts import assert_follows
from tests.unit.case.enforcement_example import ENFORCEMENT, write_enforced
from tests.unit.enforce.test_deal import PACKAGE


def rate(obligation: str, violation: str, beta: float, alpha: float) -> dict[str, object]:
    return {
        "obligation": obligation, "violation": violation, "review_days": 30, "beta": beta, "alpha": alpha,
    }  # fmt: skip


def plan_text(beta: float = 0.5, low: float | None = None, high: float | None = None) -> str:
    """What ``detente plan --json`` writes, as far as it is read."""
    runs = {"mid": beta, "low": beta if low is None else low, "high": beta if high is None else high}
    return json.dumps(
        {
            "package": PACKAGE,
            "runs": {
                level: {
                    "held_rates": [
                        rate("no-fire-across-the-line", "indirect-fire", 0.9, 0.01),
                        rate("no-fire-across-the-line", "advance", each, 0.02),
                        rate("heavy-weapons-back", "act-undone", 0.9, 0.01),
                    ]
                }
                for level, each in runs.items()
            },
        }
    )


@pytest.fixture(scope="module")
def case(root: Path) -> Path:
    return root / "cases" / "ukraine-2025-03"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("plans") / "plan.json"
    file.write_text(plan_text(), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("drafts") / "draft.json"
    file.write_text(json.dumps({"package": PACKAGE}), encoding="utf-8")
    return file


def test_both_sides_are_asked_in_the_same_words(case: Path, plan: Path) -> None:
    ran = detente("enforce", case, "--plan", plan, "--draws", 50)
    assert (ran.code, ran.err) == (0, "")
    page = " ".join(ran.out.split())
    parts = {part.splitlines()[0]: part.splitlines() for part in ran.out.split("\n\n")}
    one, two = ([line.split("  ")[0] for line in parts[name][2:]][:5] for name in ("Russia", "Ukraine"))
    assert one == two
    assert len(one) == 5
    assert "nobody has declared (exchange)" in page
    assert "to be enough, one billion EUR has to be worth at least" in page
    assert "No collateral of Ukraine is named in the case." in page
    assert "Visits to energy sites" in page
    assert "not added" in page


def test_where_no_collateral_works_the_page_says_so_first(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "blind.json"
    file.write_text(plan_text(beta=0.01), encoding="utf-8")
    ran = detente("enforce", case, "--plan", file, "--draws", 20, "--json")
    finding = cast("list[str]", ran.json["finding"])
    assert finding[0].startswith("No collateral makes breaking the deal not pay for Russia")
    assert finding[1].startswith("No collateral makes breaking the deal not pay for Ukraine")
    assert "(g_max)" in finding[0]
    assert_follows(ran.json, "enforce")


def test_what_is_printed_follows_the_shapes(case: Path, plan: Path, draft: Path) -> None:
    assert_follows(detente("enforce", case, "--plan", plan, "--draws", 20, "--json").json, "enforce")
    without = detente("enforce", case, "--no-plan", "--from", draft, "--json").json
    assert_follows(without, "enforce")
    assert without["sides"] == []
    assert cast("list[str]", without["finding"])[0] == "Whether breaking pays is not known."
    assert_follows(detente("sequence", case, "--plan", plan, "--json").json, "sequence")


def test_a_case_with_an_exchange_has_amounts(tmp_path: Path) -> None:
    text = ENFORCEMENT.replace("outside = { value = -1", "false_alarm = 0.02\noutside = { value = -1")
    folder = write_enforced(tmp_path / "villages", text)
    draft = tmp_path / "draft.json"
    draft.write_text(
        json.dumps({"package": {"well": "shared", "road": "open", "guards": "10"}}), encoding="utf-8"
    )
    ran = detente("enforce", folder, "--from", draft, "--draws", 20)
    assert (ran.code, ran.err) == (0, "")
    page = " ".join(ran.out.split())
    assert "to be put up are" in page
    assert "in sacks of grain" in page
    assert "No plan could be made" in page
    assert_follows(detente("enforce", folder, "--from", draft, "--draws", 20, "--json").json, "enforce")
    ran = detente("sequence", folder, "--from", draft, "--tolerance", 0.1, "--json")
    assert_follows(ran.json, "sequence")
    page = " ".join(detente("sequence", folder, "--from", draft).out.split())
    assert "goes first" in page
    assert "Nothing has to be covered" in page


def test_alarms_that_tell_nothing_apart_leave_no_amount(tmp_path: Path) -> None:
    text = ENFORCEMENT.replace("outside = { value = -1", "false_alarm = 1\noutside = { value = -1")
    folder = write_enforced(tmp_path / "villages", text.replace("value = [0.01, 0.05]", "value = 1"))
    draft = tmp_path / "draft.json"
    draft.write_text(
        json.dumps({"package": {"well": "shared", "road": "open", "guards": "10"}}), encoding="utf-8"
    )
    page = " ".join(detente("enforce", folder, "--from", draft, "--draws", 20).out.split())
    assert "No collateral makes breaking the deal not pay for North" in page
    assert "(g_max) is, for “Shoots at the drovers” none." in page
    assert "(K_min): more than any amount in the utility of North." in page
    assert "in sacks of grain more than keeping it" in page
    assert "The deal itself is worth less to North than none." in page


def test_tables_of_csv(case: Path, plan: Path) -> None:
    ran = detente("enforce", case, "--plan", plan, "--draws", 20, "--csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(row["party"], row["breach"]) for row in rows] == [
        ("russia", "fire"), ("russia", "advance"), ("ukraine", "fire"), ("ukraine", "advance"),
    ]  # fmt: skip
    assert {row["beta_from"] for row in rows} == {"plan"}
    ran = detente("sequence", case, "--plan", plan, "--csv")
    steps = list(csv.DictReader(io.StringIO(ran.out)))
    assert [int(row["number"]) for row in steps] == list(range(1, len(steps) + 1))
    assert all(int(row["begins"]) <= int(row["done"]) <= int(row["verified"]) for row in steps)


ACTS = {
    "alarms": 5, "window_days": 7, "acts": 30, "attributed": 0.4, "false_per_day": 0.001, "alpha_there": 1e-9,
}  # fmt: skip


def acts_text(**other: object) -> str:
    """A plan that says of each rate what single acts do, too."""
    told = json.loads(plan_text())
    for run in told["runs"].values():
        for each in run["held_rates"]:
            each.update({**ACTS, **other})
    return json.dumps(told)


def test_what_rules_of_alarms_leave_to_gain_is_said_of_both_sides(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "acts.json"
    file.write_text(acts_text(), encoding="utf-8")
    page = " ".join(detente("enforce", case, "--plan", file, "--draws", 5).out.split())
    assert "Between alarms: what a rule leaves to gain" in page
    for title in ("Russia", "Ukraine"):
        assert f"A breach timed between alarms still brings {title}, in 30 days, " in page
        assert f"Most is left to {title} by “Moves positions forward”: under " in page
    assert "5 in 7 (the" in page
    assert "residual gain) is not known" not in page
    told = json.loads(detente("enforce", case, "--plan", file, "--draws", 5, "--json").out)
    assert_follows(told, "enforce")
    table = detente("enforce", case, "--plan", file, "--draws", 5, "--csv").out
    for row in csv.DictReader(io.StringIO(table)):
        review = next(
            breach["review"]
            for side in told["sides"]
            for breach in side["breaches"]
            if (side["party"], breach["id"]) == (row["party"], row["breach"])
        )
        best = review["best"]
        assert (int(row["review_days"]), int(row["review_alarms"])) == (best["days"], best["alarms"])
        assert float(row["residual_seen.middle"]) == best["seen"]["middle"] >= best["sealed"]["middle"]
        assert (review["own"]["days"], review["own"]["alarms"]) == (7, 5)
        assert review["attributed"] == {"low": 0.4, "middle": 0.4, "high": 0.4}


def test_a_plan_without_single_acts_leaves_the_residual_gain_unknown(case: Path, plan: Path) -> None:
    page = " ".join(detente("enforce", case, "--plan", plan, "--draws", 5).out.split())
    assert "Between alarms" not in page
    assert "What a rule of alarms leaves Russia to gain from “Fires across the line” and “Moves" in page
    assert "What a rule of alarms leaves Ukraine to gain from “Fires across the line” and “Moves" in page
    assert "Give attributed and false_per_day in [sides.russia.breaches.fire] of enforcement.toml" in page
    told = json.loads(detente("enforce", case, "--plan", plan, "--draws", 5, "--json").out)
    assert [breach["review"] for side in told["sides"] for breach in side["breaches"]] == [None] * 4
    rows = detente("enforce", case, "--plan", plan, "--draws", 5, "--csv").out.splitlines()
    assert all(row.endswith(",,,,,,,,") for row in rows[1:])


def test_what_a_plan_writes_of_single_acts_is_read_again(case: Path, draft: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    assert detente("plan", case, "--from", draft, "--json", "-o", plan, "--quiet").code == 0
    rates, _ = read_plan(plan)
    daily = rates.alarms["no-fire-across-the-line"]["advance"].daily
    assert daily is not None
    assert (daily.rule.alarms, daily.rule.window_days, daily.rule.acts) == (5, 7, 30)
    assert 0 < daily.false_per_day < daily.attributed < 1
    acts = rates.alarms["assets-as-agreed"]["act-undone"].daily
    assert acts is not None
    assert (acts.rule.alarms, acts.rule.acts) == (1, 1)


def test_a_rule_that_accuses_too_often_is_not_proposed(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "acts.json"
    file.write_text(acts_text(alpha_there=0), encoding="utf-8")
    page = " ".join(detente("enforce", case, "--plan", file, "--draws", 5).out.split())
    assert "every rule accuses a side that keeps the deal more often than is borne" in page
    assert "timed between alarms" not in page
    rows = detente("enforce", case, "--plan", file, "--draws", 5, "--csv").out.splitlines()
    assert all(row.endswith(",,,,,,,,") for row in rows[1:])


def test_the_sequence_says_who_goes_first_and_what_has_to_be_trusted(case: Path, plan: Path) -> None:
    ran = detente("sequence", case, "--plan", plan)
    assert (ran.code, ran.err) == (0, "")
    page = " ".join(ran.out.split())
    assert "goes first, with" in page
    assert "Trust is needed at" in page
    assert "What would cover it" in page


def test_a_package_without_steps_says_so(tmp_path: Path) -> None:
    folder = write_enforced(tmp_path / "villages", ENFORCEMENT.split("[[steps]]", maxsplit=1)[0])
    draft = tmp_path / "draft.json"
    draft.write_text(
        json.dumps({"package": {"well": "shared", "road": "open", "guards": "10"}}), encoding="utf-8"
    )
    ran = detente("sequence", folder, "--from", draft)
    assert "no steps that the case speaks of" in ran.out
    assert_follows(detente("sequence", folder, "--from", draft, "--json").json, "sequence")


def test_calendars_are_drawn_by_the_seed(case: Path, plan: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.csv", "two.csv", "other.csv")]
    for file, seed in zip(files, (7, 7, 8), strict=True):
        ran = detente("enforce", case, "--plan", plan, "--draws", 5, "--calendars", file, "--seed", seed)
        assert ran.code == 0
        assert "handed out sealed" in ran.err
    one, two, other = (file.read_text(encoding="utf-8") for file in files)
    assert one == two != other
    rows = list(csv.DictReader(io.StringIO(one)))
    assert {row["calendar"] for row in rows} == {str(number) for number in range(1, 13)}
    assert all(1 <= int(row["day"]) <= 30 for row in rows)


def test_calendars_without_visits_or_a_file_of_their_own_are_refused(case: Path, tmp_path: Path) -> None:
    folder, file = write_enforced(tmp_path / "villages", ENFORCEMENT), tmp_path / "visits.csv"
    bare = (folder / "enforcement.toml").read_text(encoding="utf-8").partition("[inspections.")[0]
    (folder / "enforcement.toml").write_text(bare, encoding="utf-8")
    for ran, told in (
        (detente("enforce", folder, "--calendars", file), "inspections: there are no visits to draw"),
        (detente("enforce", case, "--calendars", "-"), "standard output is for the result"),
        (detente("enforce", case, "--calendars", file, "-o", file), "is the file of the result, too"),
    ):
        assert (ran.code, ran.out) == (2, "")
        assert told in ran.err
    assert not file.exists()


def test_a_plan_is_made_where_the_file_leaves_chances_to_one(case: Path, draft: Path, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(case, folder)
    path = [[37.0, 47.5], [37.1, 47.6], [37.1, 47.75]]
    drawn = {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": path}}
    top = {"as_of": "2025-03-15", "eps_km": 2.0, "simplify_km": 5.0, "credit": "made up"}
    for layer in (folder / "layers").glob("*.geojson"):
        layer.unlink()
    (folder / "layers" / "contact-line.geojson").write_text(
        json.dumps({"type": "FeatureCollection", **top, "features": [drawn]}), encoding="utf-8"
    )
    ran = detente("enforce", folder, "--from", draft, "--draws", 20, "--json")
    assert (ran.code, ran.err) == (0, "")
    sides = cast("list[dict[str, dict[str, object]]]", ran.json["sides"])
    assert {str(side["alpha"]["from"]) for side in sides} == {"plan"}


def test_the_levels_of_a_plan_give_beta_its_ends(case: Path, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_text(plan_text(0.5, low=0.2, high=0.7), encoding="utf-8")
    ran = detente("enforce", case, "--plan", file, "--draws", 20, "--json")
    for side in cast("list[dict[str, list[dict[str, dict[str, object]]]]]", ran.json["sides"]):
        advance = side["breaches"][1]["beta"]
        assert (advance["low"], advance["middle"], advance["high"]) == (0.2, 0.5, 0.7)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--no-plan", "--plan", "x.json"), "exclude each other"),
        (("--plan", "nowhere.json"), "cannot be read"),
    ],
)
@pytest.mark.parametrize("verb", ["enforce", "sequence"])
def test_what_is_refused(case: Path, verb: str, words: tuple[str, ...], told: str) -> None:
    ran = detente(verb, case, *words)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


@pytest.mark.parametrize("verb", ["enforce", "sequence"])
def test_two_shapes_are_refused(case: Path, verb: str) -> None:
    assert detente(verb, case, "--json", "--csv").code == 2


def test_odd_numbers_are_refused(case: Path) -> None:
    assert "out of bounds" in detente("enforce", case, "--draws", 0).err
    for number in ("-1", "nan"):
        ran = detente("sequence", case, "--tolerance", number)
        assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize(
    "text",
    [
        "{", "[]", "{}", '{"package": 1, "runs": {}}', '{"package": {}, "runs": {}}',
        '{"package": {}, "runs": {"mid": {"held_rates": [{}]}}}', '{"package": {}, "runs": {"mid": []}}',
        plan_text().replace("0.9", "1.9"), plan_text().replace('"review_days": 30', '"review_days": 0'),
        acts_text(attributed=1.5), acts_text(false_per_day=-1), acts_text(alarms=0), acts_text(acts=1.5),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plan_is_refused(case: Path, tmp_path: Path, text: str) -> None:
    file = tmp_path / "plan.json"
    file.write_text(text, encoding="utf-8")
    ran = detente("enforce", case, "--plan", file)
    assert (ran.code, ran.out) == (2, "")
    assert "is no plan in JSON" in ran.err
    assert "Try: a file that 'detente plan CASE --json -o FILE' wrote" in ran.err


def test_a_plan_for_another_package_is_refused(case: Path, plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text(json.dumps({"package": {**PACKAGE, "assets": "immobilised"}}), encoding="utf-8")
    ran = detente("enforce", case, "--plan", plan, "--from", file)
    assert ran.code == 2
    assert "the plan is for another package: assets differ" in ran.err
    file.write_text(json.dumps({"package": PACKAGE}), encoding="utf-8")
    assert detente("sequence", case, "--plan", plan, "--from", file, "--quiet").code == 0


def test_a_case_without_enforcement_is_refused(root: Path) -> None:
    ran = detente("enforce", root / "cases" / "bill-and-jack")
    assert ran.code == 2
    assert "it has no enforcement.toml" in ran.err


def test_what_covers_the_exposure_depends_on_what_is_borne(case: Path, plan: Path) -> None:
    pages = {
        borne: " ".join(detente("sequence", case, "--plan", plan, "--tolerance", borne).out.split())
        for borne in (0, 0.05, 10)
    }
    assert "To take the exposure of this order away, all of it together" in pages[0]
    assert "To take the exposure of this order down to 0.05" in pages[0.05]
    assert "Nothing has to be covered" in pages[10]
    steps = cast("list[dict[str, object]]", detente("sequence", case, "--plan", plan, "--json").json["steps"])
    assert f"({len(steps)} steps" in pages[0] or f"of {len(steps)} steps" in pages[0]


@pytest.mark.parametrize("verb", ["enforce", "sequence"])
def test_a_plan_of_another_case_is_refused_by_its_name(plan: Path, tmp_path: Path, verb: str) -> None:
    folder = write_enforced(tmp_path / "villages", ENFORCEMENT)
    ran = detente(verb, folder, "--plan", plan)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{plan}: package: the plan is for another case: ")
    assert "stand in one of the two only. Try: 'detente plan " in ran.err
