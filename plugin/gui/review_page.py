"""The page of the dock."""

from __future__ import annotations

from .page import Page


class ReviewPage(Page):
    pass
