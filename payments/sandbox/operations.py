"""Which function answers which request, and what it takes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from payments.sandbox.errors import Body, Refusal
from payments.sandbox.parameters import Specification, specification


@dataclass(frozen=True, slots=True)
class Call:
    """A request that was understood: ids from its path, parameters in their kinds."""

    method: str
    path: str
    ids: dict[str, str] = field(default_factory=dict)
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The one id of the path."""
        return next(iter(self.ids.values()))


@dataclass(frozen=True, slots=True)
class Reply:
    """A body with a status of its own: a declined card has happened all the same."""

    status: int
    body: Body


Handler = Callable[[Call], Body | Reply]


@dataclass(frozen=True, slots=True)
class Operation:
    """A route and who answers it."""

    method: str
    pattern: re.Pattern[str]
    takes: Specification
    handler: Handler


_operations: list[Operation] = []


def operation(route: str, takes: str = "") -> Callable[[Handler], Handler]:
    """Register the handler of a route such as `POST /v1/refunds/{refund}`."""
    method, _, path = route.partition(" ")
    pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))

    def register(handler: Handler) -> Handler:
        _operations.append(Operation(method, pattern, specification(takes), handler))
        return handler

    return register


def route(method: str, path: str) -> tuple[Operation, dict[str, str]]:
    """Return the operation for a request, and the ids of its path. Raises Refusal."""
    for known in _operations:
        match = known.pattern.fullmatch(path)
        if match and known.method == method:
            return known, match.groupdict()
    raise Refusal(f"Unrecognized request URL ({method}: {path}).", status=404)
