"""``detente propose``: the page, the tables, the options, and drafts with mistakes."""

import csv
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bundled import bundled
from tests.command import Ran, detente

LINES = st.sampled_from(
    [
        "[package]", 'book = "jack"', 'book = "bill"', 'whip = "bil"', "ball = 1", 'bat = ["jack"]',
        "pen = jack",
        'toy = "jack', 'hat = { to = "jack" }', 'knif = "jack"', "title = 3", "format = 2", "[[package]]",
        "package = 1", '"box" = "jack"', "\ufeff", "\x00", "= =", "a.b.c = 1", "more = [", "]", '"""',
    ]
)  # fmt: skip


SILENT = """
format = 1
[case]
title = "Two villages"
[parties.north]
title = "North"
[parties.south]
title = "South"
[issues.well]
title = "The well"
options.shared = "Shared"
options.closed = "Closed"
[issues.road]
title = "The road"
options.open = "Open"
options.closed = "Closed"
[[red_lines]]
id = "north-well"
party = "north"
rule = "well = shared"
strength = "stated"
why = "a test"
[[red_lines]]
id = "south-road"
party = "south"
rule = "road = open"
strength = "stated"
why = "a test"
"""


@pytest.fixture
def ukraine(root: Path) -> Path:
    return root / "cases" / "ukraine-2025-03"


@pytest.fixture
def barter(root: Path) -> Path:
    return root / "cases" / "bill-and-jack"


def sentences(text: str) -> str:
    return " ".join(text.split())


def answer(*words: object) -> dict[str, Any]:
    ran = detente("propose", *words, "--json")
    assert ran.code == 0, ran.err
    return ran.json


def barter_draft(**options: str) -> str:
    package = dict.fromkeys((issue.id for issue in bundled("bill-and-jack").issues), "bill") | options
    return "\n".join(["[package]", *(f'{issue} = "{option}"' for issue, option in package.items())])


# ---------------------------------------------------------------- the page


def test_the_page_says_first_what_the_draft_lacks(ukraine: Path) -> None:
    ran = detente("propose", ukraine, "--draws", 200)
    assert (ran.code, ran.err) == (0, "")
    lines, told = ran.out.splitlines(), sentences(ran.out)
    assert lines[3] == "The draft"
    assert lines[4].startswith(
        "The draft is the state without a deal, as the reservations of Russia, Ukraine,"
    )
    assert "One of four parties objects to the draft: Ukraine. It leaves nobody worse off" in told
    assert "Eleven improvements in at most two changed issues leave nobody worse off than the draft" in told
    assert (
        "No package answers every objection: “Russia gives up none of the six regions” against “Ukraine "
        "gives up none of the six regions”."
    ) in told
    assert "(Ukraine, strong, g14)" in told
    assert "6 more: see --json." in told
    assert "Ukraine: has no objection left with six changed issues, and with no fewer." in told
    assert "Crimea and Sevastopol (control): in each case “Under Russia's control” becomes" in told
    assert "Newly worse off than without a deal: Russia." in told
    assert "Ukraine: Ukraine gives way on “Ukraine and NATO”." in told
    assert "200 draws (seed 0)" in told


def test_where_no_package_answers_everybody_the_openings_are_assumed_and_named(ukraine: Path) -> None:
    told = sentences(detente("propose", ukraine, "--draws", 0).out)
    assert (
        "If “Russia gives up none of the six regions” is given up, the nearest deal changes ten issues of "
        "the draft."
    ) in told
    assert (
        "If “Ukraine gives up none of the six regions” is weakened, the draft itself is acceptable to every "
        "party, and so are 11 of the 11 improvements listed above. Enough: Ukraine falls back to:"
    ) in told


def test_without_draws_nothing_is_said_of_likelihoods(barter: Path) -> None:
    told = sentences(detente("propose", barter, "--draws", 0).out)
    assert "accepts" not in told.partition("What the tables tell")[0]
    assert "No draws were made: how likely each package is acceptable was not computed." in told
    found = answer(barter, "--draws", 0)
    assert (found["draws"], found["seed"], found["draft"]["likelihood"]) == (0, None, None)


def test_a_draft_that_nobody_objects_to_says_so(barter: Path) -> None:
    told = sentences(detente("propose", barter).out)
    assert (
        "No party objects to the draft: it crosses no red line and leaves nobody worse off than without a "
        "deal. One improvement in at most two changed issues leaves nobody worse off than the draft and "
        "somebody better off."
    ) in told
    assert "“To Bill” becomes “To Jack”" in told
    assert "Bill and Jack: Bill gives way on “The book” and Jack gives way on “The pen”." in told
    assert "What answers the objections" not in told


def test_a_draft_from_a_file_that_somebody_is_worse_off_by(barter: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.toml"
    draft.write_text(barter_draft(), encoding="utf-8")
    told = sentences(detente("propose", barter, "--from", draft, "--draws", 50).out)
    assert "The draft is the package in draft.toml." in told
    assert (
        "One of two parties objects to the draft: Jack. It leaves Jack worse off than without a deal." in told
    )
    assert "Jack: the draft is worth less to it than no deal." in told
    assert "The smallest change that answers every objection is one of two issues." in told
    assert "No longer worse off than without a deal: Jack." in told
    assert "All parties together: no objection is left with two changed issues, and with no fewer" in told


def test_threats_are_quoted(ukraine: Path, tmp_path: Path) -> None:
    quo = answer(ukraine, "--draws", 0)["draft"]["package"]
    draft = tmp_path / "draft.json"
    draft.write_text(
        json.dumps({"package": {**quo, "ceasefire": "general", "foreign-troops": "non-nato"}}),
        encoding="utf-8",
    )
    told = sentences(detente("propose", ukraine, "--from", draft, "--draws", 0).out)
    assert "Threats tied to options of these packages: quoted, not scored" in told
    assert "- Foreign troops in Ukraine: Peacekeepers from states outside NATO: g29: “" in told


def test_a_party_without_preferences_is_compared_by_its_lines(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    (case / "case.toml").write_text(SILENT, encoding="utf-8")
    draft = tmp_path / "draft.toml"
    draft.write_text('[package]\nwell = "closed"\nroad = "closed"\n', encoding="utf-8")
    told = sentences(detente("propose", case, "--from", draft, "--draws", 20).out)
    assert "Two of two parties object to the draft: North and South." in told
    assert "worse off than without" not in told.partition("What answers")[0].partition("improvement")[0]
    assert "Keeps, as the draft does not: “The well: “Shared”” (North, stated)." in told
    assert "No preferences are stated for North: it is compared by its red lines only." in told
    assert "gains" not in told
    clear = tmp_path / "clear.toml"
    clear.write_text('[package]\nwell = "shared"\nroad = "open"\n', encoding="utf-8")
    told = sentences(detente("propose", case, "--from", clear, "--draws", 0).out)
    assert "No party objects to the draft: it crosses no red line, and no reservation is stated." in told


# ---------------------------------------------------------------- options, JSON and CSV


def test_the_same_seed_gives_the_same_bytes_and_another_one_does_not(ukraine: Path) -> None:
    words = ("propose", ukraine, "--json", "--draws", 300)
    first = detente(*words, "--seed", 5).out
    assert detente(*words, "--seed", 5).out == first
    assert detente(*words, "--seed", 6).out != first


def test_errors_stand_beside_shares(ukraine: Path) -> None:
    found = answer(ukraine, "--draws", 400, "--seed", 3)
    assert (found["draws"], found["seed"]) == (400, 3)
    share = found["draft"]["likelihood"]["to_each"]["ukraine"]
    value = share["count"] / 400
    assert share["value"] == value
    assert share["standard_error"] == pytest.approx((value * (1 - value) / 400) ** 0.5)
    assert share["low"] < value < share["high"]


def test_changes_and_lines_say_what_is_searched(ukraine: Path) -> None:
    counts = {
        changes: answer(ukraine, "--draws", 0, "--changes", changes)["improvements"]["count"]
        for changes in (1, 2, 3)
    }
    assert counts == {1: 4, 2: 11, 3: 21}
    every = answer(ukraine, "--draws", 0, "--lines", "all")
    assert (every["lines"], every["improvements"]["count"], every["logrolls"]["count"]) == ("all", 0, 0)


def test_lists_are_capped_in_text_and_whole_in_json(ukraine: Path) -> None:
    found = answer(ukraine, "--draws", 0)
    assert len(found["improvements"]["proposals"]) == found["improvements"]["count"] == 11
    assert len(found["logrolls"]["exchanges"]) == found["logrolls"]["count"] == 15
    told = detente("propose", ukraine, "--draws", 0).out
    assert told.count("“No ceasefire” becomes") < json.dumps(found).count('"issue": "ceasefire", "before"')


def test_csv_has_a_row_for_the_draft_and_for_each_proposal(barter: Path) -> None:
    ran = detente("propose", barter, "--csv", "--draws", 100)
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(row["kind"], row["for"], row["changes"]) for row in rows] == [
        ("draft", "", "0"),
        ("improvement", "", "2"),
        ("logroll", "bill;jack", "2"),
    ]
    assert (rows[1]["book"], rows[1]["pen"], rows[1]["gain.bill"], rows[1]["accepts"]) == (
        "jack",
        "bill",
        "8.0",
        "1.0",
    )


def test_csv_has_remedies_and_openings_and_leaves_unknown_shares_empty(ukraine: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(detente("propose", ukraine, "--csv", "--draws", 0).out)))
    kinds = [row["kind"] for row in rows]
    assert kinds == sorted(kinds, key=["draft", "improvement", "remedy", "opening", "logroll"].index)
    (remedy,) = [row for row in rows if row["kind"] == "remedy"]
    assert (remedy["for"], remedy["crosses.russia"]) == ("ukraine", "russia-keeps-territory")
    assert [row["for"] for row in rows if row["kind"] == "opening"] == [
        "russia-keeps-territory",
        "ukraine-no-surrender",
    ]
    assert {row["accepts"] for row in rows} == {""}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--json", "--csv"), "--json and --csv exclude each other"),
        (("--changes", "0"), "detente propose: --changes: 0 is out of bounds. Try: 1 to 1,000,000."),
        (("--draws", "-1"), "--draws: -1 is out of bounds. Try: 0 to 10,000,000."),
        (("--seed", "-1", "--draws", "-1"), "--seed: -1 is out of bounds. Try: 0 to"),
        (("--lines", "al"), "no choice of red lines 'al'. Try: 'all'"),
        (("--from", "nowhere.toml"), "nowhere.toml: cannot be read"),
        (("--form", "x"), "there is no option '--form'. Try: '--from'"),
    ],
)
def test_misuse_is_told_with_a_way_out(barter: Path, words: tuple[str, ...], said: str) -> None:
    ran = detente("propose", barter, *words)
    assert ran.code == 2
    assert said in ran.err
    assert "Try:" in ran.err


def test_without_a_state_to_start_from_a_draft_is_asked_for(root: Path) -> None:
    ran = detente("propose", root / "cases" / "split-the-pie")
    assert (ran.code, ran.out) == (2, "")
    assert "split-the-pie: parties: what there is without a deal is not known" in ran.err
    assert "Try: '--from FILE'" in ran.err


# ---------------------------------------------------------------- drafts with mistakes


def test_a_draft_with_mistakes_is_answered_with_all_of_them_and_nothing_written(
    ukraine: Path, tmp_path: Path
) -> None:
    draft, target = tmp_path / "draft.toml", tmp_path / "out.json"
    quo = answer(ukraine, "--draws", 0)["draft"]["package"]
    package = {**quo, "verification": "monitor", "foreign-troops": "nato-states", "ambassador": "pending"}
    del package["flights"]
    lines = [f'{issue} = "{option}"' for issue, option in package.items()]
    lines += ['recognitoin = "none"', 'nato = "path"', "compounds = 9"]
    lines[0] = "ceasefire = none"
    draft.write_text("\n".join(["colour = 1", "[package]", *lines]), encoding="utf-8")
    ran = detente("propose", ukraine, "--from", draft, "--json", "-o", target)
    assert ran.code == 2
    problems = ran.json["error"]["problems"]  # type: ignore[index]  # the shape of errors
    assert {(problem["place"], problem["code"]) for problem in problems} == {
        ("line 3, column 13", "toml"),
        ("line 25", "twice"),
        ("line 26", "twice"),
        ("colour", "unknown-key"),
        ("package.recognitoin", "unknown-name"),
        ("package.verification", "unknown-name"),
        ("package", "missing"),
        ("package.ambassador", "agreed"),
        ("package.hostilities", "structural"),
    }
    assert all(problem["file"] == str(draft) and problem["try"] for problem in problems)
    assert len(ran.err.splitlines()) == len(problems)
    assert not target.exists()


@settings(max_examples=150)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.lists(LINES, max_size=14).map(lambda some: "\n".join(some).encode("utf-8")),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: st.dictionaries(st.sampled_from(["package", "book", "x"]), inner, max_size=3),
        ).map(lambda tree: json.dumps(tree).encode("utf-8")),
    ),
    st.sampled_from(["draft.toml", "draft.json", "draft.txt"]),
)
def test_no_draft_gives_a_traceback(content: bytes, name: str) -> None:
    barter = Path(__file__).resolve().parents[3] / "cases" / "bill-and-jack"
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / name
        draft.write_bytes(content)
        ran: Ran = detente("propose", barter, "--from", draft, "--draws", 1)
        assert ran.code in {0, 2}
        assert "Traceback" not in ran.err
        if ran.code == 2:
            assert ran.out == ""
            assert all(line.startswith(str(draft)) for line in ran.err.splitlines())


def test_the_library_says_the_same(root: Path) -> None:
    code = (
        "import detente\n"
        "case = detente.open_case('cases/bill-and-jack')\n"
        "found = detente.with_likelihood(detente.propose(case), draws=10)\n"
        "assert isinstance(found, detente.Proposals)\n"
        "print(found.text.count, found.text.proposals[0].likelihood.to_all)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "1 Share(count=10, draws=10)"
