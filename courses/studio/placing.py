"""Where in the studio something is mended."""

from typing import Any

from django.urls import reverse

from courses.catalogue.models import Author
from courses.editions.readiness import Place
from courses.studio.ownership import editable

# A kind of place: the snippet it is edited as, and the right to.
FORMS = {
    "course": ("courses_course", "courses.change_course"),
    "module": ("courses_module", "courses.change_module"),
    "lesson": ("lessons_lesson", "lessons.change_lesson"),
    "quiz": ("quizzes_quiz", "quizzes.change_quiz"),
    "question": ("quizzes_question", "quizzes.change_question"),
    "reference": ("lessons_reference", "lessons.change_reference"),
    "accreditation": ("courses_accreditation", "courses.change_accreditation"),
    "author": ("courses_author", "courses.change_author"),
}
# A kind of place without a row, or with a page of ours.
PAGES = {
    "provider": ("wagtailsnippets_courses_provider:list", "courses.change_provider"),
    "shelf": ("studio:products", "courses.change_product"),
    "product": ("studio:product", "courses.change_product"),
    "contents": ("studio:contents", "courses.change_course"),
}


def address_of(place: Place, user: Any) -> str:
    """Return the address where somebody can mend something; empty where they may not."""
    if place.kind in FORMS:
        snippet, right = FORMS[place.kind]
        if place.pk is None or not user.has_perm(right):
            return ""
        if place.kind == "author" and not editable(Author.objects.filter(pk=place.pk), user):
            return ""
        anchor = f"#block-{place.block}-section" if place.block else ""
        return f"{reverse(f'wagtailsnippets_{snippet}:edit', args=[place.pk])}{anchor}"
    page, right = PAGES[place.kind]
    if not user.has_perm(right):
        return ""
    return reverse(page, args=[] if place.pk is None else [place.pk])
