"""Help leads from every page to the section of the guide about it, in the language that people read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsFeature, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QSize, QUrl
from qgis.PyQt.QtGui import QImage, QKeySequence, QTextDocument
from qgis.PyQt.QtWidgets import QDialogButtonBox, QPushButton, QShortcut, QWidget

from plugin.adapters import help_pages, language, settings
from plugin.adapters.help_pages import DOCS, sections
from plugin.gui.connect_dialog import ConnectDialog, connect_by_dialog
from plugin.gui.dock import Dock
from plugin.gui.feature_form import open_form
from plugin.gui.help import (
    ADD,
    CHECK_OUT,
    CONNECT,
    DECIDE,
    EDIT,
    KEYS_MINE,
    KEYS_REVIEW,
    OPTIONS,
    PHOTOS,
    TERMS,
    HelpDialog,
)
from plugin.gui.keys_dialog import KeysDialog
from plugin.gui.mine.keys import KEYS
from plugin.gui.mine.terms_dialog import TermsDialog
from plugin.gui.photos.viewer import Viewer
from plugin.gui.places.options import OptionsPage
from plugin.gui.session import Session
from plugin.gui.window import PAGE_MAP, PAGE_MINE, PAGE_REVIEW
from tools.i18n import I18N, compile_all

from .conftest import TestWindow

pytestmark = pytest.mark.qgis

GUI = Path(__file__).parents[2] / "plugin" / "gui"
GUIDES = (("contributors.md", "contributors.en.md"), ("reviewers.md", "reviewers.en.md"))
ENGLISH = {
    PAGE_MAP: "Map",
    PAGE_MINE: "My contributions",
    PAGE_REVIEW: "Look",
    CONNECT: "Connect",
    CHECK_OUT: "Check out",
    ADD: "Add an object",
    EDIT: "Edit",
    TERMS: "first time",
    PHOTOS: "photos",
    OPTIONS: "Good to know",
    DECIDE: "Decide",
}


@pytest.fixture(params=["de", "de_einfach", "en"])
def spoken(request: pytest.FixtureRequest, qgis_app: QgsApplication) -> Iterator[str]:
    if not compile_all(I18N):
        pytest.skip("lrelease is not installed: there is no German")
    settings.LANGUAGE.setValue(language.SIMPLE if request.param == language.SIMPLE else language.AS_QGIS)
    remove = language.install(request.param)
    yield request.param
    remove()
    settings.LANGUAGE.setValue(language.AS_QGIS)


@pytest.mark.parametrize("topic", sorted(ENGLISH))
def test_each_topic_has_its_section_with_what_is_in_it(topic: str, spoken: str) -> None:
    dialog = HelpDialog(None, topic)
    found = dialog._found[dialog.sections.currentIndex()]
    assert found.topic == topic and dialog.guide.toPlainText().startswith(found.title)
    assert (ENGLISH[topic] in found.title) == (spoken == "en")
    pictures = re.findall(r"\((images/[\w-]+\.png)\)", found.text)
    assert all(f"images/{spoken[:2]}-" in picture for picture in pictures)
    for picture in pictures:
        shown = dialog.guide.loadResource(QTextDocument.ResourceType.ImageResource, QUrl(picture))
        assert shown.width() == 600
    dialog.deleteLater()


def test_a_link_leads_to_another_section_and_nowhere_else(qgis_app: QgsApplication) -> None:
    dialog = HelpDialog(None, PAGE_MINE)
    dialog._follow(QUrl("#conflicts"))
    assert dialog._found[dialog.sections.currentIndex()].title == "Conflicts"
    for other in ("https://example.org/", "file:///etc/passwd", "#nowhere"):
        dialog._follow(QUrl(other))
        assert dialog._found[dialog.sections.currentIndex()].title == "Conflicts"
    for other in ("/etc/passwd", "images/../../LICENSE", "http://example.org/x.png"):
        assert help_pages.image(other) is None
    dialog.deleteLater()


@pytest.mark.parametrize(("german", "english"), GUIDES)
def test_both_languages_have_the_same_sections_for_the_same_topics(german: str, english: str) -> None:
    shape = [[(one.level, one.topic) for one in sections(page)] for page in (german, english)]
    assert shape[0] == shape[1] and len(shape[0]) >= 5
    for page in (german, english):
        anchors = {one.anchor for one in sections(page)}
        text = "\n".join(one.text for one in sections(page))
        assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors, "a link that leads nowhere"
        assert not re.search(r"\]\([\w.-]+\.md", text), "what is not there is not linked to"
        pictures = re.findall(r"\(images/([\w-]+\.png)\)", text)
        assert all((DOCS / "images" / picture).is_file() for picture in pictures)


def test_every_page_leads_to_its_own_help(window: TestWindow, qgis_app: QgsApplication) -> None:
    session = Session()
    dock = Dock(session, window, window.main)
    window.main.show()
    dock.show()
    for page in (PAGE_MAP, PAGE_MINE):
        dock.open_page(page)
        dock._help()
    assert window.helped == [PAGE_MAP, PAGE_MINE]
    connect_by_dialog(session, window)
    dialog = window.main.findChild(ConnectDialog)
    dialog.buttons.button(QDialogButtonBox.StandardButton.Help).click()
    assert window.helped[-1] == CONNECT and dialog.isVisible()
    dialog.reject()
    dock.close_pages()
    dock.deleteLater()
    session.close()


WINDOWS: dict[str, Callable[[QWidget], QWidget]] = {
    KEYS_MINE: lambda main: KeysDialog(KEYS, main, KEYS_MINE),
    TERMS: lambda main: TermsDialog("Dreiwasser", None, main),
    PHOTOS: lambda main: Viewer(QImage(20, 20, QImage.Format.Format_RGB32), "Bank", main),
    OPTIONS: lambda main: OptionsPage(lambda: None, main),
    EDIT: lambda main: _form_of_a_bench(main),
}


@pytest.mark.parametrize("topic", WINDOWS)
def test_a_window_of_its_own_leads_to_its_help_by_button_and_f1(
    topic: str, window: TestWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    for module in ("keys_dialog", "mine.terms_dialog", "photos.viewer", "places.options", "feature_form"):
        monkeypatch.setattr(f"plugin.gui.{module}.show_help", lambda _parent, topic: opened.append(topic))
    made = WINDOWS[topic](window.main)
    helps = [one for one in made.findChildren(QPushButton) if one.text() == "Help"]
    assert len(helps) == 1 and not helps[0].isDefault() and not helps[0].autoDefault()
    helps[0].click()
    keys = [key for key in made.findChildren(QShortcut) if key.key() == QKeySequence("F1")]
    for key in keys:
        key.activated.emit()
    assert opened == [topic] * (1 + len(keys)) and (len(keys) == 1 or topic == OPTIONS)
    made.deleteLater()


def test_every_window_of_ours_has_such_a_button() -> None:
    windows = [path for path in GUI.rglob("*.py") if re.search(r"^class \w+\(Dialog\)", path.read_text("utf-8"), re.M)]
    without = {path.name for path in windows if "add_help(" not in path.read_text("utf-8")}
    assert len(windows) >= 7 and not without
    topics = {one.topic for page, _ in GUIDES for one in sections(page)}
    assert topics >= {*ENGLISH, KEYS_MINE, KEYS_REVIEW}


def _form_of_a_bench(main: QWidget) -> QWidget:
    layer = QgsVectorLayer("Point?crs=EPSG:25833&field=name:string", "Bänke", "memory")
    row = QgsFeature(layer.fields())
    row.setAttribute("name", "am Tor")
    layer.dataProvider().addFeature(row)
    QgsProject.instance().addMapLayer(layer)
    layer.startEditing()
    form = open_form(layer, next(layer.getFeatures()).id(), "name", main)
    assert form is not None
    return form


def test_without_the_guides_it_says_what_it_can(qgis_app: QgsApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(help_pages, "sections", lambda _page: ())
    dialog = HelpDialog(None, PAGE_MAP)
    assert "Connect to your municipality" in dialog.guide.toPlainText() and not dialog.sections.isVisibleTo(dialog)
    dialog.deleteLater()


def test_a_window_comes_back_as_large_as_it_was_left(qgis_app: QgsApplication) -> None:
    def opened() -> HelpDialog:
        dialog = HelpDialog(None, PAGE_MAP)
        dialog.show()
        return dialog

    first = opened()
    usual = first.size()
    first.resize(520, 470)
    first.reject()
    again = opened()
    assert again.size() == QSize(520, 470) != usual
    again.close()
    settings.WINDOWS.setValue('{"help": "no picture of a window"}')
    broken = opened()
    assert broken.size() == usual
    broken.reject()
