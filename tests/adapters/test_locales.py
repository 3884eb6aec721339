"""Other languages of the desktop: what is sent, stored and compared is the same in all of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.qgis

ROOT = Path(__file__).resolve().parents[2]
LOCALES = {"de": "de_DE", "fr": "fr_FR", "tr": "tr_TR", "en": "en_US"}
CODE = """
import locale, sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from qgis.PyQt.QtCore import QLocale
QLocale.setDefault(QLocale(sys.argv[2]))
with suppress(locale.Error):
    locale.setlocale(locale.LC_ALL, sys.argv[2] + ".UTF-8")
from qgis.core import QgsApplication
app = QgsApplication([], False)
app.initQgis()
from osgeo import ogr
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.feature import to_json_fg
from plugin.domain.state import state_of
from plugin.services.contributions import submission
from plugin.services.wfs import transaction
from plugin.services.wfs.model import Transaction
from plugin.workflows.contribute import as_contribution
from tests.adapters.copies import load, baum
place = Path(sys.argv[3])
with WorkingCopy.create(place, "http://127.0.0.1:8080/ows/") as copy:
    load(copy, [baum(1, art="IĞDIR ışık", **{"höhe": 1234567.25})], key="uuid")
data = ogr.Open(str(place), 1)
data.ExecuteSQL("UPDATE baum SET \\"höhe\\" = 7654321.125, art = 'İNCİR'")
del data
copy = WorkingCopy.open(place)
(change,) = copy.changes()
(item,) = copy.enqueue([change], "rundgang", "")
print(to_json_fg(change.base))
print(to_json_fg(change.proposed))
print(state_of(change.proposed, 6))
(record,) = copy.records()
insert = submission(as_contribution(replace(item, uuid="b-1")), record.form, "EPSG:25833")
print(transaction.build(Transaction((insert,))).decode())
"""


def told(folder: Path, locale: str) -> str:
    env = {**os.environ, "LC_ALL": f"{locale}.UTF-8", "LANG": f"{locale}.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-X", "utf8", "-c", CODE, str(ROOT), locale, str(folder / f"{locale}.gpkg")]
    done = subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_sent_and_compared_knows_no_language(tmp_path: Path) -> None:
    found = {locale: told(tmp_path, locale) for locale in LOCALES.values()}
    assert len(set(found.values())) == 1, found
    text = found["tr_TR"]
    assert "7654321.125" in text
    assert "1234567.25" in text
    assert "İNCİR" in text
