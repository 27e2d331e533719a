"""Effective looks of every cell on every day, in three states, with the reason wherever some were lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.errors import Fault, InputError
from detente.watch.exposure.hours import Stretches, shared, stretches, within_day, without
from detente.watch.exposure.model import Conditions, Daily, Enough, Exposure, Hiding, Reason, State
from detente.watch.exposure.orbits import KNOWN_UNTIL, Orbit
from detente.watch.exposure.passes import looks_between, passes_of
from detente.watch.span import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NOTHING = 1e-9
"""Fewer looks than this are none."""


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    latitude: Floats
    longitude: Floats
    span: Span


def exposure(
    latitude: Floats,
    longitude: Floats,
    span: Span,
    sensors: Sequence[Orbit | Daily],
    *,
    conditions: Conditions | None = None,
    enough: Enough | None = None,
) -> Exposure:
    """How often each cell was effectively looked at on each day.

    Looks are the mean over a satellite's repeat cycle (:mod:`passes`), hour by hour, without the hours of
    outages and of missing files and those that are not asked for, and then thinned by cloud. The looks of
    several sensors
    are added: two that pass within minutes under the same cloud see less together than that.

    Args:
        latitude: Of the cells, degrees (geodetic, as on maps).
        longitude: Of the cells, degrees.
        span: The days.
        sensors: What looks; an id may stand once.
        conditions: What kept them from seeing; by default nothing is known of it.
        enough: When a cell counts as looked at.

    Raises:
        InputError: naming every input that does not fit.
    """
    known = conditions or Conditions()
    rule = enough or Enough()
    ground = _Ground(np.asarray(latitude, np.float64), np.asarray(longitude, np.float64), span)
    _refuse(ground, sensors, known, rule)
    shape = (len(ground.latitude), span.days)
    possible, clear_optical, clear_radar = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    reasons = np.zeros(shape, np.uint16)
    for sensor in sensors:
        could, left, lost = _of_sensor(sensor, ground, known)
        possible += could
        (clear_radar if sensor.through_clouds else clear_optical)[...] += left
        reasons |= lost
    low, looks, high, clouded = _thinned(clear_optical, known)
    reasons |= clouded
    looks, low, high = (
        np.where(part + clear_radar > NOTHING, part + clear_radar, 0) for part in (looks, low, high)
    )
    reasons |= np.where(possible < rule.looks, Reason.FEW_PASSES, 0).astype(np.uint16)
    return Exposure(
        span=span,
        sensors=tuple(sensors),
        looks=looks,
        low=low,
        high=high,
        clear=clear_optical + clear_radar,
        possible=possible,
        state=_state(looks, possible, reasons, rule),
        reasons=reasons,
        notes=tuple(_notes(sensors, known, span)),
    )


def _of_sensor(
    sensor: Orbit | Daily, ground: _Ground, known: Conditions
) -> tuple[Floats, Floats, NDArray[np.uint16]]:
    """Possible looks of a sensor, those that are left before cloud, and what took the others."""
    whole: Stretches = ((0.0, 24.0 * ground.span.days),)
    zero = ground.span.start
    serving = _serving(sensor, ground.span)
    working = without(
        serving, stretches((out.time for out in known.outages if out.sensor == sensor.id), zero)
    )
    filed = working
    if sensor.id in known.files:
        filed = shared(working, stretches(known.files[sensor.id], zero))
    asked = shared(filed, stretches(known.hours, zero)) if known.hours else filed
    steps = (
        (serving, whole, Reason.NOT_IN_SERVICE),
        (working, serving, Reason.OUTAGE),
        (filed, working, Reason.MISSING_FILE),
        (asked, filed, Reason.OUTSIDE_HOURS),
    )
    lost = np.zeros((len(ground.latitude), ground.span.days), np.uint16)
    for after, before, reason in steps:
        gone = without(before, after)
        days = [day for day in range(ground.span.days) if within_day(gone, day)]
        lost[:, days] |= np.uint16(reason)
    return _looks(sensor, ground, serving), _looks(sensor, ground, asked), lost


def _serving(sensor: Orbit | Daily, span: Span) -> Stretches:
    if isinstance(sensor, Daily):
        return ((0.0, 24.0 * span.days),)
    first = 24.0 * max(0, (sensor.since - span.first).days)
    last = 24.0 * min(span.days, span.days if sensor.until is None else (sensor.until - span.first).days + 1)
    return ((first, last),) if first < last else ()


def _looks(sensor: Orbit | Daily, ground: _Ground, when: Stretches) -> Floats:
    """Looks in these hours under a clear sky: cells x days."""
    found = np.zeros((len(ground.latitude), ground.span.days))
    if isinstance(sensor, Daily):
        for day in range(ground.span.days):
            found[:, day] = sensor.looks * sum(end - start for start, end in within_day(when, day)) / 24
        return found
    passes = passes_of(sensor, ground.latitude)
    whole = passes.per_day
    for day, date in enumerate(ground.span.dates):
        parts = within_day(when, day)
        if list(parts) == [(0.0, 24.0)]:
            found[:, day] = whole
            continue
        offset = ground.longitude / 15 - sensor.crossing_hour(date)
        for start, end in parts:
            found[:, day] += looks_between(passes, start + offset, end + offset)
    return found


def _thinned(clear: Floats, known: Conditions) -> tuple[Floats, Floats, Floats, NDArray[np.uint16]]:
    """Looks through cloud: low, mid, high; and the reasons. Where cloud is not known: from none to all."""
    hiding = known.hiding
    cloud = np.full(clear.shape, np.nan) if known.cloud is None else known.cloud
    unknown = np.isnan(cloud)
    usual = 1 - hiding.mid * float(cloud[~unknown].mean()) if not unknown.all() else 0.5
    share = np.where(unknown, 0.0, cloud)
    low = clear * np.where(unknown, 0.0, 1 - hiding.many * share)
    mid = clear * np.where(unknown, usual, 1 - hiding.mid * share)
    high = clear * np.where(unknown, 1.0, 1 - hiding.few * share)
    is_hidden = (share > 0) & (clear > NOTHING)
    reasons = np.where(is_hidden, Reason.CLOUD, 0) | np.where(
        unknown & (clear > NOTHING), Reason.CLOUD_UNKNOWN, 0
    )
    return low, mid, high, reasons.astype(np.uint16)


def _state(looks: Floats, possible: Floats, reasons: NDArray[np.uint16], rule: Enough) -> NDArray[np.uint8]:
    is_known = (reasons & Reason.CLOUD_UNKNOWN) == 0
    looked = (looks >= rule.looks) & (looks >= rule.share * possible) & is_known
    return np.where(looks <= 0, State.NOT, np.where(looked, State.LOOKED, State.PARTLY)).astype(np.uint8)


def _notes(sensors: Sequence[Orbit | Daily], known: Conditions, span: Span) -> Iterator[str]:
    orbits = [sensor for sensor in sensors if isinstance(sensor, Orbit)]
    if orbits:
        yield "Looks are the mean over each satellite's repeat cycle, not the passes of that day."
    unfiled = [sensor.title for sensor in sensors if sensor.id not in known.files]
    if unfiled:
        yield f"No table says which files there are of {', '.join(unfiled)}: all are taken to be there."
    if not known.outages:
        yield "No outage was declared."
    if any(not sensor.through_clouds for sensor in sensors):
        if known.cloud is None:
            yield "The cloud is not known: half of the looks are counted, none to all of them may have seen."
        else:
            yield _on_cloud(known.cloud, known.hiding)
    if orbits and span.last > KNOWN_UNTIL:
        yield f"Which satellites had data is known until {KNOWN_UNTIL}; later ones count as still in service."


def _on_cloud(cloud: Floats, hiding: Hiding) -> str:
    unknown = int(np.isnan(cloud).sum())
    said = f"; it is not known for {unknown:,} of {cloud.size:,} cells and days" if unknown else ""
    takes = f"{hiding.mid:.0%} of the looks ({hiding.few:.0%} to {hiding.many:.0%})"
    return f"A closed cover of cloud takes {takes}; a day has one figure for its cloud{said}."


def _refuse(ground: _Ground, sensors: Sequence[Orbit | Daily], known: Conditions, rule: Enough) -> None:
    """Refuse what does not fit, all of it together.

    Raises:
        InputError: with one fault for each.
    """
    checks = (
        (bool(sensors), "sensors", "nothing looks", "at least one sensor"),
        (
            len({sensor.id for sensor in sensors}) == len(sensors),
            "sensors",
            "an id stands twice",
            "one of each",
        ),
        (
            ground.latitude.ndim == 1 and ground.latitude.shape == ground.longitude.shape,
            "longitude",
            "latitude and longitude do not have one value for each cell",
            "two lists of the same length",
        ),
        (
            bool((np.abs(ground.latitude) <= 90).all()),
            "latitude",
            "a latitude is not from -90 to 90",
            "degrees",
        ),
        (
            bool((np.abs(ground.longitude) <= 360).all()),
            "longitude",
            "a longitude is not from -360 to 360",
            "degrees",
        ),
        (
            _fits(known.cloud, ground),
            "cloud",
            "the cloud is not cells x days of shares from 0 to 1",
            "a share, not a percentage; NaN where it is not known",
        ),
        (
            0 <= known.hiding.few <= known.hiding.mid <= known.hiding.many <= 1,
            "hiding",
            "few, mid and many do not rise from 0 to 1",
            "shares in this order",
        ),
        (
            rule.looks > 0 and 0 <= rule.share <= 1,
            "enough",
            "looks are not above 0, or the share not from 0 to 1",
            "looks=1, share=0.5",
        ),
    )
    faults = [
        Fault(place=place, message=message, hint=hint) for fits, place, message, hint in checks if not fits
    ]
    if faults:
        raise InputError(*faults)


def _fits(cloud: Floats | None, ground: _Ground) -> bool:
    if cloud is None:
        return True
    with np.errstate(invalid="ignore"):
        is_share = np.isnan(cloud) | ((cloud >= 0) & (cloud <= 1))
    return cloud.shape == (len(ground.latitude), ground.span.days) and bool(is_share.all())
