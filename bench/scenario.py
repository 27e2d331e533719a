"""A generated negotiation that both contestants read from one file, and the words that describe it.

Each party has a whole weight for each issue, drawn evenly from 1 to ``heaviest``, and a value for each
option in whole steps of 1/``levels``. Utility is the weighted mean of the values of the options that a
package takes; the reservation is 0.

* ``random``: each value is drawn evenly from 0 to ``levels``, each party has weights of its own.
* ``opposed``: each option divides a pie of ``levels`` steps among the parties (shares even on the simplex,
  rounded), every share moves by an even draw from -``noise`` to ``noise`` steps and is cut at 0 and
  ``levels``; all parties have the same weights. With two parties and 50 steps of noise out of 1000, the
  second party's value is one minus the first's, give or take 0.1.
* ``logrolling``: the same, but each party has weights of its own: there is something to trade.

The generator is NumPy's default_rng(seed); weights are drawn first, then shares, then noise.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, cast

Kind = Literal["random", "opposed", "logrolling"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """Which negotiation to draw."""

    kind: Kind
    parties: int
    issues: int
    options: int
    seed: int = 1
    noise: int = 50
    levels: int = 1000
    heaviest: int = 9

    @property
    def packages(self) -> int:
        """How many packages there are."""
        return int(self.options**self.issues)

    def __str__(self) -> str:
        """The parties and their interests, without the sizes."""
        noise = "" if self.kind == "random" else f", noise {self.noise / self.levels:g}"
        steps = "" if self.levels == 1000 else f", values in steps of {1 / self.levels:g}"
        weights = "" if self.heaviest > 1 else ", equal weights"
        return f"{self.parties} parties, {self.kind}{noise}{steps}{weights}, seed {self.seed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A drawn negotiation.

    Attributes:
        weights: Of each party, one whole number for each issue.
        values: Of each party, for each issue, of each option: steps of 1/``levels``.
    """

    levels: int
    weights: list[list[int]]
    values: list[list[list[int]]]

    def write(self, path: Path) -> None:
        """Write it as JSON."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")


def read_scenario(path: Path) -> Scenario:
    """Read what :meth:`Scenario.write` wrote."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Scenario(
        levels=cast("int", data["levels"]),
        weights=cast("list[list[int]]", data["weights"]),
        values=cast("list[list[list[int]]]", data["values"]),
    )
