"""A monitoring plan as GeoJSON (RFC 7946): segments with what is seen on them, and candidate positions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.verify.line.ready import SEGMENT_KIND
from detente.views.json_text import json_chunks
from detente.views.line_text import length_text

if TYPE_CHECKING:
    from detente.verify.line.model import Segment
    from detente.verify.monitoring.model import MonitoringPlan
    from detente.verify.monitoring.seen import Watch

Shape = dict[str, object]
SITE_KIND = "site"
DECIMALS = 5
ABOUT_SITES = (
    "Candidate positions for monitors and their instruments, rounded to the generalisation of the line; no "
    "position of anybody's forces."
)


def plan_geojson(plan: MonitoringPlan) -> Iterator[str]:
    """Segments and sites, with line, package and figures named on top.

    Each feature has a ``kind``: ``segment`` or ``site``. Instruments that need no site have no feature.
    """
    line = plan.line
    top: Shape = {
        "type": "FeatureCollection",
        "title": f"Monitoring plan: {plan.case.title}",
        "as_of": line.on,
        "length": length_text(line),
        "eps_km": line.eps_km,
        "simplify_km": line.simplify_km,
        "inside": line.sides.inside,
        "outside": line.sides.outside,
        "credit": "; ".join(
            f"{origin.role}: {origin.credit or 'not stated'}" for origin in line.method.origins
        ),
        "package": dict(plan.assumed.package),
        "level": plan.level,
        "sites": ABOUT_SITES,
        "caveat": plan.caveat,
        "detente": plan.version,
        "digest": plan.digest,
    }
    return json_chunks({**top, "features": [*_segments(plan), *_sites(plan)]})


def _segments(plan: MonitoringPlan) -> Iterator[Shape]:
    watches: dict[str, list[Watch]] = {}
    for watch in plan.watches:
        watches.setdefault(watch.segment, []).append(watch)
    for segment in plan.segments:
        yield _segment(segment, watches.get(segment.id, []))


def _segment(segment: Segment, watches: list[Watch]) -> Shape:
    least = min((watch.worst.seen for watch in watches if watch.target is not None), default=None)
    about: Shape = {
        "kind": SEGMENT_KIND,
        "id": segment.id,
        "name": segment.name,
        "length_km": round(segment.length_km, 3),
        "worst_seen": None if least is None else round(least, 6),
        "watches": [
            {
                "obligation": watch.obligation,
                "violation": watch.violation,
                "side": watch.side,
                "target": watch.target,
                "best": None if watch.best is None else round(watch.best, 6),
                "hours": {
                    name: {
                        "seen": round(hour.seen, 6),
                        "attributed": round(hour.attributed, 6),
                        "wrong_side": round(hour.wrong, 6),
                    }
                    for name, hour in watch.hours.items()
                },
            }
            for watch in watches
        ],
    }
    path = [[round(value, DECIMALS) for value in position] for position in segment.path]
    return {
        "type": "Feature",
        "id": segment.id,
        "properties": about,
        "geometry": {"type": "LineString", "coordinates": path},
    }


def _sites(plan: MonitoringPlan) -> Iterator[Shape]:
    for site in plan.sites:
        if site.position is None:
            continue
        yield {
            "type": "Feature",
            "id": site.id,
            "properties": {
                "kind": SITE_KIND,
                "instrument": site.instrument,
                "side": site.side,
                "segment": site.segment,
                "copies": site.copies,
                "standing": site.standing,
                "per_year": round(site.per_year, 2),
            },
            "geometry": {"type": "Point", "coordinates": list(site.position)},
        }
