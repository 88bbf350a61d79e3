"""Revenue per day, country and product: gross, tax, refunds and net, in each currency by itself."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from courses.studio.reports.tables import Chart, chart
from cpd.money import Money
from cpd.periods import Period, UtcHour, day_of
from payments.models import OrderLine, Refund, RefundLine
from payments.models.sellers import COUNTRY_CHOICES

COUNTRIES = dict(COUNTRY_CHOICES)
NET = "Net of refunds, tax included"
WAYS = {"day": "Day", "country": "Country", "product": "Product"}


@dataclass(slots=True)
class Row:
    """Sums in cents or pence."""

    label: str
    currency: str
    gross: int = 0
    tax: int = 0
    refunded: int = 0
    tax_refunded: int = 0
    sold: int = 0

    @property
    def heading(self) -> str:
        """Its label as people read it: days with their month's name."""
        try:
            return f"{self.day:%-d %B %Y}"
        except ValueError:
            return self.label

    @property
    def day(self) -> date:
        """The day of a row by day. Raises ValueError for another."""
        return date.fromisoformat(self.label)

    @property
    def net(self) -> int:
        """What is left after refunds, the tax in it included."""
        return self.gross - self.refunded

    @property
    def moneys(self) -> list[Money]:
        """Gross, tax, refunds, tax in refunds and net, as pages print them."""
        amounts = (self.gross, self.tax, self.refunded, self.tax_refunded, self.net)
        return [Money(amount, self.currency) for amount in amounts]


def revenue(period: Period, *, way: str, livemode: bool) -> list[Row]:
    """Return the rows of a report: sales when they were paid, refunds when Stripe took them. The
    database sums them up; two queries."""
    rows: dict[tuple[str, str], Row] = defaultdict(lambda: Row("", ""))
    lines = _sales(period, livemode)
    sold = lines.values_list(_by(way, moment="order__paid_at"), "order__currency")
    summed = sold.annotate(Sum("total"), Sum("tax"), Sum("quantity"))
    for key, currency, gross, tax, quantity in summed.order_by():
        row = _row(rows, _label(key, way), currency)
        row.gross += gross
        row.tax += tax
        row.sold += quantity
    taken = _returns(period, livemode)
    returned = taken.values_list(
        _by(way, moment="refund__accepted_at", path="line__"), "refund__currency"
    )
    for key, currency, amount, tax in returned.annotate(Sum("amount"), Sum("tax")).order_by():
        row = _row(rows, _label(key, way), currency)
        row.refunded += amount
        row.tax_refunded += tax
    return sorted(rows.values(), key=lambda row: (row.currency, row.label))


def totals(rows: Sequence[Row]) -> list[Row]:
    """Return one row for each currency: money of two currencies is never added."""
    sums: dict[str, Row] = {}
    for row in rows:
        total = sums.setdefault(row.currency, Row("Total", row.currency))
        total.gross += row.gross
        total.tax += row.tax
        total.refunded += row.refunded
        total.tax_refunded += row.tax_refunded
        total.sold += row.sold
    return list(sums.values())


def _sales(period: Period, livemode: bool) -> QuerySet[OrderLine]:  # noqa: FBT001 a filter's value
    begin, end = period.moments
    lines = OrderLine.objects.filter(order__paid_at__gte=begin, order__paid_at__lt=end)
    return lines.filter(order__livemode=livemode, total__gt=0)


def _returns(period: Period, livemode: bool) -> QuerySet[RefundLine]:  # noqa: FBT001 as above
    begin, end = period.moments
    return RefundLine.objects.filter(
        refund__accepted_at__gte=begin,
        refund__accepted_at__lt=end,
        refund__livemode=livemode,
        refund__state__in=[Refund.State.PENDING, Refund.State.SUCCEEDED],
    )


def _by(way: str, *, moment: str, path: str = "") -> Any:
    """What rows of the database are grouped by; days by the hour, from which the day follows."""
    paths = {"product": f"{path}title", "country": f"{path}order__country"}
    return paths.get(way) or UtcHour(moment)


def _label(key: str, way: str) -> str:
    if way == "day":
        return day_of(key).isoformat()
    return str(COUNTRIES.get(key, key)) if way == "country" else key


def _row(rows: dict[tuple[str, str], Row], label: str, currency: str) -> Row:
    row = rows[label, currency]
    row.label, row.currency = label, currency
    return row


def by_day(rows: Sequence[Row], period: Period, *, currency: str) -> Chart | None:
    """Return the chart of one currency's net, a bar a day, with its amounts; none for nothing."""
    nets = {row.label: row.net for row in rows if row.currency == currency}
    days = [(f"{day:%-d %B %Y}", nets.get(day.isoformat(), 0)) for day in period.days]
    return chart(f"{NET}, a day, {currency}", days, lambda net: str(Money(net, currency)))
