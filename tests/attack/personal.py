"""A field that the policy calls personal, and everything through which somebody might learn what stands in it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from demo.published import ROOT, clean_environment

from .attack import Attack, Request
from .ground import ALTMARKFURT, ANNE, MILENA, STREETS, WEISS, Ground
from .say import equal, ids, prop, transaction, update, where

ITEM, FIELD = "probes of hidden rows", "strassenschluessel"
_WFS = f"SERVICE=WFS&VERSION=1.1.0&TYPENAME={STREETS}&REQUEST="
_INFO = (
    f"SERVICE=WMS&VERSION=1.3.0&REQUEST=GetFeatureInfo&LAYERS={STREETS}&QUERY_LAYERS={STREETS}&STYLES=&CRS=EPSG:25833"
    "&BBOX=478000,5655000,512000,5688000&WIDTH=100&HEIGHT=100&I=50&J=50&FEATURE_COUNT=1000&FI_LINE_TOLERANCE=100"
)


def hide(run: Path) -> str:
    """Publish the demo in `run` once more, with a personal field; returns a value that now is nobody's business."""
    rules, published = ROOT / "demo" / "municipality", run / "published" / "dreiwasser.qgs"
    policy = json.loads((rules / "policies.json").read_text("utf-8"))
    policy["layers"][STREETS]["personal"] = [FIELD]
    (run / "regeln.json").write_text(json.dumps(policy), "utf-8")
    values = [f"PROJECT={run / 'municipality' / 'dreiwasser.qgs'}", f"LAYERS={','.join(policy['layers'])}"]
    values += [f"OUTPUT={published}", f"POLICY={run / 'regeln.json'}", f"MEMBERS={rules / 'members.csv'}"]
    with tempfile.TemporaryDirectory() as profile:
        settings = clean_environment(Path(profile))
        for command in (
            ["qgis_process", "plugins", "enable", "buergergis"],
            ["qgis_process", "run", "buergergis:preparemunicipality", "--", *values],
        ):
            done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr or done.stdout
    with closing(sqlite3.connect(run / "municipality" / "dreiwasser.gpkg")) as connection:
        asked = f"SELECT {FIELD} FROM {STREETS} WHERE baulast_ars = ? AND length({FIELD}) > 3 ORDER BY fid"
        return str(connection.execute(asked, [ALTMARKFURT]).fetchone()[0])


def attacks(ground: Ground) -> Iterator[Attack]:
    """Nothing where the field is not hidden."""
    if ground.secret:
        yield from _reading(ground.secret)
        yield from _writing(ground)


def _reading(secret: str) -> Iterator[Attack]:
    told = (secret.encode(), FIELD.encode())
    for who in ("", ANNE, WEISS, MILENA):
        name = who or "a guest"
        for about, asked in {
            "features": f"{_WFS}GetFeature",
            "GeoJSON": f"{_WFS}GetFeature&OUTPUTFORMAT=application/json",
            "the schema": f"{_WFS}DescribeFeatureType",
            "under the mouse": f"{_INFO}&INFO_FORMAT=text/xml",
            "under the mouse in HTML": f"{_INFO}&INFO_FORMAT=text/html",
            "under the mouse in JSON": f"{_INFO}&INFO_FORMAT=application/json",
            "under the mouse in GML": f"{_INFO}&INFO_FORMAT=application/vnd.ogc.gml",
            "its style": f"SERVICE=WMS&VERSION=1.3.0&REQUEST=GetStyles&LAYERS={STREETS}",
        }.items():
            request = Request(who, asked)
            yield Attack(ITEM, f"{name}: a personal field, {about}", request, 200, alike=request, told=told)
        named = Request(who, f"{_WFS}GetFeature&PROPERTYNAME={FIELD}")
        yield Attack(ITEM, f"{name}: a personal field by its name", named, (200, 400), alike=named, told=told[:1])
        for about, more in {
            "equal to it": where(equal(FIELD, secret)),
            "equal to nothing": where(equal(FIELD, "x")),
            "null": where(f"<ogc:PropertyIsNull><ogc:PropertyName>{FIELD}</ogc:PropertyName></ogc:PropertyIsNull>"),
            "in capitals": where(equal(FIELD.upper(), secret)),
            "with a prefix": where(equal(f"qgs:{FIELD}", secret)),
        }.items():
            for result in ("hits", "results"):
                asked = f"{_WFS}GetFeature&RESULTTYPE={result}&FILTER={quote(more)}"
                yield Attack(ITEM, f"{name}: a personal field {about}, {result}", Request(who, asked), 400)
        yield Attack(ITEM, f"{name}: sorted by it", Request(who, f"{_WFS}GetFeature&SORTBY={FIELD}"), 400)
        seek = f"{_INFO.replace('FeatureInfo', 'Map')}&FORMAT=image/png&FILTER={STREETS}:\"{FIELD}\"='{secret}'"
        yield Attack(ITEM, f"{name}: a map filtered by it", Request(who, quote(seek, safe="&=:,")), 400)


def _writing(ground: Ground) -> Iterator[Attack]:
    fid = ground.streets[0][0]
    for about, action in {
        "it is the filter of an Update": update(STREETS, where(equal(FIELD, ground.secret)), belag="x"),
        "it is set": update(STREETS, ids(fid), content=prop(FIELD, "00000")),
        "it is set to what it is": update(STREETS, ids(fid), content=prop(FIELD, ground.secret)),
        "it is taken away": update(
            STREETS, ids(fid), content=f"<wfs:Property><wfs:Name>{FIELD}</wfs:Name></wfs:Property>"
        ),
    }.items():
        request = Request(WEISS, body=transaction(action))
        yield Attack(ITEM, f"a personal field: {about}", request, 400, alike=request, told=(ground.secret.encode(),))
