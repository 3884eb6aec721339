"""What a service offers to the person who asks: looked up once and used by every workflow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..domain.errors import InvalidContent, LayerVanished, LoginNeeded, NoTransactions
from ..domain.protection import key_among
from ..domain.state import GEOGRAPHIC_DECIMALS, PROJECTED_DECIMALS
from ..services.contributions import QUEUE, LayerForm
from ..services.wfs.client import WfsClient
from ..services.wfs.model import Capabilities, LayerInfo, Schema
from ..services.whoami import WhoAmI


@dataclass(frozen=True)
class CrsFacts:
    """What must be known of a CRS: is it geographic, and does its authority put the northing first?"""

    geographic: bool
    northing_first: bool


_SHOWN = 12
QUEUE_TYPES = frozenset({QUEUE, "comment", "event", "attachment"})

CrsLookup = Callable[[str], CrsFacts]


@dataclass(frozen=True)
class Connection:
    client: WfsClient
    capabilities: Capabilities
    who: WhoAmI | None
    crs_facts: CrsLookup
    _known: dict[str, Schema] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def open(cls, client: WfsClient, crs_facts: CrsLookup) -> Connection:
        capabilities = client.capabilities()
        who = client.who_am_i() if capabilities.protocol else None
        return cls(client, capabilities, who, crs_facts)

    def layer(self, name: str) -> LayerInfo:
        """The layer called `name`; raises LayerVanished."""
        info = self.capabilities.layers.get(name)
        if info is None:
            raise LayerVanished(f"The service offers no layer “{name}” to you.")
        return info

    def queue_schema(self, name: str) -> Schema:
        """The schema of one of QUEUE_TYPES, asked for once: it changes with the version of the service alone."""
        if name not in self._known:
            self._known[name] = self.client.schema(name)
        return self._known[name]

    def named(self, text: str) -> str:
        """The name of the layer that a person calls `text`: its name or title. Raises InvalidContent."""
        layers = self.capabilities.layers
        for name in (text, text.replace(" ", "_"), *(name for name, info in layers.items() if info.title == text)):
            if name in layers:
                return name
        offered = ", ".join(sorted(set(layers) - QUEUE_TYPES)[:_SHOWN])
        raise InvalidContent(f"The service offers no layer “{text}” to you, but {offered or 'none at all'}.")

    @property
    def without_queue(self) -> bool:
        """No server half answers: what is submitted there is published at once, by plain WFS-T."""
        return not self.capabilities.protocol

    def form(self, name: str, schema: Schema | None = None) -> LayerForm:
        """How to write to the layer called `name`; its `schema` tells the key where no server half does."""
        info, facts = self.layer(name), self.crs_facts(self.layer(name).crs)
        rights = self.who.layers.get(name) if self.who else None
        decimals = GEOGRAPHIC_DECIMALS if facts.geographic else PROJECTED_DECIMALS
        return LayerForm(
            name=name,
            crs=info.crs,
            key=(rights.key or "") if rights else self._plain_key(schema),
            decimals=rights.decimals if rights else decimals,
            northing_first=facts.northing_first,
        )

    def _plain_key(self, schema: Schema | None) -> str:
        known = self.without_queue and schema is not None
        return key_among({field.name: field.type for field in schema.fields}) if known and schema else ""

    @property
    def epoch(self) -> str:
        """Changes when the server's database was restored; "" where there is no server half."""
        return self.who.epoch if self.who else ""

    @property
    def queue(self) -> LayerInfo:
        """The review queue; raises LoginNeeded for a guest, NoTransactions where the service has none."""
        if self.who is not None and self.who.is_guest:
            raise LoginNeeded("The review queue is only for people who have logged in.")
        info = self.capabilities.layers.get(QUEUE)
        if info is None or self.who is None:
            raise NoTransactions("The service has no review queue that you may see.")
        return info
