"""``watch.toml`` of a folder, read against its case: windows, what is counted, what is watched."""

from __future__ import annotations

from fractions import Fraction

from detente.case import keys
from detente.case.exact import decimal_text
from detente.case.faults import shown, way_to
from detente.case.folder.document import read_format
from detente.case.folder.estimates import plain_number, read_estimate, whole_number
from detente.case.folder.figures import NOT_NEGATIVE, SHARE
from detente.case.folder.inputs import VERIFICATION_FILE, WATCH_FILE, Inputs
from detente.case.folder.table import Table
from detente.case.folder.watching_files import members, read_detections, read_exposure, read_sensors
from detente.case.folder.watching_places import read_cells, read_fixed_heat
from detente.case.folder.watching_times import read_baseline, read_placebo, read_windows
from detente.case.model import Case
from detente.case.verification import Verification
from detente.case.watching import DEFAULT_LEVEL, DetectionFiles, RasterCells, Watched, Watching

LEVEL_AT_MOST = Fraction(1, 2)


def read_watch_file(inputs: Inputs, case: Case | None, verification: Verification | None) -> Watching | None:
    """What the folder says of watching; None where it says nothing, or nothing that can be read.

    Args:
        inputs: The folder; faults go to its watch.toml.
        case: The case as far as it could be read.
        verification: Where the obligations stand; None where there are none, or none that can be read.
    """
    if not inputs.has(WATCH_FILE):
        return None
    document = inputs.toml(WATCH_FILE)
    if document is None or case is None:
        return None
    top = Table(document, (), inputs.faults_of(WATCH_FILE), known=keys.WATCH_TOP)
    obligations = None
    if verification is not None:
        obligations = [obligation.id for obligation in verification.obligations]
    elif not inputs.has(VERIFICATION_FILE):
        message = f"nothing says what is obliged: there is no {VERIFICATION_FILE}"
        top.fault("obligations", message, hint=f"a {VERIFICATION_FILE} beside it", code="missing")
    return read_watching(top, obligations, [party.id for party in case.parties])


def read_watching(top: Table, obligations: list[str] | None, parties: list[str]) -> Watching | None:
    """What a document says of watching; with faults it is incomplete, or None, and must not be used.

    Args:
        top: The document.
        obligations: Ids of the obligations of the case; None where they are not known.
        parties: Ids of its parties.
    """
    read_format(top)
    windows = read_windows(top)
    baseline = read_baseline(top, windows)
    cells = read_cells(top, parties)
    sensors = read_sensors(top)
    named = [sensor.id for sensor in sensors]
    detections = read_detections(top, named)
    watched = tuple(
        _watched(name, table, detections, obligations, on_line=not isinstance(cells, RasterCells))
        for name, table in members(
            top, "obligations", keys.WATCHED, keys.OBLIGATIONS_LIMIT, 'detections = ["ID"]'
        )
    )
    summary, exposure, heat = top.prose("summary"), read_exposure(top, named), read_fixed_heat(top)
    placebo, level = read_placebo(top), _level(top)
    seed = whole_number(top, "seed", least=0, most=2**63 - 1)
    if baseline is None or cells is None:
        return None
    return Watching(
        windows=windows,
        baseline=baseline,
        cells=cells,
        sensors=sensors,
        detections=detections,
        watched=watched,
        summary=summary,
        exposure=exposure,
        fixed_heat=heat,
        placebo=placebo,
        level=level,
        seed=seed or 0,
    )


def _level(top: Table) -> Fraction:
    level = plain_number(top, "level", bounds=SHARE)
    if level is None:
        return DEFAULT_LEVEL
    if not 0 < level <= LEVEL_AT_MOST:
        message = f"{decimal_text(level)} is no level"
        top.fault("level", message, hint="a number above 0 and up to 0.5, such as 0.05", code="bounds")
    return level


def _watched(
    name: str,
    table: Table,
    detections: tuple[DetectionFiles, ...],
    obligations: list[str] | None,
    *,
    on_line: bool,
) -> Watched:
    if obligations is not None and name not in obligations:
        hint = way_to(name, obligations, "obligation")
        message = f"no obligation {shown(name)} in {VERIFICATION_FILE}"
        table.faults.add(table.place, message, hint=hint, code="unknown-name")
    if not table.entries.get("detections", ()):
        table.fault("detections", "'detections' is missing", hint='detections = ["..."]', code="missing")
    within = plain_number(table, "within_km", bounds=NOT_NEGATIVE)
    if within is not None and not on_line:
        message = "cells of a raster have no distance from a line"
        table.fault("within_km", message, hint="without it, or segment_km in [cells]", code="conflict")
    return Watched(
        obligation=name,
        detections=table.names("detections", [item.id for item in detections], "detections"),
        chance=read_estimate(table, "chance", bounds=SHARE),
        within_km=within,
        why=table.line("why"),
    )
