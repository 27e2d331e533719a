"""Remarks on watching: what can show nothing, what rests on nothing, what will have no bound."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detente.case.check.remark import listed, remark
from detente.case.faults import Place
from detente.case.model import Case
from detente.case.verification import Certainty, ObligationKind
from detente.case.watching import Watching
from detente.errors import Fault

FILE = "watch.toml"
ON_THE_GROUND = (ObligationKind.LINE, ObligationKind.AREA, ObligationKind.SITE)
"""Kinds of obligations whose breach has a place that something can look at."""
SHORT_DAYS = 20
"""A baseline of fewer days says little of what is ordinary."""


def remarks_on_watching(case: Case) -> Iterator[Fault]:
    """The remarks on windows, baseline, sensors, detections and the obligations that are watched."""
    watching = case.watching
    if watching is None:
        return
    yield from _on_baseline(watching)
    yield from _on_use(watching)
    yield from _on_chances(watching)
    yield from _on_exposure(watching)
    obligations = case.verification.obligations if case.verification is not None else ()
    watched = {item.obligation for item in watching.watched}
    left = [item.id for item in obligations if item.id not in watched and item.kind in ON_THE_GROUND]
    if left:
        message = f"{listed(left)} of verification.toml is not watched"
        hint = "a table for it under [obligations], where something could show it broken"
        yield remark(("obligations",), message, hint=hint, code="unwatched", file=FILE)


def remarks_on_watched_files(folder: Path, case: Case) -> Iterator[Fault]:
    """Files that watch.toml names and that are not there."""
    watching = case.watching
    if watching is None:
        return
    named: list[tuple[Place, str]] = [
        (("detections", item.id, "files"), file) for item in watching.detections for file in item.files
    ]
    named += [(("exposure",), file) for file in watching.exposure.files]
    for place, file in named:
        if not (folder / file).is_file():
            hint = "the file in its place; what is not there was not seen"
            where = str(folder / FILE)
            yield remark(place, f"there is no file '{file}'", hint=hint, code="absent-file", file=where)


def _on_baseline(watching: Watching) -> Iterator[Fault]:
    days = (watching.baseline.last - watching.baseline.first).days + 1
    if days < SHORT_DAYS:
        message = f"a baseline of {days} days says little of what is ordinary"
        yield remark(("baseline",), message, hint="more days", code="short-baseline", file=FILE)


def _on_use(watching: Watching) -> Iterator[Fault]:
    used = {name for item in watching.watched for name in item.detections}
    idle = [item.id for item in watching.detections if item.id not in used]
    if idle:
        message = f"no obligation is watched by {listed(idle)}"
        hint = "under 'detections' of an obligation, or leave it out"
        yield remark(("detections",), message, hint=hint, code="unused", file=FILE)
    sensors = {item.sensor for item in watching.detections}
    unused = [item.id for item in watching.sensors if item.id not in sensors]
    if unused:
        message = f"no detections are by {listed(unused)}"
        hint = "'sensor' of the detections, or leave it out"
        yield remark(("sensors",), message, hint=hint, code="unused", file=FILE)


def _on_chances(watching: Watching) -> Iterator[Fault]:
    for item in watching.watched:
        place = ("obligations", item.obligation, "chance")
        if item.chance is None:
            message = "nobody has said with which chance an act is seen, so no bound can be given"
            hint = 'chance = { value = [0.1, 0.2, 0.4], certainty = "guess" }'
            yield remark(place, message, hint=hint, code="no-chance", file=FILE)
        elif item.chance.certainty is Certainty.UNSTATED:
            message = "the chance does not say how certain it is"
            hint = "certainty = sourced, estimate or guess"
            yield remark(place, message, hint=hint, code="no-source", file=FILE)


def _on_exposure(watching: Watching) -> Iterator[Fault]:
    cloudy = [item.id for item in watching.sensors if item.clouds]
    if cloudy and not watching.exposure.cloud:
        message = f"nothing says when clouds were in the way of {listed(cloudy)}"
        hint = (
            'cloud = "exposure/cloud.csv" under [exposure]; without it a pass under clouds counts as a look'
        )
        yield remark(("exposure",), message, hint=hint, code="no-cloud", file=FILE)
    told = {item.sensor for item in watching.exposure.coverage}
    untold = [item.id for item in watching.sensors if item.id not in told]
    if untold:
        message = f"nothing says for which days there are files of {listed(untold)}"
        hint = "[exposure.coverage.ID] with a file; else only the time outside all rows is unseen"
        yield remark(("exposure",), message, hint=hint, code="no-coverage", file=FILE)
