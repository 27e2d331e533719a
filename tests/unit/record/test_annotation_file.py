"""Files of annotations: what is read, and every fault with its place."""

import json
from pathlib import Path

import pytest

from detente.case.statements import Stance
from detente.record.score.annotation_file import AnnotationError, read_annotations
from detente.record.span import Span

TEXT = "Koren said yes. é Snow fell."


def written(folder: Path, document: object) -> Path:
    file = folder / "gold.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return file


def statement(**given: object) -> dict[str, object]:
    return {"content": {"start": 11, "end": 14}, "stance": "accept_with_conditions", **given}


def faults(folder: Path, document: object) -> dict[str, str]:
    with pytest.raises(AnnotationError) as caught:
        read_annotations(written(folder, document))
    assert all(fault.file and (fault.hint or fault.code == "more") for fault in caught.value.faults)
    return {fault.place: fault.message for fault in caught.value.faults}


def test_the_least_that_a_statement_needs(tmp_path: Path) -> None:
    found = read_annotations(written(tmp_path, {"text": TEXT, "statements": [statement()]}))
    (only,) = found.statements
    assert (only.id, only.content, only.sentence) == ("1", Span(11, 14), Span(11, 14))
    assert only.stance is Stance.ACCEPT_WITH_CONDITIONS
    assert (only.kind, only.speaker, only.optional, found.characters) == (None, "", False, len(TEXT))


def test_a_text_beside_the_file_is_read_and_none_is_needed(tmp_path: Path) -> None:
    document: dict[str, object] = {"document": {"path": "a.txt"}, "statements": [statement()]}
    assert read_annotations(written(tmp_path, document)).text is None
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert read_annotations(written(tmp_path, document)).text == TEXT
    (tmp_path / "a.txt").write_bytes(b"\xff")
    assert faults(tmp_path, document) == {"byte 0": "byte 0xff is not UTF-8"}


def test_a_text_that_has_changed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    found = faults(tmp_path, {"document": {"path": "a.txt", "sha256": "0" * 64}, "statements": []})
    assert found == {
        "document.sha256": "the text in a.txt is not the one that was annotated: its SHA-256 is another"
    }


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    document = {
        "text": TEXT,
        "statements": [
            {"content": {"start": 11, "end": 999}, "stance": "yes"},
            {"content": {"start": 16, "end": 18, "text": "é"}, "stance": "claim", "conditional": "no"},
            {"content": {"start": 5, "end": 5}, "id": "s"},
            {"stance": "claim", "kind": "shouted", "speaker": 7, "id": "s", "issue_secondary": "truce"},
            {"content": [1, 2], "stance": None, "cue": {"start": True, "end": 4}},
            "statement",
        ],
        "not_statements": [{"start": 3}],
    }
    found = faults(tmp_path, document)
    assert found == {
        "statements[1].content.end": "999 lies beyond the text, which has 28 characters",
        "statements[1].stance": "'yes' is no stance",
        "statements[2].content.text": "'é' does not stand at [16, 18); the text has 'é ' there",
        "statements[2].conditional": "'no' is not true or false",
        "statements.s.content.start": "[5, 5) is no stretch of a text",
        "statements.s.stance": "'stance' is missing",
        "statements[4].content": "'content' is missing",
        "statements[4].kind": "'shouted' is no kind",
        "statements[4].speaker": "7 is not a text",
        "statements[4].issue_secondary": "'truce' is not a list of texts",
        "statements[4].id": "the id 's' stands twice",
        "statements[5].content": "a list of 2 is not a table",
        "statements[5].stance": "a NoneType is no stance",
        "statements[5].cue.start": "[true, 4) is no stretch of a text",
        "statements[6]": "'statement' is not a table",
        "not_statements[1].start": "[3, a NoneType) is no stretch of a text",
    }


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{", "not JSON: Expecting property name enclosed in double quotes"),
        ("[]", "no JSON table"),
        ("[" * 100_000, "not JSON that can be read"),
        ("{}", "'statements' is missing"),
        ('{"statements": {}}', "a table is not a list of tables"),
        ('{"text": 7, "statements": []}', "7 is not a text"),
        ('{"document": 7, "statements": []}', "7 is not a table"),
        ('{"document": {"path": "../a.txt"}, "statements": []}', "'../a.txt' leads elsewhere"),
        ('{"document": {"path": "/etc/hosts"}, "statements": []}', "'/etc/hosts' leads elsewhere"),
    ],
)
def test_what_is_no_file_of_annotations_is_refused(tmp_path: Path, document: str, message: str) -> None:
    assert any(found.startswith(message) for found in faults(tmp_path, document).values())


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"none\.json: cannot be read"):
        read_annotations(tmp_path / "none.json")
    with pytest.raises(AnnotationError, match="not a regular file"):
        read_annotations(tmp_path)


def test_the_known_answers_are_read(oracles: Path) -> None:
    found = read_annotations(oracles / "record" / "gold.json")
    assert len(found.statements) == 44
    assert len(found.nobodys) == 15
    assert found.text == (oracles / "record" / "article.txt").read_text(encoding="utf-8")
    synthetic = read_annotations(oracles / "record" / "synthetic_cc0.json")
    assert len(synthetic.statements) == 19
    assert synthetic.statements[0].mention == "Arvania’s president, Ilse Koren"
