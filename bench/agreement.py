"""Do two contestants find the same frontier? ``python -m bench.agreement OURS PEERS``: files of vectors.

What only one of them has is looked at by the definition of dominance, in whole numbers.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TypedDict

Vector = tuple[int, ...]


class Agreement(TypedDict):
    """How many utility vectors both have, only we have, only the peer has.

    ``beaten``: how many of the peer's own one of ours dominates, which shows that they are not efficient.
    """

    both: int
    only_ours: int
    only_peers: int
    beaten: int


def compare(ours: set[Vector], peers: set[Vector]) -> Agreement:
    """Compare two frontiers."""
    extra = peers - ours
    beaten = sum(any(_dominates(vector, other) for vector in ours) for other in extra)
    return Agreement(
        both=len(ours & peers), only_ours=len(ours - peers), only_peers=len(extra), beaten=beaten
    )


def _dominates(vector: Vector, other: Vector) -> bool:
    return vector != other and all(a >= b for a, b in zip(vector, other, strict=True))


def _read(path: str) -> set[Vector]:
    return {tuple(row) for row in json.loads(Path(path).read_text(encoding="utf-8"))}


if __name__ == "__main__":
    print(json.dumps(compare(_read(sys.argv[1]), _read(sys.argv[2]))))
