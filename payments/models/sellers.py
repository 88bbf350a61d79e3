"""Who sells in which country, and the tax there; both change by dated rows, never in code."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from accounts.countries import COUNTRIES
from courses.catalogue.models import Provider

COUNTRY_CHOICES = [(country.code, country.name) for country in COUNTRIES.values()]


class SellerEntity(models.Model):
    """The legal person that sells to buyers of a country, as documents print it."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="sellers")
    country = models.CharField("sells to", max_length=2, choices=COUNTRY_CHOICES)
    is_active = models.BooleanField(default=True)
    gst_registered = models.BooleanField("registered for GST (Australia)", default=False)
    vat_registered = models.BooleanField("registered for VAT (United Kingdom)", default=False)
    vat_number = models.CharField(max_length=20, blank=True)
    time_zone = models.CharField(max_length=40, help_text="Where documents are dated.")
    series_prefix = models.CharField(
        max_length=12, unique=True, help_text="Begins the numbers of its documents: AU, GB."
    )

    class Meta:
        verbose_name_plural = "seller entities"
        constraints = [
            models.UniqueConstraint(
                fields=["country"], condition=Q(is_active=True), name="seller_only_one_per_country"
            ),
            models.CheckConstraint(
                name="seller_registered_for_vat_has_its_number",
                condition=Q(vat_registered=False) | ~Q(vat_number=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} ({self.get_country_display()})"

    @property
    def charges_tax(self) -> bool:
        """Whether it is registered for the tax of the country it sells to."""
        return self.gst_registered if self.country == "AU" else self.vat_registered


class TaxRuleQuerySet(models.QuerySet["TaxRule"]):
    """Which rule holds when."""

    def valid_on(self, day: date, *, country: str) -> "TaxRuleQuerySet":
        """The rules of a country on a day, the newest first."""
        is_open = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        return self.filter(is_open, country=country, valid_from__lte=day).order_by("-valid_from")


class TaxRule(models.Model):
    """A rate of GST or VAT with the days on which it holds."""

    country = models.CharField(max_length=2, choices=COUNTRY_CHOICES)
    name = models.CharField(max_length=20)
    rate_bp = models.PositiveIntegerField("rate in hundredths of a per cent")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="The last day.")
    buyer_number_frees = models.BooleanField(
        "a buyer's tax number takes the tax away", default=False
    )
    note = models.TextField(blank=True, help_text="The source: law, guidance, date checked.")

    objects = TaxRuleQuerySet.as_manager()

    class Meta:
        ordering = ["country", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "valid_from"], name="tax_rule_one_begins_on_a_day"
            ),
            models.CheckConstraint(
                name="tax_rule_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="tax_rule_rate_below_all", condition=Q(rate_bp__lt=10_000)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.rate_bp / 100:g} % from {self.valid_from}"
