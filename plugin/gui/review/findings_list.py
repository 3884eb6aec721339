"""What the rules have found in a contribution, each with its rule, and the way to its place or field."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QRect, Qt, pyqtSignal
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from ...adapters.finding_words import finding_line
from ...adapters.foreign import escaped, shown
from ...adapters.wording import translate
from ...domain.validation import Finding

_MOST = 5
"""Lines before the list scrolls."""
_PADDING, _GAP = 6, 4
_FINDING = Qt.ItemDataRole.UserRole


class FindingsList(QListWidget):
    """`picked` carries the Finding whose line was clicked, or on which Enter or Space was pressed."""

    picked = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: Sequence[Finding] = ()
        self.setAccessibleName(translate("findings_list", "What the rules have found"))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.itemClicked.connect(self._pick)
        self.itemActivated.connect(self._pick)
        self.hide()

    def load(self, findings: Sequence[Finding]) -> None:
        """Hidden where there are none."""
        if findings != self._findings:
            self._findings = findings
            self.clear()
            for one in findings:
                item = QListWidgetItem(line(one))
                item.setData(_FINDING, one)
                item.setToolTip(escaped(line(one)))
                self.addItem(item)
        self.setVisible(bool(findings))
        self._fit()

    def text(self) -> str:
        """All lines."""
        return "\n".join(map(line, self._findings))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = max(self.width() - 2 * self.frameWidth() - 2 * _PADDING, 1)
        asked = QRect(0, 0, width, 10_000)
        metrics, wrapped = self.fontMetrics(), int(Qt.TextFlag.TextWordWrap)
        heights = [metrics.boundingRect(asked, wrapped, line(one)).height() + _GAP for one in self._findings[:_MOST]]
        self.setFixedHeight(sum(heights) + 2 * self.frameWidth() + _PADDING)

    def _pick(self, item: QListWidgetItem) -> None:
        found = item.data(_FINDING)
        if isinstance(found, Finding):
            self.picked.emit(found)


def line(finding: Finding) -> str:
    """What is the matter, where, and by which rule."""
    parts = [finding_line(finding)]
    if finding.place is not None:
        parts.append(translate("findings_list", "(show on the map)"))
    if finding.rule:
        parts.append(translate("findings_list", "Rule: {}").format(shown(finding.rule, 80)))
    return " · ".join(parts)
