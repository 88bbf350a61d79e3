"""Documents are private, and what is used is kept: Wagtail's own addresses, with our rules before
them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.documents.views import documents
from wagtail.documents.views import multiple as many_documents
from wagtail.images.views import images
from wagtail.images.views import multiple as many_images
from wagtail.permissions import policy_registry

from cpd.media.keeping import KeepsUsedUploads, KeepsWhatIsUsed, refuse_deletion
from cpd.media.models import CourseDocument, CourseImage


@hooks.register("before_serve_document")
def choosers_only(document: Any, request: HttpRequest) -> None:
    """Lessons serve their files by themselves, after asking for the enrolment; here they are for
    those who put them into lessons."""
    policy = policy_registry.get_by_type(CourseDocument)
    if not policy.user_has_permission_for_instance(request.user, "choose", document):
        raise Http404("No such document.")


class ImageDelete(KeepsWhatIsUsed, images.DeleteView):
    """Deleting a picture."""


class DocumentDelete(KeepsWhatIsUsed, documents.DeleteView):
    """Deleting a file."""


class ImageUploadDelete(KeepsUsedUploads, many_images.DeleteView):
    """Deleting a picture among those just uploaded."""


class DocumentUploadDelete(KeepsUsedUploads, many_documents.DeleteView):
    """Deleting a file among those just uploaded."""


@hooks.register("register_admin_urls", order=-1)
def deleting() -> list[URLPattern]:
    """Stand before Wagtail's own pages, at their addresses."""
    return [
        path("images/<int:image_id>/delete/", ImageDelete.as_view()),
        path("images/multiple/<int:image_id>/delete/", ImageUploadDelete.as_view()),
        path("documents/delete/<int:document_id>/", DocumentDelete.as_view()),
        path("documents/multiple/<int:doc_id>/delete/", DocumentUploadDelete.as_view()),
    ]


@hooks.register("before_bulk_action")
def keep_what_is_used(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Refuse to delete many at once where one of them is in use."""
    rows = [row for row in objects if isinstance(row, CourseImage | CourseDocument)]
    if action_type != "delete" or not refuse_deletion(request, rows):
        return None
    return redirect(action.next_url)
