"""What the pages about answers add to Wagtail's admin."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.viewsets import viewsets
from wagtail.admin.widgets.button import ListingButton

from courses.catalogue.models import Course
from courses.quizzes.models import Quiz
from courses.studio.assessment.allowance_lists import AllowanceViewSet

viewsets.register(AllowanceViewSet())


@hooks.register("register_admin_urls")
def assessment_urls() -> list[URLPattern | URLResolver]:
    """Our own pages stand beside Wagtail's."""
    return [path("studio/", include("courses.studio.assessment.urls"))]


@hooks.register("register_snippet_listing_buttons")
def answer_buttons(snippet: Any, user: Any, next_url: str | None = None) -> list[ListingButton]:
    """Lead from a quiz or a course in the list to what learners answered."""
    if isinstance(snippet, Quiz):
        url = reverse("assessment:analysis", args=[snippet.pk])
        return [ListingButton("Item analysis", url, icon_name="table", priority=6)]
    if isinstance(snippet, Course):
        url = reverse("assessment:evaluation", args=[snippet.pk])
        return [ListingButton("Evaluations", url, icon_name="form", priority=6)]
    return []
