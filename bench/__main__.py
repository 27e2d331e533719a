"""``python -m bench [--peer] [SECTION ...]``: measure, and write bench/results.json and bench/RESULTS.md.

Sections that are not asked for keep the figures that they have, with their day, machine and commit.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import cast

from bench import (
    alarming,
    calibration,
    detections,
    draws,
    environment,
    everyday,
    frontiers,
    insisting,
    machine,
    peer,
    reading,
    scanning,
    sequencing,
    siting,
)
from bench.contestant import ROOT
from bench.report import (
    AlarmSection,
    CalibrationSection,
    DemandSection,
    DetectionSection,
    DrawsSection,
    EverydaySection,
    FrontierSection,
    PeerSection,
    ReadingSection,
    Results,
    ScanSection,
    SequenceSection,
    SitingSection,
    page,
)

SECTIONS = (
    "peer",
    "frontiers",
    "demands",
    "everyday",
    "draws",
    "sequence",
    "siting",
    "scan",
    "alarms",
    "detections",
    "calibration",
    "reading",
)
PEERS = {"peer": environment.NEGMAS, "siting": environment.SPOPT}
BESIDE = {"scan": environment.PYSCAN, "reading": environment.TEXTACY}
"""Sections of which a row or a column stays empty without the peer."""
FIGURES = ROOT / "bench" / "results.json"
PAGE = ROOT / "bench" / "RESULTS.md"


def main() -> None:
    """Measure what the command line asks for; the page is written after each section."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)}; default: all"
    )
    parser.add_argument(
        "--peer",
        action="store_true",
        help="install the peers first: NegMAS, spopt, pyscan-stats and textacy (needs a network)",
    )
    parser.add_argument("--render", action="store_true", help="measure nothing, write the page anew")
    asked = parser.parse_args()
    unknown = [name for name in asked.sections if name not in SECTIONS]
    if unknown:
        parser.error(f"no section {', '.join(unknown)}; there are {', '.join(SECTIONS)}")
    chosen = [] if asked.render else asked.sections or list(SECTIONS)
    for section, apart in PEERS.items():
        if section not in chosen or apart.installed():
            continue
        if asked.peer:
            apart.install()
        else:
            kept = f"'{section}' keeps the figures it has"
            print(f"bench: {apart.title} is not installed ({apart.folder.name}): {kept}; try --peer")
            chosen.remove(section)
    for section, apart in BESIDE.items():
        if section in chosen and asked.peer and not apart.installed():
            apart.install()
    results = (
        cast("Results", json.loads(FIGURES.read_text(encoding="utf-8"))) if FIGURES.exists() else Results()
    )
    command = " ".join(["python -m bench", *(["--peer"] if asked.peer else []), *asked.sections])
    with tempfile.TemporaryDirectory() as folder:
        for section in chosen:
            _measure(section, Path(folder), command, results)
            _write(results)
    _write(results)


def _measure(section: str, folder: Path, command: str, results: Results) -> None:
    setting = machine.setting(ROOT, command)
    if section == "peer":
        results["peer"] = PeerSection(setting=setting, rows=peer.measure(folder))
    elif section == "frontiers":
        results["frontiers"] = FrontierSection(setting=setting, rows=frontiers.measure(folder))
    elif section == "demands":
        results["demands"] = DemandSection(setting=setting, found=insisting.measure())
    elif section == "draws":
        results["draws"] = DrawsSection(setting=setting, rows=draws.measure())
    elif section == "sequence":
        results["sequence"] = SequenceSection(setting=setting, rows=sequencing.measure())
    elif section == "siting":
        results["siting"] = SitingSection(setting=setting, rows=siting.measure())
    elif section == "everyday":
        results["everyday"] = EverydaySection(setting=setting, rows=everyday.measure(folder))
    else:
        _measure_watching(section, folder, setting, results)
    setting["load"].append(machine.load())


def _measure_watching(section: str, folder: Path, setting: machine.Setting, results: Results) -> None:
    """The sections about what is observed, and about what is said."""
    if section == "scan":
        results["scan"] = ScanSection(setting=setting, found=scanning.measure(folder))
    elif section == "alarms":
        results["alarms"] = AlarmSection(setting=setting, rows=alarming.measure())
    elif section == "detections":
        results["detections"] = DetectionSection(setting=setting, rows=detections.measure(folder))
    elif section == "reading":
        results["reading"] = ReadingSection(setting=setting, found=reading.measure(folder))
    else:
        results["calibration"] = CalibrationSection(setting=setting, found=calibration.measure())


def _write(results: Results) -> None:
    FIGURES.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(results), encoding="utf-8")
    print(f"bench: wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
