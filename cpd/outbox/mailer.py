"""Mail through the outbox: sending writes a row, a job delivers it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from cpd.outbox.models import Job, Mail
from cpd.outbox.posting import post_job, wake
from cpd.outbox.registry import job
from cpd.outbox.working import retry

DELIVER = "mail.send"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the storage that goes with a mail."""

    name: str
    place: str
    type: str = "application/pdf"


class OutboxBackend(BaseEmailBackend):
    """Django's default mailer here: allauth's and Wagtail's mails become rows too."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            write_mail(message)
        return len(email_messages)


@transaction.atomic
def write_mail(
    message: EmailMessage, *, cause: str | None = None, attachments: Sequence[Attachment] = ()
) -> Mail:
    """Keep a message and the job that delivers it; with a cause, once."""
    if cause is not None and (kept := Mail.objects.filter(cause=cause).first()):
        return kept
    alternatives = getattr(message, "alternatives", [])
    html = next((part[0] for part in alternatives if part[1] == "text/html"), "")
    mail = Mail.objects.create(
        to=", ".join(message.recipients()),
        sender=message.from_email,
        subject=str(message.subject),
        text=str(message.body),
        html=html,
        headers=message.extra_headers,
        cause=cause,
        attachments=[asdict(attachment) for attachment in attachments],
    )
    post_job(DELIVER, key=f"mail:{mail.pk}", mail_id=str(mail.pk))
    return mail


def send(template: str, *, to: str, context: dict[str, Any]) -> None:
    """Write the mail whose triple of templates stands in `emails/TEMPLATE/`."""
    compose(template, to=to, context=context).send()


def send_once(
    template: str,
    *,
    to: str,
    cause: str,
    context: dict[str, Any],
    attachments: Sequence[Attachment] = (),
) -> Mail:
    """Write a mail that goes out once for its cause and address, whoever asks and how often."""
    message = compose(template, to=to, context=context)
    return write_mail(message, cause=f"{cause}:{to}", attachments=attachments)


def failed_jobs(mails: Iterable[UUID]) -> dict[UUID, Job]:
    """Return, by the mail's key, the jobs of those mails that failed for good; one query."""
    names = [str(pk) for pk in mails]
    jobs = Job.objects.parked().filter(kind=DELIVER, payload__mail_id__in=names) if names else ()
    return {UUID(job.payload["mail_id"]): job for job in jobs}


@transaction.atomic
def resend(mail: Mail) -> bool:
    """Send a mail again, as it was written; one that failed gets a fresh set of tries. False where
    it is on its way already."""
    locked = Mail.objects.select_for_update().get(pk=mail.pk)
    failed = failed_jobs([locked.pk]) if locked.state == Mail.State.WAITING else {}
    if failed:
        retry(failed[locked.pk])
        transaction.on_commit(wake, robust=True)
    elif locked.state == Mail.State.SENT:
        Mail.objects.filter(pk=locked.pk).update(state=Mail.State.WAITING, sent_at=None)
        post_job(DELIVER, mail_id=str(locked.pk))
    else:
        return False
    return True


def forget(address: str) -> None:
    """Send nothing more to an address, and keep of what was sent only that it was."""
    own = Mail.objects.filter(to__iexact=address)
    own.filter(state=Mail.State.WAITING).delete()
    own.update(to="", text="", html="", headers={}, attachments=[])


def compose(template: str, *, to: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    """Return the message that a triple of templates makes."""
    values = {**context, "site_name": settings.SITE_NAME, "base_url": settings.BASE_URL}
    folder = f"emails/{template}"
    message = EmailMultiAlternatives(
        subject=" ".join(render_to_string(f"{folder}/subject.txt", values).split()),
        body=render_to_string(f"{folder}/body.txt", values),
        to=[to],
    )
    message.attach_alternative(render_to_string(f"{folder}/body.html", values), "text/html")
    return message


@job(DELIVER, tries=5, seconds=120, in_transaction=False)
def deliver(mail_id: str) -> None:
    """Hand one mail to the transport, with no lock held meanwhile; a mail that was sent is not sent
    again."""
    mail = Mail.objects.filter(pk=mail_id).first()
    if mail is None or mail.state == Mail.State.SENT:
        return  # sent before, or forgotten with its reader's account
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=mail.sender,
        to=mail.to.split(", "),
        headers={
            **mail.headers,
            "Message-ID": f"<{mail.pk}@{settings.SITE_NAME.replace(' ', '').lower()}>",
        },
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for attachment in mail.attachments:
        with default_storage.open(attachment["place"]) as file:
            message.attach(attachment["name"], file.read(), attachment["type"])
    message.send(using="transport")
    Mail.objects.filter(pk=mail.pk, state=Mail.State.WAITING).update(
        state=Mail.State.SENT, sent_at=timezone.now()
    )
