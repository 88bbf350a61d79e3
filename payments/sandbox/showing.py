"""What the hosted page shows of a session."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cpd.money import SIGNS, Money
from payments.sandbox import sessions, store
from payments.sandbox.errors import Body
from payments.sandbox.models import SandboxObject

TEST_CARDS: list[tuple[str, str | Promise]] = [
    ("4242 4242 4242 4242", _("Pays")),
    ("4000 0025 0000 3155", _("Asks for a second step (3-D Secure)")),
    ("4000 0000 0000 0002", _("Is declined")),
    ("4000 0000 0000 9995", _("Has insufficient funds")),
    ("4000 0003 6000 0006", _("Pays, from Australia")),
    ("4000 0082 6000 0000", _("Pays, from the United Kingdom")),
    ("4000 0000 0000 0259", _("Pays, and the buyer’s bank takes it back")),
    ("4000 0000 0000 5126", _("Pays; a refund fails later")),
]
DEBITS: dict[str, str | Promise] = {
    "au_becs_debit": _("BECS direct debit"),
    "bacs_debit": _("Bacs direct debit"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the order."""

    title: str
    amount: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A session in words."""

    id: str
    status: str
    total: str
    lines: list[Line]
    debit: str | Promise
    cancel_url: str
    success_url: str
    problem: str


def show(row: SandboxObject) -> Shown:
    """Return what a page says of a session."""
    body = row.body
    currency = body["currency"]
    debits = [DEBITS[kind] for kind in body["payment_method_types"] if kind in DEBITS]
    return Shown(
        id=row.stripe_id,
        status=body["status"],
        total=in_words(body["amount_total"], currency),
        lines=[_line(line) for line in sessions.lines_of(row)],
        debit=debits[0] if debits else "",
        cancel_url=body["cancel_url"] or "",
        success_url=success_address(row),
        problem=_problem(body),
    )


def success_address(row: SandboxObject) -> str:
    """Return where a buyer goes who is done."""
    address = str(row.body["success_url"])
    return address.replace("{CHECKOUT_SESSION_ID}", quote(row.stripe_id))


def in_words(amount: int, currency: str) -> str:
    """Return an amount with its currency, in others than ours by its letters."""
    name = currency.upper()
    if name in SIGNS:
        return str(Money(amount, name))
    return f"{name} {amount / 100:,.2f}"


def _line(line: Body) -> Line:
    title = str(line["description"])
    if line["quantity"] > 1:
        title = f"{title} ({line['quantity']})"
    return Line(title, in_words(line["amount_total"], line["currency"]))


def _problem(body: Body) -> str:
    """Return why the last attempt did not pay."""
    if body["status"] != "open" or not body["payment_intent"]:
        return ""
    intent = store.find("payment_intent", body["payment_intent"]).body
    return str((intent["last_payment_error"] or {}).get("message", ""))
