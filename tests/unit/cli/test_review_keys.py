"""``detente review`` by keys: each key does what the bar says, and a real terminal is taken for one."""

import os
import pty
import select
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from detente.cli.review_desk import Desk, Known, Material
from detente.cli.review_keys import FIELDS, LEAVE, PICKS, REASONS, Keyboard, review_keys
from detente.cli.review_terminal import STYLES, _completed, terminal_keyboard
from detente.record.decision import CHANGEABLE, SPAN
from detente.record.reading_file import read_reading, write_reading
from detente.record.review.outcome import outcomes
from detente.record.review.session import begin
from detente.record.review.typed import COMMANDS
from detente.views.review_text import Looks
from tests.command import detente
from tests.readings import ARTICLE, reading_file, write_article


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    write_article(tmp_path)
    write_reading(tmp_path / "talks.json", reading_file())
    return tmp_path / "talks.json"


def pressed(talks: Path, keys: str, *typed: str, width: int = 80, text: str | None = ARTICLE) -> list[str]:
    """What is said while a reader presses these keys and types these lines."""
    said: list[str] = []
    waiting: Iterator[str] = iter(keys)
    lines = iter(typed)

    def line(prompt: str, _words: Sequence[str]) -> str:
        said.append(prompt)
        return next(lines)

    known = Known(parties={"north": "North"}, issues={"well": "The well"})
    desk = Desk(Material(path=talks, text=text, coder="ann", known=known), begin(read_reading(talks)))
    board = Keyboard(key=lambda: next(waiting), line=line, say=said.append, width=width)
    review_keys(desk, board, Looks(width=width, styles={}))
    assert next(waiting, "") == ""
    assert next(lines, "") == ""
    return said


def states(talks: Path) -> dict[str, str]:
    return {outcome.draft.id: outcome.review.value for outcome in outcomes(read_reading(talks))}


def test_one_key_for_each_decision(talks: Path) -> None:
    said = pressed(talks, "ar1ds", "which harbour?")
    assert states(talks) == {"d1": "confirmed", "d2": "rejected", "d4": "doubtful", "d3": "unreviewed"}
    decisions = read_reading(talks).decisions
    assert [one.why for one in decisions] == ["", REASONS["1"], "which harbour?"]
    assert "Nothing waits any more" in said[-2]
    assert "Put off: d3" in said[-1]


def test_corrections_are_picked_by_keys(talks: Path) -> None:
    # d1: party is the first known one, stance the sixth, no issue, conditional turned off; then Enter.
    said = pressed(talks, "cp1s6i0c\rq")
    changed = read_reading(talks).decisions[0].changed
    assert changed == {"party": "north", "stance": "reject", "issue": "", "conditional": False}
    assert any("party=north, stance=reject" in line for line in said)


def test_corrections_are_typed(talks: Path) -> None:
    pressed(talks, "cnw/qj/\rq", "a note", "Ilse K.", "the bridge", "patrols; harbour")
    changed = read_reading(talks).decisions[0].changed
    assert changed["note"] == "a note"
    assert changed["speaker"] == "Ilse K."
    assert changed["quote"] == "the bridge"
    assert changed["issues_other"] == ("patrols", "harbour")


def test_leaving_a_correction_changes_nothing(talks: Path) -> None:
    before = talks.read_bytes()
    said = pressed(talks, "cp\x1b\x1bcs\x1bn!\x1bxr\x1b?v+q", "", "")
    assert talks.read_bytes() == before
    assert any("Marks:" in line for line in said)
    assert sum(line.startswith("d1 · ") for line in said) == 2
    assert any("? shows the keys" in line for line in said)


def test_a_wrong_key_in_a_menu_keeps_what_was_corrected_and_decides_nothing(talks: Path) -> None:
    said = pressed(talks, "cnxa\rq", "see the map")
    assert sum("No such key here" in line for line in said) == 2
    (decision,) = read_reading(talks).decisions
    assert (decision.verb.value, decision.changed) == ("correct", {"note": "see the map"})
    said = pressed(talks, "rza\x1bq")
    assert sum("No such key here" in line for line in said) == 2
    assert len(read_reading(talks).decisions) == 1


def test_what_cannot_be_done_is_said_and_the_review_goes_on(talks: Path) -> None:
    said = pressed(talks, "umcp/\rcd\rart\rq", "Not An Id", "soon", "typed reason")
    text = "\n".join(said)
    assert "there is no decision to undo" in text
    assert "no other statement before d1" in text
    assert "is not an id" in text
    assert "is no ISO date" in text
    assert read_reading(talks).decisions[1].why == "typed reason"


def test_a_missed_statement_is_added(talks: Path) -> None:
    pressed(talks, "+/\x1b6\x1bq", "BRIDGE TALKS RESUME", "media")
    added = read_reading(talks).decisions[0]
    assert added.draft == "a1"
    assert (added.changed["party"], added.changed["stance"]) == ("media", "reject")


def test_merge_undo_and_quit_by_end_of_input(talks: Path) -> None:
    said = pressed(talks, "ssmu\x04")
    assert any("d4: merged into d3" in line for line in said)
    assert "All decisions are kept" in " ".join(said[-2:])
    assert set(states(talks).values()) == {"unreviewed"}


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_lines_fit_the_terminal(talks: Path, width: int) -> None:
    for line in pressed(talks, "scp\x1b\x1br\x1bq", width=width):
        assert len(line) <= max(width, 20), line


def test_keys_are_distinct_and_lead_to_fields() -> None:
    assert len(set(COMMANDS.values())) == len(COMMANDS)
    assert len(set(PICKS)) == len(PICKS)
    assert set(FIELDS.values()) <= {*CHANGEABLE}
    assert {*CHANGEABLE} - {*FIELDS.values()} - {*SPAN} == {"condition_of", "date_basis"}
    assert set(STYLES) == {"quote", "mention", "cue", "condition", "head"}
    assert _completed(("north", "south"), "no", 0) == "north"
    assert _completed(("north", "south"), "no", 1) is None


@contextmanager
def at_a_terminal(keys: bytes) -> Iterator[None]:
    """Standard input is a terminal at which these keys were pressed."""
    ours, theirs = pty.openpty()
    os.write(ours, keys)
    with os.fdopen(theirs, "r") as typed, patch.object(sys, "stdin", typed):
        yield
    os.close(ours)


def test_keys_are_read_one_by_one_and_lines_as_they_are_typed(capsys: pytest.CaptureFixture[str]) -> None:
    with at_a_terminal(b"a\x1b[A\x1b\xc3\xa9"):
        with terminal_keyboard(print, width=40) as board:
            assert [board.key() for _ in range(2)] == ["a", "unknown"]
            assert board.key() == "unknown"
            board.tell("Said in a line that is longer than forty columns are.")
        assert board.width == 40
    assert capsys.readouterr().out.splitlines()[0] == "Said in a line that is longer than forty"
    with at_a_terminal(b"a note\n"), terminal_keyboard(print, width=40) as board:
        assert board.line("note? ", ("a", "b")) == "a note"


def test_a_letter_beyond_ascii_is_one_key_and_what_follows_another() -> None:
    with at_a_terminal("é漢😀\x1bOPb".encode()), terminal_keyboard(print, width=40) as board:
        assert [board.key() for _ in range(5)] == ["unknown"] * 4 + ["b"]
    with at_a_terminal(b"\x1bxb"), terminal_keyboard(print, width=40) as board:
        assert [board.key(), board.key()] == ["unknown", "b"]


def test_a_terminal_that_is_gone_leaves_the_review(monkeypatch: pytest.MonkeyPatch) -> None:
    with at_a_terminal(b""), terminal_keyboard(print, width=40) as board:
        monkeypatch.setattr("os.read", lambda _number, _most: b"")
        assert board.key() == LEAVE


def test_escape_alone_is_a_key() -> None:
    with at_a_terminal(b"\x1b"), terminal_keyboard(print, width=40) as board:
        assert board.key() == "\x1b"


def test_a_terminal_without_the_usual_libraries_still_has_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "termios", None)
    monkeypatch.setitem(sys.modules, "readline", None)
    monkeypatch.setattr("click.getchar", lambda: "k")
    monkeypatch.setattr("builtins.input", lambda prompt: prompt)
    with terminal_keyboard(print, width=40) as board:
        assert board.key() == "k"
        assert board.line("asked", ()) == "asked"
    monkeypatch.setattr("builtins.input", _ended)
    with terminal_keyboard(print, width=40) as board:
        assert board.line("asked", ()) == ""


def _ended(_prompt: str) -> str:
    raise EOFError


@pytest.mark.parametrize("plain", [True, False])
def test_the_verb_takes_keys_at_a_terminal(talks: Path, monkeypatch: pytest.MonkeyPatch, plain: bool) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "70")
    (monkeypatch.setenv("NO_COLOR", "1") if plain else monkeypatch.delenv("NO_COLOR", raising=False))
    with at_a_terminal(b"aq"):
        ran = detente("review", talks, to_terminal=True)
    assert ran.code == 0
    assert states(talks)["d1"] == "confirmed"
    assert ("\x1b[" in ran.out) is not plain
    assert "Keys: [a]accept" in ran.out


def test_on_a_real_terminal_keys_need_no_enter(talks: Path) -> None:
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - the other process
        os.environ["TERM"] = "xterm"
        os.environ.pop("NO_COLOR", None)
        code = "from detente.cli import main; main()"
        os.execv(sys.executable, [sys.executable, "-c", code, "review", str(talks)])  # noqa: S606 - our own command line
    said = _until(terminal, b"[q]quit", 2)
    assert b"\x1b[1m[[" in said
    os.write(terminal, b"a")
    _until(terminal, b"d1: confirmed.", 1)
    os.write(terminal, b"cn")
    _until(terminal, b"note (now: none", 1)
    os.write(terminal, b"a note\r")
    _until(terminal, b"note=a note", 1)
    os.write(terminal, b"\rq")
    _until(terminal, b"goes on from here", 1)
    _, status = os.waitpid(child, 0)
    assert status == 0
    assert [one.changed for one in read_reading(talks).decisions] == [{}, {"note": "a note"}]


def _until(terminal: int, wanted: bytes, times: int) -> bytes:
    """What the terminal shows until these words have come so often."""
    said, end = b"", time.monotonic() + 30
    while said.replace(b"\r\n  ", b" ").count(wanted) < times:
        left = end - time.monotonic()
        assert left > 0, said
        if select.select([terminal], [], [], left)[0]:
            try:
                said += os.read(terminal, 65_536)
            except OSError:  # the other side is gone
                assert wanted in said, said
                break
    return said
