"""Payment methods: cards and debits, and whose they are."""

from collections.abc import Mapping
from typing import Any

from payments.sandbox import cards, clock, errors, ids, metadata, store
from payments.sandbox.cards import Card
from payments.sandbox.customers import address
from payments.sandbox.errors import Body
from payments.sandbox.models import SandboxObject
from payments.sandbox.recording import record

BILLING = (
    "billing_details{address{city country line1 line2 postal_code state} email name phone tax_id}"
)
EXPIRES = (12, 2034)
FAILING_ACCOUNTS = {"111111113", "22222227", "AT861904300235473202", "IT60X0542811101000000123456"}
ACCOUNTS = {
    "au_becs_debit": "000123456",
    "bacs_debit": "00012345",
    "sepa_debit": "AT611904300234573201",
}


def card_method(
    card: Card, *, country: str = "US", billing: Mapping[str, Any] | None = None
) -> SandboxObject:
    """Add a card."""
    month, year = EXPIRES
    details = {
        "brand": card.brand,
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": None,
            "cvc_check": "pass",
        },
        "country": card.country or country,
        "display_brand": card.brand,
        "exp_month": month,
        "exp_year": year,
        "fingerprint": ids.digest(card.number),
        "funding": card.funding,
        "generated_from": None,
        "last4": card.last4,
        "networks": {"available": [card.brand], "preferred": None},
        "regulated_status": "unregulated",
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }
    return _add("card", details, billing, number=card.number)


def debit_method(
    scheme: str, *, account: str | None = None, billing: Mapping[str, Any] | None = None
) -> SandboxObject:
    """Add a bank account that is debited."""
    number = account or ACCOUNTS[scheme]
    details: Body = {"fingerprint": ids.digest(number), "last4": number[-4:]}
    if scheme == "au_becs_debit":
        details["bsb_number"] = "000000"
    elif scheme == "bacs_debit":
        details["sort_code"] = "108800"
    else:
        details |= {
            "bank_code": number[4:9],
            "branch_code": "",
            "country": number[:2],
            "generated_from": {"charge": None, "setup_attempt": None},
        }
    return _add(scheme, details, billing, fails=number in FAILING_ACCOUNTS)


def _add(
    kind: str, details: Body, billing: Mapping[str, Any] | None, **notes: Any
) -> SandboxObject:
    given = billing or {}
    body = {
        **store.head("pm_", "payment_method", clock.now()),
        "allow_redisplay": "unspecified",
        "billing_details": {
            "address": address(given.get("address")),
            "email": given.get("email"),
            "name": given.get("name"),
            "phone": given.get("phone"),
            "tax_id": given.get("tax_id"),
        },
        "customer": None,
        "customer_account": None,
        "metadata": {},
        "type": kind,
        kind: details,
    }
    return store.add(body, **notes)


def make_method(params: Mapping[str, Any]) -> SandboxObject:
    """Add a payment method from a request."""
    kind, billing = params["type"], params.get("billing_details")
    if kind == "card":
        given = params.get("card") or {}
        token, number = given.get("token"), given.get("number")
        card = cards.by_token(token) if token else cards.by_number(number or "")
        if card is None:
            raise errors.no_such("token", str(token), param="card[token]", status=400)
        row = card_method(card, billing=billing)
    else:
        account = (params.get(kind) or {}).get("account_number") or (params.get(kind) or {}).get(
            "iban"
        )
        row = debit_method(kind, account=account, billing=billing)
    row.body["metadata"] = metadata.merged(None, params.get("metadata", {}))
    return store.keep(row)


def resolve(name: str, *, param: str = "payment_method") -> SandboxObject:
    """Return a payment method by its id, or a new one by a name such as `pm_card_visa`."""
    card = cards.by_token(name)
    if card:
        return card_method(card)
    return store.find("payment_method", name, param=param, status=400)


def attach(row: SandboxObject, customer: str) -> SandboxObject:
    """Give a payment method to a customer."""
    row.body["customer"] = customer
    store.keep(row)
    record("payment_method.attached", row.body)
    return row


def card_of(row: SandboxObject) -> Card | None:
    """Return the test card behind a payment method."""
    number = row.notes.get("number")
    return cards.by_number(number) if number else None
