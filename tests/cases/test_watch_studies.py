"""Four real truces: the page about them says what the data says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from docs import watch_data, watch_studies

STUDIES: dict[str, Callable[[Path], Iterable[str]]] = {
    "ranks in Donetsk and Luhansk": lambda found: watch_studies.donbas_ranks(watch_data.donbas(found)),
    "cell-days in Donetsk and Luhansk": lambda found: watch_studies.donbas_cells(watch_data.donbas(found)),
    "Christmas 2023": watch_studies.christmas,
    "Easter 2025": watch_studies.easter,
    "Gaza": watch_studies.gaza,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", STUDIES)
def test_the_page_says_what_the_data_says(root: Path, name: str) -> None:
    found = watch_data.folder()
    if found is None:
        pytest.skip("the data of the real cases is not here; name a folder beside it with DETENTE_ORACLES")
    page = (root / "docs" / "background" / "watch-real.md").read_text(encoding="utf-8").splitlines()
    lines = list(STUDIES[name](found))
    assert len(lines) >= 2
    for line in lines:
        assert line in page or f"- {line}" in page
