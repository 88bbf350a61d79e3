"""Credit notes over invoices."""

from collections.abc import Mapping
from typing import Any

from payments.sandbox import clock, ids, lists, metadata, store
from payments.sandbox.errors import Body, Refusal
from payments.sandbox.models import SandboxObject
from payments.sandbox.recording import record


def make_credit_note(params: Mapping[str, Any]) -> SandboxObject:
    """Take back a part of a finalised invoice. Raises Refusal."""
    invoice = store.lock("invoice", params["invoice"], param="invoice", status=400)
    status = invoice.body["status"]
    if status not in {"open", "paid"}:
        raise Refusal("You can only credit an invoice that is open or paid.", param="invoice")
    lines = [_line(given) for given in params.get("lines") or []]
    amount = params.get("amount") or sum(line["amount"] for line in lines)
    left = invoice.body["total"] - invoice.body["pre_payment_credit_notes_amount"]
    left -= invoice.body["post_payment_credit_notes_amount"]
    if not 0 < amount <= left:
        raise Refusal(f"The amount must be from 1 to {left}.", param="amount")
    kind = "pre_payment" if status == "open" else "post_payment"
    row = store.add(_body(params, invoice.body, lines, amount, kind))
    _credit(invoice, kind, amount)
    record("credit_note.created", row.body)
    return row


def void(row: SandboxObject) -> SandboxObject:
    """Void a locked credit note. Raises Refusal."""
    if row.body["status"] == "void" or row.body["type"] != "pre_payment":
        raise Refusal("You can only void a credit note over an open invoice.")
    row.body |= {"status": "void", "voided_at": clock.now()}
    store.keep(row)
    invoice = store.lock("invoice", row.body["invoice"])
    _credit(invoice, "pre_payment", -row.body["amount"])
    record("credit_note.voided", row.body)
    return row


def _credit(invoice: SandboxObject, kind: str, amount: int) -> None:
    invoice.body[f"{kind}_credit_notes_amount"] += amount
    if kind == "pre_payment":
        invoice.body["amount_due"] -= amount
        invoice.body["amount_remaining"] -= amount
    store.keep(invoice)


def _line(given: Mapping[str, Any]) -> Body:
    unit, quantity = given.get("unit_amount", 0), given.get("quantity", 1)
    body = {
        "id": ids.new("cnli_"),
        "object": "credit_note_line_item",
        "amount": given.get("amount", unit * quantity),
        "description": given.get("description"),
        "discount_amount": 0,
        "discount_amounts": [],
        "livemode": False,
        "metadata": None,
        "pretax_credit_amounts": [],
        "quantity": quantity,
        "tax_rates": [],
        "taxes": [],
        "type": given["type"],
        "unit_amount": unit,
        "unit_amount_decimal": str(unit),
    }
    if given.get("invoice_line_item"):
        body["invoice_line_item"] = given["invoice_line_item"]
    return body


def _body(
    params: Mapping[str, Any], invoice: Body, lines: list[Body], amount: int, kind: str
) -> Body:
    head = store.head("cn_", "credit_note", clock.now())
    place = store.every("credit_note").filter(body__invoice=invoice["id"]).count() + 1
    return {
        **head,
        "amount": amount,
        "amount_shipping": 0,
        "currency": invoice["currency"],
        "customer": invoice["customer"],
        "customer_account": None,
        "customer_balance_transaction": None,
        "discount_amount": 0,
        "discount_amounts": [],
        "effective_at": head["created"],
        "invoice": invoice["id"],
        "lines": lists.envelope(lines, f"/v1/credit_notes/{head['id']}/lines"),
        "memo": params.get("memo"),
        "metadata": metadata.merged(None, params.get("metadata", {})),
        "number": f"{invoice['number']}-CN-{place:02d}",
        "out_of_band_amount": params.get("out_of_band_amount"),
        "pdf": f"https://pay.stripe.com/credit_notes/{head['id']}/pdf",
        "post_payment_amount": amount if kind == "post_payment" else 0,
        "pre_payment_amount": amount if kind == "pre_payment" else 0,
        "pretax_credit_amounts": [],
        "reason": params.get("reason"),
        "refunds": [],
        "shipping_cost": None,
        "status": "issued",
        "subtotal": amount,
        "subtotal_excluding_tax": amount,
        "total": amount,
        "total_excluding_tax": amount,
        "total_taxes": [],
        "type": kind,
        "voided_at": None,
    }
