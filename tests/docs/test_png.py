"""Pictures of the documentation are packed anew without losing a pixel."""

import struct
import zlib

import numpy as np
import pytest
from numpy.typing import NDArray

from docs.png import SIGNATURE, packed_anew


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(rows: list[bytes], width: int, *, bits: int = 8, level: int = 0) -> bytes:
    head = struct.pack(">IIBBBBB", width, len(rows), bits, 2, 0, 0, 0)
    body = zlib.compress(b"".join(rows), level)
    return SIGNATURE + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def filtered(pixels: NDArray[np.int64], kind: int, row: int) -> bytes:
    """A row as the specification filters it: from the samples, left to right."""
    line = pixels[row]
    above = pixels[row - 1] if row else np.zeros_like(line)
    left, corner = (np.vstack([np.zeros((1, 3), dtype=np.int64), each[:-1]]) for each in (line, above))
    start = left + above - corner
    apart = np.abs(np.stack([start - left, start - above, start - corner]))
    paeth = np.choose(np.argmin(apart, axis=0), [left, above, corner])
    guess = (np.zeros_like(line), left, above, (left + above) // 2, paeth)[kind]
    samples: bytes = ((line - guess) % 256).astype(np.uint8).tobytes()
    return bytes([kind]) + samples


def test_every_filter_is_undone_and_nothing_is_lost() -> None:
    pixels = np.random.default_rng(5).integers(0, 256, size=(25, 40, 3))
    pixels[:, 10:] = 250
    data = png([filtered(pixels, row % 5, row) for row in range(25)], 40)
    anew = packed_anew(data)
    assert len(anew) < len(data)
    plain = [filtered(pixels, 0, row) for row in range(25)]
    assert anew == png(plain, 40, level=9)
    assert packed_anew(anew) == anew


def test_what_cannot_be_packed_is_refused() -> None:
    with pytest.raises(ValueError, match="no PNG"):
        packed_anew(b"GIF89a")
    with pytest.raises(ValueError, match="eight bits"):
        packed_anew(png([], 1, bits=16))
