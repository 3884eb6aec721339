"""The working copy: one GeoPackage in which a contributor edits, online or offline."""

from __future__ import annotations

from .changes import LocalChange
from .outbox import Sent
from .working_copy import Overview, WorkingCopy

__all__ = ["LocalChange", "Overview", "Sent", "WorkingCopy"]
