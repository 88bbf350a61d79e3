"""Placing an order: prices frozen, the code reserved, everything in one transaction."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Course, Product
from courses.editions.models import Edition
from courses.enrolment.access import courses_open_to
from courses.enrolment.enrolling import refuse_withdrawn
from cpd.audit.recording import record
from payments.codes import check_code, find_code, reserve
from payments.models import LineCourse, Order, OrderLine, PromotionCode, Redemption
from payments.quoting import Quote, QuotedLine, quote

LIFE = timedelta(minutes=60)  # of an order that nobody pays; each attempt begins it anew


class CannotPlace(Exception):
    """The order cannot be placed; the subclass says why."""


class NothingToBuy(CannotPlace):
    """The basket is empty."""


class NeedsConsent(CannotPlace):
    """Nobody consented to the immediate start of what costs money."""


class NotOnSale(CannotPlace):
    """A product has left the shelf, or one of its courses has."""

    def __init__(self, product: Product) -> None:
        super().__init__(product.title)
        self.product = product


class AlreadyOwned(CannotPlace):
    """The buyer has access to all that a product gives."""

    def __init__(self, product: Product) -> None:
        super().__init__(product.title)
        self.product = product


class GivenTwice(CannotPlace):
    """A product of the basket is in another one already."""

    def __init__(self, product: Product) -> None:
        super().__init__(product.title)
        self.product = product


class StillProcessing(CannotPlace):
    """A payment for the same course is on its way."""

    def __init__(self, order: Order) -> None:
        super().__init__(str(order))
        self.order = order


@dataclass(frozen=True, slots=True)
class Details:
    """What the buyer declared on the checkout page."""

    name: str
    country: str
    business: str = ""
    tax_number: str = ""
    address: str = ""
    ip_country: str = ""
    terms_version: str = ""
    consent_version: str = ""

    @property
    def buyer(self) -> dict[str, str]:
        """What documents print of the buyer."""
        kept = ("name", "business", "tax_number", "address", "country")
        return {name: value for name, value in asdict(self).items() if name in kept}


@transaction.atomic
def place(user: User, *, products: Sequence[Product], details: Details, code: str = "") -> Order:
    """Freeze a basket as an order; the open order with the same contents is returned instead of a
    second one. Raises CannotPlace, Withdrawn, CodeRefused, NotSold, NoPrice, BelowMinimum."""
    now = timezone.now()
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # one order at a time for one buyer
    wanted = refuse_unsellable(user, products)
    promotion = find_code(code, at=now, user=user) if code else None
    made = quote(
        products,
        country=details.country,
        promotion=promotion,
        has_tax_number=bool(details.tax_number),
        at=now,
    )
    if made.total and not details.consent_version:
        raise NeedsConsent
    open_orders = list(Order.objects.select_for_update().filter(user=user).open())
    _refuse_processing(open_orders, wanted)
    same = next((order for order in open_orders if is_same(order, made, details)), None)
    return same or _place(user, made, details, now)


def refuse_unsellable(user: User, products: Sequence[Product]) -> dict[int, list[Course]]:
    """Return the courses each product gives, by its key. Raises NothingToBuy, NotOnSale,
    AlreadyOwned, GivenTwice."""
    if not products:
        raise NothingToBuy
    given = {product.pk: list(product.courses()) for product in products}
    courses = [course for group in given.values() for course in group]
    live = set(Edition.objects.live().filter(course__in=courses).values_list("course", flat=True))
    owned = courses_open_to(user, courses)
    for product in products:
        keys = {course.pk for course in given[product.pk]}
        if not product.is_active or not keys or keys - live:
            raise NotOnSale(product)
        if keys <= owned:
            raise AlreadyOwned(product)
        if product.is_free and product.course is not None:
            refuse_withdrawn(user, product.course)
    _refuse_given_twice(products, given)
    return given


def _refuse_given_twice(products: Sequence[Product], given: dict[int, list[Course]]) -> None:
    """Two products that share some courses may stand together; one inside another may not."""
    keys = {product.pk: {course.pk for course in given[product.pk]} for product in products}
    for product in products:
        others = (keys[other.pk] for other in products if other.pk != product.pk)
        if any(keys[product.pk] <= other for other in others):
            raise GivenTwice(product)


def _refuse_processing(open_orders: list[Order], wanted: dict[int, list[Course]]) -> None:
    courses = [course.pk for group in wanted.values() for course in group]
    for order in open_orders:
        if order.state == Order.State.PROCESSING and LineCourse.objects.filter(
            line__order=order, course__in=courses
        ):
            raise StillProcessing(order)


def is_same(order: Order, made: Quote, details: Details) -> bool:
    """Whether an open order is what would be placed now: lines, prices, code and buyer."""
    lines = [(line.product_id, line.price_id, line.total) for line in order.lines.all()]
    wanted = [
        (line.product.pk, line.price.pk if line.price else None, line.total) for line in made.lines
    ]
    promotion = made.promotion.pk if made.promotion else None
    return (
        order.state == Order.State.AWAITING_PAYMENT
        and not order.needs_review
        and order.expires_at > timezone.now()
        and lines == wanted
        and order.promotion_code_id == promotion
        and order.buyer == details.buyer
    )


def _place(user: User, made: Quote, details: Details, now: datetime) -> Order:
    order = Order.objects.create(
        user=user,
        email=user.email,
        seller=made.seller,
        currency=made.currency,
        country=made.country,
        ip_country=details.ip_country,
        subtotal=made.subtotal,
        discount_total=made.discount_total,
        tax_total=made.tax_total,
        total=made.total,
        promotion_code=made.promotion,
        terms_version=details.terms_version,
        digital_consent_at=now if details.consent_version else None,
        digital_consent_version=details.consent_version,
        buyer=details.buyer,
        placed_at=now,
        expires_at=now + LIFE,
        livemode=settings.PAYMENTS_LIVE,
    )
    for position, line in enumerate(made.lines, start=1):
        _keep_line(order, line, position=position, tax_name=made.tax_name)
    if made.promotion is not None:
        _reserve(made.promotion, order, user, made)
    record("order.placed", actor=user, subject=user, thing=str(order.public_id), total=made.total)
    return order


def _keep_line(order: Order, line: QuotedLine, *, position: int, tax_name: str) -> None:
    kept = OrderLine.objects.create(
        order=order,
        position=position,
        product=line.product,
        price=line.price,
        title=line.product.title,
        unit_amount=line.unit_amount,
        discount=line.discount,
        tax_name=tax_name,
        tax_rate_bp=line.tax_rate_bp,
        tax=line.tax,
        total=line.total,
    )
    LineCourse.objects.bulk_create(
        LineCourse(line=kept, course=course) for course in line.product.courses()
    )


def _reserve(promotion: PromotionCode, order: Order, user: User, made: Quote) -> None:
    """Take the use first, check after: what is wrong rolls the whole order back."""
    reserve(promotion)
    check_code(
        promotion,
        products=[line.product for line in made.lines],
        subtotal=made.subtotal,
        currency=made.currency,
        user=user,
    )
    Redemption.objects.create(promotion=promotion, order=order, user=user)
