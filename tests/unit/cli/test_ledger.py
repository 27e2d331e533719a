"""``detente ledger verify|show|root``: findings, exit codes, data, misuse."""

import csv
import io
from pathlib import Path

import jsonschema
import pytest

from detente.watch.ledger import read_ledger, root_of
from docs.shapes import SHAPES
from tests.command import Ran, detente
from tests.ledgers import written


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return written(tmp_path / "ledger.jsonl", 8)


def follows(ran: Ran, shape: str) -> None:
    jsonschema.validate(ran.json, SHAPES[shape])
    assert list(ran.json) == list(SHAPES[shape]["properties"])  # type: ignore[call-overload]  # a table


def test_a_whole_ledger_is_told_with_what_it_cannot_show(ledger: Path) -> None:
    ran = detente("ledger", "verify", ledger, "--check")
    assert ran.code == 0
    assert "8 entries, 2025-04-20T00:00:00Z to 2025-04-21T12:00:00Z: each is whole" in ran.out
    assert "No root was given. Lines that were cut off" in ran.out
    assert f"{root_of(read_ledger(ledger))}@8" in ran.out


def test_a_broken_line_is_named_and_a_finding_only_when_asked_for(ledger: Path) -> None:
    ledger.write_bytes(ledger.read_bytes().replace(b'"seen":3', b'"seen":2'))
    ran = detente("ledger", "verify", ledger)
    assert ran.code == 0
    assert "Broken at line 4: its hash is not that of its entry" in ran.out
    assert "Above it: 3 entries, whole." in ran.out
    assert detente("ledger", "verify", ledger, "--check").code == 1


def test_a_cut_tail_is_a_finding_with_a_root(ledger: Path) -> None:
    root = root_of(read_ledger(ledger))
    lines = ledger.read_bytes().splitlines(keepends=True)
    assert detente("ledger", "verify", ledger, "--root", f"{root}@8", "--check").code == 0
    ledger.write_bytes(b"".join(lines[:5]))
    for said, words in (("The tail is cut", f"{root}@8"), ("No beginning of the ledger", root)):
        ran = detente("ledger", "verify", ledger, "--root", words, "--check")
        assert ran.code == 1
        assert said in " ".join(ran.out.split())
    ran = detente("ledger", "verify", ledger, "--root", f"{root}@4")
    assert "NOT kept. The first 4 entries are not those" in " ".join(ran.out.split())


def test_an_empty_file_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    path.touch()
    ran = detente("ledger", "verify", path, "--check")
    assert (ran.code, "No entry stands above it" in ran.out) == (1, True)
    ran = detente("ledger", "show", path)
    assert (ran.code, "Broken at line 1" in ran.out) == (0, True)
    assert detente("ledger", "root", path).code == 2
    assert "there is no entry 0" in detente("ledger", "show", path, "--entry", 0).err


def test_entries_are_shown_by_day_kind_and_number(ledger: Path) -> None:
    whole = detente("ledger", "show", ledger).out
    assert "corrected by 3" in whole
    assert "corrects 5" in whole
    assert detente("ledger", "show", ledger, "--day", "2025-04-21").out.count("incident") == 3
    assert detente("ledger", "show", ledger, "--kind", "opening").out.count("Z  opening") == 1
    last, none = (
        " ".join(detente("ledger", "show", ledger, *words).out.split())
        for words in (("--last", 1), ("--day", "2030-01-01"))
    )
    assert "1 of 8 entries" in last
    assert "0 of 8 entries" in none
    one = detente("ledger", "show", ledger, "--entry", 6).out
    assert "Corrects 5" in one
    assert read_ledger(ledger)[6].hash in one


def test_entries_as_a_table(ledger: Path) -> None:
    table = list(csv.DictReader(io.StringIO(detente("ledger", "show", ledger, "--csv").out)))
    assert [row["corrects"] for row in table] == ["", "", "", "2", "", "", "5", ""]
    assert table[2]["corrected_by"] == "3"
    assert table[0]["says"] == '{"about":"Easter truce","format":1}'


def test_the_root_of_a_day(ledger: Path) -> None:
    entries = read_ledger(ledger)
    ran = detente("ledger", "root", ledger, "--day", "2025-04-20")
    assert ran.out.splitlines()[0].strip() == f"{root_of(entries, 5)}@5"
    assert "may still be added" not in ran.out
    later = detente("ledger", "root", ledger, "--day", "2025-05-01").out
    assert "when nothing had been written since 2025-04-21" in later
    ran = detente("ledger", "root", ledger, "--day", "2025-04-01")
    assert (ran.code, "a day from 2025-04-20 on" in ran.err) == (2, True)
    assert "Day by day" in detente("ledger", "root", ledger).out


def test_proofs_are_printed(ledger: Path) -> None:
    ran = detente("ledger", "root", ledger, "--prove", 3, "--since", 5)
    assert "Proof that entry 3 is under the root" in ran.out
    assert "continues the root over 5" in ran.out
    for option, number in (("--prove", 8), ("--since", 9)):
        ran = detente("ledger", "root", ledger, option, number)
        assert (ran.code, ran.err.startswith(f"detente ledger: {option}: ")) == (2, True)


def test_json_follows_its_shapes(ledger: Path) -> None:
    root = root_of(read_ledger(ledger))
    follows(
        detente("ledger", "verify", ledger, "--root", root, "--root", f"{root}@9", "--json"), "ledger-verify"
    )
    follows(detente("ledger", "show", ledger, "--json"), "ledger-show")
    follows(detente("ledger", "root", ledger, "--json"), "ledger-root")
    follows(detente("ledger", "root", ledger, "--prove", 1, "--since", 8, "--json"), "ledger-root")
    ledger.write_bytes(ledger.read_bytes()[:-1])
    follows(detente("ledger", "verify", ledger, "--json"), "ledger-verify")
    follows(detente("ledger", "show", ledger, "--json"), "ledger-show")
    ledger.write_bytes(b"")
    follows(detente("ledger", "verify", ledger, "--json"), "ledger-verify")


def test_a_result_goes_to_a_file(ledger: Path, tmp_path: Path) -> None:
    target = tmp_path / "found.txt"
    assert detente("ledger", "verify", ledger, "-o", target).out == ""
    assert "each is whole" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("prove", "FILE"), "no thing to do 'prove'"),
        (("verify",), "FILE is missing"),
        (("verify", "FILE", "--day", "2025-04-20", "--prove", "1"), "--prove: it says nothing to 'verify'"),
        (("show", "FILE", "--root", "0" * 64), "--root: it says nothing to 'show'"),
        (("root", "FILE", "--check"), "--check: it says nothing to 'root'"),
        (("root", "FILE", "--csv"), "--csv: it says nothing to 'root'"),
        (("verify", "FILE", "--root", "abc"), "--root: 'abc' is no root"),
        (("show", "FILE", "--day", "20 April"), "'20 April' is no day"),
        (("show", "FILE", "--day", "2025-02-30"), "'2025-02-30' is no day"),
        (("show", "FILE", "--kind", "incidnt"), "no entry is of the kind 'incidnt'. Try: 'incident'"),
        (("show", "FILE", "--last", "0"), "--last: 0 is out of bounds"),
        (("show", "FILE", "--entry", "99"), "there is no entry 99"),
        (("show", "FILE", "--json", "--csv"), "exclude each other"),
        (("verify", "nowhere.jsonl"), "nowhere.jsonl: cannot be read"),
    ],
)
def test_misuse_is_told(words: tuple[str, ...], said: str, ledger: Path) -> None:
    ran = detente("ledger", *(str(ledger) if word == "FILE" else word for word in words))
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
