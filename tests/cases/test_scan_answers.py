"""Scans with known answers: leukaemia and fever in New York, brain cancer in New Mexico, Humberside.

The data come with SaTScan and with R packages and are no part of this repository.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from detente.watch.scan.parity import scan_bernoulli, scan_permutation, scan_poisson
from detente.watch.scan.result import Scan
from detente.watch.scan.standard import between_censuses, expected_cases
from detente.watch.scan.trial import Trial
from detente.watch.scan.windows import Horizon
from detente.watch.scan.zones import Circles

WITHIN = 0.005


def rows(oracles: Path, name: str) -> list[list[str]]:
    path = oracles / "scan" / name
    if not path.is_file():
        pytest.skip(f"this data set is not here ({path})")
    return [line.replace(",", " ").split() for line in path.read_text().splitlines() if line.strip()]


def located(oracles: Path, name: str) -> dict[str, tuple[float, float]]:
    return {row[0]: (float(row[1]), float(row[2])) for row in rows(oracles, name) if len(row) == 3}


def leukaemia(oracles: Path, trial: Trial) -> Scan:
    tracts = rows(oracles, "nyleukemia.csv")[1:]
    return scan_poisson(
        [int(float(row[3])) for row in tracts],
        [float(row[4]) for row in tracts],
        [[float(row[1]), float(row[2])] for row in tracts],
        limits=Circles(most_share=0.1),
        trial=trial,
    )


def test_leukaemia_in_upstate_new_york(oracles: Path) -> None:
    found = leukaemia(oracles, trial=Trial(draws=999, gumbel=True))
    top = found.clusters[0]
    assert top.statistic == pytest.approx(11.577255, abs=1e-6)
    assert (len(top.cells), top.population, top.observed) == (26, 95_249, 85)
    assert top.expected == pytest.approx(49.71, abs=0.005)
    assert top.p <= 0.01
    assert top.p_gumbel == pytest.approx(top.p, abs=0.01)
    assert found.observed == found.expected


def test_leukaemia_under_strata_of_one(oracles: Path) -> None:
    tracts = rows(oracles, "nyleukemia.csv")[1:]
    cases = np.array([[int(float(row[3]))] for row in tracts])
    people = np.array([[float(row[4])] for row in tracts])
    expected = expected_cases(cases, people)
    points = [[float(row[1]), float(row[2])] for row in tracts]
    adjusted = scan_poisson(
        cases[:, 0], expected, points, limits=Circles(most_share=0.1), trial=Trial(draws=1)
    )
    crude = leukaemia(oracles, trial=Trial(draws=1))
    assert adjusted.clusters[0].statistic == pytest.approx(crude.clusters[0].statistic, rel=1e-9)
    assert adjusted.clusters[0].cells == crude.clusters[0].cells


def test_brain_cancer_in_new_mexico(oracles: Path) -> None:
    where = located(oracles, "nm.geo")
    names = sorted(where)
    years, censuses = range(1973, 1992), (1973, 1982, 1991)
    people = np.zeros((len(names), len(censuses), 18 * 2))
    for county, year, count, age, sex in rows(oracles, "nm.pop"):
        stratum = (int(age) - 1) * 2 + int(sex) - 1
        people[names.index(county), censuses.index(1900 + int(year)), stratum] = float(count)
    cases = np.zeros((len(names), len(years), 18 * 2))
    for county, number, year, age, sex in rows(oracles, "nm.cas"):
        cases[names.index(county), int(year) - 1973, (int(age) - 1) * 2 + int(sex) - 1] += int(number)
    expected = expected_cases(cases, between_censuses(people, censuses, years))
    found = scan_poisson(
        cases.sum(axis=2),
        expected,
        [[where[name][1], where[name][0]] for name in names],
        limits=Circles(metric="great-circle"),
        trial=Trial(draws=199),
    )
    top = found.clusters[0]
    assert top.statistic == pytest.approx(10.98, rel=WITHIN)
    assert (1973 + top.first_day, 1973 + top.last_day) == (1985, 1989)
    assert (len(top.cells), top.observed) == (9, 236)
    assert top.expected == pytest.approx(176.2, rel=WITHIN)
    assert found.observed == 1175
    assert 0.01 < top.p < 0.3


def test_fever_in_new_york_city_shows_no_cluster(oracles: Path) -> None:
    where = located(oracles, "NYCfever.geo")
    names = sorted(where)
    visits = [
        (row[0], int(row[1]), date(*map(int, row[2].split("/")))) for row in rows(oracles, "NYCfever.cas")
    ]
    begin = date(2001, 11, 1)
    cases = np.zeros((len(names), 24), dtype=np.int64)
    for zip_code, number, day in visits:
        cases[names.index(zip_code), (day - begin).days] += number
    found = scan_permutation(
        cases,
        [[where[name][1], where[name][0]] for name in names],
        limits=Circles(metric="great-circle", most_radius=3.0),
        horizon=Horizon(longest=7, mode="prospective"),
        trial=Trial(draws=999),
    )
    assert found.observed == 194
    assert found.significant == ()
    top = found.clusters[0]
    assert top.last_day == 23
    assert top.days <= 7
    assert top.reach <= 3.0
    assert top.recurrence_days == pytest.approx(1 / top.p)


def test_humberside(oracles: Path) -> None:
    where = located(oracles, "NHumberside.geo")
    names = list(where)
    cases, controls = (
        {row[0]: int(row[1]) for row in rows(oracles, f"NHumberside.{kind}")} for kind in ("cas", "ctl")
    )
    found = scan_bernoulli(
        [cases[name] for name in names],
        [controls[name] for name in names],
        [where[name] for name in names],
        trial=Trial(draws=199),
    )
    top = found.clusters[0]
    assert found.observed == 62
    assert top.statistic == pytest.approx(4.84, rel=WITHIN)
    assert top.p > 0.2
