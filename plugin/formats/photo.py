"""A photo as it comes from a stranger: JPEG (ITU-T T.81 Annex B) or PNG (ISO/IEC 15948 §5), looked at without decoding.

What a file is, is told by its first bytes and by its structure, never by its name. Everything but the picture and how
it is to be turned is left out: place and time of taking, device, previews, texts, colour profiles, whatever stands
behind the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..domain.errors import InvalidContent, LimitExceeded

MAX_BYTES = 4 * 2**20
"""Of a file as it is sent."""

MAX_PIXELS = 40_000_000
MAX_SIDE = 30_000
MAX_SCANS = 64
"""Passes over the picture that a progressive JPEG may ask for; cameras write about ten."""

JPEG, PNG = "image/jpeg", "image/png"
ENDINGS = {JPEG: "jpg", PNG: "png"}

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_SOI, _EOI, _SOS, _APP1, _COM, _TEM = 0xD8, 0xD9, 0xDA, 0xE1, 0xFE, 0x01
_ADOBE = 0xEE  # says how the colours are written
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive; no other is written by cameras
_OTHER_FRAMES = frozenset({0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)


@dataclass(frozen=True)
class Photo:
    """`media_type`, size in pixels as it is stored (before it is turned), and the bytes that make the picture."""

    media_type: str
    width: int
    height: int
    data: bytes


def read(data: bytes, max_pixels: int = MAX_PIXELS) -> Photo:
    """What `data` is. Raises InvalidContent for anything but a whole JPEG or PNG, LimitExceeded for too many pixels."""
    if data.startswith(b"\xff\xd8\xff"):
        found = _jpeg(data)
    elif data.startswith(_PNG):
        found = _png(data)
    else:
        raise InvalidContent("A photo is a JPEG or a PNG; this is neither.")
    if not (0 < found.width <= MAX_SIDE and 0 < found.height <= MAX_SIDE):
        raise LimitExceeded(f"A photo may be {MAX_SIDE} pixels wide and high.")
    if found.width * found.height > max_pixels:
        raise LimitExceeded(f"The photo has {found.width} × {found.height} pixels; {max_pixels} are accepted.")
    return found


def _jpeg(data: bytes) -> Photo:
    kept, size, scans = [b"\xff\xd8"], None, 0
    for marker, start, end in _segments(data):
        if marker in _OTHER_FRAMES or (marker in _FRAMES and size is not None):
            raise InvalidContent("This kind of JPEG is not accepted.")
        if marker in _FRAMES:
            size = _frame_size(data[start + 4 : end])
        scans += marker == _SOS
        if scans > MAX_SCANS:
            raise LimitExceeded(f"The JPEG draws its picture more than {MAX_SCANS} times.")
        if not _left_out(marker, data[start + 4 : start + 10]):
            kept.append(data[start:end])
    if size is None or not scans:
        raise InvalidContent("The JPEG holds no picture.")
    return Photo(JPEG, *size, b"".join([*kept, b"\xff\xd9"]))


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, start, end) of each segment, a scan with its data, up to the end of the picture."""
    position = 2
    while (found := _MARKER.match(data, position)) is not None:
        marker, start = found[1][0], found.end() - 2
        if marker == _EOI:
            return
        if marker in (_SOI, _TEM):
            break
        end = start + 2 + int.from_bytes(data[start + 2 : start + 4], "big")
        if end < start + 4 or end > len(data):
            break
        if marker == _SOS:
            after = _MARKER.search(data, end)
            if after is None:
                break
            end = after.start()
        yield marker, start, end
        position = end
    raise InvalidContent("The JPEG is damaged, or was cut off.")


def _frame_size(frame: bytes) -> tuple[int, int]:
    if len(frame) < 6 or frame[0] != 8 or frame[5] not in (1, 3, 4):
        raise InvalidContent("This kind of JPEG is not accepted.")
    return int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big")


def _left_out(marker: int, begins: bytes) -> bool:
    """Applications' own segments and comments; how the picture is turned stands in Exif, and the decoder reads that."""
    if marker == _APP1:
        return begins != b"Exif\0\0"
    return marker == _COM or (0xE0 <= marker <= 0xEF and marker != _ADOBE)


def _png(data: bytes) -> Photo:
    kept, size, position = [_PNG], None, len(_PNG)
    while position + 12 <= len(data):
        length, kind = int.from_bytes(data[position : position + 4], "big"), data[position + 4 : position + 8]
        end = position + 12 + length
        if end > len(data) or (size is None) != (kind == b"IHDR"):
            break
        if kind == b"IHDR":
            size = tuple(int.from_bytes(data[at : at + 4], "big") for at in (position + 8, position + 12))
        if kind == b"acTL":
            raise InvalidContent("The PNG moves; a photo does not.")
        if kind in _PNG_KEPT:
            kept.append(data[position:end])
        if kind == b"IEND" and size is not None:
            return Photo(PNG, size[0], size[1], b"".join(kept))
        position = end
    raise InvalidContent("The PNG is damaged, or was cut off.")
