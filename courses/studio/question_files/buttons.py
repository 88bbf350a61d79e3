"""The way from the bank's list to its files."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.admin.widgets.button import Button

from courses.catalogue.models import Course
from courses.studio.ownership import editable, may_edit_all
from courses.studio.question_files.banks import ADD, address
from cpd.requests import whole_number


class FileButtons:
    """Offers importing and exporting in the header of the bank that the list shows."""

    request: HttpRequest

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Add to what Wagtail offers: the files of the filtered course's bank, else of the shared
        one."""
        buttons: list[Any] = list(super().header_more_buttons)  # type: ignore[misc]
        user = self.request.user
        if not user.has_perm(ADD):
            return buttons
        number = whole_number(self.request.GET.get("course", ""))
        bank = editable(Course.objects.all(), user).filter(pk=number).first()
        if bank is None and not may_edit_all(user):
            return buttons
        name = bank.title if bank else "shared bank"
        return [
            *buttons,
            Button(f"Import questions ({name})", address("import", bank), icon_name="upload"),
            Button(f"Export questions ({name})", address("export", bank), icon_name="download"),
        ]
