"""Holding an order while its money is looked at; everybody locks the order first, then its payment,
then the code, then the document series."""

from datetime import timedelta

from django.db import connection

from payments.models import Order

LONGEST_WAIT = timedelta(seconds=3)  # for another's lock; SQLite has its own busy timeout


def locked_order(pk: int) -> Order:
    """Return an order that nobody else changes before this transaction ends. Raises
    OperationalError where somebody holds it too long."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [_milliseconds()])
    return Order.objects.select_for_update().get(pk=pk)


def _milliseconds() -> str:
    return f"{LONGEST_WAIT // timedelta(milliseconds=1)}ms"
