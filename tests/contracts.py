"""The contract of ``--json``: what a verb prints is the shape that the reference documents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

from jsonschema import Draft202012Validator

from docs.shapes import SHAPES


def assert_follows(printed: Mapping[str, object], shape: str) -> None:
    """What was printed is one table of the shape, with its keys in the documented order.

    Raises:
        jsonschema.ValidationError: if it is not.
    """
    _validator(shape).validate(printed)
    assert list(printed) == list(cast("Mapping[str, object]", SHAPES[shape]["properties"]))


@cache
def _validator(shape: str) -> Draft202012Validator:
    """Made once: checking the schema itself takes forty times as long as checking an answer by it."""
    return Draft202012Validator(SHAPES[shape])
