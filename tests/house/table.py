"""The table of addresses and roles (routes.txt): reading it, and asking an address as it says."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

PEOPLE = (
    *("visitor", "alice", "carol", "author", "reviewer"),
    *("support", "finance", "admin", "stranger"),
)
# Words for the places that a redirect leads to.
SIGN_IN, SENT_AWAY = "in", "no"
POST = "post"


@dataclass(frozen=True, slots=True)
class Row:
    """An address, what it takes, and what each of the people gets."""

    name: str
    method: str
    args: tuple[str, ...]
    query: str
    cells: tuple[str, ...]

    @property
    def group(self) -> str:
        """The first word of the name."""
        space, colon, _ = self.name.partition(":")
        return space if colon else "the site"

    @property
    def names_a_thing(self) -> bool:
        """Whether it leads to something that is somebody's."""
        return any(arg.isupper() for arg in (*self.args, self.query.rpartition("=")[2]))

    def of(self, person: str) -> str:
        """Return what somebody gets."""
        return self.cells[PEOPLE.index(person)]

    def address(self, things: dict[str, str]) -> str:
        """Return the address with things for words."""
        path = reverse(self.name, args=[things.get(arg, arg) for arg in self.args])
        name, equals, word = self.query.partition("=")
        return f"{path}{name}{equals}{things.get(word, word)}"


def rows() -> Iterator[Row]:
    """Read the table."""
    for line in Path(__file__).with_name("routes.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield _row(line)


def _row(line: str) -> Row:
    name, *words = line.split()
    taken, cells = words[: -len(PEOPLE)], words[-len(PEOPLE) :]
    method = POST if POST in taken else "get"
    query = next((word for word in taken if word.startswith("?")), "")
    args = tuple(word for word in taken if word not in {POST, query})
    return Row(name, method, args, query, tuple(cells))


def ask(client: Client, row: Row, address: str) -> str:
    """Return what somebody gets, as the table says it; nothing of it lasts."""
    cache.clear()
    asking = Client()
    asking.cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = getattr(asking, row.method)(address)
        got = _outcome(response)
        b"".join(response)  # a file is open until it is read
        transaction.set_rollback(True)
    return got


def _outcome(response: HttpResponseBase) -> str:
    if response.status_code == 302:
        path = urlsplit(response.headers["Location"]).path
        doors = {reverse("account_login"): SIGN_IN, reverse("studio_login"): SIGN_IN}
        return {**doors, reverse("wagtailadmin_home"): SENT_AWAY}.get(path, "302")
    return str(response.status_code)
