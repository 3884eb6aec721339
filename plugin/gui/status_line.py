"""Above the pages: in which state one's own work is, and what is safe on this computer while the service is silent."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ..adapters import icons
from ..adapters.map_layers import unsaved
from ..adapters.wording import translate
from .copy_watch import CopyWatch
from .session import Session
from .standing import Counts, Standing, counts_of, standing_of
from .status_words import offline_text, status_text
from .widgets import PlainLabel, button
from .work import Work


class StatusLine(QWidget):
    """There only while a working copy is in use; the state is told by words and an icon.

    `decide` asks for the place where conflicts are decided.
    """

    decide = pyqtSignal()

    def __init__(self, session: Session, work: Work) -> None:
        super().__init__()
        self._session, self._work = session, work
        self.standing = Standing.SYNCED
        self.setAccessibleName(translate("status_line", "State of your work"))
        self._icon, self.text = QLabel(), PlainLabel()
        self.banner, self.safe = QFrame(), PlainLabel()
        self.banner.setFrameShape(QFrame.Shape.StyledPanel)
        self.banner.setAccessibleName(translate("status_line", "Offline"))
        QVBoxLayout(self.banner).addWidget(self.safe)
        row = QHBoxLayout()
        row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        self.decide_button = button(translate("status_line", "Decide"), self.decide.emit)
        self.decide_button.setToolTip(translate("status_line", "Show what somebody else has changed too"))
        row.addWidget(self.decide_button, alignment=Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(row)
        box.addWidget(self.banner)
        self._watch = CopyWatch(self)
        self._watch.touched.connect(self.show_state)
        self._signals = (work.read, session.changed)
        for signal in self._signals:
            signal.connect(self.show_state)
        self.show_state()

    def close_line(self) -> None:
        for signal in self._signals:
            signal.disconnect(self.show_state)
        self._watch.close()

    def show_state(self) -> None:
        """Bring it to what is known now."""
        path, overview, own = self._work.path, self._work.overview, self._work.own
        self._watch.follow(path)
        self.setVisible(path is not None and overview is not None)
        counts = counts_of(overview) if overview is not None else Counts()
        edits = sum(unsaved(path).values()) if path is not None and own else 0
        self.standing = standing_of(counts, edits, own, self._work.sending)
        size = self.text.fontMetrics().height()
        self._icon.setPixmap(icons.icon(self.standing).pixmap(size, size))
        self.text.say(status_text(self.standing, counts, edits))
        self.setAccessibleDescription(self.text.text())
        self.decide_button.setVisible(self.standing is Standing.CONFLICT)
        self.banner.setVisible(self._session.offline)
        if self._session.offline:
            self.safe.say(offline_text(counts, edits, own))
            self.banner.setAccessibleDescription(self.safe.text())
