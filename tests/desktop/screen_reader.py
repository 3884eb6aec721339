"""What a screen reader hears of a window: walks AT-SPI's tree of a program and prints its controls as JSON.

A program of its own (the system's Python with GObject introspection), because whoever listens is never the one who
speaks: QGIS answers over the accessibility bus while this waits. Arguments: the names of the windows, docks or
dialogs to be walked.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 20.0
DEEP = 40
INSIDE = {"table cell", "list item", "tree item", "table row", "column header", "row header", "menu item"}
"""What stands in a list is spoken by its text; the list itself needs a name."""


def program() -> Any:
    """The first program on the bus. Qt comes to it a moment after somebody listens for the first time."""
    desktop, end = Atspi.get_desktop(0), time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for number in range(desktop.get_child_count()):
            if (found := desktop.get_child_at_index(number)) is not None and found.get_child_count():
                return found
        desktop.clear_cache()
        time.sleep(0.05)
    raise SystemExit("no program speaks on the accessibility bus")


def children(node: Any) -> Iterator[Any]:
    for number in range(node.get_child_count()):
        if (child := node.get_child_at_index(number)) is not None:
            yield child


def named(node: Any, names: set[str], depth: int = 0) -> Iterator[Any]:
    """The nodes of these names, the outermost only."""
    if node.get_name() in names and node.get_role_name() not in INSIDE:
        yield node
    elif depth < DEEP and node.get_role_name() not in INSIDE:
        for child in children(node):
            yield from named(child, names, depth + 1)


def controls(node: Any, path: tuple[str, ...] = ()) -> Iterator[dict[str, Any]]:
    """Whatever is shown below `node` and may take the focus."""
    states, role = node.get_state_set(), node.get_role_name()
    if role in INSIDE or not states.contains(Atspi.StateType.SHOWING):
        return
    if states.contains(Atspi.StateType.FOCUSABLE):
        yield {
            "role": role,
            "name": node.get_name(),
            "description": node.get_description(),
            "labels": [label for relation in node.get_relation_set() for label in _labels(relation)],
            "enabled": states.contains(Atspi.StateType.ENABLED),
            "path": list(path),
        }
    for number, child in enumerate(children(node)):
        yield from controls(child, (*path, f"{role} {node.get_name() or number}"))


def _labels(relation: Any) -> Iterator[str]:
    if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
        for number in range(relation.get_n_targets()):
            yield relation.get_target(number).get_name()


def main(names: list[str]) -> int:
    Atspi.init()
    for _ in range(3):
        try:
            roots = list(named(program(), set(names)))
            found = [control for root in roots for control in controls(root)]
        except GLib.Error:
            continue  # a widget went while it was listened to
        print(json.dumps({"roots": [root.get_name() for root in roots], "controls": found}, ensure_ascii=False))
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
