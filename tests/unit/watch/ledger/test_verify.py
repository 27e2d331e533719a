"""What breaks a ledger, by its code; roots; what a verifier refuses although every hash fits."""

import json
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.watch.ledger import (
    Draft,
    Held,
    Inclusion,
    append,
    canonical,
    check_entry,
    check_growth,
    day_roots,
    held_root,
    prove_entry,
    prove_growth,
    read_ledger,
    root_of,
    verify,
)
from detente.watch.ledger.entry import LONGEST_LINE
from tests.ledgers import START, written

ZEROS = "0" * 64


def line_of(text: bytes) -> bytes:
    """A line whose hash fits, whatever it says."""
    return b'{"entry":' + text + b',"hash":"' + sha256(text).hexdigest().encode() + b'"}\n'


def forged(*entries: dict[str, object]) -> bytes:
    """A ledger whose hashes and chain fit, whatever the entries say."""
    above, data = ZEROS, b""
    for number, given in enumerate(entries):
        entry = {
            "at": "2025-04-20T00:00:00Z", "body": {}, "corrects": None, "kind": "incident", "prev": above,
            "seq": number, **given,
        }  # fmt: skip
        text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        data += line_of(text)
        above = sha256(text).hexdigest()
    return data


OPENING: dict[str, object] = {"kind": "opening", "body": {"about": "", "format": 1}}


def nested(levels: int) -> dict[str, object]:
    """A body so deep: it is itself the first level, and the entry around it another."""
    value: dict[str, object] = {}
    for _ in range(levels - 1):
        value = {"a": value}
    return value


def code_of(path: Path, data: bytes) -> tuple[int, str] | None:
    path.write_bytes(data)
    broken = verify(path).broken
    if broken is not None:
        assert broken.message
        assert broken.hint
    return None if broken is None else (broken.line, broken.code)


def test_a_forgery_that_is_a_ledger_passes(tmp_path: Path) -> None:
    assert code_of(tmp_path / "l", forged(OPENING, {}, {"body": {"a": [None, True, 1]}})) is None


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((), (1, "empty")),
        (({},), (1, "opening")),
        (({**OPENING, "body": {"format": 2}},), (1, "opening")),
        (({**OPENING, "body": {"format": True}},), (1, "opening")),
        ((OPENING, OPENING), (2, "opening")),
        ((OPENING, {"seq": 2}), (2, "sequence")),
        ((OPENING, {"seq": True}), (2, "members")),
        ((OPENING, {"seq": "1"}), (2, "members")),
        ((OPENING, {"prev": ZEROS}), (2, "previous")),
        ((OPENING, {"prev": "X"}), (2, "members")),
        ((OPENING, {"at": "2025-04-19T23:59:59Z"}), (2, "time")),
        ((OPENING, {"at": "2025-04-31T00:00:00Z"}), (2, "members")),
        ((OPENING, {"at": "2025-04-20 00:00:00"}), (2, "members")),
        ((OPENING, {"kind": "Incident"}), (2, "members")),
        ((OPENING, {"body": []}), (2, "members")),
        ((OPENING, {"more": 1}), (2, "members")),
        ((OPENING, {"body": {"p": 0.5}}), (2, "canonical")),
        ((OPENING, {"body": {"p": float("nan")}}), (2, "canonical")),
        ((OPENING, {"body": {"n": 10**5000}}), (2, "canonical")),
        ((OPENING, {"body": {"n": 2**53}}), (2, "canonical")),
        ((OPENING, {"body": {"n": -(2**53)}}), (2, "canonical")),
        ((OPENING, {"body": {"n": 2**53 - 1, "m": 1 - 2**53}}), None),
        ((OPENING, {"body": nested(31)}), None),
        ((OPENING, {"body": nested(32)}), (2, "canonical")),
        ((OPENING, {"body": {"\ue000": 1, "\U00010000": 2}}), (2, "canonical")),  # the order of characters
        ((OPENING, {"corrects": 0}), (2, "corrects")),
        ((OPENING, {"corrects": {"hash": ZEROS, "seq": 0}}), (2, "corrects")),
        ((OPENING, {"corrects": {"hash": ZEROS, "seq": 1}}), (2, "corrects")),
        ((OPENING, {"corrects": {"hash": ZEROS, "seq": False}}), (2, "corrects")),
        ((OPENING, {"corrects": {"hash": ZEROS, "seq": -1}}), (2, "corrects")),
        ((OPENING, {"corrects": {"hash": ZEROS, "seq": 0, "x": 1}}), (2, "corrects")),
    ],
)  # fmt: skip
def test_what_no_ledger_says_is_refused_although_its_hashes_fit(
    tmp_path: Path, entries: tuple[dict[str, object], ...], expected: tuple[int, str] | None
) -> None:
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)  # to write the number; it is read under the usual limit
    try:
        data = forged(*entries)
    finally:
        sys.set_int_max_str_digits(limit)
    assert code_of(tmp_path / "l", data) == expected


@pytest.mark.parametrize(
    "text",
    [
        b"{}", b"null", b"[" * 100_000, b'{"a":1,"a":1}', b'{"a": 1}', b'{"b":1,"a":1}', b'{"a":-0}',
        b'{"a":1e2}', b'{"a":"\\u0041"}', b'{"a":"\xff"}', b'{"a":Infinity}', b'{"a":"\\ud800"}', b"",
    ],
)  # fmt: skip
def test_text_that_is_not_canonical_or_no_entry_is_refused_although_its_hash_fits(
    tmp_path: Path, text: bytes
) -> None:
    expected = "members" if text in (b"{}", b"null") else "canonical"
    assert code_of(tmp_path / "l", line_of(text)) == (1, expected)


@pytest.mark.parametrize(
    "data", [b"\n", b"x" * 90 + b"\n", b'{"entry":,"hash":""}\n', b"\r\n", b"\x00" * 200 + b"\n"]
)
def test_lines_of_another_form_are_named(tmp_path: Path, data: bytes) -> None:
    assert code_of(tmp_path / "l", data) == (1, "form")


def test_keys_beyond_the_basic_plane_stand_in_the_order_of_code_units(tmp_path: Path) -> None:
    path = tmp_path / "l"
    append(path, [Draft("incident", {"\ue000": 1, "\U00010000": "\U0001f600", "z": "ґ"})], at=START)
    assert verify(path).is_whole
    assert b'"\xf0\x90\x80\x80":' in path.read_bytes().split(b'"\xee\x80\x80"')[0]


def test_the_hash_is_in_lower_case(tmp_path: Path) -> None:
    data = forged(OPENING)
    assert code_of(tmp_path / "l", data[:-67] + data[-67:-3].upper() + data[-3:]) == (1, "form")


def test_a_file_without_line_breaks_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "l"
    with path.open("wb") as stream:
        stream.truncate(LONGEST_LINE + 5)
    broken = verify(path).broken
    assert broken is not None
    assert (broken.code, "longer than" in broken.message) == ("form", True)


@pytest.mark.parametrize("end", [1, 2, 40])
def test_a_torn_last_line_is_named(tmp_path: Path, end: int) -> None:
    path = written(tmp_path / "l", 3)
    data = path.read_bytes()
    assert code_of(path, data[:-end]) == (3, "torn")
    found = verify(path)
    assert (found.entries, found.last) == (2, "2025-04-20T00:00:00Z")
    with pytest.raises(InputError, match="line 3: the ledger is broken here: it is torn"):
        read_ledger(path)


def test_a_whole_ledger_tells_its_ends_and_root(tmp_path: Path) -> None:
    path = written(tmp_path / "l", 5)
    entries = read_ledger(path)
    found = verify(path)
    assert found.is_whole
    assert (found.entries, found.first, found.last) == (5, "2025-04-20T00:00:00Z", "2025-04-20T18:00:00Z")
    assert (found.head, found.root) == (entries[-1].hash, root_of(entries))
    assert b"".join(entry.line for entry in entries) == path.read_bytes()


def test_roots_are_kept_by_what_is_added_and_told_apart(tmp_path: Path) -> None:
    path = written(tmp_path / "l", 5)
    entries = read_ledger(path)
    kept = [Held(root_of(entries, count), count) for count in (1, 3, 5)]
    append(path, [Draft("incident", {})], at=START + timedelta(days=9))
    found = verify(
        path, roots=[*kept, Held(kept[1].hash), Held(kept[0].hash, 3), Held(ZEROS, 7), Held(ZEROS)]
    )
    assert [(check.verdict, check.count) for check in found.roots] == [
        ("kept", 1), ("kept", 3), ("kept", 5), ("kept", 3), ("rewritten", 3), ("cut", 7), ("not-found", None),
    ]  # fmt: skip
    assert not found.is_whole


@pytest.mark.parametrize("text", [f"{ZEROS}@12", f" {ZEROS.upper()}@12\n"])
def test_a_root_is_read(text: str) -> None:
    assert held_root(text) == Held(ZEROS, 12)
    assert str(held_root(text)) == f"{ZEROS}@12"
    assert str(held_root(ZEROS)) == ZEROS


@pytest.mark.parametrize(
    "text", ["", "abc", f"{ZEROS}@", f"{ZEROS}@0", f"{ZEROS}@-1", f"{ZEROS}0", f"{ZEROS[:-1]}x"]
)
def test_what_is_no_root_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is no root"):
        held_root(text)


def test_days_have_roots_over_all_entries_up_to_their_end(tmp_path: Path) -> None:
    entries = read_ledger(written(tmp_path / "l", 10))
    days = day_roots(entries)
    assert [(one.day, one.entries, one.count) for one in days] == [
        ("2025-04-20", 5, 5), ("2025-04-21", 4, 9), ("2025-04-22", 1, 10),
    ]  # fmt: skip
    assert [one.root for one in days] == [root_of(entries, one.count) for one in days]


def test_proofs_hold_for_their_root_alone(tmp_path: Path) -> None:
    entries = read_ledger(written(tmp_path / "l", 10))
    root = root_of(entries)
    for entry in entries:
        proof = prove_entry(entries, entry.seq)
        assert proof.root == root
        assert check_entry(proof, entry.text, root)
        assert not check_entry(proof, canonical({"a": 1}), root)
        assert not check_entry(proof, entry.text, ZEROS)
        assert not check_entry(proof, entry.text, "no hex")
    growth = prove_growth(entries, 4, count=9)
    assert check_growth(growth, root_of(entries, 4), root_of(entries, 9))
    assert not check_growth(growth, root_of(entries, 4), root)
    assert not check_growth(growth, "x", root)
    mangled = Inclusion(seq=0, leaf="", count=1, root=root, path=("zz",))
    assert not check_entry(mangled, entries[0].text, root)


def test_proofs_of_what_is_not_there_are_refused(tmp_path: Path) -> None:
    entries = read_ledger(written(tmp_path / "l", 3))
    for seq, count in ((3, None), (-1, None), (2, 2), (0, 4), (0, -1)):
        with pytest.raises(InputError):
            prove_entry(entries, seq, count=count)
    for old in (0, 4):
        with pytest.raises(InputError):
            prove_growth(entries, old)
    assert root_of(entries, 0) == sha256().hexdigest()


def test_a_file_that_fails_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("detente.watch.ledger.verification.Walk", failing)
    with pytest.raises(InputError, match=r"cannot be read .input.output error"):
        verify(written(tmp_path / "l", 2))


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(InputError, match="cannot be read"):
            verify(path)


SHELL = shutil.which("sh") or ""


@pytest.mark.skipif(not (SHELL and shutil.which("sha256sum")), reason="there is no sh with sha256sum")
def test_the_shell_of_the_documents_agrees(root: Path, tmp_path: Path) -> None:
    (script,) = re.findall(
        r"^```sh\n(.*?)^```$", (root / "docs/background/ledger.md").read_text(), re.MULTILINE | re.DOTALL
    )
    whole = written(tmp_path / "truce.jsonl", 6).read_bytes()
    lines = whole.splitlines(keepends=True)
    swapped = b"".join([*lines[:2], lines[3], lines[2], *lines[4:]])

    def said(data: bytes) -> str:
        (tmp_path / "truce.jsonl").write_bytes(data)
        run = subprocess.run([SHELL, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
        return run.stdout[:7]

    changed = whole.replace(b'"seen":3', b'"seen":4')
    assert [said(data) for data in (whole, changed, swapped, whole[:-1])] == [
        "whole, ",
        "changed",
        "does no",
        "torn\n",
    ]
