"""Closing an account: its certificates still verify, without the name, which can be confirmed by
whoever types it."""

import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from courses.certificates.models import (
    Certificate,
    CertificateArchive,
    CertificateCredential,
    CertificateFile,
    NameCorrection,
)

if TYPE_CHECKING:
    from accounts.models import User


def withhold_names(learner: "User") -> None:
    """Take name and membership numbers out of a closed account's certificates; their files and
    credentials go, the files' hashes stay. The caller holds the transaction."""
    now = timezone.now()
    for certificate in Certificate.objects.filter(learner=learner, name_withheld_at=None):
        Certificate.objects.filter(pk=certificate.pk).update(
            name="",
            memberships={},
            name_withheld_at=now,
            name_hash=make_password(plain_name(certificate.name)),
        )
    CertificateCredential.objects.filter(certificate__learner=learner).delete()
    NameCorrection.objects.filter(learner=learner).update(name="", explanation="", answer="")
    NameCorrection.objects.filter(learner=learner, state=NameCorrection.State.ASKED).update(
        state=NameCorrection.State.WITHDRAWN, decided_at=now, decided_by=learner
    )
    files = [
        row.file
        for rows in (
            CertificateFile.objects.filter(certificate__learner=learner),
            CertificateArchive.objects.filter(made_for=learner).exclude(file=""),
        )
        for row in rows
    ]
    for file in files:
        transaction.on_commit(partial(file.storage.delete, str(file.name)))


def is_named(certificate: Certificate, typed: str) -> bool:
    """Whether a certificate was issued to this name; case, spaces and full-width forms aside."""
    if certificate.name:
        return plain_name(certificate.name) == plain_name(typed)
    return check_password(plain_name(typed), certificate.name_hash)


def plain_name(name: str) -> str:
    """Return a name as it is compared: NFKC, without case, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
