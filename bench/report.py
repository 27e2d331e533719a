"""The page RESULTS.md from the figures in results.json."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, TypedDict

from bench import frontiers, insisting, peer

if TYPE_CHECKING:
    from bench.demands import DemandAnswer
    from bench.everyday import EverydayRow
    from bench.frontiers import FrontierRow
    from bench.machine import Setting
    from bench.peer import PeerRow


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


class Results(TypedDict, total=False):
    """All sections that were measured so far, each with its own circumstances."""

    peer: PeerSection
    frontiers: FrontierSection
    demands: DemandSection
    everyday: EverydaySection


INTRODUCTION = """# Benchmark results

This page is written by `make bench`; [README.md](README.md) says how to measure each part anew, and how the
negotiations are drawn. Every figure comes from a process of its own. Seconds are by the clock on the wall;
memory is the peak of the whole process, interpreter and libraries included, in millions of bytes.
"""

BESIDE = """
Asked of both: the Pareto frontier, the Nash point and the Kalai (egalitarian) point, of utilities that are
ready in memory. Issues have 10 options each. Detente: the first call of a process, and the median of three
more. NegMAS: its one call; it keeps nothing that could be warm. They took turns; medians of {runs} processes
each ({once} at 10,000,000 packages, and where NegMAS needed more than {long:.0f} s). NegMAS was allowed
{seconds:.0f} s and 12 GB.
"""

DIFFERENCES = """
Ratio: NegMAS by Detente warm. NegMAS takes utility functions of any form and looks at every package; Detente
uses that utilities are sums over issues, and looks at undominated partial sums.

Points are different utility vectors. NegMAS compares floating point numbers: a package that another one
equals for one party and beats for the others stays where rounding makes the equal utilities differ. Compared
in whole numbers, these are the points that it has more. Where it has more Kalai points, they tie for the
party that gains least, and Detente goes on to the next party (leximin).
"""

ALONE = """
95 million million packages. The agreement space and the exact frontier; then the Nash, egalitarian,
Kalai-Smorodinsky and utilitarian solutions. One process each: the first call of all this, and the median of
{more} more. Parties weigh issues alike where they are opposed, each in its own way otherwise.
"""

INSISTING = """
20 issues with 5 options, 60 red lines on 2 or 3 issues each; {cases} cases without a package ({skipped} seeds
that had one were skipped). Work is budgeted, so that what is found is minimal, but may not be the smallest:
it was for {blockers} of the blockers ({of_blockers} red lines) and for {openings} of the openings
({of_openings} red lines).
"""


def page(results: Results) -> str:
    """The whole page."""
    parts = [INTRODUCTION, *_short(results)]
    if "peer" in results:
        parts += _peer(results["peer"])
    if "frontiers" in results:
        parts += _frontiers(results["frontiers"])
    if "demands" in results:
        parts += _demands(results["demands"])
    if "everyday" in results:
        parts += _everyday(results["everyday"])
    return "\n".join(parts)


def _prose(text: str, **figures: float | str) -> list[str]:
    return text.strip().format(**figures).split("\n")


def _short(results: Results) -> list[str]:
    """A few lines to quote, each with its command."""
    lines = ["## In short", "", "| what | seconds | MB | command |", "|---|---|---|---|"]
    if "peer" in results:
        row = max(results["peer"]["rows"], key=lambda row: (row["packages"], "opposed" in row["what"]))
        command = "`.venv/bin/python -m bench --peer`"
        what = f"{row['packages']:,} packages, {row['what']}: frontier, Nash, Kalai"
        lines.append(_cells(what, _seconds(row["warm"]), _mb(row["mb"]), command))
        theirs = _seconds(row["peer_seconds"]) if row["peer_seconds"] else row["status"]
        lines.append(_cells("the same by NegMAS 0.16", theirs, _mb(row["peer_mb"]), command))
    if "frontiers" in results:
        row_ = next(row for row in results["frontiers"]["rows"] if row["most_mb"])
        what = f"20 issues x 5 options, {row_['what']}: {row_['points']:,} efficient points, all solutions"
        command = "`.venv/bin/python -m bench frontiers`"
        lines.append(_cells(what, _seconds(row_["frontier"] + row_["solutions"]), _mb(row_["mb"]), command))
    if "demands" in results:
        found = results["demands"]["found"]
        lines.append(
            _cells(
                "20 issues x 5 options, 60 red lines: smallest blocker and cheapest opening",
                _seconds(statistics.median(_demand_seconds(found))),
                _mb(found["mb"]),
                "`.venv/bin/python -m bench demands`",
            )
        )
    return [*lines, ""]


def _peer(section: PeerSection) -> list[str]:
    lines = [
        "## Beside NegMAS 0.16",
        "",
        *_prose(BESIDE, runs=peer.RUNS[10**5], once=peer.RUNS[10**7], long=peer.LONG, seconds=peer.SECONDS),
        "",
        "| packages | parties, interests | points | first | warm | MB | NegMAS | its MB | ratio | answers |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in section["rows"]:
        theirs = row["peer_seconds"]
        lines.append(
            _cells(
                f"{row['packages']:,}",
                row["what"],
                f"{row['points']:,}",
                _seconds(row["first"]),
                _seconds(row["warm"]),
                _mb(row["mb"]),
                _seconds(theirs) if theirs else row["status"],
                _mb(row["peer_mb"]),
                f"{theirs / row['warm']:,.0f}" if theirs else "",
                _same(row),
            )
        )
    lines += [
        "",
        *_prose(DIFFERENCES),
        "",
        *_circumstances(section["setting"]),
    ]
    return lines


def _same(row: PeerRow) -> str:
    agreement = row["agreement"]
    if agreement is None:
        return ""
    said = "frontier"
    if agreement["only_ours"]:
        said += f" less {agreement['only_ours']:,}"
    if agreement["only_peers"]:
        said += f" plus {agreement['only_peers']:,}, of which {agreement['beaten']:,} are beaten"
    said = "same frontier" if said == "frontier" else said
    said += ", same Nash" if row["same_nash"] else ", other Nash"
    beyond = row["kalai_beyond"]
    if beyond is None:
        return f"{said}, other Kalai"
    return said + (f", Kalai plus {beyond}" if beyond else ", same Kalai")


def _frontiers(section: FrontierSection) -> list[str]:
    lines = [
        "## Frontiers of 20 issues with 5 options",
        "",
        *_prose(ALONE, more=frontiers.CALLS - 1),
        "",
        "| parties and interests | points | first call | frontier | solutions | MB | target |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in section["rows"]:
        points = f"{row['points']:,}" + ("" if row["exact"] else " (on a grid)")
        took = row["frontier"] + row["solutions"]
        lines.append(
            _cells(
                row["what"],
                points,
                _seconds(row["first"]),
                _seconds(row["frontier"]),
                _seconds(row["solutions"]),
                _mb(row["mb"]),
                _target(took, row["most_seconds"], row["mb"], row["most_mb"]),
            )
        )
    return [*lines, "", *_circumstances(section["setting"])]


def _demands(section: DemandSection) -> list[str]:
    found = section["found"]
    cases = found["cases"]
    total = _demand_seconds(found)
    parts = {
        "agreement space": [case["space"] for case in cases],
        "smallest blocker": [case["blocker_seconds"] for case in cases],
        "cheapest opening": [case["opening_seconds"] for case in cases],
        "all three": total,
    }
    blockers, openings = ([case[key] for case in cases] for key in ("blocker", "opening"))
    target = _target(statistics.median(total), insisting.MOST_SECONDS, 0.0, None)
    lines = [
        "## Blockers and openings of 60 red lines",
        "",
        *_prose(
            INSISTING,
            cases=len(cases),
            skipped=found["skipped"],
            blockers=_agreeing(blockers, insisting.SMALLEST),
            openings=_agreeing(openings, insisting.CHEAPEST),
            of_blockers=f"{min(insisting.SMALLEST)} to {max(insisting.SMALLEST)}",
            of_openings=f"{min(insisting.CHEAPEST)} to {max(insisting.CHEAPEST)}",
        ),
        "",
        "| step | median | worst | target for the median |",
        "|---|---|---|---|",
    ]
    for name, laps in parts.items():
        said = target if name == "all three" else ""
        lines.append(_cells(name, _seconds(statistics.median(laps)), _seconds(max(laps)), said))
    return [*lines, "", f"Peak memory {found['mb']:.0f} MB.", "", *_circumstances(section["setting"])]


def _agreeing(found: list[int], known: tuple[int, ...]) -> str:
    same = sum(size == smallest for size, smallest in zip(found, known, strict=True))
    return f"{same} of {len(known)}"


def _demand_seconds(found: DemandAnswer) -> list[float]:
    return [case["space"] + case["blocker_seconds"] + case["opening_seconds"] for case in found["cases"]]


def _everyday(section: EverydaySection) -> list[str]:
    lines = [
        "## What a user waits for",
        "",
        "| what | seconds | MB | target | |",
        "|---|---|---|---|---|",
    ]
    for row in section["rows"]:
        seconds = row["seconds"]
        target = "" if seconds is None else _target(seconds, row["most_seconds"], 0.0, None)
        said = "" if seconds is None else _seconds(seconds)
        lines.append(_cells(row["what"], said, _mb(row["mb"]), target, row["note"]))
    return [*lines, "", *_circumstances(section["setting"])]


def _circumstances(setting: Setting) -> list[str]:
    versions = ", ".join(f"{name} {version}" for name, version in setting["versions"].items())
    before, after = setting["load"][0], setting["load"][-1]
    return [
        f"{setting['day']}, commit {setting['commit']}: `{setting['command']}` on {setting['cpu']},",
        f"{setting['cores']} cores, {setting['memory_gb']:g} GB, {setting['system']}; {versions}.",
        f"Load average of the machine before and after: {before:g}, {after:g}.",
        "",
    ]


def _target(seconds: float, most: float | None, mb: float, most_mb: float | None) -> str:
    if most is None:
        return ""
    said = f"{most:g} s" + (f", {most_mb:g} MB" if most_mb else "")
    met = seconds <= most and (most_mb is None or mb <= most_mb)
    return f"{said}: {'met' if met else 'missed'}"


def _seconds(value: float) -> str:
    digits = 4 if value < 0.01 else 3 if value < 1 else 2 if value < 10 else 1
    return f"{value:.{digits}f}"


def _mb(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"


def _cells(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"
