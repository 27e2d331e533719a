"""Fetching one file from a server: the only module of Detente that opens a connection.

The address is https, or http on this machine; so is every address that a server sends us on to. What comes is
held in memory up to a cap, checked against the length that the server promised, and returned whole or not
at all.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPResponse
from ipaddress import ip_address
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from detente._version import __version__
from detente.errors import Fault, InputError, shown_value

CHUNK = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a download may take.

    Attributes:
        bytes_at_most: The size of the file.
        silence_s: Seconds without a word from the server.
        total_s: Seconds in all.
    """

    bytes_at_most: int = 100_000_000
    silence_s: float = 30.0
    total_s: float = 300.0


def download(url: str, limits: Limits | None = None) -> bytes:
    """The bytes behind an address.

    Raises:
        InputError: if the address is none that may be used, if the server refuses, is silent or slow, or if
            the file is too large or ends early.
    """
    allowed = limits or Limits()
    refuse_address(url)
    request = Request(url, headers={"User-Agent": f"detente/{__version__}"})
    deadline = time.monotonic() + allowed.total_s
    try:
        with build_opener(_Redirects).open(request, timeout=allowed.silence_s) as answer:
            return b"".join(_read(answer, url, allowed, deadline))
    except HTTPError as error:
        error.close()
        message = f"the server answers {error.code} ({error.reason})"
        raise _refusal(url, message, "another day, or --url") from None
    except (HTTPException, OSError) as error:
        raise _broken(url, error.reason if isinstance(error, URLError) else error, allowed) from None


def refuse_address(url: str) -> None:
    """Refuse an address that is neither https nor on this machine.

    Raises:
        InputError: with the address.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        raise _refusal(url, "is no address", "https://...") from None
    if any(character.isspace() or not character.isprintable() for character in url) or not host:
        raise _refusal(url, f"{shown_value(url)} is no address", "https://...")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_this_machine(host)):
        raise _refusal(url, "is not https", "an address that begins with https://")


def _read(answer: HTTPResponse, url: str, allowed: Limits, deadline: float) -> Iterator[bytes]:
    """What the server sends, piece by piece, within the limits."""
    promised, size = answer.headers.get("Content-Length", ""), 0
    if promised.isdecimal() and int(promised) > allowed.bytes_at_most:
        raise _too_large(url, allowed)
    while chunk := answer.read1(CHUNK):
        size += len(chunk)
        if size > allowed.bytes_at_most:
            raise _too_large(url, allowed)
        if time.monotonic() > deadline:
            message = f"did not arrive within {allowed.total_s:g} seconds"
            raise _refusal(url, message, "once more later, or --seconds with more")
        yield chunk
    if promised.isdecimal() and size != int(promised):
        message = f"ends after {size:,} of {int(promised):,} bytes"
        raise _refusal(url, message, "once more later")


def post(url: str, body: bytes, limits: Limits, *, key: str = "") -> bytes:
    """What a server answers to JSON. It may not send us on: the text and the key stay with it.

    Args:
        url: The address.
        body: JSON.
        limits: What the answer may take.
        key: Sent as a bearer token; it stands in no message.

    Raises:
        InputError: if the address may not be used, if the server refuses, sends us on, is silent or slow, or
            if its answer is too large, ends early or is no JSON by its own account.
    """
    refuse_address(url)
    headers = {"User-Agent": f"detente/{__version__}", "Content-Type": "application/json"}
    headers |= {"Accept": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    deadline = time.monotonic() + limits.total_s
    try:
        request = Request(url, data=body, headers=headers, method="POST")
        with build_opener(_NoRedirects).open(request, timeout=limits.silence_s) as answer:
            kind = answer.headers.get("Content-Type", "application/json")
            if "json" not in kind.lower():
                raise _refusal(url, f"the server answers with {shown_value(kind)}, not JSON", "its address")
            return b"".join(_read(answer, url, limits, deadline))
    except HTTPError as error:
        with error:
            is_away = 300 <= error.code < 400
            said = " and sends us on to another address" if is_away else _said(error, key)
        hint = "that address, if you trust it" if is_away else "the address, the model's name and the key"
        raise _refusal(url, f"the server answers {error.code}{said}", hint) from None
    except (HTTPException, OSError) as error:
        raise _broken(url, error.reason if isinstance(error, URLError) else error, limits) from None


def _said(error: HTTPError, key: str) -> str:
    """The beginning of what a server says of its refusal, without the key."""
    try:
        text = error.read(400).decode("utf-8", "replace")
    except (HTTPException, OSError):
        return ""
    text = " ".join((text.replace(key, "...") if key else text).split())
    return f": {shown_value(text, limit=200)}" if text else ""


class _NoRedirects(HTTPRedirectHandler):
    """Follows a server nowhere."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """No request for any other address."""


class _Redirects(HTTPRedirectHandler):
    """Follows a server to another address only if that one may be used as well."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        refuse_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # the stubs want http.client's own message


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _broken(url: str, reason: object, allowed: Limits) -> InputError:
    """The fault of a connection that could not be made, fell silent or broke off."""
    match reason:
        case TimeoutError():
            message = f"nothing came for {allowed.silence_s:g} seconds"
        case HTTPException():
            message = f"the server does not keep to HTTP ({type(reason).__name__})"
        case _:
            message = f"cannot be reached ({reason})"
    return _refusal(url, message, "the address, and the network; or once more later")


def _too_large(url: str, allowed: Limits) -> InputError:
    message = f"is larger than {allowed.bytes_at_most:,} bytes"
    return _refusal(url, message, "--megabytes with a larger number, if you trust it")


def _refusal(url: str, message: str, hint: str) -> InputError:
    return InputError(Fault(file=url, message=message, hint=hint, code="fetch"))
