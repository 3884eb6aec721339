"""`make screenshots`: pictures of every page in a real QGIS Desktop, German and English, light and dark.

Each round has the demo's service and a profile of its own; inside QGIS `scenes.py` plays a volunteer and a
reviewer and takes the pictures.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image

from .desktop import Desktop
from .play import told_to_scripts
from .processes import ServiceFailed
from .published import ROOT
from .service import Service

BUILD = ROOT / "build" / "screens"
IMAGES = ROOT / "docs" / "images"
SCENES = Path(__file__).with_name("scenes.py")
ROUNDS = (("de", ""), ("en", ""), ("de", "dark"), ("en", "dark"))
DARK = {"UI/UITheme": "Night Mapping"}


def main(wanted: list[str]) -> int:
    """Take the pictures of the rounds that are named (`de`, `en-dark` …), of all where none is."""
    for lang, theme in ROUNDS:
        name = "-".join(filter(None, (lang, theme)))
        if wanted and name not in wanted:
            continue
        try:
            pictures = take(lang, theme)
        except (ServiceFailed, RuntimeError) as problem:
            print(problem, file=sys.stderr)
            return 1
        print(f"{name}: {', '.join(path.name for path in pictures)}")
    return 0


def take(lang: str, theme: str) -> list[Path]:
    """The pictures of one round. Raises RuntimeError where a scene does not come to its end."""
    BUILD.mkdir(parents=True, exist_ok=True)  # not in the system's folder for temporary files: QGIS would warn
    with tempfile.TemporaryDirectory(dir=BUILD) as folder, Service.demo(Path(folder) / "service") as service:
        pictures = Path(folder) / "pictures"
        pictures.mkdir()
        desktop = Desktop(Path(folder) / "Profil", lang, DARK if theme else {})
        outcome = desktop.play(SCENES, told_to_scripts(service, Path(folder), pictures), timeout=300)
        found = sorted(pictures.glob("*.png"))
        if error := outcome.results.get("error"):
            kept = shutil.copytree(pictures, BUILD / "failed", dirs_exist_ok=True)
            raise RuntimeError(f"{lang} {theme}: {error}\nThe pictures so far are in {kept}.")
        IMAGES.mkdir(parents=True, exist_ok=True)
        end = f"-{theme}.png" if theme else ".png"
        return [pack(path, IMAGES / f"{lang}-{path.stem[2:]}{end}") for path in found]


def pack(path: Path, target: Path) -> Path:
    """A copy in 256 well chosen colours: a quarter of the bytes, and no difference to be seen."""
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
    few.save(target, optimize=True)
    return target


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
