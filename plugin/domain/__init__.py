"""Facts and rules. Standard library only: no Qt, no QGIS, no network, no clock, no files, no locale."""
