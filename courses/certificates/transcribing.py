"""The transcript of a learner: all their certificates in one signed PDF, made when it is asked
for."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from accounts.countries import local_date
from courses.certificates.issuing import NOT_A_QUALIFICATION
from courses.certificates.models import Certificate
from courses.certificates.signing.pdfs import sign_pdf
from courses.certificates.transcripts import Entry, Transcript, draw_transcript
from courses.certificates.wording import issuer_words

if TYPE_CHECKING:
    from accounts.models import User


def transcript_of(learner: "User") -> bytes | None:
    """Return the transcript as it stands now, in the name of the newest valid certificate; None
    without certificates. A superseded one is left out: its successor is there."""
    rows = Certificate.objects.filter(learner=learner, name_withheld_at=None)
    listed = list(rows.exclude(state=Certificate.State.SUPERSEDED))
    if not listed:
        return None
    named = next((row for row in listed if row.is_valid), listed[0])
    transcript = Transcript(
        name=named.name,
        brand=settings.SITE_NAME,
        entries=[_entry(row) for row in listed],
        made_on=local_date(learner, timezone.now()),
        verify_address=f"{settings.BASE_URL}/verify/",
        statement=NOT_A_QUALIFICATION,
    )
    return sign_pdf(draw_transcript(transcript)).content


def _entry(row: Certificate) -> Entry:
    facts = row.facts
    revoked = f"{row.get_state_display()}: {row.get_revoked_for_display()}"
    return Entry(
        completed_on=row.completed_on,
        title=row.course_title,
        edition=row.edition_number,
        minutes=row.minutes,
        assessed=facts["assessed"],
        serial=row.serial,
        provider=issuer_words(facts["provider"]),
        state="" if row.is_valid else revoked,
    )
