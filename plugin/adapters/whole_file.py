"""Files that appear when they are complete."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..domain.errors import InvalidContent


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """An empty file to be filled, for its owner alone; at the end it stands at `path`. Raises InvalidContent."""
    part = path.with_name(path.name + ".part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        yield part
        os.replace(part, path)
    except OSError as error:
        raise InvalidContent(f"The file {path} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            part.unlink()
