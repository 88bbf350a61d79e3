"""Celery, used only where REDIS_URL is set: it wakes the worker and beats the schedule (decision
4)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpd.settings")

app = Celery("cpd")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["cpd.outbox"])
