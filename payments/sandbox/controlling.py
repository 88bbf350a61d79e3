"""What staff can do to the sandbox by a button, each by its name."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from payments.sandbox import delivering, disputes, disturbing, faults, paying, refunds
from payments.sandbox.models import SandboxDelivery, SandboxEvent

DELAY = timedelta(minutes=5)
Act = Callable[[str], Any]


class NoSuchAct(Exception):
    """There is no button of this name."""


def act(name: str, target: str) -> None:
    """Do what a button says, to the object that it stands beside. Raises NoSuchAct, Refusal."""
    if name in TO_AN_EVENT:
        event = SandboxEvent.objects.filter(stripe_id=target).first()
        if event is None:
            raise NoSuchAct(target)
        TO_AN_EVENT[name](event)
    elif name in TO_AN_OBJECT:
        TO_AN_OBJECT[name](target)
    elif name in TO_ALL:
        TO_ALL[name]()
    else:
        raise NoSuchAct(name)


TO_AN_EVENT: dict[str, Callable[[SandboxEvent], Any]] = {
    "send_again": disturbing.send_again,
    "send_with_second_secret": lambda event: disturbing.send_again(
        event, secret=SandboxDelivery.Secret.SECOND
    ),
    "delay": lambda event: disturbing.delay(event, DELAY),
    "drop": disturbing.drop,
}
TO_AN_OBJECT: dict[str, Act] = {
    "debit_succeeds": lambda session_id: paying.settle_debit(session_id, succeeds=True),
    "debit_fails": lambda session_id: paying.settle_debit(session_id, succeeds=False),
    "open_dispute": disputes.open_dispute,
    "open_inquiry": lambda charge_id: disputes.open_dispute(charge_id, kind="inquiry"),
    "warn_of_fraud": disputes.warn_of_fraud,
    "escalate": disputes.escalate_dispute,
    "win": lambda dispute_id: disputes.close_dispute(dispute_id, won=True),
    "lose": lambda dispute_id: disputes.close_dispute(dispute_id, won=False),
    "refund": refunds.refund_in_dashboard,
    "refund_succeeds": refunds.succeed_refund,
    "refund_fails": refunds.fail_refund,
}
TO_ALL: dict[str, Callable[[], Any]] = {
    "hold_all": disturbing.hold_all,
    "release_all": disturbing.release_all,
    "reverse_order": disturbing.reverse_order,
    "deliver_due": delivering.deliver_due,
    "expire_due": paying.expire_due,
    "fail_once": lambda: faults.plan("/v1/", status=500),
    "limit_once": lambda: faults.plan("/v1/", status=429),
    "lose_an_answer": lambda: faults.plan("/v1/", status="timeout"),
    "clear_faults": faults.clear,
}
