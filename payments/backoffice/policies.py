"""Rights over what payments keep: money is looked at, never edited; settings are an admin's."""

from typing import Any

from django.db import models
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from cpd.policies import KeepingPolicy
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


class LookingPolicy(ModelPermissionPolicy):
    """Nobody adds, changes or deletes here, superusers neither: acts do, each with its reason."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Allow looking only."""
        return action == "view" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Refuse the rest in lists of actions too."""
        return bool(super().user_has_any_permission(user, set(actions) & {"view"}))


def register() -> None:
    """Put the policies before the models."""
    for model in LOOKED_AT:
        register_permission_policy(model, LookingPolicy(model))
    for model in KEPT:
        register_permission_policy(model, KeepingPolicy(model))
