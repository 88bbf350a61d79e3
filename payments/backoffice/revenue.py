"""Revenue per day, country and product: gross, tax, refunds and net, in each currency by itself."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from cpd.money import Money
from payments.models import OrderLine, Refund, RefundLine

ZONE = ZoneInfo("Australia/Sydney")  # where the books are kept
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
            return f"{date.fromisoformat(self.label):%-d %B %Y}"
        except ValueError:
            return self.label

    @property
    def net(self) -> int:
        """What is left after refunds, the tax in it included."""
        return self.gross - self.refunded

    @property
    def moneys(self) -> list[Money]:
        """Gross, tax, refunds, tax in refunds and net, as pages print them."""
        amounts = (self.gross, self.tax, self.refunded, self.tax_refunded, self.net)
        return [Money(amount, self.currency) for amount in amounts]


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a report, both included, where the books are kept."""

    first: date
    last: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """When it begins, and when it has ended."""
        begin = datetime.combine(self.first, time.min, ZONE)
        return begin, datetime.combine(self.last + timedelta(days=1), time.min, ZONE)

    @property
    def days(self) -> list[date]:
        """Its days."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


def revenue(period: Period, *, way: str, livemode: bool) -> list[Row]:
    """Return the rows of a report: sales when they were paid, refunds when Stripe took them."""
    rows: dict[tuple[str, str], Row] = defaultdict(lambda: Row("", ""))
    for line in _sales(period, livemode).iterator(chunk_size=1000):
        row = _row(rows, _label(line, line.order.paid_at, way), line.order.currency)
        row.gross += line.total
        row.tax += line.tax
        row.sold += line.quantity
    for taken in _returns(period, livemode).iterator(chunk_size=1000):
        when = taken.refund.accepted_at
        row = _row(rows, _label(taken.line, when, way), taken.refund.currency)
        row.refunded += taken.amount
        row.tax_refunded += taken.tax
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
    return lines.filter(order__livemode=livemode, total__gt=0).select_related("order")


def _returns(period: Period, livemode: bool) -> QuerySet[RefundLine]:  # noqa: FBT001 as above
    begin, end = period.moments
    taken = RefundLine.objects.filter(
        refund__accepted_at__gte=begin,
        refund__accepted_at__lt=end,
        refund__livemode=livemode,
        refund__state__in=[Refund.State.PENDING, Refund.State.SUCCEEDED],
    )
    return taken.select_related("refund", "line__order")


def _label(line: OrderLine, when: datetime | None, way: str) -> str:
    if way == "product":
        return line.title
    if way == "country":
        return line.order.get_country_display()
    return when.astimezone(ZONE).date().isoformat() if when else ""


def _row(rows: dict[tuple[str, str], Row], label: str, currency: str) -> Row:
    row = rows[label, currency]
    row.label, row.currency = label, currency
    return row


def bars(rows: Sequence[Row], period: Period, *, currency: str) -> Iterator[dict[str, float | str]]:
    """Yield a bar a day of one currency's net: its place, height and words, in parts of a
    hundred."""
    by_day = {row.label: row.net for row in rows if row.currency == currency}
    days = period.days
    most = max([*by_day.values(), 1])
    width = 100 / len(days)
    for number, day in enumerate(days):
        net = by_day.get(day.isoformat(), 0)
        height = round(max(net, 0) * 100 / most, 2)
        yield {
            "x": round(number * width, 3),
            "y": 100 - height,
            "width": round(width * 0.8, 3),
            "height": height,
            "words": f"{day:%-d %B %Y}: {Money(net, currency)}",
        }
