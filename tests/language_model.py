"""A server that answers as a language model does: well, badly and hostilely, by the path that is asked."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

GOOD: dict[str, object] = {
    "quote": "We will never cede the harbour",
    "occurrence": 1,
    "speaker_words": "she",
    "cue": "added",
    "condition": None,
    "speaker": "Ilse Koren",
    "speaker_role": "president",
    "party": "Arvania",
    "issue": "harbour",
    "stance": "red-line",
    "kind": "direct",
    "conditional": False,
    "yes_but": False,
    "via": [],
    "said_on": None,
}
KEY = "sk-secret-0123456789"


def completion(content: str, finish: str = "stop") -> bytes:
    """The body of a chat completion with this message."""
    message = {"role": "assistant", "content": content}
    return json.dumps({"choices": [{"index": 0, "message": message, "finish_reason": finish}]}).encode()


def statements(*rows: object) -> bytes:
    """The same with these statements."""
    return completion(json.dumps({"statements": list(rows)}))


class Model(BaseHTTPRequestHandler):
    """One way to answer for each path; ``asked`` keeps what was asked."""

    protocol_version = "HTTP/1.0"
    asked: ClassVar[list[tuple[str, dict[str, object]]]] = []

    def do_POST(self) -> None:
        """Answer by the path."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((self.headers.get("Authorization", ""), json.loads(body)))
        name = self.path.strip("/").split("/")[0].partition("?")[0]
        getattr(self, f"_{name}", self._gone)()

    def do_GET(self) -> None:
        """Nobody should ask in this way: that a redirect was followed."""
        self.asked.append(("GET", {}))
        self._send(statements(GOOD))

    def log_message(self, format: str, *words: object) -> None:  # noqa: A002 - the name is the server's
        """Say nothing on standard error."""

    def _send(self, data: bytes, *, kind: str = "application/json", status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _good(self) -> None:
        self._send(statements(GOOD))

    def _fenced(self) -> None:
        self._send(completion("```json\n" + json.dumps([GOOD]) + "\n```"))

    def _none(self) -> None:
        self._send(statements())

    def _mixed(self) -> None:
        self._send(statements(*MIXED))

    def _prose(self) -> None:
        self._send(completion("Here is what I found: nothing."))

    def _cut(self) -> None:
        self._send(completion('{"statements": [{"quo', "length"))

    def _shape(self) -> None:
        self._send(b'{"choices": []}')

    def _html(self) -> None:
        self._send(b"<script>alert(1)</script>", kind="text/html")

    def _plain(self) -> None:
        self._send(b"<script>alert(1)</script>")

    def _error(self) -> None:
        said = json.dumps({"error": f"no such key {KEY} \x1b[2J"}).encode()
        self._send(said, status=500)

    def _deep(self) -> None:
        self._send(completion("[" * 100_000))

    def _huge(self) -> None:
        self._send(completion(f'{{"statements": [{"9" * 6000}]}}'))

    def _flood(self) -> None:
        self._send(b" " * 3_000_000)

    def _silent(self) -> None:
        time.sleep(0.8)

    def _away(self) -> None:
        self.send_response(302)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/good")  # type: ignore[attr-defined]  # it has one
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _half(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(statements(GOOD)[:100])

    def _gone(self) -> None:
        self._send(b"gone", status=404)


def but(**changed: object) -> dict[str, object]:
    """The good row with other values."""
    return {**GOOD, **changed}


REFUSED: dict[str, object] = {
    "these words do not stand in the text": but(quote="We will never give up the harbour"),
    "no quote": but(quote=7),
    "no table": "d1",
    "'surrender' is no stance": but(stance="surrender"),
    "no kind is given": but(kind=None),
    "is not a text": but(speaker={"name": "x"}),
    "holds a control character": but(speaker="\x1b[31mred\x1b[0m"),
    "is not true or false": but(conditional="yes"),
    "a quote of": but(quote="x" * 4_000),
    "more than once": but(quote="the", occurrence=None),
    "do not stand in the text 99 times": but(quote="the", occurrence=99),
    "a text of": but(issue="i" * 300),
    "too many names": but(via=["a"] * 11),
    "proposed twice": GOOD,
}
"""A row for each reason of a refusal."""
MIXED = [
    GOOD,
    *REFUSED.values(),
    but(quote="the offer", stance="reject", cue="did never say", said_on="soon"),
]


@contextmanager
def served() -> Iterator[str]:
    """The address of a running server."""
    Model.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Model) as running:
        running.handle_error = lambda *_: None  # type: ignore[method-assign]  # who hangs up is no error
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
