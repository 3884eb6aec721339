"""Photos as people send them, drawn by Qt and then made worse by hand."""

from __future__ import annotations

import random
import struct

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice
from qgis.PyQt.QtGui import QColor, QImage, QImageReader

OWNER = b"Anne Muster, Hauptstr. 5"
SERIAL = b"SN-0815-4711"


def drawn(kind: str, width: int = 64, height: int = 48, noise: bool = False) -> QImage:
    """A picture whose left upper corner is red and whose other corners are blue."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    if noise:
        image = QImage(random.Random(4).randbytes(4 * width * height), width, height, 4 * width, image.format()).copy()
    else:
        image.fill(QColor("blue"))
    for x in range(width // 2):
        for y in range(height // 2):
            image.setPixelColor(x, y, QColor("red"))
    return image


def jpeg(width: int = 64, height: int = 48, quality: int = 90, noise: bool = False) -> bytes:
    return _written(drawn("jpeg", width, height, noise), "jpeg", quality)


def png(width: int = 64, height: int = 48) -> bytes:
    image = drawn("png", width, height)
    image.setText("Author", OWNER.decode())
    return _written(image, "png", -1)


def from_a_phone(plain: bytes, orientation: int = 1) -> bytes:
    """A JPEG with what a phone writes into it: Exif with place, owner and orientation, a comment, a profile."""
    exif = _segment(0xE1, b"Exif\0\0" + _exif(orientation))
    xmp = _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + OWNER + b"</x>")
    icc = _segment(0xE2, b"ICC_PROFILE\0\x01\x01" + SERIAL)
    return plain[:2] + exif + xmp + icc + _segment(0xFE, SERIAL) + plain[2:]


def colour_at(data: bytes, x: int, y: int) -> str:
    """`red` or `blue`, whichever is nearer."""
    image = QImage.fromData(data)
    colour = image.pixelColor(x, y)
    return "red" if colour.red() > colour.blue() else "blue"


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height as a reader sees them that knows nothing of orientation."""
    buffer = QBuffer()
    buffer.setData(data)  # a copy: QBuffer keeps no array alive
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    size = QImageReader(buffer).size()
    return size.width(), size.height()


def _written(image: QImage, kind: str, quality: int) -> bytes:
    content, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind, quality)
    return bytes(content)


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def _exif(orientation: int) -> bytes:
    """TIFF with Orientation, Artist and a GPS directory: 51° N, Dreiwasser's market place (Exif 2.3 §4.6)."""
    owner = OWNER + b"\0"
    after = 8 + 2 + 3 * 12 + 4
    main = [
        struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0),
        struct.pack("<HHII", 0x013B, 2, len(owner), after),
        struct.pack("<HHII", 0x8825, 4, 1, after + len(owner)),
    ]
    gps_at = after + len(owner)
    latitude = gps_at + 2 + 2 * 12 + 4
    gps = [
        struct.pack("<HHI4s", 1, 2, 2, b"N\0\0\0"),
        struct.pack("<HHII", 2, 5, 3, latitude),
    ]
    degrees = struct.pack("<6I", 51, 1, 12, 1, 3456, 100)
    return (
        struct.pack("<2sHI", b"II", 42, 8)
        + struct.pack("<H", len(main)) + b"".join(main) + struct.pack("<I", 0)
        + owner
        + struct.pack("<H", len(gps)) + b"".join(gps) + struct.pack("<I", 0)
        + degrees
    )  # fmt: skip


GPS = struct.pack("<6I", 51, 1, 12, 1, 3456, 100)
"""How the latitude stands in a file."""
