"""Drawing a document's PDF from its frozen facts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from cpd.money import Money
from cpd.printing.fonts import printable
from cpd.printing.typesetting import typeset
from payments.documents.words import NOTHING_TO_PAY

CURRENCY_NAMES = {"AUD": "Australian dollars (AUD)", "GBP": "pounds sterling (GBP)"}
AMOUNTS = {"unit_amount", "discount", "tax", "total", "net", "gross"}


def draw_pdf(facts: Mapping[str, Any]) -> bytes:
    """Return the document as PDF/A-3a and PDF/UA-1; the same facts give the same bytes."""
    lines = [{**line, "net": line["total"] - line["tax"]} for line in facts["lines"]]
    data = shown({**facts, "lines": lines}, currency=facts["currency"])
    if data["about"]:
        data["about"]["called"] = within_a_sentence(data["about"]["heading"])
    buyer = data["buyer"]
    names = [buyer["business"], buyer["name"], buyer["email"]]
    data |= {
        "buyer_names": [name for name in names if name],
        "currency_name": CURRENCY_NAMES[facts["currency"]],
        "has_discount": any(line["discount"] for line in lines),
        "paid_words": paid_words(data["payment"], gross=data["gross"]),
    }
    made_at = datetime.fromisoformat(facts["issued_at"]).replace(microsecond=0)
    return typeset("invoice", data, made_at=made_at)


def paid_words(payment: Mapping[str, str], *, gross: str) -> str:
    """Return when and how a document was paid, in one sentence."""
    if payment["method"] == NOTHING_TO_PAY:
        return f"{NOTHING_TO_PAY}."
    return f"{gross} paid on {payment['paid_on']}, {payment['method']}."


def within_a_sentence(heading: str) -> str:
    """Return a heading as it stands within a sentence: tax invoice, VAT invoice."""
    return heading if heading[:2].isupper() else heading[:1].lower() + heading[1:]


def shown(value: Any, *, currency: str, name: str = "") -> Any:
    """Return facts as people read them: money with its sign, rates in per cent, dates in words,
    text in characters that we can print."""
    if isinstance(value, Mapping):
        return {key: shown(part, currency=currency, name=key) for key, part in value.items()}
    if isinstance(value, list):
        return [shown(part, currency=currency, name=name) for part in value]
    if name in AMOUNTS:
        return str(Money(value, currency))
    if name.endswith("rate_bp"):
        return f"{value / 100:g} %"
    if name.endswith("_on"):
        return long_date(value)
    return printable(value) if isinstance(value, str) else value


def long_date(day: str) -> str:
    """Return a date in words, or nothing for none."""
    if not day:
        return ""
    moment = date.fromisoformat(day)
    return f"{moment.day} {moment:%B %Y}"
