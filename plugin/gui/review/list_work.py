"""What the list of the page Prüfen does in the background: plain functions of a connection and values."""

from __future__ import annotations

from ...adapters.background import Job
from ...domain.access import PERMISSIONS, Permission
from ...domain.jurisdiction import covers, is_ars
from ...workflows.areas import area_names
from ...workflows.connection import Connection
from ...workflows.queue_filters import Asker, Choice
from ...workflows.queue_list import PAGE, Counted, Listed, Order, Place, counted, listed


def read_queue(
    connection: Connection,
    job: Job,
    choice: Choice,
    order: Order,
    asker: Asker,
    after: Place | None = None,
    least: int = PAGE,
) -> Listed:
    return listed(connection, choice, order, asker, after, least, job.progress)


def count_queue(connection: Connection, choice: Choice, asker: Asker, total: bool) -> Counted:
    return counted(connection, choice, asker, total)


def areas_to_review(connection: Connection) -> list[tuple[str, str]]:
    """(ARS, name) of the areas that the person reviews; none where there is only one, or none are stated."""
    who = connection.who
    if who is None or who.areas is None:
        return []
    mine = [grant.ars for grant in who.roles if Permission.REVIEW in PERMISSIONS[grant.role]]
    named = area_names(connection, who.areas)
    found = [(ars, title) for ars, title in named if is_ars(ars) and any(covers(area, ars) for area in mine)]
    return found if len(found) > 1 else []
