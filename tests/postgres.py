"""A database of one's own for a module of tests, in the PostgreSQL that all of them share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import pytest

from demo.postgres import Cluster

_NUMBERS = count(1)


@dataclass(frozen=True)
class Database:
    """An empty database with PostGIS; `sql` speaks to it as the administrator."""

    cluster: Cluster
    name: str

    def sql(self, text: str) -> str:
        return self.cluster.sql(text, self.name)

    def dump(self) -> str:
        return self.cluster.dump(self.name)


@pytest.fixture(scope="module")
def database(cluster: Cluster) -> Iterator[Database]:
    name = f"modul{next(_NUMBERS)}"
    cluster.add_database(name)
    yield Database(cluster, name)
    cluster.sql(f'DROP DATABASE "{name}" WITH (FORCE)', "postgres")
