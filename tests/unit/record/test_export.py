"""Exports: Web Annotation, PROV, the Discourse Network Analyzer; what is left out is said."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from detente import positions
from detente.case.faults import CaseError
from detente.case.folder import write_case
from detente.case.model import Case, Review, Source, Stance
from detente.errors import InputError
from detente.record.export import (
    FORMATS,
    Offsets,
    annotations_text,
    event_list_text,
    export_files,
    held_texts,
    prov_text,
    read_annotated,
    read_event_list,
)
from detente.record.export.event_list import FIXED, VARIABLES
from tests.bundled import bundled
from tests.command import detente
from tests.contracts import assert_follows
from tests.said_cases import said_case, word

DOVE = chr(0x1F54A)
TEXT = f"{DOVE} North said: the well {DOVE} stays shut. South agreed."

DNA_LIST = (
    '"statement ID";"time";"document ID";"document title";"author";"source";"section";"type";"text";'
    '"person";"organization";"concept";"agreement"\n'
    '7;2019-04-01 00:00:00;3;"A debate";"A. Writer";"The Paper";"";"";"we need the dam";"Ana Reyes";'
    '"River Board";"The dam should be built";1\n'
    '9;2019-05-02 12:30:00;3;"A debate";"A. Writer";"The Paper";"";"";"no dam, ever";"Bo Lind";'
    '"Valley Union";"The dam should be built";0'
)
"""As the Discourse Network Analyzer writes it: the last row has no line break."""


def held_case() -> Case:
    """A case whose one text is held, with characters beyond the basic plane before and within the words."""
    start = TEXT.index("the well")
    quote = f"the well {DOVE} stays shut"
    end = TEXT.index("agreed")
    case = said_case(
        replace(word("s1", "north", "well", "red-line"), quote=quote, start=start, end=start + len(quote)),
        replace(
            word("s2", "south", "well", "accept", said_on="2025-01"), quote="agreed", start=end, end=end + 6
        ),
        replace(word("s3", "south", "road", "silence"), quote=""),
    )
    return replace(case, sources=(Source(id="paper", outlet="The Paper", published_on="2025-02-03"),))


def test_places_in_code_points_and_in_utf16() -> None:
    places = Offsets(TEXT)
    assert [places.units(point) for point in (0, 1, 2, 24, 25, len(TEXT))] == [
        len(TEXT[:point].encode("utf-16-le")) // 2 for point in (0, 1, 2, 24, 25, len(TEXT))
    ]
    assert places.points(2) == 1
    for wrong in (-1, len(TEXT) + 3):
        with pytest.raises(ValueError, match="there is no place"):
            places.points(wrong)
        with pytest.raises(ValueError, match="there is no place"):
            places.units(wrong)
    with pytest.raises(ValueError, match="second half"):
        places.points(1)


def test_annotations_have_words_places_and_surroundings_where_the_text_is_held() -> None:
    case = held_case()
    shape = json.loads(annotations_text(case, {"paper": TEXT}))
    assert shape["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (shape["type"], shape["total"]) == ("AnnotationCollection", 3)
    first, second, third = shape["first"]["items"]
    place, words = first["target"]["selector"]
    assert TEXT[place["start"] : place["end"]] == words["exact"]
    assert words["prefix"] + words["exact"] + words["suffix"] in TEXT
    assert words["prefix"] == f"{DOVE} North said: "
    assert "selector" not in third["target"]
    assert second["target"]["source"] == "urn:detente:case:valley:source:paper"
    without = json.loads(annotations_text(case, {}))["first"]["items"][0]["target"]["selector"]
    assert set(without[1]) == {"type", "exact"}


def test_a_source_is_named_by_its_address_else_by_its_hash() -> None:
    case = held_case()
    for source, name in (
        (Source(id="paper", outlet="P", url="https://example.org/a", sha256="ab"), "https://example.org/a"),
        (Source(id="paper", outlet="P", sha256="ab"), "urn:sha256:ab"),
    ):
        shape = json.loads(annotations_text(replace(case, sources=(source,)), {}))
        assert shape["first"]["items"][0]["target"]["source"] == name


@pytest.mark.parametrize("title", ["@", '"items": []', '"@"'])
def test_a_title_never_breaks_the_frame(title: str) -> None:
    case = replace(held_case(), title=title)
    assert json.loads(annotations_text(case, {}))["label"] == title
    assert json.loads(annotations_text(replace(case, statements=()), {}))["first"]["items"] == []


def test_annotations_of_the_bundled_case_are_read_back_as_they_were() -> None:
    case = bundled("ukraine-2025-03")
    assert read_annotated(annotations_text(case, {})) == case.statements


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"first": {"items": [{}]}}', '{"first": []}'])
def test_what_is_no_collection_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"x\.jsonld: no collection of annotations"):
        read_annotated(text, file="x.jsonld")


def test_provenance_names_speakers_and_coders_that_the_record_names_and_nobody_else() -> None:
    case = held_case()
    shape = json.loads(prov_text(case))
    agents = {told.get("prov:label") for told in shape["agent"].values()}
    assert agents == {"North", "South", None}  # None: the program that writes the file
    assert shape["wasDerivedFrom"]["_:d1"]["prov:usedEntity"] == "source:paper"
    assert "wasAssociatedWith" not in shape
    named = replace(
        case, statements=tuple(replace(known, coder="Coder 1", speaker="") for known in case.statements)
    )
    told = json.loads(prov_text(named))
    assert told["wasAssociatedWith"]["_:w-c1"] == {"prov:activity": "coding:c1", "prov:agent": "coder:c1"}
    assert list(told["wasAttributedTo"]) == ["_:record"]


def test_every_name_in_the_provenance_has_its_prefix_and_is_declared() -> None:
    shape = cast("dict[str, dict[str, dict[str, str]]]", json.loads(prov_text(bundled("ukraine-2025-03"))))
    declared = {name for kind in ("entity", "activity", "agent") for name in shape[kind]}
    assert {name.partition(":")[0] for name in declared} <= set(shape["prefix"])
    relations = [kind for kind in shape if kind.startswith("was") or kind == "used"]
    assert len(relations) == 5
    for kind in relations:
        for row in shape[kind].values():
            assert {value for key, value in row.items() if key != "prov:type"} <= declared


def test_an_event_list_has_the_columns_of_the_program_and_the_positions_of_the_case(tmp_path: Path) -> None:
    case = bundled("ukraine-2025-03")
    text, notes = event_list_text(case)
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert tuple(rows[0][: len(FIXED) + len(VARIABLES)]) == (*FIXED, *VARIABLES)
    assert len(rows) == 22
    assert notes[0].startswith("Events are 21 of 44 statements")
    (tmp_path / "events.csv").write_text(text, encoding="utf-8")
    back = read_event_list(tmp_path / "events.csv")
    assert [statement.id for statement in back.statements] == [
        row[FIXED.index("text") + 5] for row in rows[1:]
    ]
    here, there = positions(case), positions(back)
    for issue in back.issues:
        for party in back.parties:
            cell = there.of(party.id, issue.id)
            assert cell.stand is here.of(party.id, issue.id).stand
            assert cell.since == here.of(party.id, issue.id).since


def test_statements_without_any_day_are_named(tmp_path: Path) -> None:
    case = said_case(word("s1", "north", "well", "accept"), word("s2", "media", "well", "accept"))
    text, notes = event_list_text(case)
    assert text.count("\n") == 1
    assert notes[-1] == "Left out, as nothing tells when they were made: s1."
    (tmp_path / "events.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match="no event of an organisation"):
        read_event_list(tmp_path / "events.csv")


def test_a_list_of_the_program_becomes_a_case(tmp_path: Path) -> None:
    file = tmp_path / "Dam debate.csv"
    file.write_text(DNA_LIST, encoding="utf-8")
    case = read_event_list(file)
    assert [(party.id, party.title) for party in case.parties] == [
        ("river-board", "River Board"),
        ("valley-union", "Valley Union"),
    ]
    first, second = case.statements
    assert (first.id, first.stance, first.said_on, first.review) == (
        "e7", Stance.SUPPORT, "2019-04-01", Review.UNREVIEWED,
    )  # fmt: skip
    assert (second.stance, second.speaker, second.quote) == (Stance.REJECT, "Bo Lind", "no dam, ever")
    assert [source.title for source in case.sources] == ["A debate"]
    assert positions(case).of("river-board", case.issues[0].id).holdings == ()
    sure = positions(read_event_list(file, review=Review.CONFIRMED))
    assert sure.of("valley-union", case.issues[0].id).stand.value == "refuses"


def test_other_spellings_of_the_columns_are_known(tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(
        "id;time;docId;docTitle;organization;concept;agreement\n3;2020-01-01T00:00:00;1;T;A;c;true\n\n",
        encoding="utf-8",
    )
    case = read_event_list(file)
    assert (case.statements[0].id, case.statements[0].quote) == ("e3", "c")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the column 'time' is missing"),
        ("a,b\n1,2\n", "the column 'time' is missing"),
        ("time;organization;concept;agreement\n2020-01-01;A;c\n", "3 cells, the header has 4"),
        ("time;organization;concept;agreement\nsoon;A;c;1\n", "'soon' is no ISO date"),
        ("time;organization;concept;agreement\n;A;c;1\n", "column time: the cell is empty"),
        ("time;organization;concept;agreement\n2020-01-01;;c;1\n", "column organization: the cell is empty"),
        ("time;organization;concept;agreement\n2020-01-01;A;c;maybe\n", "'maybe' is no agreement"),
        ("time;organization;concept;agreement;stance\n2020-01-01;A;c;1;yes\n", "'yes' is no stance"),
        ('time;organization;concept;agreement\n2020-01-01;"A;c;1\n', "cells, the header has 4"),
        ("time;organization;concept;agreement\n" + "x" * 140_000 + ";;;\n", "no CSV that can be read"),
    ],
)
def test_a_list_with_faults_is_refused_with_all_of_them(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "events.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        read_event_list(file)
    assert told in str(caught.value)
    assert all(fault.file == str(file) for fault in caught.value.faults)


def test_files_that_are_none_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    for name, told in (("bytes.csv", "not UTF-8"), ("absent.csv", "cannot be read")):
        with pytest.raises(CaseError, match=told):
            read_event_list(tmp_path / name)


def test_the_script_reads_tables_whose_places_are_utf16() -> None:
    case = held_case()
    files, notes = export_files(case, {"paper": TEXT}, "dna")
    assert set(files) == {"events.csv", "documents.csv", "statements-utf16.csv", "into-dna.R"}
    documents = list(csv.DictReader(io.StringIO(files["documents.csv"])))
    assert documents[0]["text"] == TEXT
    assert documents[0]["notes"] == ""
    units = TEXT.encode("utf-16-le")
    rows = list(csv.DictReader(io.StringIO(files["statements-utf16.csv"])))
    cut = [units[2 * int(row["start"]) : 2 * int(row["end"])].decode("utf-16-le") for row in rows]
    assert cut == [f"the well {DOVE} stays shut", "agreed"]
    assert not any("not held" in note for note in notes)
    for name in ("documents.csv", "statements-utf16.csv", "dna_addDocument", "dna_addStatement"):
        assert name in files["into-dna.R"]


def test_where_the_text_is_not_held_the_document_has_the_quotes_alone() -> None:
    files, notes = export_files(held_case(), {}, "dna")
    (document,) = csv.DictReader(io.StringIO(files["documents.csv"]))
    assert document["text"] == f"the well {DOVE} stays shut\nagreed\n"
    assert "not held" in document["notes"]
    assert notes[-1] == "Documents that hold quotes alone, as the text is not held: paper."
    rows = list(csv.DictReader(io.StringIO(files["statements-utf16.csv"])))
    assert [(row["start"], row["end"], row["agreement"]) for row in rows] == [
        ("0", "22", "0"),
        ("23", "29", "1"),
    ]


def test_breaks_of_lines_are_one_character_in_the_tables() -> None:
    case = held_case()
    shift = 4  # two breaks of two characters before the words
    moved = tuple(
        replace(known, start=known.start + shift, end=known.end + shift)
        if known.start is not None and known.end is not None
        else known
        for known in case.statements
    )
    files, _ = export_files(replace(case, statements=moved), {"paper": f"\r\n\r\n{TEXT}\r"}, "dna")
    (document,) = csv.DictReader(io.StringIO(files["documents.csv"], newline=""))
    assert document["text"] == f"\n\n{TEXT}\n"
    units = document["text"].encode("utf-16-le")
    rows = csv.DictReader(io.StringIO(files["statements-utf16.csv"]))
    cut = [units[2 * int(row["start"]) : 2 * int(row["end"])].decode("utf-16-le") for row in rows]
    assert cut == [f"the well {DOVE} stays shut", "agreed"]


def test_names_are_names_whatever_the_folder_is_called() -> None:
    case = replace(held_case(), id="my case/ä")
    assert json.loads(annotations_text(case, {}))["id"] == "urn:detente:case:my%20case%2F%C3%A4"
    assert json.loads(prov_text(case))["prefix"]["source"] == "urn:detente:case:my%20case%2F%C3%A4:source:"


def test_there_is_no_other_format() -> None:
    with pytest.raises(KeyError):
        export_files(held_case(), {}, "dl")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case folder that holds its text."""
    made = write_case(held_case(), tmp_path / "valley")
    (made / "sources").mkdir()
    (made / "sources/paper.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    return made


def test_texts_of_a_folder_are_found(folder: Path) -> None:
    assert held_texts(folder, held_case()) == {"paper": TEXT}


@pytest.mark.parametrize("wanted", FORMATS)
def test_convert_writes_them(folder: Path, tmp_path: Path, wanted: str) -> None:
    ran = detente("convert", folder, tmp_path / "out", "--to", wanted, "--json")
    assert_follows(ran.json, "convert")
    assert ran.json["files"] == sorted(path.name for path in (tmp_path / "out").iterdir())
    again = detente("convert", folder, tmp_path / "out", "--to", wanted)
    assert again.code == 2
    assert "nothing was written" in again.err


def test_convert_reads_an_event_list(tmp_path: Path) -> None:
    (tmp_path / "dam.csv").write_text(DNA_LIST, encoding="utf-8")
    words = ("convert", tmp_path / "dam.csv", tmp_path / "dam", "--to", "case")
    assert detente(*words, "--review", "confirmed").code == 0
    told = detente("positions", tmp_path / "dam").out
    assert "In conflict by their words (number of issues): River Board and Valley Union on 1." in told
    absent = detente("convert", tmp_path / "absent.csv", tmp_path / "other", "--to", "case")
    assert "cannot be read" in absent.err
    for more in (("--overlay", "x"), ("--review", "perhaps")):
        refused = detente("convert", tmp_path / "dam.csv", tmp_path / "other", "--to", "case", *more)
        assert refused.code == 2
    refused = detente("convert", tmp_path / "dam", tmp_path / "x", "--to", "case", "--review", "confirmed")
    assert "is for an event list" in refused.err
