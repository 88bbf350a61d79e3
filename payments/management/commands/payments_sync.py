"""`manage.py payments_sync SESSION|ORDER`: look at Stripe now, and apply what it says."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from payments import gateway
from payments.models import Order, Payment
from payments.settling import NotOurs, settle


class Command(BaseCommand):
    help = "Settle one session, or every session of an order."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("thing", help="a session's id (cs_…) or an order's public id")

    def handle(self, *args: Any, **options: Any) -> None:
        for session_id in sessions_of(options["thing"]):
            try:
                payment = settle(session_id)
            except (NotOurs, gateway.StripeDown, gateway.Refused) as error:
                raise CommandError(f"{session_id}: {type(error).__name__} {error}") from error
            self.stdout.write(f"{session_id}: payment {payment.state}, order {payment.order.state}")


def sessions_of(thing: str) -> list[str]:
    """Return the sessions that a session's or an order's id stands for. Raises CommandError."""
    if thing.startswith("cs_"):
        return [thing]
    try:
        order = Order.objects.get(public_id=UUID(thing))
    except (ValueError, Order.DoesNotExist):
        raise CommandError(f"{thing} is neither a session nor an order.") from None
    rows = Payment.objects.filter(order=order, session_id__isnull=False)
    return [str(payment.session_id) for payment in rows]
