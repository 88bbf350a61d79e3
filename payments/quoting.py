"""Working out what a basket costs: prices, discount and tax, before anything is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from accounts.countries import COUNTRIES
from courses.catalogue.models import Price, Product
from cpd.money import SMALLEST_CHARGES, TAX_NAMES, Money
from payments.amounts import percentage_of, share, tax_in
from payments.models import PromotionCode, SellerEntity, TaxRule


class NotSold(Exception):
    """We sell nothing to buyers of this country."""


class NoPrice(Exception):
    """A product is not on sale in this currency."""

    def __init__(self, product: Product) -> None:
        super().__init__(product.title)
        self.product = product


class BelowMinimum(Exception):
    """A total above nothing and below the smallest charge that can be made."""


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A product with what it costs."""

    product: Product
    price: Price | None
    unit_amount: int
    discount: int
    tax_rate_bp: int
    tax: int
    currency: str

    @property
    def total(self) -> int:
        """What is paid for it, in cents or pence."""
        return self.unit_amount - self.discount

    @property
    def money(self) -> Money:
        """What is paid for it."""
        return Money(self.total, self.currency)

    @property
    def before(self) -> Money:
        """What it costs without the discount."""
        return Money(self.unit_amount, self.currency)


@dataclass(frozen=True, slots=True)
class Quote:
    """What a basket costs a buyer of a country now."""

    lines: tuple[QuotedLine, ...]
    seller: SellerEntity
    country: str
    currency: str
    tax_name: str
    promotion: PromotionCode | None

    @property
    def subtotal(self) -> int:
        """Before the discount, in cents or pence."""
        return sum(line.unit_amount for line in self.lines)

    @property
    def discount_total(self) -> int:
        """What the code takes off."""
        return sum(line.discount for line in self.lines)

    @property
    def tax_total(self) -> int:
        """The tax that the total holds."""
        return sum(line.tax for line in self.lines)

    @property
    def total(self) -> int:
        """What is paid."""
        return self.subtotal - self.discount_total

    @property
    def charges_tax(self) -> bool:
        """Whether the seller charges tax here."""
        return self.seller.charges_tax

    @property
    def moneys(self) -> dict[str, Money]:
        """The sums as pages print them."""
        names = ("subtotal", "discount_total", "tax_total", "total")
        return {name: Money(getattr(self, name), self.currency) for name in names}


def quote(
    products: Sequence[Product],
    *,
    country: str,
    promotion: PromotionCode | None = None,
    has_tax_number: bool = False,
    at: datetime | None = None,
) -> Quote:
    """Return what products cost now. Raises NotSold, NoPrice, and BelowMinimum where a discount
    leaves less than can be charged; whether the code may be used is not asked here."""
    now = at or timezone.now()
    currency = COUNTRIES[country].currency if country in COUNTRIES else ""
    seller = SellerEntity.objects.filter(country=country, is_active=True).first()
    if seller is None or not currency:
        raise NotSold
    rate = rate_for(seller, on=now.date(), has_tax_number=has_tax_number)
    lines = discounted(_priced(products, currency=currency, rate=rate), promotion)
    made = Quote(tuple(lines), seller, country, currency, TAX_NAMES[country], promotion)
    if 0 < made.total < SMALLEST_CHARGES[currency]:
        raise BelowMinimum
    return made


def rate_for(seller: SellerEntity, *, on: date, has_tax_number: bool) -> int:
    """Return the rate in hundredths of a per cent: none where the seller is not registered, or
    where the rule frees buyers with a tax number."""
    if not seller.charges_tax:
        return 0
    rule = TaxRule.objects.valid_on(on, country=seller.country).first()
    if rule is None or (rule.buyer_number_frees and has_tax_number):
        return 0
    return rule.rate_bp


def eligible(promotion: PromotionCode | None, products: Sequence[Product]) -> list[bool]:
    """Return for each product whether the code covers it; none named means everything."""
    if promotion is None:
        return [False] * len(products)
    covered = set(promotion.products.values_list("pk", flat=True))
    return [not covered or product.pk in covered for product in products]


def discounted(lines: list[QuotedLine], promotion: PromotionCode | None) -> list[QuotedLine]:
    """Return the lines with a code's discount shared over those it covers, and the tax of what is
    left."""
    covered = eligible(promotion, [line.product for line in lines])
    grosses = [
        line.unit_amount if is_covered else 0
        for line, is_covered in zip(lines, covered, strict=True)
    ]
    parts = share(_discount(promotion, sum(grosses)), grosses)
    return [
        replace(line, discount=part, tax=tax_in(line.unit_amount - part, rate_bp=line.tax_rate_bp))
        for line, part in zip(lines, parts, strict=True)
    ]


def _discount(promotion: PromotionCode | None, gross: int) -> int:
    if promotion is None:
        return 0
    if promotion.percent_bp is not None:
        return percentage_of(gross, percent_bp=promotion.percent_bp)
    return min(promotion.amount or 0, gross)


def _priced(products: Sequence[Product], *, currency: str, rate: int) -> list[QuotedLine]:
    prices = Price.objects.active().once().filter(product__in=products, currency=currency)
    by_product = {price.product_id: price for price in prices}
    return [_line(product, by_product.get(product.pk), currency, rate) for product in products]


def _line(product: Product, price: Price | None, currency: str, rate: int) -> QuotedLine:
    if price is None and not product.is_free:
        raise NoPrice(product)
    amount = 0 if price is None or product.is_free else price.unit_amount
    kept = None if product.is_free else price
    return QuotedLine(product, kept, amount, 0, rate, tax_in(amount, rate_bp=rate), currency)
