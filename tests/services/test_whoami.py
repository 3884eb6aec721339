"""WhoAmI: round trip, and a server that exaggerates."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.domain.access import Grant, Role
from plugin.domain.contribution import Operation
from plugin.domain.errors import NotAService
from plugin.services import whoami
from plugin.services.whoami import LayerRights, WhoAmI
from tests.domain.stories import NAME, TEXT

MAYBE = st.one_of(st.none(), TEXT)
RIGHTS = st.builds(
    LayerRights,
    st.frozensets(st.sampled_from(Operation)),
    *([st.booleans()] * 4),
    MAYBE,
    st.integers(0, 15),
    MAYBE,
)
WHO = st.builds(
    WhoAmI,
    st.just(1),
    TEXT,
    TEXT,
    st.sampled_from(["atomic", "verified"]),
    MAYBE,
    MAYBE,
    st.lists(st.builds(Grant, st.sampled_from(Role), TEXT, st.frozensets(NAME)), max_size=3).map(tuple),
    st.dictionaries(NAME, RIGHTS, max_size=3),
)
REVIEWER = WhoAmI(
    1, "0.1.0", "e-1", "atomic", "pruefung", "p-1", (Grant(Role.REVIEWER, "149990010010"),),
    {"baum": LayerRights(frozenset({Operation.INSERT}), True, True, True, True, "uuid", 6)},
)  # fmt: skip


def changed(**changes: Any) -> bytes:
    return json.dumps({**json.loads(whoami.build(REVIEWER)), **changes}).encode()


@given(WHO)
def test_what_is_built_reads_back_the_same(who: WhoAmI) -> None:
    assert whoami.parse(whoami.build(who)) == who


def test_the_form_is_the_one_of_the_architecture() -> None:
    assert json.loads(whoami.build(REVIEWER)) == {
        "protocol": 1, "version": "0.1.0", "epoch": "e-1", "protection": "atomic", "identity": "pruefung",
        "pseudonym": "p-1", "roles": [{"role": "reviewer", "ars": "149990010010", "layers": ["*"]}],
        "layers": {"baum": {"contribute": ["insert"], "write": True, "direct": True, "review": True,
                            "require_condition": True, "key": "uuid", "decimals": 6}},
    }  # fmt: skip


def test_what_a_later_version_adds_grants_nothing() -> None:
    roles = [{"role": "emperor", "ars": "14", "layers": ["*"]}]
    layer = {**json.loads(whoami.build(REVIEWER))["layers"]["baum"], "contribute": ["merge"], "neu": 1}
    read = whoami.parse(changed(roles=roles, layers={"baum": layer}, neu={}))
    assert read.roles == () and read.layers["baum"].contribute == frozenset()


@pytest.mark.parametrize(
    "changes",
    [
        {"protocol": 2}, {"protocol": "1"}, {"protocol": True}, {"protocol": None}, {"version": 1}, {"epoch": None},
        {"identity": 5}, {"roles": None}, {"roles": [{}]}, {"roles": [{"role": "staff", "ars": 1, "layers": []}]},
        {"roles": [{"role": [], "ars": "14", "layers": []}]}, {"layers": []}, {"layers": {"baum": {}}},
        {"layers": {"baum": {"contribute": [[]], "write": True, "direct": True, "review": True,
                             "require_condition": True}}},
        {"layers": {"baum": {"contribute": [], "write": "yes", "direct": True, "review": True,
                             "require_condition": True}}},
        {"layers": {"baum": {"contribute": [], "write": True, "direct": True, "review": True,
                             "require_condition": True, "decimals": 99}}},
    ],
)  # fmt: skip
def test_a_wrong_answer_is_none(changes: dict[str, Any]) -> None:
    with pytest.raises(NotAService):
        whoami.parse(changed(**changes))


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"<a/>", b"[" * 100_000, b" " * 2**21, b"\xff"])
def test_no_answer_is_none(body: bytes) -> None:
    with pytest.raises(NotAService):
        whoami.parse(body)


def test_another_protocol_says_what_to_do() -> None:
    with pytest.raises(NotAService) as caught:
        whoami.parse(changed(protocol=2))
    assert "pdate" in caught.value.advice
