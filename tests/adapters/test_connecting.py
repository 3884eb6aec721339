"""Addresses that people enter: what is none is said so, and what looks like another is shown as what it is."""

from __future__ import annotations

import pytest

from plugin.adapters.connecting import checked_address
from plugin.domain.errors import InvalidContent

pytestmark = pytest.mark.qgis


@pytest.mark.parametrize(
    "address",
    ["", "karten", "ftp://h/", "http://", "http://[", "http://[::1", "https://h:99999/", "https://h:eins/",
     "https://du:geheim@h/", "https://dü:geheim@h/", "https://[ä]/", f"https://{'ä' * 70}.de/", "https://.ä./"],
)  # fmt: skip
def test_what_is_no_address_is_said_so(address: str) -> None:
    with pytest.raises(InvalidContent) as caught:
        checked_address(address)
    assert "geheim" not in caught.value.text
    assert "https://" in str(caught.value.advice)


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://karten.example/ows?MAP=a&request=GetMap", "https://karten.example/ows?MAP=a"),
        ("https://[::1]:8443/ows", "https://[::1]:8443/ows"),
        ("https://karten.münchen.example:8443/ows", "https://karten.xn--mnchen-3ya.example:8443/ows"),
        ("https://KARTEN.MÜNCHEN.example/", "https://karten.xn--mnchen-3ya.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://k\u0430rten.example/ows", "https://xn--krten-4ve.example/ows"),
        ("https://@k\u0430rten.example/ows", "https://xn--krten-4ve.example/ows"),
    ],
)
def test_the_host_is_the_one_that_is_asked(address: str, asked: str) -> None:
    """The Cyrillic а looks like the a of karten."""
    assert checked_address(address) == asked
