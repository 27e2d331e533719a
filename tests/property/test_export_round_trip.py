"""Exports on random records: what comes back is what went out, whatever characters the texts have."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import positions
from detente.case.faults import CaseError
from detente.case.model import Case, Review
from detente.record.export import (
    Offsets,
    annotations_text,
    event_list_text,
    export_files,
    prov_text,
    read_annotated,
    read_event_list,
)
from tests.record_strategies import all_sources, all_statements
from tests.said_cases import PARTIES, said_case, said_cases

WIDE = st.text(st.characters(codec="utf-8"), max_size=40)


@given(WIDE | st.text(st.sampled_from("a\U0001f54a\U00010348é\n"), max_size=30))
def test_code_points_and_utf16_units_are_each_others_inverse(text: str) -> None:
    places = Offsets(text)
    halves = 0
    for point in range(len(text) + 1):
        unit = places.units(point)
        assert unit == len(text[:point].encode("utf-16-le")) // 2
        assert places.points(unit) == point
    for unit in range(len(text.encode("utf-16-le")) // 2 + 1):
        try:
            assert places.units(places.points(unit)) == unit
        except ValueError:
            halves += 1
    assert halves == sum(ord(sign) > 0xFFFF for sign in text)


@st.composite
def recorded(draw: st.DrawFn) -> Case:
    """A case with random statements from random sources, texts as wild as a table can hold them."""
    sources = draw(all_sources())
    return replace(
        said_case(*draw(all_statements(PARTIES, sources))), sources=sources, title=draw(WIDE), id="valley"
    )


@settings(max_examples=100)
@given(recorded())
def test_annotations_come_back_as_they_were(case: Case) -> None:
    assert read_annotated(annotations_text(case, {})) == case.statements
    assert json.loads(prov_text(case))["prefix"]["detente"] == "urn:detente:terms:"


@settings(max_examples=60)
@given(recorded())
def test_the_tables_of_the_script_cut_out_the_quotes(case: Case) -> None:
    files, _ = export_files(case, {}, "dna")
    texts = {
        row["document"]: row["text"].encode("utf-16-le")
        for row in csv.DictReader(io.StringIO(files["documents.csv"], newline=""))
    }
    quotes = {" ".join(known.quote.split()) for known in case.statements} | {"-"}
    for row in csv.DictReader(io.StringIO(files["statements-utf16.csv"], newline="")):
        units = texts[row["document"]]
        cut = units[2 * int(row["start"]) : 2 * int(row["end"])].decode("utf-16-le")
        assert cut in quotes


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=said_cases())
def test_an_event_list_comes_back_with_the_positions_that_its_events_make(tmp_path: Path, case: Case) -> None:
    text, _ = event_list_text(case)
    file = tmp_path / "events.csv"
    file.write_text(text, encoding="utf-8", newline="")
    events = [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";")]
    if not events:
        with pytest.raises(CaseError):
            read_event_list(file)
        return
    kept = tuple(known for known in case.statements if known.id in events)
    nameless = any(not known.issue for known in kept)
    if nameless:
        with pytest.raises(CaseError, match="column concept: the cell is empty"):
            read_event_list(file)
        return
    back = read_event_list(file)
    assert [known.id for known in back.statements] == events
    own = {known.id for known in case.issues}
    here = positions(replace(case, statements=kept))
    there = positions(back)
    for issue in back.issues:
        for party in back.parties:
            if issue.id in own:
                made, was = there.of(party.id, issue.id), here.of(party.id, issue.id)
                assert (made.stand, made.statements, made.since) == (was.stand, was.statements, was.since)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.sampled_from('";\n\r a1timeorganizationconceptagreement2020-01-01'), max_size=120)
    | st.lists(
        st.sampled_from(("time", "organization", "concept", "agreement", "id", "text", "", "1")), max_size=8
    ).flatmap(
        lambda heads: st.lists(
            st.lists(st.sampled_from(("2020-01-01", "A", "1", "0", "x;", '"', "", "\x00")), max_size=8),
            max_size=4,
        ).map(lambda rows: "\n".join(";".join(row) for row in [heads, *rows]))
    )
)
def test_any_text_is_a_case_or_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "events.csv"
    file.write_text(text, encoding="utf-8", newline="")
    case = None
    with suppress(CaseError):
        case = read_event_list(file, review=Review.CONFIRMED)
    assert case is None or positions(case).cells
