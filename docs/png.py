"""Packs a PNG anew without loss: a picture of a page is mostly paper, and its plain rows deflate better.

Formats as in the PNG Specification (W3C, third edition): chunks in section 5, filters in section 9.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 6: 4}
"""Samples of a pixel by colour type: grey, red-green-blue, and that with opacity."""


def packed_anew(data: bytes) -> bytes:
    """The same picture with unfiltered rows, deflated as well as can be; as it was where that is no smaller.

    Raises:
        ValueError: if it is no PNG of eight bits a sample, or is interlaced.
    """
    chunks = list(_chunks(data))
    width, height, bits, colour, *_, interlace = struct.unpack(">IIBBBBB", dict(chunks)[b"IHDR"])
    if bits != 8 or colour not in CHANNELS or interlace:
        raise ValueError("a PNG of eight bits a sample, without palette and interlace, was expected")
    packed = zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
    rows = _rows(packed, width * CHANNELS[colour], height, CHANNELS[colour])
    plain = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    kept = [(kind, body) for kind, body in chunks if kind not in (b"IDAT", b"IEND")]
    anew = SIGNATURE + b"".join(_chunk(*each) for each in [*kept, (b"IDAT", plain), (b"IEND", b"")])
    return anew if len(anew) < len(data) else data


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if data[:8] != SIGNATURE:
        raise ValueError("this is no PNG")
    at = 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        yield kind, data[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _rows(packed: bytes, length: int, height: int, step: int) -> Iterator[bytes]:
    """The rows of samples; ``step`` is how many bytes a pixel takes."""
    above = bytes(length)
    for number in range(height):
        start = number * (length + 1)
        row = bytearray(packed[start + 1 : start + 1 + length])
        _unfilter(packed[start], row, above, step)
        above = bytes(row)
        yield above


def _unfilter(kind: int, row: bytearray, above: bytes, step: int) -> None:
    if kind == 0:
        return
    for place, value in enumerate(row):
        left = row[place - step] if place >= step else 0
        corner = above[place - step] if place >= step else 0
        guess = (left, above[place], (left + above[place]) // 2, _paeth(left, above[place], corner))[kind - 1]
        row[place] = (value + guess) & 255


def _paeth(left: int, above: int, corner: int) -> int:
    """The neighbour that is nearest to ``left + above - corner``."""
    apart = (abs(above - corner), abs(left - corner), abs(left + above - 2 * corner))
    return (left, above, corner)[apart.index(min(apart))]
