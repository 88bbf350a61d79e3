"""Rights over what payments keep: money is looked at, never edited; settings are an admin's."""

from django.db import models
from wagtail.permissions import register_permission_policy

from cpd.policies import KeepingPolicy, LookingPolicy
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

LOOKED_AT: tuple[type[models.Model], ...] = (
    Order,
    Payment,
    Refund,
    RefundRequest,
    Dispute,
    Document,
    StripeEvent,
)
KEPT: tuple[type[models.Model], ...] = (PromotionCode, SellerEntity, TaxRule)


def register() -> None:
    """Put the policies before the models."""
    for model in LOOKED_AT:
        register_permission_policy(model, LookingPolicy(model))
    for model in KEPT:
        register_permission_policy(model, KeepingPolicy(model))
