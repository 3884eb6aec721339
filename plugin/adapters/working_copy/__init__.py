"""The working copy: one GeoPackage in which a contributor edits, online or offline."""

from __future__ import annotations

from .changes import LocalChange
from .conflicts import Conflict, Resolved
from .outbox_rows import Sent
from .overview import Overview
from .working_copy import WorkingCopy

__all__ = ["Conflict", "LocalChange", "Overview", "Resolved", "Sent", "WorkingCopy"]
