"""Lists of what payments keep, in Wagtail's admin: searched, filtered, each row leading to its
order; and the settings that admins change."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

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


class LookingIndexView(IndexView):
    """A list whose rows lead to their order, or to themselves."""

    search_paths: tuple[str, ...] = ()
    related: tuple[str, ...] = ("order",)

    def get_base_queryset(self) -> QuerySet[Any]:
        """Fetch what the columns print."""
        return super().get_base_queryset().select_related(*self.related)

    def get_edit_url(self, instance: Any) -> str | None:
        """Lead to the order."""
        return order_page(instance)

    @property
    def is_searchable(self) -> bool:
        """Search where there is something to search by."""
        return bool(self.search_paths)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Find a part of an address, a number or any of Stripe's ids."""
        words = (self.search_query or "").replace("\x00", "").strip()
        if not words:
            return queryset
        found = Q()
        for path in self.search_paths:
            found |= Q(**{f"{path}__icontains": words})
        return queryset.filter(pk__in=queryset.model.objects.filter(found).values("pk"))


class SalesViewSet(ModelViewSet):
    """Pages of the menu “Sales”, at addresses of their own."""

    add_to_reference_index = False
    copy_view_enabled = False

    @property
    def url_namespace(self) -> str:
        """The names of its addresses begin so."""
        return f"lists_{self.model_name}"

    @property
    def url_prefix(self) -> str:
        """Its addresses begin so."""
        return f"sales/lists/{self.model_name}"


class LookingViewSet(SalesViewSet):
    """Rows to look at."""

    index_view_class = LookingIndexView
    search_paths: tuple[str, ...] = ()
    related: tuple[str, ...] = ("order",)
    inspect_view_enabled = True
    form_fields = ["id"]
    list_per_page = 50
    add_to_admin_menu = False

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Hand the view what it searches and fetches."""
        own = {"search_paths": self.search_paths, "related": self.related}
        return super().get_index_view_kwargs(**own, **kwargs)


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


class OrderViewSet(LookingViewSet):
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


class PaymentViewSet(LookingViewSet):
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


class RefundViewSet(LookingViewSet):
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


class RefundRequestViewSet(LookingViewSet):
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


class DisputeViewSet(LookingViewSet):
    """Disputes."""

    model = Dispute
    icon = "warning"
    menu_label = "Disputes"
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


class DocumentViewSet(LookingViewSet):
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


class EventViewSet(LookingViewSet):
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
