"""The lexicon beside a case: what it names in vain is said, and what it may name is taken."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from detente.case.entry import open_case
from detente.record.lexicon import LexiconError, read_lexicon, remarks_on_lexicon
from detente.record.lexicon.schema import lexicon_schema, lexicon_schema_text
from tests.command import detente

CASE = """
format = 1
[case]
title = "The crossing"
[parties.north]
title = "North Bank"
[parties.south]
title = "South Bank"
[issues.bridge]
title = "The bridge"
options.open = "Open"
options.shut = "Shut"
"""
GOOD = """
format = 1
[issues.bridge]
strong = ["old crossing"]
title = "The bridge"
[people.ada-orr]
name = "Ada Orr"
party = "north"
terms = [["Ferry Master", "2020-01-01"]]
[stances.reject]
cue = ["pooh-pooh"]
"""


@pytest.fixture
def crossing(tmp_path: Path) -> Path:
    folder = tmp_path / "crossing"
    folder.mkdir()
    (folder / "case.toml").write_text(CASE, encoding="utf-8")
    return folder


def with_words(folder: Path, text: str) -> Path:
    file = folder / "lexicon.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_lexicon_that_fits_the_case_is_no_remark(crossing: Path) -> None:
    with_words(crossing, GOOD)
    ran = detente("check", crossing, "--check")
    assert (ran.code, ran.out.count("lexicon.toml")) == (0, 0)


def test_an_issue_that_the_case_lacks_is_named_with_the_nearest(crossing: Path) -> None:
    file = with_words(crossing, GOOD + '[issues.brige]\ntitle = "Brige"\nstrong = ["rail viaduct"]\n')
    (remark,) = remarks_on_lexicon(open_case(crossing), file)
    assert (remark.file, remark.place) == (str(file), "issues.brige")
    assert (remark.message.split(",")[0], remark.hint) == ("the case has no issue 'brige'", "'bridge'")
    ran = detente("check", crossing, "--check")
    assert ran.code == 1
    assert "lexicon.toml: issues.brige: the case has no issue 'brige'" in ran.out


def test_a_general_issue_counts_where_an_issue_of_the_case_takes_its_words(crossing: Path) -> None:
    file = with_words(crossing, 'format = 1\n[issues.prisoners]\nstrong = ["the jailed oarsmen"]\n')
    (remark,) = remarks_on_lexicon(open_case(crossing), file)
    assert remark.hint == "one of bridge"
    text = (
        CASE + '[issues.freed]\ntitle = "Exchange of prisoners"\noptions.all = "All"\noptions.none = "None"\n'
    )
    (crossing / "case.toml").write_text(text, encoding="utf-8")
    assert remarks_on_lexicon(open_case(crossing), file) == ()


def test_a_party_near_to_one_of_the_case_is_named_and_another_is_not(crossing: Path) -> None:
    mistyped = (
        '[parties.noth]\ntitle = "The Noth"\n[parties.mediator]\ntitle = "The Office of the Mediator"\n'
    )
    file = with_words(crossing, "format = 1\n" + mistyped)
    (remark,) = remarks_on_lexicon(open_case(crossing), file)
    assert (remark.place, remark.hint) == ("parties.noth", "'north', if that is meant")


def test_people_may_speak_for_a_party_that_only_the_case_has(crossing: Path) -> None:
    file = with_words(crossing, GOOD)
    with pytest.raises(LexiconError, match="no party 'north'"):
        read_lexicon(file)
    assert read_lexicon(file, parties=["north"]).people[-1].party == "north"
    with_words(crossing, GOOD.replace('"north"', '"nroth"'))
    with pytest.raises(LexiconError, match="Try: 'north'"):
        read_lexicon(file, parties=["north"])


def test_reading_with_a_case_says_which_words_find_nothing(crossing: Path, tmp_path: Path) -> None:
    with_words(crossing, GOOD + '[issues.brige]\ntitle = "Brige"\n')
    article = tmp_path / "article.txt"
    article.write_text("Ada Orr said: “We will keep the old crossing open.”\n", encoding="utf-8")
    ran = detente("read", article, "--case", crossing, "--json", "--engine", "cues")
    assert ran.code == 0
    assert "issues.brige" in ran.err
    drafts = ran.json["drafts"]
    assert isinstance(drafts, list)
    assert [(draft["party"], draft["issue"]) for draft in drafts] == [("north", "bridge")]
    assert "issues.brige" not in detente("read", article, "--case", crossing, "-q", "--engine", "cues").err


def test_faults_of_the_lexicon_stop_the_check_all_at_once(crossing: Path) -> None:
    with_words(crossing, 'format = 2\n[isues.x]\n[people.b]\nname = 3\nparty = "north"\n')
    ran = detente("check", crossing)
    assert (ran.code, ran.out) == (2, "")
    for place in ("format: format 2", "isues: unknown key", "people.b.name: 3 is not a text"):
        assert f"lexicon.toml: {place}" in ran.err


@pytest.mark.parametrize("what", ["folder", "binary", "dangling"])
def test_what_is_no_file_of_words_is_said(crossing: Path, what: str) -> None:
    file = crossing / "lexicon.toml"
    if what == "folder":
        file.mkdir()
    elif what == "binary":
        file.write_bytes(b"\xff\x00\x01")
    else:
        file.symlink_to(crossing / "nowhere.toml")
    ran = detente("check", crossing)
    assert ran.code == 2
    assert str(file) in ran.err


def test_the_schema_takes_what_the_reader_takes() -> None:
    jsonschema.Draft202012Validator.check_schema(lexicon_schema())
    validator = jsonschema.Draft202012Validator(lexicon_schema())
    validator.validate(tomllib.loads(GOOD))
    for wrong in ("format = 2", "", "format = 1\n[isues.x]", "format = 1\n[parties.a]\nwhat = 'empire'"):
        assert not validator.is_valid(tomllib.loads(wrong)), wrong
    shipped = Path(read_lexicon.__code__.co_filename).parent / "data"
    for name in ("states", "people", "issues", "outlets", "offices", "blocs", "stances"):
        validator.validate(tomllib.loads((shipped / f"{name}.toml").read_text(encoding="utf-8")))
    assert json.loads(lexicon_schema_text()) == lexicon_schema()
