"""Posting a mail about a row: the operation writes the job in its own transaction, once for a
cause; what the mail says stands in `payments.mailing` and `payments.alerting`."""

import hashlib

from django.db import models

from cpd.outbox.posting import post_job


def post_mail(kind: str, row: models.Model, *, about: str = "") -> None:
    """Post the job that writes a kind of mail about a row; the same again posts nothing. `about`
    tells causes of one row apart."""
    name = f"payments.mail.{kind}"
    key, payload = f"{name}:{row.pk}", {f"{row._meta.model_name}_id": row.pk}
    if about:
        key, payload = f"{key}:{digest(about)}", {**payload, "about": about}
    post_job(name, key=key, **payload)


def digest(text: str) -> str:
    """Return a short fingerprint of a text, for keys."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
