"""The audit trail: who did what to whom, when and why; append-only."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "cpd.audit"
    label = "audit"
