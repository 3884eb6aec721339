"""What no line of the plugin may do, as functions over ast. tests/test_house.py applies them, and proves them.

Each yields (line, complaint); what to do instead stands in the complaint.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

Complaint = tuple[int, str]

# (a) foreign text in windows

ESCAPED = {"translate", "escaped"}
PLAIN = {"translate", "escaped", "shown", "label", "paragraphs", "headline"}
LAST, FIRST_TWO = slice(-1, None), slice(0, 2)
TEXT_OF = {  # call -> where its texts stand, what they must have come through; Qt takes the first ones for HTML
    **dict.fromkeys(("setToolTip", "setStatusTip", "setWhatsThis", "setLabelText"), (LAST, ESCAPED)),
    **dict.fromkeys(("pushMessage", "pushInfo", "pushWarning", "pushCritical", "pushSuccess"), (FIRST_TWO, ESCAPED)),
    "QLabel": (LAST, ESCAPED),
    **dict.fromkeys(("createMessage", "QgsMessageBarItem", "QProgressDialog"), (FIRST_TWO, ESCAPED)),
    **dict.fromkeys(("setWindowTitle", "setTabText", "addTab", "setTitle"), (LAST, PLAIN)),
}
ONE_FILE = {  # name -> the file of gui/ that may use it
    "QMessageBox": "asking.py",
    "QDialog": "widgets.py",
    "QDesktopServices": "links.py",
    "QInputDialog": "",
    "QTextEdit": "",
    "QTextBrowser": "guide_view.py",  # the guides that come with the plugin
    "QgsMessageViewer": "",
    "QErrorMessage": "",
    "QWebView": "",
    "QgsWebView": "",
    "uic": "",
}
NEVER_CALLED = {  # in gui/ and adapters/: what reads HTML, or runs or loads what a stranger wrote
    *("setHtml", "insertHtml", "appendHtml", "setMarkdown", "startfile", "eval", "exec", "compile", "system", "popen"),
    *("loadNamedStyle", "loadDefaultStyle", "setInitCode", "setInitFunction", "QgsAction", "loadUi"),
    *("setDefaultValueDefinition", "setSubsetString", "evaluate"),
}
OUR_MARKUP = "plugin/gui/guide_view.py"
EVALUATES = {"plugin/adapters/own_expressions.py"}
NEVER_IMPORTED = {"webbrowser", "subprocess", "pickle", "marshal", "shelve", "ctypes"}
EXPRESSIONS = {  # file -> why it may make an expression
    "plugin/adapters/areas.py": "compares a field that the administrator named with a text, both quoted",
    "plugin/adapters/forms.py": "limits and lengths of columns quoted by QGIS, and what own_expressions.py allows",
    "plugin/adapters/map_layers.py": "names a column, quoted by QGIS, and makes its value harmless in a map tip",
    "plugin/adapters/own_expressions.py": "evaluates what rules say, of a list of functions that see the feature alone",
    "plugin/adapters/surroundings.py": "compares a field with a value, both quoted by QGIS",
    "plugin/adapters/personal.py": "asks which fields an expression of the administrator names; none is evaluated",
}


def foreign_text(tree: ast.Module, name: str) -> Iterator[Complaint]:
    """Texts in gui/ that a widget may read as HTML, or that nobody cleaned."""
    file, labels, plain = name.rpartition("/")[2], _made(tree, {"QLabel"}), _made(tree, {"PlainLabel", "Quiet"})
    for node in ast.walk(tree):
        word = node.id if isinstance(node, ast.Name) else node.name if isinstance(node, ast.alias) else ""
        if word in ONE_FILE and file != ONE_FILE[word]:
            yield getattr(node, "lineno", 0), f"{word}: {_only(word)}"
        if isinstance(node, ast.ClassDef) and file != "widgets.py" and "QLabel" in map(ast.unparse, node.bases):
            yield node.lineno, "a label of variable text is a PlainLabel"
        if isinstance(node, ast.Call):
            yield from _unclean_texts(node, labels, labels | plain)


def _made(tree: ast.Module, kinds: set[str]) -> set[str]:
    """What a file calls the widgets of some kinds that it makes (`note`, `self._note`)."""
    return {
        ast.unparse(target)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and called(node.value) in kinds
        for target in node.targets
    }


def _unclean_texts(node: ast.Call, labels: set[str], widgets: set[str]) -> Iterator[Complaint]:
    where, wrappers = TEXT_OF.get(called(node), (slice(0), set()))
    if not all(_came_through(text, wrappers) for text in node.args[where]):
        yield node.lineno, f"{called(node)} takes literals and {', '.join(sorted(wrappers))}"
    owner = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
    if called(node) == "setText" and owner in labels and not all(_came_through(text, ESCAPED) for text in node.args):
        yield node.lineno, "a label of variable text is a PlainLabel"
    if called(node) == "addRow" and len(node.args) == 2:
        first = node.args[0]
        known = isinstance(first, ast.Attribute) or ast.unparse(first) in widgets
        if not known and not _came_through(first, {*ESCAPED, "PlainLabel", "Quiet"}):
            yield node.lineno, "addRow makes a label that reads HTML: translate(…) or PlainLabel(…)"


def _only(word: str) -> str:
    instead = {"QMessageBox": "asking.confirmed", "QDialog": "widgets.Dialog", "QDesktopServices": "links.LinkButton"}
    return f"use {instead.get(word, 'a widget of plain text')}"


def _came_through(node: ast.expr, wrappers: set[str]) -> bool:
    if isinstance(node, ast.Constant) or (isinstance(node, ast.Attribute) and node.attr[0].isupper()):
        return True  # Qgis.MessageLevel.Info
    if isinstance(node, ast.Call):
        return called(node) in wrappers
    if isinstance(node, ast.IfExp):
        return _came_through(node.body, wrappers) and _came_through(node.orelse, wrappers)
    if isinstance(node, ast.BinOp):
        return _came_through(node.left, wrappers) and _came_through(node.right, wrappers)
    if isinstance(node, ast.JoinedStr):
        values = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        return all(_came_through(value, wrappers) for value in values)
    return False


def running(tree: ast.Module, name: str) -> Iterator[Complaint]:
    """What would open, load or run something that a stranger wrote."""
    for node in ast.walk(tree):
        allowed = {"evaluate"} if name in EVALUATES else {"setMarkdown"} if name == OUR_MARKUP else set()
        if isinstance(node, ast.Call) and called(node) in NEVER_CALLED - allowed and not _is_method_exec(node):
            yield node.lineno, f"{called(node)} reads or runs what strangers write"
        if isinstance(node, ast.Call | ast.Attribute) and name not in EXPRESSIONS:
            word = called(node) if isinstance(node, ast.Call) else node.attr
            if word in (
                "QgsExpression",
                "setFilterExpression",
                "setDisplayExpression",
                "setMapTipTemplate",
                "combineFilterExpression",
            ):
                yield node.lineno, f"{word}: an expression of ours only, and tests/house_rules.py says why"
        for module in _modules(node):
            if module.partition(".")[0] in NEVER_IMPORTED:
                yield node.lineno, f"{module} has no place here"


def _is_method_exec(node: ast.Call) -> bool:
    """`dialog.exec()`, `menu.exec(place)` and `re.compile` are no exec and no compile."""
    return isinstance(node.func, ast.Attribute) and node.func.attr in ("exec", "compile")


# (b) who knows QGIS's window


def knows_iface(tree: ast.Module) -> Iterator[Complaint]:
    """Only gui/shell.py (and desktop.py, which hands it over) know iface."""
    for node in ast.walk(tree):
        words = {getattr(node, "id", ""), getattr(node, "attr", ""), getattr(node, "arg", "")}
        if words & {"iface", "_iface"} or (isinstance(node, ast.alias) and node.name in ("iface", "QgisInterface")):
            yield getattr(node, "lineno", 0), "iface is known to gui/shell.py alone; ask gui/window.py"


# (c) no POSIX, no locale

POSIX_MODULES = {"fcntl", "pwd", "grp", "resource", "termios", "pty", "posix", "syslog", "locale"}
WORDED = ("words.py", "wording.py", "adapters/language.py")
"""The files that speak to people, and may know how they write a number."""

POSIX_NAMES = {
    "os": {
        "fork",
        "getuid",
        "geteuid",
        "getgid",
        "setsid",
        "kill",
        "killpg",
        "mkfifo",
        "chown",
        "umask",
        "nice",
        "sep",
    },
    "signal": {"SIGKILL", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGALRM"},
    "time": {"strftime", "strptime", "tzset"},
}
ROOTS = ("/tmp", "/dev/", "/proc/", "/etc/", "/var/", "/usr/", "~/")
NUMBERS = set("%YmdHMSfzjG -:.TZuV")  # strftime: what no locale changes


def assumes_posix(tree: ast.Module, name: str = "") -> Iterator[Complaint]:
    """What works on Linux alone, or differently under another locale."""
    for node in ast.walk(tree):
        for module in _modules(node):
            if module.partition(".")[0] in POSIX_MODULES:
                yield node.lineno, f"{module} is not on every desktop"
        owner = node.value.id if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) else ""
        if owner and node.attr in POSIX_NAMES.get(owner, ()):
            yield node.lineno, f"{owner}.{node.attr} is not on every desktop"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(ROOTS):
            yield node.lineno, f"{node.value!r} is no place on every desktop"
        if isinstance(node, ast.JoinedStr) and _glues_a_path(node):
            yield node.lineno, "a path is made with pathlib"
        if isinstance(node, ast.Name) and node.id == "QLocale" and not name.endswith(WORDED):
            yield node.lineno, "QLocale words numbers for people; what is sent or compared has no language"
        if isinstance(node, ast.Call):
            yield from _depends(node)


def _depends(node: ast.Call) -> Iterator[Complaint]:
    word, arguments = called(node), [*node.args, *(keyword.value for keyword in node.keywords)]
    if word == "strftime":
        pattern = arguments[0] if arguments else None
        if not isinstance(pattern, ast.Constant) or not set(str(pattern.value)) <= NUMBERS:
            yield node.lineno, "strftime writes words of the locale"
    if any(keyword.arg == "encoding" for keyword in node.keywords):
        return
    texts = [argument.value for argument in arguments if isinstance(argument, ast.Constant)]
    if word == "open" and isinstance(node.func, ast.Name) and not any("b" in str(text) for text in texts[-1:]):
        yield node.lineno, "open a text with its encoding"
    if (word, len(node.args)) in (("read_text", 0), ("write_text", 1)):
        yield node.lineno, f"{word} with an encoding"


def _glues_a_path(node: ast.JoinedStr) -> bool:
    """`f"{folder}/x"`: a slash right after a value that is called a path."""
    pairs = zip(node.values, node.values[1:], strict=False)
    return any(
        isinstance(one, ast.FormattedValue)
        and isinstance(other, ast.Constant)
        and str(other.value).startswith(("/", "\\"))
        and any(word in ast.unparse(one.value) for word in ("path", "folder", "directory"))
        for one, other in pairs
    )


# (d) windows wait for nothing

_FILES = ("open", "WorkingCopy", "QFile", "QFileInfo", "QSaveFile", "exists", "isfile", "isdir", "realpath")
ON_DISK_OR_NETWORK = {
    "WorkingCopy": {"open", "create", "open_or_create"},
    "Connection": {"open"},
    "time": {"sleep"},
    "": {"connect", "reconnect", "session", "fetch", "copy_layer", "wms_layer", "wfs_layer", "sleep", *_FILES},
}
ON_DISK = {  # methods of a path, whatever it is called; not open, rename and replace: windows and texts have them too
    *("exists", "is_file", "is_dir", "is_symlink", "is_mount", "stat", "lstat", "samefile", "resolve", "readlink"),
    *("iterdir", "glob", "rglob", "unlink", "rmdir", "mkdir", "touch", "chmod", "symlink_to", "hardlink_to"),
    *("read_text", "write_text", "read_bytes", "write_bytes", "expanduser", "copy_layer", "wms_layer", "wfs_layer"),
}
OF_THE_DISK = {  # modules -> what in them does not ask the disk
    "os": {"fspath", "getpid"},
    "os.path": {"join", "basename", "dirname", "split", "splitext", "normcase", "normpath", "isabs"},
    "shutil": set(),
    "tempfile": set(),
}
ON_DISK_ALL_THE_SAME = {  # (file, function) -> why it may ask the disk in a window
    ("plugin/gui/mine/verbs.py", "_layer"): "QGIS makes a layer where it shows it",
}


def blocks(tree: ast.Module, name: str) -> Iterator[Complaint]:
    """Files and services are met in functions that are given a Job, and in functions of a `…work.py` without self."""
    return _blocks(tree, name, False)


def _blocks(node: ast.AST, name: str, free: bool) -> Iterator[Complaint]:
    if isinstance(node, ast.FunctionDef | ast.Lambda):
        names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
        of_work = name.endswith("work.py") and isinstance(node, ast.FunctionDef) and "self" not in names[:1]
        excepted = (name, getattr(node, "name", "")) in ON_DISK_ALL_THE_SAME
        free = free or bool({"job", "_job"} & set(names)) or of_work or excepted
    if isinstance(node, ast.Call) and not free and _waits(node):
        yield node.lineno, f"{ast.unparse(node.func)} waits for disk or network: in a lane's work, which takes a job"
    for child in ast.iter_child_nodes(node):
        yield from _blocks(child, name, free)


def _waits(node: ast.Call) -> bool:
    if isinstance(node.func, ast.Name):
        return node.func.id in ON_DISK_OR_NETWORK[""]
    if not isinstance(node.func, ast.Attribute):
        return False
    owner, word = ast.unparse(node.func.value), node.func.attr
    if owner in OF_THE_DISK:
        return word not in OF_THE_DISK[owner]
    return word in ON_DISK or word in ON_DISK_OR_NETWORK.get(owner, ())


def called(node: ast.Call) -> str:
    """The last part of the called name."""
    func = node.func
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
