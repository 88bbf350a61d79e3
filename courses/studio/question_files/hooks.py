"""What question files add to Wagtail's admin."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def question_file_urls() -> list[URLPattern | URLResolver]:
    """Our own pages stand beside Wagtail's."""
    return [path("studio/", include("courses.studio.question_files.urls"))]
