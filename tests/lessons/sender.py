"""Another program on a working copy: `python -m tests.lessons.sender FILE USER` submits what is in it, once.

It says what came of it in one word: `sent`, or the code of the problem.
"""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import uuid4

import requests
from qgis.core import QgsApplication

from demo.service import PASSWORD
from plugin.adapters.connecting import crs_facts
from plugin.adapters.geometry import from_gml, to_geojson
from plugin.adapters.working_copy import WorkingCopy
from plugin.domain.errors import Problem
from plugin.services.wfs.client import WfsClient
from plugin.workflows.connection import Connection
from plugin.workflows.contribute import submit


def login(url: str, user: str) -> Connection:
    """A connection of this process's own, as `user` of the demo."""
    session = requests.Session()
    session.trust_env, session.auth = False, (user, PASSWORD)
    client = WfsClient(session, url, lambda element: to_geojson(from_gml(element)))
    return Connection.open(client, crs_facts)


def main(file: str, user: str) -> str:
    try:
        with WorkingCopy.open(Path(file)) as copy:
            submit(login(copy.service_url, user), copy, new_uuid=lambda: str(uuid4()))
    except Problem as problem:
        return problem.code
    return "sent"


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    print(main(*sys.argv[1:]))
