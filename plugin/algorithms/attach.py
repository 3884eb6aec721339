"""`buergergis:attachphoto`, `buergergis:photos` and `buergergis:withdrawphoto`: the photos of a contribution."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters.pictures import for_sending
from ..adapters.wording import translate
from ..domain.errors import InvalidContent
from ..workflows import attach
from .base import Algorithm, progress_of

CONTRIBUTION, FILE, FOLDER, PHOTO, REASON = "CONTRIBUTION", "FILE", "FOLDER", "PHOTO", "REASON"


class _OfContribution(Algorithm):
    """What the three have in common."""

    def add_contribution(self) -> None:
        title = translate("algorithms", "Contribution (its uuid)")
        self.addParameter(QgsProcessingParameterString(CONTRIBUTION, title))

    def contribution(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        return attach.check_uuid(self.parameterAsString(parameters, CONTRIBUTION, context))


class AttachPhoto(_OfContribution):
    NAME = "attachphoto"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Add a photo to a contribution")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Sends a photo, JPEG or PNG, to a contribution of yours that nobody is looking at yet, or to one that you "
        "review. Place, time and device that the camera wrote into the file do not leave this computer. A photo that "
        "is too large is made smaller. You and the reviewers see it; once the contribution is accepted, everybody "
        "who takes part sees it. The same photo sent twice is there once. You can withdraw it at any time.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_service()
        self.add_contribution()
        filter_ = translate("algorithms", "Photos") + " (*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)"
        self.addParameter(QgsProcessingParameterFile(FILE, translate("algorithms", "Photo"), fileFilter=filter_))
        self.addOutput(QgsProcessingOutputString(PHOTO, translate("algorithms", "The photo's uuid")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        contribution = self.contribution(parameters, context)
        data = for_sending(_content(Path(self.parameterAsFile(parameters, FILE, context))))
        return {PHOTO: attach.attach(self.connect(parameters, context, feedback), contribution, data)}


class Photos(_OfContribution):
    NAME = "photos"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Save the photos of a contribution")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Saves the photos of a contribution that you may see into a folder. Files that are there already stay as they "
        "are. Photos may show people: delete them when they are no longer needed.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_service()
        self.add_contribution()
        self.addParameter(QgsProcessingParameterFolderDestination(FOLDER, translate("algorithms", "Folder")))
        self.addOutput(QgsProcessingOutputNumber("COUNT", translate("algorithms", "Photos")))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        contribution = self.contribution(parameters, context)
        folder = Path(self.parameterAsString(parameters, FOLDER, context))
        connection, tell = self.connect(parameters, context, feedback), progress_of(feedback)
        found = attach.photos(connection, contribution)
        for number, one in enumerate(found, 1):
            tell(number / len(found), "photos")
            photo = attach.fetch(connection, one.uuid)
            _write(folder / attach.file_name(number, one.uuid, photo), photo.data)
        return {FOLDER: str(folder), "COUNT": len(found)}


class WithdrawPhoto(Algorithm):
    NAME = "withdrawphoto"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Withdraw a photo")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Has a photo erased on the server: one of your own, or, as a reviewer, one that shows what it must not; the "
        "reason is then personal_data or abuse. That there was a photo, and who withdrew it, stays in the record.",
    )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_service()
        self.addParameter(QgsProcessingParameterString(PHOTO, translate("algorithms", "Photo (its uuid)")))
        self.addParameter(QgsProcessingParameterString(REASON, translate("algorithms", "Reason"), optional=True))

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        photo = self.parameterAsString(parameters, PHOTO, context).strip()
        reason = self.parameterAsString(parameters, REASON, context).strip()
        attach.withdraw(self.connect(parameters, context, feedback), photo, reason)
        return {PHOTO: photo}


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidContent(f"The file {path.name} cannot be read: {error.strerror}.") from error


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(data)
    except OSError as error:
        raise InvalidContent(f"The file {path.name} cannot be written: {error.strerror}.") from error
