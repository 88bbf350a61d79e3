"""The refund policy."""

from datetime import timedelta

ANSWER_WITHIN = timedelta(days=5)  # a person answers a request
