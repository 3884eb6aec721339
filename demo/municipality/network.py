"""The street network of one town: rings and spokes bent by hand, thinned out, cut by the river."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from random import Random

from qgis.core import QgsGeometry

from .geometry import Line, Point, distance, length, line_geometry, mm

Node = tuple[int, int]
FIRST_RING, RING_STEP, MAX_ARC = 52.0, 82.0, 185.0


@dataclass
class Edge:
    """A piece of street between two junctions. `ring` counts from the market outwards."""

    a: Node
    b: Node
    line: Line
    ring: int
    family: tuple[str, int, int]
    kind: str = "gemeindestrasse"
    name: str = ""


@dataclass
class Town:
    """A settlement: its place, its junctions and its streets."""

    name: str
    ars: str
    centre: Point
    nodes: dict[Node, Point] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def gate(self, towards: Point) -> Node:
        """The outer junction from which one leaves for another town."""
        return min(self.connected(), key=lambda n: distance(self.nodes[n], towards) + (0 if n[0] else 1e6))

    def connected(self) -> set[Node]:
        """The junctions that streets touch."""
        return {node for edge in self.edges for node in (edge.a, edge.b)}

    def route(self, start: Node, goal: Node) -> list[Edge]:
        """The way through the town, around the market rather than across it (Dijkstra)."""
        links = defaultdict(list)
        for edge in self.edges:
            cost = length(edge.line) * (5 if edge.ring <= 1 else 1)
            links[edge.a].append((edge.b, cost, edge))
            links[edge.b].append((edge.a, cost, edge))
        best: dict[Node, float] = {start: 0.0}
        back: dict[Node, tuple[Node, Edge]] = {}
        queue = [(0.0, start)]
        while queue:
            cost, node = heapq.heappop(queue)
            for other, step, edge in links[node]:
                if cost + step < best.get(other, math.inf):
                    best[other], back[other] = cost + step, (node, edge)
                    heapq.heappush(queue, (cost + step, other))
        way = []
        while goal != start:
            goal, edge = back[goal]
            way.append(edge)
        return way


class Bend:
    """A smooth displacement of the plane that makes a drawn plan look grown."""

    def __init__(self, rng: Random, size: float) -> None:
        self.turn, self.squash = rng.uniform(0, 2 * math.pi), rng.uniform(0.82, 0.95)
        waves = ((1.4 * size, 0.060 * size), (620.0, 26.0), (330.0, 9.0))
        self.waves = [(2 * math.pi / w, a, rng.uniform(0, 6.3), rng.uniform(0, 6.3)) for w, a in waves]

    def at(self, radius: float, angle: float) -> Point:
        """Where the polar place of the plan comes to lie, relative to the town's centre."""
        x, y = radius * math.cos(angle), radius * math.sin(angle) * self.squash
        for k, amplitude, phase, turn in self.waves:
            calm = min(1.0, radius / 260)
            x += calm * amplitude * math.sin(k * (x * math.sin(turn) + y * math.cos(turn)) + phase)
            y += calm * amplitude * math.sin(k * (x * math.cos(turn) - y * math.sin(turn)) + phase)
        c, s = math.cos(self.turn), math.sin(self.turn)
        return x * c - y * s, x * s + y * c


Planned = tuple[Node, Node, tuple[str, int, int]]


def _plan(wanted: int, spokes: int) -> tuple[list[Planned], list[int]]:
    """The first `wanted` edges of the ideal plan, from the market outwards, and the junctions of each ring.

    The last ring stays open on one side, as a town grows further where the land allows it.
    """
    edges: list[Planned] = []
    counts = [spokes]
    while len(edges) < wanted:
        ring = len(counts) - 1
        doubled = ring > 0 and 2 * math.pi * (FIRST_RING + RING_STEP * ring) / counts[ring] > MAX_ARC
        count = counts[ring] = counts[ring] * (2 if doubled else 1)
        for j in range(count):
            parent = j // 2 if doubled else j
            if ring and not (doubled and j % 2):
                edges.append(((ring - 1, parent), (ring, j), ("spoke", ring // 4, 1024 * j // count)))
            edges.append(((ring, j), (ring, (j + 1) % count), ("ring", ring, 4 * j // count)))
        counts.append(count)
    return edges[:wanted], counts[:-1]


def build(town: Town, wanted: int, city: bool, water: QgsGeometry, rng: Random) -> None:
    """Fill the town with about `wanted` connected streets; few of them cross the water."""
    spokes, core = (6, 2) if city else (3, 0)
    plan, counts = _plan(round(wanted * 1.1), spokes)
    bend = Bend(rng, FIRST_RING + RING_STEP * len(counts))

    def place(ring: float, share: float) -> Point:
        x, y = bend.at(FIRST_RING + RING_STEP * ring, 2 * math.pi * share)
        return mm((town.centre[0] + x, town.centre[1] + y))

    town.nodes = {
        (r, j): place(r + rng.uniform(-0.12, 0.12) * (r > 0), (j + rng.uniform(-0.1, 0.1)) / n)
        for r, n in enumerate(counts)
        for j in range(n)
    }
    near = QgsGeometry.fromRect(line_geometry([*town.nodes.values()]).boundingBox())
    wet = water.intersection(near).buffer(14, 4)
    for a, b, family in plan:
        middle = [place(a[0], (a[1] + 0.5) / counts[a[0]])] if family[0] == "ring" else []
        line = _eased(town.nodes[a], middle, town.nodes[b])
        if wet.isEmpty() or _passable(line, wet, family, rng):
            town.edges.append(Edge(a, b, line, max(a[0], b[0]), family))
    _thin(town, wanted, core, rng)


def _eased(a: Point, middle: list[Point], b: Point) -> Line:
    """A gently bowed line; the bow of a ring street is that of its ring, at half strength."""
    if not middle:
        return [a, b]
    m = middle[0]
    bow = (m[0] - (a[0] + b[0]) / 2) * 0.8, (m[1] - (a[1] + b[1]) / 2) * 0.8
    steps = ((0.0, 0.0), (0.25, 0.75), (0.5, 1.0), (0.75, 0.75), (1.0, 0.0))
    line = [(a[0] + t * (b[0] - a[0]) + w * bow[0], a[1] + t * (b[1] - a[1]) + w * bow[1]) for t, w in steps]
    return [a, *(mm(point) for point in line[1:-1]), b]


def _passable(line: Line, wet: QgsGeometry, family: tuple[str, int, int], rng: Random) -> bool:
    """Dry streets are; a few bridges are too, where both ends stand on dry land and the way is short."""
    street = line_geometry(line)
    if not street.intersects(wet):
        return True
    ends_dry = not any(line_geometry([end, end]).intersects(wet) for end in (line[0], line[-1]))
    short = street.intersection(wet).length() < 130
    return ends_dry and short and (family[0] == "ring" or rng.random() < 0.25) and rng.random() < 0.55


def _roots(edges: list[Edge]) -> tuple[dict[Node, Node], set[int]]:
    """Connected parts (union-find) and the edges that hold them together."""
    parent: dict[Node, Node] = {}

    def find(node: Node) -> Node:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    holding = set()
    for edge in edges:
        a, b = find(edge.a), find(edge.b)
        if a != b:
            parent[a] = b
            holding.add(id(edge))
    return {node: find(node) for node in list(parent)}, holding


def _thin(town: Town, wanted: int, core: int, rng: Random) -> None:
    """Keep the largest connected part, and drop streets nobody needs until about `wanted` are left."""
    parts, _ = _roots(town.edges)
    sizes: dict[Node, int] = defaultdict(int)
    for edge in town.edges:
        sizes[parts[edge.a]] += 1
    largest = max(sizes, key=lambda part: sizes[part])
    town.edges = [edge for edge in town.edges if parts[edge.a] == largest]
    degree = Counter(node for edge in town.edges for node in (edge.a, edge.b))
    shuffled = rng.sample(town.edges, len(town.edges))
    _, holding = _roots(sorted(shuffled, key=lambda edge: edge.ring > core))
    for edge in shuffled:
        spare = id(edge) not in holding and edge.ring > core and degree[edge.a] > 2 < degree[edge.b]
        if len(town.edges) > wanted and spare:
            town.edges = [other for other in town.edges if other is not edge]
            degree.subtract((edge.a, edge.b))
