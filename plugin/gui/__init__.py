"""Windows of QGIS Desktop: the dock with its pages, and QGIS's own places."""
