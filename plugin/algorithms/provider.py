"""The Processing provider `buergergis`."""

from __future__ import annotations

from qgis.core import QgsProcessingAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..adapters import icons
from .answer import AnswerQuestion
from .apply_retention import ApplyRetention
from .attach import AttachPhoto, Photos, WithdrawPhoto
from .changes import Changes
from .check_out import CheckOut
from .decide import Decide
from .digest import Digest
from .doubtful import Doubtful
from .erase_person import ErasePerson
from .export_audit import ExportAudit
from .export_person import ExportPerson
from .find_duplicates import FindDuplicates
from .hand_over import HandOver
from .members import ManageMembers
from .new_epoch import NewEpoch
from .prepare_municipality import PrepareMunicipality
from .publish import Publish
from .queue_load import Overdue, QueueLoad
from .refresh import Refresh
from .resolve_responsibility import ResolveResponsibility
from .revert import Revert
from .review_queue import ReviewQueue
from .submit import Submit
from .validate import Validate
from .verify_audit import VerifyAudit

ALGORITHMS: tuple[type[QgsProcessingAlgorithm], ...] = (
    PrepareMunicipality,
    ManageMembers,
    NewEpoch,
    CheckOut,
    Changes,
    FindDuplicates,
    ResolveResponsibility,
    Submit,
    AnswerQuestion,
    Validate,
    AttachPhoto,
    Photos,
    WithdrawPhoto,
    ReviewQueue,
    Decide,
    HandOver,
    QueueLoad,
    Overdue,
    Digest,
    Publish,
    Revert,
    Refresh,
    Doubtful,
    VerifyAudit,
    ExportAudit,
    ExportPerson,
    ErasePerson,
    ApplyRetention,
)


class Provider(QgsProcessingProvider):
    def id(self) -> str:
        return "buergergis"

    def name(self) -> str:
        return "Bürger-GIS"

    def icon(self) -> QIcon:
        return icons.icon()

    def svgIconPath(self) -> str:
        return icons.path()

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
