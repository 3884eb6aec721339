"""What the demo tells everybody who connects: its municipalities, and the terms of contributing."""

from __future__ import annotations

import pytest
import requests

from demo.service import PASSWORD, Service
from plugin.services import whoami

pytestmark = [pytest.mark.live, pytest.mark.qgis]


@pytest.mark.parametrize("user", ["", "beitrag-a", "pruefung-altmarkfurt"])
def test_everybody_reads_the_same_terms(service: Service, user: str) -> None:
    login = (user, PASSWORD) if user else None
    who = whoami.parse(requests.get(service.url, whoami.PARAMETERS, auth=login, timeout=30).content)
    assert who.terms is not None
    assert who.terms.licence == "Datenlizenz Deutschland – Zero – Version 2.0"
    assert who.terms.licence_url == "https://www.govdata.de/dl-de/zero-2-0"
    assert "Dreiwasser" in who.terms.privacy
    assert len(who.terms.version) == 16


def test_the_municipalities_can_be_read_where_they_are_said_to_be(service: Service) -> None:
    areas = whoami.parse(requests.get(service.url, whoami.PARAMETERS, timeout=30).content).areas
    assert areas is not None
    about = {"SERVICE": "WFS", "VERSION": "1.1.0", "REQUEST": "GetFeature", "OUTPUTFORMAT": "application/json"}
    found = requests.get(service.url, {**about, "TYPENAME": areas.layer}, timeout=30).json()["features"]
    rows = [feature["properties"] for feature in found]
    towns = {row[areas.key]: row[areas.title] for row in rows if row[areas.filter_field] == areas.filter_value}
    assert towns["149990010010"] == "Altmarkfurt"
    assert len(towns) < len(rows)
