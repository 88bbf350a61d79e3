"""Words of documents: headings, statements of tax, and how a payment was made."""

from payments.models import Document, Payment, SellerEntity

TAXES = {"AU": "GST", "GB": "VAT"}
BUYER_NUMBERS = {"AU": "ABN", "GB": "VAT number"}
BRANDS = {
    "amex": "American Express",
    "diners": "Diners Club",
    "eftpos_au": "eftpos",
    "jcb": "JCB",
    "mastercard": "Mastercard",
    "unionpay": "UnionPay",
    "visa": "Visa",
}
NOTHING_TO_PAY = "Nothing to pay"
METHODS = {
    "au_becs_debit": "BECS direct debit",
    "bacs_debit": "Bacs Direct Debit",
    "card": "Card",
    "link": "Link",
    "paypal": "PayPal",
}


def heading(seller: SellerEntity, *, kind: Document.Kind) -> str:
    """Return what a document calls itself in the seller's country."""
    if kind == Document.Kind.CREDIT_NOTE:
        return "Adjustment note" if seller.country == "AU" else "Credit note"
    if not seller.charges_tax:
        return "Invoice"
    return "Tax invoice" if seller.country == "AU" else "VAT invoice"


def invoice_kind(seller: SellerEntity) -> Document.Kind:
    """Return the kind of a seller's invoices."""
    return Document.Kind.TAX_INVOICE if seller.charges_tax else Document.Kind.INVOICE


def tax_statement(seller: SellerEntity) -> str:
    """Return what a document says about its tax as a whole."""
    tax = TAXES[seller.country]
    return f"Prices include {tax}." if seller.charges_tax else f"No {tax} has been charged."


def method_words(payment: Payment) -> str:
    """Return how a payment was made: “Visa card ending in 4242”."""
    if payment.provider == Payment.Provider.FREE:
        return NOTHING_TO_PAY
    if payment.provider == Payment.Provider.MANUAL:
        return "Payment received another way"
    ending = f" ending in {payment.last4}" if payment.last4 else ""
    if payment.brand:
        brand = BRANDS.get(payment.brand, payment.brand.replace("_", " ").capitalize())
        return f"{brand} card{ending}"
    method = payment.method or "card"
    return METHODS.get(method, method.replace("_", " ").capitalize()) + ending
