"""``detente robust``: text, JSON and CSV, drafts that are followed, workers that change nothing."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Event
from time import sleep
from types import SimpleNamespace

import pytest

from detente.case.entry import open_case
from detente.cli import workers
from detente.cli.workers import Telling, WorkerError, processors, workforce
from tests.command import detente

DRAWS = ("--draws", 80, "--seed", 1)


@pytest.fixture
def ukraine(root: Path) -> Path:
    return root / "cases" / "ukraine-2025-03"


@pytest.fixture
def sunday_market(root: Path) -> Path:
    return root / "cases" / "sunday-market"


def unheard(_done: int, _whole: int) -> None:
    """Nobody listens."""


def draft(folder: Path, name: str, package: dict[str, str]) -> Path:
    file = folder / name
    file.write_text(json.dumps({"package": package}))
    return file


# ---------------------------------------------------------------- what is told


def test_the_finding_comes_first(ukraine: Path) -> None:
    ran = detente("robust", ukraine, *DRAWS)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "Ukraine, March 2025: the thirty-day ceasefire and what surrounds it"
    assert lines[3] == "The finding"
    assert lines[4].startswith("A deal exists in ")
    told = " ".join(ran.out.split())
    for part in (
        "of 80 draws over everything that the case leaves open (95 % interval",
        "A draw fills in everything that the case leaves open",
        "It hangs most on whether “",
        "Package 1: Nash if “Russia gives up none of the six regions” gives way.",
        "First choices among these packages (rank acceptability)",
        "80 draws, seed 1;",
    ):
        assert part in told


def test_the_same_numbers_as_text_as_json_and_as_csv(ukraine: Path) -> None:
    found = detente("robust", ukraine, *DRAWS, "--json").json
    rows = list(csv.DictReader(io.StringIO(detente("robust", ukraine, *DRAWS, "--csv").out)))
    assert len(rows) == found["candidates"]["size"]  # type: ignore[index]  # a table
    packages = found["packages"]
    assert isinstance(packages, list)
    by_package = {tuple(row[issue] for issue in packages[0]["package"]): row for row in rows}
    for package in packages:
        row = by_package[tuple(package["package"].values())]
        assert row["names"] == ";".join(package["names"])
        assert float(row["acceptable_to_all"]) == package["acceptable_to_all"]["value"]
        for party, share in package["acceptable"].items():
            assert float(row[f"acceptable.{party}"]) == share["value"]
        for concept, share in package["selected"].items():
            assert float(row[f"selected.{concept}"]) == share["value"]
    deal = found["deal"]
    assert isinstance(deal, dict)
    told = detente("robust", ukraine, *DRAWS).out
    assert f"A deal exists in {100 * deal['value']:.1f} % of 80 draws" in told
    assert deal["low"] <= deal["value"] <= deal["high"]


def test_red_lines_alone_are_drawn_too(sunday_market: Path) -> None:
    found = detente("robust", sunday_market, *DRAWS, "--json").json
    assert found["packages"] == []
    assert found["settlements"] is None
    assert found["could_not"] == ["No preferences are stated: only red lines are drawn."]
    assert detente("robust", sunday_market, *DRAWS, "--csv").out.count("\n") == 1


def test_where_nothing_is_open_it_says_so(root: Path) -> None:
    told = detente("robust", root / "cases/bill-and-jack", *DRAWS).out
    assert "Nothing is open in this case: a deal exists, whatever is drawn." in told
    assert "95 %" not in told.split("Packages:")[0]


def test_a_private_overlay_is_named_and_no_more(root: Path, tmp_path: Path) -> None:
    (tmp_path / "overlays").mkdir()
    (tmp_path / "case.toml").write_text((root / "cases/sunday-market/case.toml").read_text())
    house = 'format = 1\ntitle = "What the traders told us"\nprivate = true\n'
    (tmp_path / "overlays" / "house.toml").write_text(house)
    for shape in ((), ("--json",)):
        ran = detente("robust", tmp_path, "--overlay", "house", *DRAWS, *shape)
        assert "What the traders told us" not in ran.out + ran.err
        assert "'house' is private" in ran.err
        assert detente("robust", tmp_path, "--overlay", "house", *DRAWS, *shape, "--quiet").err == ""


def test_a_file_holds_what_would_have_been_printed(sunday_market: Path, tmp_path: Path) -> None:
    for shape in ((), ("--json",), ("--csv",)):
        ran = detente("robust", sunday_market, *DRAWS, *shape, "-o", tmp_path / "found")
        assert (ran.code, ran.out) == (0, "")
        text = (tmp_path / "found").read_text(encoding="utf-8")
        assert text == detente("robust", sunday_market, *DRAWS, *shape).out


def test_the_convention_is_kept_and_said(root: Path) -> None:
    words = ("robust", root / "cases/split-the-pie", *DRAWS, "--disagreement", "max-reserved-min", "--json")
    found = detente(*words).json
    assert found["disagreement"] == "max-reserved-min"
    assert found["conventions"][-1] == "Gains start at: max-reserved-min."  # type: ignore[index]  # a list


# ---------------------------------------------------------------- drafts


def test_drafts_are_followed_by_the_names_of_their_files(sunday_market: Path, tmp_path: Path) -> None:
    case = open_case(sunday_market)
    package = {issue.id: issue.options[0].id for issue in case.issues}
    other = {issue.id: issue.options[-1].id for issue in case.issues}
    (tmp_path / "sub").mkdir()
    ours, theirs = draft(tmp_path, "ours.json", package), draft(tmp_path, "theirs.json", other)
    again = draft(tmp_path / "sub", "ours.json", package)
    words = ("robust", sunday_market, *DRAWS, "--package", ours, "--package", theirs, "--package", ours)
    found = detente(*words, "--json").json["packages"]
    assert isinstance(found, list)
    assert [known["names"] for known in found] == [["given:ours"], ["given:theirs"]]
    assert found[0]["package"] == package
    assert "draft “ours”" in detente(*words).out
    both = detente("robust", sunday_market, *DRAWS, "--package", ours, "--package", again, "--json").json
    assert both["packages"][0]["names"] == [f"given:{ours}", f"given:{again}"]  # type: ignore[index]  # a list


def test_all_mistakes_of_all_drafts_come_at_once(sunday_market: Path, tmp_path: Path) -> None:
    first = draft(tmp_path, "first.json", {"market": "helt"})
    second = draft(tmp_path, "second.json", {"market": "held", "raod": "open"})
    ran = detente(
        "robust", sunday_market, "--package", first, "--package", second, "--package", tmp_path / "no.toml",
        "-o", tmp_path / "out",
    )  # fmt: skip
    assert (ran.code, ran.out) == (2, "")
    lines = ran.err.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        *[str(first)] * 2, *[str(second)] * 2, str(tmp_path / "no.toml"),
    ]  # fmt: skip
    assert "has no option 'helt'" in lines[0]
    assert "says nothing on 'road'" in ran.err
    assert not (tmp_path / "out").exists()


# ---------------------------------------------------------------- bad input


def test_numbers_out_of_bounds_are_named_together(sunday_market: Path) -> None:
    ran = detente("robust", sunday_market, "--draws", 0, "--seed", -1, "--workers", 0)
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "detente robust: --draws: 0 is out of bounds. Try: 1 to 10,000,000.",
        "detente robust: --seed: -1 is out of bounds. Try: 0 to 18,446,744,073,709,551,615.",
        "detente robust: --workers: 0 is out of bounds. Try: 1 to 256.",
    ]
    assert detente("robust", sunday_market, "--draws", 1, "--seed", 2**64 - 1).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--overlay", "six-line"), "Try: 'six-lines'."),
        (("--json", "--csv"), "exclude each other"),
        (("--draws", "many"), "not a valid integer"),
        (("--disagreement", "reservd"), "Try: 'reserved'."),
        (("--drwas", "5"), "Try: '--draws'."),
    ],
)
def test_a_mistake_names_a_way_out(sunday_market: Path, words: tuple[str, ...], said: str) -> None:
    ran = detente("robust", sunday_market, *words)
    assert ran.code == 2
    assert said in ran.err


# ---------------------------------------------------------------- workers


@pytest.mark.parametrize("shape", [(), ("--json",), ("--csv",)])
def test_workers_change_no_byte(sunday_market: Path, shape: tuple[str, ...]) -> None:
    alone, shared = (
        detente("robust", sunday_market, "--draws", 1_100, "--workers", number, *shape) for number in (1, 2)
    )
    assert (alone.code, shared.code) == (0, 0)
    assert alone.out == shared.out


def test_a_worker_that_dies_is_told_without_a_traceback(
    sunday_market: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr("detente.cli.workers.ProcessPoolExecutor.map", broken)
    ran = detente("robust", sunday_market, "--draws", 1_100, "--workers", 2, "--json")
    assert ran.code == 2
    assert "ended before it was done" in ran.err
    assert ran.json["error"]["code"] == "worker"  # type: ignore[index]  # a table
    with pytest.raises(WorkerError, match="--workers 1"), workforce(2, unheard):
        raise BrokenProcessPool


def test_others_are_called_only_where_work_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []

    class Pool(ThreadPoolExecutor):
        def __init__(self, number: int, **_: object) -> None:
            started.append(number)
            super().__init__(1)

        def map(self, *words: object, **named: object) -> Iterator[object]:  # type: ignore[override]  # any
            called.append(len(words[1]))  # type: ignore[arg-type]  # the tasks
            return super().map(*words, **named)  # type: ignore[arg-type]  # the same

    monkeypatch.setattr(workers, "ProcessPoolExecutor", Pool)
    for here, number, alone_s, pools, calls in (
        (2, None, 0.7, [2], []),
        (2, None, 1e-9, [2], [3]),
        (64, None, 0.7, [8], []),
        (64, 3, 0.7, [3], [4]),
        (1, None, 0.7, [], []),
        (2, 1, 0.0, [], []),
    ):
        called: list[int] = []
        started.clear()
        monkeypatch.setattr(workers, "processors", lambda known=here: known)
        monkeypatch.setattr(workers, "ALONE_S", alone_s)
        with workforce(number, unheard) as executor:
            assert list(executor.map(slow, range(4))) == [0, 1, 2, 3]
        assert (started, called) == (pools, calls)


def slow(number: int) -> int:
    """Takes a moment."""
    sleep(0.001)
    return number


def test_an_interrupt_is_left_to_the_process_that_was_asked() -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        workers.leave_interrupts()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_helpers_end_with_a_process_that_is_killed(tmp_path: Path) -> None:
    """They hold its standard output open: it ends when the last of them has ended."""
    script = tmp_path / "asks.py"
    script.write_text(
        "import time\n"
        "from detente.cli.workers import workforce\n"
        "if __name__ == '__main__':\n"
        "    with workforce(2, lambda done, whole: None) as crew:\n"
        "        print(list(crew.map(abs, [-1, -2, -3])), flush=True)\n"
        "        time.sleep(60)\n",
        encoding="utf-8",
    )
    asked = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    assert asked.stdout is not None
    assert asked.stdout.readline() == "[1, 2, 3]\n"
    asked.kill()
    rest, _ = asked.communicate(timeout=20)
    assert rest == ""


def test_a_helper_waits_for_the_end_of_whoever_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    workers.end_after(lambda: None, ended.append)
    assert ended == [1]
    before = signal.getsignal(signal.SIGINT)
    try:
        workers.end_with_who_asked()  # nobody asked this process: nobody is waited for
        met = Event()
        monkeypatch.setattr(workers, "parent_process", lambda: SimpleNamespace(join=None))
        monkeypatch.setattr(workers, "end_after", lambda _: met.set())
        workers.end_with_who_asked()
        assert met.wait(10)
    finally:
        signal.signal(signal.SIGINT, before)


def test_processors_are_counted_on_any_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert processors() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert processors() == 1


def test_an_executor_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    alone = Telling(None, lambda done, whole: told.append((done, whole)))
    assert list(alone.map(abs, [-1, 2])) == [1, 2]
    assert told == [(1, 2), (2, 2)]


def test_a_terminal_sees_how_far_it_is(
    sunday_market: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.cli.notes import working

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with working("Drawing", quiet=False) as say:
        say("1 of 2")
    assert capsys.readouterr().out == ""
    assert detente("robust", sunday_market, *DRAWS).err == ""


# ---------------------------------------------------------------- in the brief


def test_a_brief_has_as_many_draws_as_it_is_asked_for(sunday_market: Path, tmp_path: Path) -> None:
    def page(*words: object) -> str:
        assert detente("brief", sunday_market, "-o", tmp_path / "b.html", "--quiet", *words).code == 0
        return (tmp_path / "b.html").read_text(encoding="utf-8")

    assert "No draws were made for this page." in page("--draws", 0)
    few = page("--draws", 40, "--seed", 3)
    assert "of 40 draws" in few
    assert "of 20 draws" in few  # the other reading
    assert few == page("--draws", 40, "--seed", 3)
    assert few != page("--draws", 40, "--seed", 4)
    assert "of 2,000 draws" in page()


def test_a_brief_refuses_numbers_out_of_bounds(sunday_market: Path, tmp_path: Path) -> None:
    ran = detente("brief", sunday_market, "-o", tmp_path / "b.html", "--draws", -1, "--seed", -1)
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "detente brief: --draws: -1 is out of bounds. Try: 0 to 10,000,000.",
        "detente brief: --seed: -1 is out of bounds. Try: 0 to 18,446,744,073,709,551,615.",
    ]
    assert not (tmp_path / "b.html").exists()
