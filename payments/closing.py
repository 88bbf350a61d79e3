"""What is done with a buyer's unpaid orders before their account closes."""

from contextlib import suppress

from accounts.models import User
from payments.cancelling import TooLate, cancel
from payments.models import Order


def give_up_orders(user: User) -> None:
    """Close every open page to pay on and cancel its order; what is paid, or on its way, stays, and
    money that arrives later goes to the review list. Raises gateway.StripeDown."""
    for order in Order.objects.payable().filter(user=user):
        with suppress(TooLate):
            cancel(order, by=user, reason="The account was closed.")
