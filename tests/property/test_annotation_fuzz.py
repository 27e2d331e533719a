"""Files of annotations in any state are read, or refused with faults; nothing else ever happens."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.case.statements import Stance
from detente.errors import Fault
from detente.record.score.annotation_file import AnnotationError, read_annotations
from detente.record.score.annotations import Annotations

TEXT = "Koren said yes. Rehn said no."
plain = st.none() | st.booleans() | st.integers(-3, 40) | st.floats() | st.text(max_size=6)
values = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
ends = plain | st.integers(0, len(TEXT) + 2)
stretches = values | st.fixed_dictionaries({"start": ends, "end": ends}, optional={"text": values})
words = values | st.sampled_from(tuple(stance.value for stance in Stance))
statements = st.dictionaries(
    st.sampled_from(("content", "sentence", "cue", "speaker_mention")), stretches, max_size=3
).flatmap(
    lambda spans: st.fixed_dictionaries(
        {},
        optional={
            "id": values,
            "stance": words,
            "kind": values,
            "speaker": values,
            "party": values,
            "issue": values,
            "issue_secondary": values,
            "conditional": values,
            "tier": values,
            "needs_review": values,
        },
    ).map(lambda rest: {**spans, **rest})
)
documents = st.fixed_dictionaries(
    {},
    optional={
        "text": st.just(TEXT) | values,
        "document": values
        | st.fixed_dictionaries({}, optional={"path": values, "sha256": values, "names": values}),
        "statements": st.lists(statements | values, max_size=4) | values,
        "not_statements": st.lists(stretches, max_size=2) | values,
    },
)


@given(documents | values)
def test_any_json_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, document: object) -> None:
    file = tmp_path_factory.getbasetemp() / "gold.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    _read(file)


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "gold.json"
    file.write_bytes(data)
    _read(file)


def _read(file: Path) -> None:
    found: Annotations | None = None
    faults: tuple[Fault, ...] = ()
    try:
        found = read_annotations(file)
    except AnnotationError as error:
        faults = error.faults
    assert (found is None) is bool(faults)
    assert all(fault.file for fault in faults)
    for each in found.statements if found else ():
        if found and found.text is not None:
            assert each.content.end <= len(found.text)
