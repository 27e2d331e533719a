"""``detente read``: drafts in the order of the text, as a page, as data, as a file to be reviewed."""

import csv
import io
import json
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from detente.record.decision import Verb
from detente.record.reading_file import read_reading, write_reading
from detente.record.reading_file_head import NOT_MEASURED, WHAT
from detente.record.reading_file_shape import DRAFT
from tests.command import Ran, detente
from tests.contracts import assert_follows
from tests.readings import ARTICLE, decided, reading_file, write_article

CUES = ("--engine", "cues")


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    return write_article(tmp_path)


def piped(data: bytes, *options: object) -> Ran:
    with patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(data))):
        return detente("read", "-", *CUES, *options)


def test_the_page_says_first_that_these_are_drafts(talks: Path) -> None:
    ran = detente("read", talks, *CUES)
    assert (ran.code, ran.err) == (0, "")
    said = " ".join(ran.out.split())
    assert said.index(WHAT) < said.index("d1. ")
    assert "“We will never cede the harbour”" in said
    assert ran.out == detente("read", talks, *CUES).out


def test_the_data_follow_their_shape_and_are_verbatim(talks: Path) -> None:
    ran = detente("read", talks, *CUES, "--json", "--outlet", "The Post", "--published-on", "2025-03-14")
    assert_follows(ran.json, "read")
    drafts = json.loads(ran.out)["drafts"]
    assert drafts
    for row in drafts:
        assert ARTICLE[row["start"] : row["end"]] == row["quote"]
        for key in ("cue", "speaker_mention", "condition"):
            if row[key]:
                assert ARTICLE[row[key]["start"] : row[key]["end"]] == row[key]["text"]
    assert [row["start"] for row in drafts] == sorted(row["start"] for row in drafts)
    assert json.loads(ran.out)["source"]["outlet"] == "The Post"
    rows = list(csv.reader(io.StringIO(detente("read", talks, *CUES, "--csv").out)))
    assert tuple(rows[0]) == DRAFT
    assert len(rows) == len(drafts) + 1


def test_where_nothing_was_found_the_page_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "autre.txt"
    file.write_text("Le ministre est arrivé mardi.\n", encoding="utf-8")
    ran = detente("read", file, "--engine", "cues")
    assert "No statement was found" in ran.out
    assert "Its rules are for English" in ran.out
    assert "for English" not in detente("read", write_article(tmp_path), "--engine", "cues").out


def annotated(folder: Path, words: str, **given: object) -> Path:
    start = ARTICLE.index(words)
    content = {"start": start, "end": start + len(words), "text": words}
    file = folder / "gold.json"
    told = [{"content": content, "stance": "red_line", **given}]
    file.write_text(json.dumps({"text": ARTICLE, "statements": told}), encoding="utf-8")
    return file


def test_a_reading_is_measured_against_annotations(talks: Path) -> None:
    gold = annotated(talks.parent, "We will never cede the harbour")
    ran = detente("read", talks, *CUES, "--json", "--score", gold)
    assert_follows(ran.json, "read")
    found = json.loads(ran.out)["score"]
    assert found["found"]["hits"] == found["found"]["of"] == 1
    (chosen,) = (row for row in json.loads(ran.out)["drafts"] if row["id"] == found["matched"][0]["draft"])
    assert chosen["quote"] == "We will never cede the harbour"
    assert json.loads(detente("read", talks, *CUES, "--json").out)["score"] is None
    page = detente("read", talks, *CUES, "--score", gold).out
    assert page.index("Measured against annotations") > page.index("d1. ")
    assert "1 of 1" in page


def test_annotations_of_another_text_or_in_a_bad_state_are_refused(talks: Path) -> None:
    gold = annotated(talks.parent, "We will never cede the harbour", kind="shouted")
    ran = detente("read", talks, *CUES, "--score", gold)
    assert (ran.code, ran.out) == (2, "")
    assert "statements[1].kind: 'shouted' is no kind" in ran.err
    gold = annotated(talks.parent, "We will never cede the harbour")
    turned = talks.with_name("turned.txt")
    turned.write_text(ARTICLE[::-1], encoding="utf-8")
    assert "annotations are of another text" in detente("read", turned, *CUES, "--score", gold).err
    other = talks.with_name("other.txt")
    other.write_text("Another text.", encoding="utf-8")
    ran = detente("read", other, *CUES, "--score", gold)
    assert (ran.code, ran.out) == (2, "")
    assert "annotations are of another text" in ran.err
    ran = detente("read", talks, *CUES, "--csv", "--score", gold)
    assert (ran.code, ran.out) == (2, "")
    assert "--score is no part of a table" in ran.err


def test_a_reading_is_written_to_be_reviewed(talks: Path) -> None:
    target = talks.with_name("talks.json")
    ran = detente("read", talks, *CUES, "-o", target, "--id", "talks-1", "--url", "https://example.org/a")
    assert f"detente review {target}" in ran.err
    made = read_reading(target)
    assert (made.article, made.reading.source.id) == ("talks.txt", "talks-1")
    assert made.reading.drafts[0].cue_words
    assert made.recall
    assert "said" in detente("review", target, "--status").out or made.reading.drafts
    first = target.read_bytes()
    detente("read", talks, *CUES, "-o", target, "--id", "talks-1", "--url", "https://example.org/a")
    assert target.read_bytes() == first


def test_a_reading_with_decisions_is_not_written_over(talks: Path) -> None:
    target = talks.with_name("talks.json")
    write_reading(target, reading_file(decided("d1", Verb.ACCEPT)))
    before = target.read_bytes()
    ran = detente("read", talks, *CUES, "-o", target)
    assert ran.code == 2
    assert "holds 1 decision, and is not written over" in ran.err
    assert target.read_bytes() == before
    target.write_text("my notes")
    assert "no reading, and is not written over" in detente("read", talks, *CUES, "-o", target).err
    assert target.read_text() == "my notes"


def test_standard_input_is_read(tmp_path: Path) -> None:
    ran = piped(b"\xef\xbb\xbf" + ARTICLE.encode(), "--json", "-o", tmp_path / "r.json")
    assert ran.json["characters"] == len(ARTICLE)
    assert read_reading(tmp_path / "r.json").article == ""
    assert read_reading(tmp_path / "r.json").reading.source.id == "standard-input"
    assert "No statement was found in 0 characters" in piped(b"").out
    assert "byte 0xff is not UTF-8" in piped(b"a\xff").err
    with patch.object(sys, "stdin", None):
        assert detente("read", "-", *CUES).code == 0


def test_all_that_is_wrong_with_the_source_is_said_at_once(talks: Path) -> None:
    ran = detente(
        "read", talks, "--id", "No Id", "--published-on", "soon", "--url", "x.org", "--outlet", "a\x1bb"
    )
    assert ran.code == 2
    for said in ("--id", "--published-on", "--url", "--outlet"):
        assert f"detente read: {said}: " in ran.err
    assert len(ran.err.splitlines()) == 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere.txt",), "cannot be read"),
        (("--engine", "parse"), "no engine 'parse'. Try: 'parser'"),
        (("--case", "nowhere"), "there is no such folder"),
        (("--lexicon", "nowhere.toml"), "nowhere.toml"),
        (("--json", "--csv"), "exclude each other"),
        (("-o", "no/such/folder/r.json"), "there is no folder"),
    ],
)
def test_what_cannot_be_used_is_refused(talks: Path, words: tuple[str, ...], said: str) -> None:
    ran = detente("read", *words) if words[0] == "nowhere.txt" else detente("read", talks, *words)
    assert ran.code == 2
    assert said in ran.err
    assert "Try:" in ran.err or "exclude" in ran.err


def test_standard_input_may_be_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.record.article.BYTES_LIMIT", 10)
    assert "is longer than 10 bytes" in piped(b"x" * 11).err


def test_the_names_of_a_case_come_first(root: Path, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("Ukraine rejected the proposal on NATO membership. Denmark welcomed it.\n")
    ran = detente("read", text, *CUES, "--case", root / "cases/ukraine-2025-03", "--json")
    found = {(row["party"], row["issue"]) for row in json.loads(ran.out)["drafts"]}
    assert ("ukraine", "nato") in found


def test_what_was_not_measured_is_said(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.record.reading_file_head.MEASURED", {})
    assert NOT_MEASURED in " ".join(detente("read", talks, *CUES).out.split())
    monkeypatch.setattr("detente.record.reading_file_head.MEASURED", {"detente": "Half of it."})
    assert "Half of it." in detente("read", talks, *CUES).out
