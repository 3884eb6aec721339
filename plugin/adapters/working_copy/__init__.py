"""The working copy: one GeoPackage in which a contributor edits, online or offline."""

from __future__ import annotations

from .changes import LocalChange
from .working_copy import WorkingCopy

__all__ = ["LocalChange", "WorkingCopy"]
