"""Issue and stance where the words are known: by the standard lexicon, and by that of the article's case."""

from __future__ import annotations

from typing import TypedDict

from bench.contestant import ROOT
from bench.reading_texts import annotated
from detente.case.entry import open_case
from detente.record.lexicon import Lexicon, case_lexicon, read_lexicon, standard_lexicon
from detente.record.lexicon.reading import lexicon_beside
from detente.record.score.annotation_file import read_annotations
from detente.record.score.given import given_spans
from detente.record.score.labels import STANDARD, Labels

CASE = "ukraine-2025-03"
OF_CASE = Labels(
    issues={
        "ceasefire_verification": ("ceasefire", "verification", "hostilities"),
        "diplomatic_missions": ("compounds", "embassy-staffing", "embassy-banking", "ambassador"),
        "direct_flights": ("flights",),
        "force_limits": ("forces",),
        "frozen_assets": ("assets",),
        "nato_membership": ("nato",),
        "peacekeepers_foreign_troops": ("foreign-troops",),
        "sanctions": ("sanctions-us", "sanctions-europe"),
        "security_guarantees": ("guarantees",),
        "settlement_terms_general": ("hostilities",),
        "territory": (
            "control-crimea",
            "control-sevastopol",
            "control-kherson",
            "control-zaporizhzhia",
            "control-donetsk",
            "control-luhansk",
            "recognition",
        ),
    }
)
"""The annotator's labels of issues in ids of the case that was built on the article."""


class GivenRow(TypedDict):
    """How well a lexicon labels the annotated spans of some texts; counts out of ``statements``."""

    texts: str
    lexicon: str
    statements: int
    issue: int
    among: int
    stance: int
    conditional: int


def measure() -> list[GivenRow]:
    """The article by both lexicons where it is at hand, the other texts by the standard one."""
    told = list(annotated())
    plain, case = standard_lexicon(), open_case(ROOT / "cases" / CASE)
    names = case_lexicon(case)
    words = case_lexicon(case, read_lexicon(*lexicon_beside(ROOT / "cases" / CASE)))
    rows = []
    for each in told:
        if each.name in ("article", "synthetic"):
            rows.append(_row(each.name, "standard", [str(each.file)], plain, STANDARD))
        if each.name == "article":
            rows.append(_row(each.name, "names of the case", [str(each.file)], names, OF_CASE))
            rows.append(_row(each.name, "words of the case", [str(each.file)], words, OF_CASE))
    for part in ("tuned", "held"):
        files = [
            str(each.file) for each in told if each.part == part and each.name not in ("article", "synthetic")
        ]
        if files:
            rows.append(_row(f"tests/texts/{part}", "standard", files, plain, STANDARD))
    return rows


def _row(texts: str, name: str, files: list[str], lexicon: Lexicon, labels: Labels) -> GivenRow:
    found = [given_spans(read_annotations(file), lexicon, labels=labels) for file in files]
    return GivenRow(
        texts=texts,
        lexicon=name,
        statements=sum(each.stance.of for each in found),
        issue=sum(each.issue.hits for each in found),
        among=sum(each.issue_among.hits for each in found),
        stance=sum(each.stance.hits for each in found),
        conditional=sum(each.conditional.hits for each in found),
    )
