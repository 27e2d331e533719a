"""``detente review``: by lines from standard input, by ``--do``, and what is said of its state."""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from detente.cli import review_desk
from detente.record.reading_file import read_reading, write_reading
from tests.command import Ran, detente
from tests.contracts import assert_follows
from tests.readings import ARTICLE, AT, DRAFTS, reading, reading_file, write_article


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reading file with its article beside it."""
    monkeypatch.setattr(review_desk, "now", lambda: AT)
    monkeypatch.delenv("DETENTE_CODER", raising=False)
    write_article(tmp_path)
    write_reading(tmp_path / "talks.json", reading_file())
    return tmp_path / "talks.json"


@contextmanager
def typing(*lines: str) -> Iterator[None]:
    with patch.object(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines))):
        yield


def reviewed(talks: Path, *lines: str, options: tuple[object, ...] = ()) -> Ran:
    with typing(*lines):
        return detente("review", talks, *options)


def states(talks: Path) -> dict[str, str]:
    with typing():
        ran = detente("review", talks, "--status", "--json")
    return {row["id"]: row["review"] for row in json.loads(ran.out)["outcomes"]}


def test_a_review_by_lines_goes_by_risk_and_saves_each_decision(talks: Path) -> None:
    ran = reviewed(
        talks, "accept", "# a remark", "", "doubt which harbour?", "reject told by the author", "skip"
    )
    assert (ran.code, ran.err) == (0, "")
    assert states(talks) == {"d1": "confirmed", "d2": "doubtful", "d3": "unreviewed", "d4": "rejected"}
    assert "[[her country would reopen the bridge (if the guns fall" in ran.out
    assert "<said>" in ran.out
    assert "{Arvania’s president, Ilse Koren}" in ran.out
    assert ran.out.splitlines()[-1] == "1 unreviewed, 1 confirmed, 1 doubtful, 1 rejected."
    again = reviewed(talks, "accept")
    assert "d3 · 1 waiting" in again.out
    assert "d1 · " not in again.out
    assert [one.at for one in read_reading(talks).decisions] == [AT] * 4
    assert {one.by for one in read_reading(talks).decisions} == {"reader"}


def test_fields_are_corrected_and_a_slip_is_pointed_at(talks: Path) -> None:
    ran = reviewed(
        talks,
        'd2 correct party=beltova issue=harbor note="to be asked" yes_but=yes via="a paper; a radio"',
        'd4 correct quote="a ban" speaker="Tomas Reyk"',
        "d3: c stance=reject",
        options=("--coder", "AK"),
    )
    assert ran.code == 0
    assert "issue harbor is new here; is it harbour?" in ran.out
    decisions = read_reading(talks).decisions
    assert decisions[0].changed == {
        "party": "beltova", "issue": "harbor", "note": "to be asked", "yes_but": True,
        "via": ("a paper", "a radio"),
    }  # fmt: skip
    start = ARTICLE.index("a ban")
    assert decisions[1].changed == {
        "speaker": "Tomas Reyk", "start": start, "end": start + 5, "quote": "a ban",
    }  # fmt: skip
    assert decisions[2].changed == {}
    assert {one.by for one in decisions} == {"AK"}


def test_merging_adding_and_undoing(talks: Path) -> None:
    ran = reviewed(
        talks,
        "d4 merge",
        "show d3",
        'add "BRIDGE TALKS RESUME" party=media stance=claim',
        "undo",
        "undo",
        "undo",
        "show d2",
        "?",
        "v",
        "quit",
    )
    assert ran.code == 2
    assert "d4: merged into d3." in ran.out
    assert "[[the offer. Beltova demands a ban on patrols]]" in " ".join(ran.out.split())
    assert "a1: added and confirmed." in ran.out
    assert "there is no decision to undo" in ran.err
    assert set(states(talks).values()) == {"unreviewed"}
    assert len(read_reading(talks).decisions) == 4


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("agree", "there is no command 'agree'"),
        ("d1", "no command is given"),
        ("d9 accept", "there is no draft 'd9'"),
        ("correct", "no field is given"),
        ("correct partie=x", "there is no field 'partie'"),
        ("correct reject", "'reject' is no FIELD=VALUE"),
        ("correct note='a", "a quotation mark is not closed"),
        ("correct stance=rejct", "'rejct' is no stance. Try: 'reject'"),
        ("correct party=A!", "is not an id"),
        ("correct conditional=perhaps", "no value of conditional"),
        ('correct quote="no such words"', "does not stand in the text"),
        ("d1 merge", "no other statement before d1"),
        ("d2 merge d2", "to merge it into"),
        ("d2 merge d9", "there is no draft 'd9'"),
        ("add", "no words are given"),
        ('add "the"', "times in the text"),
    ],
)
def test_a_line_that_cannot_be_done_changes_nothing(talks: Path, line: str, said: str) -> None:
    before = talks.read_bytes()
    ran = reviewed(talks, line)
    assert ran.code == 2
    assert said in ran.err
    assert said in ran.out
    assert "Try:" in ran.err
    assert talks.read_bytes() == before


def test_what_is_given_by_do_is_done_whole_or_not_at_all(talks: Path) -> None:
    before = talks.read_bytes()
    ran = detente("review", talks, "--do", "d1 accept", "--do", "d2 rejct", "--do", "quit", "--json")
    assert ran.code == 2
    assert [problem["message"] for problem in ran.json["error"]["problems"]] == [  # type: ignore[index]  # as printed
        "there is no command 'rejct'",
        "'quit' is no decision",
    ]
    assert talks.read_bytes() == before
    ran = detente(
        "review", talks, "--do", "d1 accept", "--do", "d1 correct stance=offer", "--do", "skip", "--json"
    )
    assert_follows(ran.json, "review")
    assert ran.json["decisions"] == 2
    assert "d1: confirmed with stance changed." in ran.err
    assert states(talks)["d1"] == "confirmed"


def test_doubtful_ones_are_gone_through_once_more(talks: Path) -> None:
    reviewed(talks, "d3 doubt", "d2 accept")
    ran = reviewed(talks, "accept", options=("--doubtful",))
    assert "d3 · 1 waiting · doubtful" in ran.out
    assert states(talks)["d3"] == "confirmed"
    assert "no draft waits any more" in reviewed(talks, "accept", options=("--doubtful",)).err


def test_in_order_of_the_text(talks: Path) -> None:
    ran = detente("review", talks, "--in-order", "--status", "--json")
    assert ran.json["waiting"] == ["d1", "d2", "d3", "d4"]
    assert detente("review", talks, "--status", "--json").json["waiting"] == ["d1", "d2", "d4", "d3"]
    assert detente("review", talks, "--status").out == f"{talks}: 4 unreviewed.\n"


def test_the_text_is_known_by_its_hash(talks: Path) -> None:
    text = talks.with_name("talks.txt")
    text.write_bytes(ARTICLE.encode("cp1252"))
    assert "[[her country would reopen" in reviewed(talks, "quit").out
    text.write_text("something else")
    ran = reviewed(talks, 'd4 correct quote="a ban"')
    assert "is not at" in ran.err
    assert "the text is not at hand" in ran.err
    assert "[[her country would reopen the bridge if the guns fall silent]]" in ran.out
    ran = reviewed(talks, "quit", options=("--text", text))
    assert ran.code == 2
    assert "is not the text that was read" in ran.err
    assert "cannot be read" in reviewed(talks, "quit", options=("--text", "nowhere.txt")).err
    other = talks.with_name("other.txt")
    other.write_bytes(b"\xef\xbb\xbf" + ARTICLE.encode())
    assert "<said>" in reviewed(talks, "quit", options=("--text", other)).out


def test_a_file_that_another_program_changed_is_not_overwritten(talks: Path) -> None:
    def lines() -> Iterator[str]:
        yield "d1 accept"
        talks.write_text(talks.read_text() + " ")
        yield "d2 accept"

    class Typed(io.StringIO):
        def __iter__(self) -> Iterator[str]:  # type: ignore[override]  # lines as they are typed
            return lines()

    with patch.object(sys, "stdin", Typed()):
        ran = detente("review", talks)
    assert ran.code == 2
    assert "another program has changed this file" in ran.err
    assert states(talks)["d2"] == "unreviewed"
    assert states(talks)["d1"] == "confirmed"


def test_a_file_that_is_gone_is_not_written_anew(talks: Path) -> None:
    class Typed(io.StringIO):
        def __iter__(self) -> Iterator[str]:  # type: ignore[override]  # lines as they are typed
            talks.unlink()
            yield "d1 accept"

    with patch.object(sys, "stdin", Typed()):
        ran = detente("review", talks)
    assert ran.code == 2
    assert "another program has changed this file" in ran.err
    assert not talks.exists()


def test_names_of_a_case_are_known(root: Path, talks: Path) -> None:
    case = root / "cases/ukraine-2025-03"
    ran = reviewed(talks, "correct party=russia issue=nato", options=("--case", case))
    assert "is new here" not in ran.out
    assert "is new here" in reviewed(talks, "correct issue=nota").out


def test_names_of_the_reader(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_CODER", "from the environment")
    reviewed(talks, "accept")
    assert read_reading(talks).decisions[0].by == "from the environment"
    ran = reviewed(talks, "accept", options=("--coder", " "))
    assert ran.code == 2
    assert "is no name" in ran.err


def test_nothing_in_the_article_steers_the_terminal(tmp_path: Path) -> None:
    hostile = DRAFTS[0].quote.replace("bridge", "br\x1bdge").replace("guns", "g\u202ens")
    text = ARTICLE.replace(DRAFTS[0].quote, hostile)
    made = replace(reading_file(), reading=reading(text, (replace(DRAFTS[0], quote=hostile),)))
    write_reading(tmp_path / "r.json", made)
    (tmp_path / "talks.txt").write_bytes(text.encode())
    for with_text in (True, False):
        ran = reviewed(tmp_path / "r.json", "quit")
        assert "\x1b" not in ran.out
        assert "\u202e" not in ran.out
        assert ("<said>" in ran.out) is with_text
        (tmp_path / "talks.txt").unlink(missing_ok=True)


def test_the_name_of_an_article_steers_no_terminal(talks: Path) -> None:
    write_reading(talks, replace(reading_file(), article="\x1b[2Jgone.txt"))
    ran = reviewed(talks, "quit")
    assert "is not at" in ran.err
    assert "\x1b" not in ran.err
    write_reading(talks, replace(reading_file(), article=""))
    assert "does not say which file" in reviewed(talks, "quit").err


def test_names_of_a_lexicon_are_known(talks: Path) -> None:
    words = talks.with_name("words.toml")
    words.write_text('format = 1\n[issues.oysters]\ntitle = "Oysters"\ncues = ["oyster"]\n', encoding="utf-8")
    ran = reviewed(talks, "correct issue=oysters", options=("--lexicon", words))
    assert ran.code == 0, ran.err
    assert "is new here" not in ran.out
