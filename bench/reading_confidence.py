"""Count, for each rule of the extractor, how many of its drafts are right in the texts that it was tuned on.

Usage: python -m bench.reading_confidence [ANNOTATIONS ...] > src/detente/record/extract/confidence.toml

A draft is right if it is matched with an annotated statement (overlap 0.5 or more, one to one) and names its
speaker. Without arguments the tuned texts of the repository are counted, and the known answers
where DETENTE_ORACLES names their folder.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

from detente.case.statements import Source
from detente.record.extract import read_article
from detente.record.extract.engine import Engine
from detente.record.score.annotation_file import read_annotations
from detente.record.score.scoring import Asked, score

ENGINES: tuple[Engine, ...] = ("parser", "cues")
TUNED = Path(__file__).resolve().parent.parent / "tests" / "texts" / "tuned"


def texts() -> list[Path]:
    """The annotations that are counted if none are named."""
    oracles = os.environ.get("DETENTE_ORACLES")
    known = sorted((Path(oracles) / "record").glob("*.json")) if oracles else []
    return [*sorted(TUNED.glob("*.json")), *known]


def count(files: list[Path]) -> tuple[Counter[str], Counter[str]]:
    """Drafts that are right, and all drafts, by rule, of both extractors."""
    right: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for file in files:
        gold = read_annotations(file)
        text = gold.text or file.with_name("article.txt").read_text(encoding="utf-8")
        for engine in ENGINES:
            reading = read_article(text, source=Source(id="s", outlet=file.stem), engine=engine)
            rules = {draft.id: draft.rule for draft in reading.drafts}
            made.update(rules.values())
            matched = score(reading, gold).matched
            right.update(rules[pair.draft] for pair in matched if Asked.SPEAKER in pair.right)
    return right, made


def main() -> None:
    """Print the table."""
    files = [Path(name) for name in sys.argv[1:]] or texts()
    right, made = count(files)
    print("# How many drafts of a rule were right, and how many it made, in the texts that it was tuned on.")
    print("# Counted by `python -m bench.reading_confidence`; shared rules are counted for both extractors.")
    print(f"# Texts: {', '.join(file.stem for file in files)}.")
    print("[rules]")
    for rule in sorted(made):
        print(f"{rule} = [{right[rule]}, {made[rule]}]")


if __name__ == "__main__":
    main()
