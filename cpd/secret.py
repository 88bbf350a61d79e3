"""The demo's secret key, made on first use in `var/`, never in the repository; and what is derived
from a secret."""

import hashlib
import hmac
import secrets
from pathlib import Path


def kept_secret(path: Path) -> str:
    """Return the secret in a file, making it first if there is none; safe when two processes
    race."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text(encoding="utf-8").strip()


def derived_secret(secret: str, purpose: str) -> str:
    """Return another secret for one purpose; the same for the same key."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()
