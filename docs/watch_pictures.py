"""Pictures of the real cases of "watch": ``python -m docs.watch_pictures``, with the data at hand.

Writes docs/images/watch-*.svg. Days that nothing looked at are grey, not empty.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import altair as alt
import numpy as np
import vl_convert
from numpy.typing import NDArray

from detente.watch.placebo import PlaceboRank
from docs import watch_data as data
from docs import watch_studies as studies

IMAGES = Path(__file__).resolve().parent / "images"
INK, MUTED, CLOUD, TRUCE = "#1b1f24", "#59636f", "#c9d0d8", "#b3541e"
WIDTH = 640
LARGEST = 120_000


def main() -> None:
    """Draw all three."""
    found = data.folder()
    if found is None:
        sys.exit("the data is not here: name a folder beside it with DETENTE_ORACLES")
    fires = data.donbas(found)
    write("watch-donbas", alt.vconcat(donbas_days(fires), donbas_placebos(fires), spacing=24))
    write("watch-easter", alt.vconcat(easter_fires(found), easter_events(found), spacing=24))
    write("watch-gaza", gaza_deaths(found))


def write(name: str, chart: alt.VConcatChart | alt.LayerChart) -> None:
    """One picture, refused if it is too large to keep."""
    styled = chart.configure(font="DejaVu Sans, Verdana, sans-serif", background="white").configure_view(
        stroke=None
    )
    styled = styled.configure_axis(labelColor=INK, titleColor=INK, labelFontSize=12, titleFontSize=12)
    styled = styled.configure_legend(labelFontSize=12, titleFontSize=12)
    styled = styled.configure_title(anchor="start", color=INK, fontSize=14, subtitleColor=MUTED)
    picture = vl_convert.vegalite_to_svg(styled.to_json()) + "\n"
    path = IMAGES / f"{name}.svg"
    path.write_text(picture, encoding="utf-8")
    print(f"{path.name}: {len(picture):,} bytes")
    if len(picture) > LARGEST:
        sys.exit(f"a picture of more than {LARGEST:,} bytes is too large to keep")


def points(days: NDArray[np.int64], **columns: NDArray[np.float64] | NDArray[np.int64]) -> alt.Data:
    """Rows of a day and some figures."""
    return alt.Data(values=[
        {"day": date.fromordinal(int(day)).isoformat(), **{name: float(v[at]) for name, v in columns.items()}}
        for at, day in enumerate(days)
    ])  # fmt: skip


def mark(first: date, last: date | None = None) -> alt.Chart:
    """A line on the first day, or a band from the first to the last."""
    row = {"first": first.isoformat(), "last": (last or first).isoformat()}
    base = alt.Chart(alt.Data(values=[row]))
    if last is None:
        return base.mark_rule(color=TRUCE, strokeWidth=2).encode(x="first:T")
    return base.mark_rect(color=TRUCE, opacity=0.14).encode(x="first:T", x2="last:T")


def donbas_days(fires: data.Fires) -> alt.LayerChart:
    """Fires a day near the line and far from it, June to September 2020, means of seven days."""
    both = studies.zones(fires)
    days = both["near"].days
    shown = (days >= date(2020, 6, 1).toordinal()) & (days <= date(2020, 9, 30).toordinal())
    smooth = {zone: np.convolve(one.counts, np.ones(7) / 7, mode="same")[shown] for zone, one in both.items()}
    names = ("within 10 km of the line", "more than 30 km from it")
    rows = [
        {"day": date.fromordinal(int(day)).isoformat(), "fires": float(values[at]), "where": where}
        for zone, where in zip(("near", "far"), names, strict=True)
        for at, (day, values) in enumerate((day, smooth[zone]) for day in days[shown])
    ]
    lines = alt.Chart(alt.Data(values=rows)).mark_line(strokeWidth=2).encode(
        x=alt.X("day:T", title=None, axis=alt.Axis(format="%-d %b", tickCount="month")),
        y=alt.Y("fires:Q", title="fires a day (7-day mean)"),
        color=alt.Color(
            "where:N",
            title=None,
            scale=alt.Scale(domain=list(names), range=[TRUCE, MUTED]),
            legend=alt.Legend(orient="top-left"),
        ),
    )  # fmt: skip
    title = alt.Title("Donetsk and Luhansk, 2020: fires before and in the truce of 27 July (line)")
    return alt.layer(lines, mark(studies.TRUCE_2020)).properties(width=WIDTH, height=210, title=title)


def donbas_placebos(fires: data.Fires) -> alt.LayerChart:
    """The truce among its placebos, near the line and beside the control."""
    kinds = {
        "near the line": studies.donbas_rank(fires, weeks=False, control=False),
        "near, beside far": studies.donbas_rank(fires, weeks=False, control=True),
    }
    rows = [row for name, found in kinds.items() for row in ticks(name, found)]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X(
            "ratio:Q",
            scale=alt.Scale(type="log", domain=[0.02, 50]),
            title="28 days inside over 28 days before (log scale); 1 = no change",
        ),
        y=alt.Y("which:N", title=None),
    )
    placebos = base.transform_filter("datum.kind == 'placebo'").mark_tick(color=MUTED, thickness=2, size=22)
    truce = base.transform_filter("datum.kind == 'truce'").mark_tick(color=TRUCE, thickness=4, size=34)
    title = alt.Title(
        "The truce (long) among placebo truces",
        subtitle="same dates of 2018, 2019 and 2021, three weeks around",
    )
    return alt.layer(placebos, truce).properties(width=WIDTH, height=110, title=title)


def ticks(name: str, found: PlaceboRank) -> list[dict[str, str | float]]:
    """Ratios of a truce and its placebos."""
    given = [("truce", found.truce), *(("placebo", one) for one in found.placebos)]
    return [{"which": name, "kind": kind, "ratio": float(np.exp(one.statistic))} for kind, one in given]


def easter_fires(found: Path) -> alt.LayerChart:
    """MODIS pixels by day; days without a snapshot are grey."""
    series = studies.modis(found)
    first, last = date(2025, 4, 1).toordinal(), date(2025, 5, 15).toordinal()
    shown = (series.days >= first) & (series.days <= last)
    top = float(series.counts[shown].max())
    base = alt.Chart(
        points(series.days[shown], pixels=series.counts[shown], looks=series.looks[shown])
    ).encode(x=alt.X("day:O", timeUnit="yearmonthdate", title=None, axis=axis()))
    unseen = base.transform_filter("datum.looks == 0").mark_bar(color=CLOUD, opacity=0.6).encode(
        y=alt.datum(top)
    )  # fmt: skip
    seen = base.transform_filter("datum.looks > 0").mark_bar().encode(
        y=alt.Y("pixels:Q", title="MODIS fire pixels"), color=easter_colour()
    )  # fmt: skip
    title = alt.Title("Easter 2025 in fires: no fewer", subtitle="grey: no snapshot, so nothing is known")
    return alt.layer(unseen, seen).properties(width=WIDTH, height=160, title=title)


def easter_events(found: Path) -> alt.LayerChart:
    """Events of weapons in the news by day."""
    series = studies.events(found, weapons=True)
    first, last = date(2025, 4, 1).toordinal(), date(2025, 5, 15).toordinal()
    shown = (series.days >= first) & (series.days <= last)
    bars = alt.Chart(points(series.days[shown], events=series.counts[shown])).mark_bar().encode(
        x=alt.X("day:O", timeUnit="yearmonthdate", title=None, axis=axis()),
        y=alt.Y("events:Q", title="events of weapons"),
        color=easter_colour(),
    )  # fmt: skip
    title = alt.Title(
        "Easter 2025 in the news: fewer than on any other Sunday", subtitle="dark orange: 20 April"
    )
    return alt.layer(bars).properties(width=WIDTH, height=160, title=title)


def easter_colour() -> alt.Color:
    """Easter Sunday stands out."""
    day = f"toDate(datum.day) == toDate('{studies.EASTER.isoformat()}')"
    return alt.condition(day, alt.value(TRUCE), alt.value(MUTED))


def axis() -> alt.Axis:
    """Every Sunday has its date."""
    sundays = [
        date.fromordinal(day) for day in range(date(2025, 4, 6).toordinal(), date(2025, 5, 15).toordinal(), 7)
    ]
    values = [alt.DateTime(year=day.year, month=day.month, date=day.day) for day in sundays]
    return alt.Axis(format="%-d %b", values=values, labelAngle=0)


def gaza_deaths(found: Path) -> alt.LayerChart:
    """Reported deaths a day, all and new ones, means of seven days; truces shaded."""
    both = {
        "all reported": studies.deaths(found, new=False),
        "without recovered, confirmed later": studies.deaths(found, new=True),
    }
    rows = []
    for which, one in both.items():
        shown = one.days >= date(2024, 10, 1).toordinal()
        looked = np.convolve(one.looks, np.ones(7), mode="same")
        mean = np.convolve(one.counts * one.looks, np.ones(7), mode="same") / np.maximum(looked, 1)
        rows += [
            {"day": date.fromordinal(int(day)).isoformat(), "deaths": float(value), "which": which}
            for day, value, number in zip(one.days[shown], mean[shown], looked[shown], strict=True)
            if number >= 4
        ]
    lines = alt.Chart(alt.Data(values=rows)).mark_line(strokeWidth=1.8).encode(
        x=alt.X("day:T", title=None, axis=alt.Axis(format="%b %Y", tickCount=10)),
        y=alt.Y("deaths:Q", title="deaths a day (7-day mean)"),
        color=alt.Color(
            "which:N", title=None, scale=alt.Scale(domain=list(both), range=[MUTED, TRUCE]),
            legend=alt.Legend(orient="top-right", labelLimit=300),
        ),
    )  # fmt: skip
    bands = [mark(first, last) for first, last in studies.GAZA_KNOWN[1:]]
    title = alt.Title(
        "Gaza: what is counted decides",
        subtitle="shaded: 19 January to 17 March 2025, and from 10 October 2025",
    )
    return alt.layer(*bands, lines).properties(width=WIDTH, height=280, title=title)


if __name__ == "__main__":
    main()
