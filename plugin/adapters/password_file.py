"""The password file that nginx reads, changed at one go: the old one or the new one, never a part."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..domain.errors import InvalidContent


class PasswordFile:
    """The text of a password file; without a path there is none, and nothing is written."""

    def __init__(self, path: Path | None) -> None:
        self.path = path.resolve() if path else None
        self.text = ""
        self._before = b""
        self._written = False

    @classmethod
    @contextmanager
    def kept(cls, path: Path | None) -> Iterator[PasswordFile]:
        """The file, which is put back as it was if the block fails."""
        file = cls(path)
        try:
            yield file
        except BaseException:
            file.restore()
            raise

    def read(self) -> None:
        """Read the text. Raises InvalidContent."""
        try:
            self._before = self.path.read_bytes() if self.path else b""
            self.text = self._before.decode("utf-8")
        except OSError as error:
            raise InvalidContent(f"The password file {self.path} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise InvalidContent(f"The password file {self.path} is not in UTF-8.") from error

    def write(self) -> None:
        """Replace the file at one go if its text was changed. Raises InvalidContent."""
        if self.path and self.text.encode("utf-8") != self._before:
            try:
                _replace(self.path, self.text.encode("utf-8"))
            except OSError as error:
                text = f"The password file {self.path} cannot be written: {error.strerror}."
                raise InvalidContent(text, "Run this as the user and group that it belongs to.") from error
            self._written = True

    def restore(self) -> None:
        """Put back what was there before `write`."""
        if self.path and self._written:
            _replace(self.path, self._before)


def _replace(path: Path, content: bytes) -> None:
    """Write beside the file, then put it in its place, with the owner and the mode it had."""
    about = path.stat()
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        made = fresh.stat()
        if (made.st_uid, made.st_gid) != (about.st_uid, about.st_gid):
            shutil.chown(fresh, about.st_uid, about.st_gid)
        fresh.chmod(stat.S_IMODE(about.st_mode))
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
