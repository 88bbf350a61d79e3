"""Which function does which kind of job, how often it is tried and how long it may take."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

Handler = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job: retries wait 10 s, then four times longer each."""

    name: str
    handler: Handler
    tries: int
    lease: timedelta

    def delay(self, tries: int) -> timedelta:
        """Return how long to wait after this many failed tries."""
        return timedelta(seconds=10 * 4 ** max(tries - 1, 0))


kinds: dict[str, Kind] = {}


def job(name: str, *, tries: int = 5, seconds: int = 60) -> Callable[[Handler], Handler]:
    """Register a function as the handler of a kind of job; its arguments come from the payload."""

    def register(handler: Handler) -> Handler:
        kinds[name] = Kind(name, handler, tries, timedelta(seconds=seconds))
        return handler

    return register


def run(name: str, payload: dict[str, Any]) -> None:
    """Run a kind's handler. Raises KeyError for a kind nobody registered."""
    kinds[name].handler(**payload)
