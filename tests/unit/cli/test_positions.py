"""``detente positions``: pages, tables, networks, and what is refused."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from detente.case.folder import write_case
from detente.case.model import Review
from detente.cli.positions import NETWORKS, TABLES
from detente.record.account import account_of
from detente.views import positions_csv, positions_graphml
from tests.command import detente
from tests.contracts import assert_follows
from tests.said_cases import said_case, word

CASES = ("ukraine-2025-03", "bill-and-jack", "quiet-river")
XML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def valley(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which everything happens: shifts, contradictions, rounds, silence, words of others."""
    case = said_case(
        word("s1", "north", "well", "offer", said_on="2024-06", speaker="Ana Reyes"),
        word("s2", "north", "road", "condition", condition_of=("s1",), said_on="2024-06"),
        word("s3", "north", "well", "offer", said_on="2025-01-10", speaker="Ana Reyes"),
        word("s4", "north", "guards", "condition", condition_of=("s3",), said_on="2025-01-10"),
        word("s5", "north", "well", "reject", said_on="2025-02-01", speaker="Bo Lind"),
        word("s6", "south", "well", "red-line", said_on="2025-02-01"),
        word("s7", "south", "road", "silence"),
        word("s8", "south", "road", "reported-shift"),
        word("s9", "media", "road", "reported-shift"),
        word("s10", "south", "guards", "accept", review=Review.UNREVIEWED),
        word("s11", "south", "guards", "accept", review=Review.REJECTED),
        word("s12", "east", "moon", "demand"),
        word("s13", "east", "well", "accept", said_on="2025-02"),
        word("s14", "east", "guards", "accept", said_on="2025-03-02/2025-03-10"),
        word("s15", "east", "well", "accept", said_on="2025-12-01"),
        word("s16", "east", "guards", "accept", said_on="2025-03-05"),
        word("s17", "east", "road", "condition", condition_of=("s14",), said_on="2025-03-05"),
        lines={"n": ("north", "well = open", ("s5",)), "s": ("south", "well = closed", ("s6",))},
    )
    return write_case(case, tmp_path_factory.mktemp("cases") / "valley")


@pytest.mark.parametrize("name", CASES)
def test_the_shape_is_the_documented_one(root: Path, name: str) -> None:
    ran = detente("positions", root / "cases" / name, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert_follows(ran.json, "positions")


def test_every_part_of_the_shape_is_met_somewhere(valley: Path) -> None:
    ran = detente("positions", valley, "--json")
    assert_follows(ran.json, "positions")
    drift = ran.json["drift"]
    assert isinstance(drift, dict)
    assert all(drift[key] for key in drift)
    on = detente("positions", valley, "--json", "--on", "2025-03-01").json
    assert_follows(on, "positions")
    assert on["on"] == "2025-03-01"
    assert on["apart"] == {"nobodys": [], "elsewhere": [], "rejected": 1, "later": 4}


def test_the_page_says_what_moved_and_what_is_not_known(valley: Path) -> None:
    ran = detente("positions", valley)
    assert ran.code == 0
    told = " ".join(ran.out.split())
    for words in (
        "Of 9 cells (party and issue), 7 hold a position and 1 a reported silence; the others are unknown.",
        "North on “The well”: from yes, if (s3, 10 January 2025) to no (s5, 1 February 2025).",
        "Reported shifts, kept apart: s8 (south) and s9 (media).",
        "Ana Reyes says yes (s1, s3), Bo Lind says no (s5); the yes came first.",
        "added: “The guards”; not repeated: “The road”.",
        "the order to the round before is not known",
        "indicators of words, never of intent",
        "Not reviewed: s10.",
        "Of parties, on no issue of the case: s12.",
        "Rejected on review and left out: 1.",
    ):
        assert words in told, words
    by_day = " ".join(detente("positions", valley, "--on", "2025-02-10").out.split())
    assert "Who stands where, by 10 February 2025" in by_day
    assert "came after that day and" in by_day
    assert "perhaps: s13" in by_day


def test_a_case_without_statements_is_unknown_throughout(root: Path) -> None:
    told = detente("positions", root / "cases/bill-and-jack").out
    assert "No confirmed statement makes a position." in told
    assert "there is nothing to compare" in told
    assert "Unknown of all parties" in told


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_csv_with_one_width(valley: Path, table: str) -> None:
    ran = detente("positions", valley, "--csv", table)
    rows = list(csv.reader(ran.out.splitlines()))
    assert ran.code == 0
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_the_drift_table_has_each_indicator(valley: Path) -> None:
    rows = list(csv.DictReader(detente("positions", valley, "--csv", "drift").out.splitlines()))
    assert {row["indicator"] for row in rows} == {
        "shift",
        "reported-shift",
        "contradiction",
        "yes-but",
        "last-unconditional",
        "condition-added",
        "condition-not-repeated",
    }


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("name", ["ukraine-2025-03", "bill-and-jack"])
def test_networks_are_graphml(root: Path, tmp_path: Path, name: str, network: str) -> None:
    file = tmp_path / "net.graphml"
    ran = detente("positions", root / "cases" / name, "--graphml", file, "--network", network)
    assert ran.code == 0
    tree = fromstring(file.read_text(encoding="utf-8"))
    assert tree.tag == f"{XML}graphml"
    keys = {key.get("id"): (key.get("for"), key.get("attr.type")) for key in tree.iter(f"{XML}key")}
    nodes = [node.get("id") for node in tree.iter(f"{XML}node")]
    assert len(nodes) == len(set(nodes))
    for edge in tree.iter(f"{XML}edge"):
        assert {edge.get("source"), edge.get("target")} <= {*nodes}
        for data in edge.iter(f"{XML}data"):
            owner, kind = keys[data.get("key")]
            assert owner == "edge"
            if kind != "string":
                float(data.text or "")
    weights = [float(data.text or "") for data in tree.iter(f"{XML}data") if data.get("key") == "edge-weight"]
    assert min(weights, default=1) > 0 or network in {"signed", "affiliation"}
    assert bool(weights) == (name == "ukraine-2025-03")


def test_titles_that_xml_cannot_hold_are_written_as_it_can() -> None:
    case = said_case(word("s1", "north", "well", "accept"), word("s2", "south", "well", "accept"))
    odd = replace(case, parties=tuple(replace(party, title='<&"\x00\ud800>') for party in case.parties))
    text = "".join(positions_graphml.positions_graphml(account_of(odd), "agreement"))
    names = {data.text for data in fromstring(text).iter(f"{XML}data") if data.get("key") == "node-name"}
    assert names == {'<&"\ufffd\ufffd>'}


def test_the_options_name_what_the_views_can_write() -> None:
    assert positions_csv.TABLES == TABLES
    assert positions_graphml.NETWORKS == NETWORKS


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--on", "soon"), "detente positions: --on: 'soon' is no day"),
        (("--csv", "matrx"), "matrix"),
        (("--csv", "matrix", "--json"), "exclude each other"),
        (("--network", "signed"), "--network needs --graphml FILE"),
        (("--graphml", "no-such-folder/net.graphml"), "there is no folder"),
        (("--graphml", "x.graphml", "--network", "hostile"), "signed"),
        (("--overlay", "nothing"), "nothing"),
    ],
)
def test_what_is_wrong_is_refused_with_a_way_out(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = detente("positions", root / "cases/ukraine-2025-03", *words)
    assert ran.code == 2
    assert told in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_private_overlay_is_named(tmp_path: Path) -> None:
    folder = write_case(said_case(word("s1", "north", "well", "accept")), tmp_path / "case")
    (folder / "overlays").mkdir()
    (folder / "overlays/own.toml").write_text('format = 1\ntitle = "Own"\nprivate = true\n', encoding="utf-8")
    assert "private" in detente("positions", folder, "--overlay", "own").err
    assert detente("positions", folder, "--overlay", "own", "--quiet").err == ""


def test_a_long_timeline_is_cut_and_says_so(tmp_path: Path) -> None:
    words = [word(f"s{number}", "north", "well", "accept", said_on="2025-03-01") for number in range(70)]
    folder = write_case(said_case(*words), tmp_path / "case")
    assert "The first 60 of 70; --csv timeline has all." in detente("positions", folder).out
    assert len(detente("positions", folder, "--csv", "timeline").out.splitlines()) == 71
