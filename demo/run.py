"""`make run`: a profile and a project with which QGIS Desktop opens on the running demo: `python -m demo.run PORT`.

Prints the project. The municipality is known to the plugin by its address; nobody is logged in.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
)

from .desktop import Desktop
from .published import ROOT

FOLDER = ROOT / "build" / "profile"
CRS = "EPSG:25833"
TITLE = "Oberzentrum Dreiwasser"
BACKGROUND = ("strasse", "gebaeude", "gewaesser", "landnutzung")
"""The first on top."""
ALTMARKFURT = QgsRectangle(494_300, 5_670_400, 495_600, 5_671_300)


def address(port: int) -> str:
    return f"http://127.0.0.1:{port}/ows/"


def profile(port: int) -> Desktop:
    """With the language of the desktop; kept from one run to the next."""
    known = json.dumps([{"address": address(port), "title": TITLE, "authcfg": ""}])
    desktop = Desktop(FOLDER, "", {"plugins/buergergis/municipalities": known})
    desktop.prepare()
    return desktop


def project(port: int) -> Path:
    """The town's map as a background, in its own CRS. Raises RuntimeError where the service does not draw it."""
    made = QgsProject()
    made.setTitle(TITLE)
    crs = QgsCoordinateReferenceSystem(CRS)
    made.setCrs(crs)
    layers = "&".join(f"layers={name}&styles=" for name in BACKGROUND)
    town = QgsRasterLayer(f"crs={CRS}&format=image/png&dpiMode=7&{layers}&url={address(port)}", TITLE, "wms")
    if not town.isValid():
        raise RuntimeError(f"The service does not draw its map: {town.error().message()}")
    made.addMapLayer(town)
    made.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(ALTMARKFURT, crs))
    path = FOLDER / "dreiwasser.qgz"
    if not made.write(str(path)):
        raise RuntimeError(made.error())
    return path


def main(port: int) -> int:
    application = QgsApplication([], False)
    application.initQgis()
    profile(port)
    print(project(port))
    application.exitQgis()
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
