"""Lists of what payments keep, in Wagtail's admin: searched, filtered, each row leading to its
order; and the settings that admins change."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup

from cpd.listing import LookingViewSet, PlacedViewSet
from payments.backoffice.filters import OrderFilters
from payments.backoffice.forms import PromotionCodeForm
from payments.models import (
    Dispute,
    Document,
    Order,
    Payment,
    PromotionCode,
    Refund,
    RefundRequest,
    SellerEntity,
    StripeEvent,
    TaxRule,
)


def order_page(row: Any) -> str | None:
    """Return the address of the order that a row belongs to; None for an event without one."""
    order = row if isinstance(row, Order) else _order_of(row)
    return reverse("sales:order", args=[order.public_id]) if order else None


def _order_of(row: Any) -> Order | None:
    return row.payment.order if isinstance(row, Dispute) else row.order


class SalesViewSet(PlacedViewSet):
    """Pages of the menu “Sales”."""

    place = "sales"


class SaleViewSet(LookingViewSet):
    """Rows that lead to their order; on a phone each runs on in lines, since their cells say what
    they are."""

    place = "sales"
    table_classname = "listing desk-lines"
    related: tuple[str, ...] = ("order",)

    def leads_to(self, row: Any) -> str | None:
        """Lead to the order."""
        return order_page(row)


def _to_review(order: Order) -> str:
    return "to review" if order.needs_review else ""


ORDER_PATHS = (
    "email",
    "public_id",
    "documents__number",
    "payments__session_id",
    "payments__payment_intent_id",
    "payments__charge_id",
    "payments__disputes__stripe_dispute_id",
    "refunds__stripe_refund_id",
    "user__email",
)


class OrderViewSet(SaleViewSet):
    """Orders."""

    model = Order
    icon = "doc-full"
    menu_label = "Orders"
    search_paths = ORDER_PATHS
    related = ("promotion_code",)
    filterset_class = OrderFilters
    list_display = [
        "reference",
        "email",
        "state",
        Column("money", label="Total"),
        "country",
        DateColumn("placed_at", label="Placed", sort_key="placed_at"),
        Column("needs_review", label="Review", accessor=_to_review),
    ]


class PaymentViewSet(SaleViewSet):
    """Payments."""

    model = Payment
    icon = "tag"
    menu_label = "Payments"
    search_paths = ("order__email", "session_id", "payment_intent_id", "charge_id")
    list_filter = ["state", "provider", "currency", "method"]
    list_display = [
        "__str__",
        "state",
        Column("money", label="Amount"),
        "method",
        "brand",
        "last4",
        DateColumn("created_at", label="Begun", sort_key="created_at"),
    ]


class RefundViewSet(SaleViewSet):
    """Refunds."""

    model = Refund
    icon = "undo"
    menu_label = "Refunds"
    search_paths = ("order__email", "stripe_refund_id", "public_id")
    list_filter = ["state", "origin", "reason", "currency"]
    list_display = [
        "__str__",
        "state",
        "origin",
        "reason",
        "actor",
        DateColumn("created_at", label="Asked for", sort_key="created_at"),
    ]
    related = ("order", "actor")


class RefundRequestViewSet(SaleViewSet):
    """Buyers' requests."""

    model = RefundRequest
    icon = "mail"
    menu_label = "Refund requests"
    search_paths = ("order__email",)
    list_filter = ["state"]
    list_display = [
        "__str__",
        "user",
        "state",
        DateColumn("created_at", label="Asked", sort_key="created_at"),
    ]
    related = ("order", "user")


class DisputeViewSet(SaleViewSet):
    """Disputes."""

    model = Dispute
    icon = "warning"
    menu_label = "Disputes"
    table_classname = "listing"
    search_paths = ("payment__order__email", "stripe_dispute_id")
    list_filter = ["kind", "status", "currency"]
    related = ("payment__order",)
    list_display = [
        "__str__",
        "reason",
        DateColumn("evidence_due_by", label="Answer by", sort_key="evidence_due_by"),
        BooleanColumn("access_suspended", label="Access suspended"),
        DateColumn("opened_at", label="Opened", sort_key="opened_at"),
    ]


class DocumentViewSet(SaleViewSet):
    """Invoices and credit notes."""

    model = Document
    icon = "doc-full-inverse"
    menu_label = "Documents"
    search_paths = ("number", "order__email")
    list_filter = ["kind", "currency"]
    list_display = [
        "number",
        "kind",
        Column("money", label="Gross"),
        DateColumn("issued_on", label="Issued", sort_key="issued_on"),
    ]


class EventViewSet(SaleViewSet):
    """Stripe's events."""

    model = StripeEvent
    icon = "notification"
    menu_label = "Events"
    search_paths = ("event_id", "object_id", "type")
    list_filter = ["state", "type"]
    list_display = [
        "__str__",
        "state",
        "attempts",
        Column("last_error", label="Reason"),
        DateColumn("received_at", label="Received", sort_key="received_at"),
    ]


class SettingViewSet(SalesViewSet):
    """Rows that admins set; nothing is deleted."""

    panels: list[Panel] = []

    def get_edit_handler(self) -> Any:
        """Show this viewset's panels."""
        return ObjectList(self.panels).bind_to_model(self.model)


class PromotionCodeViewSet(SettingViewSet):
    """Promotion codes."""

    model = PromotionCode
    icon = "tag"
    menu_label = "Promotion codes"
    list_filter = ["is_active"]
    search_fields = ["code"]
    list_display = ["code", "percent_bp", "amount", "currency", "taken_count", "is_active"]
    panels = [
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("percent_bp"), FieldPanel("amount"), FieldPanel("currency")]),
        FieldPanel("products"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("max_redemptions"), FieldPanel("max_per_user")]),
                FieldRowPanel([FieldPanel("minimum_aud"), FieldPanel("minimum_gbp")]),
                FieldPanel("first_purchase_only"),
            ],
            "Limits",
        ),
        FieldPanel("is_active"),
    ]

    def get_edit_handler(self) -> Any:
        """Check what the database would refuse."""
        handler = ObjectList(self.panels, base_form_class=PromotionCodeForm)
        return handler.bind_to_model(self.model)


class SellerViewSet(SettingViewSet):
    """Sellers."""

    model = SellerEntity
    icon = "home"
    menu_label = "Sellers"
    list_display = ["__str__", "gst_registered", "vat_registered", "is_active"]
    panels = [
        FieldRowPanel([FieldPanel("provider"), FieldPanel("country")]),
        FieldRowPanel([FieldPanel("gst_registered"), FieldPanel("vat_registered")]),
        FieldPanel("vat_number"),
        FieldRowPanel([FieldPanel("time_zone"), FieldPanel("series_prefix")]),
        FieldPanel("is_active"),
    ]


class TaxRuleViewSet(SettingViewSet):
    """Tax rules."""

    model = TaxRule
    icon = "table"
    menu_label = "Tax rules"
    list_display = ["__str__", "country", "valid_from", "valid_to"]
    panels = [
        FieldRowPanel([FieldPanel("country"), FieldPanel("name"), FieldPanel("rate_bp")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("buyer_number_frees"),
        FieldPanel("note"),
    ]


class SalesGroup(ModelViewSetGroup):
    """The menu “Sales”."""

    menu_label = "Sales"
    menu_icon = "tag"
    menu_order = 130
    items = (
        OrderViewSet,
        PaymentViewSet,
        RefundViewSet,
        RefundRequestViewSet,
        DisputeViewSet,
        DocumentViewSet,
        EventViewSet,
        PromotionCodeViewSet,
        SellerViewSet,
        TaxRuleViewSet,
    )
