"""One of everything that an address of the table can lead to: Alice's, and Bob's."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.joining import join_body
from accounts.models import User
from courses.attempts import starting
from courses.attempts.models import Allowance
from courses.catalogue.models import Course
from courses.certificates.correcting import ask_correction
from courses.certificates.credentials.keeping import credential_of
from courses.certificates.models import Certificate
from courses.editions import commenting, planning
from courses.enrolment.models import Enrolment
from courses.interchange.bank import uploading
from courses.quizzes.models import QuestionVersion
from payments.documents.issuing import issue_invoice
from tests.bodies import make_accreditation, make_body
from tests.factories import MINOR, make_bundle, make_full_course, make_product, publish_course
from tests.payments.factories import make_order
from tests.reviewing import approve_draft, change_draft, submit
from tests.study import finish

QUIZ = "final-quiz"


def make_things(enrolment: Enrolment, *, author: User, reviewer: User) -> dict[str, str]:
    """Return what stands for the capital words of the table."""
    second = publish_course(make_full_course("second")).course
    second.editors.add(author)
    return {
        "NOBODYS": "00000000-0000-4000-8000-000000000000",
        **of_the_learner(enrolment),
        **of_the_shelf(enrolment.course, second),
        **of_the_course(enrolment.course, author),
        **of_the_review(enrolment.course, second, author=author, reviewer=reviewer),
    }


def of_the_learner(enrolment: Enrolment) -> dict[str, str]:
    """Complete the course, begin the quiz again, and pay for something."""
    finish(enrolment)
    certificate = Certificate.objects.get()
    attempt = starting.start(enrolment, enrolment.edition.items.get(key=QUIZ))
    order = make_order(enrolment.learner)
    body = make_body("amt")
    join_body(enrolment.learner, body, number="1")
    correction = ask_correction(enrolment.learner, name="Alice Le", explanation="I married.")
    allowance = Allowance.objects.create(
        learner=enrolment.learner, extra_time_percent=25, reason="Reads slowly."
    )
    return {
        "ALLOWANCE": str(allowance.pk),
        "BODY": body.slug,
        "LEARNER": str(enrolment.learner.public_id),
        "ORDER": str(order.public_id),
        "DOCUMENT": issue_invoice(order, at=order.placed_at).number,
        "TOKEN": credential_of(certificate).certificate.token,
        "CERTIFICATE": str(certificate.public_id),
        "CORRECTION": str(correction.public_id),
        "ATTEMPT": str(attempt.public_id),
        "EDITION": str(enrolment.edition_id),
        "QUIZ": str(attempt.quiz_id),
        "VERSION": str(QuestionVersion.objects.filter(responses__isnull=False)[:1].get().pk),
    }


def of_the_shelf(course: Course, second: Course) -> dict[str, str]:
    """Offer two courses and both together."""
    make_product(course, is_free=True)
    make_product(second, aud=4900, gbp=2500)
    both = make_bundle([course, second], aud=5900, gbp=2900)
    return {"PRODUCT": str(both.public_id), "PRODUCT_KEY": str(both.pk)}


def of_the_course(course: Course, author: User) -> dict[str, str]:
    """Accredit the course, and upload questions for it."""
    row = make_accreditation(course, make_body("letters"))
    row.evidence.save("letter.pdf", ContentFile(b"%PDF-1.7"))
    upload = uploading.upload(b"Is it so?{=yes ~no}", name="file.txt", bank=course, by=author)
    return {
        "COURSE": str(course.pk),
        "LESSON": str(course.modules.get(key="the-ground").lessons.earliest("pk").pk),
        "ACCREDITATION": str(row.pk),
        "UPLOAD": str(upload.public_id),
    }


def of_the_review(
    course: Course, second: Course, *, author: User, reviewer: User
) -> dict[str, str]:
    """Submit a draft and say something about it; plan the publication of the other."""
    change_draft(course)
    change_draft(second)
    approve_draft(second, author=author, reviewer=reviewer)
    tomorrow = timezone.now() + timedelta(days=1)
    plan = planning.plan(second, due_at=tomorrow, note="News.", change_class=MINOR, by=reviewer)
    return {
        "SUBMISSION": str(submit(course, author).pk),
        "COMMENT": str(commenting.comment(course, text="Why?", by=reviewer).pk),
        "PLAN": str(plan.pk),
    }
