"""Plain functions that make valid things."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import User
from courses.catalogue.models import (
    Author,
    Course,
    Module,
    Price,
    Product,
    ProductItem,
    Provider,
    Topic,
)
from courses.editions.models import Edition
from courses.editions.publishing import publish
from courses.enrolment.enrolling import enrol
from courses.enrolment.models import Enrolment, Grant
from courses.lessons.models import Lesson, Reference
from courses.quizzes.kinds import CHOOSING
from courses.quizzes.models import Question, Quiz
from courses.quizzes.wording import plain
from cpd.media.models import CourseDocument, CourseImage

_numbers = count(1)
PASSWORD = "correct-horse-battery"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    '<title>A nerve</title><desc>It runs down.</desc><path d="M0 0V9"/></svg>'
)
MATERIAL, MINOR = Edition.ChangeClass.MATERIAL, Edition.ChangeClass.MINOR


def make_user(email: str = "", **values: Any) -> User:
    """Make somebody with a verified address."""
    user = User.objects.create_user(
        email or f"person{next(_numbers)}@example.org", PASSWORD, **values
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_reference(key: str = "bonaz-2018", **values: Any) -> Reference:
    """Make a source."""
    defaults = {
        "authors": "Bonaz B, Bazin T",
        "title": "The vagus nerve",
        "source": "Front Neurosci 2018;12:49",
        "year": 2018,
        "design": "review",
        "doi": "10.3389/fnins.2018.00049",
    }
    return Reference.objects.get_or_create(key=key, defaults={**defaults, **values})[0]


def make_document(name: str = "hand-out.pdf", content: bytes = b"%PDF-1.7") -> CourseDocument:
    """Return a file in the library."""
    document: CourseDocument = CourseDocument.objects.create(
        title=name, file=ContentFile(content, name)
    )
    return document


def make_image(colour: str = "white") -> CourseImage:
    """Return a picture in the library."""
    image: CourseImage = CourseImage.objects.create(
        title="P", file=get_test_image_file(size=(64, 48), colour=colour)
    )
    return image


def make_course(slug: str = "vagus-nerve", **values: Any) -> Course:
    """Make a course's draft, with nothing in it."""
    author, _ = Author.objects.get_or_create(
        key="bob", defaults={"name": "Bob Hale", "role": "Remedial massage therapist"}
    )
    defaults = {
        "title": "The vagus nerve",
        "topic": Topic.objects.get(key="mind"),
        "summary": "What it carries, and what it does not.",
        "audience": "Massage therapists.",
        "prerequisites": "Basic anatomy.",
        "description": "What the *vagus* does.",
        "outcomes": "Describe the vagus nerve.\nSay what is not known.",
        "minutes_basis": "Reading at 200 words a minute.",
        "author": author,
    }
    return Course.objects.create(slug=slug, **{**defaults, **values})


def make_module(course: Course, key: str = "the-ground", **values: Any) -> Module:
    """Make a module."""
    return Module.objects.create(
        course=course, key=key, **{"title": key.capitalize(), "position": 0, **values}
    )


def text(html: str) -> dict[str, Any]:
    """Return a raw text block."""
    return {"type": "text", "value": html}


def evidence(claim: str, grade: str = "supported", **values: Any) -> dict[str, Any]:
    """Return a raw evidence block."""
    value = {
        "claim": claim,
        "grade": grade,
        "design": "review",
        "references": [make_reference().pk],
        "limits": "",
    }
    return {"type": "evidence", "value": {**value, **values}}


def make_lesson(module: Module, key: str = "the-wiring", **values: Any) -> Lesson:
    """Make a lesson with a graded statement."""
    defaults = {
        "title": key.replace("-", " ").capitalize(),
        "summary": "In one sentence.",
        "reading_minutes": 20,
        "position": module.lessons.count(),
        "body": [
            {"type": "heading", "value": "Many routes"},
            text("<p>About 80% of the fibres report upwards. It is a bundle.</p>"),
            evidence("About 80% of the fibres report upwards"),
            {"type": "references", "value": "Sources"},
        ],
    }
    return Lesson.objects.create(module=module, key=key, **{**defaults, **values})


def make_quiz(module: Module, key: str = "final-quiz", **values: Any) -> Quiz:
    """Make a quiz without questions."""
    return Quiz.objects.create(
        module=module, key=key, **{"title": "Final quiz", "position": 90, "minutes": 10, **values}
    )


def make_question(
    quiz: Quiz,
    key: str = "",
    *,
    kind: str = "single",
    choices: Sequence[tuple[str, bool]] = (("Upwards", True), ("Downwards", False)),
    **values: Any,
) -> Question:
    """Make a question and let a quiz ask it last; choices are text and whether it is right."""
    number = len(quiz.entries) + 1
    raw = [
        {
            "type": "choice",
            "value": {
                "text": plain(words),
                "is_right": is_right,
                "feedback": plain(f"SECRET because {words}"),
                "references": [make_reference().pk],
            },
        }
        for words, is_right in choices
    ]
    defaults = {"stem": plain(f"Question {number}?"), "explanation": plain("SECRET explanation")}
    question = Question.objects.create(
        course=quiz.course,
        key=key or f"question-{quiz.course.questions.count() + 1}",
        kind=kind,
        choices=raw if kind in CHOOSING else [],
        **{**defaults, **values},
    )
    ask(quiz, question)
    return question


def ask(quiz: Quiz, question: Question) -> None:
    """Let a quiz ask a question last."""
    quiz.entries.append(("question", question))
    quiz.save()


def make_full_course(slug: str = "vagus-nerve", *, lessons: int = 2, **values: Any) -> Course:
    """Make a draft with lessons in one module and a quiz of three questions in another."""
    course = make_course(slug, **values)
    module = make_module(course)
    for number in range(lessons):
        make_lesson(module, f"lesson-{number + 1}", is_preview=number == 0)
    quiz = make_quiz(make_module(course, "the-quiz", position=1))
    make_question(quiz)
    make_question(
        quiz, kind="multiple", choices=(("Nerves", True), ("Hormones", True), ("Magic", False))
    )
    make_question(quiz, kind="true-false", choices=(("True", False), ("False", True)))
    return course


def make_product(course: Course, *, aud: int = 0, gbp: int = 0, **values: Any) -> Product:
    """Put a course on the shelf, with a price in each currency that is named."""
    defaults = {"kind": Product.Kind.COURSE, "title": course.title, "slug": course.slug}
    product = Product.objects.create(course=course, **{**defaults, **values})
    return _priced(product, aud=aud, gbp=gbp)


def make_bundle(
    courses: Sequence[Course], *, slug: str = "both", aud: int = 0, gbp: int = 0, **values: Any
) -> Product:
    """Put a bundle on the shelf."""
    defaults = {"kind": Product.Kind.BUNDLE, "title": "Both courses", "summary": "Together."}
    product = Product.objects.create(slug=slug, **{**defaults, **values})
    for position, course in enumerate(courses):
        ProductItem.objects.create(product=product, course=course, position=position)
    return _priced(product, aud=aud, gbp=gbp)


def _priced(product: Product, **amounts: int) -> Product:
    for currency, amount in amounts.items():
        if amount:
            Price.objects.create(product=product, currency=currency.upper(), unit_amount=amount)
    return product


def make_provider() -> Provider:
    """Make the current provider."""
    return Provider.objects.get_or_create(
        is_current=True,
        defaults={"legal_name": "Example CPD Pty Ltd", "registration": "ABN 00 000 000 000"},
    )[0]


def publish_course(course: Course, change: Edition.ChangeClass = MATERIAL) -> Edition:
    """Publish a draft."""
    return publish(course, note="What changed.", change_class=change)


def enrol_free(learner: User, course: Course) -> Enrolment:
    """Enrol as the storefront does."""
    return enrol(learner, course, kind=Grant.Kind.FREE, reference="storefront")
