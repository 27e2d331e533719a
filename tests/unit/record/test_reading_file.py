"""Reading files: what is written reads as the same, and every fault of a broken one is named at once."""

import json
from pathlib import Path

import jsonschema
import pytest

from detente.record.decision import Verb, is_time, refused
from detente.record.reading_file import (
    ReadingFileError,
    read_reading,
    reading_text,
    write_reading,
)
from detente.record.reading_file_head import MEASURED, NOT_MEASURED, WHAT, measured
from detente.record.reading_file_schema import reading_schema, reading_schema_text
from tests.readings import ARTICLE, decided, reading_file


def broken(tmp_path: Path, change: dict[str, object] | None = None, *, text: str = "") -> list[str]:
    """The faults of a file with other values in it, place by dotted place, or with another text."""
    document = json.loads(reading_text(reading_file(decided("d1", Verb.ACCEPT))))
    for place, value in (change or {}).items():
        *way, last = place.split(".")
        table = document
        for key in way:
            table = table[int(key)] if isinstance(table, list) else table[key]
        if value == "<gone>":
            del table[last]
        elif last == "+":
            table.append(value)
        else:
            table[last] = value
    path = tmp_path / "reading.json"
    path.write_text(text or json.dumps(document), encoding="utf-8")
    with pytest.raises(ReadingFileError) as caught:
        read_reading(path)
    assert {fault.file for fault in caught.value.faults} == {str(path)}
    return [f"{fault.place}: {fault.message}" for fault in caught.value.faults]


def test_what_is_written_reads_as_the_same(tmp_path: Path) -> None:
    made = reading_file(decided("d1", Verb.CORRECT, party="beltova"), decided("d2", Verb.REJECT, why="no"))
    write_reading(tmp_path / "r.json", made)
    assert read_reading(tmp_path / "r.json") == made
    first = (tmp_path / "r.json").read_bytes()
    write_reading(tmp_path / "r.json", made)
    assert (tmp_path / "r.json").read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == ["r.json"]


def test_the_file_says_first_what_it_is_and_does_not_hold_the_article() -> None:
    text = reading_text(reading_file())
    assert json.loads(text)["what"] == WHAT
    assert text.index("nothing counts") < text.index('"drafts"')
    assert NOT_MEASURED in text
    assert "BRIDGE TALKS RESUME" in ARTICLE
    assert "BRIDGE TALKS RESUME" not in text


def test_what_was_measured_is_told_by_the_first_words_of_the_extractor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(MEASURED, "cues", "Half of it.")
    assert measured("cues: 1, lexicon 2") == "Half of it."
    assert measured("") == measured("a cue") == NOT_MEASURED


def test_the_schema_takes_what_is_written_and_refuses_what_the_reader_refuses() -> None:
    validator = jsonschema.Draft202012Validator(reading_schema())
    document = json.loads(
        reading_text(reading_file(decided("d1", Verb.CORRECT, stance="reject", via=("a", "b"))))
    )
    validator.validate(document)
    assert json.loads(reading_schema_text()) == reading_schema()
    document["drafts"][0]["stance"] = "rejekt"
    assert not validator.is_valid(document)


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    faults = broken(
        tmp_path,
        {
            "format": 2,
            "characters": -1,
            "source.id": "Not an id",
            "source.published_on": "soon",
            "drafts.0.stance": "rejekt",
            "drafts.1.confidence": 2,
            "drafts.2.doubts": ["bad"],
            "drafts.3.end": 4,
            "decisions.0.at": "now",
            "surplus": 1,
        },
    )
    text = "\n".join(faults)
    for said in (
        "surplus: unknown key", "format: format 2, and this version reads 1", "characters: -1 is no whole",
        "source.id: 'Not an id' is not an id", "source.published_on: 'soon' is no ISO date",
        "drafts.d1.stance: 'rejekt' is no stance", "drafts.d2.confidence: 2 is no share",
        "drafts.d3.doubts[1]: no doubt 'bad'", "drafts.d4.end: the stretch from",
        "at: 'now' is no time",
    ):  # fmt: skip
        assert said in text, text


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("drafts", "<gone>", "'drafts' is missing"),
        ("drafts.0.stance", "<gone>", "'stance' is missing"),
        ("drafts.0.end", 9000, "start and end span"),
        ("characters", 30, "the stretch ends at"),
        ("drafts.0.cue", {"start": 1, "end": 2, "text": "said"}, "the words have 4"),
        ("drafts.0.cue", "said", "is not a table"),
        ("drafts.0.id", "d2", "stands twice"),
        ("drafts.0.quote", 3, "is not a text"),
        ("drafts.0.quote", "\ud800", "surrogate"),
        ("drafts.0.condition_of", ["d1"], "no other draft 'd1'"),
        ("drafts.0.condition_of", ["d9"], "no other draft 'd9'"),
        ("drafts.0.confidence", True, "is no share"),
        ("decisions.0.draft", "d7", "no draft 'd7'"),
        ("decisions.0.verb", "<gone>", "'verb' is missing"),
        ("decisions.0.verb", "agree", "is no verb"),
        ("decisions.0.changed", {"party": "x"}, "'accept' changes nothing"),
        ("decisions.0.into", "d2", "does not go with 'accept'"),
        ("decisions.+", {"draft": "d1", "verb": "merge", "at": "2025-03-15T09:30:00Z"}, "does not go with"),
        ("decisions.0.changed", {"start": 1}, "do not fit each other"),
        ("decisions.0.changed", {"party": 1.5}, "is not a text"),
        ("decisions.0.changed", {"partie": "x"}, "no field 'partie'"),
        ("decisions.0.changed", {"via": ["a;b"]}, "no list of names"),
        ("decisions.0.changed", {"yes_but": 1}, "no value of yes_but"),
        ("decisions.+", {"draft": "d1", "verb": "add", "at": "2025-03-15T09:30:00Z"}, "stands twice"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, place: str, value: object, said: str) -> None:
    faults = broken(tmp_path, {place: value})
    assert any(said in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[]", "no JSON table"),
        ('{"format": 1, "format": 1}', "the key 'format' stands twice"),
        ('{"format": NaN}', "NaN is no number"),
        ('{"format": ' + "9" * 5000 + "}", "not JSON"),
        ("[" * 100_000, "nested too deep"),
        ("\0", "NUL"),
    ],
)
def test_what_is_no_reading_is_refused(tmp_path: Path, text: str, said: str) -> None:
    assert any(said in fault for fault in broken(tmp_path, text=text))


def test_a_file_that_is_not_there_or_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ReadingFileError, match="cannot be read"):
        read_reading(tmp_path / "none.json")
    with pytest.raises(ReadingFileError, match="cannot be written"):
        write_reading(tmp_path / "no" / "r.json", reading_file())
    with pytest.raises(ReadingFileError, match="cannot be written"):
        write_reading("a\0b", reading_file())


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("stance", "reject", ""),
        ("party", "media", ""),
        ("party", "", ""),
        ("party", "No Id", "is not an id"),
        ("issue", "No Id", "is not an id"),
        ("said_on", "2025-13", "is no ISO date"),
        ("quote", " ", "the quote is empty"),
        ("speaker", "a\nb", "line break"),
        ("speaker", ("a",), "is not a text"),
        ("start", True, "no value of start"),
        ("kind", "told", "is no kind"),
    ],
)
def test_new_values_are_checked(field: str, value: str | bool | tuple[str, ...], said: str) -> None:
    wrong, hint = refused(field, value)
    assert said in wrong
    assert bool(wrong) is bool(said)
    assert not wrong or hint


def test_times_are_in_utc() -> None:
    assert is_time("2025-03-15T09:30:00Z")
    assert not is_time("2025-03-15")
