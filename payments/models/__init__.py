"""What payments keep: sellers and tax, codes, orders, payments, refunds, disputes, documents and
what Stripe told us. Nothing financial is edited or deleted; corrections are new rows."""

from payments.models.codes import PromotionCode, Redemption
from payments.models.disputes import Dispute
from payments.models.documents import Document, DocumentSeries
from payments.models.events import StripeEvent, Watermark
from payments.models.orders import LineCourse, Order, OrderLine
from payments.models.payments import Payment
from payments.models.refunds import Refund, RefundLine, RefundRequest
from payments.models.sellers import SellerEntity, TaxRule

__all__ = [
    "Dispute",
    "Document",
    "DocumentSeries",
    "LineCourse",
    "Order",
    "OrderLine",
    "Payment",
    "PromotionCode",
    "Redemption",
    "Refund",
    "RefundLine",
    "RefundRequest",
    "SellerEntity",
    "StripeEvent",
    "TaxRule",
    "Watermark",
]
