"""Looks by cell and day: hours of a truce, missing files, outages, cloud, and the reasons that are kept."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from detente.errors import InputError
from detente.watch.exposure import (
    KNOWN_OUTAGES,
    ORBITS,
    Conditions,
    Daily,
    Enough,
    Exposure,
    Hiding,
    Interval,
    Outage,
    Reason,
    State,
    chance_seen,
    exposure,
)
from detente.watch.span import Span

VIIRS = ORBITS["viirs-snpp"]
DONETSK = (np.array([48.0]), np.array([37.8]))
EASTER = Interval(datetime(2025, 4, 19, 15, tzinfo=UTC), datetime(2025, 4, 20, 21, tzinfo=UTC))
SPAN = Span(date(2025, 4, 18), 4)
CLEAR = np.zeros((1, 4))


def of(conditions: Conditions, span: Span = SPAN) -> Exposure:
    return exposure(*DONETSK, span, [VIIRS], conditions=conditions)


def hours(day: int, start: float, end: float) -> Interval:
    zero = datetime(2025, 4, day, tzinfo=UTC)
    return Interval(zero + timedelta(hours=start), zero + timedelta(hours=end))


def test_a_clear_day_without_faults_is_looked_at() -> None:
    found = of(Conditions(cloud=CLEAR))
    assert found.looks[0] == pytest.approx([3.41] * 4, abs=0.01)
    assert (found.looks == found.possible).all()
    assert (found.low == found.high).all()
    assert (found.state == State.LOOKED).all()
    assert (found.reasons == 0).all()


def test_a_truce_of_thirty_hours_has_partial_first_and_last_days() -> None:
    """From 18:00 Moscow time: one night and one noon, about three and a half passes of one satellite."""
    found = of(Conditions(cloud=CLEAR, hours=(EASTER,)))
    assert found.looks[0, [0, 3]] == pytest.approx([0, 0])
    assert found.state[0].tolist() == [State.NOT, State.PARTLY, State.LOOKED, State.NOT]
    assert found.looks[0].sum() == pytest.approx(3.41, abs=0.02)
    assert 0.4 < found.looks[0, 1] < 1.3  # before midnight UTC
    assert found.why(0, 1) == ("part of the day lies outside the hours asked for",)


def test_a_missing_or_empty_file_is_not_looked_and_never_zero_seen() -> None:
    files = {VIIRS.id: (hours(19, 6, 30),)}
    found = of(Conditions(cloud=CLEAR, files=files))
    assert found.state[0].tolist() == [State.NOT, State.LOOKED, State.PARTLY, State.NOT]
    assert found.why(0, 0) == ("a file is missing or empty",)
    assert found.looks[0, 0] == 0
    assert found.looks[0, 1] + found.looks[0, 2] == pytest.approx(3.41, abs=0.01)
    assert "No table says" not in " ".join(found.notes)
    assert (of(Conditions(cloud=CLEAR, files={VIIRS.id: ()})).state == State.NOT).all()


def test_an_outage_takes_its_hours_alone() -> None:
    lost = Outage(sensor=VIIRS.id, time=hours(19, 8, 13), why="test")
    other = Outage(sensor="modis-aqua", time=hours(18, 0, 72), why="test")
    found = of(Conditions(cloud=CLEAR, outages=(lost, other)))
    assert found.looks[0, 1] == pytest.approx(found.looks[0, 0] / 2, rel=0.01)  # noon is lost, night is left
    assert [Reason.OUTAGE in Reason(int(bits)) for bits in found.reasons[0]] == [False, True, False, False]


def test_the_outage_of_suomi_npp_in_2022_is_known() -> None:
    found = of(Conditions(outages=KNOWN_OUTAGES, cloud=np.zeros((1, 20))), Span(date(2022, 7, 25), 20))
    assert found.state[0].tolist() == [2, 2, *[0] * 14, *[2] * 4]
    assert found.why(0, 3) == ("an outage was declared",)
    assert all(outage.source for outage in KNOWN_OUTAGES)


def test_cloud_thins_looks_and_cloud_that_is_not_known_is_neither_clear_nor_closed() -> None:
    cloud = np.array([[0.0, 0.4, 1.0, np.nan]])
    found = of(Conditions(cloud=cloud))
    clear = found.possible[0, 0]
    assert found.looks[0] == pytest.approx(clear * np.array([1, 1 - 0.98 * 0.4, 0.02, 1 - 0.98 * 1.4 / 3]))
    assert found.low[0] == pytest.approx([clear, 0.6 * clear, 0, 0])
    assert found.high[0] == pytest.approx(clear * np.array([1, 1 - 0.9 * 0.4, 0.1, 1]))
    assert found.state[0].tolist() == [State.LOOKED, State.LOOKED, State.PARTLY, State.PARTLY]
    assert found.why(0, 2) == ("cloud",)
    assert found.why(0, 3) == ("the cloud is not known",)
    assert any("not known for 1 of 4 cells and days" in note for note in found.notes)


def test_without_any_word_on_cloud_nothing_counts_as_looked_at() -> None:
    found = of(Conditions())
    assert (found.state == State.PARTLY).all()
    assert found.looks[0, 0] == pytest.approx(found.possible[0, 0] / 2)
    assert (found.low == 0).all()
    assert (found.high == found.possible).all()
    assert any("The cloud is not known" in note for note in found.notes)


def test_a_sky_that_hides_everything_is_not_looked_at() -> None:
    found = of(Conditions(cloud=np.ones((1, 4)), hiding=Hiding(few=1, mid=1, many=1)))
    assert (found.state == State.NOT).all()
    assert (found.looks == 0).all()


def test_radar_sees_through_cloud() -> None:
    radar = ORBITS["sentinel-1a"]
    found = exposure(*DONETSK, SPAN, [radar], conditions=Conditions(cloud=np.ones((1, 4))))
    assert (found.looks == found.possible).all()
    assert Reason.CLOUD not in Reason(int(found.reasons[0, 0]))
    assert found.why(0, 0) == ("the satellites pass less often than is asked for",)
    assert (found.state == State.PARTLY).all()
    assert not any("cloud" in note.lower() for note in found.notes)


def test_a_satellite_that_did_not_fly_yet_adds_nothing_and_that_is_said() -> None:
    span = Span(date(2024, 1, 15), 4)
    both = [VIIRS, ORBITS["viirs-noaa21"]]
    found = exposure(*DONETSK, span, both, conditions=Conditions(cloud=CLEAR))
    assert found.possible[0] == pytest.approx([3.41, 3.41, 6.81, 6.81], abs=0.01)
    assert found.why(0, 0) == ("a satellite had no data yet, or no longer",)
    assert found.why(0, 2) == ()
    gone = exposure(*DONETSK, span, [ORBITS["sentinel-1b"]], conditions=Conditions(cloud=CLEAR))
    assert (gone.state == State.NOT).all()


def test_what_looks_so_many_times_a_day_looks_evenly() -> None:
    news = Daily(id="news", title="News", looks=2, through_clouds=True)
    found = exposure(*DONETSK, SPAN, [news], conditions=Conditions(hours=(EASTER,)))
    assert found.looks[0] == pytest.approx([0, 2 * 9 / 24, 2 * 21 / 24, 0])
    assert found.notes[-1] == "No outage was declared."


def test_looks_are_counted_over_two_midnights_of_the_dateline() -> None:
    whole = exposure(np.array([48.0, 48.0]), np.array([179.9, -179.9]), SPAN, [VIIRS])
    assert whole.looks[0] == pytest.approx(whole.looks[1])
    part = Conditions(hours=(hours(18, 1, 92),))
    there = exposure(np.array([48.0, 48.0]), np.array([179.95, -180.05]), SPAN, [VIIRS], conditions=part)
    assert there.looks[0] == pytest.approx(there.looks[1])


def test_what_is_known_of_satellites_ends_and_that_is_said() -> None:
    said = "known until 2025-12-31"
    early = exposure(*DONETSK, Span(date(2025, 12, 30), 2), [VIIRS])
    late = exposure(*DONETSK, Span(date(2025, 12, 30), 3), [VIIRS])
    assert [any(said in note for note in found.notes) for found in (early, late)] == [False, True]


def test_a_chance_of_an_impossible_exposure_is_refused() -> None:
    for looks, chance in ((2.0, 0.5), (1.0, 1.5), (1.0, float("nan"))):
        with pytest.raises(InputError):
            chance_seen(np.array([looks]), np.array([1.0]), chance)
    assert chance_seen(np.array([0.0]), np.array([0.0]), 1.0).tolist() == [0.0]
    assert chance_seen(np.array([5.0]), np.array([10.0]), 0.5)[0] == pytest.approx(0.49951, abs=1e-5)


def test_when_a_cell_counts_as_looked_at_is_a_parameter() -> None:
    cloud = np.full((1, 4), 0.6)
    strict = exposure(*DONETSK, SPAN, [VIIRS], conditions=Conditions(cloud=cloud), enough=Enough(looks=3))
    assert (strict.state == State.PARTLY).all()
    lax = exposure(*DONETSK, SPAN, [VIIRS], conditions=Conditions(cloud=cloud), enough=Enough(share=0.4))
    assert (lax.state == State.LOOKED).all()


@pytest.mark.parametrize(
    ("latitude", "longitude", "sensors", "conditions", "said"),
    [
        ([48.0], [37.0], [], Conditions(), "nothing looks"),
        ([48.0], [37.0], [VIIRS, VIIRS], Conditions(), "an id stands twice"),
        ([48.0], [37.0, 38.0], [VIIRS], Conditions(), "one value for each cell"),
        ([91.0], [37.0], [VIIRS], Conditions(), "a latitude is not from -90 to 90"),
        ([np.nan], [37.0], [VIIRS], Conditions(), "a latitude is not from -90 to 90"),
        ([48.0], [400.0], [VIIRS], Conditions(), "a longitude is not"),
        ([48.0], [37.0], [VIIRS], Conditions(cloud=np.full((1, 4), 40.0)), "shares from 0 to 1"),
        ([48.0], [37.0], [VIIRS], Conditions(cloud=np.zeros((4, 1))), "cells x days"),
        ([48.0], [37.0], [VIIRS], Conditions(hiding=Hiding(few=0.99)), "do not rise"),
    ],
)
def test_what_does_not_fit_is_refused(
    latitude: list[float], longitude: list[float], sensors: list[Daily], conditions: Conditions, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        exposure(np.array(latitude), np.array(longitude), SPAN, sensors, conditions=conditions)


def test_all_that_does_not_fit_is_named_at_once() -> None:
    with pytest.raises(InputError) as caught:
        exposure(np.array([95.0]), np.array([500.0]), SPAN, [], enough=Enough(looks=0))
    assert len(caught.value.faults) == 4


def test_times_are_aware_and_in_order() -> None:
    early, late = datetime(2025, 4, 18, tzinfo=UTC), datetime(2025, 4, 19, tzinfo=UTC)
    for start, end in ((late, early), (early, early), (datetime(2025, 4, 18), late)):  # noqa: DTZ001 - a naive time is what is refused
        with pytest.raises(InputError):
            Interval(start, end)
