"""The world: QGIS's network, databases, layers, settings and wording. No widgets."""
