"""The tables of calibration: false discoveries, tails, coverage, power."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scipy.stats import beta

if TYPE_CHECKING:
    from bench.calibration import CalibrationFound
    from bench.calibration_run import Setting


def calibration_table(found: CalibrationFound) -> list[str]:
    """All four tables, each with a sentence before it."""
    return [*_false(found), "", *_ties(found), "", *_coverage(found), "", *_power(found)]


def _false(found: CalibrationFound) -> list[str]:
    first = found["quiet"][0]
    ways = list(first["worlds_with_discoveries"])
    worlds, cells = first["setting"]["worlds"], first["setting"]["cells"]
    lines = [
        f"Share of {worlds} quiet worlds ({cells} cells, 14 days) with a discovery at 5 %, which is",
        "then false; in brackets the exact interval of 95 %. The last four columns are for comparison only.",
        "",
        _row("world", *ways),
        _row(*["---"] * (len(ways) + 1)),
    ]
    for one in found["quiet"]:
        hits = one["worlds_with_discoveries"]
        lines.append(_row(_world(one["setting"]), *(_share(hits[way], worlds) for way in ways)))
    return lines


def _ties(found: CalibrationFound) -> list[str]:
    levels = list(found["quiet"][0]["below"])
    lines = [
        "Exact tails of counts are at or below a level more rarely than it says, as counts are discrete.",
        "With ties broken at random they should be below it as often as it says:",
        "",
        _row("world", *(f"below {level}" for level in levels), "cell-days"),
        _row(*["---"] * (len(levels) + 2)),
    ]
    for one in found["quiet"]:
        shares = (f"{one['below'][level]:.2g}" for level in levels)
        lines.append(_row(_world(one["setting"]), *shares, f"{one['cell_days']:,}"))
    return lines


def _coverage(found: CalibrationFound) -> list[str]:
    lines = [
        "Coverage of the intervals that are printed:",
        "",
        _row("interval", "nominal", "covered"),
        _row(*["---"] * 3),
    ]
    return lines + [
        _row(what, f"{nominal:.0%}", _share(covered, number))
        for what, nominal, covered, number in found["intervals"]["rows"]
    ]


def _power(found: CalibrationFound) -> list[str]:
    sizes = list(found["power"][0]["found"])
    worlds = found["power"][0]["setting"]["worlds"]
    lines = [
        f"Planted violations found at 5 %, by the counts that they add to a cell-day ({worlds} worlds of",
        "100 cells and 14 days, about half a count a look before, one violation of each size in each world):",
        "",
        _row("world", *(f"+{more}" for more in sizes), "false among flagged"),
        _row(*["---"] * (len(sizes) + 2)),
    ]
    for one in found["power"]:
        shares = (f"{one['found'][more]:.0%}" for more in sizes)
        lines.append(_row(_world(one["setting"]), *shares, f"{one['false_share']:.1%}"))
    return lines


def _world(setting: Setting) -> str:
    return f"r = {setting['size']:g}, {setting['baseline']} days of baseline"


def _share(hits: int, number: int) -> str:
    low = float(beta.ppf(0.025, hits, number - hits + 1)) if hits else 0.0
    high = float(beta.ppf(0.975, hits + 1, number - hits)) if hits < number else 1.0
    return f"{hits / number:.1%} ({low:.1%} to {high:.1%})"


def _row(*parts: str) -> str:
    return f"| {' | '.join(parts)} |"
