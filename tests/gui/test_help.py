"""Help leads from every page to the section of the guide about it, in the language that people read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QTextDocument
from qgis.PyQt.QtWidgets import QDialogButtonBox

from plugin.adapters import help_pages, language
from plugin.adapters.help_pages import DOCS, sections
from plugin.gui.connect_dialog import ConnectDialog, connect_by_dialog
from plugin.gui.dock import Dock
from plugin.gui.help import CHECK_OUT, CONNECT, HelpDialog
from plugin.gui.session import Session
from plugin.gui.window import PAGE_MAP, PAGE_MINE, PAGE_REVIEW
from tools.i18n import I18N, compile_all

from .conftest import TestWindow

pytestmark = pytest.mark.qgis

GUIDES = (("contributors.md", "contributors.en.md"), ("reviewers.md", "reviewers.en.md"))
ENGLISH = {
    PAGE_MAP: "Map",
    PAGE_MINE: "My contributions",
    PAGE_REVIEW: "Look",
    CONNECT: "Connect",
    CHECK_OUT: "Check out",
}


@pytest.fixture(params=["de", "de_einfach", "en"])
def spoken(request: pytest.FixtureRequest, qgis_app: QgsApplication) -> Iterator[str]:
    if not compile_all(I18N):
        pytest.skip("lrelease is not installed: there is no German")
    from plugin.adapters import settings

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


def test_without_the_guides_it_says_what_it_can(qgis_app: QgsApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(help_pages, "sections", lambda _page: ())
    dialog = HelpDialog(None, PAGE_MAP)
    assert "Connect to your municipality" in dialog.guide.toPlainText() and not dialog.sections.isVisibleTo(dialog)
    dialog.deleteLater()
