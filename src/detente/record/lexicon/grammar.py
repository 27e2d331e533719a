"""Words that the rules name: forms, negations, conditions, acts. A plain file of the program."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def listed(name: str) -> tuple[str, ...]:
    """The words of one list of the file.

    >>> listed("order")
    ('before', 'prior to', 'first')
    """
    return _lists()[name]


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    text = (files("detente.record.lexicon") / "data" / "grammar.toml").read_text(encoding="utf-8")
    return {name: tuple(given) for name, given in tomllib.loads(text).items()}
