"""Writing foreign formats: what can be said stays the same, what cannot is told, nothing is half-written."""

import json
import os
import subprocess
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

from detente.case.folder import build_case
from detente.case.interop import read_domain, write_domain
from detente.case.model import Case, Figure, Like, Party, Preference
from detente.errors import InputError, UnknownNameError

DOCUMENT: dict[str, object] = {
    "format": 1,
    "case": {"title": "Two villages"},
    "parties": {
        "north": {
            "title": "North",
            "reservation": Decimal("0.3"),
            "weights": {"well": 3, "guards": 1},
            "values": {
                "well": {"alone": 1, "shared": Decimal("0.4"), "closed": 0},
                "guards": {"0": 1, "10": Decimal("0.5"), "20": 0},
            },
        },
        "south": {
            "title": "South",
            "reservation": {"like": {"well": "closed", "guards": 20}},
            "weights": {"well": 1, "guards": 2},
            "values": {
                "well": {"alone": 0, "shared": 1, "closed": Decimal("0.25")},
                "guards": {"0": 0, "10": Decimal("0.9"), "20": 1},
            },
        },
    },
    "issues": {
        "well": {
            "title": "The well",
            "options": {"alone": "North alone", "shared": "Shared days", "closed": "Closed"},
        },
        "guards": {"title": "Guards", "range": {"from": 0, "to": 20, "step": 10}},
    },
}  # fmt: skip


def villages(**changes: object) -> Case:
    """The two villages, with other tables at the top of the document."""
    return build_case(DOCUMENT | changes, case_id="two-villages")


def with_party(case: Case, party_id: str, **changes: object) -> Case:
    """The case with something else about one party."""
    parties = tuple(replace(party, **changes) if party.id == party_id else party for party in case.parties)  # type: ignore[arg-type] # the test's own changes
    return replace(case, parties=parties)


def utilities(case: Case, party: Party) -> list[Fraction]:
    """Utility of each package in order: weights with sum 1 (or as written) times values."""
    preference = party.preference
    total = sum((figure.middle for figure in preference.weights.values()), Fraction(0))
    scale = Fraction(1) if preference.as_written else total
    return [
        sum((preference.weights[issue.id].middle * preference.values[issue.id][option.id].middle
             for issue, option in zip(case.issues, package, strict=True)), Fraction(0)) / scale
        for package in product(*(issue.options for issue in case.issues))
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["geniusweb", "negmas"])
def test_what_is_written_reads_back_with_the_same_utilities(tmp_path: Path, kind: str) -> None:
    case = villages()
    write_domain(case, tmp_path / "out", kind)
    again = read_domain(tmp_path / "out")
    assert again.format == kind
    assert [issue.title for issue in again.issues] == ["The well", "Guards"]
    assert [party.title for party in again.parties] == ["North", "South"]
    north, south = case.parties
    assert utilities(again, again.parties[0]) == utilities(case, north)
    exact = utilities(case, south)  # the weights are thirds: no finite decimals
    assert utilities(again, again.parties[1]) == pytest.approx([float(value) for value in exact], abs=1e-14)


def test_negmas_keeps_reservations_as_numbers(tmp_path: Path) -> None:
    notes = write_domain(villages(), tmp_path / "out", "negmas")
    north, south = read_domain(tmp_path / "out").parties
    assert north.reservation == Figure(low=Fraction(3, 10), high=Fraction(3, 10))
    assert isinstance(south.reservation, Figure)
    assert float(south.reservation.low) == pytest.approx((0.25 + 2) / 3, abs=1e-14)
    assert notes == (
        "Numbers without finite decimals are rounded to 15 places: South.",
        "Reservations like a package are written as its utility: South.",
    )


def test_geniusweb_keeps_reservations_as_packages(tmp_path: Path) -> None:
    notes = write_domain(villages(), tmp_path / "out", "geniusweb")
    north, south = read_domain(tmp_path / "out").parties
    assert isinstance(north.reservation, Figure)
    assert north.reservation.low == Fraction(0)
    assert south.reservation == Like(package={"the-well": "closed", "guards": "n20"})
    assert notes[1:] == (
        "North: the reservation 0.3 is left out: the format takes a package only.",
        "Names with other signs than GeniusWeb's letters and digits: Two villages.",
    )


def test_geniusweb_weights_sum_to_one_to_the_last_digit(tmp_path: Path) -> None:
    write_domain(villages(), tmp_path / "out", "geniusweb")
    text = (tmp_path / "out" / "South.json").read_text(encoding="utf-8")
    weights = json.loads(text, parse_float=Decimal)["LinearAdditiveUtilitySpace"]["issueWeights"]
    assert sum(weights.values()) == 1
    assert weights == {"The well": Decimal("0.333333333333333"), "Guards": Decimal("0.666666666666667")}


def test_a_range_stays_one_where_all_value_it_along_a_line(tmp_path: Path) -> None:
    write_domain(villages(), tmp_path / "bent", "geniusweb")
    assert read_domain(tmp_path / "bent").issues[1].range is None
    parties = {name: dict(table) for name, table in DOCUMENT["parties"].items()}  # type: ignore[attr-defined] # a table of tables
    parties["south"]["values"] = {
        **parties["south"]["values"],
        "guards": {"0": 0, "10": Decimal("0.5"), "20": 1},
    }
    case = villages(parties=parties)
    write_domain(case, tmp_path / "straight", "geniusweb")
    again = read_domain(tmp_path / "straight")
    assert again.issues[1].range == case.issues[1].range
    assert again.parties[1].reservation == Like(package={"the-well": "closed", "guards": "20"})


@pytest.mark.parametrize(
    ("scale", "kind"),
    [
        ({"from": 1, "to": 3, "step": 1}, "ContiguousIssue"),
        ({"from": 1, "to": 2, "step": Decimal("0.5")}, "DiscreteCardinalIssue"),
    ],
)
def test_negmas_ranges(tmp_path: Path, scale: dict[str, object], kind: str) -> None:
    case = build_case(
        {"format": 1, "case": {"title": "x"}, "issues": {"a": {"title": "a", "range": scale}},
         "parties": {"p": {"title": "p", "weights": {"a": 1}}}}, case_id="x",
    )  # fmt: skip
    notes = write_domain(case, tmp_path / "out", "negmas")
    assert f"type: {kind}" in (tmp_path / "out" / "x.yml").read_text()
    again = read_domain(tmp_path / "out")
    assert again.issues[0].range == case.issues[0].range
    assert again.parties[0].reservation is None
    assert notes == ("p: options without a value have 1/2.",)


def test_what_is_open_is_written_at_its_centroid_and_said(tmp_path: Path) -> None:
    parties = {
        "a": {
            "title": "A", "reservation": [0, Decimal("0.5")],
            "ranking": {"issues": ["guards", "well"], "options": {"well": ["shared", "closed", "alone"]}},
            "values": {"guards": {"0": [0, 1]}},
            "interactions": [{"when": "guards = 0", "value": Decimal("0.1")}],
        },
        "b": {"title": "B", "weights": {"well": [1, 3], "guards": 2}},
        "c": {"title": "C", "values": {"well": {"alone": 1}}},
    }  # fmt: skip
    issues = dict(DOCUMENT["issues"])  # type: ignore[call-overload] # a table
    issues["well"] = {**issues["well"], "consent": ["a"]}
    lines = [{"id": "no", "party": "a", "rule": "guards = 0", "why": "a test"}]
    rules = [{"id": "rule", "rule": "guards = 0 -> well = shared"}]
    case = villages(parties=parties, issues=issues, red_lines=lines, structural=rules)
    notes = write_domain(case, tmp_path / "out", "negmas")
    assert notes == (
        "Red lines are left out (1): packages that cross them are not excluded.",
        "Structural rules are left out (1): packages that break them are not excluded.",
        "Issues need the consent of some parties only (1): that is left out.",
        "A: ranked issues have rank-order centroid weights.",
        "A: ranked options have evenly spaced values from 1 to 0.",
        "A: interval values at their midpoints.",
        "A: options without a value have 1/2.",
        "A: interactions are left out (1).",
        "A: the interval reservation at its midpoint.",
        "B: interval weights at their centroid.",
        "B: options without a value have 1/2.",
        "C: no weights are stated, so all are equal.",
        "C: options without a value have 1/2.",
    )
    a, b, c = read_domain(tmp_path / "out").parties
    assert [figure.low for figure in a.preference.weights.values()] == [Fraction(1, 4), Fraction(3, 4)]
    assert [figure.low for figure in a.preference.values["the-well"].values()] == [0, 1, Fraction(1, 2)]
    assert {figure.low for figure in a.preference.values["guards"].values()} == {Fraction(1, 2)}
    assert a.reservation == Figure(low=Fraction(1, 4), high=Fraction(1, 4))
    # The share of the first of weights in the proportion [1, 3] to 2 is uniform on [1/3, 3/5].
    shares = [float(figure.low) for figure in b.preference.weights.values()]
    assert shares == pytest.approx([7 / 15, 8 / 15], abs=1e-6)
    assert [figure.low for figure in c.preference.weights.values()] == [Fraction(1, 2)] * 2


def test_a_settled_issue_has_its_agreed_option_only(tmp_path: Path) -> None:
    issues = dict(DOCUMENT["issues"])  # type: ignore[call-overload] # a table
    issues["guards"] = {**issues["guards"], "status": "agreed", "agreed": 10}
    case = villages(issues=issues)
    notes = write_domain(case, tmp_path / "out", "geniusweb")
    assert notes[0] == "Issues are settled (1): only the agreed option is written."
    again = read_domain(tmp_path / "out")
    assert [option.title for option in again.issues[1].options] == ["10"]
    # The package that no deal is like has another number of guards, so it is its utility that remains.
    assert "South: the reservation 0.75 is left out: the format takes a package only." in notes


def test_discounts_and_other_scales_are_told(tmp_path: Path) -> None:
    case = villages()
    two, zero = Figure(low=Fraction(2), high=Fraction(2)), Figure(low=Fraction(0), high=Fraction(0))
    values = case.parties[0].preference.values
    wide = Preference(weights={"well": two, "guards": zero}, values=values, as_written=True)
    case = with_party(case, "north", preference=wide, discount=Fraction(1, 2), reservation=None)
    notes = write_domain(case, tmp_path / "out", "geniusweb")
    assert "North: the discount per round is left out." in notes
    assert (
        "Written as they stand, though GeniusWeb asks for weights that sum to 1 and values in [0, 1]: North."
        in notes
    )
    again = read_domain(tmp_path / "out")
    assert utilities(again, again.parties[0]) == utilities(case, case.parties[0])


def test_titles_that_tell_nothing_apart_give_way_to_ids(tmp_path: Path) -> None:
    issues = dict(DOCUMENT["issues"])  # type: ignore[call-overload] # a table
    issues["well"] = {"title": "Guards", "options": {"alone": "same", "shared": "same", "closed": "other"}}
    case = with_party(villages(issues=issues), "north", title="South")
    write_domain(case, tmp_path / "out", "negmas")
    again = read_domain(tmp_path / "out")
    assert [issue.title for issue in again.issues] == ["well", "guards"]
    assert [option.title for option in again.issues[0].options] == ["alone", "shared", "closed"]
    assert [party.title for party in again.parties] == ["north", "south"]


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (("Alpha", "Beta"), ["Alpha", "Beta"]),
        (("Beta", "Alpha"), ["1-Beta", "2-Alpha"]),
        (("beta", "Beta"), ["north", "south"]),
        (("b", "b-2"), ["1-b", "2-b-2"]),
        (("a/b", "c"), ["north", "south"]),
        (("../up", "c"), ["north", "south"]),
        (("con", "d"), ["north", "south"]),
        (("Північ", "Південь"), ["north", "south"]),
        (("Two villages", "two-villages"), ["Two villages", "two-villages"]),
    ],
)
@pytest.mark.parametrize("kind", ["geniusweb", "negmas"])
def test_files_are_named_by_parties_and_keep_their_order(
    tmp_path: Path, titles: tuple[str, str], names: list[str], kind: str
) -> None:
    case = with_party(with_party(villages(), "north", title=titles[0]), "south", title=titles[1])
    write_domain(case, tmp_path / "out", kind)
    stems = sorted(path.stem for path in (tmp_path / "out").iterdir())
    assert len(stems) == 3
    assert [stem for stem in stems if stem in names] == sorted(names)
    again = [party.title for party in read_domain(tmp_path / "out").parties]
    assert again == [
        title if kind == "geniusweb" or "/" not in title else name
        for title, name in zip(titles, names, strict=True)
    ]


@pytest.mark.parametrize("kind", ["geniusweb", "negmas"])
def test_no_file_names_a_place_on_this_machine(tmp_path: Path, kind: str) -> None:
    write_domain(villages(), tmp_path / "out", kind)
    for path in (tmp_path / "out").iterdir():
        assert str(tmp_path) not in path.read_text(encoding="utf-8")


def test_unknown_formats_and_preferences_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"no format 'genius' that can be written\. Try: 'geniusweb'"):
        write_domain(villages(), tmp_path / "out", "genius")
    case = with_party(villages(), "south", preference=Preference())
    with pytest.raises(InputError, match=r"parties\.south: no preference is stated"):
        write_domain(case, tmp_path / "out", "negmas")
    with pytest.raises(InputError, match="a case without parties"):
        write_domain(replace(case, parties=()), tmp_path / "out", "negmas")
    assert list(tmp_path.iterdir()) == []


def test_a_target_in_the_way_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "full")
    for name in ("full", "file", "link"):
        with pytest.raises(InputError, match="exists and is not an empty folder"):
            write_domain(villages(), tmp_path / name, "negmas")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "full", "link"]
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]
    (tmp_path / "empty").mkdir()
    write_domain(villages(), tmp_path / "empty", "negmas")
    assert len(list((tmp_path / "empty").iterdir())) == 3


@pytest.mark.parametrize("path", ["file/under", "nul\0"])
def test_a_target_that_cannot_be_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputError, match="cannot be written"):
        write_domain(villages(), tmp_path / path, "negmas")


def test_a_failure_half_way_leaves_nothing(tmp_path: Path) -> None:
    broken = with_party(villages(), "south", title="\ud800")
    with pytest.raises(InputError, match="cannot be written"):
        write_domain(broken, tmp_path / "out", "geniusweb")
    assert list(tmp_path.iterdir()) == []


ASK_NEGMAS = """
import itertools, json, sys, warnings
warnings.filterwarnings("ignore")
from negmas.inout import Scenario
scenario = Scenario.load(sys.argv[1])
packages = list(itertools.product(*(list(issue.all) for issue in scenario.issues)))
told = [[u.name, float(u.reserved_value), [float(u(p)) for p in packages]] for u in scenario.ufuns]
print(json.dumps(told))
"""


def test_negmas_itself_reads_the_same_utilities(tmp_path: Path) -> None:
    python = os.environ.get("DETENTE_NEGMAS")
    if not python:
        pytest.skip("DETENTE_NEGMAS does not name a Python with NegMAS")
    case = villages()
    write_domain(case, tmp_path / "out", "negmas")
    run = subprocess.run(
        [python, "-c", ASK_NEGMAS, tmp_path / "out"], capture_output=True, text=True, check=True
    )
    told = json.loads(run.stdout.splitlines()[-1])
    assert [name for name, _, _ in told] == ["North", "South"]
    assert [reserved for _, reserved, _ in told] == pytest.approx([0.3, 0.75], abs=1e-14)
    for party, (_, _, values) in zip(case.parties, told, strict=True):
        assert values == pytest.approx([float(value) for value in utilities(case, party)], abs=1e-14)
