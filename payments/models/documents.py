"""Document and its numbers: invoices and credit notes, frozen when issued."""

from django.db import models
from django.db.models import F, Q

from courses.immutable import WrittenOnce
from cpd.money import Money
from payments.models.fields import CURRENCY_CHOICES
from payments.models.orders import Order
from payments.models.refunds import Refund


class DocumentSeries(models.Model):
    """A row of numbers without gaps."""

    code = models.CharField(max_length=24, unique=True)
    next_sequence = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "document series"
        constraints = [
            models.CheckConstraint(name="series_starts_at_one", condition=Q(next_sequence__gte=1))
        ]

    def __str__(self) -> str:
        return self.code


class Document(WrittenOnce):
    """An invoice or a credit note; only the kept file and its hash are written later, once."""

    class Kind(models.TextChoices):
        TAX_INVOICE = "tax_invoice", "Tax invoice"
        INVOICE = "invoice", "Invoice"
        CREDIT_NOTE = "credit_note", "Credit note"

    kind = models.CharField(max_length=12, choices=Kind)
    number = models.CharField(max_length=40, unique=True)
    series = models.ForeignKey(DocumentSeries, on_delete=models.PROTECT, related_name="documents")
    sequence = models.PositiveIntegerField()
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="documents")
    refund = models.OneToOneField(
        Refund, null=True, blank=True, on_delete=models.PROTECT, related_name="document"
    )
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    issued_at = models.DateTimeField()
    issued_on = models.DateField(help_text="In the seller's time zone.")
    supply_date = models.DateField()
    facts = models.JSONField(help_text="Every printed word: seller, buyer, lines, totals.")
    net = models.BigIntegerField()
    tax = models.BigIntegerField()
    gross = models.BigIntegerField()
    currency = models.CharField(max_length=3, choices=CURRENCY_CHOICES)
    file = models.FileField(upload_to="payment-documents", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "sequence"], name="document_number_once_per_series"
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(kind__in=["tax_invoice", "invoice"], corrects__isnull=True),
                name="document_one_original_invoice_per_order",
            ),
            models.CheckConstraint(
                name="document_gross_is_net_and_tax", condition=Q(gross=F("net") + F("tax"))
            ),
            models.CheckConstraint(
                name="document_credit_note_has_its_refund",
                condition=Q(kind="credit_note", refund__isnull=False)
                | (~Q(kind="credit_note") & Q(refund__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def money(self) -> Money:
        """Its gross amount."""
        return Money(self.gross, self.currency)
