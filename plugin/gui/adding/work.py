"""What adding lets happen in the background: values in, values out, no widgets and no layers of the project."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ...adapters.background import Job
from ...adapters.working_copy import WorkingCopy
from ...adapters.working_copy.forms import LayerForms
from ...services.whoami import WhoAmI


def forms_anew(
    path: Path, who: WhoAmI | None, url: str, loaded: Mapping[str, str], _job: Job
) -> dict[str, LayerForms] | None:
    """Keep what the service at `url` says of forms; all forms where that, or a layer, is not as it was `loaded`."""
    copy = WorkingCopy.open(path)
    known = who is not None and copy.service_url == url
    new = known and who is not None and copy.note_rules(who.rules, computed_fields(who))
    if not new and loaded == {_mark(path, name): when for name, when in _loaded(copy).items()}:
        return None
    return copy.forms()


def loaded_of(path: Path, forms: Mapping[str, LayerForms]) -> dict[str, str]:
    """When each layer was loaded, as `forms_anew` compares it."""
    return {_mark(path, name): one.record.loaded_at for name, one in forms.items()}


def computed_fields(who: WhoAmI) -> dict[str, list[str]]:
    """The fields by which a service tells its versions of rows: it writes them itself."""
    return {name: [rights.changes] for name, rights in who.layers.items() if rights.changes}


def _loaded(copy: WorkingCopy) -> dict[str, str]:
    return {record.form.name: record.loaded_at for record in copy.records()}


def _mark(path: Path, layer: str) -> str:
    return f"{path}\n{layer}"
