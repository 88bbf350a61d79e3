"""Pages as a visitor reads them."""

import re

from django.test import Client


def page(address: str, **headers: str) -> str:
    """Return a page's text, tags left out, for a visitor."""
    html = Client().get(address, headers=headers).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
