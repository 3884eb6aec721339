"""Rule files on disk: one for each layer, in a folder."""

from __future__ import annotations

from pathlib import Path

from ..domain.errors import InvalidContent
from ..domain.validation import LayerRules
from ..formats import rules

MOST = 500
"""Files in a folder."""


def read_folder(folder: str) -> list[LayerRules] | None:
    """The rules in every *.json of a folder; None for no folder. Raises InvalidContent with file, line and reason."""
    if not folder:
        return None
    paths = sorted(Path(folder).glob("*.json"))
    if not paths or len(paths) > MOST:
        raise InvalidContent(f"The folder {folder} holds no rule files, or more than {MOST}.")
    found = [read_file(str(path)) for path in paths]
    names = [one.layer for one in found]
    for path, one in zip(paths, found, strict=True):
        if names.count(one.layer) > 1:
            raise InvalidContent(f"{path.name} is not the only file in {folder} with rules for {one.layer}.")
    return found


def read_file(path: str) -> LayerRules:
    """The rules in one file. Raises InvalidContent with file, line and reason."""
    try:
        text = Path(path).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidContent(f"The file {path} is not in UTF-8; save it as UTF-8.") from error
    except OSError as error:
        raise InvalidContent(f"The file {path} cannot be read: {error.strerror}.") from error
    return rules.read(text, Path(path).name)
