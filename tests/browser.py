"""A real browser for the tests: Debian's chromium, headless, driven through its DevTools pipe.

No port is opened and nothing is downloaded: commands and events are JSON texts, each closed by a zero byte,
on two pipes that the browser inherits as its file descriptors 3 and 4.
"""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
PATIENCE_S = 60.0

Message = dict[str, object]


def find_browser() -> str | None:
    """The first browser that is installed."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@dataclass(slots=True)
class Pipe:
    """The DevTools pipe of a running browser: answers by number, events in the order of their coming."""

    reader: int
    writer: int
    events: list[Message] = field(default_factory=list)
    _sent: int = 0
    _rest: bytes = b""

    def call(self, method: str, params: Mapping[str, object] | None = None, session: str = "") -> Message:
        """Send a command and wait for its answer."""
        self._sent += 1
        message: Message = {"id": self._sent, "method": method, "params": dict(params or {})}
        if session:
            message["sessionId"] = session
        os.write(self.writer, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next(time.monotonic() + PATIENCE_S)
            if answer.get("id") != self._sent:
                continue
            if "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']}")
            result = answer["result"]
            assert isinstance(result, dict)
            return result

    def wait_for(self, method: str) -> Message:
        """Wait until an event has come."""
        deadline = time.monotonic() + PATIENCE_S
        while not (found := [event for event in self.events if event.get("method") == method]):
            self._next(deadline)
        return found[0]

    def _next(self, deadline: float) -> Message:
        while b"\0" not in self._rest:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.reader], [], [], left)[0]:
                raise TimeoutError("the browser does not answer")
            read = os.read(self.reader, 1 << 16)
            if not read:
                raise RuntimeError("the browser has closed its pipe")
            self._rest += read
        text, _, self._rest = self._rest.partition(b"\0")
        message: Message = json.loads(text)
        if "method" in message:
            self.events.append(message)
        return message


@dataclass(slots=True)
class Page:
    """One page in the browser."""

    pipe: Pipe
    session: str

    def call(self, method: str, **params: object) -> Message:
        """Send a command to this page."""
        return self.pipe.call(method, params, self.session)

    def open(self, path: Path, *, width: int, height: int = 900, dark: bool = False) -> None:
        """Open a file at a window width, and wait until it is loaded."""
        phone = width < 600
        self.pipe.events.clear()
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=phone,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Page.navigate", url=path.resolve().as_uri())
        self.pipe.wait_for("Page.loadEventFired")

    def evaluate(self, expression: str) -> object:
        """The value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        result = answer["result"]
        assert isinstance(result, dict)
        return result.get("value")

    def press(self, key: str, *, code: int) -> None:
        """Press and release a key."""
        text = {"text": "\r"} if key == "Enter" else {}
        common = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", **common, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def click(self, x: float, y: float) -> None:
        """Move the pointer to a place and click."""
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def point(self, x: float, y: float) -> None:
        """Move the pointer to a place."""
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def picture(self, top: float, height: float, width: float) -> bytes:
        """A part of the page as PNG."""
        clip = {"x": 0, "y": top, "width": width, "height": height, "scale": 1}
        answer = self.call("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(str(answer["data"]))

    def complaints(self) -> list[Message]:
        """Console errors and warnings, exceptions, and requests for anything but this file."""
        return [event for event in self.pipe.events if _is_complaint(event)]


def _is_complaint(event: Message) -> bool:
    params = event.get("params")
    assert isinstance(params, dict)
    match event.get("method"):
        case "Runtime.exceptionThrown":
            return True
        case "Runtime.consoleAPICalled":
            return params.get("type") in {"error", "warning", "assert"}
        case "Log.entryAdded":
            return bool(params["entry"]["level"] in {"error", "warning"})
        case "Network.requestWillBeSent":
            return not str(params["request"]["url"]).startswith("file:")
    return False


@contextmanager
def browsing(browser: str, profile: Path) -> Iterator[Page]:
    """A page in a browser of its own, which ends with it."""
    down, up = os.pipe(), os.pipe()
    theirs = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (down[0], up[1])]
    redirect = f'exec "$0" "$@" 3</dev/fd/{theirs[0]} 4>/dev/fd/{theirs[1]}'
    command = ["sh", "-c", redirect, browser, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, pass_fds=theirs, stdin=quiet, stdout=quiet, stderr=quiet) as process:
        for end in (down[0], up[1], *theirs):
            os.close(end)
        pipe = Pipe(reader=up[0], writer=down[1])
        try:
            target = str(pipe.call("Target.createTarget", {"url": "about:blank"})["targetId"])
            attached = pipe.call("Target.attachToTarget", {"targetId": target, "flatten": True})
            yield Page(pipe=pipe, session=str(attached["sessionId"]))
            pipe.call("Browser.close")
        finally:
            os.close(up[0])
            os.close(down[1])
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
