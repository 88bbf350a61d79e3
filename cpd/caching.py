"""A Redis cache that a page survives: without Redis nothing is remembered, and nothing is counted.

Rate limits take a lock with `add`; it is refused while Redis is away, so that limits fail closed.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, override

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
PAUSE = 5.0  # seconds in which a Redis that did not answer is left alone


class ForgivingRedisCache(RedisCache):
    """Answers as an empty cache while Redis is away."""

    _away_until = 0.0

    def _try[Answer](self, call: Callable[[], Answer], *, otherwise: Answer) -> Answer:
        cls = ForgivingRedisCache
        if time.monotonic() < cls._away_until:
            return otherwise
        try:
            return call()
        except (RedisError, OSError):
            cls._away_until = time.monotonic() + PAUSE
            logger.warning("The cache did not answer; pages go on without it.")
            return otherwise

    @override
    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        parent: Any = super()
        return self._try(lambda: parent.get(key, default, version), otherwise=default)

    @override
    def set(self, key: str, value: Any, *args: Any, **kwargs: Any) -> None:
        parent: Any = super()
        self._try(lambda: parent.set(key, value, *args, **kwargs), otherwise=None)

    @override
    def add(self, key: str, value: Any, *args: Any, **kwargs: Any) -> bool:
        parent: Any = super()
        return self._try(lambda: bool(parent.add(key, value, *args, **kwargs)), otherwise=False)

    @override
    def delete(self, key: str, version: int | None = None) -> bool:
        parent: Any = super()
        return self._try(lambda: bool(parent.delete(key, version)), otherwise=False)

    @override
    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        parent: Any = super()
        return self._try(lambda: parent.get_many(keys, version), otherwise={})

    @override
    def set_many(self, data: Any, *args: Any, **kwargs: Any) -> list[Any]:
        parent: Any = super()
        return self._try(lambda: parent.set_many(data, *args, **kwargs), otherwise=list(data))

    @override
    def delete_many(self, keys: Any, version: int | None = None) -> None:
        parent: Any = super()
        self._try(lambda: parent.delete_many(keys, version), otherwise=None)
