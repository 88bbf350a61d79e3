"""Which function does which kind of job, how often it is tried and how long it may take."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

Handler = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job: retries wait 10 s, then four times longer each. One that talks to others, or
    takes its time, runs outside a transaction, holds no lock meanwhile, and commits by itself. One
    that can wait lets everything else that is due go first."""

    name: str
    handler: Handler
    tries: int
    lease: timedelta
    in_transaction: bool = True
    can_wait: bool = False

    def delay(self, tries: int) -> timedelta:
        """Return how long to wait after this many failed tries."""
        return timedelta(seconds=10 * 4 ** max(tries - 1, 0))


kinds: dict[str, Kind] = {}


def job(
    name: str,
    *,
    tries: int = 5,
    seconds: int = 60,
    in_transaction: bool = True,
    can_wait: bool = False,
) -> Callable[[Handler], Handler]:
    """Register a function as the handler of a kind of job; its arguments come from the payload."""

    def register(handler: Handler) -> Handler:
        lease = timedelta(seconds=seconds)
        kinds[name] = Kind(name, handler, tries, lease, in_transaction, can_wait)
        return handler

    return register
