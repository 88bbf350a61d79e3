"""Content addresses: the same content has the same hash, whatever row or edition it stands in."""

import hashlib
import json
from typing import Any


def content_hash(content: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
