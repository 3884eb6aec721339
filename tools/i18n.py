"""Collect the texts people read into i18n/*.ts, keeping the translations, and compile them for QGIS.

`python -m tools.i18n collect` updates the .ts files; `… compile FOLDER` writes a .qm beside each .ts where it is
missing or older. Qt's own collector, pylupdate, would not see the sentences of the domain, which knows no Qt.

Not every file has every text. `de` has all. `de_einfach`, plain German, has those of the contexts that a contributor
reads (tools/language.toml) and leaves the rest to `de`. `en` has the plural forms: everything else is English already.
"""

from __future__ import annotations

import ast
import inspect
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugin.domain import errors

ROOT = Path(__file__).resolve().parent.parent
I18N = ROOT / "i18n"
MARKS = {"translate", "QT_TRANSLATE_NOOP", "counted"}
LANGUAGE = tomllib.loads((ROOT / "tools" / "language.toml").read_text("utf-8"))
"""Which contexts who reads; words that no German text has, and what to write instead."""
KINDS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.Problem)}
ADVISED = {name for name in KINDS if "advice" in inspect.signature(getattr(errors, name)).parameters}

FORMS = "\x9c"
"""Between the forms of a text with %n, singular first, as Qt's own tools separate them in memory."""

Texts = dict[tuple[str, str], str]  # (context, English): translation, "" where there is none yet


def collect() -> list[tuple[str, str]]:
    """Context and English text of everything that is shown translated, each once, file by file."""
    problems = [("problems", text) for text in errors.SAFETY_TEXT.values()]
    paths = sorted((ROOT / "plugin").rglob("*.py"))
    trees = [ast.parse(path.read_text("utf-8")) for path in paths]
    problems += [("problems", text) for tree in trees for node in ast.walk(tree) for text in _advice(node)]
    marked = [found for tree in trees for node in ast.walk(tree) for found in _marked(node)]
    return list(dict.fromkeys([*marked, *problems]))


def wanted(ts: Path, texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of the texts that a file has, by its name."""
    name = ts.stem.partition("_")[2]
    if name == "en":
        return [(context, text) for context, text in texts if "%n" in text]
    contributors = LANGUAGE["readers"]["contributors"]
    return [(context, text) for context, text in texts if name != "de_einfach" or context in contributors]


def read(ts: Path) -> Texts:
    """The translations of a .ts file (Qt Linguist's format)."""
    contexts = ET.parse(ts).getroot().iter("context")
    return {
        (context.findtext("name", ""), message.findtext("source", "")): _translation(message)
        for context in contexts
        for message in context.iter("message")
    }


def _translation(message: ET.Element) -> str:
    forms = [form.text or "" for form in message.iter("numerusform")]
    return FORMS.join(forms) if any(forms) else message.findtext("translation", "").strip()


def write(ts: Path, texts: Texts) -> None:
    """Write a .ts file; a text without translation is marked for Qt Linguist, and stays English until then."""
    language = ts.stem.partition("_")[2].partition("_")[0]  # lrelease takes the rules of plurals from it
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    for name in sorted({context for context, _ in texts}):
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for source, translation in ((text, german) for (of, text), german in texts.items() if of == name):
            message = ET.SubElement(context, "message", {"numerus": "yes"} if "%n" in source else {})
            ET.SubElement(message, "source").text = source
            shown = ET.SubElement(message, "translation", {} if translation else {"type": "unfinished"})
            shown.text = None if "%n" in source else translation
            for form in translation.split(FORMS) if "%n" in source else ():
                ET.SubElement(shown, "numerusform").text = form
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode")
    ts.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8", newline="\n")


def compile_all(folder: Path) -> bool:
    """Compile what is new in `folder`; False where Qt's lrelease is missing."""
    new = [ts for ts in folder.glob("*.ts") if _time(ts.with_suffix(".qm")) < _time(ts)]
    if new and shutil.which("lrelease") is None:
        return False
    for ts in new:
        subprocess.run(["lrelease", "-silent", ts, "-qm", ts.with_suffix(".qm")], check=True)
    return True


def _marked(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Call) and _name(node) in MARKS:
        texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        if len(texts) == 2:
            yield texts[0], texts[1]


def _advice(node: ast.AST) -> Iterator[str]:
    """The advice of a kind of problem (a class attribute), or of one problem (the second argument)."""
    given: list[ast.expr] = []
    if isinstance(node, ast.ClassDef):
        given = [line.value for line in node.body if isinstance(line, ast.Assign) and _is_advice(line.targets[0])]
    elif isinstance(node, ast.Call) and _name(node) in ADVISED:
        given = node.args[1:2] + [word.value for word in node.keywords if word.arg == "advice"]
    yield from (text.value for text in given if isinstance(text, ast.Constant) and text.value)


def _is_advice(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) and target.id == "advice"


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _time(path: Path) -> float:
    return path.stat().st_mtime if path.exists() else 0.0


def main() -> int:
    """Do what the first argument says."""
    folder = Path(sys.argv[2]) if sys.argv[2:] else I18N
    if sys.argv[1] == "collect":
        texts = collect()
        for ts in sorted(folder.glob("*.ts")):
            known, own = read(ts), wanted(ts, texts)
            write(ts, {key: known.get(key, "") for key in own})
            print(f"{ts.name}: {sum(not known.get(key) for key in own)} of {len(own)} to translate")
    elif not compile_all(folder):
        print("i18n: lrelease is missing (apt install qttools5-dev-tools); texts stay English", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
