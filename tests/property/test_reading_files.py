"""Reading files in any state: read or refused, never half-read; what is read is written as the same."""

import json
import tempfile
from pathlib import Path

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case.faults import CaseError
from detente.case.folder import read_case
from detente.case.statements import Review
from detente.errors import Fault
from detente.record.decision import Verb
from detente.record.reading_file import (
    ReadingFile,
    ReadingFileError,
    read_reading,
    reading_text,
    write_reading,
)
from detente.record.reading_file_schema import reading_schema
from detente.record.review.outcome import outcomes, standing
from detente.record.stubs.made import put_case, stubs_of
from tests.broken_files import cut_or_stuffed
from tests.readings import DRAFTS, decided, reading_file, reading_files

GOOD = reading_text(reading_file(decided("d1", Verb.CORRECT, party="beltova", stance="reject")))
SCHEMA = jsonschema.Draft202012Validator(reading_schema())


@given(reading_files())
@settings(max_examples=60)
def test_a_reading_file_reads_as_it_was_written(made: ReadingFile) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.json"
        write_reading(path, made)
        assert read_reading(path) == made
        SCHEMA.validate(json.loads(path.read_text(encoding="utf-8")))


@given(st.data())
@settings(max_examples=150)
def test_a_broken_file_is_refused_in_plain_lines(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.json"
        path.write_bytes(cut_or_stuffed(data, GOOD))
        read, faults = _read_or_refused(path)
        for fault in faults:
            assert fault.file
            assert fault.message
            assert fault.hint or fault.code == "more"
            assert len(str(fault).splitlines()) == 1
        if read is None:
            assert faults
            return
        write_reading(path, read)
        assert read_reading(path) == read
        outcomes(read)


def _read_or_refused(path: Path) -> tuple[ReadingFile | None, tuple[Fault, ...]]:
    try:
        return read_reading(path), ()
    except ReadingFileError as error:
        return None, error.faults


@given(reading_files())
@settings(max_examples=100)
def test_no_decision_loses_a_draft_or_its_words(made: ReadingFile) -> None:
    found = outcomes(made)
    added = {one.draft for one in standing(made.decisions) if one.verb is Verb.ADD}
    assert {outcome.draft.id for outcome in found} == {draft.id for draft in DRAFTS} | added
    assert [outcome.draft.content for outcome in found] == sorted(outcome.draft.content for outcome in found)
    for outcome in found:
        assert len(outcome.draft.quote) == len(outcome.draft.content)
        assert outcome.review.value in {"unreviewed", "confirmed", "doubtful", "rejected"}


@given(reading_files())
@settings(max_examples=60)
def test_undoing_everything_leaves_the_drafts_as_they_were(made: ReadingFile) -> None:
    undone = tuple(decided(one.draft, Verb.UNDO) for one in standing(made.decisions))
    back = reading_file(*made.decisions, *undone)
    assert outcomes(back) == outcomes(reading_file())


@given(reading_files(), reading_files())
@settings(max_examples=40, deadline=None)
def test_stubs_of_any_readings_read_as_a_case_that_rests_on_confirmed_words(
    one: ReadingFile, other: ReadingFile
) -> None:
    try:
        made = stubs_of((one, other), title="T", titles={})
    except CaseError:
        return
    with tempfile.TemporaryDirectory() as folder:
        put_case(made, Path(folder) / "case")
        case = read_case(Path(folder) / "case")
    confirmed = {statement.id for statement in case.statements if statement.review is Review.CONFIRMED}
    cited = {name for line in case.red_lines for name in line.statements}
    figures = (
        figure
        for party in case.parties
        for values in party.preference.values.values()
        for figure in values.values()
    )
    assert cited | {name for figure in figures for name in figure.statements} <= confirmed
    assert len({statement.id for statement in case.statements}) == len(case.statements)
