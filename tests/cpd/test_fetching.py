"""Other hosts are asked only where they are public, follow no way inside, and end in time."""

import socket
from typing import Any

import pytest

from cpd.fetching import LARGEST, NotPublic, Silent, ask
from tests.hosts import other_host

HERE = "127.0.0.1"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.0.0.1:8000/cms/",
        "http://localhost/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://0.0.0.0/",
        "http://1.1.1.1:22/",
        "http://user:secret@1.1.1.1/",
        "ftp://1.1.1.1/",
        "file:///etc/passwd",
        "http://[broken/",
        "http:///nothing",
    ],
)
def test_nothing_but_the_public_web_is_asked(url: str) -> None:
    with pytest.raises(NotPublic):
        ask(url)


def test_a_host_that_does_not_exist_is_silent() -> None:
    with pytest.raises(Silent, match="There is no host"):
        ask("https://nobody.invalid/")


def test_redirections_are_followed_to_the_end(settings: Any) -> None:
    settings.FETCHES_FROM_INSIDE = True
    with other_host() as host:
        host.answer("/there", 200, b"Here.")
        reply = ask(host.answer("/old", 301, Location="/there"))

    assert (reply.status, reply.body) == (200, b"Here.")


def test_a_redirection_inside_is_not_followed(settings: Any) -> None:
    settings.FETCHES_FROM_INSIDE = True
    with other_host() as host, pytest.raises(NotPublic):
        ask(host.answer("/old", 302, Location="file:///etc/passwd"))


@pytest.mark.parametrize("location", ["http://[::1", "//[", "http://[broken/there"])
def test_a_redirection_to_no_address_is_silence(settings: Any, location: str) -> None:
    settings.FETCHES_FROM_INSIDE = True
    with other_host() as host, pytest.raises((Silent, NotPublic)):
        ask(host.answer("/old", 302, Location=location))


def test_a_name_of_other_letters_is_asked_as_hosts_know_it(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FETCHES_FROM_INSIDE = True
    look_up = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda _, *rest, **way: look_up(HERE, *rest, **way))
    with other_host() as host:
        host.answer("/%C3%BC", 200, b"Here.")
        port = host.address.rpartition(":")[2]

        reply = ask(f"http://日本.jp:{port}/ü")

    assert (reply.status, host.named) == (200, [f"xn--wgv71a.jp:{port}"])


def test_a_circle_ends(settings: Any) -> None:
    settings.FETCHES_FROM_INSIDE = True
    with other_host() as host, pytest.raises(Silent, match="redirections"):
        ask(host.answer("/round", 302, Location="/round"))


def test_no_more_is_read_than_is_wanted(settings: Any) -> None:
    settings.FETCHES_FROM_INSIDE = True
    with other_host() as host:
        reply = ask(host.answer("/large", 200, b"x" * (LARGEST * 2)))

    assert len(reply.body) == LARGEST
