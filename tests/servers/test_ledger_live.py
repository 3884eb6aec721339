"""Lost updates on servers that cannot prevent them: found at the next refresh, and ordinary work is left in peace."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import requests

from plugin.domain.ledger import Entry, Finding
from plugin.services.wfs.names import namespace_of
from plugin.workflows.synchronise import refresh

from .bench import Desk
from .grounds import Ground, new_tree

pytestmark = [pytest.mark.live, pytest.mark.qgis]


def refreshed(desk: Desk) -> list[Entry]:
    """What a refresh says is lost."""
    said: list[Entry] = []
    with desk.copy() as copy:
        refresh(desk.connection(), copy, overwritten=said.extend)
    return said


def published(ground: Ground, folder: Path) -> tuple[Desk, str, dict[str, str]]:
    """A tree whose species and number were changed and published from a desk; its key, and how it was before."""
    key = new_tree(ground)
    before = ground.row("baum", key)
    desk = Desk.with_layers(ground, folder, "baum")
    desk.edit("baum", f"UPDATE {{}} SET art = 'Ulme', nummer = 8 WHERE uuid = '{key}'")
    assert len(desk.submit().published) == 1
    return desk, key, before


def writes_whole_row(ground: Ground, key: str, values: dict[str, object]) -> None:
    """Another program saves its form, every field of it, through the same WFS; it knows of no condition."""
    connection = ground.connect()
    schema = connection.client.schema(ground.named("baum"))
    space, version = namespace_of(schema), connection.client.version
    properties = "".join(
        f"<Property><Name>{name}</Name><Value>{escape(str(value))}</Value></Property>" for name, value in values.items()
    )
    declared = f' xmlns:{space.prefix}="{space.uri}"' if space else ""
    condition = (
        f"<ogc:PropertyIsEqualTo><ogc:PropertyName>uuid</ogc:PropertyName><ogc:Literal>{key}</ogc:Literal>"
        "</ogc:PropertyIsEqualTo>"
    )
    lock = _lock(ground, key)
    body = (
        f'<Transaction xmlns="http://www.opengis.net/wfs" xmlns:ogc="http://www.opengis.net/ogc"{declared} '
        f'service="WFS" version="{version}">{lock}<Update typeName="{ground.named("baum")}">{properties}'
        f"<ogc:Filter>{condition}</ogc:Filter></Update></Transaction>"
    )
    answer = requests.post(ground.url, body.encode(), headers={"Content-Type": "text/xml"}, timeout=30).text
    assert "SUCCESS" in answer or "otalUpdated>1<" in answer, answer


def _lock(ground: Ground, key: str) -> str:
    from plugin.services.wfs.filters import Compare, Comparison

    connection = ground.connect()
    layer = ground.named("baum")
    if "lock" not in connection.layer(layer).operations:
        return ""
    space = namespace_of(connection.client.schema(layer))
    return f"<LockId>{connection.client.lock(layer, Compare(Comparison.EQUAL, 'uuid', key), space)}</LockId>"


def test_a_program_that_saves_an_older_state_is_found_and_the_change_can_be_made_again(
    plain: Ground, tmp_path: Path
) -> None:
    desk, key, before = published(plain, tmp_path)
    stale = {"art": before["art"], "nummer": before["nummer"], "notiz": "nur die Notiz war gemeint"}
    writes_whole_row(plain, key, stale)
    assert plain.row("baum", key)["art"] == before["art"], "what was published is gone, and nobody was told"

    (lost,) = refreshed(desk)
    assert (lost.key, lost.finding) == (key, Finding.OVERWRITTEN)
    assert refreshed(desk) == [], "it is said once"
    with desk.copy() as copy:
        assert [one.uuid for one in copy.lost()] == [lost.uuid], "and stays until it is answered"
        copy.answer(lost.uuid, publish_again=True)
        assert copy.lost() == [] and len(copy.changes()) == 1
    assert len(desk.submit().published) == 1
    row = plain.row("baum", key)
    assert (row["art"], row["nummer"], row["notiz"]) == ("Ulme", 8, "nur die Notiz war gemeint")
    assert refreshed(desk) == []


@pytest.mark.parametrize(
    "later",
    [
        {"notiz": "gegossen"},
        {"art": "Feldulme"},
        {"art": "Feldulme", "nummer": 9},
        {"nummer": 7},  # one of two values is taken back on purpose
    ],
)
def test_a_later_edit_raises_no_alarm(plain: Ground, tmp_path: Path, later: dict[str, object]) -> None:
    desk, key, _ = published(plain, tmp_path)
    writes_whole_row(plain, key, later)
    assert refreshed(desk) == []


def test_what_is_taken_back_from_here_is_no_loss(plain: Ground, tmp_path: Path) -> None:
    desk, key, before = published(plain, tmp_path)
    desk.edit("baum", f"UPDATE {{}} SET art = '{before['art']}', nummer = {before['nummer']} WHERE uuid = '{key}'")
    assert len(desk.submit().published) == 1
    assert refreshed(desk) == []


def test_a_deleted_feature_that_is_back_is_found(plain: Ground, tmp_path: Path) -> None:
    key = new_tree(plain)
    desk, number = Desk.with_layers(plain, tmp_path, "baum"), plain.row("baum", key)["number"]
    desk.edit("baum", f"DELETE FROM {{}} WHERE uuid = '{key}'")
    assert len(desk.submit().published) == 1
    plain.change(
        "baum",
        "INSERT INTO baum ({number}, {geometry}, uuid, art, hoehe, nummer, erhalten) "
        f"SELECT {number}, {{geometry}}, '{key}', 'Probebaum', 5.5, 7, 1 FROM baum WHERE uuid = 'b-1'",
    )
    (lost,) = refreshed(desk)
    assert lost.finding is Finding.OVERWRITTEN
    with desk.copy() as copy:
        copy.answer(lost.uuid, publish_again=True)
    assert len(desk.submit().published) == 1
    assert not [row for row in plain.rows("baum") if row["uuid"] == key]


def test_with_the_server_half_there_is_nothing_to_look_after(grounds: object, tmp_path: Path) -> None:
    ground = grounds("ours")  # type: ignore[operator]
    desk, _, _ = published(ground, tmp_path)
    with desk.copy() as copy:
        assert copy.ledger() == []
