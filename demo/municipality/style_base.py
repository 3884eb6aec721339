"""The base map: ground, relief, water, streets, buildings, borders."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsBilinearRasterResampler,
    QgsHillshadeRenderer,
    QgsRasterLayer,
    QgsRuleBasedLabeling,
    QgsTextBackgroundSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSizeF
from qgis.PyQt.QtGui import QColor, QPainter

from . import paint
from .catalogue import FUNCTIONS, LAND_USES, LEVELS, ROAD_CLASSES

GROUND = {"acker": "#f4f0d9", "platz": "#f6ede0", "wald": "#b4d19c", "heide": "#e2cfdc",
          "siedlung": "#eadfd4", "gewerbe": "#dfdce4", "park": "#cfe6b6",
          "friedhof": "#c3d9bb", "wiese": "#dfeac8", "schule": "#f3e8d2"}  # fmt: skip
# carriageway, casing, width in metres, least widths of casing and carriageway in millimetres
ROADS = {
    "sonstige": ("#ffffff", "#b9b3a7", 4.5, 0.16, 0.10),
    "privat": ("#f4f1ec", "#c4bfb4", 4.5, 0.16, 0.10),
    "gemeindestrasse": ("#ffffff", "#b0a999", 6.5, 0.26, 0.14),
    "kreisstrasse": ("#fff1a8", "#b59a3c", 8.5, 0.75, 0.45),
    "bundesstrasse": ("#f9c66b", "#b3752a", 11.0, 1.05, 0.68),
}
HOUSES = {"1010": "#cfc0ae", "1120": "#d5b59a", "2000": "#bdb7c2", "3012": "#c48f7d", "3021": "#d9a98c",
          "3041": "#a89a9f"}  # fmt: skip


def land_use(layer: QgsVectorLayer) -> None:
    """Areas in quiet colours."""
    symbols = {use: paint.fill(colour) for use, colour in GROUND.items()}
    paint.by_value(layer, "nutzung", symbols, LAND_USES, paint.fill("#f6f2e8"))


def relief(layer: QgsRasterLayer) -> None:
    """Hillshade, blended with the areas under it."""
    renderer = QgsHillshadeRenderer(layer.dataProvider(), 1, 315, 45)
    renderer.setZFactor(9)
    renderer.setMultiDirectional(True)
    layer.setRenderer(renderer)
    layer.setBlendMode(QPainter.CompositionMode.CompositionMode_Multiply)
    layer.setOpacity(0.55)
    layer.brightnessFilter().setBrightness(48)
    layer.brightnessFilter().setContrast(20)
    layer.resampleFilter().setZoomedInResampler(QgsBilinearRasterResampler())
    layer.resampleFilter().setZoomedOutResampler(QgsBilinearRasterResampler())


def water(layer: QgsVectorLayer) -> None:
    """Blue areas with their names along them."""
    paint.single(layer, paint.fill("#9cc6e3", "#9cc6e3", 0.35))
    style = paint.text_format(8, "#2f6d98", "#d8ebf6", italic=True)
    settings = paint.label_settings('"name"', style, Qgis.LabelPlacement.Horizontal, (150000, 2500))
    paint.label(layer, settings)


def streets(layer: QgsVectorLayer) -> None:
    """Classes with casing; casings of all streets below all carriageways, so that junctions are open."""
    symbols = {}
    for rank, (code, (colour, casing, width, outer, inner)) in enumerate(ROADS.items()):
        outline = paint.metres(width + 1.6, outer, casing, 0)
        symbols[code] = paint.stacked(outline, paint.metres(width, inner, colour, rank + 1))
    symbols = dict(reversed(symbols.items()))
    other = paint.stacked(paint.metres(4.0, 0.2, "#cccccc", 1))
    paint.by_value(layer, "widmung", symbols, ROAD_CLASSES, other).setUsingSymbolLevels(True)
    _street_labels(layer)


def _street_labels(layer: QgsVectorLayer) -> None:
    """Road numbers as shields on the open road, street names along the streets."""
    root = QgsRuleBasedLabeling.Rule(None)
    root.appendChild(_shields("B ", "#f9c66b", "#7a4a10", 260000))
    root.appendChild(_shields("K ", "#fff1a8", "#6b5a12", 90000))
    names = paint.label_settings('"strname"', paint.text_format(7, "#3b3a37"), Qgis.LabelPlacement.Curved, (5200, 1))
    names.lineSettings().setMergeLines(True)
    names.lineSettings().setPlacementFlags(Qgis.LabelLinePlacementFlag.OnLine)
    names.repeatDistance, names.repeatDistanceUnit = 90, Qgis.RenderUnit.Millimeters
    rule = QgsRuleBasedLabeling.Rule(names)
    rule.setFilterExpression("\"strname\" NOT LIKE 'B %' AND \"strname\" NOT LIKE 'K 99%'")
    rule.setDescription("Straßennamen")
    root.appendChild(rule)
    layer.setLabeling(QgsRuleBasedLabeling(root))
    layer.setLabelsEnabled(True)


def _shields(prefix: str, colour: str, ink: str, scale: float) -> QgsRuleBasedLabeling.Rule:
    style = paint.text_format(6.5, ink, colour, bold=True)
    board = QgsTextBackgroundSettings()
    board.setEnabled(True)
    board.setSizeType(QgsTextBackgroundSettings.SizeType.SizeBuffer)
    board.setSize(QSizeF(0.7, 0.3))
    board.setFillColor(QColor(colour))
    board.setStrokeColor(QColor(ink))
    board.setStrokeWidth(0.2)
    style.setBackground(board)
    settings = paint.label_settings('"strname"', style, Qgis.LabelPlacement.Horizontal, (scale, 4000))
    settings.lineSettings().setMergeLines(True)
    settings.repeatDistance, settings.repeatDistanceUnit = 70, Qgis.RenderUnit.Millimeters
    rule = QgsRuleBasedLabeling.Rule(settings)
    rule.setFilterExpression(f"\"strname\" LIKE '{prefix}%'")
    rule.setDescription(f"Straßennummern {prefix}")
    return rule


def buildings(layer: QgsVectorLayer) -> None:
    """Buildings by function."""
    symbols = {code: paint.fill(colour, "#9b8b78", 0.12) for code, colour in HOUSES.items()}
    paint.by_value(layer, "gfk", symbols, FUNCTIONS, paint.fill("#cfc0ae", "#9b8b78", 0.12))
    paint.visible(layer, 30000)
    style = paint.text_format(6.5, "#5b2f22", bold=True)
    names = "map_get(map('3012', 'Rathaus', '3041', 'Kirche', '3021', 'Schule'), \"gfk\")"
    paint.label(layer, paint.label_settings(names, style, Qgis.LabelPlacement.Horizontal, (6000, 1)))


def parcels(layer: QgsVectorLayer) -> None:
    """Fine boundaries, close up only."""
    paint.single(layer, paint.fill("255,255,255,0", "#a59a86", 0.1))
    paint.visible(layer, 2600)


def addresses(layer: QgsVectorLayer) -> None:
    """House numbers."""
    symbol = paint.marker("circle", "255,255,255,0", 0.1, "255,255,255,0")
    paint.single(layer, symbol)
    paint.visible(layer, 1600)
    style = paint.text_format(5.5, "#6a5c49", "#e8dccd")
    number = 'concat("hausnr", "adz")'
    paint.label(layer, paint.label_settings(number, style, Qgis.LabelPlacement.OverPoint))


def areas(layer: QgsVectorLayer) -> None:
    """Borders as in an atlas; the municipality's name in the middle of it."""
    symbols = {
        "land": paint.fill("255,255,255,0", "#7b4d82", 0.9),
        "kreis": paint.fill("255,255,255,0", "#8a4f8f", 0.9),
        "verband": paint.fill("255,255,255,0", "#9b6aa0", 0.55, outline_style="dash"),
        "gemeinde": paint.fill("255,255,255,0", "#9b6aa0", 0.35, outline_style="dash dot"),
    }
    paint.by_value(layer, "ebene", symbols, LEVELS, paint.fill("255,255,255,0", "#9b6aa0", 0.2))
    style = paint.text_format(11, "#3a2440", bold=True)
    name = 'CASE WHEN "ebene" = \'gemeinde\' THEN "gen" END'
    settings = paint.label_settings(name, style, Qgis.LabelPlacement.Horizontal, (700000, 30000))
    settings.priority = 9
    paint.label(layer, settings)


def districts(layer: QgsVectorLayer) -> None:
    """Thin borders and names at the scale of a city."""
    paint.single(layer, paint.fill("255,255,255,0", "#b99abd", 0.2, outline_style="dot"))
    paint.visible(layer, 90000, 4000)
    style = paint.text_format(8, "#6d4a73")
    paint.label(layer, paint.label_settings('"name"', style, Qgis.LabelPlacement.Horizontal, (60000, 6000)))


def contours(layer: QgsVectorLayer) -> None:
    """Brown lines; every fifth a little stronger."""
    paint.single(layer, paint.line("#c9ab86", 0.12))
    paint.visible(layer, 12000)


def walks(layer: QgsVectorLayer) -> None:
    """A marked trail."""
    paint.single(layer, paint.line("#c8372d", 0.5, line_style="dash"))
    style = paint.text_format(7, "#9d241c", italic=True)
    settings = paint.label_settings('"name"', style, Qgis.LabelPlacement.Curved, (60000, 1))
    paint.label(layer, settings)
