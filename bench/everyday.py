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
    cpu: float | None
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
    what: str,
    seconds: float,
    cpu: float,
    *,
    mb: float | None = None,
    most: float | None = None,
    note: str = "",
) -> EverydayRow:
    return EverydayRow(what=what, seconds=seconds, cpu=cpu, mb=mb, most_seconds=most, note=note)


def _started(what: str, *words: str, most: float | None = None, runs: int = STARTS) -> EverydayRow:
    """The whole process, from start to end, in the middle of several."""
    outcomes = [run(*words) for _ in range(runs)]
    for outcome in outcomes:
        answer(outcome)
    seconds = statistics.median(outcome.seconds for outcome in outcomes)
    cpu = statistics.median(outcome.cpu_seconds for outcome in outcomes)
    return _row(what, seconds, cpu, most=most, note=f"whole process, median of {runs}")


def _case() -> list[EverydayRow]:
    solving = cast("Solving", json.loads(answer(run("-m", "bench.solving", CASE, str(RUNS)))))
    first, *later = solving["calls"]
    first_cpu, *later_cpu = solving["cpu"]
    middle, middle_cpu = statistics.median(later), statistics.median(later_cpu)
    note = f"median of {len(later)}"
    return [
        _row(f"`solve` of {CASE}, first call of a process", first, first_cpu),
        _row(f"`solve` of {CASE}, warm", middle, middle_cpu, mb=solving["mb"], note=note),
    ]


def _compiling(folder: Path) -> list[EverydayRow]:
    """A large frontier is what loads the compiled sweep; an empty cache folder makes it compile."""
    spec = Spec(kind="random", parties=4, issues=20, options=5)
    scenario, vectors = str(folder / "scenario.json"), str(folder / "ours.json")
    answer(run("-m", "bench.draw", json.dumps(asdict(spec)), scenario))
    rows: list[EverydayRow] = []
    with tempfile.TemporaryDirectory(dir=folder) as cache:
        for what in ("compiles", "loads what was compiled"):
            words = ("-m", "bench.ours", scenario, "2", vectors)
            ours = cast("Answer", json.loads(answer(run(*words, environment={"NUMBA_CACHE_DIR": cache}))))
            first = ours["calls"][0]
            seconds = first["frontier"] + first["nash"] + first["kalai"] + first["others"]
            cpu = first["cpu"] + first["cpu_others"]
            note = f"4 parties, random, 20 issues x 5 options: {ours['points']:,} points and the solutions"
            said = f"first frontier of a process that {what}"
            rows.append(_row(said, seconds, cpu, mb=ours["peak_mb"][1], note=note))
    return rows


def _domains() -> list[EverydayRow]:
    named = os.environ.get("DETENTE_ORACLES")
    folder = Path(named or "") / "anac"
    if not named or not (folder / "golden.json").is_file():
        what, note = "published domains", "skipped: name the folder of known answers with DETENTE_ORACLES"
        return [EverydayRow(what=what, seconds=None, cpu=None, mb=None, most_seconds=None, note=note)]
    found = cast("DomainAnswer", json.loads(answer(run("-m", "bench.domains", str(folder)))))
    domains = found["domains"]
    slowest = max(domains, key=lambda domain: domain["cpu"])
    largest = max(domains, key=lambda domain: domain["packages"])
    right = sum(domain["right"] for domain in domains)
    note = f"frontier and Nash utilities as known: {right} of {len(domains)}; slowest: {slowest['name']}"
    note += f" ({slowest['packages']:,} packages), {slowest['cpu']:.3f} s of CPU"
    command = ("solve", str(folder / largest["name"]), "--json")
    cold = _started(f"`detente solve` of {largest['name']}", DETENTE, *command, runs=RUNS)
    cold["note"] += f"; {largest['packages']:,} packages"
    total, cpu = (sum(domain[key] for domain in domains) for key in ("seconds", "cpu"))
    what = f"{len(domains)} published domains, read and solved"
    return [_row(what, total, cpu, mb=found["mb"], note=note), cold]
