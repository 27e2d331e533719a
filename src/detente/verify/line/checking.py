"""What is wrong with the layers of a case, or worth a look: found by drawing them all once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from detente.case.check.remark import listed, remark
from detente.case.folder.layers import LAYER_STEMS, LAYERS_FOLDER
from detente.case.model import Case
from detente.case.verification import ObligationKind
from detente.errors import Fault, InputError, nearest
from detente.verify.line.answer import Layers, Wanted, draw_line
from detente.verify.line.folder import layers_of
from detente.verify.line.ready import read_contact_line
from detente.verify.line.tables import ENDINGS

ALONG = (ObligationKind.LINE, ObligationKind.AREA)
"""Kinds of obligations that need a line."""

COARSE = Wanted(segment_km=50, zones_km=())


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerFindings:
    """Faults, which keep a line from being drawn, and remarks."""

    faults: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()


def check_layers(folder: Path, case: Case) -> LayerFindings:
    """Draw all layers of a case folder once, and say what came of it.

    Args:
        folder: The case folder.
        case: What was read from it.
    """
    home = folder / LAYERS_FOLDER
    there = {
        stem for stem in LAYER_STEMS.values() if any((home / f"{stem}{end}").is_file() for end in ENDINGS)
    }
    remarks = [*_unread(home, there), *_lacking(folder, case, there)]
    if not there - {LAYER_STEMS["places"]}:
        return LayerFindings(remarks=tuple(remarks))
    try:
        layers = layers_of(folder)
    except InputError as error:
        return LayerFindings(faults=error.faults, remarks=tuple(remarks))
    faults: list[Fault] = [*_half(home, layers)]
    on = case.as_of or None
    try:
        if not faults and layers.control is not None:
            draw_line(layers, Wanted(on=on, segment_km=COARSE.segment_km, zones_km=()))
        elif layers.line is not None:
            draw_line(replace(layers, control=None), COARSE)
    except InputError as error:
        faults += error.faults
    if layers.line is not None:
        remarks += _other_day(layers.line, on, faults)
    return LayerFindings(faults=tuple(dict.fromkeys(faults)), remarks=tuple(remarks))


def _unread(home: Path, there: set[str]) -> list[Fault]:
    """Files whose names come near that of a layer, and layers in no format that is read."""
    found = []
    for file in sorted(home.iterdir()) if home.is_dir() else ():
        stem, _, ending = file.name.partition(".")
        close = nearest(stem, [*LAYER_STEMS.values()])
        if not file.is_file() or not close or stem in there:
            continue
        hint = f"the name '{close}.{ending}'" if stem != close else f"one of {', '.join(ENDINGS)}"
        found.append(remark("", "this file is not read", hint=hint, code="unread", file=str(file)))
    return found


def _lacking(folder: Path, case: Case, there: set[str]) -> list[Fault]:
    """That nothing gives the line that obligations are about."""
    duties = () if case.verification is None else case.verification.obligations
    along = [duty.id for duty in duties if duty.kind in ALONG]
    if not along or there - {LAYER_STEMS["places"]}:
        return []
    message = f"no layer gives the line along which {listed(along)} could be checked"
    hint = (
        f"'{LAYERS_FOLDER}/control.geojson' and '{LAYERS_FOLDER}/regions.geojson', or a ready "
        f"'{LAYERS_FOLDER}/contact-line.geojson' ('detente line --geojson' writes one)"
    )
    return [remark("", message, hint=hint, code="no-layer", file=str(folder))]


def _half(home: Path, layers: Layers) -> list[Fault]:
    """That one of the two layers of polygons is there without the other."""
    ready = layers.line is not None and layers.control is None
    if ready or (layers.control is None) == (layers.regions is None):
        return []
    has, lacks = ("regions", "control") if layers.control is None else ("control", "regions")
    message = f"has a layer '{has}' and none of '{lacks}': a line is drawn from both"
    return [Fault(file=str(home), message=message, hint=f"'{home}/{lacks}.geojson'", code="no-layer")]


def _other_day(line: Path, on: str | None, faults: list[Fault]) -> list[Fault]:
    """That a ready line is of another day than the case; what keeps it from being read goes into faults."""
    try:
        drawn = read_contact_line(line)
    except InputError as error:
        faults += error.faults
        return []
    if on is None or drawn.on in (None, on):
        return []
    message = f"the line is of {drawn.on}, and the case stands as of {on}"
    return [remark("", message, hint="the line of that day", code="other-day", file=str(line))]
