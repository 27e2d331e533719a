"""Work in parts on a cluster of Dask, in processes and here: the same bytes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from detente.errors import InputError, MissingExtraError
from detente.watch.assign import assign
from detente.watch.cells import raster_cells
from detente.watch.counted import write_counts
from detente.watch.span import Span
from detente.watch.workers import workers
from tests.detection_files import VIIRS, read, viirs, written


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a cluster of two threads in this process."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=1,
        threads_per_worker=2,
        processes=False,
        dashboard_address=None,
        protocol="tcp",
        host="127.0.0.1",
    ) as cluster:
        yield cluster.scheduler_address


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_cluster_gives_the_same_bytes(scheduler: str, tmp_path: Path) -> None:
    pixels = [viirs(47 + i % 97 / 97, 30 + i % 89 / 89, day=f"2025-03-{i % 28 + 1:02}") for i in range(3000)]
    table = read(tmp_path, written(tmp_path, "v.csv", VIIRS, *pixels)).file
    cells, span = raster_cells((30, 47, 31, 48), km=10), Span(date(2025, 3, 3), 20)
    alone = write_counts(assign(table, cells, span), cells, tmp_path / "alone.parquet")
    with workers(cluster=scheduler) as executor:
        found = assign(table, cells, span, executor=executor, parts=4)
    spread = write_counts(found, cells, tmp_path / "spread.parquet")
    with workers(2) as executor:
        found = assign(table, cells, span, executor=executor, parts=3)
    apart = write_counts(found, cells, tmp_path / "apart.parquet")
    assert alone == spread == apart
    assert (tmp_path / "alone.parquet").read_bytes() == (tmp_path / "spread.parquet").read_bytes()


def test_one_worker_is_none_but_this_process() -> None:
    with workers() as executor:
        assert executor is None
    with pytest.raises(InputError, match="0 workers are none"), workers(0):
        pass


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("address", ["nonsense://x", "tcp://127.0.0.1:1"])
def test_a_cluster_that_does_not_answer_is_named(address: str) -> None:
    with pytest.raises(InputError, match="no scheduler answers"), workers(cluster=address, seconds=0.5):
        pass


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtraError, match=r"detente\[cluster\]"), workers(cluster="tcp://127.0.0.1:1"):
        pass
