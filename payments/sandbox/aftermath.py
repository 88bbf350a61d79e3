"""What some test cards do once they have paid."""

from collections.abc import Callable
from typing import Any

from payments.sandbox import disputes
from payments.sandbox.models import SandboxObject

ACTS: dict[str, Callable[[str], Any]] = {
    "chargeback": disputes.open_dispute,
    "inquiry": lambda charge_id: disputes.open_dispute(charge_id, kind="inquiry"),
    "early_fraud_warning": disputes.warn_of_fraud,
}


def follow(charge: SandboxObject) -> None:
    """Do what the card of a charge that has just succeeded is known for."""
    act = ACTS.get(charge.notes.get("aftermath", ""))
    if act:
        act(charge.stripe_id)
