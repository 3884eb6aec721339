"""GetCapabilities and DescribeFeatureType."""

from __future__ import annotations

from xml.sax.saxutils import escape

from .data import LAYERS, Layer
from .personality import Personality
from .shapes import srs_name

_GML_TYPES = {
    "1.1.0": {"Point": "PointPropertyType", "MultiPolygon": "MultiSurfacePropertyType"},
    "1.0.0": {"Point": "PointPropertyType", "MultiPolygon": "MultiPolygonPropertyType"},
}


def capabilities(who: Personality, version: str, url: str) -> str:
    return _old(who, url) if version == "1.0.0" else _new(who, url)


def _new(who: Personality, url: str) -> str:
    formats = "".join(f"<ows:Value>{escape(name)}</ows:Value>" for name in who.formats)
    transactions = [name for name in ("Transaction",) if len(who.operations) > 1]
    locks = ["LockFeature", "GetFeatureWithLock"] if who.locks else []
    names = ["GetCapabilities", "DescribeFeatureType", "GetFeature", *transactions, *locks]
    way = f'<ows:DCP><ows:HTTP><ows:Get xlink:href="{url}"/><ows:Post xlink:href="{url}"/></ows:HTTP></ows:DCP>'
    parameter = f'<ows:Parameter name="outputFormat">{formats}</ows:Parameter>'
    operations = "".join(
        f'<ows:Operation name="{name}">{way}{parameter if name == "GetFeature" else ""}</ows:Operation>'
        for name in names
    )
    allowed = "".join(f"<Operation>{name}</Operation>" for name in who.operations)
    layers = "".join(_new_layer(who, layer) for layer in LAYERS.values())
    return (
        '<?xml version="1.0" encoding="UTF-8"?><wfs:WFS_Capabilities version="1.1.0" '
        'xmlns="http://www.opengis.net/wfs" '
        'xmlns:wfs="http://www.opengis.net/wfs" xmlns:ows="http://www.opengis.net/ows" '
        'xmlns:ogc="http://www.opengis.net/ogc" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'xmlns:{who.prefix}="{who.uri}">'
        f"<ows:ServiceIdentification><ows:Title>{who.name}</ows:Title><ows:ServiceType>WFS</ows:ServiceType>"
        "<ows:ServiceTypeVersion>1.1.0</ows:ServiceTypeVersion></ows:ServiceIdentification>"
        f"<ows:OperationsMetadata>{operations}</ows:OperationsMetadata>"
        f"<FeatureTypeList><Operations>{allowed}</Operations>{layers}</FeatureTypeList></wfs:WFS_Capabilities>"
    )


def _new_layer(who: Personality, layer: Layer) -> str:
    return (
        f"<FeatureType><Name>{who.typename(layer.name)}</Name><Title>{layer.title}</Title>"
        f"<DefaultSRS>{srs_name('urn', layer.epsg)}</DefaultSRS>"
        "<ows:WGS84BoundingBox><ows:LowerCorner>14 51</ows:LowerCorner><ows:UpperCorner>15 52</ows:UpperCorner>"
        "</ows:WGS84BoundingBox></FeatureType>"
    )


def _old(who: Personality, url: str) -> str:
    ways = (f'<DCPType><HTTP><{verb} onlineResource="{url}"/></HTTP></DCPType>' for verb in ("Get", "Post"))
    way = "".join(ways)
    layers = "".join(
        f"<FeatureType><Name>{who.typename(layer.name)}</Name><Title>{layer.title}</Title><SRS>EPSG:{layer.epsg}</SRS>"
        '<LatLongBoundingBox minx="14" miny="51" maxx="15" maxy="52"/></FeatureType>'
        for layer in LAYERS.values()
    )
    allowed = "".join(f"<{name}/>" for name in who.operations)
    kinds = "".join(f"<{name}/>" for name in who.formats if name.isalnum())
    return (
        '<?xml version="1.0" encoding="UTF-8"?><WFS_Capabilities version="1.0.0" xmlns="http://www.opengis.net/wfs" '
        f'xmlns:ogc="http://www.opengis.net/ogc" xmlns:{who.prefix}="{who.uri}">'
        f"<Service><Name>WFS</Name><Title>{who.name}</Title><OnlineResource>{url}</OnlineResource></Service>"
        f"<Capability><Request><GetCapabilities>{way}</GetCapabilities>"
        f"<DescribeFeatureType><SchemaDescriptionLanguage><XMLSCHEMA/></SchemaDescriptionLanguage>{way}</DescribeFeatureType>"
        f"<GetFeature><ResultFormat>{kinds}</ResultFormat>{way}</GetFeature><Transaction>{way}</Transaction></Request>"
        f"</Capability><FeatureTypeList><Operations>{allowed}</Operations>{layers}</FeatureTypeList></WFS_Capabilities>"
    )


def schema(who: Personality, layer: Layer, version: str) -> str:
    """The geometry stands in the middle of the fields, as it may."""
    kind = _GML_TYPES[version][layer.geometry]
    columns = [
        f'<xsd:element name="{one.name}" minOccurs="{int(one.needed)}" maxOccurs="1" '
        f'nillable="{str(not one.needed).lower()}" type="xsd:{one.kind}"/>'
        for one in layer.columns
    ]
    shape = f'<xsd:element name="{who.geometry}" minOccurs="0" maxOccurs="1" nillable="true" type="gml:{kind}"/>'
    columns.insert(2, shape)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:gml="http://www.opengis.net/gml" xmlns:{who.prefix}="{who.uri}" targetNamespace="{who.uri}" '
        'elementFormDefault="qualified">'
        '<xsd:import namespace="http://www.opengis.net/gml" schemaLocation="http://schemas.opengis.net/gml/gml.xsd"/>'
        f'<xsd:complexType name="{layer.name}Type"><xsd:complexContent><xsd:extension base="gml:AbstractFeatureType">'
        f"<xsd:sequence>{''.join(columns)}</xsd:sequence></xsd:extension></xsd:complexContent></xsd:complexType>"
        f'<xsd:element name="{layer.name}" substitutionGroup="gml:_Feature" type="{who.prefix}:{layer.name}Type"/>'
        "</xsd:schema>"
    )


def order(who: Personality, layer: Layer) -> list[str]:
    """The names of the properties as `schema` has them."""
    names = [one.name for one in layer.columns]
    names.insert(2, who.geometry)
    return names
