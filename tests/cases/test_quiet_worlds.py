"""Other worlds of the quiet river: what nobody planted is not found, what was planted is."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from docs import quiet_river
from tests.quiet_river import RIVER, watched

SEEDS = range(1, 9)


def world(folder: Path, *, seed: int, planted: tuple[date, ...]) -> Path:
    """The case with the data of another world."""
    shutil.copytree(RIVER, folder)
    for name, text in quiet_river.files(seed=seed, planted=planted).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def breaches(folder: Path) -> list[tuple[str, date, date, str]]:
    return [
        (obligation.id, one.first, one.last, one.ground.value)
        for window in watched(folder).windows
        for obligation in window.obligations
        for one in obligation.breaches
    ]


@pytest.mark.slow
def test_worlds_without_a_violation_show_none_and_their_stubble_fires_are_put_down_to_nobody(
    tmp_path: Path,
) -> None:
    found = [breaches(world(tmp_path / str(seed), seed=seed, planted=())) for seed in SEEDS]
    assert sum(bool(one) for one in found) <= 1


@pytest.mark.slow
def test_a_planted_violation_is_found_on_its_days_and_its_side_in_each_world(tmp_path: Path) -> None:
    first, last = quiet_river.PLANTED
    for seed in SEEDS:
        found = breaches(world(tmp_path / str(seed), seed=seed, planted=quiet_river.PLANTED))
        assert ("no-shots", first, last, "outside") in found, seed
