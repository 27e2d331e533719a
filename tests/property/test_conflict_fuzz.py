"""Whatever a conflict's file holds: a result or faults with a way out, never a traceback."""

from __future__ import annotations

import json
import tempfile
from copy import deepcopy
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from detente.case.interop.gmcr_write import gmcr_text
from tests import known_conflicts
from tests.command import detente

MODELS = [
    json.loads(gmcr_text(form, spelling=spelling))
    for form in (known_conflicts.CHICKEN, known_conflicts.ELMIRA, known_conflicts.CUBA)
    for spelling in ("newer", "older")
]
KEYS = [
    *("decisionMakers", "options", "infeasibles", "useManualPreferenceRanking", "preferenceVector", "name"),
    *("preferences", "permittedDirection", "reversibility", "coalitions", "misperceptions", "compound", "x"),
]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 14),
    st.sampled_from([2**70, 0.5, 1e308, "Y", "N", "both", "fwd", "", "\x00", "ünï", "\ud800", "y" * 300]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def documents(draw: DrawFn) -> object:
    """A conflict's document with some of its parts changed, added or taken away."""
    document = deepcopy(draw(st.sampled_from(MODELS)))
    for _ in range(draw(st.integers(0, 4))):
        spot: object = document
        for _ in range(draw(st.integers(0, 4))):
            inner = [
                known
                for known in (
                    spot.values() if isinstance(spot, dict) else spot if isinstance(spot, list) else ()
                )
                if isinstance(known, dict | list) and known
            ]
            if not inner:
                break
            spot = draw(st.sampled_from(inner))
        if isinstance(spot, dict):
            key = draw(st.sampled_from([*spot, *KEYS]))
            if draw(st.booleans()):
                spot.pop(key, None)
            else:
                spot[key] = draw(VALUES)
        elif isinstance(spot, list):
            spot.insert(draw(st.integers(0, len(spot))), draw(VALUES))
    return document


def sound(content: bytes, suffix: str, *words: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"x.{suffix}"
        file.write_bytes(content)
        ran = detente("stable", file, *words, "--write", Path(folder) / "new.gmcr")
        assert "Traceback" not in ran.err
        assert ran.code in {0, 2}
        if ran.code == 2:
            assert all(line.startswith((folder, "and ")) for line in ran.err.splitlines())
            assert [path.name for path in Path(folder).iterdir()] == [file.name]
        else:
            assert ran.out
            again = detente("stable", Path(folder) / "new.gmcr", "--csv")
            assert again.out == detente("stable", file, "--csv").out


@given(documents(), st.sampled_from([(), ("--json",), ("--csv",), ("--extension", "d")]))
@settings(max_examples=150)
def test_changed_conflicts_are_read_or_refused(document: object, words: tuple[str, ...]) -> None:
    content = json.dumps(document).encode()
    sound(content, "gmcr", *[word for word in words if word != "--json"])


@given(st.one_of(st.binary(max_size=80), VALUES.map(lambda value: json.dumps(value).encode())))
@settings(max_examples=100)
def test_anything_else_is_refused(content: bytes) -> None:
    sound(content, "json")
