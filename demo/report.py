"""The report of `make demo`: maps, contributions and what an outside client saw, in one HTML file."""

from __future__ import annotations

import base64
import html
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .edits import Edit
from .witness import Row

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem }
h1 { font-size: 1.6rem } table { border-collapse: collapse; width: 100% } th { text-align: left }
td, th { border-bottom: 1px solid #ccd5da; padding: .45rem .6rem; vertical-align: top }
figure { margin: 0; flex: 1 1 24rem } figure div { position: relative } svg { position: absolute; inset: 0 }
img { width: 100%; display: block } circle { fill: none; stroke: #a3195b; stroke-width: .7 }
svg text { font: bold 4px sans-serif; fill: #a3195b; stroke: white; stroke-width: .8px; paint-order: stroke }
.maps { display: flex; gap: 1rem; flex-wrap: wrap; margin: 1rem 0 }
.published { color: #1b6e3c; font-weight: 600 } .rejected { color: #8a2b2b; font-weight: 600 }
"""
_STATUS = {"published": "übernommen", "rejected": "abgelehnt"}
_OPERATION = {"insert": "neu", "update": "geändert", "delete": "gelöscht"}


@dataclass(frozen=True)
class Picture:
    """A square map; `west` and `north` are its upper left corner, `side` its length, all in metres."""

    title: str
    png: bytes
    west: float
    north: float
    side: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a position lies in the picture, in per cent from its upper left corner."""
        return 100 * (x - self.west) / self.side, 100 * (self.north - y) / self.side


@dataclass(frozen=True)
class Line:
    edit: Edit
    operation: str
    status: str
    note: str
    before: Row | None
    after: Row | None


@dataclass
class Report:
    pictures: list[Picture] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def add(self, edit: Edit, row: Any, before: Row | None, after: Row | None) -> None:
        """`row` is the contribution as the queue has it."""
        self.lines.append(Line(edit, row["operation"], row["status"], row["note"] or "", before, after))


def write(report: Report, path: Path) -> Path:
    """Write the report and return its path."""
    maps = "".join(_figure(picture, report.lines) for picture in report.pictures)
    lines = "".join(_line(number, line) for number, line in enumerate(report.lines, 1))
    path.write_text(
        f"""<!doctype html><html lang="de"><meta charset="utf-8"><title>Bürger-GIS: die Vorführung</title>
<style>{_STYLE}</style><h1>Fünf Beiträge aus Altmarkfurt, vom Rundgang bis zur Karte</h1>
<p>Eine Ehrenamtliche hat fünf Änderungen eingereicht. Die Prüferin hat vier angenommen und eine
abgelehnt. Die letzten beiden Spalten zeigen, was ein unabhängiges Programm (ogr2ogr) über WFS gelesen hat.</p>
<div class="maps">{maps}</div>
<table><thead><tr><th>Nr.</th><th>Beitrag</th><th>Ebene</th><th>Was</th><th>Entscheidung</th>
<th>Vorher auf dem Server</th><th>Nachher auf dem Server</th></tr></thead><tbody>{lines}</tbody></table></html>
""",
        encoding="utf-8",
    )
    return path


def _figure(picture: Picture, lines: list[Line]) -> str:
    rings = "".join(
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="3.2"/><text x="{x + 3.4:.2f}" y="{y - 2:.2f}">{number}</text>'
        for number, line in enumerate(lines, 1)
        for x, y in [picture.place(line.edit.x, line.edit.y)]
    )
    image = base64.b64encode(picture.png).decode()
    return (
        f'<figure><div><img alt="Karte: {html.escape(picture.title)}" src="data:image/png;base64,{image}">'
        f'<svg viewBox="0 0 100 100" aria-hidden="true">{rings}</svg></div>'
        f"<figcaption>{html.escape(picture.title)}</figcaption></figure>"
    )


def _line(number: int, line: Line) -> str:
    status = html.escape(_STATUS.get(line.status, line.status))
    note = f"<br>„{html.escape(line.note)}“" if line.note else ""
    return (
        f"<tr><td>{number}</td><td>{html.escape(line.edit.title)}</td><td>{html.escape(line.edit.layer)}</td>"
        f"<td>{html.escape(_OPERATION.get(line.operation, line.operation))}</td>"
        f'<td><span class="{html.escape(line.status)}">{status}</span>{note}</td>'
        f"<td>{_row(line.before, line.after)}</td><td>{_row(line.after, line.before)}</td></tr>"
    )


def _row(row: Row | None, other: Row | None) -> str:
    """Position, and the properties in which the two differ."""
    if row is None:
        return "nicht vorhanden"
    differing = [
        f"{name}: {value}"
        for name, value in row.properties.items()
        if other is not None and other.properties.get(name) != value and name != "gml_id"
    ]
    return "<br>".join(html.escape(text) for text in [f"{float(row.x)} {float(row.y)}", *differing])
