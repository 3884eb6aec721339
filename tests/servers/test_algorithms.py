"""Without a window: what is said before something is published at once, and what a person decides afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

from plugin.algorithms.changes import Changes
from plugin.algorithms.check_out import CheckOut
from plugin.algorithms.doubtful import Doubtful
from plugin.algorithms.refresh import Refresh
from plugin.algorithms.submit import Submit
from tests import faults
from tests.fault_proxy import FaultProxy
from tests.http_wire import TRANSACTION

from .bench import Desk
from .grounds import Ground, new_tree

pytestmark = [pytest.mark.live, pytest.mark.qgis]


class Said(QgsProcessingFeedback):
    """What an algorithm tells the person."""

    def __init__(self) -> None:
        super().__init__(False)
        self.warnings: list[str] = []
        self.infos: list[str] = []

    def pushWarning(self, warning: str) -> None:
        self.warnings.append(warning)

    def pushInfo(self, info: str) -> None:
        self.infos.append(info)


def run(kind: Any, **parameters: Any) -> tuple[dict[str, Any], Said]:
    said = Said()
    algorithm = kind().create()
    values = {name: str(value) if isinstance(value, Path) else value for name, value in parameters.items()}
    result, done = algorithm.run(values, QgsProcessingContext(), said, {}, False)
    assert done
    return result, said


@pytest.fixture(params=["geoserver", "stock"])
def proxied(request: pytest.FixtureRequest, grounds: Callable[[str], Ground]) -> Iterator[tuple[Ground, FaultProxy]]:
    ground = grounds(request.param)
    with FaultProxy(ground.port) as proxy:
        yield ground, proxy


def checked_out(ground: Ground, proxy: FaultProxy, folder: Path, *layers: str) -> tuple[Desk, Said]:
    desk = Desk(ground, folder / "Arbeitskopie.gpkg", proxy.port)
    names = ",".join(ground.named(layer) for layer in layers)
    _, said = run(CheckOut, SERVICE=proxy.url(ground.path), LAYERS=names, OUTPUT=desk.path)
    return desk, said


def test_the_level_is_said_and_nothing_goes_without_a_yes(proxied: tuple[Ground, FaultProxy], tmp_path: Path) -> None:
    ground, proxy = proxied
    key = new_tree(ground)
    desk, said = checked_out(ground, proxy, tmp_path, "baum", "bank")
    assert any("read back after sending" in text for text in said.infos)
    assert any("looked at afterwards" in text for text in said.infos)
    desk.edit("baum", f"UPDATE {{}} SET nummer = 55 WHERE uuid = '{key}'")
    found, said = run(Changes, WORKING_COPY=desk.path, OUTPUT=tmp_path / "was.gpkg")
    assert found["COUNT"] == 1 and len([text for text in said.infos if "read back" in text]) == 1
    with pytest.raises(QgsProcessingException, match="publish at once"):
        run(Submit, WORKING_COPY=desk.path)
    assert ground.row("baum", key)["nummer"] == 7
    done, said = run(Submit, WORKING_COPY=desk.path, DIRECT=True)
    assert (done["SUBMITTED"], done["PUBLISHED"], done["UNKNOWN"]) == (0, 1, 0)
    assert any("everybody's map at once" in text for text in said.warnings)
    assert ground.row("baum", key)["nummer"] == 55


def test_a_new_object_in_doubt_is_decided_by_a_person(proxied: tuple[Ground, FaultProxy], tmp_path: Path) -> None:
    ground, proxy = proxied
    desk, _ = checked_out(ground, proxy, tmp_path, "bank")
    names = [f"Bank {uuid4()}" for _ in range(2)]
    for place, name in enumerate(names):
        point = f"AsGPB(MakePoint({492300 + 50 * place}, 5670300, 25833))"
        desk.edit("bank", f"INSERT INTO {{}} (geom, name) VALUES ({point}, '{name}')")
    proxy.inject(faults.lost(), when=TRANSACTION)  # the first arrives, and nobody hears of it
    proxy.inject(faults.unsent(), when=TRANSACTION)  # the second does not
    done, said = run(Submit, WORKING_COPY=desk.path, DIRECT=True)
    assert done["UNKNOWN"] == 2 and done["PUBLISHED"] == 0
    assert any("2 new objects" in text for text in said.warnings), "it was said before"

    looked, said = run(Doubtful, WORKING_COPY=desk.path)
    assert looked == {"DOUBTFUL": 2, "OVERWRITTEN": 0}
    first, second = (item.uuid for item in desk.copy().items())
    with pytest.raises(QgsProcessingException, match="0 features just like it"):
        run(Doubtful, WORKING_COPY=desk.path, CONTRIBUTIONS=second, DECISION="arrived")
    assert run(Doubtful, WORKING_COPY=desk.path, CONTRIBUTIONS=first, DECISION="arrived")[0]["DOUBTFUL"] == 1
    assert run(Doubtful, WORKING_COPY=desk.path, CONTRIBUTIONS=second, DECISION="again")[0]["DOUBTFUL"] == 0
    for name in names:
        assert len([row for row in ground.rows("bank") if row["name"] == name]) == 1
    assert desk.pending() == 0


def test_what_was_overwritten_is_named_at_each_refresh_until_it_is_answered(
    proxied: tuple[Ground, FaultProxy], tmp_path: Path
) -> None:
    ground, proxy = proxied
    key = new_tree(ground)
    desk, _ = checked_out(ground, proxy, tmp_path, "baum")
    desk.edit("baum", f"UPDATE {{}} SET art = 'Ulme', nummer = 8 WHERE uuid = '{key}'")
    run(Submit, WORKING_COPY=desk.path, DIRECT=True)
    ground.change("baum", f"UPDATE baum SET art = 'Probebaum', nummer = 7, notiz = 'alt' WHERE uuid = '{key}'")
    for _ in range(2):
        _, said = run(Refresh, WORKING_COPY=desk.path)
        assert [text for text in said.warnings if key in text and "art, nummer" in text]
    (lost,) = desk.copy().lost()
    assert run(Doubtful, WORKING_COPY=desk.path, CONTRIBUTIONS=lost.uuid, DECISION="leave")[0]["OVERWRITTEN"] == 0
    assert not run(Refresh, WORKING_COPY=desk.path)[1].warnings and desk.pending() == 0
