"""Figures as tables in Markdown: one function for each section, and how numbers are written."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from bench import draws, frontiers, insisting, peer, sequencing

if TYPE_CHECKING:
    from bench.demands import DemandAnswer
    from bench.draws import DrawsRow
    from bench.everyday import EverydayRow
    from bench.frontiers import FrontierRow
    from bench.peer import PeerRow
    from bench.sequencing import SequenceRow

BESIDE = """
Asked of both: the Pareto frontier, the Nash point and the Kalai (egalitarian) point, of utilities that are
ready in memory. Issues have 10 options each. Detente: the first call of a process, and the median of three
more. NegMAS: its one call; it keeps nothing that could be warm. They took turns; medians of {runs} processes
each ({once} at 10,000,000 packages, and where NegMAS needed more than {long:.0f} s). NegMAS was allowed
{seconds:.0f} s and {gigabytes:.0f} GB.
"""

DIFFERENCES = """
Ratio: CPU seconds of NegMAS by those of Detente warm. NegMAS takes utility functions of any form and looks at
every package; Detente uses that utilities are sums over issues, and looks at undominated partial sums.

Points are different utility vectors. NegMAS compares floating point numbers: a package that another one
equals for one party and beats for the others stays where rounding makes the equal utilities differ. Compared
in whole numbers, these are the points that it has more. Where it has more Kalai points, they tie for the
party that gains least, and Detente goes on to the next party (leximin).
"""

ALONE = """
20 issues with 5 options have 95 million million packages, 10 issues with 4 options a million. The agreement
space and the exact frontier; then the Nash, egalitarian, Kalai-Smorodinsky and utilitarian solutions. One
process each: the first call of all this, and the median of {more} more. Parties weigh issues alike where
they are opposed, each in its own way otherwise.
"""

INSISTING = """
20 issues with 5 options, 60 red lines on 2 or 3 issues each; {cases} cases without a package ({skipped} seeds
that had one were skipped). Work is budgeted, so that what is found is minimal, but may not be the smallest:
it was for {blockers} of the blockers ({of_blockers} red lines) and for {openings} of the openings
({of_openings} red lines).
"""


DRAWING = """
{draws} draws of everything that the case leaves open, with exact frontiers of 200 of them, a check on 100
more, and the importance of 89 inputs by 1,000 draws each (`detente robust`). Medians of {runs} processes,
each with the start of its workers; memory is the sum of the peaks of all processes. CPU: the whole process
with its imports. Same bytes: the JSON answers of all runs, on one worker and on two, are the same.
"""

ORDERS = """
The order of steps in which the worst that a party could lose, or gain, if all stopped is least; with the
count of all orders that are as good. Two exact passes over all sets of done steps. One process each: the
first call, with code that was compiled before, and the median of {more} more.
"""


def peer_table(rows: list[PeerRow]) -> list[str]:
    """Detente beside NegMAS."""
    once = peer.RUNS[10**7]
    limits = {"seconds": peer.SECONDS, "gigabytes": peer.GIGABYTES, "long": peer.LONG}
    lines = prose(BESIDE, runs=peer.RUNS[10**5], once=once, **limits)
    lines += ["", *_head("packages", "parties, interests", "points", "first", "warm", "CPU", "MB")]
    lines[-2] += " NegMAS | its CPU | its MB | ratio | answers |"
    lines[-1] += "---|---|---|---|---|"
    for row in rows:
        seconds, cpu = row["peer_seconds"], row["peer_cpu"]
        theirs = (
            row["status"] if seconds is None else in_seconds(seconds),
            in_seconds(cpu),
            in_mb(row["peer_mb"]),
            "" if cpu is None else f"{cpu / row['cpu']:,.0f}",
            _same(row),
        )
        ours = (in_seconds(row["first"]), in_seconds(row["warm"]), in_seconds(row["cpu"]), in_mb(row["mb"]))
        lines.append(cells(f"{row['packages']:,}", row["what"], f"{row['points']:,}", *ours, *theirs))
    return [*lines, "", *prose(DIFFERENCES)]


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


def frontier_table(rows: list[FrontierRow]) -> list[str]:
    """Frontiers and solutions, ours alone."""
    lines = prose(ALONE, more=frontiers.CALLS - 1)
    lines += [
        "",
        *_head("parties and interests", "points", "first call", "frontier", "solutions", "CPU of both"),
    ]
    lines[-2] += " MB | target |"
    lines[-1] += "---|---|"
    for row in rows:
        took = row["frontier"] + row["solutions"]
        lines.append(
            cells(
                row["what"],
                f"{row['points']:,}" + ("" if row["exact"] else " (on a grid)"),
                in_seconds(row["first"]),
                in_seconds(row["frontier"]),
                in_seconds(row["solutions"]),
                in_seconds(row["cpu"]),
                in_mb(row["mb"]),
                verdict(took, row["most_seconds"], mb=row["mb"], most_mb=row["most_mb"]),
            )
        )
    return lines


def demand_table(found: DemandAnswer) -> list[str]:
    """Blockers and openings."""
    cases = found["cases"]
    lines = prose(
        INSISTING,
        cases=len(cases),
        skipped=found["skipped"],
        blockers=_agreeing([case["blocker"] for case in cases], insisting.SMALLEST),
        openings=_agreeing([case["opening"] for case in cases], insisting.CHEAPEST),
        of_blockers=f"{min(insisting.SMALLEST)} to {max(insisting.SMALLEST)}",
        of_openings=f"{min(insisting.CHEAPEST)} to {max(insisting.CHEAPEST)}",
    )
    lines += ["", *_head("step", "median", "worst", "median CPU", "worst CPU", "target for the median")]
    for place, name in enumerate(("agreement space", "smallest blocker", "cheapest opening")):
        laps, cpu = [case["seconds"][place] for case in cases], [case["cpu"][place] for case in cases]
        lines.append(cells(name, *_spread(laps), *_spread(cpu), ""))
    total = demand_seconds(found)
    target = verdict(statistics.median(total), insisting.MOST_SECONDS)
    lines.append(cells("all three", *_spread(total), *_spread([sum(case["cpu"]) for case in cases]), target))
    return [*lines, "", f"Peak memory {found['mb']:.0f} MB."]


def demand_seconds(found: DemandAnswer) -> list[float]:
    """Seconds of each case: space, blocker and opening."""
    return [sum(case["seconds"]) for case in found["cases"]]


def _agreeing(found: list[int], known: tuple[int, ...]) -> str:
    same = sum(size == smallest for size, smallest in zip(found, known, strict=True))
    return f"{same} of {len(known)}"


def _spread(laps: list[float]) -> tuple[str, str]:
    return in_seconds(statistics.median(laps)), in_seconds(max(laps))


def everyday_table(rows: list[EverydayRow]) -> list[str]:
    """What a user waits for."""
    lines = _head("what", "seconds", "CPU", "MB", "target", "")
    for row in rows:
        seconds = row["seconds"]
        target = "" if seconds is None else verdict(seconds, row["most_seconds"])
        times = (in_seconds(seconds), in_seconds(row["cpu"]))
        lines.append(cells(row["what"], *times, in_mb(row["mb"]), target, row["note"]))
    return lines


def draws_table(rows: list[DrawsRow]) -> list[str]:
    """Draws of the bundled case."""
    lines = prose(DRAWING, draws=f"{draws.DRAWS:,}", runs=draws.RUNS)
    lines += ["", *_head("case", "workers", "seconds", "CPU", "MB of all", "a deal in", "answer", "target")]
    for row in rows:
        said = "same bytes" if row["same"] else "other bytes"
        target = verdict(row["seconds"], row["most_seconds"], mb=row["mb"], most_mb=row["most_mb"])
        times = (in_seconds(row["seconds"]), in_seconds(row["cpu"]), in_mb(row["mb"]))
        lines.append(
            cells(row["what"], f"{row['workers']}", *times, f"{100 * row['deal']:.1f} %", said, target)
        )
    return lines


def sequence_table(rows: list[SequenceRow]) -> list[str]:
    """Orders of steps."""
    lines = prose(ORDERS, more=sequencing.CALLS - 1)
    lines += ["", *_head("plan", "sets of steps", "best orders", "first call", "warm", "CPU", "MB", "target")]
    for row in rows:
        took = [in_seconds(row["first"]), in_seconds(row["warm"]), in_seconds(row["cpu"])]
        target = verdict(row["warm"], sequencing.MOST_SECONDS)
        orders = f"{int(row['orders']):,}"
        lines.append(cells(row["what"], f"{row['sets']:,}", orders, *took, in_mb(row["mb"]), target))
    return lines


def prose(text: str, **figures: float | str) -> list[str]:
    """The lines of a paragraph with its figures."""
    return text.strip().format(**figures).split("\n")


def verdict(seconds: float, most: float | None, *, mb: float = 0.0, most_mb: float | None = None) -> str:
    """A target and whether it is met."""
    if most is None:
        return ""
    said = f"{most:g} s" + (f", {most_mb:g} MB" if most_mb else "")
    met = seconds <= most and (most_mb is None or mb <= most_mb)
    return f"{said}: {'met' if met else 'missed'}"


def in_seconds(value: float | None) -> str:
    """Seconds with two or three digits that mean something."""
    if value is None:
        return ""
    digits = 4 if value < 0.01 else 3 if value < 1 else 2 if value < 10 else 1
    return f"{value:.{digits}f}"


def in_mb(value: float | None) -> str:
    """Whole megabytes."""
    return "" if value is None else f"{value:,.0f}"


def cells(*texts: str) -> str:
    """A row of a table."""
    return "| " + " | ".join(texts) + " |"


def _head(*texts: str) -> list[str]:
    return [cells(*texts), "|" + "---|" * len(texts)]
