"""QGIS's own places: Browser, locator, options, layer tree."""
