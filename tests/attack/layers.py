"""Writing where one may not: another's layer, another's rows, rows that were not meant."""

from __future__ import annotations

from collections.abc import Iterator

from .attack import Attack, Request
from .ground import ALTMARKFURT, ANNE, BENCHES, BOEHME, NEUWASSER, STREETS, TREES, TREES_N, WEISS, Ground, state
from .say import condition, delete, equal, ids, insert, place, point, prop, row, transaction, update, where


def attacks(ground: Ground) -> Iterator[Attack]:
    """From another city's layer to duplicate handles."""
    yield from _other_layers(ground)
    yield from _moves(ground)
    yield from _filters(ground)
    yield from _fids(ground)
    yield from _names(ground)


def _other_layers(ground: Ground) -> Iterator[Attack]:
    item, theirs = "writing another city's layer", ground.trees_n[0]
    seen = condition("h", state(theirs))
    yield _try(item, "a tree of the other city", WEISS, seen + update(TREES_N, ids(theirs[0]), "h", status="x"), 403)
    yield _try(item, "it is felled", WEISS, seen + delete(TREES_N, ids(theirs[0]), "h"), 403)
    yield _try(
        item,
        "one is planted in it",
        WEISS,
        insert(TREES_N, place(), baumnr="1", art="x", eigentuemer_ars=NEUWASSER),
        (400, 403),
    )
    yield _try(item, "a bench there", WEISS, update(BENCHES, ids(ground.benches_n[0][0]), zustand="x"), 403)
    yield _try(
        item,
        "a bench of one's own is carried there",
        WEISS,
        update(BENCHES, ids(ground.benches[0][0]), content=_moved(ground.benches_n[0])),
        403,
    )
    yield _try(
        item, "a contributor writes to a layer", ANNE, update(BENCHES, ids(ground.benches[0][0]), zustand="x"), 403
    )
    yield _try(item, "a guest does", "", update(BENCHES, ids(ground.benches[0][0]), zustand="x"), 401)
    for layer in ("gebaeude", "verwaltungsgebiet", "bplan", "gibtsnicht"):
        yield _try(item, f"the layer {layer}, which nobody opened", WEISS, insert(layer, place(), name="x"), (400, 403))
    yield _try(item, "the layer by a path", WEISS, insert("sitzbank.shp", place()), 400)
    yield _try(
        item,
        "one allowed and one forbidden: nothing happens",
        WEISS,
        update(BENCHES, ids(ground.benches[0][0]), zustand="x")
        + update(BENCHES, ids(ground.benches_n[0][0]), zustand="x"),
        403,
    )


def _moves(ground: Ground) -> Iterator[Attack]:
    item, street, tree = "changing ars to move into one's own area", ground.streets_n[0], ground.trees_n[0]
    yield _try(item, "a street is taken over", WEISS, update(STREETS, ids(street[0]), baulast_ars=ALTMARKFURT), 403)
    yield _try(
        item,
        "all their streets are",
        WEISS,
        update(STREETS, row("baulast_ars", NEUWASSER), baulast_ars=ALTMARKFURT),
        403,
    )
    yield _try(
        item, "one's own is given away", WEISS, update(STREETS, ids(ground.streets[0][0]), baulast_ars=NEUWASSER), 403
    )
    yield _try(
        item,
        "a tree is",
        WEISS,
        condition("h", state(tree)) + update(TREES_N, ids(tree[0]), "h", eigentuemer_ars=ALTMARKFURT),
        403,
    )
    yield _try(
        item,
        "a bench is carried home",
        WEISS,
        update(BENCHES, ids(ground.benches_n[0][0]), content=_moved(ground.benches[0])),
        403,
    )
    for ars in ("1499900100", "14999001001", "149990010010 ", "", "14999001001%", "1499900１0010"):
        yield _try(
            item,
            f"an ars {ars!r} that looks alike",
            WEISS,
            update(STREETS, ids(ground.streets[0][0]), baulast_ars=ars),
            (400, 403),
        )
    yield _try(
        item,
        "the ars is taken away",
        WEISS,
        update(STREETS, ids(ground.streets[0][0]), content=_property("baulast_ars")),
        (400, 403),
    )


def _filters(ground: Ground) -> Iterator[Attack]:
    item, street = "version filter that makes the after-check miss", ground.streets_n[0][0]
    yield _try(
        item,
        "the filter no longer matches what was changed",
        WEISS,
        update(
            STREETS,
            where(f"<ogc:And>{equal('baulast_ars', NEUWASSER)}{equal('strname', 'x')}</ogc:And>"),
            baulast_ars=ALTMARKFURT,
            strname="y",
        ),
        (403, 409),
    )
    both = f"<ogc:And>{equal('baulast_ars', NEUWASSER)}{_other_than('belag', 'Samt')}</ogc:And>"
    yield _try(item, "the changed field is part of the filter", WEISS, update(STREETS, where(both), belag="Samt"), 403)
    yield _try(
        item,
        "an id and a comparison in one And",
        WEISS,
        update(
            STREETS, where(f'<ogc:And><ogc:FeatureId fid="{street}"/>{equal("belag", "x")}</ogc:And>'), belag="Samt"
        ),
        400,
    )
    yield _try(
        item,
        "a wrong state of the row",
        WEISS,
        condition("h", "sha256:" + "0" * 64) + update(BENCHES, ids(ground.benches[0][0]), "h", zustand="x"),
        409,
    )
    yield _try(
        item,
        "the state of another row",
        WEISS,
        condition("h", state(ground.benches[1])) + update(BENCHES, ids(ground.benches[0][0]), "h", zustand="x"),
        409,
    )
    yield _try(
        item,
        "a condition for another action",
        WEISS,
        condition("anders", state(ground.trees[0])) + update(TREES, ids(ground.trees[0][0]), "h", status="x"),
        400,
    )
    yield _try(item, "no condition where one is needed", WEISS, update(TREES, ids(ground.trees[0][0]), status="x"), 428)
    for what, item in (("Update", "Update without filter"), ("Delete", "Delete without filter")):
        made = {"Update": lambda f: update(BENCHES, f, zustand="x"), "Delete": lambda f: delete(BENCHES, f)}[what]
        yield _try(item, "none", WEISS, made(""), 400)
        yield _try(item, "an empty one", WEISS, made(where("")), 400)
        yield _try(item, "an empty Not", WEISS, made(where("<ogc:Not/>")), 400)
        yield _try(item, "a lone And", WEISS, made(where(f"<ogc:And>{equal('zustand', 'gut')}</ogc:And>")), 400)
        yield _try(item, "two filters", WEISS, made(ids(ground.benches[0][0]) + ids(ground.benches[1][0])), 400)
        yield _try(item, "one that matches everything", WEISS, made(where(_other_than("uuid", "x"))), 403)
        yield _try(item, "a box as large as the world", WEISS, made(where(_world())), 403)


def _fids(ground: Ground) -> Iterator[Attack]:
    item, bench, tree = "feature ids of another layer", ground.benches[0][0], ground.trees_n[0][0]
    for name, fid in {
        "of another layer": tree,
        "without a layer": "1",
        "of a layer with a similar name": f"x{bench}",
        "of the queue": "contribution.1",
        "with a path": f"../{tree}",
        "with an or": f"{bench} OR 1=1",
        "negative": "sitzbank.-1",
        "empty": "",
        "a star": "sitzbank.*",
        "a list in one": f"{bench},{tree}",
        "of 30 digits": "sitzbank." + "9" * 30,
        "with a fraction": "sitzbank.1.5",
    }.items():
        yield _try(item, name, WEISS, update(BENCHES, ids(fid), zustand="x"), (400, 409))
        yield _try(item, f"{name}, to delete", WEISS, delete(BENCHES, ids(fid)), (400, 409))
    item, there = "fid lists mixing allowed and forbidden", ground.benches_n[0][0]
    yield _try(item, "an Update", WEISS, update(BENCHES, ids(bench, there), zustand="x"), 403)
    yield _try(item, "a Delete", WEISS, delete(BENCHES, ids(there, bench)), 403)
    yield _try(item, "ids of two layers", WEISS, delete(BENCHES, ids(bench, tree)), 400)
    yield _try(item, "the same the other way round", BOEHME, delete(BENCHES, ids(bench, there)), 403)
    yield _try(
        item,
        "a thousand, one of them forbidden",
        WEISS,
        update(BENCHES, ids(*[fid for fid, _ in ground.benches], there), zustand="x"),
        403,
    )


def _names(ground: Ground) -> Iterator[Attack]:
    bench = ground.benches[0][0]
    item = "duplicate handles"
    two = "".join(update(BENCHES, ids(fid), "h", zustand="x") for fid, _ in ground.benches[:2])
    yield _try(item, "a condition for two actions", WEISS, condition("h", state(ground.benches[0])) + two, 400)
    twice = condition("h", state(ground.benches[0])) * 2
    yield _try(item, "two conditions for one", WEISS, twice + update(BENCHES, ids(bench), "h", zustand="x"), 400)
    item = "unknown attributes"
    for name in ("gibtsnicht", "fid", "ogc_fid", "geom2", "qgs:pruefer", "@id", "$id", "uuid.x", "zustand "):
        field = {"zustand ": 403}.get(name, 400)
        sent = update(BENCHES, ids(ground.benches_n[0][0]), content=prop(name, "7"))
        yield _try(item, f"an Update of {name!r}", WEISS, sent, (400, field))
    yield _try(item, "an Insert of one", WEISS, insert(BENCHES, place(), gibtsnicht="x"), 400)
    yield _try(
        item, "a field twice", WEISS, insert(BENCHES, place() + "<qgs:zustand>b</qgs:zustand>", zustand="a"), 400
    )
    yield _try(item, "two geometries", WEISS, insert(BENCHES, place() * 2), 400)
    yield _try(item, "an element in a value", WEISS, insert(BENCHES, place() + "<qgs:zustand><b/></qgs:zustand>"), 400)
    yield _try(
        item,
        "parameters of QGIS on the root",
        BOEHME,
        update(BENCHES, ids(bench), zustand="x"),
        403,
        more=' operation="DELETE" featureid="sitzbank.1" exp_filter="1=1"',
    )


def _moved(to: tuple[str, object]) -> str:
    x, y = to[1].geometry["coordinates"][:2]  # type: ignore[attr-defined]
    return prop("geometry", point(f"{x} {y}"))


def _property(name: str) -> str:
    return f"<wfs:Property><wfs:Name>{name}</wfs:Name></wfs:Property>"


def _other_than(name: str, value: str) -> str:
    return equal(name, value).replace("PropertyIsEqualTo", "PropertyIsNotEqualTo")


def _world() -> str:
    corners = "<gml:lowerCorner>-1e7 -1e7</gml:lowerCorner><gml:upperCorner>1e8 1e8</gml:upperCorner>"
    return f'<ogc:BBOX><gml:Envelope srsName="EPSG:25833">{corners}</gml:Envelope></ogc:BBOX>'


def _try(item: str, name: str, who: str, action: str, status: int | tuple[int, ...], more: str = "") -> Attack:
    return Attack(item, name, Request(who, body=transaction(action, more=more)), status)
