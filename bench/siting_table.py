"""The table of covering and monitoring plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench import siting
from bench.tables import cells, in_mb, in_seconds, prose

if TYPE_CHECKING:
    from bench.siting import SitingRow

SITING = """
Maximal covering: clients x sites, uniform in the unit square, demands 1 to 100, the most demand that so
many sites cover within the radius. Seconds include the building of the problem from a matrix that is ready;
of spopt, model and solver (CBC) together. The first call of a process, ours with the loading of HiGHS. The
line is in segments of 1 km, with 4 violation types, 6 kinds of instruments, day or night as the violator
chooses, clear or foul weather: the least cost at which each is seen with a chance of 0.8. Where instruments
are few and strong, the bound of the relaxation is loose, and the gap says so. The limit on the clock was
{seconds:.0f} s for the larger ones.
"""


PEERS = ("spopt", "its MB", "ratio", "answers")


def siting_table(rows: list[SitingRow]) -> list[str]:
    """Plans with their bounds, and the peer's beside ours."""
    lines = prose(SITING, seconds=siting.MOST_SECONDS)
    titles = ("problem", "found", "bound", "gap", "seconds", "CPU", "MB", "target", *PEERS)
    lines += ["", cells(*titles), "|" + "---|" * len(titles)]
    for row in rows:
        ours = row["ours"]
        lines.append(
            cells(
                row["what"],
                f"{ours['objective']:,.0f}",
                f"{ours['bound']:,.0f}",
                f"{ours['gap']:.2%}",
                in_seconds(ours["seconds"]),
                in_seconds(ours["cpu"]),
                in_mb(ours["mb"]),
                f"{row['most_gap']:.4g}: {'met' if ours['gap'] <= row['most_gap'] else 'missed'}",
                *_theirs(row),
            )
        )
    return lines


def _theirs(row: SitingRow) -> tuple[str, ...]:
    """The peer's columns."""
    peer, status = row["peer"], row["peer_status"]
    if peer is None:
        return (status or "", "", "", "")
    took = peer["build"] + peer["solve"]
    apart = abs(peer["objective"] - row["ours"]["objective"])
    same = "the same" if apart < 0.5 else f"{peer['objective']:,.0f}"
    return (in_seconds(took), in_mb(peer["mb"]), f"{took / row['ours']['seconds']:,.0f}", same)
