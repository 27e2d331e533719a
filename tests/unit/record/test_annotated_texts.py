"""The annotated texts are what they say: offsets, labels, licence, and no text in both halves."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from detente.case.statements import Stance
from detente.record.statement import Kind

TEXTS = Path(__file__).resolve().parents[2] / "texts"
FILES = sorted(TEXTS.glob("*/*.json"))
TIERS = {"core", "context", "meta"}


def read(file: Path) -> tuple[str, dict[str, Any]]:
    return (
        file.with_suffix(".txt").read_text(encoding="utf-8"),
        json.loads(file.read_text(encoding="utf-8")),
    )


def name(file: Path) -> str:
    return file.stem


def test_no_text_is_in_both_halves_and_every_text_has_annotations() -> None:
    assert len({file.stem for file in FILES}) == len(FILES) >= 4
    assert {file.with_suffix("") for file in TEXTS.glob("*/*.txt")} == {f.with_suffix("") for f in FILES}


def test_the_held_texts_are_those_that_were_held() -> None:
    lines = (TEXTS / "held.sha256").read_text(encoding="utf-8").splitlines()
    told = {line.split("  ")[1]: line.split("  ")[0] for line in lines}
    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in (TEXTS / "held").iterdir()}
    assert found == told


def test_every_second_name_is_held() -> None:
    names = sorted(FILES, key=name)
    assert [file.parent.name for file in names] == ["tuned", "held"] * (len(names) // 2)


@pytest.mark.parametrize("file", FILES, ids=name)
def test_every_offset_covers_the_words_that_it_says(file: Path) -> None:
    text, gold = read(file)
    assert gold["document"]["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert gold["document"]["chars"] == len(text)
    keys = ("sentence", "content", "cue", "speaker_mention", "condition")
    spans = [each[key] for each in gold["statements"] for key in keys] + gold["not_statements"]
    for span in spans:
        assert span is None or text[span["start"] : span["end"]] == span["text"] != ""


@pytest.mark.parametrize("file", FILES, ids=name)
def test_every_label_is_one_that_detente_knows(file: Path) -> None:
    _, gold = read(file)
    assert gold["licence"] == "CC0-1.0"
    others = {"media", "third party", "unnamed", "unspecified", "other"}
    for each in gold["statements"]:
        assert Stance(each["stance"].replace("_", "-"))
        assert Kind(each["kind"].replace("_", "-"))
        assert each["tier"] in TIERS
        assert each["party"] in {*gold["document"]["parties"], *others}
        assert each["issue"]
        assert each["issue"] not in each["issue_secondary"]
        assert isinstance(each["conditional"], bool)
        assert isinstance(each["needs_review"], bool)


@pytest.mark.parametrize("file", FILES, ids=name)
def test_statements_are_in_their_sentences_and_apart_from_what_nobody_says(file: Path) -> None:
    _, gold = read(file)
    assert 10 <= len(gold["statements"]) <= 20
    for each in gold["statements"]:
        content, sentence = each["content"], each["sentence"]
        assert sentence["start"] <= content["start"] < content["end"] <= sentence["end"]
        for nobody in gold["not_statements"]:
            apart = content["end"] <= nobody["start"] or nobody["end"] <= content["start"]
            assert apart, (each["id"], nobody["text"])
    assert len({each["id"] for each in gold["statements"]}) == len(gold["statements"])
    assert len({(s["content"]["start"], s["content"]["end"], s["party"]) for s in gold["statements"]}) == len(
        gold["statements"]
    )
