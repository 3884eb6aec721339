"""Prepare a municipality: queue, members and policies in its database, and the project that is published."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP

from ..adapters import versions_in_table
from ..adapters.preparation import (
    Plan,
    Wish,
    fill_database,
    keep_wal,
    named,
    plan,
    publish,
    take_back,
    unreached,
    worded,
)
from ..adapters.publishing import municipal_project, remove_published
from ..adapters.rule_files import read_folder
from ..adapters.suitability import find_layers
from ..adapters.wording import translate
from ..domain.errors import Cancelled, InvalidContent
from ..domain.jurisdiction import ANYWHERE, is_ars
from ..formats import members, policy
from ..formats.members import Member
from .base import LAYERS, OUTPUT, Algorithm

PROJECT, POLICY, MEMBERS, ARS = "PROJECT", "POLICY", "MEMBERS", "ARS"
RULES, RESPONSIBILITY = "RULES", "RESPONSIBILITY"
WRITE_CONNECTION, REMOVE, CHANGED, BACKUP = "WRITE_CONNECTION", "REMOVE", "CHANGED", "BACKUP"
COLUMNS, OWNER_CONNECTION, CONFIRM, SQL = "COLUMNS", "OWNER_CONNECTION", "CONFIRM", "SQL"


class PrepareMunicipality(Algorithm):
    NAME = "preparemunicipality"
    TITLE = QT_TRANSLATE_NOOP("algorithms", "Prepare a municipality for contributions")
    HELP = QT_TRANSLATE_NOOP(
        "algorithms",
        "Opens layers of a project for contributions. The tables of the review queue, the members and the "
        "policies come into the database that holds the layers: one GeoPackage or one PostgreSQL database. "
        "The published project is a copy through which nobody can write. The project itself and the tables "
        "of the municipality are not changed, and doing the same again changes nothing.\n\n"
        "LAYERS: names of the layers that are open, separated by commas; each takes every kind of "
        "contribution, unless POLICY says otherwise. Empty with a POLICY: all that it names. Published "
        "layers that an earlier run opened and this one does not name are closed.\n"
        "POLICY: JSON, described by resources/schemas/policy.schema.json.\n"
        "MEMBERS: CSV with the heading person,identity,role,ars,layers. The accounts in it have the rights "
        "named there and no others; accounts that are not in it are left as they are.\n"
        "RESPONSIBILITY: JSON, described by resources/schemas/responsibility.schema.json: which authority a "
        "contribution is for.\n"
        "ARS: Regionalschlüssel of the municipality, for layers whose policy names no other source.\n"
        "RULES: a folder with a JSON file for each layer that states what is checked about its contributions, "
        "described by resources/schemas/rules.schema.json. What the project says of its fields is checked without "
        "any file. "
        "Without RULES, those of an earlier run still hold.\n"
        "WRITE_CONNECTION: for PostgreSQL, the pg_service entry of a role that may write; the project itself "
        "must read as a role that may not.\n"
        "COLUMNS: names of layers of PostgreSQL whose tables get the columns uuid, version and change_id, which a "
        "trigger keeps true whoever writes. Without CONFIRM the SQL for it is shown, and nothing at all is done.\n"
        "OWNER_CONNECTION: the pg_service entry of the owner of these tables; empty for WRITE_CONNECTION.\n"
        "REMOVE: takes the queue out of the database again and deletes the published project. Everything in "
        "the queue is saved to a GeoPackage first. The columns that COLUMNS names, and no others, are taken "
        "away too.",
    )

    def initAlgorithm(self, _configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(QgsProcessingParameterFile(PROJECT, translate("algorithms", "Project of the municipality")))
        layers = QgsProcessingParameterString(
            LAYERS, translate("algorithms", "Layers open for contributions"), optional=True
        )
        self.addParameter(layers)
        kinds = "QGIS (*.qgz *.qgs)"
        output = QgsProcessingParameterFileDestination(OUTPUT, translate("algorithms", "Published project"), kinds)
        self.addParameter(output)
        self._add_file(POLICY, translate("algorithms", "Policy file"), "json")
        self._add_file(MEMBERS, translate("algorithms", "Member file"), "csv")
        self._add_file(RESPONSIBILITY, translate("algorithms", "Responsibility file"), "json")
        folder = QgsProcessingParameterFile.Behavior.Folder
        rules = translate("algorithms", "Folder of rule files")
        self.addParameter(QgsProcessingParameterFile(RULES, rules, behavior=folder, optional=True))
        ars = translate("algorithms", "Regionalschlüssel of the municipality")
        self.addParameter(QgsProcessingParameterString(ARS, ars, defaultValue=ANYWHERE))
        service = translate("algorithms", "Connection that may write (pg_service)")
        self.addParameter(QgsProcessingParameterString(WRITE_CONNECTION, service, optional=True))
        columns = translate("algorithms", "Layers whose tables get key and version")
        self.addParameter(QgsProcessingParameterString(COLUMNS, columns, optional=True))
        owner = translate("algorithms", "Connection of the owner of these tables (pg_service)")
        self.addParameter(QgsProcessingParameterString(OWNER_CONNECTION, owner, optional=True))
        confirm = translate("algorithms", "Change these tables: I have seen the SQL")
        self.addParameter(QgsProcessingParameterBoolean(CONFIRM, confirm, defaultValue=False))
        remove = QgsProcessingParameterBoolean(
            REMOVE, translate("algorithms", "Take everything back"), defaultValue=False
        )
        self.addParameter(remove)
        self.addOutput(QgsProcessingOutputBoolean(CHANGED, translate("algorithms", "Whether anything changed")))
        self.addOutput(QgsProcessingOutputString(SQL, translate("algorithms", "SQL that changes tables")))
        self.addOutput(QgsProcessingOutputString(BACKUP, translate("algorithms", "Where the removed queue was saved")))

    def flags(self) -> Qgis.ProcessingAlgorithmFlags:
        """A project is opened, which belongs to the main thread."""
        return super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading

    def carry_out(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        source = self.parameterAsString(parameters, PROJECT, context)
        output = str(Path(self.parameterAsFileOutput(parameters, OUTPUT, context)).absolute())
        _check_output(source, output)
        wish = self._wish(parameters, context)
        sql = self._change_tables(source, wish, parameters, context, feedback)
        if sql and not self.parameterAsBoolean(parameters, CONFIRM, context):
            return {OUTPUT: "", CHANGED: False, SQL: sql}
        with municipal_project(source) as project:
            _step(feedback, 20, translate("algorithms", "The project was read."))
            made = plan(project, wish)
            _step(feedback, 40, translate("algorithms", "The layers are fit for contributions."))
            if wish.remove:
                return self._take_back(made, output, feedback)
            people = named(project, wish.members)
            rows = fill_database(made, people, feedback.pushInfo)
            feedback.setProgress(70)
            written = publish(project, made, output)
            _warn_of_names(feedback, made)
        keep_wal(made.queue)
        _warn(feedback, made, people)
        feedback.pushInfo(translate("algorithms", "Open layers: {}").format(", ".join(made.layers)))
        feedback.pushInfo(translate("algorithms", "Rows changed: {}; published project: {}").format(rows, output))
        return {OUTPUT: output, CHANGED: bool(rows) or written or bool(sql), SQL: sql}

    def _change_tables(
        self,
        source: str,
        wish: Wish,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> str:
        """Show the SQL that COLUMNS asks for, and run it where it is confirmed; returns it."""
        names = self.names(parameters, COLUMNS, context)
        if not names:
            return ""
        with municipal_project(source) as project:
            made = plan(project, wish)
            layers = find_layers(project, names)
            if closed := sorted(set(layers) - set(made.layers)):
                raise InvalidContent(f"COLUMNS names {closed[0]}, which is not open for contributions.")
            sql = versions_in_table.to_remove(layers) if wish.remove else versions_in_table.to_add(layers)
        if not sql:
            return ""
        feedback.pushInfo(translate("algorithms", "SQL that changes tables of the municipality:"))
        feedback.pushInfo(sql)
        if self.parameterAsBoolean(parameters, CONFIRM, context):
            owner = self.parameterAsString(parameters, OWNER_CONNECTION, context)
            versions_in_table.run(sql, owner or wish.write_connection)
        else:
            feedback.pushWarning(translate("algorithms", "Nothing was done. Run this again with CONFIRM to do it."))
        return sql

    def _take_back(self, made: Plan, output: str, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        backup = take_back(made, feedback.pushInfo)
        removed = remove_published(output)
        return {OUTPUT: output, BACKUP: backup, CHANGED: bool(backup) or removed}

    def _wish(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Wish:
        ars = self.parameterAsString(parameters, ARS, context)
        if not is_ars(ars):
            raise InvalidContent(f"ARS is {ars!r}, which is no Regionalschlüssel of 2, 3, 5, 9 or 12 digits.")
        policies = self._text(parameters, POLICY, context)
        people = self._text(parameters, MEMBERS, context)
        return Wish(
            layers=self.names(parameters, LAYERS, context),
            policies=policy.parse(policies, ars) if policies is not None else policy.PolicyFile(),
            members=members.parse(people) if people is not None else [],
            ars=ars,
            write_connection=self.parameterAsString(parameters, WRITE_CONNECTION, context),
            remove=self.parameterAsBoolean(parameters, REMOVE, context),
            responsibility=self._text(parameters, RESPONSIBILITY, context),
            rules=read_folder(self.parameterAsFile(parameters, RULES, context)),
        )

    def _text(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> str | None:
        path = self.parameterAsFile(parameters, name, context)
        try:
            return Path(path).read_text("utf-8") if path else None
        except UnicodeDecodeError as error:
            raise InvalidContent(f"The file {path} of {name} is not in UTF-8; save it as UTF-8.") from error
        except OSError as error:
            raise InvalidContent(f"The file {path} of {name} cannot be read: {error.strerror}.") from error

    def _add_file(self, name: str, title: str, extension: str) -> None:
        self.addParameter(QgsProcessingParameterFile(name, title, extension=extension, optional=True))


def _check_output(source: str, output: str) -> None:
    if Path(source).resolve() == Path(output).resolve():
        raise InvalidContent("OUTPUT is the project itself, which is never written to.")
    if Path(output).suffix.lower() not in (".qgs", ".qgz"):
        raise InvalidContent(f"OUTPUT must end with .qgs or .qgz: {output}.")
    if not Path(output).absolute().parent.is_dir():
        raise InvalidContent(f"The folder of OUTPUT does not exist: {output}.")


def _warn(feedback: QgsProcessingFeedback, made: Plan, people: Sequence[Member]) -> None:
    if not people:
        return
    for layer in unreached(made, people):
        text = translate("algorithms", "Nobody in MEMBERS has a right in the area of {}; is ARS right?")
        feedback.pushWarning(text.format(layer))


def _warn_of_names(feedback: QgsProcessingFeedback, made: Plan) -> None:
    text = translate("algorithms", "The map tip or title of {} names {}, which is personal: it will be empty.")
    for layer, name in worded(made):
        feedback.pushWarning(text.format(layer, name))


def _step(feedback: QgsProcessingFeedback, percent: int, text: str) -> None:
    if feedback.isCanceled():
        raise Cancelled("Cancelled.")
    feedback.setProgress(percent)
    feedback.pushInfo(text)
