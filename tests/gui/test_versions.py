"""Before, Proposed and Now side by side: never swapped, told in words, and drawn where they are."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsGeometry, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QImage

from plugin.adapters.background import Lane
from plugin.adapters.foreign import shown
from plugin.adapters.geometry import to_qgs
from plugin.adapters.measure import SKETCH_VERTICES, vertices
from plugin.domain.contribution import Change, Contribution, Operation, Status
from plugin.domain.feature import Feature
from plugin.domain.versions import MISSING, Line, Meanwhile, lines, met
from plugin.gui.map_view import MapView
from plugin.gui.review.contribution_view import ContributionView
from plugin.gui.review.decision_bar import DecisionBar, situation
from plugin.gui.review.history_words import history_text
from plugin.gui.review.versions_words import meanwhile_text, versions
from plugin.gui.review.work import Seen, conflicting
from plugin.gui.versions.drawing import LOOKS
from plugin.gui.versions.place_words import place_of, place_text
from plugin.gui.versions.value_words import value_text, value_texts
from plugin.gui.versions.versions_map import VersionsMap
from plugin.gui.versions.versions_table import VersionsModel, VersionsTable, rows_of
from plugin.workflows.history import History, Remark, Step
from tests.gui.conftest import TestWindow, until
from tests.gui.heartbeat import LONGEST, best_of, wait

pytestmark = pytest.mark.qgis

CRS = QgsCoordinateReferenceSystem("EPSG:25833")
HOSTILE = '<img src="file:///etc/passwd"><b>fett</b>'
X, Y = 494754.0, 5671341.0


def bench(state: str, north: float = 0.0, **values: object) -> Feature:
    place = {"type": "Point", "coordinates": [X, Y + north]}
    return Feature("sitzbank", "17", "EPSG:25833", place, {"zustand": state, "material": "holz", **values})


BEFORE, PROPOSED, NOW = bench("gut"), bench("defekt", 3.5), bench("mangelhaft", -7.0, material="stein")


def seen_of(change: Change, now: Feature | None, found: Meanwhile = Meanwhile.SAME, **values: object) -> Seen:
    together = met(change, now)
    places = (place_of(change.base, None), place_of(change.proposed, change.base), place_of(now, change.base))
    contribution = replace(Contribution("c-1", change, "sitzbank", author="p-anna"), **values)  # type: ignore[arg-type]
    rows = rows_of(lines(change, now), *places, conflicting(together))
    return Seen(contribution, found, rows, places, CRS, History(), "p-me", together)


@pytest.fixture
def table(qgis_app: QgsApplication) -> Iterator[VersionsTable]:
    made = VersionsTable(VersionsModel(versions()))
    made.resize(420, 300)
    made.show()
    yield made
    made.deleteLater()


def texts(table: VersionsTable) -> dict[str, list[str]]:
    model = table.model
    return {
        str(model.index(row, 0).data()): [str(model.index(row, column).data()) for column in range(1, 4)]
        for row in range(model.rowCount())
    }


def test_no_version_stands_under_the_title_of_another(table: VersionsTable) -> None:
    seen = seen_of(Change(Operation.UPDATE, BEFORE, PROPOSED), NOW)
    table.load(seen.rows)
    titles = [table.model.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    assert titles == ["Field", "Before", "Proposed", "Now"]
    found = texts(table)
    assert found["zustand"] == ["gut", "⚠ defekt", "⚠ mangelhaft"]
    assert found["material"] == ["holz", "holz", "≠ stein"]
    assert found["Place"][1:] == ["⚠ moved by 3.50 m", "⚠ moved by 7.00 m"]
    assert table._key.text() == "≠ not as before · ⚠ both changed it, and differently"
    index = table.model.index(list(found).index("zustand"), 2)
    assert (
        index.data(Qt.ItemDataRole.AccessibleTextRole) == "zustand, Proposed: defekt, both changed it, and differently"
    )
    index = table.model.index(list(found).index("material"), 3)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "material, Now: stein, not as before"
    assert index.data(Qt.ItemDataRole.FontRole).bold()


def test_who_changed_what_is_said_by_name() -> None:
    seen = seen_of(Change(Operation.UPDATE, BEFORE, PROPOSED), NOW)
    text = meanwhile_text(seen.contribution, Meanwhile.CHANGED, seen.met)
    assert "Changed by both, and differently: Place, zustand. Changed only there: material." in text
    stone = replace(PROPOSED, properties={**PROPOSED.properties, "material": "stein"})
    alike = seen_of(Change(Operation.UPDATE, BEFORE, PROPOSED), stone)
    text = meanwhile_text(alike.contribution, Meanwhile.CHANGED, alike.met)
    assert "by both" not in text and "Changed only there: material." in text
    assert all(not row.conflict for row in alike.rows)


def test_where_one_has_deleted_it_no_field_is_a_conflict(table: VersionsTable) -> None:
    table.load(seen_of(Change(Operation.UPDATE, BEFORE, PROPOSED), None).rows)
    assert "⚠" not in table._key.text() and texts(table)["zustand"][1] == "≠ defekt"


def test_only_what_differs_until_all_fields_are_wanted(table: VersionsTable) -> None:
    table.load(seen_of(Change(Operation.UPDATE, BEFORE, bench("defekt")), BEFORE).rows)
    assert list(texts(table)) == ["zustand"]
    table.all_fields.setChecked(True)
    assert list(texts(table)) == ["Place", "zustand", "material"]


def test_a_new_one_and_one_that_goes_say_where_they_are_not(table: VersionsTable) -> None:
    table.load(seen_of(Change(Operation.INSERT, None, PROPOSED), None).rows)
    assert texts(table)["Place"] == ["not there", "≠ 494754.00, 5671344.50", "not there"]
    assert texts(table)["zustand"] == ["–", "≠ defekt", "–"]
    table.load(seen_of(Change(Operation.DELETE, BEFORE, None), BEFORE).rows)
    assert texts(table)["Place"] == ["494754.00, 5671341.00", "≠ not there", "as before"]


def test_values_of_strangers_are_plain_text(table: VersionsTable) -> None:
    change = Change(Operation.UPDATE, BEFORE, replace(BEFORE, properties={**BEFORE.properties, "zustand": HOSTILE}))
    table.load(seen_of(change, BEFORE).rows)
    index = table.model.index(0, 2)
    assert HOSTILE in index.data() and "<img" not in index.data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "(empty)"), ("", "“”"), (" ", "“ ”"), (True, "yes"), (0, "0"), (12.5, "12.5"), ({"a": [1]}, '{"a": [1]}')],
)
def test_values_in_words(value: object, text: str) -> None:
    assert value_text(value) == text


@pytest.mark.parametrize("text", ["(empty)", "yes", "no", "–", "1", "1,5", "-2.5", "1e3"])
def test_a_text_that_looks_like_one_of_our_words_or_a_number_is_quoted(text: str) -> None:
    assert value_text(text) == f"“{text}”"


LONG = "Bank am Weg. " * 60


@pytest.mark.parametrize(
    ("before", "proposed"),
    [
        (None, "(empty)"), ("1", 1), (1.5, "1.5"), (True, "yes"), (MISSING, "–"), ("", " "), ("a b", "a\u00a0b"),
        ("a b", "a\nb"), ("a b", "a  b"), ("a b", "a b "), ("ab", "a\u200bb"), ("ab", "a\u3164b"),
        ("für", "fu\u0308r"), ("fix", "ﬁx"), (LONG + "links", LONG + "rechts"), ({"a": 1}, '{"a": 1}'),
        ([LONG, 1], [LONG, 2]), ("a\\n", "a\n"),
    ],
)  # fmt: skip
def test_two_values_that_differ_never_read_the_same(before: object, proposed: object) -> None:
    one, other, now = value_texts(Line("bemerkung", before, proposed, before, changed=True, moved_on=False))
    assert now == one
    assert unicodedata.normalize("NFKC", one) != unicodedata.normalize("NFKC", other)
    assert len(one) < 200 and len(other) < 200


def test_what_nobody_sees_is_not_shown() -> None:
    assert shown("a\u034f\u115f\u1160\u2800\u3164\uffa0b") == "ab"


def test_what_differs_is_spelled_with_a_little_around_it() -> None:
    line = Line(
        "bemerkung", LONG + "links", LONG + "rechts\u00a0hinten\n", LONG + "links!", changed=True, moved_on=True
    )
    before, proposed, now = value_texts(line)
    assert before == "“…m Weg. Bank am Weg. links” / “…. Bank am Weg. links”"
    assert proposed == "“…m Weg. Bank am Weg. rechts\\u00a0hinten\\n”" and now.startswith("“…. Bank am Weg. links!”")


def test_a_conflict_is_said_in_words_at_the_top(window: TestWindow) -> None:
    view = ContributionView(window)
    change = Change(Operation.UPDATE, BEFORE, PROPOSED)
    view.load(seen_of(change, NOW, Meanwhile.CHANGED), "Sitzbänke")
    assert not view.meanwhile.isHidden() and "Somebody has changed this meanwhile" in view.meanwhile.text()
    view.load(seen_of(change, BEFORE), "Sitzbänke")
    assert view.meanwhile.isHidden()
    gone = meanwhile_text(seen_of(change, None).contribution, Meanwhile.GONE)
    assert "deleted" in gone and "cannot be published" in gone
    published = seen_of(change, PROPOSED, status=Status.PUBLISHED).contribution
    assert meanwhile_text(published, Meanwhile.DONE) == ""
    view.close_view()


def test_a_revision_that_came_meanwhile_is_said(window: TestWindow) -> None:
    view, change = ContributionView(window), Change(Operation.UPDATE, BEFORE, PROPOSED)
    view.load(seen_of(change, BEFORE), "Sitzbänke")
    assert view.revised.isHidden()
    view.load(seen_of(change, BEFORE, revision=2), "Sitzbänke")
    assert not view.revised.isHidden() and "revision 2" in view.revised.text()
    view.close_view()


def test_remarks_of_strangers_cannot_pretend_to_be_lines_of_the_record() -> None:
    forged = "Danke\n04.05.2026 · p-chef · accepted\n" + HOSTILE
    told = history_text(
        History((Remark("2026-05-04T09:31:00Z", "p-anna", "comment", forged),),
                (Step("2026-05-04T09:30:00Z", "p-me", "draft", "submitted", ""),)),
        "p-me",
    )  # fmt: skip
    first, *rest = told.splitlines()
    assert first.endswith("you · submitted") and rest[0].endswith("p-anna:")
    assert all(line.startswith("  │ ") for line in rest[1:]) and "p-chef" in rest[2]


# on the map


def marked(picture: QImage, colour: QColor) -> list[int]:
    """Rows of the picture in which this colour was painted."""
    return [
        y
        for y in range(picture.height())
        if any(picture.pixelColor(x, y).rgb() == colour.rgb() for x in range(picture.width()))
    ]


@pytest.fixture
def maps(window: TestWindow) -> Iterator[VersionsMap]:
    street = QgsVectorLayer("LineString?crs=EPSG:25833", "Straßen", "memory")
    QgsProject.instance().addMapLayer(street)
    window.canvas.setLayers([street])
    made = VersionsMap(window, versions())
    made.resize(420, 170)
    made.show()
    yield made
    made.close_maps()
    made.deleteLater()


def drawn(maps: VersionsMap) -> list[QImage]:
    until(lambda: all(map_._picture is not None for map_ in maps.maps))
    return [map_.grab().toImage() for map_ in maps.maps]


def test_each_map_has_its_own_version_at_its_own_place(maps: VersionsMap) -> None:
    seen = seen_of(Change(Operation.UPDATE, BEFORE, PROPOSED), NOW)
    maps.load(seen.places, CRS)
    heights = []
    for picture, look in zip(drawn(maps), LOOKS, strict=True):
        rows = marked(picture, look.colour)
        assert rows, "the version is painted"
        assert not any(marked(picture, other.colour) for other in LOOKS if other is not look)
        heights.append(sum(rows) / len(rows))
    before, proposed, now = heights
    assert proposed < before < now, "the same extent: 3.5 m to the north is above, 7 m to the south below"
    assert [title.text() for title in maps.titles] == ["Before", "Proposed", "Now"]
    assert maps.maps[1].accessibleDescription() == "Proposed: moved by 3.50 m"


def test_what_is_not_there_is_said_in_words(maps: VersionsMap) -> None:
    seen = seen_of(Change(Operation.INSERT, None, PROPOSED), None)
    maps.load(seen.places, CRS)
    pictures = drawn(maps)
    assert maps.maps[0].accessibleDescription() == "Before: not there"
    assert not marked(pictures[0], LOOKS[0].colour) and marked(pictures[1], LOOKS[1].colour)


def test_the_map_may_have_another_crs(window: TestWindow, maps: VersionsMap) -> None:
    window.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    maps.load(seen_of(Change(Operation.UPDATE, BEFORE, PROPOSED), BEFORE).places, CRS)
    assert all(marked(picture, look.colour) for picture, look in zip(drawn(maps), LOOKS, strict=True))


def test_lines_and_areas_are_drawn_too(maps: VersionsMap) -> None:
    area = {"type": "Polygon", "coordinates": [[[X, Y], [X + 40, Y], [X + 40, Y + 20], [X, Y + 20], [X, Y]]]}
    line = {"type": "LineString", "coordinates": [[X, Y], [X + 40, Y + 20]]}
    base, other = replace(BEFORE, geometry=area), replace(BEFORE, geometry=line)
    maps.load([place_of(base, None), place_of(other, base), place_of(None, base)], CRS)
    pictures = drawn(maps)
    assert marked(pictures[0], LOOKS[0].colour) and marked(pictures[1], LOOKS[1].colour)


def test_a_layer_that_goes_while_it_is_drawn_harms_nobody(maps: VersionsMap) -> None:
    maps.load(seen_of(Change(Operation.UPDATE, BEFORE, PROPOSED), NOW).places, CRS)
    until(lambda: maps._job is not None)
    QgsProject.instance().clear()
    assert maps._job is None
    until(lambda: not maps._leaving)
    maps._window.canvas.setLayers([])
    maps._render()


def test_the_three_are_marked_on_the_main_map_until_nobody_looks(window: TestWindow) -> None:
    view = ContributionView(window)
    view.load(seen_of(Change(Operation.UPDATE, BEFORE, PROPOSED), NOW), "Sitzbänke")
    assert [colour for _, colour in window.marks] == [look.colour for look in LOOKS]
    north = [QgsGeometry.fromWkt(wkt).asPoint().y() - Y for wkt, _ in window.marks]
    assert north == [0.0, 3.5, -7.0]
    view.show_on_map.click()
    (zoomed,) = window.zoomed
    assert zoomed.boundingBox().height() == pytest.approx(10.5)
    view.close_view()
    assert window.marks == []


# what may be done


def at(minutes: int) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat()


def may(status: Status, history: History | None = None, **values: str) -> dict[str, bool]:
    seen = seen_of(Change(Operation.UPDATE, BEFORE, PROPOSED), BEFORE, status=status, **values).contribution
    found = vars(situation(seen, history or History(), "p-me", datetime.now(UTC)))
    assert found.pop("text")
    return {name for name, allowed in found.items() if allowed}  # type: ignore[return-value]


def test_what_may_be_done_with_a_contribution() -> None:
    assert may(Status.SUBMITTED) == {"claim"} == may(Status.CONFLICT)
    assert may(Status.IN_REVIEW, claimed_by="p-me", claimed_until=at(5)) == {"decide"}
    assert may(Status.IN_REVIEW, claimed_by="p-me", claimed_until=at(-5)) == {"claim", "decide"}, (
        "the clock here may be wrong"
    )
    assert may(Status.IN_REVIEW, claimed_by="p-7", claimed_until=at(-5)) == {"claim"}
    assert may(Status.IN_REVIEW, claimed_by="p-7", claimed_until=at(5)) == set()
    assert may(Status.SUBMITTED, author="p-me") == set(), "nobody reviews their own"
    assert may(Status.ACCEPTED) == {"publish"} and may(Status.PUBLISHED) == set()


@pytest.mark.parametrize(("minutes", "who", "allowed"), [(-3, "p-me", True), (-11, "p-me", False), (-3, "p-7", False)])
def test_only_the_own_decision_of_the_last_ten_minutes_is_taken_back(minutes: int, who: str, allowed: bool) -> None:
    history = History((), (Step(at(minutes), who, "in_review", "rejected", "position"),))
    assert ("take_back" in may(Status.REJECTED, history)) is allowed


def test_a_negative_decision_needs_a_reason_and_a_note_and_nothing_is_chosen_beforehand(
    qgis_app: QgsApplication,
) -> None:
    bar, given = DecisionBar(), []
    bar.decided.connect(lambda *what: given.append(what))
    seen = seen_of(
        Change(Operation.UPDATE, BEFORE, PROPOSED), BEFORE, status=Status.IN_REVIEW, claimed_by="p-me",
        claimed_until=at(20),
    ).contribution  # fmt: skip
    bar.show_contribution(seen, History(), "p-me")
    assert bar.form.isHidden()
    bar.reject.click()
    form = bar.form
    assert form.reasons.currentData() == "" and not form.send.isEnabled()
    form.reasons.setCurrentIndex(form.reasons.findData("other"))
    assert not form.send.isEnabled(), "a note is missing"
    form.reasons.setCurrentIndex(form.reasons.findData("position"))
    assert form.note.toPlainText() == "It does not lie where the contribution puts it.", "a sentence to begin with"
    form.note.setPlainText("  Sie steht weiter links.  ")
    form.send.click()
    assert given == [("reject", "position", "Sie steht weiter links.")]


def test_a_duplicate_is_a_reason_itself_and_still_needs_a_note(qgis_app: QgsApplication) -> None:
    bar, given = DecisionBar(), []
    bar.decided.connect(lambda *what: given.append(what))
    change = Change(Operation.UPDATE, BEFORE, PROPOSED)
    mine = {"status": Status.IN_REVIEW, "claimed_by": "p-me", "claimed_until": at(20)}
    bar.show_contribution(seen_of(change, BEFORE, **mine).contribution, History(), "p-me")
    actions = bar.further.menu().actions()
    assert [action.text() for action in actions] == [
        "Exists already", "Another authority is responsible", "Is on the map already",
    ]  # fmt: skip
    actions[0].trigger()
    assert bar.form.reasons.isHidden()
    bar.form.note.clear()
    assert not bar.form.send.isEnabled()
    bar.form.note.setPlainText("Siehe Bank 17.")
    bar.form.send.click()
    assert given == [("duplicate", "duplicate", "Siehe Bank 17.")]


def test_what_was_written_waits_with_its_contribution(qgis_app: QgsApplication) -> None:
    bar = DecisionBar()
    change = Change(Operation.UPDATE, BEFORE, PROPOSED)
    mine = {"status": Status.IN_REVIEW, "claimed_by": "p-me", "claimed_until": at(20)}
    one, other = (replace(seen_of(change, BEFORE, **mine).contribution, uuid=name) for name in ("c-1", "c-2"))
    bar.show_contribution(one, History(), "p-me")
    bar.ask_back.click()
    bar.form.note.setPlainText("Ein Foto wäre gut.")
    bar.show_contribution(other, History(), "p-me")
    assert bar.form.isHidden()
    bar.show_contribution(one, History(), "p-me")
    assert not bar.form.isHidden() and bar.form.note.toPlainText() == "Ein Foto wäre gut."
    bar.form.forget("c-1")
    bar.show_contribution(one, History(), "p-me")
    assert bar.form.isHidden()


# what a distance does not tell


def shaped(kind: str, coordinates: object, crs: str = "EPSG:25833") -> Feature:
    return replace(BEFORE, crs=crs, geometry={"type": kind, "coordinates": coordinates})


LINE = shaped("LineString", [[X, Y], [X + 40, Y + 20]])
NOWHERE = replace(BEFORE, geometry=None)
OTHERWISE = "≠ changed otherwise (direction, height or parts)"


@pytest.mark.parametrize(
    ("base", "other", "words"),
    [
        (LINE, shaped("LineString", [[X + 40, Y + 20], [X, Y]]), OTHERWISE),
        (shaped("Point", [X, Y, 80.0]), shaped("Point", [X, Y, 95.0]), OTHERWISE),
        (shaped("MultiPoint", [[X, Y]]), shaped("MultiPoint", [[X, Y], [X, Y]]), OTHERWISE),
        (BEFORE, NOWHERE, "≠ removed: without a place"),
        (NOWHERE, BEFORE, "≠ added: 494754.00, 5671341.00"),
        (BEFORE, replace(BEFORE, crs="EPSG:25832"), "≠ another place; cannot be compared"),
        (BEFORE, shaped("Point", [1e14, 1e14]), "≠ another place; cannot be compared"),
    ],
)
def test_another_place_is_told_also_where_no_distance_tells_it(
    table: VersionsTable, base: Feature, other: Feature, words: str
) -> None:
    table.load(seen_of(Change(Operation.UPDATE, base, other), base).rows)
    assert texts(table)["Place"][1] == words
    table.load(seen_of(Change(Operation.UPDATE, base, base), other).rows)
    assert texts(table)["Place"][2] == words, "and where somebody else has done it meanwhile"


def test_the_same_place_as_another_server_writes_it_is_no_difference(table: VersionsTable) -> None:
    many, near = shaped("MultiPoint", [[X, Y]]), shaped("Point", [X + 1e-9, Y])
    table.load(seen_of(Change(Operation.UPDATE, BEFORE, many), near).rows)
    assert texts(table) == {}


def test_versions_in_two_systems_are_drawn_where_they_are() -> None:
    degrees = shaped("Point", [14.9245, 51.1935], "EPSG:4326")
    shape = place_of(degrees, BEFORE).shape
    assert shape is not None and shape.asPoint().x() == pytest.approx(X, abs=500)


# large ones


def lake(number: int, east: float = 0.0) -> Feature:
    angles = [math.tau * part / number for part in range(number)]
    ring = [
        [X + east + (80 + part % 7) * math.cos(angle), Y + 80 * math.sin(angle)] for part, angle in enumerate(angles)
    ]
    return shaped("Polygon", [[*ring, ring[0]]])


@pytest.mark.parametrize("number", [25_000, 60_000])
def test_a_shape_of_very_many_vertices_is_sketched_and_said_to_be(window: TestWindow, number: int) -> None:
    base, other = lake(number), lake(number, 3.0)
    seen = seen_of(Change(Operation.UPDATE, base, other), base)
    assert all(place.shape is not None and vertices(place.shape) <= SKETCH_VERTICES for place in seen.places)
    assert seen.places[1].shape.boundingBox().width() == pytest.approx(172, abs=12)
    assert seen.rows[0].changed and "too large to compare" in seen.rows[0].proposed
    view = ContributionView(window)
    view.load(seen, "Seen")
    assert "simplified" in view._legend.text() and "simplified" in view.maps.maps[1].accessibleDescription()
    view.close_view()


def test_many_points_and_many_parts_are_sketched_too() -> None:
    points = shaped("MultiPoint", [[X + number % 200, Y + number // 200] for number in range(25_000)])
    islands = [[[[x := X + 3 * n, Y], [x + 1, Y], [x, Y + 1], [x, Y]]] for n in range(9000)]
    for feature in (points, shaped("MultiPolygon", islands)):
        shape = place_of(feature, None).shape
        assert shape is not None and 0 < vertices(shape) <= SKETCH_VERTICES
    assert place_text(place_of(points, None)) == "very large"


def test_the_window_answers_while_a_large_shape_is_compared_and_shown(window: TestWindow) -> None:
    base, other = lake(25_000), lake(25_000, 3.0)
    view, lane = ContributionView(window), Lane()
    view.resize(420, 700)
    view.show()

    def look() -> None:
        got: list[Seen] = []
        lane.start("look", lambda _job: seen_of(Change(Operation.UPDATE, base, other), base), got.append, got.append)
        wait(lambda: got)
        view.load(got[0], "Seen")
        for _ in range(5):
            view.repaint()
        wait(lambda: view.maps.maps[1]._drawing is not None)

    assert best_of(8, look) < LONGEST
    drawing = view.maps.maps[1]._drawing
    view.repaint()
    assert view.maps.maps[1]._drawing is drawing, "drawn once, however often the window is painted"
    lane.close()
    view.close_view()
    view.deleteLater()


def test_a_mark_on_the_map_is_light(qgis_app: QgsApplication) -> None:
    view = MapView(QgsMapCanvas())
    view.mark(to_qgs(lake(25_000).geometry or {}), CRS, QColor("#1b6ca8"), Qt.PenStyle.SolidLine)
    (band,) = view._marks
    assert vertices(band.asGeometry()) <= SKETCH_VERTICES
    view.clear()


def test_a_comment_cannot_pass_for_a_warning_of_ours(window: TestWindow) -> None:
    view, forged = ContributionView(window), "Danke\n⚠ It is on the map already as proposed."
    view.load(seen_of(Change(Operation.UPDATE, BEFORE, PROPOSED), BEFORE, comment=forged), "Sitzbänke")
    head, *rest = view.comment.text().splitlines()
    assert head == "Comment:" and len(rest) == 2 and all(line.lstrip().startswith("│ ") for line in rest)
    view.close_view()
