"""Asking other hosts, where an address was typed by a person: only public ones, never for long."""

import ipaddress
import socket
import time
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import urllib3
from django.conf import settings

CONNECT, READ = 4.0, 6.0  # seconds for one step
LONGEST = 10.0  # seconds for an answer with all its redirections, however slowly it comes
MOST_STEPS = 6  # redirections that are followed
LARGEST = 512 * 1024  # bytes that are read of an answer
PORTS = {"http": 80, "https": 443}
AGENT = "CPD link check"


class NotPublic(Exception):
    """The address is none of the public web; nothing was asked."""


class Silent(Exception):
    """The host does not exist, or did not answer in time."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered in the end, after redirections."""

    status: int
    url: str
    body: bytes = field(default=b"", repr=False)


def ask(url: str, *, method: str = "GET", accept: str = "*/*") -> Reply:
    """Ask an address and return what it answered; HEAD brings no body. Raises NotPublic, also where
    a redirection leads inside, and Silent."""
    until = time.monotonic() + LONGEST
    for _ in range(MOST_STEPS):
        response = _step(url, method, accept, until)
        location = response.headers.get("Location")
        if not (response.status in {301, 302, 303, 307, 308} and location):
            try:
                return Reply(response.status, url, _body(response, method, until))
            finally:
                response.release_conn()
        response.release_conn()
        url = _led_to(url, location)
    raise Silent(f"More than {MOST_STEPS} redirections.")


def _step(url: str, method: str, accept: str, until: float) -> urllib3.BaseHTTPResponse:
    host, port, scheme, target = _parts(url)
    address = _public_address(host, port)
    named = f"[{host}]" if ":" in host else host
    here = named if port == PORTS[scheme] else f"{named}:{port}"
    headers = {"Host": here, "Accept": accept, "User-Agent": AGENT}
    try:
        return _pool(scheme, address, port, host).urlopen(
            method,
            target,
            headers=headers,
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=urllib3.Timeout(connect=CONNECT, read=READ, total=_left(until)),
        )
    except (urllib3.exceptions.HTTPError, ValueError) as error:
        raise Silent(str(error)) from None


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise Silent(f"No answer within {LONGEST:.0f} seconds.")
    return left


def _led_to(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise Silent("It leads to what is no address.") from None


def _parts(url: str) -> tuple[str, int, str, str]:
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        raise NotPublic(url) from None
    if parts.scheme not in PORTS or not host or parts.username or parts.password:
        raise NotPublic(url)
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    return host, port or PORTS[parts.scheme], parts.scheme, target


def _public_address(host: str, port: int) -> str:
    """Return the address to connect to, so that a second look-up cannot answer otherwise."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise Silent(f"There is no host {host}.") from None
    addresses = [str(entry[4][0]) for entry in found]
    is_open = settings.FETCHES_FROM_INSIDE or (
        port in PORTS.values() and all(_is_public(address) for address in addresses)
    )
    if not is_open:
        raise NotPublic(host)
    return addresses[0]


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    return found.is_global and not found.is_multicast


def _pool(scheme: str, address: str, port: int, host: str) -> urllib3.HTTPConnectionPool:
    if scheme == "http":
        return urllib3.HTTPConnectionPool(address, port)
    return urllib3.HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host)


def _body(response: urllib3.BaseHTTPResponse, method: str, until: float) -> bytes:
    if method == "HEAD":
        return b""
    body = b""
    try:
        for part in response.stream(8192, decode_content=True):
            body += part
            if len(body) > LARGEST or time.monotonic() > until:
                break
    except urllib3.exceptions.HTTPError as error:
        raise Silent(str(error)) from None
    return body[:LARGEST]
