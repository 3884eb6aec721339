"""The guides for contributors and reviewers (docs/), which come with the plugin: sections of Markdown, found by topic.

A section begins with its heading. A comment `<!-- help: map -->` below it says what it is the help for, in every
language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"

_HEADING = re.compile(r"^(##+) (.+)$")
_TOPIC = re.compile(r"^<!-- help: ([a-z_]+) -->$")
_OTHER_PAGE = re.compile(r"\[([^\]]+)\]\([\w.-]+\.md(#[\w-]+)?\)")
_IMAGE = re.compile(r"!\[[^\]]*\]\(images/([\w-]+\.png)\)")


@dataclass(frozen=True)
class Section:
    """`text` is Markdown, heading included; `level` is 2 for a chapter, 3 for a part; `anchor` as links name it."""

    title: str
    level: int
    topic: str
    anchor: str
    text: str


@cache
def sections(page: str, folder: Path = DOCS) -> tuple[Section, ...]:
    """The sections of a guide such as contributors.md; none where it did not come with the plugin."""
    try:
        text = (folder / page).read_text("utf-8")
    except OSError:
        return ()
    return tuple(_sections(text.splitlines()))


def image(name: str, folder: Path = DOCS) -> Path | None:
    """A picture of the guides by its address there, images/de-map.png; None for anything else."""
    match = _IMAGE.fullmatch(f"![]({name})")
    path = folder / "images" / match.group(1) if match else None
    return path if path is not None and path.is_file() else None


def _sections(lines: list[str]) -> Iterator[Section]:
    starts = [number for number, line in enumerate(lines) if _HEADING.match(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        heading = _HEADING.match(lines[start])
        assert heading is not None  # by starts
        topic = next((found[1] for line in lines[start:end] if (found := _TOPIC.match(line))), "")
        body = "\n".join(line for line in lines[start:end] if not _TOPIC.match(line))
        title = heading[2].replace("`", "")
        yield Section(title, len(heading[1]), topic, _anchor(heading[2]), _OTHER_PAGE.sub(r"\1", body).strip())


def _anchor(title: str) -> str:
    """As GitHub makes them."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
