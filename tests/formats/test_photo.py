"""Photos by their structure, without decoding: made here byte by byte."""

from __future__ import annotations

import struct
import zlib

import pytest

from plugin.domain.errors import InvalidContent, LimitExceeded
from plugin.formats.photo import JPEG, PNG, read

SECRET = b"51.0123 N, Anne Muster"


def segment(marker: int, content: bytes = b"") -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def frame(width: int = 40, height: int = 30, marker: int = 0xC0, parts: int = 3) -> bytes:
    return segment(marker, struct.pack(">BHHB", 8, height, width, parts) + b"\1\x11\0" * parts)


SCAN = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"


def jpeg(*parts: bytes, end: bytes = b"\xff\xd9") -> bytes:
    return b"\xff\xd8" + b"".join(parts) + end


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*parts: bytes, size: tuple[int, int] = (40, 30)) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(parts) + chunk(b"IDAT", b"x") + chunk(b"IEND")


def test_a_jpeg_keeps_its_picture_and_how_it_is_turned() -> None:
    exif = segment(0xE1, b"Exif\0\0" + b"II*\0")
    tables, colours = segment(0xDB, b"\0" * 65), segment(0xEE, b"Adobe\0d\0\0\0\0\1")
    texts = [segment(0xE0, b"JFIF\0"), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET)]
    texts += [segment(0xE2, b"ICC_PROFILE\0" + SECRET), segment(0xED, SECRET), segment(0xFE, SECRET)]
    found = read(jpeg(*texts, exif, tables, colours, frame(), SCAN) + b"PK\3\4" + SECRET)
    assert (found.media_type, found.width, found.height) == (JPEG, 40, 30)
    assert found.data == jpeg(exif, tables, colours, frame(), SCAN)


def test_fill_bytes_and_restart_marks_are_part_of_a_jpeg() -> None:
    assert read(jpeg(frame(), b"\xff\xff" + SCAN, SCAN)).width == 40


def test_a_png_keeps_its_picture() -> None:
    texts = chunk(b"tEXt", SECRET) + chunk(b"eXIf", SECRET) + chunk(b"iCCP", SECRET)
    found = read(png(texts, chunk(b"tRNS", b"\0" * 6)) + b"MZ" + SECRET)
    assert (found.media_type, found.width, found.height) == (PNG, 40, 30)
    assert found.data == png(chunk(b"tRNS", b"\0" * 6))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8",
        SECRET,
        b"GIF89a" + jpeg(frame(), SCAN),
        jpeg(frame(), SCAN, end=b""),
        jpeg(frame(), SCAN[:6], end=b""),
        jpeg(frame()),
        jpeg(SCAN),
        jpeg(frame(), frame(), SCAN),
        jpeg(frame(marker=0xC9), SCAN),
        jpeg(frame(marker=0xC3), SCAN),
        jpeg(frame(parts=7), SCAN),
        jpeg(segment(0xC0, b"\x0c" + b"\0" * 20), SCAN),
        jpeg(b"\xff\xe0\0\1", frame(), SCAN),
        jpeg(b"\xff\xe0\xff\xff", frame(), SCAN),
        jpeg(b"\xff\xd8", frame(), SCAN),
        png()[:-1],
        png()[:40],
        b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT") + chunk(b"IEND"),
        png(chunk(b"IHDR", b"\0" * 13)),
        png(chunk(b"acTL", b"\0" * 8)),
        png(b"\xff\xff\xff\xffIDAT"),
    ],
    ids=range(22),
)
def test_what_is_none_or_damaged_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidContent):
        read(data)


@pytest.mark.parametrize(
    "data",
    [
        jpeg(frame(65535, 65535), SCAN),
        jpeg(frame(0, 30), SCAN),
        jpeg(frame(), *[SCAN] * 65),
        png(size=(2**31, 1)),
        png(size=(8000, 8000)),
        png(size=(0, 10)),
    ],
    ids=range(6),
)
def test_what_would_be_too_large_is_refused(data: bytes) -> None:
    with pytest.raises(LimitExceeded):
        read(data)
