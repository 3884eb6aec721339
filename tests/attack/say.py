"""Transactions by hand: the parts that attacks are put together from."""

from __future__ import annotations

NAMES = (
    'xmlns:wfs="http://www.opengis.net/wfs" xmlns:ogc="http://www.opengis.net/ogc" '
    'xmlns:gml="http://www.opengis.net/gml" xmlns:qgs="http://www.qgis.org/gml" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def transaction(*actions: str, more: str = "", version: str = "1.1.0") -> bytes:
    """The whole body; `more` are further attributes of the root."""
    root = f'<wfs:Transaction {NAMES} service="WFS" version="{version}"{more}>'
    return (root + "".join(actions) + "</wfs:Transaction>").encode()


def insert(layer: str, /, content: str = "", handle: str = "", **fields: str) -> str:
    """A new feature with these fields, and whatever else `content` is."""
    inner = "".join(f"<qgs:{name}>{value}</qgs:{name}>" for name, value in fields.items())
    return f'<wfs:Insert handle="{handle}"><qgs:{layer}>{inner}{content}</qgs:{layer}></wfs:Insert>'


def update(layer: str, where: str, /, handle: str = "", content: str = "", **fields: str) -> str:
    """An Update of the rows that `where` means; fields called `a.b` do not exist, so that names are free."""
    inner = "".join(prop(name, value) for name, value in fields.items())
    return f'<wfs:Update typeName="{layer}" handle="{handle}">{inner}{content}{where}</wfs:Update>'


def prop(name: str, value: str) -> str:
    """One property of an Update."""
    return f"<wfs:Property><wfs:Name>{name}</wfs:Name><wfs:Value>{value}</wfs:Value></wfs:Property>"


def delete(layer: str, where: str, handle: str = "") -> str:
    return f'<wfs:Delete typeName="{layer}" handle="{handle}">{where}</wfs:Delete>'


def ids(*fids: str) -> str:
    return where("".join(f'<ogc:FeatureId fid="{fid}"/>' for fid in fids))


def equal(name: str, value: str) -> str:
    """A comparison, not yet a filter."""
    return (
        f"<ogc:PropertyIsEqualTo><ogc:PropertyName>{name}</ogc:PropertyName>"
        f"<ogc:Literal>{value}</ogc:Literal></ogc:PropertyIsEqualTo>"
    )


def like(name: str, pattern: str) -> str:
    """A comparison with a pattern: * for any text, . for one sign, ! before what is meant by itself."""
    return (
        f'<ogc:PropertyIsLike wildCard="*" singleChar="." escapeChar="!"><ogc:PropertyName>{name}</ogc:PropertyName>'
        f"<ogc:Literal>{pattern}</ogc:Literal></ogc:PropertyIsLike>"
    )


def where(operator: str) -> str:
    return f"<ogc:Filter {NAMES}>{operator}</ogc:Filter>"


def row(name: str, value: str) -> str:
    """The filter for rows whose field has a value."""
    return where(equal(name, value))


def point(text: str = "495000 5670000", srs: str = "EPSG:25833") -> str:
    return f'<gml:Point srsName="{srs}"><gml:pos>{text}</gml:pos></gml:Point>'


def place(text: str = "495000 5670000", srs: str = "EPSG:25833") -> str:
    """The geometry of a new feature."""
    return f"<qgs:geometry>{point(text, srs)}</qgs:geometry>"


def condition(handle: str, state: str) -> str:
    return (
        '<wfs:Native vendorId="buergergis" safeToIgnore="true">'
        f'<bg:condition xmlns:bg="urn:x-buergergis:1" handle="{handle}" state="{state}"/></wfs:Native>'
    )
