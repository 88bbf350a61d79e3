"""Closing an account: its certificates still verify, without the name, which can be confirmed by
whoever types it."""

import unicodedata
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from courses.certificates.archiving import expire_archives_of
from courses.certificates.models import (
    Certificate,
    CertificateCredential,
    CertificateFile,
    NameCorrection,
)
from cpd.outbox.posting import post_job

if TYPE_CHECKING:
    from accounts.models import User


def withhold_names(learner: "User") -> None:
    """Take name and membership numbers out of a closed account's certificates; a job
    deletes their files, the hashes stay. The caller holds the transaction."""
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
    post_job("certificate.erase_files", key=f"erase:{learner.pk}", learner_id=learner.pk)


def erase_files(learner: "User") -> None:
    """Delete the files of certificates whose name is withheld, and every archive that holds one;
    again deletes what is left."""
    for row in CertificateFile.objects.filter(certificate__learner=learner):
        row.file.storage.delete(str(row.file.name))
    expire_archives_of(learner)


def is_named(certificate: Certificate, typed: str) -> bool:
    """Whether a certificate was issued to this name; case, spaces and full-width forms aside."""
    if certificate.name:
        return plain_name(certificate.name) == plain_name(typed)
    return check_password(plain_name(typed), certificate.name_hash)


def plain_name(name: str) -> str:
    """Return a name as it is compared: NFKC, without case, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
