"""Section: what a user waits for. Starting, solving the bundled case, compiling, the published domains."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, cast

from bench.contestant import answer, run
from bench.scenario import Spec

if TYPE_CHECKING:
    from bench.domains import DomainAnswer
    from bench.ours import Answer
    from bench.solving import Solving

CASE = "cases/ukraine-2025-03"
DETENTE = str(Path(sys.executable).parent / "detente")
STARTS, RUNS = 11, 5


class EverydayRow(TypedDict):
    """One thing to wait for; ``seconds`` is None where it was not measured, and ``note`` says why."""

    what: str
    seconds: float | None
    mb: float | None
    most_seconds: float | None
    note: str


def measure(folder: Path) -> list[EverydayRow]:
    """All rows; files go to ``folder``."""
    rows = [
        _started("an empty Python program", "-c", "pass"),
        _started("`import detente`", "-c", "import detente"),
        _started("`detente --help`", DETENTE, "--help", most=0.3),
        _started(f"`detente solve {CASE} --json`", DETENTE, "solve", CASE, "--json", runs=RUNS),
        *_case(),
        *_compiling(folder),
        *_domains(),
    ]
    for row in rows:
        print(f"bench: {row['what']}: {row['seconds']} s", flush=True)
    return rows


def _row(
    what: str, seconds: float, *, mb: float | None = None, most: float | None = None, note: str = ""
) -> EverydayRow:
    return EverydayRow(what=what, seconds=seconds, mb=mb, most_seconds=most, note=note)


def _started(what: str, *words: str, most: float | None = None, runs: int = STARTS) -> EverydayRow:
    """The whole process, from start to end, in the middle of several."""
    laps = []
    for _ in range(runs):
        outcome = run(*words)
        answer(outcome)
        laps.append(outcome.seconds)
    return _row(what, statistics.median(laps), most=most, note=f"whole process, median of {runs}")


def _case() -> list[EverydayRow]:
    solving = cast("Solving", json.loads(answer(run("-m", "bench.solving", CASE, str(RUNS)))))
    first, *later = solving["calls"]
    return [
        _row(f"`solve` of {CASE}, first call of a process", first),
        _row(
            f"`solve` of {CASE}, warm",
            statistics.median(later),
            mb=solving["mb"],
            note=f"median of {len(later)}",
        ),
    ]


def _compiling(folder: Path) -> list[EverydayRow]:
    """A large frontier is what loads the compiled sweep; an empty cache folder makes it compile."""
    spec = Spec(kind="random", parties=4, issues=20, options=5)
    scenario, vectors = str(folder / "scenario.json"), str(folder / "ours.json")
    answer(run("-m", "bench.draw", json.dumps(asdict(spec)), scenario))
    rows: list[EverydayRow] = []
    with tempfile.TemporaryDirectory(dir=folder) as cache:
        for what in ("compiles", "loads what was compiled"):
            text = answer(
                run("-m", "bench.ours", scenario, "2", vectors, environment={"NUMBA_CACHE_DIR": cache})
            )
            ours = cast("Answer", json.loads(text))
            first = ours["calls"][0]["frontier"]
            note = f"4 parties, random, 20 issues x 5 options: {ours['points']:,} points"
            rows.append(
                _row(f"first frontier of a process that {what}", first, mb=ours["peak_mb"][1], note=note)
            )
    return rows


def _domains() -> list[EverydayRow]:
    named = os.environ.get("DETENTE_ORACLES")
    folder = Path(named or "") / "anac"
    if not named or not (folder / "golden.json").is_file():
        note = "skipped: name the folder of known answers with DETENTE_ORACLES"
        return [EverydayRow(what="published domains", seconds=None, mb=None, most_seconds=None, note=note)]
    found = cast("DomainAnswer", json.loads(answer(run("-m", "bench.domains", str(folder)))))
    domains = found["domains"]
    slowest = max(domains, key=lambda domain: domain["seconds"])
    largest = max(domains, key=lambda domain: domain["packages"])
    right = sum(domain["right"] for domain in domains)
    note = f"frontier and Nash utilities as known: {right} of {len(domains)}; slowest: {slowest['name']}"
    note += f" ({slowest['packages']:,} packages), {slowest['seconds']:.3f} s"
    command = ("solve", str(folder / largest["name"]), "--json")
    cold = _started(f"`detente solve` of {largest['name']}", DETENTE, *command, runs=RUNS)
    cold["note"] += f"; {largest['packages']:,} packages"
    total = sum(domain["seconds"] for domain in domains)
    return [
        _row(f"{len(domains)} published domains, read and solved", total, mb=found["mb"], note=note),
        cold,
    ]
