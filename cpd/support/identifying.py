"""Whose an address or a number is that was given in full."""

import uuid

from allauth.account.models import EmailAddress
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

from accounts.models import User
from courses.certificates.models import Certificate
from courses.certificates.serials import clean_serial
from payments.models import Document, Order


def exact(words: str) -> User | None:
    """Return the learner of an address, a certificate's serial, an invoice's number or an id that
    was given in full."""
    if "@" in words:
        return by_address(words)
    return _by_number(words) or _by_id(words)


def by_address(words: str) -> User | None:
    """Return whose address this is: who proved it, else whose account has it as its own. A second
    address that nobody proved is nobody's."""
    rows = EmailAddress.objects.filter(email=words.lower(), verified=True)
    proved = rows.select_related("user").first()
    if proved is not None:
        return proved.user
    return User.objects.filter(Exact(Lower("email"), words.lower())).first()


def _by_number(words: str) -> User | None:
    serial = clean_serial(words)
    certificates = Certificate.objects.filter(serial=serial).select_related("learner")
    certificate = certificates.first() if serial else None
    if certificate is not None:
        return certificate.learner
    documents = Document.objects.filter(number__in={words, words.upper()})
    document = documents.select_related("order__user").first()
    return document.order.user if document else None


def _by_id(words: str) -> User | None:
    try:
        public_id = uuid.UUID(words)
    except ValueError:
        return None
    order = Order.objects.filter(public_id=public_id).select_related("user").first()
    if order is not None:
        return order.user
    return User.objects.filter(public_id=public_id).first()
