"""The demo's selling: who sells where, tax, a code, and what its learners bought."""

from datetime import date

from accounts.models import User
from courses.catalogue.models import Product, Provider
from payments.consent import CONSENT_VERSION, TERMS_VERSION
from payments.models import Order, Payment, PromotionCode, Refund, SellerEntity, TaxRule
from payments.paying import start_attempt
from payments.placing import Details, place
from payments.refunding import Wish, refund
from payments.sandbox.paying import pay
from payments.settling import settle

GST = "A New Tax System (Goods and Services Tax) Act 1999 (Cth), section 9-70: 10 %."
VAT = "Value Added Tax Act 1994, section 2(1): 20 % since 4 January 2011."
CODE = "WELCOME10"


def open_shop() -> None:
    """Make sellers, tax rules and a code that are missing; what exists keeps what was changed."""
    provider = Provider.objects.get(is_current=True)
    SellerEntity.objects.get_or_create(
        country="AU",
        defaults={
            "provider": provider,
            "gst_registered": True,
            "time_zone": "Australia/Sydney",
            "series_prefix": "AU",
        },
    )
    SellerEntity.objects.get_or_create(
        country="GB",
        defaults={
            "provider": provider,
            "vat_registered": True,
            "vat_number": "GB 000 0000 00",
            "time_zone": "Europe/London",
            "series_prefix": "GB",
        },
    )
    rates = (("AU", "GST", 1000, date(2000, 7, 1), GST), ("GB", "VAT", 2000, date(2011, 1, 4), VAT))
    for country, name, rate, since, note in rates:
        TaxRule.objects.get_or_create(
            country=country,
            valid_from=since,
            defaults={"name": name, "rate_bp": rate, "note": note},
        )
    PromotionCode.objects.get_or_create(code=CODE, defaults={"percent_bp": 1000})


def sell() -> None:
    """Let two learners buy, through the same operations as the pages; once."""
    if Order.objects.exists():
        return
    learner = User.objects.get(email="learner@example.org")
    british = User.objects.get(email="learner.uk@example.org")
    _buy(learner, "low-back-pain", code=CODE)
    _buy(british, "massage-anxiety-brain-gut")
    second = _buy(british, "pregnancy-massage")
    line = second.order.lines.get()
    wish = Wish(Refund.Reason.CHANGED_MIND, Refund.Origin.STAFF, note="Booked twice by mistake.")
    refund(second, amounts={line: line.total}, wish=wish)


def _buy(user: User, slug: str, *, code: str = "") -> Payment:
    details = Details(
        name=user.certificate_name or user.get_full_name(),
        country=user.country,
        terms_version=TERMS_VERSION,
        consent_version=CONSENT_VERSION,
    )
    product = Product.objects.get(course__slug=slug)
    order = place(user, products=[product], details=details, code=code)
    start_attempt(order)
    session_id = str(order.payments.get().session_id)
    pay(session_id, email=user.email)
    return settle(session_id)
