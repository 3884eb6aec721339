"""Say whether QGIS and the Python packages fit together; exit non-zero where they do not."""

from __future__ import annotations

import importlib
import importlib.util
import sys

NEEDED = [
    "lxml.etree",
    "numpy",
    "osgeo.gdal_array",
    "owslib.wfs",
    "requests",
    "shapely",
    "qgis.server",
    "gunicorn",
]
BUILT_ON_NUMPY = [
    "scipy.sparse",
    "matplotlib.pyplot",
]  # not ours, but QGIS's own tools use them where installed


def present(module: str) -> bool:
    """Whether the top-level package of ``module`` is installed."""
    return importlib.util.find_spec(module.partition(".")[0]) is not None


def main() -> int:
    """Import everything once and print the versions."""
    for module in NEEDED + [name for name in BUILT_ON_NUMPY if present(name)]:
        importlib.import_module(module)
    import numpy
    import shapely
    from qgis.core import Qgis

    print(
        f"setup: QGIS {Qgis.version()}, Python {sys.version.split()[0]}, "
        f"NumPy {numpy.__version__}, Shapely {shapely.__version__}"
    )
    if Qgis.versionInt() < 34000:
        print("setup: QGIS 3.40 or newer is needed", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
