"""The page RESULTS.md from the figures in results.json."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, TypedDict

from bench.calibration_table import calibration_table
from bench.detections_table import detections_table
from bench.reading_table import reading_table
from bench.scan_table import alarm_table, scan_table
from bench.siting_table import siting_table
from bench.tables import (
    cells,
    demand_seconds,
    demand_table,
    draws_table,
    everyday_table,
    frontier_table,
    in_mb,
    in_seconds,
    peer_table,
    sequence_table,
)

if TYPE_CHECKING:
    from bench.calibration import CalibrationFound
    from bench.demands import DemandAnswer
    from bench.detections import DetectionRow
    from bench.draws import DrawsRow
    from bench.everyday import EverydayRow
    from bench.frontiers import FrontierRow
    from bench.machine import Setting
    from bench.peer import PeerRow
    from bench.reading import ReadingFigures
    from bench.scan_alarms import AlarmAnswer
    from bench.scanning import ScanFigures
    from bench.sequencing import SequenceRow
    from bench.siting import SitingRow


class PeerSection(TypedDict):
    """The contest with the peer."""

    setting: Setting
    rows: list[PeerRow]


class FrontierSection(TypedDict):
    """Our frontiers alone."""

    setting: Setting
    rows: list[FrontierRow]


class DemandSection(TypedDict):
    """Blockers and openings."""

    setting: Setting
    found: DemandAnswer


class EverydaySection(TypedDict):
    """What a user waits for."""

    setting: Setting
    rows: list[EverydayRow]


class DrawsSection(TypedDict):
    """Draws of the bundled case."""

    setting: Setting
    rows: list[DrawsRow]


class SequenceSection(TypedDict):
    """Orders of steps."""

    setting: Setting
    rows: list[SequenceRow]


class SitingSection(TypedDict):
    """Covering and monitoring plans."""

    setting: Setting
    rows: list[SitingRow]


class ScanSection(TypedDict):
    """Windows in seconds."""

    setting: Setting
    found: ScanFigures


class AlarmSection(TypedDict):
    """False alarms and power of scans."""

    setting: Setting
    rows: list[AlarmAnswer]


class DetectionSection(TypedDict):
    """Detections by cell and day, and files of FIRMS."""

    setting: Setting
    rows: list[DetectionRow]


class CalibrationSection(TypedDict):
    """Quiet worlds and planted violations."""

    setting: Setting
    found: CalibrationFound


class ReadingSection(TypedDict):
    """Who says what in annotated texts."""

    setting: Setting
    found: ReadingFigures


class Results(TypedDict, total=False):
    """All sections that were measured so far, each with its own circumstances."""

    peer: PeerSection
    frontiers: FrontierSection
    demands: DemandSection
    everyday: EverydaySection
    draws: DrawsSection
    sequence: SequenceSection
    siting: SitingSection
    scan: ScanSection
    alarms: AlarmSection
    detections: DetectionSection
    calibration: CalibrationSection
    reading: ReadingSection


INTRODUCTION = """# Benchmark results

This page is written by `make bench`; [README.md](README.md) says how to measure each part anew, and how the
negotiations are drawn. Every figure comes from a process of its own. Seconds are by the clock on the wall,
and beside them those of the CPU: on an idle machine they are the same, as every contestant uses
one core, except where it says how many workers there are.
Memory is the peak of the whole process, interpreter and libraries included, in millions of bytes.
"""


def page(results: Results) -> str:
    """The whole page."""
    parts = [INTRODUCTION, *_short(results)]
    if "peer" in results:
        parts += _section(
            "Beside NegMAS 0.16", peer_table(results["peer"]["rows"]), results["peer"]["setting"]
        )
    if "frontiers" in results:
        alone = results["frontiers"]
        parts += _section("Frontiers of two to six parties", frontier_table(alone["rows"]), alone["setting"])
    if "demands" in results:
        demands = results["demands"]
        parts += _section(
            "Blockers and openings of 60 red lines", demand_table(demands["found"]), demands["setting"]
        )
    if "everyday" in results:
        everyday = results["everyday"]
        parts += _section("What a user waits for", everyday_table(everyday["rows"]), everyday["setting"])
    if "draws" in results:
        drawn = results["draws"]
        parts += _section("What survives the unknown", draws_table(drawn["rows"]), drawn["setting"])
    if "sequence" in results:
        orders = results["sequence"]
        parts += _section("Orders of 24 steps and more", sequence_table(orders["rows"]), orders["setting"])
    if "siting" in results:
        sited = results["siting"]
        parts += _section("Monitoring plans beside spopt 0.7", siting_table(sited["rows"]), sited["setting"])
    return "\n".join([*parts, *_watching(results)])


def _watching(results: Results) -> list[str]:
    """The sections about what is observed, and about what is said."""
    parts: list[str] = []
    if "scan" in results:
        scans = results["scan"]
        parts += _section("Scans of space and time", scan_table(scans["found"]), scans["setting"])
    if "alarms" in results:
        alarms = results["alarms"]
        parts += _section("False alarms of scans, and power", alarm_table(alarms["rows"]), alarms["setting"])
    if "detections" in results:
        seen = results["detections"]
        parts += _section("Detections beside DuckDB", detections_table(seen["rows"]), seen["setting"])
    if "calibration" in results:
        calm = results["calibration"]
        parts += _section(
            "Calibration: what is found where nothing happens",
            calibration_table(calm["found"]),
            calm["setting"],
        )
    if "reading" in results:
        read = results["reading"]
        parts += _section("Who says what, beside textacy 0.13", reading_table(read["found"]), read["setting"])
    return parts


def _short(results: Results) -> list[str]:
    """A few lines to quote, each with its command."""
    lines = ["## In short", "", "| what | seconds | CPU | MB | command |", "|---|---|---|---|---|"]
    if "peer" in results:
        lines += _short_peer(results["peer"]["rows"])
    if "frontiers" in results:
        row = next(row for row in results["frontiers"]["rows"] if row["most_mb"])
        what = f"{row['what']}: {row['points']:,} efficient points, all solutions"
        took = in_seconds(row["frontier"] + row["solutions"])
        lines.append(cells(what, took, in_seconds(row["cpu"]), in_mb(row["mb"]), _command("frontiers")))
    if "demands" in results:
        found = results["demands"]["found"]
        what = "20 issues x 5 options, 60 red lines: smallest blocker and cheapest opening"
        took = in_seconds(statistics.median(demand_seconds(found)))
        cpu = in_seconds(statistics.median(sum(case["cpu"]) for case in found["cases"]))
        lines.append(cells(what, took, cpu, in_mb(found["mb"]), _command("demands")))
    if "draws" in results:
        lines += _short_draws(results["draws"]["rows"])
    if "reading" in results:
        read = results["reading"]["found"]["ours"]["parser"]
        what = f"a text of {read['characters']:,} characters read by the parser and our rules"
        seconds, cpu, peak = in_seconds(read["seconds"]), in_seconds(read["cpu"]), in_mb(read["mb"])
        lines.append(cells(what, seconds, cpu, peak, _command("--peer reading")))
    return [*lines, ""]


def _short_draws(rows: list[DrawsRow]) -> list[str]:
    row = next(row for row in rows if row["most_seconds"])
    what = f"10,000 draws of all that `{row['what']}` leaves open, {row['workers']} workers"
    took = (in_seconds(row["seconds"]), in_seconds(row["cpu"]), in_mb(row["mb"]))
    return [cells(what, *took, _command("draws"))]


def _short_peer(rows: list[PeerRow]) -> list[str]:
    row = max(rows, key=lambda row: (row["packages"], "opposed" in row["what"]))
    what = f"{row['packages']:,} packages, {row['what']}: frontier, Nash, Kalai"
    ours = (in_seconds(row["warm"]), in_seconds(row["cpu"]), in_mb(row["mb"]))
    seconds = row["peer_seconds"]
    theirs = row["status"] if seconds is None else in_seconds(seconds)
    command = _command("--peer peer")
    return [
        cells(what, *ours, command),
        cells("the same by NegMAS 0.16", theirs, in_seconds(row["peer_cpu"]), in_mb(row["peer_mb"]), command),
    ]


def _command(words: str) -> str:
    return f"`.venv/bin/python -m bench {words}`"


def _section(title: str, lines: list[str], setting: Setting) -> list[str]:
    """A section with the circumstances under which it was measured."""
    versions = ", ".join(f"{name} {version}" for name, version in setting["versions"].items())
    before, after = setting["load"][0], setting["load"][-1]
    return [
        f"## {title}",
        "",
        *lines,
        "",
        f"{setting['day']}, commit {setting['commit']}: `{setting['command']}` on {setting['cpu']},",
        f"{setting['cores']} cores, {setting['memory_gb']:g} GB, {setting['system']}; {versions}.",
        f"Load average of the machine before and after: {before:g}, {after:g}.",
        "",
    ]
