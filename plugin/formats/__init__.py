"""Files that are read and written: pure, without Qt or QGIS."""
