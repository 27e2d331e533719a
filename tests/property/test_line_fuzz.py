"""Whatever stands in a layer, the answer is a line or a refusal that names the file, never a traceback."""

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.command import detente
from tests.maps import Box, box, collection, feature

LAND: list[Box] = [(30, 48, 31, 49), (31, 48, 32, 49)]
NUMBERS = st.one_of(
    st.sampled_from(
        [0, -0.0, 30, 30.5, 31, 48, 48.5, 49, 90, -90, 180, -180, 181, 360, 361, 1e-300, 1e300, 10**400]
    ),
    st.floats(allow_nan=True, allow_infinity=True),
    st.floats(29, 33),
    st.floats(47, 50),
)
ODD = st.one_of(st.none(), st.booleans(), st.text(max_size=3), NUMBERS)
POSITIONS = st.one_of(
    st.tuples(st.floats(29, 33), st.floats(47, 50)).map(list),
    st.tuples(st.integers(29, 33), st.integers(47, 50)).map(list),
    st.lists(ODD, max_size=4),
)
RINGS = st.one_of(
    st.lists(POSITIONS, max_size=8).map(lambda ring: ring + ring[:1]), st.lists(POSITIONS, max_size=6)
)
SOUND_RINGS = st.lists(
    st.tuples(st.integers(29, 33), st.integers(47, 50)).map(list), min_size=3, max_size=9
).map(lambda ring: ring + ring[:1])
GEOMETRIES = st.one_of(
    st.builds(
        lambda rings: {"type": "Polygon", "coordinates": rings}, st.lists(SOUND_RINGS, min_size=1, max_size=3)
    ),
    st.builds(lambda rings: {"type": "Polygon", "coordinates": rings}, st.lists(RINGS, max_size=3)),
    st.builds(
        lambda parts: {"type": "MultiPolygon", "coordinates": parts},
        st.lists(st.lists(SOUND_RINGS, min_size=1, max_size=2), min_size=1, max_size=3),
    ),
    st.builds(lambda kind, what: {"type": kind, "coordinates": what}, st.text(max_size=3), ODD),
    st.builds(
        lambda inner: {"type": "GeometryCollection", "geometries": [inner, box(LAND[0])]},
        st.builds(lambda rings: {"type": "Polygon", "coordinates": rings}, st.lists(RINGS, max_size=2)),
    ),
    ODD,
)
DATES = st.one_of(
    ODD, st.lists(ODD, max_size=2), st.sampled_from(["2025-03-15", ["2025-03-15", "2025-03-16"]])
)


@settings(max_examples=150)
@given(st.lists(st.tuples(GEOMETRIES, DATES), min_size=1, max_size=4), st.booleans())
def test_no_layer_gives_a_traceback(rows: list[tuple[object, object]], as_regions: bool) -> None:
    odd = collection(*(feature(geometry, date=day) for geometry, day in rows))
    sound = collection(*(feature(box(bounds)) for bounds in LAND))
    with tempfile.TemporaryDirectory() as name:
        control, regions = Path(name, "control.geojson"), Path(name, "regions.geojson")
        control.write_text(json.dumps(sound if as_regions else odd))
        regions.write_text(json.dumps(odd if as_regions else sound))
        ran = detente("line", "--control", control, "--regions", regions, "--on", "2025-03-15", "--json")
        assert ran.code in (0, 2)
        if ran.code == 2:
            assert str(Path(name)) in ran.err
            assert "Try: " in ran.err
        else:
            shares = ran.json["regions"]
            assert isinstance(shares, list)
            assert all(-1e-6 <= row["share"] <= 1 + 1e-6 for row in shares)
