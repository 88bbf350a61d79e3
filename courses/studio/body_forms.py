"""The form of a body in the studio: its rules are looked at together."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.models.body import refuse_overlap


class BodyForm(WagtailAdminModelForm):
    """Refuses rules that meet, rules taken away, and another slug."""

    def clean(self) -> dict[str, Any]:
        """Look at the rules as they would stand."""
        cleaned: dict[str, Any] = super().clean()
        if self.instance.pk and "slug" in self.changed_data:
            before = self.initial["slug"]
            self.add_error("slug", f"Certificates and files know it as “{before}”: it stays so.")
        formset = self.formsets["rules"]
        if formset.is_valid():
            self._check_rules(formset)
        return cleaned

    def _check_rules(self, formset: Any) -> None:
        if any(form.instance.pk for form in formset.deleted_forms):
            self.add_error(None, "A rule is not deleted: give it a last day.")
        gone = set(formset.deleted_forms)
        kept = [form for form in formset.forms if form not in gone]
        rows = [form.instance for form in kept if form.instance.pk or form.has_changed()]
        try:
            refuse_overlap(rows)
        except ValidationError as error:
            self.add_error(None, error)
