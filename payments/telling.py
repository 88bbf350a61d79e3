"""Posting a mail about a row: the operation writes the job in its own transaction, once for a
cause; what the mail says stands in `payments.mailing`."""

from django.db import models

from cpd.outbox.posting import post_job


def post_mail(kind: str, row: models.Model) -> None:
    """Post the job that writes a kind of mail about a row; the same again posts nothing."""
    name = f"payments.mail.{kind}"
    post_job(name, key=f"{name}:{row.pk}", **{f"{row._meta.model_name}_id": row.pk})
