"""Refunds: made, waiting, arrived, failed later."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from django.db import transaction

from payments.sandbox import balance, clock, disputes, ids, metadata, store
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.models import SandboxObject
from payments.sandbox.recording import record

FAILS_AFTER = 2 * clock.MINUTE


def make_refund(
    charge: SandboxObject, *, amount: int | None = None, params: Mapping[str, Any] | None = None
) -> SandboxObject:
    """Give back what is left of a locked charge, or a part of it. Raises Refusal."""
    given, body = params or {}, charge.body
    left = body["amount_captured"] - body["amount_refunded"]
    _check(charge, left, amount)
    taken = amount or left
    row = store.add(
        {
            **store.head("re_", "refund", clock.now()),
            "amount": taken,
            "balance_transaction": None,
            "charge": charge.stripe_id,
            "currency": body["currency"],
            "customer": body["customer"],
            "customer_account": None,
            "destination_details": _destination(body),
            "metadata": metadata.merged(None, given.get("metadata", {})),
            "payment_intent": body["payment_intent"],
            "payment_method": body["payment_method"],
            "reason": given.get("reason"),
            "receipt_number": None,
            "source_transfer_reversal": None,
            "status": "succeeded",
            "transfer_reversal": None,
        }
    )
    del row.body["livemode"]
    _book(row, charge)
    record("refund.created", row.body)
    record("charge.refunded", charge.body)
    return row


def refund_in_dashboard(charge_id: str, *, amount: int | None = None) -> Body:
    """Refund as a person does at Stripe, unknown to the site until an event says so."""
    with transaction.atomic():
        return dict(make_refund(store.lock("charge", charge_id), amount=amount).body)


def fail_refund(refund_id: str) -> Body:
    """Let a refund come back: the money is with the seller again."""
    with transaction.atomic():
        row = _lock(refund_id, {"pending", "succeeded", "requires_action"})
        before = deepcopy(row.body)
        charge = store.lock("charge", row.body["charge"])
        moved = balance.move(
            "refund_failure", row.body["amount"], row.body["currency"], source=row.stripe_id
        )
        row.body |= {
            "failure_balance_transaction": moved["id"],
            "failure_reason": "expired_or_canceled_card",
            "status": "failed",
        }
        row.body.pop("pending_reason", None)
        _take_back(row, charge)
        for event in ("refund.updated", "charge.refund.updated", "refund.failed"):
            record(event, row.body, before=before if event != "refund.failed" else None)
        return dict(row.body)


def succeed_refund(refund_id: str) -> Body:
    """Let a waiting refund arrive."""
    with transaction.atomic():
        row = _lock(refund_id, {"pending", "requires_action"})
        before = deepcopy(row.body)
        row.body["status"] = "succeeded"
        row.body.pop("pending_reason", None)
        store.keep(row)
        for event in ("refund.updated", "charge.refund.updated"):
            record(event, row.body, before=before)
        return dict(row.body)


def cancel_refund(refund_id: str) -> Body:
    """Call a waiting refund off."""
    with transaction.atomic():
        row = _lock(refund_id, {"pending", "requires_action"})
        before = deepcopy(row.body)
        row.body["status"] = "canceled"
        row.body.pop("pending_reason", None)
        _take_back(row, store.lock("charge", row.body["charge"]))
        for event in ("refund.updated", "charge.refund.updated"):
            record(event, row.body, before=before)
        return dict(row.body)


def settle_due() -> None:
    """End the refunds whose test card says how: some arrive later, some come back."""
    due = store.every("refund").filter(
        notes__settles_at__lte=clock.now(), body__status__in=["pending", "succeeded"]
    )
    for row in due:
        if row.notes["settles_as"] == "failed":
            fail_refund(row.stripe_id)
        elif row.body["status"] == "pending":
            succeed_refund(row.stripe_id)


def _lock(refund_id: str, states: set[str]) -> SandboxObject:
    row = store.lock("refund", refund_id, param="refund")
    if row.body["status"] not in states:
        raise Refusal(f"This refund has a status of {row.body['status']}.")
    return row


def _check(charge: SandboxObject, left: int, amount: int | None) -> None:
    body = charge.body
    if disputes.is_charged_back(charge.stripe_id):
        raise Refusal(
            f"Charge {charge.stripe_id} has been charged back; cannot issue a refund.",
            code="charge_disputed",
        )
    if body["refunded"]:
        raise Refusal(
            f"Charge {charge.stripe_id} has already been refunded.",
            code="charge_already_refunded",
        )
    if not body["paid"] or not body["captured"]:
        raise Refusal(f"Charge {charge.stripe_id} did not succeed; there is nothing to refund.")
    if amount is not None and amount < 1:
        raise Refusal(
            "This value must be greater than or equal to 1.",
            code="parameter_invalid_integer",
            param="amount",
        )
    if amount is not None and amount > left:
        raise Refusal(
            f"Refund amount ({amount} {body['currency']}) is greater than unrefunded amount on "
            f"charge ({left} {body['currency']})",
            code="amount_too_large",
            param="amount",
        )


def _book(row: SandboxObject, charge: SandboxObject) -> None:
    """Take the refund's amount off the charge and the balance; see what the card does to it."""
    body, aftermath = row.body, charge.notes.get("aftermath")
    is_card = charge.stripe_id.startswith("ch_")
    moved = balance.move(
        "refund" if is_card else "payment_refund",
        -body["amount"],
        body["currency"],
        source=row.stripe_id,
    )
    body["balance_transaction"] = moved["id"]
    if not is_card or aftermath == "refund_waits":
        body |= {"status": "pending", "pending_reason": "processing"}
        row.notes |= {"settles_at": clock.now() + FAILS_AFTER, "settles_as": "succeeded"}
    if aftermath == "refund_fails":
        row.notes |= {"settles_at": clock.now() + FAILS_AFTER, "settles_as": "failed"}
    store.keep(row)
    _refunded(charge, charge.body["amount_refunded"] + body["amount"])


def _take_back(row: SandboxObject, charge: SandboxObject) -> None:
    store.keep(row)
    _refunded(charge, charge.body["amount_refunded"] - row.body["amount"])


def _refunded(charge: SandboxObject, amount: int) -> None:
    charge.body["amount_refunded"] = amount
    charge.body["refunded"] = amount == charge.body["amount_captured"] > 0
    store.keep(charge)


def _destination(charge: Body) -> Body:
    kind = charge["payment_method_details"]["type"]
    if kind == "card":
        reference = ids.digest(charge["id"], 17)
        return {
            "type": "card",
            "card": {
                "reference": reference,
                "reference_status": "available",
                "reference_type": "acquirer_reference_number",
                "type": "refund",
            },
        }
    name = {"au_becs_debit": "au_bank_transfer"}.get(kind, "gb_bank_transfer")
    return {"type": name, name: {}}
