"""What contributors agree to before their first contribution: licence and privacy, part of the policy file.

    {"licence": "Datenlizenz Deutschland – Zero – Version 2.0", "licence_url": "https://www.govdata.de/dl-de/zero-2-0",
     "privacy": "Wir speichern …", "privacy_url": "https://…"}

The texts are plain, `licence` is needed, the addresses are http(s).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from . import stated

LONGEST = {"licence": 300, "privacy": 4000}
_ADDRESSES = ("licence_url", "privacy_url")
_WHERE = "The part terms of the policy file"


def parse(document: Any) -> dict[str, str]:
    """The four texts and their `version`, which any other text changes. Raises InvalidContent."""
    stated.check_words(document, {*LONGEST, *_ADDRESSES}, _WHERE)
    found = {"licence": stated.text(document.get("licence"), f"{_WHERE} (licence)", LONGEST["licence"])}
    if "privacy" in document:
        found["privacy"] = stated.text(document["privacy"], f"{_WHERE} (privacy)", LONGEST["privacy"])
    found |= {name: stated.address(document[name], f"{_WHERE} ({name})") for name in _ADDRESSES if name in document}
    return {"version": version(found), **found}


def version(texts: Mapping[str, str]) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of the texts by name."""
    whole = json.dumps(dict(sorted(texts.items())), ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
