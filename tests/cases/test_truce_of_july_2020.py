"""The comprehensive ceasefire of 27 July 2020 in Donetsk and Luhansk, in fires that satellites saw, 2018 to
2021.

NASA FIRMS (MODIS and VIIRS), by way of a public mirror. What fires say of that truce is little, and the test
holds the program to saying so: most of them are of harvests and wildfires, which must not be called fighting.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.case.folder import read_case
from detente.watch.keeping import Effort, Keeping, watch_case
from detente.watch.verdict.words import Finding, Reason

CASE = """\
format = 1
[case]
title = "The ceasefire of 27 July 2020"
[parties.one]
title = "One side"
[parties.two]
title = "The other side"
[issues.fire]
title = "Fire"
options.held = "Held"
options.open = "Not held"
"""
VERIFICATION = """\
format = 1
violations.fire = { title = "Fire" }
[obligations.no-fire]
title = "No fire"
kind = "area"
of = ["one", "two"]
violations = ["fire"]
"""
WATCH = """\
format = 1
[baseline]
first = 2018-01-01
last = 2020-07-26
ordinary = "fighting"
[cells]
raster_km = 25
box = [36.3, 46.8, 40.3, 50.1]
[windows.july]
title = "The comprehensive ceasefire"
start = 2020-07-26T21:01:00Z
end = 2020-09-30T21:00:00Z
[sensors.heat]
title = "MODIS and VIIRS"
satellites = ["modis-terra", "modis-aqua", "viirs-snpp", "viirs-noaa20"]
[detections.fires]
title = "Fires"
files = [FILES]
kind = "fire"
sensor = "heat"
[obligations.no-fire]
detections = ["fires"]
chance = { value = [0.01, 0.05, 0.2], certainty = "guess", source = "judgement" }
"""


FILES = ", ".join(f'"detections/{year}.csv.gz"' for year in range(2018, 2022))


@pytest.fixture(scope="module")
def kept(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Keeping:
    folder = tmp_path_factory.mktemp("july")
    (folder / "detections").mkdir()
    for year in range(2018, 2022):
        source = real_data / f"firms_all_sensors_donbas_{year}.csv.gz"
        if not source.is_file():
            pytest.skip(f"the fires of {year} are not among the real data ({source})")
        (folder / "detections" / f"{year}.csv.gz").symlink_to(source)
    for name, text in (
        ("case.toml", CASE),
        ("verification.toml", VERIFICATION),
        ("watch.toml", WATCH.replace("FILES", FILES)),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    return watch_case(read_case(folder), folder, until=date(2021, 12, 31), effort=Effort(draws=0))


@pytest.mark.slow
def test_no_harvest_fire_is_called_a_breach(kept: Keeping) -> None:
    (found,) = kept.windows[0].obligations
    assert found.breaches == ()
    assert found.count(Finding.BROKEN) == 0
    assert {one.reason for one in found.verdicts if one.seen} <= {Reason.AS_BEFORE, Reason.NO_COMPARISON}


@pytest.mark.slow
def test_the_truce_does_not_show_in_fires(kept: Keeping) -> None:
    (found,) = kept.windows[0].obligations
    ((_, compared),) = found.before_after
    assert (compared.before, compared.inside) == (2771, 11455)
    assert compared.fewer is not None
    assert compared.more is not None
    assert min(compared.fewer, compared.more) > 0.1


@pytest.mark.slow
def test_every_row_of_four_years_is_accounted_for(kept: Keeping) -> None:
    (source,) = kept.sources
    assert (
        source.rows + source.rejected + source.duplicates + source.joined == 24_329 + 25_151 + 36_054 + 15_762
    )
    assert source.counted + source.elsewhere + source.fixed_heat + source.unlooked == source.rows


@pytest.mark.slow
def test_under_clouds_that_nobody_recorded_nothing_is_called_kept(kept: Keeping) -> None:
    (found,) = kept.windows[0].obligations
    quiet = [one for one in found.verdicts if not one.seen]
    assert len(quiet) == 34
    assert {one.observed for one in quiet} == {0.0}
    assert {one.at_most("low") for one in quiet} == {None}
    assert {one.reason for one in quiet} == {Reason.UNSEEN}
    assert found.count(Finding.KEPT) == 0
