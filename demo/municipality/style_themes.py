"""What people contribute to and planners look at: trees, benches, playgrounds, barriers, plans."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsMapUnitScale,
    QgsMarkerSymbol,
    QgsProperty,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from . import paint
from .catalogue import BARRIERS, CONDITION, PLAN_STATES, RACKS

CROWNS = {"baum_altmarkfurt": "kronedurch_m", "baum_neuwasser": "krone", "baum_rodenau": "kronedurch"}


def trees(layer: QgsVectorLayer) -> None:
    """Green circles as wide as the crown; felled trees are hollow."""
    felled = "\"status\" IN ('gefaellt', 'G')"
    symbol = QgsMarkerSymbol.createSimple({"name": "circle", "size": "6", "outline_width": "0.15"})
    dot = symbol.symbolLayer(0)
    dot.setSizeUnit(Qgis.RenderUnit.MetersInMapUnits)
    limits = QgsMapUnitScale()
    limits.minSizeMMEnabled, limits.minSizeMM = True, 0.7
    dot.setSizeMapUnitScale(limits)
    dot.setColor(QColor(92, 153, 66, 170))
    dot.setStrokeColor(QColor(47, 99, 34, 200))
    crown = f'max(2.5, coalesce("{CROWNS[layer.name()]}", 5))'
    dot.setDataDefinedProperty(QgsSymbolLayer.Property.Size, QgsProperty.fromExpression(crown))
    hollow = f"if({felled}, '255,255,255,60', '92,153,66,170')"
    dot.setDataDefinedProperty(QgsSymbolLayer.Property.FillColor, QgsProperty.fromExpression(hollow))
    paint.single(layer, symbol)
    paint.visible(layer, 15000)


def benches(layer: QgsVectorLayer) -> None:
    """Small brown rectangles by condition."""
    colours = {"gut": "#7a4a22", "maengel": "#d98a1f", "defekt": "#c2241c"}
    symbols = {code: paint.marker("square", colour, 1.9) for code, colour in colours.items()}
    paint.by_value(layer, "zustand", symbols, CONDITION, paint.marker("square", "#7a4a22", 1.9))
    paint.visible(layer, 6000)


def barriers(layer: QgsVectorLayer) -> None:
    """Red warning triangles."""
    symbols = {code: paint.marker("triangle", "#d7263d", 2.9) for code in BARRIERS}
    paint.by_value(layer, "art", symbols, BARRIERS, paint.marker("triangle", "#d7263d", 2.9))
    paint.visible(layer, 6000)


def racks(layer: QgsVectorLayer) -> None:
    """Blue diamonds."""
    symbols = {code: paint.marker("diamond", "#1f5fa8", 2.7) for code in RACKS}
    paint.by_value(layer, "typ", symbols, RACKS, paint.marker("diamond", "#1f5fa8", 2.7))
    paint.visible(layer, 6000)


def playgrounds(layer: QgsVectorLayer) -> None:
    """Sand-coloured areas with their names."""
    paint.single(layer, paint.fill("#f7d774", "#c08a1e", 0.35))
    paint.visible(layer, 20000)
    settings = paint.label_settings(
        '"name"', paint.text_format(6, "#7d5606"), Qgis.LabelPlacement.Horizontal, (4500, 1)
    )
    settings.autoWrapLength = 16
    paint.label(layer, settings)


def devices(layer: QgsVectorLayer) -> None:
    """Orange dots, close up only."""
    paint.single(layer, paint.marker("circle", "#e4761b", 1.3))
    paint.visible(layer, 2500)


def _hatched(colour: str, style: str = "solid") -> QgsFillSymbol:
    symbol = paint.fill("255,255,255,0", colour, 0.6, outline_style=style)
    pattern = QgsLinePatternFillSymbolLayer()
    pattern.setLineAngle(45)
    pattern.setDistance(2.6)
    pattern.setSubSymbol(paint.line(colour, 0.22))
    symbol.appendSymbolLayer(pattern)
    return symbol


def plans(layer: QgsVectorLayer) -> None:
    """Hatched by legal state, with the plan's number."""
    symbols = {"rechtskraeftig": _hatched("#b0306a"), "in_aufstellung": _hatched("#d46a1d", "dash"),
               "ausser_kraft": _hatched("#8d8d8d", "dot")}  # fmt: skip
    paint.by_value(layer, "rechtsstand", symbols, PLAN_STATES, _hatched("#8d8d8d"))
    paint.visible(layer, 60000)
    style = paint.text_format(7, "#8a1f50", bold=True)
    paint.label(layer, paint.label_settings('"nummer"', style, Qgis.LabelPlacement.Horizontal, (16000, 1)))
