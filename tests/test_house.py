"""The floors of docs/architecture.md, kept true: who may import whom, and what no line may do."""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import house_rules

ROOT = Path(__file__).resolve().parent.parent
PLUGIN = ROOT / "plugin"
FILES = sorted(path for path in PLUGIN.rglob("*.py"))

PURE = {"domain", "services", "formats", "workflows"}
BELOW = {  # floor: (own floors it may import, the world outside the standard library)
    "domain": (set(), set()),
    "services": ({"domain"}, {"requests", "owslib", "lxml"}),
    "formats": ({"domain"}, {"requests", "owslib", "lxml"}),
    "workflows": ({"domain", "services", "formats"}, {"requests"}),
    "adapters": (PURE, {"requests", "owslib", "lxml", "psycopg2", "qgis", "osgeo"}),
    "algorithms": (PURE | {"adapters"}, {"requests", "owslib", "lxml", "qgis", "osgeo"}),
    "gui": (PURE | {"adapters"}, {"qgis", "processing"}),
    "server": (PURE | {"adapters"}, {"requests", "owslib", "lxml", "qgis", "osgeo"}),
    "desktop.py": (PURE | {"adapters", "algorithms", "gui"}, {"qgis"}),
}
BY_FULL_NAME = {"plugin/server/front/gunicorn_conf.py"}  # executed by gunicorn, outside any package
SHAPELY_IN = {"plugin/domain/duplicates.py", "plugin/domain/topology.py"}
NEVER = {  # floor: parts of QGIS and of the standard library it must not touch
    "domain": {"socket", "http", "urllib.request", "ssl", "sqlite3", "pathlib", "locale", "time", "os"},
    "services": {"socket", "http.client", "urllib.request", "sqlite3"},
    "adapters": {"qgis.gui", "qgis.PyQt.QtWidgets", "qgis.utils"},
    "algorithms": {"qgis.gui", "qgis.PyQt.QtWidgets", "qgis.server", "qgis.utils"},
    "gui": {"qgis.server", "qgis.utils", "sqlite3", "socket", "http", "urllib.request", "plugin.services.wfs.client"},
    "server": {"qgis.gui", "qgis.PyQt.QtWidgets", "qgis.utils"},
}


def floor_of(path: Path) -> str:
    """The first part below plugin/: a floor, or desktop.py."""
    return path.relative_to(PLUGIN).parts[0]


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module imported, with its line; own ones as ``plugin.floor.module``."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *filter(None, [node.module])])
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def within(module: str, names: set[str]) -> bool:
    """Whether ``module`` is one of ``names`` or lies inside one."""
    return any(module == name or module.startswith(name + ".") for name in names)


def complaint(path: Path, module: str) -> str | None:
    """Why this import is against the table, or None."""
    floor = floor_of(path)
    own, world = BELOW.get(floor, (set(), set()))
    if path.relative_to(ROOT).as_posix() in BY_FULL_NAME:
        module = module.removeprefix("buergergis.")
    top, _, rest = module.partition(".")
    if floor == "gui" and within(module, NEVER["gui"]):
        return f"{floor} must not touch {module}"
    if top == "plugin":
        target = rest.partition(".")[0]
        return None if target in own | {floor} or f"{target}.py" == floor else f"{floor} must not know {target}"
    if within(module, NEVER.get(floor, set())):
        return f"{floor} must not touch {module}"
    if top == "shapely":
        return None if path.relative_to(ROOT).as_posix() in SHAPELY_IN else "shapely is for duplicates and topology"
    return None if top in sys.stdlib_module_names | world else f"{floor} must not import {top}"


def relative(path: Path) -> str:
    """The name of a file as people say it."""
    return path.relative_to(ROOT).as_posix()


def test_there_is_a_house() -> None:
    assert FILES, "plugin/ holds no Python file"


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_every_import_goes_downwards(path: Path) -> None:
    assert path.name in {"__init__.py"} or floor_of(path) in BELOW, f"{relative(path)} lies on no floor"
    found = [f"{relative(path)}:{line}: {why}" for line, module in imports(path) if (why := complaint(path, module))]
    assert not found, "\n".join(found)


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a file with the last part of the called name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id, node


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_qt_comes_through_qgis_and_translations_are_whole_sentences(path: Path) -> None:
    qt = [f"{relative(path)}:{line}: {name}" for line, name in imports(path) if within(name, {"PyQt5", "PyQt6", "sip"})]
    assert not qt, "Qt comes through qgis.PyQt"
    cut = [
        f"{relative(path)}:{call.lineno}"
        for name, call in calls(path)
        if name in {"tr", "translate"} and any(isinstance(text, ast.JoinedStr) for text in call.args)
    ]
    assert not cut, f'a translator never sees the text of tr(f"…"): {cut}'


def qgis_names(path: Path) -> dict[str, Any]:
    """What a file imports from QGIS and Qt, resolved."""
    found: dict[str, Any] = {}
    for _, module in imports(path):
        package, _, name = module.rpartition(".")
        if package.startswith("qgis."):
            found[name] = getattr(importlib.import_module(package), name, None)
    return found


def unscoped(path: Path) -> Iterator[str]:
    """Enum members written without their enum, which Qt 6 no longer knows (``Qt.AlignLeft``)."""
    names = qgis_names(path)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name) or node.attr.isupper():
            continue
        owner = names.get(node.value.id)
        member = getattr(owner, node.attr, None) if isinstance(owner, type) else None
        if isinstance(member, int) and not isinstance(member, bool) and not is_enum(owner):
            yield f"{relative(path)}:{node.lineno}: {node.value.id}.{node.attr}"


def is_enum(owner: type) -> bool:
    """Whether a class is itself an enum: Python's, or one of PyQt 5's integers."""
    return issubclass(owner, int)


@pytest.mark.qgis
@pytest.mark.parametrize("path", FILES, ids=relative)
def test_enums_are_written_out_for_qt_6(path: Path) -> None:
    found = list(unscoped(path))
    assert not found, "\n".join(found)


def complaints(path: Path) -> list[str]:
    """What tests/house_rules.py has against a file."""
    return [f"{relative(path)}:{line}: {why}" for line, why in sorted(_broken(path.read_text("utf-8"), relative(path)))]


def _broken(source: str, name: str) -> Iterator[house_rules.Complaint]:
    tree, floor = ast.parse(source), name.removeprefix("plugin/").partition("/")[0]
    if floor == "gui":
        yield from house_rules.foreign_text(tree, name)
        yield from house_rules.blocks(tree, name)
    if floor in ("gui", "adapters"):
        yield from house_rules.running(tree, name)
    if floor != "server":
        yield from house_rules.assumes_posix(tree, name)
        if name not in ("plugin/gui/shell.py", "plugin/desktop.py"):
            yield from house_rules.knows_iface(tree)


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_strangers_windows_and_other_desktops_are_safe(path: Path) -> None:
    found = complaints(path)
    assert not found, "\n".join(found)


CAUGHT = {
    "plugin/gui/x.py": [
        "label = QLabel(name)", "class Note(QLabel): ...", "self._n = QLabel()\nself._n.setText(note)",
        "QMessageBox.warning(self, '', text)",
        "w.setToolTip(title)", "w.setToolTip(shown(title))", "w.setToolTip(f'<b>{title}</b>')", "w.setToolTip('a' + t)",
        "w.setToolTip(translate('x', 'Layer {}').format(title))", "bar.pushMessage(text)",
        "bar.createMessage('B', note)", "bar.pushMessage(translate('x', 'Done'), note, Qgis.MessageLevel.Info)",
        "dialog.setWindowTitle(layer.name())", "form.addRow(field, box)", "form.addRow(field.name(), box)",
        "QDesktopServices.openUrl(QUrl(value))", "w.setHtml(text)", "w.insertHtml('x')",
        "eval(text)", "exec(text)", "import webbrowser", "import subprocess", "from subprocess import run",
        "os.startfile(p)", "tabs.addTab(page, title)", "QgsWebView()", "import pickle",
        "QgsExpression(value).evaluate()", "layer.loadNamedStyle(path)", "layer.setDefaultValueDefinition(0, d)",
        "self._iface.mainWindow()", "def f(iface): ...", "from qgis.utils import iface",
        "class A:\n def f(self):\n  WorkingCopy.open(p)", "class A:\n def f(self):\n  b.connect(lambda: connect(p))",
        "class A:\n def f(self):\n  def later():\n   return 1\n  time.sleep(1)",
        "path.is_file()", "def free(path):\n return path.exists()", "path.stat().st_size", "copy_layer(p, r, True)",
        "map_layers.copy_layer(p, r, True)", "os.path.realpath(p)", "os.stat(p)", "os.path.exists(p)", "exists(p)",
        "WorkingCopy(p).records()", "with open(p, 'rb') as f: ...", "QFileInfo(p)", "shutil.copy(p, q)",
        "class A:\n def f(self):\n  with WorkingCopy.open(p) as c: ...", "Path(p).resolve()", "p.parent.mkdir()",
    ],
    "plugin/adapters/x.py": [
        "import fcntl", "from pwd import getpwuid", "import locale", "os.fork()", "os.kill(1, signal.SIGKILL)",
        "p = '/tmp/x'", "p = '~/x'", "p = f'{folder}/x.gpkg'", "path + os.sep", "open(p)", "open(p, 'w')",
        "p.read_text()", "p.write_text(text)", "now.strftime('%d. %B %Y')", "now.strftime(pattern)",
        "time.strftime('%x')", "t = QLocale().toString(x)", "request.setFilterExpression(text)", "import pickle",
    ],
}  # fmt: skip
HARMLESS = {
    "plugin/gui/x.py": [
        "w.setToolTip(escaped(title))", "w.setToolTip(translate('x', 'Refresh'))", "w.setToolTip('')",
        "w.setToolTip(escaped(translate('x', 'Layer {}').format(title)) if title else '')",
        "PlainLabel(title).say(note)", "bar.pushMessage(translate('x', 'Done'), Qgis.MessageLevel.Info)",
        "label = QLabel(translate('x', '&Name:'))\nlabel.setBuddy(box)\nform.addRow(label, box)", "icon = QLabel()",
        "dialog.setWindowTitle(shown(title))", "form.addRow(translate('x', 'Name'), box)", "form.addRow(box)",
        "form.addRow(PlainLabel(field), box)", "dialog.exec()", "re.compile('x')",
        "self.lane.start(t, lambda job: WorkingCopy.open(p), d, f)",
        "def load(path, job):\n return WorkingCopy.open(path)",
        "class A:\n def f(self):\n  lane.start(t, lambda _job: path.is_file(), d, f)", "dialog.open()",
        "os.path.basename(p)", "name.replace('a', 'b')", "def f(job):\n return [(lambda p: p.exists())(x) for x in y]",
        "class A:\n def f(self):\n  button.clicked.connect(self.go)",
    ],
    "plugin/adapters/x.py": [
        "open(p, 'rb')", "open(p, encoding='utf-8')", "p.read_text('utf-8')", "p.write_text(text, 'utf-8')",
        "now.strftime('%Y-%m-%dT%H:%M:%SZ')", "u = f'{url}/x'", "u = 'https://gis.example/tmp'", "path / 'x'",
        "image.open(p)",
    ],
    "plugin/gui/x_work.py": ["def look(path):\n return WorkingCopy.open(path), path.exists()"],
    "plugin/server/x.py": ["import fcntl", "os.kill(1, signal.SIGKILL)", "open('/proc/self/statm')"],
}  # fmt: skip


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, lines in CAUGHT.items() for line in lines])
def test_the_rules_catch_what_they_are_for(name: str, line: str) -> None:
    assert list(_broken(line, name))


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, lines in HARMLESS.items() for line in lines])
def test_the_rules_let_good_lines_pass(name: str, line: str) -> None:
    assert not list(_broken(line, name))
