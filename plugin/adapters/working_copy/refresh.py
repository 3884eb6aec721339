"""Swapping in what the server has now: only where it differs, and never over a person's work.

What arrived lies in a side file, which is attached (`arrived.py`); whole sets of rows are compared and taken over.
Rows with changes go one by one, and meet what the server has of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...domain.contribution import is_change
from ...domain.errors import InvalidContent
from ...domain.feature import Feature
from ...workflows.ports import Refreshed
from .changes import base_feature, base_rows, row_of
from .layer import LayerRecord
from .meeting import Met, meet
from .rows import feature_of
from .schema import quoted
from .settling import drop_base

_MANY = 500


@dataclass
class Swap:
    """One layer's refresh inside a transaction; the triggers are disarmed.

    Where what arrived is not `whole`, what is not there need not be gone on the server, and stays.
    """

    connection: sqlite3.Connection
    layer: LayerRecord
    whole: bool = True
    conflicts: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    def run(self) -> Refreshed:
        """Bring the rows to what has arrived."""
        self.connection.execute('CREATE TEMP TABLE kept ("_id" INTEGER PRIMARY KEY, "_fid" TEXT)')
        self._carry_over()
        self._meet_changes()
        self._pair()
        removed = self._remove() if self.whole else 0
        changed, added = self._change(), self._add()
        for table in ("kept", "pair"):
            self.connection.execute(f"DROP TABLE temp.{table}")
        return Refreshed(added, changed, removed, tuple(self.conflicts), tuple(self.merged))

    def _carry_over(self) -> None:
        """What the server still has as it is here, by its version, did not have to arrive."""
        self.connection.execute(
            f'INSERT INTO temp.kept SELECT "_id", "_fid" FROM {quoted(self.layer.table)} '
            'WHERE "_fid" IN (SELECT fid FROM side.carried)'
        )

    # rows with changes

    def _meet_changes(self) -> None:
        """What is left as it is, or was brought up to date here, is noted in `kept`."""
        bases = base_rows(self.connection, self.layer)
        carried = {fid for (fid,) in self.connection.execute("SELECT fid FROM side.carried")} if bases else set()
        fids = {id_: base["_fid"] for id_, base in bases.items() if not base["_new"] and base["_fid"] not in carried}
        fids = {id_: fid for id_, fid in fids.items() if not self._is_unchanged(id_, bases[id_])}
        arrived = dict(self._with_ids(list(fids.values())))
        new = {id_ for id_, base in bases.items() if base["_new"]}
        met = {id_: (fid, arrived.get(fid)) for id_, fid in fids.items()} | dict(self._with_keys(new))
        order = sorted(met, key=lambda id_: met[id_][1] is None)  # first what is there
        for id_ in order:
            self._meets(id_, *met[id_])
        values = [(id_, met[id_][0] if id_ in met else None) for id_ in {*met, *new}]
        self.connection.executemany("INSERT OR REPLACE INTO temp.kept VALUES (?, ?)", values)

    def _is_unchanged(self, id_: int, base: sqlite3.Row) -> bool:
        """What was changed and changed back is no change, and moves on with the server."""
        row = row_of(self.connection, self.layer, id_)
        if row is None:
            return False
        was, now = base_feature(self.layer, base), feature_of(self.layer, row, base["_fid"])
        if is_change(was, now, self.layer.form.decimals):
            return False
        drop_base(self.connection, self.layer, id_, base["_fid"])
        return True

    def _with_ids(self, fids: list[str]) -> Iterator[tuple[str, Feature]]:
        for start in range(0, len(fids), _MANY):
            some = fids[start : start + _MANY]
            select = f'SELECT * FROM temp.arrived WHERE "_fid" IN ({", ".join("?" * len(some))})'
            for row in self.connection.execute(select, some).fetchall():
                yield row["_fid"], feature_of(self.layer, row, row["_fid"])

    def _with_keys(self, new: set[int]) -> Iterator[tuple[int, tuple[str, Feature]]]:
        """New rows that the server has by now, by the key that they were given here."""
        if self.layer.key_column is None or not new:
            return
        self.connection.execute('CREATE TEMP TABLE new ("_id" INTEGER PRIMARY KEY)')
        self.connection.executemany("INSERT INTO temp.new VALUES (?)", ((id_,) for id_ in new))
        key = quoted(self.layer.key_column)
        select = (
            f'SELECT mine."_id" AS "_mine", a.* FROM temp.new JOIN {quoted(self.layer.table)} AS mine USING ("_id") '
            f"JOIN temp.arrived AS a ON a.{key} = mine.{key}"
        )
        for row in self.connection.execute(select).fetchall():
            yield row["_mine"], (row["_fid"], feature_of(self.layer, row, row["_fid"]))
        self.connection.execute("DROP TABLE temp.new")

    def _meets(self, id_: int, fid: str, theirs: Feature | None) -> None:
        if theirs is None and not self.whole:
            return
        found = meet(self.connection, self.layer, id_, fid, theirs, beyond_extent=self.layer.extent is not None)
        if found.met is Met.MERGED:
            self.merged.append(found.key)
        elif found.met.open:
            self.conflicts.append(found.key)

    # all the others

    def _pair(self) -> None:
        """`pair`: each row here that nobody has changed, with the one that has arrived, if it has."""
        self.connection.execute('CREATE TEMP TABLE pair ("_id" INTEGER PRIMARY KEY, "_row" INTEGER)')
        self.connection.execute(
            f'INSERT INTO temp.pair SELECT here."_id", a."_row" FROM {quoted(self.layer.table)} AS here '
            'LEFT JOIN temp.arrived AS a ON a."_fid" = here."_fid" '
            'WHERE here."_fid" IS NOT NULL AND here."_id" NOT IN (SELECT "_id" FROM temp.kept)'
        )

    def _remove(self) -> int:
        gone = 'SELECT "_id" FROM temp.pair WHERE "_row" IS NULL'
        delete = f'DELETE FROM {quoted(self.layer.table)} WHERE "_id" IN ({gone})'
        return self.connection.execute(delete).rowcount

    def _change(self) -> int:
        columns = [quoted(name) for name in self.layer.data_columns]
        if not columns:
            return 0
        table, differ = quoted(self.layer.table), _any([_differs(name) for name in columns])
        theirs = (
            f'SELECT here."_id" AS "_here", {", ".join(f"a.{name} AS {name}" for name in columns)} '
            f'FROM temp.pair CROSS JOIN {table} AS here ON here."_id" = pair."_id" '
            f'CROSS JOIN temp.arrived AS a ON a."_row" = pair."_row" WHERE {differ}'
        )
        put = ", ".join(f"{name} = other.{name}" for name in columns)
        update = f'UPDATE {table} SET {put} FROM ({theirs}) AS other WHERE {table}."_id" = other."_here"'
        return self.connection.execute(update).rowcount

    def _add(self) -> int:
        """What is neither here nor was changed here."""
        names = ", ".join(map(quoted, ("_fid", *self.layer.data_columns)))
        insert = (
            f"INSERT INTO {quoted(self.layer.table)} ({names}) SELECT {names} FROM temp.arrived "
            'WHERE "_row" NOT IN (SELECT "_row" FROM temp.pair WHERE "_row" IS NOT NULL) '
            'AND "_fid" NOT IN (SELECT "_fid" FROM temp.kept WHERE "_fid" IS NOT NULL) ORDER BY "_row"'
        )
        return self.connection.execute(insert).rowcount


def _differs(column: str) -> str:
    """QGIS writes the bytes of a geometry in another way than we do: what we published is no news to us."""
    other = f"here.{column} IS NOT a.{column}"
    return f"({other} AND wkb_of(here.{column}) IS NOT wkb_of(a.{column}))" if column == quoted("geom") else other


def _any(tests: Sequence[str]) -> str:
    """One of `tests`, as SQL that is not deeper than SQLite allows (1,000), however many there are."""
    groups = [" OR ".join(tests[start : start + _MANY]) for start in range(0, len(tests), _MANY)]
    return " OR ".join(f"({group})" for group in groups)


def swap(connection: sqlite3.Connection, layer: LayerRecord, whole: bool = True) -> Refreshed:
    """`Swap.run` with the triggers disarmed. Raises InvalidContent for rows that cannot be stored."""
    connection.execute("UPDATE buergergis_guard SET armed = 0")
    try:
        result = Swap(connection, layer, whole).run()
    except (OverflowError, ValueError) as error:
        raise InvalidContent(f"The layer {layer.form.name} holds a value that cannot be stored.") from error
    connection.execute("UPDATE buergergis_guard SET armed = 1")
    return result
