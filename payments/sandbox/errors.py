"""What Stripe answers when it does not do what was asked."""

from typing import Any

Body = dict[str, Any]


class Refusal(Exception):
    """An error answer; nothing has happened."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        code: str | None = None,
        param: str | None = None,
        kind: str = "invalid_request_error",
        **more: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        given = {"code": code, "message": message, "param": param, "type": kind, **more}
        self.body: Body = {"error": {key: value for key, value in given.items() if value}}


def unknown(param: str) -> Refusal:
    """Return the refusal of a parameter that the operation does not have."""
    return Refusal(f"Received unknown parameter: {param}", code="parameter_unknown", param=param)


def missing(param: str) -> Refusal:
    """Return the refusal of a request that lacks a parameter."""
    return Refusal(f"Missing required param: {param}.", code="parameter_missing", param=param)


def empty(param: str) -> Refusal:
    """Return the refusal of an empty text where there must be one."""
    return Refusal(
        f"You passed an empty string for '{param}'.", code="parameter_invalid_empty", param=param
    )


def no_such(kind: str, wanted: str, *, param: str, status: int = 404) -> Refusal:
    """Return the refusal of an id that stands for nothing: 404 in the path, 400 in the body."""
    return Refusal(
        f"No such {kind}: '{wanted}'", status=status, code="resource_missing", param=param
    )


def unexpected(message: str, *, code: str, **more: Any) -> Refusal:
    """Return the refusal of an act that the object's state does not allow."""
    return Refusal(message, code=code, **more)
