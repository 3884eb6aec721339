"""Photos decoded and written anew by Qt, so that what is kept holds a picture and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from qgis.PyQt.QtGui import QColorSpace, QImage, QImageReader, QImageWriter

from ..domain.errors import InvalidContent, LimitExceeded
from ..formats import photo
from ..formats.photo import JPEG, MAX_PIXELS, Photo

LONGEST_SIDE = 4096
"""Pixels; a larger photo is made smaller, which keeps memory and database in bounds."""

SENT_SIDE = 2048
"""Pixels; what a contributor sends is made as small as this before it leaves the computer."""

QUALITY = 85
_SMALLER = (SENT_SIDE, 1536, 1024)
_FROM_A_CAMERA = 120_000_000
_FORMATS = {JPEG: b"jpeg", photo.PNG: b"png"}


@dataclass(frozen=True)
class Picture:
    """A photo as it is kept; `width` and `height` as it is seen."""

    media_type: str
    width: int
    height: int
    data: bytes

    @property
    def sha256(self) -> str:
        return "sha256:" + sha256(self.data).hexdigest()


def renewed(data: bytes, max_pixels: int = MAX_PIXELS, longest: int = LONGEST_SIDE) -> Picture:
    """The picture in `data`, turned as it is to be seen, without anything that was written beside it.

    Raises InvalidContent for what is no whole JPEG or PNG, LimitExceeded for one of more than `max_pixels`.
    """
    found = photo.read(data, max_pixels)
    image = _decoded(found, longest)
    written, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(_FORMATS[found.media_type]))
    if found.media_type == JPEG:
        writer.setQuality(QUALITY)
    if not writer.write(image):
        raise InvalidContent("The photo cannot be written anew.")
    return Picture(found.media_type, image.width(), image.height(), bytes(written))


def for_sending(data: bytes) -> bytes:
    """A photo file as it is sent: written anew here already, and made so small that a service takes it.

    Raises InvalidContent, LimitExceeded.
    """
    for longest in _SMALLER:
        picture = renewed(data, _FROM_A_CAMERA, longest)
        if len(picture.data) <= photo.MAX_BYTES:
            return picture.data
    raise LimitExceeded(f"The photo stays larger than {photo.MAX_BYTES} bytes.", "Save it as a JPEG.")


def to_look_at(data: bytes, longest: int) -> QImage:
    """The picture in `data`, from whomever it is, with no side longer than `longest` pixels; in any thread.

    Raises InvalidContent, LimitExceeded.
    """
    return _decoded(photo.read(data, _FROM_A_CAMERA), longest)


def _decoded(found: Photo, longest: int) -> QImage:
    buffer = QBuffer()
    buffer.setData(found.data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # By name and nothing else: Qt would try all its formats, SVG among them.
    reader = QImageReader(buffer, QByteArray(_FORMATS[found.media_type]))
    reader.setDecideFormatFromContent(False)
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if size != QSize(found.width, found.height):
        raise InvalidContent("The photo does not say how large it is.")
    if max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull() or max(image.width(), image.height()) > longest:
        raise InvalidContent("The photo cannot be read.")
    return _bare(image)


def _bare(image: QImage) -> QImage:
    """Without colour profile and resolution, in one of two forms; texts did not come in."""
    form = QImage.Format.Format_RGBA8888 if image.hasAlphaChannel() else QImage.Format.Format_RGB888
    image = image.convertToFormat(form)
    image.setColorSpace(QColorSpace())
    image.setDotsPerMeterX(0)
    image.setDotsPerMeterY(0)
    return image
