"""What every test may lean on: Hypothesis profiles, and the folder of known answers."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# "ci" is the default: the same examples on every run, and no verdict that depends on how busy the machine is.
# `pytest --hypothesis-profile=thorough` looks at ten times as many fresh examples.
settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "thorough",
    max_examples=1000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("ci")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root folder."""
    return ROOT


@pytest.fixture(scope="session")
def oracles() -> Path:
    """The folder of known answers: published domains with their exact solutions."""
    named = os.environ.get("DETENTE_ORACLES")
    folder = Path(named) if named else ROOT.parent / "shared" / "oracles"
    if not folder.is_dir():
        pytest.skip(f"the folder of known answers is not here ({folder}); name it with DETENTE_ORACLES")
    return folder


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real detections and their surroundings, which is no part of this repository."""
    named = os.environ.get("DETENTE_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the folder of real data is not here ({folder}); name it with DETENTE_DATA")
    return folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `detente demo` made of the bundled case, in ``out``, and what it printed, in ``printed.json``."""
    from tests.command import detente  # the command line is loaded for those who ask
    from tests.once import once

    def make(folder: Path) -> None:
        ran = detente("demo", folder / "out", "--json")
        assert ran.code == 0, ran.err
        (folder / "printed.json").write_text(ran.out, encoding="utf-8")

    return once(tmp_path_factory, "demo", make)
