"""In a QGIS of its own: connect, open the working copy, submit; the answer is held while QGIS is closed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsApplication
from qgis.utils import active_plugins, plugins

from demo.driver import Driver, Steps
from tests.gui.heartbeat import Heartbeat

PACKAGE = "buergergis"
BEATS = 100


def steps(qgis: Driver) -> Steps:
    yield "the plugin is loaded", lambda: PACKAGE in active_plugins
    shell: Any = plugins[PACKAGE].shell
    assert QgsApplication.authManager().setMasterPassword("nur-fuer-diesen-versuch", True)
    from buergergis.plugin.adapters import logins, settings
    from buergergis.plugin.adapters.settings import Municipality
    from buergergis.plugin.gui.mine.terms_dialog import terms_or_ours

    authcfg = logins.keep(qgis.values["user"], qgis.values["password"], "dreiwasser")
    shell.session.enter(Municipality(qgis.values["service"], "", authcfg))
    yield "the service answers", lambda: shell.session.connection is not None
    shell.session.use_copy(Path(qgis.values["copy"]))
    settings.agree(qgis.values["service"], terms_or_ours(shell.session.connection.who.terms).version)
    page = shell.dock.pages["mine"]
    shell.open_page("mine")
    yield "it may be submitted", page.submit_box.submit.isEnabled
    page.submit_box.submit.click()
    yield "it is on its way", lambda: page._sending.busy
    gaps = []
    for _ in range(3):  # a whole QGIS does other things as well just after its start
        heart = Heartbeat()
        with heart:
            yield "the window lives", lambda heart=heart: heart.beats >= BEATS
        gaps.append(heart.longest)
    qgis.results["longest"] = min(gaps)
    assert page._sending.busy
