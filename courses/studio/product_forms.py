"""Forms of the shelf: what a product is, and what it costs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from courses.catalogue.models import Course, Product
from courses.catalogue.shelf import prices_of
from cpd.money import CURRENCIES, SIGNS, SMALLEST_CHARGES, Money, NotAnAmount, parse_money


class CourseProductForm(forms.ModelForm[Product]):
    """A course alone: free or not, on sale or not."""

    class Meta:
        model = Product
        fields = ["is_free", "is_active"]
        help_texts = {
            "is_free": "Anybody may enrol. Its prices end.",
            "is_active": "Without it nobody can buy or enrol; who has it keeps it.",
        }


class BundleForm(forms.ModelForm[Product]):
    """A bundle: its page and its courses."""

    courses = forms.ModelMultipleChoiceField(
        Course.objects.none(), widget=forms.CheckboxSelectMultiple, help_text="At least two."
    )

    class Meta:
        model = Product
        fields = ["title", "slug", "summary", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["courses"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 for the type checker
        field.queryset = _sellable()
        if self.instance.pk:
            field.initial = [course.pk for course in self.instance.courses()]
            self.fields["slug"].disabled = True

    def clean_courses(self) -> QuerySet[Course]:
        """Refuse a bundle of one."""
        courses: QuerySet[Course] = self.cleaned_data["courses"]
        if len(courses) < 2:
            raise ValidationError("Choose at least two courses.")
        return courses


class PriceForm(forms.Form):
    """A price in each currency, tax included; an empty field ends the price there."""

    def __init__(self, product: Product, data: Any = None) -> None:
        super().__init__(data)
        now = {price.currency: price.money.decimal for price in prices_of(product)}
        for currency in CURRENCIES:
            self.fields[currency] = forms.CharField(
                label=f"Price in {currency} ({SIGNS[currency]})",
                required=False,
                max_length=12,
                initial=now.get(currency, ""),
                help_text="Tax included, for example 49.00. Empty: not on sale there.",
            )

    def clean(self) -> dict[str, Any]:
        """Read every amount."""
        cleaned = super().clean() or {}
        for currency in CURRENCIES:
            if cleaned.get(currency):
                self._read(cleaned, currency)
        return cleaned

    @property
    def amounts(self) -> dict[str, Money | None]:
        """What was asked for, by currency."""
        return {currency: self.cleaned_data.get(currency) or None for currency in CURRENCIES}

    def _read(self, cleaned: dict[str, Any], currency: str) -> None:
        least = Money(SMALLEST_CHARGES[currency], currency)
        try:
            money = parse_money(cleaned[currency], currency)
        except NotAnAmount:
            self.add_error(currency, "Write an amount such as 49.00.")
            return
        if money.amount < least.amount:
            self.add_error(currency, f"The least that can be charged is {least}.")
        cleaned[currency] = money


def _sellable() -> QuerySet[Course]:
    return Course.objects.filter(retired_at__isnull=True).order_by("title")
