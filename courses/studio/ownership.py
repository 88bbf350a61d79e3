"""Whose drafts an editor may change: authors their own courses', reviewers and admins all."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.forms import WagtailAdminModelForm

from courses.catalogue.models import Accreditation, Author, Course, Module
from courses.editions.arranging import end_of
from courses.editions.drafting import key_in_course
from courses.lessons.models import Lesson
from courses.quizzes.models import Question, Quiz
from cpd.requests import whole_number

# From a draft to its course.
PATHS: dict[type, str] = {
    Course: "",
    Module: "course__",
    Accreditation: "course__",
    Lesson: "module__course__",
    Quiz: "module__course__",
    Question: "course__",
}
# What everybody may choose, and whoever added it may change.
ADDED: dict[type, str] = {Author: "added_by"}
PARENTS = {Module: "course", Lesson: "module", Quiz: "module", Question: "course"}
NOT_YOURS = "Choose a part of a course that you edit."
SEE_ALL = "courses.publish_any_course"


def may_edit_all(user: Any) -> bool:
    """Whether somebody reviews everybody's courses."""
    return bool(user.has_perm(SEE_ALL))


def editable(rows: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Return the drafts that somebody may change; rows that belong to no course are everybody's."""
    path = PATHS.get(rows.model)
    if may_edit_all(user):
        return rows
    if rows.model in ADDED:
        return rows.filter(**{ADDED[rows.model]: user})
    if path is None:
        return rows
    return rows.filter(Q(**{f"{path}editors": user})).distinct()


def own_only(view: Callable[..., HttpResponse], model: type) -> Callable[..., HttpResponse]:
    """Wrap a studio view so that another author's draft does not exist for it."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pk = kwargs.get("pk")
        rows = model._default_manager.all()  # type: ignore[attr-defined]
        if pk is not None and not editable(rows, request.user).filter(pk=unquote(str(pk))).exists():
            raise Http404("No such draft.")
        return view(request, *args, **kwargs)

    return guarded


class OwnDraftForm(WagtailAdminModelForm):
    """Refuses to hang a draft under somebody else's course, or to move a published address.

    It saves what it shows and nothing else, also when an old revision is restored: a place in the
    outline, or that something was left out, is not undone by it. What a form works out itself it
    names in `settles`.
    """

    data: Any
    settles: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = PARENTS.get(self._meta.model)
        if field and field in self.fields and self.is_bound and self.for_user is not None:
            self._forget_a_strangers_parent(field)

    def _forget_a_strangers_parent(self, field: str) -> None:
        """Shown again, the form would name it."""
        rows = self._meta.model._meta.get_field(field).related_model._default_manager.all()
        name, data = self.add_prefix(field), self.data.copy()
        sent = whole_number(str(data.get(name, "")))
        if sent is not None and not editable(rows, self.for_user).filter(pk=sent).exists():
            data[name] = ""
            self.data = data
            self.fields[field].error_messages["required"] = NOT_YOURS

    def clean(self) -> dict[str, Any]:
        """Check the parent."""
        cleaned: dict[str, Any] = super().clean()
        self._keep_address(cleaned)
        field = PARENTS.get(self._meta.model)
        parent = cleaned.get(field) if field else None
        if parent is not None and self.for_user is not None:
            rows = type(parent)._default_manager.all()
            if not editable(rows, self.for_user).filter(pk=parent.pk).exists():
                self.add_error(field, NOT_YOURS)
        return cleaned

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 Django's signature
        """Keep everything that is no field of the form as it is now."""
        if self.instance.pk:
            now = type(self.instance)._default_manager.get(pk=self.instance.pk)
            for field in self.instance._meta.concrete_fields:
                if field.name not in self.fields and field.name not in self.settles:
                    setattr(self.instance, field.attname, getattr(now, field.attname))
        return super().save(commit=commit)

    def _keep_address(self, cleaned: dict[str, Any]) -> None:
        """A key or slug that was published stays: records and links go by it."""
        for name in ("key", "slug"):
            if name not in cleaned or not self.instance.pk:
                continue
            before = type(self.instance)._default_manager.get(pk=self.instance.pk)
            if getattr(before, name) != cleaned[name] and is_published(before):
                self.add_error(
                    name, f"This is published as “{getattr(before, name)}” and stays so."
                )


class PartForm(OwnDraftForm):
    """A module, lesson or quiz: its place is the outline's business, its key may be left to us."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("position", None)
        if self.instance.pk:
            self.fields.pop(PARENTS[self._meta.model], None)
        if "key" in self.fields:
            self.fields["key"].required = False
            self.fields["key"].help_text = (
                "Part of the address; made from the title if left empty. It never changes once "
                "published."
            )

    def clean_key(self) -> str:
        """An empty key stays what it was."""
        return str(self.cleaned_data.get("key") or self.instance.key)

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 Django's signature
        """Give a new part its key, and the last place."""
        part = self.instance
        if not part.key:
            part.key = key_in_course(part.course, part.title)
        if not part.pk:
            is_module = isinstance(part, Module)
            part.position = part.course.modules.count() if is_module else end_of(part.module)
        return super().save(commit=commit)


def is_published(draft: Any) -> bool:
    """Whether some edition has taken up this draft."""
    if isinstance(draft, Course):
        return draft.editions.exists()
    if isinstance(draft, Module):
        return draft.course.editions.filter(modules__key=draft.key).exists()
    return isinstance(draft, Lesson | Quiz | Question) and draft.versions.exists()
