"""What people do, step by step, without Qt and QGIS."""
