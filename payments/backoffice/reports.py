"""The revenue report: a table with its chart, and the same as a file for the accountant."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cpd.day_field import DayField
from cpd.money import CURRENCIES
from cpd.periods import ZONE, Period
from cpd.sheets import Cell, sheet
from cpd.workbooks import workbook
from payments.backoffice.revenue import NET, WAYS, Row, by_day, revenue, totals

LONGEST = timedelta(days=366)
for_finance = permission_required("payments.see_revenue", raise_exception=True)
FILES: dict[str, Callable[..., HttpResponseBase]] = {"csv": sheet, "xlsx": workbook}
HEADINGS = ["Currency", "Sold", "Gross", "Tax", "Refunds", "Tax in refunds", NET]


class PeriodForm(forms.Form):
    """From, to, and by what."""

    first = DayField(label="From")
    last = DayField(label="To")
    way = forms.ChoiceField(label="By", choices=list(WAYS.items()))

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins, or is longer than a year."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and not first <= last <= first + LONGEST:
            self.add_error("last", "Choose a day after the first, within a year.")
        return cleaned


@require_safe
@for_finance
def report(request: HttpRequest) -> HttpResponseBase:
    """Show the revenue of a period, by day, country or product."""
    form = PeriodForm(request.GET if "first" in request.GET else _last_month())
    if not form.is_valid():
        context = {"form": form}
        return render(request, "payments/backoffice/revenue.html", context, status=422)
    values = form.cleaned_data
    period = Period(values["first"], values["last"])
    rows = revenue(period, way=values["way"], livemode=settings.PAYMENTS_LIVE)
    for form_of_file, write in FILES.items():
        if form_of_file in request.GET:
            return _file(write, rows, period, values["way"])
    return render(request, "payments/backoffice/revenue.html", _context(form, rows, period))


def _context(form: PeriodForm, rows: list[Row], period: Period) -> dict[str, Any]:
    way = form.cleaned_data["way"]
    days = rows if way == "day" else revenue(period, way="day", livemode=settings.PAYMENTS_LIVE)
    charts = [by_day(days, period, currency=code) for code in CURRENCIES]
    return {
        "form": form,
        "rows": rows,
        "totals": totals(rows),
        "way": WAYS[way],
        "charts": [drawn for drawn in charts if drawn],
        "net": NET,
        "period": period,
    }


def _file(
    write: Callable[..., HttpResponseBase], rows: list[Row], period: Period, way: str
) -> HttpResponseBase:
    name = f"revenue-by-{way}-{period.first}-{period.last}"
    return write(name, headings=[WAYS[way], *HEADINGS], rows=(_cells(row) for row in rows))


def _cells(row: Row) -> list[Cell]:
    amounts = [Decimal(money.decimal) for money in row.moneys]
    return [row.label, row.currency, row.sold, *amounts]


def _last_month() -> dict[str, Any]:
    today: date = timezone.localdate(timezone=ZONE)
    return {"first": today - timedelta(days=30), "last": today, "way": "day"}
