"""Professional bodies and accreditations in Wagtail's admin; nothing is deleted there."""

from typing import Any

from django.db.models import QuerySet
from django.forms import FileInput
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from accounts.models import ProfessionalBody
from courses.catalogue.models import Accreditation
from courses.studio.accreditation_lists import (
    AccreditationFilters,
    evidence_link,
    last_day,
    state_of,
)
from courses.studio.body_forms import BodyForm
from courses.studio.draft_views import DraftEditView, DraftViewSet


class BodyViewSet(SnippetViewSet):
    """Professional bodies, each with its rules."""

    model = ProfessionalBody
    icon = "group"
    menu_label = "Professional bodies"
    copy_view_enabled = False
    list_per_page = 50
    list_display = ["name", "abbreviation", "country", "kind", "is_listed", "confidence", "as_of"]
    list_filter = ["country", "kind", "is_listed", "confidence"]
    search_fields = ["name", "abbreviation", "slug"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("abbreviation"), FieldPanel("slug")]),
                FieldRowPanel([FieldPanel("country"), FieldPanel("kind")]),
                FieldPanel("website"),
                FieldPanel("is_listed"),
            ],
            "Body",
        ),
        FieldRowPanel([FieldPanel("unit_singular"), FieldPanel("unit_plural")], "Its unit"),
        InlinePanel(
            "rules",
            [
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                FieldPanel("minutes_per_unit"),
                FieldPanel("note"),
                FieldPanel("source_url"),
                FieldRowPanel([FieldPanel("as_of"), FieldPanel("confidence")]),
            ],
            heading="Point rules",
            label="Rule",
            help_text="How minutes become units. A new rule is a new row; the older one gets a "
            "last day.",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("confidence"), FieldPanel("as_of")]),
                FieldPanel("sources"),
                FieldPanel("notes"),
            ],
            "What we know it from",
        ),
    ]

    def get_edit_handler(self) -> Any:
        """Show this viewset's panels."""
        return ObjectList(self.panels, base_form_class=BodyForm).bind_to_model(self.model)


class AccreditationEditView(DraftEditView):
    """Links an accreditation to the body's letter."""

    @property
    def header_buttons(self) -> list[Button | HeaderButton]:
        """Offer the letter, where there is one."""
        buttons = super().header_buttons
        if self.object.evidence:
            url = reverse("studio:evidence", args=[self.object.pk])
            buttons.append(HeaderButton("Evidence", url, icon_name="doc-full", priority=10))
        return buttons


class AccreditationViewSet(DraftViewSet):
    """Accreditations."""

    model = Accreditation
    icon = "success"
    menu_label = "Accreditations"
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["evidence", "note"]
    edit_view_class = AccreditationEditView
    filterset_class = AccreditationFilters
    search_fields = ["number", "category"]
    list_display = [
        "number",
        "body",
        "course",
        Column("state", label="State", accessor=state_of),
        Column("valid_until", label="Last day", accessor=last_day, sort_key="valid_until"),
        Column("evidence", label="Evidence", accessor=evidence_link),
    ]
    panels = [
        MultiFieldPanel(
            [FieldPanel("course"), FieldPanel("body"), FieldPanel("number")], "Accreditation"
        ),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("unit"), FieldPanel("category")], "Worth"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")], "Days"),
        FieldRowPanel([FieldPanel("from_edition"), FieldPanel("to_edition")], "Editions"),
        FieldPanel("evidence", widget=FileInput),
        FieldPanel("note"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """List those of courses that the user may change."""
        return super().get_queryset(request).select_related("course", "body")


class BodiesGroup(SnippetViewSetGroup):
    """The menu of bodies."""

    menu_label = "Bodies"
    menu_icon = "group"
    menu_order = 115
    items = (BodyViewSet, AccreditationViewSet)
