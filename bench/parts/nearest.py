"""The peer GeoPandas, run by the Python of an environment of its own: `python nearest.py POINTS.npy RADIUS ROUNDS`.

Prints the seconds of the best round, and how many points have another one within the radius.
"""

from __future__ import annotations

import json
import sys
import time

import geopandas
import numpy


def main(file: str, radius: float, rounds: int) -> None:
    """Everything from the coordinates to the joined table counts."""
    places = numpy.load(file)
    best, found = float("inf"), 0
    for _ in range(rounds):
        began = time.perf_counter()
        frame = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(places[:, 0], places[:, 1], crs="EPSG:25833"))
        joined = frame.sjoin_nearest(frame, max_distance=radius, exclusive=True, distance_col="away")
        best, found = min(best, time.perf_counter() - began), int(joined.index.nunique())
    print(json.dumps({"seconds": best, "found": found, "version": geopandas.__version__}))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
