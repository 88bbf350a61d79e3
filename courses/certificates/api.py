"""The JSON API with which bodies, funds and employers check certificates; described by OpenAPI."""

from datetime import date, datetime
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, File, NinjaAPI, P, PathEx, Schema, UploadedFile
from ninja.errors import HttpError, ValidationError

from courses.certificates.forms import LARGEST
from courses.certificates.limits import may_check, may_check_file, may_confirm
from courses.certificates.models import Certificate
from courses.certificates.serials import clean_serial
from courses.certificates.showing import Verdict, bodies_of, find_by, judge, judge_file
from courses.certificates.withholding import is_named
from courses.certificates.wording import issuer_words

api = NinjaAPI(
    title="Certificate check",
    version="1",
    description=(
        "Says what stands on a certificate and whether it is valid now. No key is needed; an "
        "address may ask thirty times a minute, with ten files among them."
    ),
    docs_url=None,
    urls_namespace="certificate_api",
)


class Problem(Schema):
    """What went wrong."""

    detail: str


class Accreditation(Schema):
    """An accreditation of ours that was valid on the day of completion."""

    number: str
    amount: str | None = Field(description="Points or hours; null where the body gives none.")
    unit: str
    category: str
    valid_from: date
    valid_until: date | None


class Body(Schema):
    """A claim to a professional body, as it is printed."""

    name: str
    claim: str = Field(description="What the certificate supports as a claim to this body.")
    membership_number: str = ""
    accreditation: Accreditation | None = Field(description="Null: minutes and hours only.")


class Printed(Schema):
    """What is printed on the certificate."""

    name: str | None = Field(description="Null when the holder closed the account.")
    course: str
    edition: int
    current_edition: int | None = Field(description="Null when the course is no longer offered.")
    started_on: date
    completed_on: date
    minutes: int
    minutes_by_kind: dict[str, int]
    basis_of_minutes: str
    mode: str
    assessed: str
    outcomes: list[str]
    author: str
    provider: str
    bodies: list[Body]
    statement: str


class Check(Schema):
    """A certificate as it stands now."""

    serial: str
    status: Certificate.State
    checked_at: datetime
    replaced_by: str | None = Field(None, description="Serial of the certificate that counts.")
    revoked_on: date | None = None
    revoked_for: str | None = Field(None, description="Class of the reason.")
    printed: Printed | None = Field(None, description="Null for a superseded certificate.")


class Named(Schema):
    """A name to compare."""

    name: str = Field(max_length=200)


class NameAnswer(Schema):
    """Whether the certificate was issued to the name; case and spaces aside."""

    matches: bool


class Said(Schema):
    """What one part of a file comes to."""

    verdict: str
    sentence: str


class FileAnswer(Schema):
    """What a file says of itself, and what we have on record."""

    status: Literal["valid", "superseded", "revoked", "doctored", "sample", "signed", "unknown"]
    signature: Said
    credential: Said | None = Field(description="Null when the file holds none.")
    is_kept: bool = Field(description="Whether we issued exactly this file, byte for byte.")
    certificate: Check | None = Field(description="Null beside a file that is not as we issued it.")


PROBLEMS = {400: Problem, 404: Problem, 422: Problem, 429: Problem}
Serial = PathEx[str, P(description="Twelve letters and digits, with or without hyphens.")]


@api.get("/certificates/{serial}", response={200: Check, **PROBLEMS}, summary="Check by serial")
def check(request: HttpRequest, response: HttpResponse, serial: Serial) -> Check:
    """Answer what a certificate says and whether it is valid, superseded or revoked."""
    found = _certificate(request, serial)
    response["Cache-Control"] = "no-store"
    return answer(judge(found))


@api.post(
    "/certificates/{serial}/name",
    response={200: NameAnswer, **PROBLEMS},
    summary="Confirm a name",
)
def confirm_name(request: HttpRequest, named: Named, serial: Serial) -> NameAnswer:
    """Answer whether a certificate was issued to this name, also when the name is withheld."""
    found = _certificate(request, serial)
    if not may_confirm(request, found.serial):
        raise HttpError(429, "Too many names were tried for this certificate. Try again later.")
    is_shown = found.state != Certificate.State.SUPERSEDED
    return NameAnswer(matches=is_shown and is_named(found, named.name))


@api.post("/files", response={200: FileAnswer, **PROBLEMS}, summary="Check a file")
def check_a_file(request: HttpRequest, file: File[UploadedFile]) -> FileAnswer:
    """Answer whether a PDF is as we issued it: its signature, the credential in it, and our
    record, each for itself. Send it as form data in the field `file`, 5 MB at most."""
    if not (may_check(request) and may_check_file(request)):
        raise HttpError(429, "Too many files from this address. Try again in a minute.")
    if (file.size or 0) > LARGEST:
        raise HttpError(422, "The file is larger than 5 MB; our certificates are far smaller.")
    verdict = judge_file(file.read())
    found = verdict.file
    if found is None:
        raise HttpError(422, "This is no file.")
    credential = found.credential
    return FileAnswer(
        status=verdict.state,
        signature=Said(verdict=found.pdf.signature, sentence=found.signature_sentence),
        credential=Said(verdict=credential.standing, sentence=found.credential_sentence)
        if credential
        else None,
        is_kept=found.is_kept,
        certificate=answer(verdict) if verdict.state in Certificate.State else None,
    )


def answer(verdict: Verdict) -> Check:
    """Return a verdict as the API says it."""
    row = verdict.certificate
    if row is None:
        raise HttpError(404, "We have no certificate with this serial.")
    later = verdict.replaced_by
    return Check(
        serial=row.serial,
        status=Certificate.State(row.state),
        checked_at=timezone.now(),
        replaced_by=later.serial if later else None,
        revoked_on=row.revoked_at.date() if row.revoked_at else None,
        revoked_for=row.revoked_for or None,
        printed=_printed(row, verdict.current_edition) if verdict.facts else None,
    )


def _printed(row: Certificate, current: int | None) -> Printed:
    facts = row.facts
    return Printed(
        name=row.name or None,
        course=facts["title"],
        edition=facts["edition"],
        current_edition=current,
        started_on=facts["started_on"],
        completed_on=facts["completed_on"],
        minutes=row.minutes,
        minutes_by_kind=facts.get("minutes_by_kind", {}),
        basis_of_minutes=facts["basis"],
        mode=facts["mode"],
        assessed=facts["assessed"],
        outcomes=facts["outcomes"],
        author=facts["author"],
        provider=issuer_words(facts["provider"]),
        bodies=[
            Body(
                name=body["name"],
                claim=body["words"],
                membership_number=body["number"],
                accreditation=body["accreditation"],
            )
            for body in bodies_of(row)
        ],
        statement=facts["statement"],
    )


def _certificate(request: HttpRequest, typed: str) -> Certificate:
    """Return a certificate by its serial. Raises HttpError."""
    refuse_too_many(request)
    serial = clean_serial(typed)
    if serial is None:
        raise HttpError(422, "A serial has twelve letters and digits in three groups.")
    found = find_by(serial=serial)
    if found is None:
        raise HttpError(404, "We have no certificate with this serial.")
    return found


def refuse_too_many(request: HttpRequest) -> None:
    """Raises HttpError for an address that asks too often."""
    if not may_check(request):
        raise HttpError(429, "Too many checks from this address. Try again in a minute.")


@api.exception_handler(ValidationError)
def explain(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say in one sentence what was wrong with the request."""
    faults = "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors)
    return api.create_response(request, {"detail": faults}, status=422)
