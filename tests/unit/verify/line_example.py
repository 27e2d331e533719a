"""A contact line along a meridian, and its segments: no package for geometry is needed for it."""

from __future__ import annotations

from itertools import pairwise

from detente.verify.line.model import ContactLine, Method, Origin, Piece, Segment, SideNames

KM_PER_DEGREE = 111.195
METHOD = Method(
    centre=(30.0, 50.0),
    crs="laea",
    origins=(Origin(role="line", file="line.geojson", sha256="0" * 64, crs="EPSG:4326", credit="nobody"),),
)


def segments_of(count: int, *, length_km: float = 4.0) -> tuple[Segment, ...]:
    """So many segments one after the other, from south to north; ``inside`` lies west."""
    step = length_km / KM_PER_DEGREE
    marks = [(30.0, 50.0 + step * number) for number in range(count + 1)]
    return tuple(
        Segment(
            id=f"part-{number}",
            name="",
            region="",
            piece=0,
            from_km=length_km * number,
            length_km=length_km,
            path=(start, end),
            middle=(30.0, (start[1] + end[1]) / 2),
            bearing=0.0,
        )
        for number, (start, end) in enumerate(pairwise(marks))
    )


def line_of(segments: tuple[Segment, ...], *, simplify_km: float | None = 5.0) -> ContactLine:
    """The line that they are cut from."""
    path = (segments[0].start, *(segment.end for segment in segments))
    length = sum(segment.length_km for segment in segments)
    return ContactLine(
        on="2025-03-15",
        pieces=(Piece(path=path, length_km=length, closed=False),),
        length_km=length,
        eps_km=2.0,
        simplify_km=simplify_km,
        shortest_km=0.0,
        left_out=(0, 0.0),
        sides=SideNames("West", "East"),
        method=METHOD,
    )
