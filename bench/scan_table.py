"""The tables of scans: windows in seconds; alarms in quiet worlds and in planted ones."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from bench import alarming, scanning
from bench.tables import cells, in_mb, in_seconds, prose, verdict

if TYPE_CHECKING:
    from bench.scan_alarms import AlarmAnswer
    from bench.scan_ours import ScanAnswer
    from bench.scanning import ScanFigures

SPEED = """
{windows:,} windows: 2,500 cells on a jittered grid, circles of up to 120 cells of which each distinct set
counts once, 60 days, runs of up to 30 days; negative binomial counts. The largest *c* ln(*c*/*b*) + *b* -
*c*. *Prepared* is the making of the circles, once for any number of scans. *First* is the first call of a
process, with the compiled code that earlier ones left behind (where none is left, compiling takes some five
seconds); *warm* is the median of three, and where a call takes long, the only one. Same: the statistic is
that of the first row.
"""

BESIDE = """
In space alone: {points:,} points in a square, a case or none at each, Kulldorff's statistic. pyscan-stats
looks at discs around the points of a grid of step 1/32. Ours looks at those, which are cells without people
here, and at the circles around the {points:,} points as well; its seconds are the making of the circles and
the scan. pyscan-stats has no days, no null worlds and no p-values. SaTScan cannot be installed by a package
manager and is not here; its published answers are in the tests.
"""

WORLDS = """
36 cells with means of their own (1.2 a day on average), negative binomial counts of one size, a baseline
fitted to so many days before, 14 days scanned for windows of up to a week; {draws} null worlds each. Shares
of worlds in which something is called a cluster at 5 %, of {quiet:,} quiet worlds; the standard error of 5 %
is {error:.1%}. *One size*: each null world takes what the fit leaves open from its posterior, one size for
all cells (`one_size_null`); *FDR*: the same, by `q`. *Own sizes*: each cell has its own (`fitted_null`),
which knows less and is cautious. *Fitted*: one size, as if the fit were the truth. *Day by day*: the
predictive distribution of each cell-day, drawn apart. *Poisson*: for comparison. In the last two rows the
worlds have a size for each cell (log-normal; 95 % of them in the range), against what *one size* assumes.
"""

PLANTED = """
Violations planted: five neighbouring cells have so many times more for four days; {planted} worlds each,
after 60 days of baseline. Found: the strongest window has p of at most 5 % and touches what was planted.
"""

NULLS = {
    "one size": "one_size",
    "FDR": "fdr",
    "own sizes": "own_sizes",
    "fitted": "fitted",
    "day by day": "by_day",
    "Poisson": "poisson",
}


def scan_table(found: ScanFigures) -> list[str]:
    """Seconds for windows of cells and days, then circles beside the peer."""
    windows = found["rows"][0]["ours"]["windows"]
    lines = prose(SPEED, windows=windows)
    titles = ("engine", "prepared", "first", "warm", "CPU", "MB", "ns a window", "same", "target")
    lines += ["", cells(*titles), "|" + "---|" * len(titles)]
    for row in found["rows"]:
        ours = row["ours"]
        target = verdict(ours["warm"], row["most_seconds"])
        same = "yes" if row["same"] else "no"
        lines.append(cells(row["what"], *_took(ours), f"{ours['warm'] / windows * 1e9:.2f}", same, target))
    lines += ["", *prose(BESIDE, points=scanning.POINTS), ""]
    beside = ("circles in space", "seconds", "CPU", "MB", "best statistic per case")
    lines += [cells(*beside), "|" + "---|" * len(beside)]
    ours, peer = found["points"], found["peer"]
    own = (in_seconds(ours["warm"]), in_seconds(ours["cpu"]), in_mb(ours["mb"]), f"{ours['score']:.6f}")
    lines.append(cells(f"Detente, {ours['windows']:,} windows", *own))
    if peer is None:
        lines.append(cells("pyscan-stats 1.0.2", found["peer_status"] or "not installed", "", "", ""))
    else:
        theirs = (in_seconds(peer["seconds"]), in_seconds(peer["cpu"]), in_mb(peer["mb"]))
        lines.append(cells("pyscan-stats 1.0.2", *theirs, f"{peer['score']:.6f}"))
    return lines


def _sizes(size: float, spread: float) -> str:
    """One size, or from where to where the middle 95 % of sizes are."""
    if not spread:
        return f"{size:g}"
    return f"{size * exp(-1.96 * spread):.1f} to {size * exp(1.96 * spread):.1f}"


def _took(ours: ScanAnswer) -> tuple[str, ...]:
    times = (ours["prepared"], ours["first"], ours["warm"], ours["cpu"])
    return (*(in_seconds(one) for one in times), in_mb(ours["mb"]))


def alarm_table(rows: list[AlarmAnswer]) -> list[str]:
    """False alarms of each null; power of the full one."""
    error = (0.05 * 0.95 / alarming.QUIET) ** 0.5
    lines = prose(WORLDS, draws=alarming.DRAWS, quiet=alarming.QUIET, error=error)
    titles = ("size", "days before", *NULLS)
    lines += ["", cells(*titles), "|" + "---|" * len(titles)]
    for row in rows:
        spec, shares = row["spec"], row["shares"]
        if spec["factor"] == 1:
            told = [shares[name] for name in NULLS.values()]
            lines.append(
                cells(
                    _sizes(spec["size"], spec["spread"]),
                    f"{spec['days']}",
                    *(f"{100 * share:.1f} %" for share in told),
                )
            )
    lines += ["", *prose(PLANTED, planted=alarming.PLANTED), ""]
    factors = ("size", "null", *(f"{factor:g} times" for factor in alarming.FACTORS))
    lines += [cells(*factors), "|" + "---|" * len(factors)]
    for size in alarming.SIZES:
        for title in ("one size", "own sizes"):
            hits = {
                row["spec"]["factor"]: row["shares"][NULLS[title]]
                for row in rows
                if row["spec"]["size"] == size and row["spec"]["factor"] > 1
            }
            found = (f"{100 * hits[factor]:.0f} %" for factor in alarming.FACTORS)
            lines.append(cells(f"{size:g}", title, *found))
    return lines
