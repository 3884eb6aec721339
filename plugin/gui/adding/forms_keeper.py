"""Forms follow what the service says: its rules are kept in the working copy, and layers on the map set up anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from qgis.PyQt.QtCore import QObject, QTimer

from ...adapters import map_layers
from ...adapters.background import Lane
from ...adapters.forms import dress
from ...adapters.wording import translate
from ...adapters.working_copy.forms import LayerForms
from ...domain.errors import Problem
from ..session import Session
from . import work as adding_work

_CALM_MS = 400
Forms = dict[str, LayerForms]


class FormsKeeper(QObject):
    """`own` tells the person's own working copy, None for none."""

    def __init__(self, session: Session, own: Callable[[], Path | None], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._own = session, own
        self._seen: tuple[object, ...] = ()
        self._loaded: dict[str, str] = {}
        self._lane: Lane[Forms | None] = Lane(self, writes=True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_CALM_MS)
        self._soon.timeout.connect(self._keep)
        session.changed.connect(self._look)
        session.work_changed.connect(self._soon.start)
        self._look()

    @property
    def busy(self) -> bool:
        return self._lane.busy or self._soon.isActive()

    def close(self) -> None:
        self._soon.stop()
        self._session.changed.disconnect(self._look)
        self._session.work_changed.disconnect(self._soon.start)
        self._lane.close()

    def _look(self) -> None:
        now = (self._session.connection, self._session.copy_path)
        if now != self._seen:
            self._seen = now
            self._soon.start()

    def _keep(self) -> None:
        """Note what the service says; where that or a layer is new, set up the layers on the map."""
        path, connection = self._own(), self._session.connection
        if path is None:
            return
        if self._lane.busy:
            self._soon.start()
            return
        who = connection.who if connection and not _is_edited(path) else None
        url, loaded = (connection.client.url if connection else ""), dict(self._loaded)
        title = translate("forms", "Setting up forms")
        self._lane.start(
            title,
            lambda job: adding_work.forms_anew(path, who, url, loaded, job),
            partial(self._dress, path),
            self._failed,
        )

    def _dress(self, path: Path, forms: Forms | None) -> None:
        if forms is None:
            return
        self._loaded = adding_work.loaded_of(path, forms)
        for name, layers in map_layers.layers_of_copy(path).items():
            for layer in layers:
                if name in forms:
                    dress(layer, forms[name])

    def _failed(self, _problem: Problem) -> None:
        """What is wrong with the file is told where it is read; the forms stay as they were."""


def _is_edited(path: Path) -> bool:
    """Whether QGIS has an edit session open in the file: what others write meanwhile can make its saving fail."""
    return any(layer.isEditable() for layers in map_layers.layers_of_copy(path).values() for layer in layers)
