"""A few hundred random Transactions; `make attack` sends a hundred thousand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.server.transactions.municipality import build

from .fuzz import run

pytestmark = pytest.mark.qgis


def test_no_random_transaction_reaches_what_it_may_not(tmp_path: Path, qgis_app: object) -> None:
    (tmp_path / "vorlage").mkdir()
    build(tmp_path / "vorlage")
    report = run(400, 2026, tmp_path, tmp_path / "vorlage")
    assert report.findings == []
    assert report.answers["200"] > 20, "nothing was ever carried out, so that nothing could go wrong"
    assert report.answers["400"] > 20
