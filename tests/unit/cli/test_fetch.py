"""``detente fetch line`` against a server of our own: good, gone, slow, cut short, huge, no JSON, sent on."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from detente.cli.download import Limits, download, refuse_address
from detente.cli.fetch import SOURCE
from detente.errors import InputError
from tests.command import detente
from tests.contracts import assert_follows
from tests.maps import box, collection, feature

GOOD = json.dumps(collection(feature(box((30, 48, 31, 49))))).encode()
PACKED = gzip.compress(GOOD, mtime=0)


class Answers(BaseHTTPRequestHandler):
    """One way to answer for each path."""

    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        """Answer by the path."""
        getattr(self, f"_{self.path.strip('/').partition('.')[0]}", self._gone)()

    def log_message(self, format: str, *words: object) -> None:  # noqa: A002 - the name is the server's
        """Say nothing on standard error."""

    def _send(self, data: bytes, *, length: int | None = None, status: int = 200) -> None:
        self.send_response(status)
        if length != -1:
            self.send_header("Content-Length", str(len(data) if length is None else length))
        self.end_headers()
        self.wfile.write(data)

    def _good(self) -> None:
        self._send(GOOD)

    def _unsized(self) -> None:
        self._send(GOOD, length=-1)

    def _packed(self) -> None:
        self._send(PACKED)

    def _half(self) -> None:
        self._send(PACKED[:-5])

    def _flood(self) -> None:
        self._send(gzip.compress(b" " * 3_000_000 + GOOD, mtime=0))

    def _short(self) -> None:
        self._send(GOOD[:50], length=len(GOOD))

    def _huge(self) -> None:
        self._send(b"", length=10**12)

    def _endless(self) -> None:
        self._send(b" " * 200_000, length=-1)

    def _page(self) -> None:
        self._send(b"<!doctype html><title>Sign in</title>")

    def _empty(self) -> None:
        self._send(json.dumps(collection()).encode())

    def _silent(self) -> None:
        time.sleep(0.6)

    def _slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(20):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)

    def _babble(self) -> None:
        self.wfile.write(b"this is no HTTP\r\n\r\n")

    def _on(self) -> None:
        self._to("/good")

    def _away(self) -> None:
        self._to("http://example.org/good")

    def _inward(self) -> None:
        self._to("file:///etc/passwd")

    def _round(self) -> None:
        self._to("/round")

    def _to(self, place: str) -> None:
        self.send_response(302)
        self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _gone(self) -> None:
        self._send(b"gone", status=404)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of the server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as running:
        running.handle_error = lambda *_: None  # type: ignore[method-assign]  # who hangs up is no error
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["good", "unsized", "on"])
def test_a_layer_is_written_whole_with_its_digest(server: str, tmp_path: Path, path: str) -> None:
    target = tmp_path / "control.geojson"
    ran = detente("fetch", "line", "--url", f"{server}/{path}", "-o", target, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert_follows(ran.json, "fetch")
    assert target.read_bytes() == GOOD
    assert ran.json["sha256"] == hashlib.sha256(GOOD).hexdigest()
    assert (ran.json["bytes"], ran.json["features"], ran.json["credit"]) == (len(GOOD), 1, None)


def test_a_packed_layer_stays_packed(server: str, tmp_path: Path) -> None:
    target = tmp_path / "control.geojson.gz"
    ran = detente("fetch", "line", "--url", f"{server}/packed.gz", "-o", target)
    assert f"sha256 {hashlib.sha256(PACKED).hexdigest()}" in ran.out
    assert target.read_bytes() == PACKED


def test_the_usual_source_has_one_file_for_each_day(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert SOURCE.startswith("https://")
    assert SOURCE.format(day="20250315").endswith("deepstatemap_data_20250315.geojson")
    monkeypatch.setattr("detente.cli.fetch.SOURCE", f"{server}/good.{{day}}")
    monkeypatch.chdir(tmp_path)
    ran = detente("fetch", "line", "--on", "2025-03-15")
    assert ran.code == 0
    assert "from http://127.0.0.1" in ran.out
    assert "/good.20250315" in ran.out
    assert "Credit: DeepStateMap" in ran.out
    assert (tmp_path / "control-2025-03-15.geojson").read_bytes() == GOOD


REFUSED = {
    "nothing": "the server answers 404",
    "short": "ends after 50 of",
    "huge": "is larger than 100,000 bytes",
    "endless": "is larger than 100,000 bytes",
    "page": "no GeoJSON with features (it begins with '<!doctype html>",
    "empty": "no GeoJSON with features",
    "half": "no GeoJSON with features",
    "flood": "no GeoJSON with features",
    "silent": "nothing came for 0.3 seconds",
    "slow": "did not arrive within 0.3 seconds",
    "babble": "the server does not keep to HTTP (BadStatusLine)",
    "away": "is not https",
    "inward": "is not allowed",
    "round": "the server answers 302",
}


@pytest.mark.parametrize("path", REFUSED)
def test_what_goes_wrong_leaves_nothing_behind(server: str, tmp_path: Path, path: str) -> None:
    target = tmp_path / "control.geojson"
    target.write_text("what was here before")
    limits = ["--megabytes", "0.1", "--seconds", "0.3" if path in ("slow", "silent") else "60"]
    ran = detente("fetch", "line", "--url", f"{server}/{path}", "-o", target, *limits)
    assert ran.code == 2
    assert REFUSED[path] in ran.err
    assert "Try:" in ran.err
    assert ran.out == ""
    assert target.read_text() == "what was here before"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a", "ftp://example.org/a", "file:///etc/passwd", "example.org", "", "https://",
        "https://exa mple.org", "https://example.org/\n", "http://[::1", "http://127.0.0.1.example.org/",
        "http://localhost.example.org/", "http://10.0.0.1/",
    ],
)  # fmt: skip
def test_addresses_that_are_not_used(url: str) -> None:
    with pytest.raises(InputError, match=r"is not https|is no address"):
        refuse_address(url)


@pytest.mark.parametrize("url", ["https://example.org/a", "http://localhost:1/a", "http://[::1]:1/a"])
def test_addresses_that_are_used(url: str) -> None:
    refuse_address(url)


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match="cannot be reached"):
        download("http://127.0.0.1:9/a", Limits(silence_s=1))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "no day and no address is given"),
        (["--on", "15 March"], "'15 March' is no day"),
        (["--on", "2025-02-30"], "is no day"),
        (["--on", "20250315"], "is no day"),
        (["--on", "2025-03-15", "-o", "nowhere/a"], "there is no folder"),
        (["--url", "http://example.org"], "is not https"),
        (["--url", "https://x.test", "--megabytes", "0"], "is not in the range"),
    ],
)
def test_misuse_is_told_before_anything_is_fetched(
    words: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = detente("fetch", "line", *words)
    assert ran.code == 2
    assert message in ran.err
    assert detente("fetch", "weather").code == 2
