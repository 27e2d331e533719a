"""Writing to a ledger: whole or not at all, one writer at a time, never on top of a broken one."""

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.watch.ledger import Draft, Json, Pointer, append, read_ledger, root_of, verify
from tests.ledgers import START, written

SOME = Draft("incident", {"seen": 3})
HALF: Json = 0.5  # type: ignore[assignment]  # a fraction, which a ledger cannot hold


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return written(tmp_path / "ledger.jsonl", 4)


def refused(
    path: Path, drafts: Sequence[Draft] = (SOME,), *, at: datetime = START + timedelta(days=9)
) -> str:
    """Why drafts are refused; the file is what it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(InputError) as caught:
        append(path, drafts, at=at)
    assert (path.read_bytes() if path.is_file() else None) == before
    return str(caught.value)


def test_a_new_ledger_is_opened_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    receipt = append(path, [SOME], at=START, about="a well")
    assert receipt.opened
    opening, entry = read_ledger(path)
    assert receipt.entries == (opening, entry)
    assert (opening.kind, opening.body) == ("opening", {"about": "a well", "format": 1})
    assert (entry.seq, entry.prev, entry.day) == (1, opening.hash, "2025-04-19")
    assert (receipt.count, receipt.root) == (2, root_of([opening, entry]))
    again = append(path, [], at=START)
    assert (again.opened, again.entries, again.root) == (False, (), receipt.root)


def test_an_empty_file_is_a_new_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    path.touch()
    assert append(path, [SOME], at=START).opened


def test_a_correction_points_at_the_old_entry_and_the_old_one_stays(ledger: Path) -> None:
    before = ledger.read_bytes()
    drafts = [Draft("incident", {"why": "one fire"}, 2), Draft("incident", {"why": "so is this"}, 4)]
    receipt = append(ledger, drafts, at=START + timedelta(days=9))
    entries = read_ledger(ledger)
    assert ledger.read_bytes().startswith(before)
    assert [entry.corrects for entry in receipt.entries] == [
        Pointer(2, entries[2].hash),
        Pointer(4, entries[4].hash),
    ]


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (Draft("opening", {}), "no kind of entry"),
        (Draft("Incident", {}), "no kind of entry"),
        (Draft("x" * 41, {}), "no kind of entry"),
        (Draft("incident", {"p": HALF}), "drafts[1].body.p: the fraction 0.5"),
        (Draft("incident", {}, 1), "does not say why"),
        (Draft("incident", {"why": " "}, 1), "does not say why"),
        (Draft("incident", {"why": "x"}, 99), "no entry 99"),
        (Draft("incident", {"why": "x"}, -1), "no entry -1"),
        (Draft("incident", {"why": "x"}, 5), "no entry 5"),
        (Draft("incident", {"text": "x" * (1 << 24)}), "would be longer"),
    ],
)
def test_a_draft_that_cannot_be_written_leaves_all_unwritten(ledger: Path, draft: Draft, said: str) -> None:
    assert said in refused(ledger, [SOME, draft])


def test_all_faults_of_drafts_are_named_at_once(ledger: Path) -> None:
    told = refused(ledger, [Draft("A", {}), Draft("b", {"x": HALF}), Draft("c", {}, 0)])
    assert [f"drafts[{number}]" in told for number in range(3)] == [True] * 3


def test_a_clock_that_went_back_is_refused(ledger: Path) -> None:
    assert "is before that of its last entry, 2025-04-20T12:00:00Z" in refused(ledger, at=START)
    assert "no time zone" in refused(ledger, at=datetime(2026, 1, 1))  # noqa: DTZ001 - a naive time is what is refused


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (b'{"entry":{"at"', "it is torn: after 14 bytes"),
        (b"x\n", "it is not of the form"),
        (b"\n", "not of the form"),
    ],
)
def test_nothing_is_built_on_a_broken_ledger(ledger: Path, end: bytes, said: str) -> None:
    with ledger.open("ab") as stream:
        stream.write(end)
    told = refused(ledger)
    assert "line 5: the ledger is broken here" in told
    assert said in told


def test_a_ledger_goes_on_in_a_copy_as_the_hint_says(ledger: Path, tmp_path: Path) -> None:
    whole = ledger.read_bytes()
    ledger.write_bytes(whole[:-1])
    assert "'head -n 3 FILE > COPY'" in refused(ledger)
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(b"".join(whole.splitlines(keepends=True)[:3]))
    assert append(copy, [SOME], at=START + timedelta(days=9)).count == 4


@pytest.mark.parametrize("name", ["nowhere/ledger.jsonl", ".", "a\0b"])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    assert "cannot be written" in refused(tmp_path / name) if "\0" not in name else "cannot be written"
    with pytest.raises(InputError, match="cannot be read"):
        verify(tmp_path / name)


def test_what_keeps_nothing_is_no_ledger() -> None:
    with pytest.raises(InputError, match="no file that keeps what is written"):
        append(Path(os.devnull), [SOME], at=START)


def test_a_write_that_fails_is_taken_back(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true_write, calls = os.write, list[int]()

    def half(number: int, data: bytes) -> int:
        calls.append(len(data))
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        return true_write(number, bytes(data)[:100])

    monkeypatch.setattr(os, "write", half)
    assert "no space left" in refused(ledger)
    assert len(calls) == 2
    monkeypatch.undo()
    assert append(ledger, [SOME], at=START + timedelta(days=9)).count == 5


def test_what_is_written_is_on_the_disk_before_the_receipt(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_sync, sizes = os.fsync, list[int]()

    def spy(number: int) -> None:
        sizes.append(os.fstat(number).st_size)
        true_sync(number)

    monkeypatch.setattr(os, "fsync", spy)
    append(ledger, [SOME], at=START + timedelta(days=9))
    assert sizes == [ledger.stat().st_size]


def test_a_file_that_was_replaced_meanwhile_is_not_written(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = written(ledger.with_name("other.jsonl"), 2)
    monkeypatch.setattr(Path, "stat", lambda _, **__: os.stat(other))  # noqa: PTH116 - Path.stat is what is replaced
    with pytest.raises(InputError, match="moved or replaced while"):
        append(ledger, [SOME], at=START + timedelta(days=9))
    monkeypatch.undo()
    assert len(read_ledger(ledger)) == 4


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from detente.watch.ledger import Draft, append
for number in range(8):
    drafts = [Draft("incident", {"by": sys.argv[2], "n": number})] * 2
    append(Path(sys.argv[1]), drafts, at=datetime(2026, 1, 1, tzinfo=UTC))
"""


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    runs = [subprocess.Popen([sys.executable, "-c", WRITER, path, name]) for name in "abcd"]
    assert [run.wait() for run in runs] == [0] * 4
    entries = read_ledger(path)
    assert len(entries) == 1 + 4 * 8 * 2
    said = [(str(entry.body["by"]), entry.body["n"]) for entry in entries[1:]]
    assert all(said[at] == said[at + 1] for at in range(0, len(said), 2))  # a batch is never parted
    for name in "abcd":
        assert [n for by, n in said[::2] if by == name] == [*range(8)]


KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from detente.watch.ledger import Draft, append
true_write = os.write
def dying(number, data):
    true_write(number, bytes(data)[:150])
    os._exit(9)
os.write = dying
append(Path(sys.argv[1]), [Draft("incident", {"text": "x" * 500})], at=datetime(2026, 1, 1, tzinfo=UTC))
"""


def test_a_writer_that_dies_leaves_a_torn_line_and_no_lock(ledger: Path) -> None:
    before = ledger.read_bytes()
    run = subprocess.run([sys.executable, "-c", KILLED, ledger], check=False)
    assert run.returncode == 9
    assert ledger.read_bytes()[: len(before)] == before
    found = verify(ledger)
    assert found.broken is not None
    assert (found.entries, found.broken.line, found.broken.code) == (4, 5, "torn")
    assert "it is torn: after 150 bytes" in refused(ledger)
    ledger.write_bytes(before)
    assert append(ledger, [SOME], at=datetime(2026, 1, 1, tzinfo=UTC)).count == 5
