"""The page of the dock."""

from __future__ import annotations

from .page import Page


class MapPage(Page):
    pass
