"""Whether two project files say the same, whatever QGIS draws anew each time it writes one."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from .queue_source import SCOPE

_RANDOM_ID = re.compile(r"\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}")
_WHO_AND_WHEN = ("saveDateTime", "saveUser", "saveUserFull")


def content(path: Path) -> str:
    """A project (.qgs, .qgz) as canonical XML without time, user, random ids, colours and order."""
    return _canonical(_text(path))


def _canonical(text: str) -> str:
    root = ElementTree.fromstring(text)
    for name in _WHO_AND_WHEN:
        root.attrib.pop(name, None)
    for element in root.iter():
        _settle(element)
    return ElementTree.canonicalize(ElementTree.tostring(root, encoding="unicode"), strip_text=True)


def _settle(element: ElementTree.Element) -> None:
    """Take out of one element what differs between two writings of the same project."""
    if _RANDOM_ID.fullmatch(element.get("id", "")):
        del element.attrib["id"]
    if element.tag == "ProjectStyleSettings":  # names of temporary files
        element.attrib.clear()
    if element.tag == "individual-layer-settings":  # in the order of memory addresses
        element[:] = sorted(element, key=lambda child: child.get("id", ""))
    if element.tag == "maplayer" and element.findtext("id", "").startswith(f"{SCOPE}_"):
        for drawn in element.findall("elevation"):  # profile symbols in random colours
            element.remove(drawn)
    for name, value in element.items():
        if value.startswith("<"):  # a symbol within an attribute, its own attributes in random order
            element.set(name, _nested(value))


def _nested(value: str) -> str:
    try:
        return _canonical(value)
    except ElementTree.ParseError:
        return value


def _text(path: Path) -> str:
    if path.suffix.lower() != ".qgz":
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".qgs"))
        return archive.read(name).decode("utf-8")
