"""Small helpers for symbols and labels; sizes in millimetres unless they say metres."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsLineSymbolLayer,
    QgsMapUnitScale,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont

FONT = "DejaVu Sans"


def fill(colour: str, outline: str = "no", width: float = 0.1, **more: str) -> QgsFillSymbol:
    """A plain area."""
    style = {"outline_style": "no"} if outline == "no" else {"outline_color": outline}
    return QgsFillSymbol.createSimple({"color": colour, "outline_width": str(width), **style, **more})


def line(colour: str, width: float, **more: str) -> QgsLineSymbol:
    """A plain line."""
    return QgsLineSymbol.createSimple({"color": colour, "width": str(width), "capstyle": "round", **more})


def marker(shape: str, colour: str, size: float, outline: str = "#ffffff", width: float = 0.25) -> QgsMarkerSymbol:
    """A plain point sign that grows a little with the scale and stays readable."""
    return QgsMarkerSymbol.createSimple(
        {"name": shape, "color": colour, "size": str(size), "outline_color": outline, "outline_width": str(width)}
    )


def metres(width: float, least: float, colour: str, level: int) -> QgsSimpleLineSymbolLayer:
    """A line as wide as the thing is, but never thinner than `least` millimetres; drawn at a symbol level."""
    layer = QgsSimpleLineSymbolLayer(QColor(colour), width)
    layer.setWidthUnit(Qgis.RenderUnit.MetersInMapUnits)
    limits = QgsMapUnitScale()
    limits.minSizeMMEnabled, limits.minSizeMM = True, least
    layer.setWidthMapUnitScale(limits)
    layer.setPenCapStyle(Qt.PenCapStyle.RoundCap)
    layer.setPenJoinStyle(Qt.PenJoinStyle.RoundJoin)
    layer.setRenderingPass(level)
    return layer


def stacked(lowest: QgsLineSymbolLayer, *others: QgsLineSymbolLayer) -> QgsLineSymbol:
    """A line of several strokes. The symbol's constructor would not take the strokes over from Python."""
    symbol = QgsLineSymbol()
    symbol.changeSymbolLayer(0, lowest)
    for layer in others:
        symbol.appendSymbolLayer(layer)
    return symbol


def single(layer: QgsVectorLayer, symbol: QgsSymbol) -> None:
    """One symbol for all."""
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def by_value(
    layer: QgsVectorLayer, field: str, symbols: Mapping[str, QgsSymbol], titles: Mapping[str, str], other: QgsSymbol
) -> QgsCategorizedSymbolRenderer:
    """One symbol per code, in the given order, and one for whatever else comes."""
    categories = [QgsRendererCategory(code, symbol, titles[code]) for code, symbol in symbols.items()]
    categories.append(QgsRendererCategory(None, other, "sonstige"))
    renderer = QgsCategorizedSymbolRenderer(field, categories)
    layer.setRenderer(renderer)
    return renderer


def visible(layer: QgsVectorLayer, most: float, least: float = 0) -> None:
    """Shown between the scales 1:most and 1:least only."""
    layer.setScaleBasedVisibility(True)
    layer.setMinimumScale(most)
    layer.setMaximumScale(least)


def text_format(
    size: float, colour: str, halo: str = "#ffffff", bold: bool = False, italic: bool = False
) -> QgsTextFormat:
    """Lettering with a halo; size in points."""
    font = QFont(FONT)
    font.setBold(bold)
    font.setItalic(italic)
    style = QgsTextFormat()
    style.setFont(font)
    style.setNamedStyle("Bold" if bold else "Oblique" if italic else "Book")
    style.setSize(size)
    style.setColor(QColor(colour))
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(True)
    buffer.setSize(0.7)
    buffer.setColor(QColor(halo))
    style.setBuffer(buffer)
    return style


def label_settings(
    expression: str, style: QgsTextFormat, placement: Qgis.LabelPlacement, scales: Sequence[float] = ()
) -> QgsPalLayerSettings:
    """What is written where; `scales` are the smallest and largest scale numbers, as 1:n."""
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = expression, True
    settings.setFormat(style)
    settings.placement = placement
    if scales:
        settings.scaleVisibility = True
        settings.minimumScale, settings.maximumScale = scales
    return settings


def label(layer: QgsVectorLayer, settings: QgsPalLayerSettings) -> None:
    """Labels for the whole layer."""
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
