"""Whatever keeps sensors from seeing never adds a look; sensors and hours add up."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.watch.exposure import (
    ORBITS,
    Conditions,
    Daily,
    Exposure,
    Interval,
    Orbit,
    Outage,
    Reason,
    State,
    chance_seen,
    exposure,
)
from detente.watch.exposure.hours import Stretches, joined, shared, without
from detente.watch.span import Span

DAYS, CELLS = 5, 3
FIRST = date(2024, 1, 15)
ZERO = datetime(2024, 1, 15, tzinfo=UTC)

sensors: st.SearchStrategy[list[Orbit | Daily]] = st.lists(
    st.sampled_from([*ORBITS.values(), Daily(id="drone", title="A drone", looks=3)]),
    min_size=1, max_size=4, unique_by=lambda sensor: sensor.id,
)  # fmt: skip
places = st.tuples(
    st.lists(st.floats(-90, 90), min_size=CELLS, max_size=CELLS),
    st.lists(st.floats(-180, 180), min_size=CELLS, max_size=CELLS),
)
shares = st.lists(
    st.one_of(st.floats(0, 1), st.just(np.nan)), min_size=CELLS * DAYS, max_size=CELLS * DAYS
).map(lambda values: np.array(values).reshape(CELLS, DAYS))
stretch = st.tuples(st.floats(-30, 24 * DAYS), st.floats(0.1, 60)).map(
    lambda ends: Interval(ZERO + timedelta(hours=ends[0]), ZERO + timedelta(hours=ends[0] + ends[1]))
)
some = st.lists(stretch, max_size=3).map(tuple)


def look(
    where: tuple[list[float], list[float]], what: list[Orbit | Daily], conditions: Conditions
) -> Exposure:
    latitude, longitude = (np.array(part) for part in where)
    return exposure(latitude, longitude, Span(FIRST, DAYS), what, conditions=conditions)


def none_more(less: Exposure, more: Exposure) -> None:
    for one, other in ((less.looks, more.looks), (less.low, more.low), (less.high, more.high)):
        assert (one <= other + 1e-9).all()
    assert (less.state <= more.state).all()


@settings(max_examples=40)
@given(where=places, what=sensors, cloud=shares, hours=some, files=some, out=some)
def test_bounds_states_and_reasons_agree(
    where: tuple[list[float], list[float]],
    what: list[Orbit | Daily],
    cloud: np.ndarray,
    hours: tuple[Interval, ...],
    files: tuple[Interval, ...],
    out: tuple[Interval, ...],
) -> None:
    lost = tuple(Outage(sensor=what[0].id, time=time, why="") for time in out)
    found = look(where, what, Conditions(cloud=cloud, hours=hours, files={what[0].id: files}, outages=lost))
    assert (found.low >= 0).all()
    assert (found.low <= found.looks + 1e-9).all()
    assert (found.looks <= found.high + 1e-9).all()
    assert (found.high <= found.clear + 1e-9).all()
    assert (found.clear <= found.possible + 1e-9).all()
    assert ((found.looks == 0) == (found.state == State.NOT)).all()
    short = found.state != State.LOOKED
    assert (found.reasons[short] != 0).all()  # whoever was not looked at is told why
    is_unknown = np.isnan(cloud) & (found.high > 0)
    assert (found.state[is_unknown & (found.reasons & Reason.CLOUD_UNKNOWN > 0)] < State.LOOKED).all()


@settings(max_examples=40)
@given(where=places, what=sensors, cloud=shares, more=st.floats(0, 1))
def test_more_cloud_is_never_more_looks(
    where: tuple[list[float], list[float]], what: list[Orbit | Daily], cloud: np.ndarray, more: float
) -> None:
    cloud = np.nan_to_num(cloud, nan=0.5)
    none_more(
        look(where, what, Conditions(cloud=cloud + more * (1 - cloud))),
        look(where, what, Conditions(cloud=cloud)),
    )


@settings(max_examples=40)
@given(where=places, what=sensors, files=some, fewer=stretch)
def test_a_missing_file_an_outage_and_an_hour_less_never_add(
    where: tuple[list[float], list[float]],
    what: list[Orbit | Daily],
    files: tuple[Interval, ...],
    fewer: Interval,
) -> None:
    clear = np.zeros((CELLS, DAYS))
    name = what[0].id
    whole = look(where, what, Conditions(cloud=clear))
    with_files = look(where, what, Conditions(cloud=clear, files={name: files}))
    none_more(with_files, whole)
    none_more(look(where, what, Conditions(cloud=clear, files={name: files[1:]})), with_files)
    none_more(
        look(where, what, Conditions(cloud=clear, outages=(Outage(sensor=name, time=fewer, why=""),))), whole
    )
    none_more(look(where, what, Conditions(cloud=clear, hours=(fewer,))), whole)


@settings(max_examples=40)
@given(where=places, what=sensors, cloud=shares, hours=some)
def test_the_looks_of_sensors_add_up(
    where: tuple[list[float], list[float]],
    what: list[Orbit | Daily],
    cloud: np.ndarray,
    hours: tuple[Interval, ...],
) -> None:
    conditions = Conditions(cloud=cloud, hours=hours)
    parts = [look(where, [sensor], conditions) for sensor in what]
    whole = look(where, what, conditions)
    np.testing.assert_allclose(whole.looks, sum(part.looks for part in parts), atol=1e-8)
    np.testing.assert_allclose(whole.possible, sum(part.possible for part in parts), atol=1e-8)


@settings(max_examples=40)
@given(where=places, what=sensors, cut=st.floats(1, 24 * DAYS - 1))
def test_hours_add_up_wherever_they_are_cut(
    where: tuple[list[float], list[float]], what: list[Orbit | Daily], cut: float
) -> None:
    moment = ZERO + timedelta(hours=cut)
    halves = (Interval(ZERO, moment), Interval(moment, ZERO + timedelta(days=DAYS)))
    clear = np.zeros((CELLS, DAYS))
    parts = [look(where, what, Conditions(cloud=clear, hours=(half,))).looks for half in halves]
    np.testing.assert_allclose(sum(parts), look(where, what, Conditions(cloud=clear)).looks, atol=1e-6)


ends = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=6).map(
    lambda pairs: joined((float(start), float(start + size)) for start, size in pairs)
)


@given(one=ends, other=ends)
def test_stretches_are_sets_of_hours(one: Stretches, other: Stretches) -> None:
    def hours(parts: Stretches) -> set[int]:
        return {hour for start, end in parts for hour in range(int(start), int(end))}

    assert hours(shared(one, other)) == hours(one) & hours(other)
    assert hours(without(one, other)) == hours(one) - hours(other)
    for parts in (one, shared(one, other), without(one, other)):
        assert all(a[1] < b[0] for a, b in pairwise(parts))
        assert all(start < end for start, end in parts)


@given(
    clear=st.lists(st.floats(0, 30), min_size=1, max_size=5),
    share=st.floats(0, 1),
    chance=st.floats(0, 1),
    seed=st.integers(0, 9),
)
def test_the_chance_of_being_seen_is_that_of_a_sky_that_is_clear_or_closed(
    clear: list[float], share: float, chance: float, seed: int
) -> None:
    whole = np.array(clear)
    found = chance_seen(share * whole, whole, chance)
    assert (found >= 0).all()
    assert (found <= 1 - (1 - chance) ** (share * whole) + 1e-9).all()  # no more than thinned looks promise
    assert (found <= np.where(whole > 0, share, 0) + 1e-9).all()
    for place, looks in enumerate(np.round(whole)):
        random = np.random.default_rng(seed)
        is_clear = random.random(4000) < share
        seen = is_clear & (random.binomial(int(looks), chance, 4000) > 0)
        expected = chance_seen(np.array([share * looks]), np.array([looks]), chance)[0]
        assert abs(seen.mean() - expected) < 0.04, place
