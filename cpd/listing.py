"""Lists of records in Wagtail's admin: searched, filtered, each row leading to a page of its own;
nothing is edited there."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet


class LookingIndexView(IndexView):
    """A list whose rows lead to the page that its viewset names."""

    search_paths: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    leads_to: Any = None

    def get_base_queryset(self) -> QuerySet[Any]:
        """Fetch what the columns print."""
        rows = super().get_base_queryset()
        return rows.select_related(*self.related) if self.related else rows

    def get_edit_url(self, instance: Any) -> str | None:
        """Lead to the row's own page."""
        address: str | None = self.leads_to(instance)
        return address

    @property
    def is_searchable(self) -> bool:
        """Search where there is something to search by."""
        return bool(self.search_paths)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Find a part of a name, an address, a number or an id."""
        words = (self.search_query or "").replace("\x00", "").strip()
        if not words:
            return queryset
        found = Q()
        for path in self.search_paths:
            found |= Q(**{f"{path}__icontains": words})
        return queryset.filter(pk__in=queryset.model.objects.filter(found).values("pk"))


class PlacedViewSet(ModelViewSet):
    """Pages at addresses of their own, under one word of the admin's."""

    place = ""
    add_to_reference_index = False
    copy_view_enabled = False

    @property
    def url_namespace(self) -> str:
        """The names of its addresses begin so."""
        return f"lists_{self.model_name}"

    @property
    def url_prefix(self) -> str:
        """Its addresses begin so."""
        return f"{self.place}/lists/{self.model_name}"


class LookingViewSet(PlacedViewSet):
    """Rows to look at."""

    index_view_class = LookingIndexView
    search_paths: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    inspect_view_enabled = True
    form_fields = ["id"]
    list_per_page = 50
    table_classname = "listing"
    add_to_admin_menu = False

    def leads_to(self, row: Any) -> str | None:
        """Return the address that a row leads to."""
        raise NotImplementedError

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Hand the view what it searches, fetches and leads to."""
        own = {
            "search_paths": self.search_paths,
            "related": self.related,
            "leads_to": self.leads_to,
            "table_classname": self.table_classname,
        }
        return super().get_index_view_kwargs(**own, **kwargs)
