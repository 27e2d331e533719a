"""How often a rule was right in the texts that it was tuned on."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def counts() -> dict[str, tuple[int, int]]:
    """Return, for each rule, how many of its drafts were right and how many it made."""
    table = tomllib.loads(
        files("detente.record.extract").joinpath("confidence.toml").read_text(encoding="utf-8")
    )
    return {rule: (right, made) for rule, (right, made) in table["rules"].items()}


def confidence(rule: str) -> float | None:
    """Return the share of a rule's drafts that were right, smoothed: (right + 1) / (made + 2), Laplace 1774.

    None for a rule that made no draft in those texts: how often it is right is not known.
    """
    right, made = counts().get(rule, (0, 0))
    return round((right + 1) / (made + 2), 3) if made else None
