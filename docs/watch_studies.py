"""The real cases of "watch", computed: ``python -m docs.watch_studies`` prints every figure of the page.

docs/background/watch-real.md quotes these lines, and a test compares the two where the data is at hand.
Nothing is chosen after the fact: windows are those of the truces, and the days before them as many as fit all
cases of a kind.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.watch.baseline.fit import fit_baseline
from detente.watch.baseline.fixed_heat import masked
from detente.watch.baseline.predictive import upper_quantile
from detente.watch.baseline.span_total import SpanTotal, span_total
from detente.watch.before_after import ratio_if_poisson
from detente.watch.incidents.cell_days import judge_cell_days
from detente.watch.placebo import Design, PlaceboRank, placebo_rank
from detente.watch.war_fires import war_fires
from docs import watch_data as data

TRUCE_2020 = date(2020, 7, 27)
EASTER = date(2025, 4, 20)
CHRISTMAS = date(2023, 1, 6)
GAZA_TRUCES = (date(2025, 1, 19), date(2025, 10, 10))
GAZA_KNOWN = (
    (date(2023, 11, 24), date(2023, 11, 30)),
    (date(2025, 1, 19), date(2025, 3, 17)),
    (date(2025, 10, 10), date(2026, 8, 22)),
)
WEAPONS = frozenset({"artillery", "airstrike", "uav", "armor", "raid", "aad", "ied"})
CELL_KM = 10.0
FRONT = ("UA09", "UA14", "UA23", "UA63", "UA65")
"""The regions of the line in January 2023 whose cloud is averaged."""
OVERCAST = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A daily series: counts and looks by day."""

    days: NDArray[np.int64]
    counts: NDArray[np.int64]
    looks: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Counts of (cells, days), and the distance of each cell's middle to the line."""

    days: NDArray[np.int64]
    counts: NDArray[np.int64]
    line_km: NDArray[np.float64]


def main() -> None:
    """Print all figures."""
    found = data.folder()
    if found is None:
        sys.exit("the data is not here: name a folder beside it with DETENTE_ORACLES")
    for line in lines(found):
        print(line)


def lines(found: Path) -> Iterable[str]:
    """Every figure as it stands on the page."""
    yield from donbas_ranks(data.donbas(found))
    yield from donbas_cells(data.donbas(found))
    yield from christmas(found)
    yield from easter(found)
    yield from gaza(found)


def ranked(what: str, found: PlaceboRank) -> str:
    """A row of a table: before, inside, ratio, rank, resolution, windows apart."""
    truce = found.truce
    ratio = f"{np.exp(truce.statistic):.2f}"
    rank = f"{found.fewer:.3f} of {len(found.placebos)}"
    counts = f"{truce.before:,} | {truce.inside:,}"
    return f"| {what} | {counts} | {ratio} | {rank} | {found.resolution:.3f} | {found.apart} |"


def zones(fires: data.Fires) -> dict[str, Series]:
    """Fires near the line and far from it, day by day; nothing is known of looks, so each day has one."""
    days = data.numbers(data.FIRST, data.LAST)
    parts = {"near": fires.line_km <= data.NEAR_KM, "far": fires.line_km > data.FAR_KM}
    return {
        zone: Series(
            days=days,
            counts=data.daily(fires.days[part], data.FIRST, data.LAST),
            looks=np.ones(len(days)),
        )
        for zone, part in parts.items()
    }


def donbas_rank(fires: data.Fires, *, weeks: bool, control: bool) -> PlaceboRank:
    """28 days of the truce after 28 days before, near the line."""
    both = zones(fires)
    near, far = both["near"], both["far"]
    design = Design(length=28, before=28, other_weeks=weeks, weeks_around=3)
    return placebo_rank(
        near.counts,
        near.looks,
        days=near.days,
        first_day=TRUCE_2020.toordinal(),
        design=design,
        control=(far.counts, far.looks) if control else None,
    )


def donbas_ranks(fires: data.Fires) -> Iterable[str]:
    """Ranks of the truce of 27 July 2020, and what Poisson would have said."""
    yield f"{len(fires.fixed)} squares of fixed heat hold {fires.hidden:,} of 101,296 pixels"
    yield f"{len(fires.days):,} fires are left"
    spans = ((False, "same dates of other years, 3 weeks around"), (True, "all weeks of four years"))
    for weeks, where in spans:
        for control, which in ((False, "near the line"), (True, "near, beside far")):
            yield ranked(f"{which}, {where}", donbas_rank(fires, weeks=weeks, control=control))
    truce = donbas_rank(fires, weeks=True, control=False).truce
    wrong = ratio_if_poisson(truce.before, truce.inside, looks_before=28.0, looks_after=28.0)
    yield (
        f"if counts were Poisson: {wrong.ratio:.2f} times as many ({wrong.low:.2f} to {wrong.high:.2f}), "
        f"tail {wrong.more:.0e}"
    )


def raster(fires: data.Fires) -> Cells:
    """Cells of CELL_KM over the box."""
    column = np.floor(fires.x_km / CELL_KM).astype(np.int64)
    row = np.floor(fires.y_km / CELL_KM).astype(np.int64)
    left, low = column.min(), row.min()
    wide, high = int(column.max() - left) + 1, int(row.max() - low) + 1
    days = data.numbers(data.FIRST, data.LAST)
    place = ((row - low) * wide + column - left) * len(days) + fires.days - days[0]
    counts = np.bincount(place, minlength=wide * high * len(days)).reshape(wide * high, -1)
    number = np.arange(wide * high)
    x, y = (number % wide + left + 0.5) * CELL_KM, (number // wide + low + 0.5) * CELL_KM
    return Cells(days=days, counts=counts.astype(np.int64), line_km=data.to_line(x, y))


def donbas_cells(fires: data.Fires) -> Iterable[str]:
    """Cell-days of the truce's first five weeks, and The Economist's rule on the same."""
    cells = raster(fires)
    looks = np.ones(cells.counts.shape)
    start = TRUCE_2020.toordinal() - int(cells.days[0])
    past, span = slice(0, date(2020, 7, 1).toordinal() - int(cells.days[0])), slice(start, start + 35)
    baseline = fit_baseline(cells.counts[:, past], looks[:, past], days=cells.days[past])
    given = (cells.counts[:, span], looks[:, span])
    tests = judge_cell_days(baseline, *given, days=cells.days[span])
    rule = war_fires(baseline, *given, days=cells.days[span])
    near, far = cells.line_km <= data.NEAR_KM, cells.line_km > data.FAR_KM
    yield (
        f"27 July to 30 August 2020: {int(given[0].sum()):,} fires on {tests.tests:,} cell-days, "
        f"{int(tests.flagged.sum())} beyond the ordinary"
    )
    close, remote = (int(given[0][rule.war & zone[:, None]].sum()) for zone in (near, far))
    yield (
        f"The Economist's rule: {rule.fires} war-related, {close} near the line, "
        f"{remote} more than 30 km from it"
    )
    level = 1 - 0.05 / tests.tests
    least = upper_quantile(baseline, looks[:, :1], days=cells.days[start : start + 1], level=level)[near] + 1
    yield f"one cell-day near the line had to hold {int(np.median(least))} fires (median cell) to be flagged"


def christmas_series(found: Path) -> Series:
    """Fires along the line in 2022 and 2023, and clear sky over its regions."""
    first, last = date(2022, 3, 1), date(2023, 12, 31)
    table = np.array([
        (float(row["latitude"]), float(row["longitude"]), date.fromisoformat(row["acq_date"]).toordinal())
        for year in (2022, 2023)
        for row in data.rows(found / f"firms_all_sensors_ukraine_{year}.csv.gz")
    ])  # fmt: skip
    table = table[(table[:, 0] > 46.2) & (table[:, 0] < 50.3) & (table[:, 1] > 32.0) & (table[:, 1] < 39.0)]
    x, y = data.plane(table[:, 0], table[:, 1])
    kept = ~masked(x, y, data.listed_heat())
    fires = data.joined(x[kept], y[kept], table[kept, 2].astype(np.int64))
    days = data.numbers(first, last)
    cloud = np.zeros((len(days), len(FRONT)))
    for row in data.rows(found / "weather_oblast_daily.csv.gz"):
        number = date.fromisoformat(row["date"]).toordinal() - int(days[0])
        if row["oblast"] in FRONT and 0 <= number < len(days):
            cloud[number, FRONT.index(row["oblast"])] = float(row["cloud_pct"]) / 100
    covered = cloud.mean(axis=1)
    looks = np.where(covered < OVERCAST, 1 - covered, 0.0)
    return Series(days=days, counts=data.daily(fires[:, 2], first, last), looks=looks)


def christmas(found: Path) -> Iterable[str]:
    """The truce of 6 and 7 January 2023: 36 hours, two days of clear sky by half."""
    series = christmas_series(found)
    start = CHRISTMAS.toordinal() - int(series.days[0])
    total = before_and_in(series, start, length=2, before=42)
    yield (
        f"6 and 7 January 2023: {total.seen} fires, {total.expected:.0f} expected "
        f"({total.low} to {total.high}), tail of so few {total.as_few:.2f}"
    )
    design = Design(length=2, before=28, other_years=False)
    looked = np.where(series.looks > 0, series.counts, 0)
    rank = placebo_rank(
        looked, series.looks, days=series.days, first_day=CHRISTMAS.toordinal(), design=design
    )
    yield ranked("6 and 7 January 2023, fires per clear look", rank)


def before_and_in(series: Series, start: int, *, length: int, before: int) -> SpanTotal:
    """A window against a baseline of the days before it."""
    past, span = slice(start - before, start), slice(start, start + length)
    baseline = fit_baseline(series.counts[None, past], series.looks[None, past], days=series.days[past])
    return span_total(
        baseline, series.counts[None, span], series.looks[None, span], days=series.days[span], seed=1
    )


def modis(found: Path) -> Series:
    """Fire pixels of MODIS in spring 2025; a day was looked at if the next morning's snapshot has content."""
    first, last = date(2025, 3, 1), date(2025, 6, 25)
    days = data.numbers(first, last)
    seen = data.daily(data.by_day(found, "firms_datadesk_ukraine.csv.gz", "acq_date"), first, last)
    full = {
        row["snapshot_utc"][:10]
        for row in data.rows(found / "firms_datadesk_coverage_2025.csv")
        if row["content_available"] == "1"
    }
    looks = np.array([float(date.fromordinal(int(day) + 1).isoformat() in full) for day in days])
    return Series(days=days, counts=np.where(looks > 0, seen, 0), looks=looks)


def events(found: Path, *, weapons: bool) -> Series:
    """Events in news reports by day: all, or those whose type names a weapon or an attack."""
    first, last = date(2024, 8, 1), date(2025, 8, 27)
    kept = [
        date.fromisoformat(row["datetime"][:10]).toordinal()
        for row in data.rows(found / "viina_events_2024-08_2025-08.csv.gz")
        if not weapons or WEAPONS & set(row["event_type"].split("|"))
    ]
    days = data.numbers(first, last)
    return Series(days=days, counts=data.daily(np.array(kept), first, last), looks=np.ones(len(days)))


def easter(found: Path) -> Iterable[str]:
    """Sunday, 20 April 2025, the one whole day of the truce."""
    fires = modis(found)
    total = before_and_in(fires, EASTER.toordinal() - int(fires.days[0]), length=1, before=28)
    yield f"MODIS was looked at on {int(fires.looks.sum())} of {len(fires.days)} days of spring 2025"
    yield (
        f"MODIS on 20 April 2025: {total.seen} pixels, {total.expected:.0f} expected "
        f"({total.low} to {total.high}), tail of so many {total.as_many:.2f}"
    )
    design = Design(length=1, before=14, other_years=False)
    for weapons, what in ((False, "all events"), (True, "events of weapons")):
        series = events(found, weapons=weapons)
        rank = placebo_rank(
            series.counts, series.looks, days=series.days, first_day=EASTER.toordinal(), design=design
        )
        yield ranked(f"20 April 2025, {what} in the news, Sundays", rank)


def deaths(found: Path, *, new: bool) -> Series:
    """Reported deaths of each day in Gaza; new ones leave out bodies recovered and deaths confirmed later."""
    table = list(data.rows(found / "gaza_casualties_daily.csv.gz"))
    first, last = (date.fromisoformat(row["report_date"]) for row in (table[0], table[-1]))

    def number(row: dict[str, str], column: str) -> float:
        return float(row[column] or 0)

    late = ("killed_recovered", "killed_committee") if new else ()
    counts = [number(row, "ext_killed") - sum(number(row, name) for name in late) for row in table]
    looks = [float(row["report_source"] != "missing") for row in table]
    return Series(
        days=data.numbers(first, last),
        counts=np.maximum(np.array(counts), 0).astype(np.int64),
        looks=np.array(looks),
    )


def gaza(found: Path) -> Iterable[str]:
    """56 days of each truce after 56 days before."""
    known = tuple((first.toordinal(), last.toordinal()) for first, last in GAZA_KNOWN)
    design = Design(length=56, before=56, other_years=False, known=known)
    for start in GAZA_TRUCES:
        for new, what in ((False, "all reported deaths"), (True, "without recovered and confirmed later")):
            series = deaths(found, new=new)
            rank = placebo_rank(
                series.counts, series.looks, days=series.days, first_day=start.toordinal(), design=design
            )
            yield ranked(f"{start.day} {start:%B %Y}, {what}", rank)


if __name__ == "__main__":
    main()
