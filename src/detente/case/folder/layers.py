"""The layers of a case: which files of its folder ``layers`` are drawn from, and their part in the digest.

What stands in them is geometry and is read elsewhere; here they are counted as inputs of the case.
"""

from __future__ import annotations

from pathlib import Path

from detente.case.folder.inputs import Inputs

LAYERS_FOLDER = "layers"
LAYER_STEMS = {"control": "control", "regions": "regions", "places": "places", "line": "contact-line"}
"""The name of the file, without its ending, for each role."""


def read_layers(inputs: Inputs) -> list[str]:
    """Take the layers of a folder into its inputs: their names, sorted, those without a fault.

    A layer in several files, as a shapefile is, counts with all of them.
    """
    names = [
        f"{LAYERS_FOLDER}/{name}"
        for name in inputs.names_in(LAYERS_FOLDER, ("",))
        if is_layer(inputs.folder / LAYERS_FOLDER / name)
    ]
    return [name for name in names if inputs.seal(name)]


def is_layer(file: Path) -> bool:
    """Whether a file of the folder ``layers`` has the name of a layer, whatever its ending."""
    return file.name.partition(".")[0] in LAYER_STEMS.values() and file.is_file()
