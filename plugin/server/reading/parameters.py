"""The operations that are answered, and the parameters that each of them takes, by shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Rule = Callable[[str], bool]
MAX_PIXELS = 4096
MAX_DPI = 600
MAX_FEATURES = 1_000_000
LARGEST_ORDINATE = 10**9

_CRS = (
    r"(EPSG:\d{1,7}|CRS:84|OGC:CRS84|AUTO:\d+|urn:(x-)?ogc:def:crs:(EPSG|OGC):[\d.]*:\w{1,12}"
    r"|https?://www\.opengis\.net/(gml/srs/epsg\.xml#\d{1,7}|def/crs/(EPSG|OGC)/[\d.]+/\w{1,12}))"
)
_NUMBER = r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?"


def shaped(pattern: str) -> Rule:
    """The whole value matches."""
    compiled = re.compile(pattern, re.ASCII)
    return lambda value: compiled.fullmatch(value) is not None


def between(lowest: int, highest: int) -> Rule:
    """A whole number within these bounds; as QGIS Desktop and others write it, perhaps with decimals."""
    number = re.compile(r"\d{1,10}(\.\d+)?", re.ASCII)
    return lambda value: number.fullmatch(value) is not None and lowest <= float(value) <= highest


def names(value: str) -> bool:
    """A list of names of layers, styles, properties: any text but control characters and foreign maps."""
    return value.isprintable() and not {*"<>;"} & {*value} and "EXTERNAL_WMS" not in value.upper()


def types(value: str) -> bool:
    """Feature types, each once: QGIS counts MAX_FEATURES for each, and would write a layer as often as it is named."""
    found = [name.rpartition(":")[2].strip() for name in value.split(",")]
    return names(value) and len(found) == len(set(found))


def box(value: str) -> bool:
    """Four ordinates on earth, and perhaps their CRS: of larger ones QGIS draws no map, and says nothing in XML."""
    return _BOX(value) and all(abs(float(ordinate)) < LARGEST_ORDINATE for ordinate in value.split(",")[:4])


def xml(value: str) -> bool:
    """One filter as XML; expressions and lists of filters do not begin like this. The gate parses it.

    Of a name with a comment, an instruction or CDATA in it QGIS reads the part before that, and the gate all of it.
    """
    begins = value.lstrip()
    plain = begins.partition("?>")[2] if begins.startswith("<?xml ") else begins
    return value == "" or (begins.startswith("<") and "<!" not in plain and "<?" not in plain)


CRS = shaped(_CRS)
NUMBER = shaped(_NUMBER)
_BOX = shaped(rf"{_NUMBER}(,{_NUMBER}){{3}}(,{_CRS})?")
WORD = shaped(r"[\w.:-]{0,80}")
FORMAT = shaped(r"[\w/.+;:,= \"-]{0,120}")
COUNT = between(0, MAX_FEATURES)
SIZE = between(1, MAX_PIXELS)
COLOR = shaped(r"(0x|#)?[0-9A-Fa-f]{6,8}")
TRUTH = shaped(r"(?i:true|false|0|1)?")
MILLIMETRES = shaped(r"\d{1,3}(\.\d{1,6})?")
IMAGE = shaped(r"(?i:image/(png|jpe?g|webp)(; ?mode=\w+)?|png|jpe?g)?")
LEGEND = shaped(r"(?i:image/(png|jpe?g|webp)(; ?mode=\w+)?|png|jpe?g|application/json)?")
SORT = shaped(r"(?u:\w+)( (?i:A|D|ASC|DESC))?(,(?u:\w+)( (?i:A|D|ASC|DESC))?)*|")

_COMMON: dict[str, Rule] = {
    "SERVICE": WORD,
    "REQUEST": WORD,
    "VERSION": shaped(r"(\d\.\d\.\d)?"),
    "LANGUAGE": WORD,
    "EXCEPTIONS": FORMAT,
}
_CAPABILITIES = {
    **_COMMON,
    "UPDATESEQUENCE": WORD,
    "ACCEPTVERSIONS": shaped(r"[\d.,]*"),
    "ACCEPTFORMATS": FORMAT,
    "SECTIONS": FORMAT,
    "FORMAT": FORMAT,
}
_PICTURE = {
    **_COMMON,
    "LAYERS": names,
    "STYLES": names,
    "STYLE": names,
    "CRS": CRS,
    "SRS": CRS,
    "BBOX": box,
    "WIDTH": SIZE,
    "HEIGHT": SIZE,
    "DPI": between(1, MAX_DPI),
    "MAP_RESOLUTION": between(1, MAX_DPI),
    "FORMAT_OPTIONS": shaped(r"dpi:\d{1,3}(\.\d+)?"),
    "TRANSPARENT": TRUTH,
    "BGCOLOR": COLOR,
    "OPACITIES": shaped(r"[\d,]*"),
    "TILED": TRUTH,
    "IMAGE_QUALITY": between(0, 100),
}
_SPACES = (
    "BOXSPACE",
    "LAYERSPACE",
    "LAYERTITLESPACE",
    "SYMBOLSPACE",
    "ICONLABELSPACE",
    "SYMBOLWIDTH",
    "SYMBOLHEIGHT",
)
_LEGEND = {
    **_PICTURE,
    "LAYER": names,
    "FORMAT": LEGEND,
    "SCALE": NUMBER,
    "SLD_VERSION": WORD,
    "RULE": names,
    "RULELABEL": WORD,
    "LAYERTITLE": TRUTH,
    "SHOWFEATURECOUNT": TRUTH,
    "SHOWRULEDETAILS": TRUTH,
    "SRCWIDTH": SIZE,
    "SRCHEIGHT": SIZE,
    **dict.fromkeys(_SPACES, MILLIMETRES),
}

OPERATIONS: Mapping[tuple[str, str], Mapping[str, Rule]] = {
    ("WMS", "GETCAPABILITIES"): _CAPABILITIES,
    ("WMS", "GETMAP"): {**_PICTURE, "FORMAT": IMAGE},
    ("WMS", "GETFEATUREINFO"): {
        **_PICTURE,
        "FORMAT": IMAGE,
        "QUERY_LAYERS": names,
        "INFO_FORMAT": FORMAT,
        "FEATURE_COUNT": between(0, 1000),
        **{name: between(0, MAX_PIXELS) for name in ("I", "J", "X", "Y")},
        **{f"FI_{kind}_TOLERANCE": between(0, 100) for kind in ("POINT", "LINE", "POLYGON")},
        "WITH_GEOMETRY": TRUTH,
    },
    ("WMS", "GETLEGENDGRAPHIC"): _LEGEND,
    ("WMS", "GETLEGENDGRAPHICS"): _LEGEND,
    ("WMS", "DESCRIBELAYER"): {**_COMMON, "LAYERS": names, "SLD_VERSION": WORD},
    ("WMS", "GETSTYLES"): {**_COMMON, "LAYERS": names},
    ("WFS", "GETCAPABILITIES"): _CAPABILITIES,
    ("WFS", "DESCRIBEFEATURETYPE"): {
        **_COMMON,
        "TYPENAME": names,
        "OUTPUTFORMAT": FORMAT,
        "NAMESPACE": shaped(r"xmlns\([\w:/.,=#-]*\)"),
    },
    ("WFS", "GETFEATURE"): {
        **_COMMON,
        "TYPENAME": types,
        "FEATUREID": names,
        "PROPERTYNAME": names,
        "OUTPUTFORMAT": FORMAT,
        "RESULTTYPE": shaped(r"(?i:hits|results)?"),
        "SRSNAME": CRS,
        "BBOX": box,
        "FILTER": xml,
        "SORTBY": SORT,
        "MAXFEATURES": COUNT,
        "COUNT": COUNT,
        "STARTINDEX": between(0, 10**9),
        "NAMESPACE": shaped(r"xmlns\([\w:/.,=#-]*\)"),
    },
    ("BUERGERGIS", "WHOAMI"): _COMMON,
    ("BUERGERGIS", "STATUS"): _COMMON,
    ("BUERGERGIS", "VERSIONS"): {**_COMMON, "LAYER": names},
    ("BUERGERGIS", "GETATTACHMENT"): {**_COMMON, "UUID": shaped(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")},
}
