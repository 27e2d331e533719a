"""``detente fetch firms`` against a server of our own: windows, resuming, a key that nobody gets to see."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import jsonschema
import pytest

from detente.cli.firms import SERVER, VARIABLE
from detente.watch.detections.model import Source
from docs.shapes import SHAPES
from tests.command import Ran, detente
from tests.detection_files import VIIRS, read, rows, viirs

KEY = "0123456789abcdef0123456789abcdef"
BOX = "36,46,40,50"


class Firms(BaseHTTPRequestHandler):
    """A server that answers as the area service does, and remembers what it was asked."""

    protocol_version = "HTTP/1.0"
    asked: list[str] = []  # noqa: RUF012 - one list for the class, emptied for each test
    fails_at = ""

    def do_GET(self) -> None:
        """Answer by source and key."""
        self.asked.append(self.path)
        _, _, _, _, key, source, box, days, first = self.path.split("/")
        if self.fails_at and self.fails_at in self.path:
            self._send(b"busy", 503)
        elif key != KEY:
            self._send(f"Invalid MAP_KEY {key}.".encode(), 400 if source == "MODIS_NRT" else 200)
        elif source == "LANDSAT_NRT":
            self._send(f"{VIIRS}\nthe key is {key}\n".encode())
        else:
            assert box == BOX
            found = [viirs(48, 37 + day / 10, day=first) for day in range(int(days))]
            self._send("\n".join([VIIRS, *found, ""]).encode())

    def log_message(self, format: str, *words: object) -> None:  # noqa: A002 - the name is the server's
        """Say nothing on standard error."""

    def _send(self, data: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    """The address of the server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Firms) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def server(running: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The same, with a key in the environment and an empty folder to stand in."""
    monkeypatch.setenv(VARIABLE, KEY)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Firms, "asked", [])
    monkeypatch.setattr(Firms, "fails_at", "")
    return running


def firms(server: str, *words: str, since: str = "2025-04-01", until: str = "2025-04-12") -> Ran:
    """Fetch twelve days."""
    given = ("--since", since, "--until", until, "--box", BOX, "--url", server)
    return detente("fetch", "firms", *given, *(words or ("--source", "VIIRS_SNPP_SP")))


def test_the_days_come_five_at_a_time_and_can_be_read(server: str, tmp_path: Path) -> None:
    ran = firms(server, "--source", "VIIRS_SNPP_SP", "--source", "MODIS_SP", "--json", "--into", "fires")
    assert ran.code == 0
    jsonschema.validate(ran.json, SHAPES["fetch-firms"])
    assert list(ran.json) == list(SHAPES["fetch-firms"]["properties"])  # type: ignore[call-overload]  # a table
    assert [path.removeprefix(f"/api/area/csv/{KEY}/") for path in Firms.asked] == [
        f"{source}/{BOX}/{days}/{first}"
        for source in ("VIIRS_SNPP_SP", "MODIS_SP")
        for days, first in ((5, "2025-04-01"), (5, "2025-04-06"), (2, "2025-04-11"))
    ]
    files = ran.json["files"]
    assert isinstance(files, list)
    first = tmp_path / "fires" / "VIIRS_SNPP_SP-2025-04-01-2025-04-05.csv"
    assert files[0]["sha256"] == hashlib.sha256(first.read_bytes()).hexdigest()
    assert (files[0]["rows"], files[0]["final"], files[0]["fetched"]) == (5, True, True)
    assert rows(read(tmp_path, Source(file=first)), "count(*)") == [(5,)]


def test_a_fetch_goes_on_where_it_broke_off(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Firms, "fails_at", "2025-04-11")
    broken = firms(server)
    assert broken.code == 2
    assert "the server answers 503" in broken.err
    assert len(list((tmp_path / "firms").glob("*.csv"))) == 2
    monkeypatch.setattr(Firms, "fails_at", "")
    Firms.asked.clear()
    whole = firms(server)
    assert whole.code == 0
    assert len(Firms.asked) == 1
    assert "firms: 3 files with 12 rows; 1 fetched, 2 there already" in whole.out


def test_a_file_that_was_changed_is_fetched_again(server: str, tmp_path: Path) -> None:
    firms(server)
    (tmp_path / "firms" / "VIIRS_SNPP_SP-2025-04-06-2025-04-10.csv").write_text("changed")
    Firms.asked.clear()
    assert firms(server).code == 0
    assert [path.rpartition("/")[2] for path in Firms.asked] == ["2025-04-06"]


def test_days_that_are_not_over_are_fetched_again(server: str) -> None:
    ran = firms(server, "--source", "VIIRS_SNPP_NRT", since="2099-01-01", until="2099-01-02")
    assert "Not final, to be fetched again another day: VIIRS_SNPP_NRT-2099-01-01-2099-01-02.csv" in ran.out
    Firms.asked.clear()
    firms(server, "--source", "VIIRS_SNPP_NRT", since="2099-01-01", until="2099-01-02")
    assert len(Firms.asked) == 1


@pytest.mark.parametrize("how", ["table", "refusal", "page", "echo", "gone", "file"])
def test_the_key_is_shown_and_written_nowhere(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    words = ["--source", {"refusal": "MODIS_NRT", "echo": "LANDSAT_NRT"}.get(how, "VIIRS_SNPP_NRT")]
    secret = KEY
    if how in ("refusal", "page"):
        secret = "f" * 32
        monkeypatch.setenv(VARIABLE, secret)
    if how == "file":
        monkeypatch.delenv(VARIABLE)
        (tmp_path / "key").write_text(f"{KEY}\n")
        words += ["--key-file", str(tmp_path / "key")]
    ran = firms("http://127.0.0.1:9" if how == "gone" else server, *words)
    assert ran.code == (0 if how in ("table", "file") else 2)
    assert secret not in ran.out + ran.err
    for path in (tmp_path / "firms").rglob("*"):
        assert secret not in path.read_text()
    said = {
        "refusal": "answers 400",
        "page": "no table of fires (it begins with 'Invalid MAP_KEY KEY.'",
        "gone": "cannot be",
    }
    assert said.get(how, "") in ran.err


def test_a_folder_holds_one_box(server: str, tmp_path: Path) -> None:
    firms(server)
    ran = detente(
        "fetch", "firms", "--since", "2025-04-01", "--until", "2025-04-02", "--box", "30,46,40,50",
        "--url", server, "--source", "MODIS_SP",
    )  # fmt: skip
    assert ran.code == 2
    assert "the folder holds fires of the box 36,46,40,50" in ran.err
    (tmp_path / "firms" / "fetched.json").write_text("{}")
    assert "the list of what was fetched cannot be read" in firms(server).err
    held = json.dumps({"box": [36, 46, 40, 50], "files": [{"file": "a"}]})
    (tmp_path / "firms" / "fetched.json").write_text(held)
    assert "the list of what was fetched cannot be read" in firms(server).err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--since", "1 April"], "'1 April' is no day"),
        (["--since", "2025-02-30"], "is no day"),
        (["--until", "2025-03-01"], "is no span of days"),
        (["--box", "36,46,40"], "is no box"),
        (["--box", "40,46,36,50"], "40,46,36,50 is no box"),
        (["--box", "36,46,40,nan"], "is no box"),
        (["--source", "VIIRS"], "no source 'VIIRS'"),
        (["--url", "http://example.org"], "is not https"),
        (["--key-file", "none"], "the file with the key cannot be read"),
        (["--on", "2025-04-01"], "--on does not go with 'firms'"),
        (["-o", "fires.csv"], "--output does not go with 'firms'"),
        (["--into", "none/there"], "cannot be made"),
    ],
)
def test_misuse_is_told_before_anything_is_asked(server: str, words: list[str], said: str) -> None:
    ran = firms(server, "--source", "MODIS_SP", *words)
    assert ran.code == 2
    assert said in ran.err
    assert Firms.asked == []


def test_without_options_all_that_is_missing_is_named(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    del server
    ran = detente("fetch", "firms")
    assert [line.split(": ")[1] for line in ran.err.splitlines()] == [
        "--since is missing. Try",
        "--until is missing. Try",
        "--box is missing. Try",
        "no source is given. Try",
    ]
    monkeypatch.delenv(VARIABLE)
    assert "there is no key for FIRMS" in firms(SERVER).err
    monkeypatch.setenv(VARIABLE, "not a/key")
    ran = firms(SERVER)
    assert "what should be the key is none" in ran.err
    assert "not a/key" not in ran.err


def test_options_of_fires_do_not_go_with_a_line() -> None:
    ran = detente("fetch", "line", "--on", "2025-03-15", "--source", "MODIS_SP", "--into", "x")
    assert ran.code == 2
    assert "--source, --into does not go with 'line'" in ran.err
