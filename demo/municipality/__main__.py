"""`python -m demo.municipality`: write data and projects of the demo municipality."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from .sizes import DEMO_SEED

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="demo.municipality", description=__doc__)
    parser.add_argument("--size", choices=("small", "full"), default="small")
    parser.add_argument("--output", type=Path, default=Path("build/demo/source"))
    parser.add_argument("--seed", type=int, default=DEMO_SEED)
    return parser.parse_args()


def main() -> None:
    """Write everything and say what was written."""
    arguments = _arguments()
    from . import build

    started = time.monotonic()
    counts = build.municipality(arguments.size, arguments.seed, arguments.output)
    for layer, count in counts.items():
        print(f"{layer:20} {count:7}")
    print(f"{arguments.output}: {sum(counts.values())} features in {time.monotonic() - started:.1f} s")


main()
