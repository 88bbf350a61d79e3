"""Who sells in the demo, one example company in each country, and the rates of tax."""

from datetime import date

from courses.catalogue.models import Provider
from payments.models import SellerEntity, TaxRule

RULES = (
    ("AU", "GST", 1000, date(2000, 7, 1), "A New Tax System (Goods and Services Tax) Act 1999."),
    ("GB", "VAT", 2000, date(2011, 1, 4), "Value Added Tax Act 1994, section 2."),
)


def make_sellers() -> None:
    """Make the sellers and the rates that are missing."""
    for country, name, rate_bp, valid_from, note in RULES:
        if not TaxRule.objects.filter(country=country).exists():
            TaxRule.objects.create(
                country=country, name=name, rate_bp=rate_bp, valid_from=valid_from, note=note
            )
    if not SellerEntity.objects.filter(country="AU").exists():
        SellerEntity.objects.create(
            provider=Provider.objects.get(is_current=True),
            country="AU",
            gst_registered=True,
            time_zone="Australia/Sydney",
            series_prefix="AU",
        )
    if not SellerEntity.objects.filter(country="GB").exists():
        SellerEntity.objects.create(
            provider=_british_company(),
            country="GB",
            vat_registered=True,
            vat_number="GB 000 0000 00",
            time_zone="Europe/London",
            series_prefix="GB",
        )


def _british_company() -> Provider:
    return Provider.objects.create(
        legal_name="Massage CPD (UK) Ltd",
        registration="Company number 00000000",
        address="1 Example Road\nBristol BS1 1AA\nUnited Kingdom",
        is_example=True,
        is_current=False,
    )
