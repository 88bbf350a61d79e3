"""What sales add to the studio's first page: what waits for a person, and eight weeks of
revenue."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet, Value
from django.db.models.functions import Left
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from accounts.models import User
from courses.studio.home import Weeks, last_weeks, weeks_of
from courses.studio.waiting import SHOWN, Thing, Waiting
from cpd.money import CURRENCIES, Money
from cpd.periods import Grain, Period
from payments.backoffice.revenue import NET, Row, revenue
from payments.models import Order, Refund, RefundRequest

MOST = 100  # fetched, of all kinds
LONGEST = 200  # characters of what is said


def sales_waiting(user: User) -> list[Waiting]:
    """Return requests, refunds and orders that wait for somebody of sales; one query."""
    if not user.has_perm("payments.view_order"):
        return []
    kinds: dict[str, list[Thing]] = {}
    for title, public_id, words, at in _rows()[:MOST]:
        about = f"Order {str(public_id)[:8].upper()}{': ' if words else ''}{words}"
        url = reverse("sales:order", args=[public_id])
        kinds.setdefault(title, []).append(Thing(about, at, url))
    review = reverse("sales:review")
    return [
        Waiting(title, things[:SHOWN], review if len(things) > SHOWN else "")
        for title, things in kinds.items()
    ]


def _rows() -> QuerySet[Any, Any]:
    """What waits: its kind, the order, what is said of it, and since when; the oldest first."""
    requests = RefundRequest.objects.filter(state=RefundRequest.State.OPEN)
    proposed = Refund.objects.filter(state=Refund.State.PROPOSED)
    orders = Order.objects.filter(needs_review=True)
    asked = requests.order_by().values_list(
        Value("Refunds asked for"), "order__public_id", Left("message", LONGEST), "created_at"
    )
    return asked.union(
        proposed.order_by().values_list(
            Value("Refunds that need a second person"),
            "order__public_id",
            Left("note", LONGEST),
            "created_at",
        ),
        orders.order_by().values_list(
            Value("Orders to review"), "public_id", Left("review_reason", LONGEST), "placed_at"
        ),
        all=True,
    ).order_by("created_at")


class SalesPanel(Component):
    """Net revenue of the last eight weeks, each currency by itself."""

    name = "sales"
    order = 75
    template_name = "payments/backoffice/home_sales.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Sum up by week; two queries that group in the database."""
        period = last_weeks()
        rows = revenue(period, way="day", livemode=settings.PAYMENTS_LIVE)
        sold = [code for code in CURRENCIES if any(row.currency == code for row in rows)]
        drawn = [_weeks(rows, period, code) for code in sold]
        return {"currencies": [weeks for weeks in drawn if weeks.chart]}


def _weeks(rows: list[Row], period: Period, currency: str) -> Weeks:
    days = ((row.day, row.net) for row in rows if row.currency == currency)
    sums = period.counted(days, Grain.WEEK)
    weeks = [(Grain.WEEK.words(start), net) for start, net in sums.items()]
    return weeks_of(f"{NET}, {currency}", weeks, lambda net: str(Money(net, currency)))


def show_sales(request: HttpRequest, panels: list[Any]) -> None:
    """Show revenue to whoever may see it."""
    if request.user.has_perm("payments.see_revenue"):
        panels.append(SalesPanel())
