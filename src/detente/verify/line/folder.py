"""The layers of a case: what stands in its folder ``layers``, by name."""

from __future__ import annotations

from pathlib import Path

from detente.case.folder.layers import LAYER_STEMS, LAYERS_FOLDER
from detente.case.model import Case
from detente.errors import Fault, InputError
from detente.verify.line.answer import Layers
from detente.verify.line.tables import ENDINGS


def layers_of(case: Path, given: Layers | None = None) -> Layers:
    """The layers of a case folder, those that are given taking the place of its own.

    Raises:
        InputError: if two files stand for the same layer, or there is none to draw a line from.
    """
    wanted = given or Layers()
    found: dict[str, Path] = {}
    faults: list[Fault] = []
    for role, stem in LAYER_STEMS.items():
        files = [path for ending in ENDINGS if (path := case / LAYERS_FOLDER / f"{stem}{ending}").is_file()]
        if len(files) > 1:
            message = f"{len(files)} files stand for the layer '{stem}': " + ", ".join(map(_name, files))
            faults.append(
                Fault(file=str(case / LAYERS_FOLDER), message=message, hint="one of them", code="layers")
            )
        if files:
            found[role] = files[0]
    layers = Layers(
        control=wanted.control or found.get("control"),
        regions=wanted.regions or found.get("regions"),
        places=wanted.places or found.get("places"),
        line=wanted.line or found.get("line"),
    )
    if layers.control is None and layers.regions is None and layers.line is None:
        pair = f"'{LAYERS_FOLDER}/control.geojson' and '{LAYERS_FOLDER}/regions.geojson'"
        hint = f"{pair}, or --control and --regions"
        message = "the case has no layers to draw a line from"
        faults.append(Fault(file=str(case), message=message, hint=hint, code="no-layer"))
    if faults:
        raise InputError(*faults)
    return layers


def day_of(case: Case, layers: Layers) -> str | None:
    """The day that the line of a case is drawn for: what the case describes; a ready line has its own."""
    return case.as_of or None if layers.control is not None else None


def _name(path: Path) -> str:
    return path.name
