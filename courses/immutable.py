"""Rows that are written once."""

from typing import Any, Never, override

from django.db import models


class WrittenOnceError(Exception):
    """Somebody tried to change a row that is a fact."""


class WrittenOnce(models.Model):
    """A row that is never saved a second time and never deleted."""

    class Meta:
        abstract = True

    @override
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row. Raises WrittenOnceError for one that exists."""
        if not self._state.adding:
            raise WrittenOnceError(f"{type(self).__name__} is written once.")
        super().save(*args, **kwargs)

    @override
    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Raises WrittenOnceError, always."""
        raise WrittenOnceError(f"{type(self).__name__} is never deleted.")
