"""Sentences of many styles about invented parties: what is said and by whom, and sentences that only tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.case.statements import Source
from detente.record.extract import read_article

DATA = json.loads(Path(__file__).with_name("extract_sentences.json").read_text(encoding="utf-8"))
CASES = [
    (case["sentence"], [(one["content"], one["speaker"]) for one in case["said"]])
    for case in DATA["sentences"]
]


@pytest.mark.parametrize(("sentence", "said"), CASES)
def test_what_is_said_and_by_whom(sentence: str, said: list[tuple[str, str]]) -> None:
    pytest.importorskip("spacy", reason="the extra nlp is not installed")
    drafts = read_article(sentence, source=Source(id="s", outlet="The Outlet"), engine="parser").drafts
    assert [(draft.quote, draft.mention.of(sentence) if draft.mention else "") for draft in drafts] == said
