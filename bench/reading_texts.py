"""Annotated texts to read, in the parts in which they are reported."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.contestant import ROOT

KNOWN = {"article": "gold.json", "synthetic": "synthetic_cc0.json"}
"""Known answers, which are no part of this repository but for their figures."""


class Annotated(NamedTuple):
    """A file of annotations, and what its text was used for."""

    part: str
    name: str
    file: Path


def annotated() -> Iterator[Annotated]:
    """The known answers where they are at hand, then the texts of this repository."""
    named = os.environ.get("DETENTE_ORACLES")
    for name, file in KNOWN.items():
        path = Path(named or "", "record", file)
        if named and path.is_file():
            yield Annotated("tuned", name, path)
    for part in ("tuned", "held"):
        for own in sorted((ROOT / "tests" / "texts" / part).glob("*.json")):
            yield Annotated(part, own.stem, own)
