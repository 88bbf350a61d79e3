"""Buying, as tests do it: placing, paying at the sandbox, and bringing its messages to the site."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.test import Client

from accounts.models import User
from courses.catalogue.models import Product
from courses.enrolment.models import Enrolment, Grant
from cpd.outbox.models import Job, Mail
from cpd.outbox.working import run_job, take_due
from payments import paying as our_paying
from payments.handling import HANDLED
from payments.models import Document, Order, Payment, PromotionCode, Redemption, Refund
from payments.placing import Details, place
from payments.sandbox.models import SandboxEvent
from payments.sandbox.signing import signed_request

AUSTRALIA = Details(
    name="Alice Nguyễn", country="AU", terms_version="2026-11", consent_version="2026-11"
)
BRITAIN = Details(
    name="Carol Jones", country="GB", terms_version="2026-11", consent_version="2026-11"
)


def order_for(
    user: User, *products: Product, details: Details = AUSTRALIA, code: str = ""
) -> Order:
    """Place an order."""
    return place(user, products=products, details=details, code=code)


def start(order: Order) -> str:
    """Go to Stripe's page; returns the session's id."""
    our_paying.start_attempt(order)
    return str(newest(order).session_id)


def newest(order: Order) -> Payment:
    """Return the newest attempt."""
    return order.payments.order_by("-attempt")[0]


def buy(user: User, *products: Product, **more: Any) -> tuple[Order, str]:
    """Place an order and open its page."""
    order = order_for(user, *products, **more)
    return order, start(order)


def events() -> list[SandboxEvent]:
    """Return what the sandbox would tell the site, oldest first."""
    return list(SandboxEvent.objects.filter(type__in=HANDLED).order_by("sequence"))


def tell(told: Iterable[SandboxEvent], *, client: Client | None = None) -> list[int]:
    """Bring events to the webhook and let the worker work; returns the answers' statuses."""
    browser = client or Client()
    statuses = [post(browser, event) for event in told]
    work()
    return statuses


def post(browser: Client, event: SandboxEvent, **more: Any) -> int:
    """Bring one event to the webhook."""
    body, headers = signed_request(event, **more)
    return browser.post(
        "/webhooks/stripe/",
        body,
        content_type="application/json",
        headers={"Stripe-Signature": headers["Stripe-Signature"]},
    ).status_code


def tell_all() -> None:
    """Bring everything, once."""
    tell(events())


def work() -> None:
    """Run the jobs that are due, but those of the sandbox: it tells only what a test lets it."""
    Job.objects.filter(kind__startswith="sandbox.").delete()
    while (job := take_due()) is not None:
        run_job(job)
        Job.objects.filter(kind__startswith="sandbox.").delete()


def has_access(user: User, product: Product) -> bool:
    """Whether somebody may see every course of a product."""
    courses = product.courses()
    active = Enrolment.objects.active().filter(learner=user, course__in=courses)
    return active.count() == len(courses)


def mails() -> list[str]:
    """Return the kinds of mails that were written, by cause."""
    causes = Mail.objects.exclude(cause=None).values_list("cause", flat=True)
    return sorted(str(cause).split(":")[0] for cause in causes)


def state_of(orders: Sequence[Order]) -> dict[str, Any]:
    """Return all that must be the same whatever came in which order."""
    return {
        "orders": [
            (order.state, order.needs_review, order.total)
            for order in Order.objects.filter(pk__in=[o.pk for o in orders]).order_by("pk")
        ],
        "payments": list(
            Payment.objects.order_by("pk").values_list("state", "pays_order", "amount")
        ),
        "grants": sorted(
            Grant.objects.values_list("reference", "revoked_at__isnull", "enrolment__course__slug")
        ),
        "documents": list(Document.objects.order_by("number").values_list("number", "gross")),
        "refunds": sorted(
            Refund.objects.values_list("stripe_refund_id", "state", "amount", "origin")
        ),
        "redemptions": list(Redemption.objects.values_list("state", flat=True)),
        "taken": list(PromotionCode.objects.values_list("taken_count", flat=True)),
        "mails": mails(),
    }
