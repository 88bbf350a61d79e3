"""What the builder asks for: a title, a kind, a place."""

from typing import Any

from django import forms

from courses.catalogue.models import Course, Module

TITLE = forms.CharField(
    max_length=150,
    label="Title",
    error_messages={
        "required": "Give it a title.",
        "max_length": "A title has 150 characters at most.",
    },
)


class TitleForm(forms.Form):
    """Another title."""

    title = TITLE


class AddForm(forms.Form):
    """A new module, or a lesson or quiz at the end of a module."""

    kind = forms.ChoiceField(
        choices=[("module", "Module"), ("lesson", "Lesson"), ("quiz", "Quiz")],
        error_messages={"invalid_choice": "Choose a module, a lesson or a quiz."},
    )
    module = forms.ModelChoiceField(
        Module.objects.none(),
        required=False,
        error_messages={"invalid_choice": "Choose a module of this course."},
    )
    title = TITLE

    def __init__(self, course: Course, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = course.modules.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A lesson or quiz stands in a module."""
        cleaned = super().clean() or {}
        needs_module = cleaned.get("kind") in {"lesson", "quiz"} and "module" not in self.errors
        if needs_module and not cleaned.get("module"):
            self.add_error("module", "Choose a module of this course.")
        return cleaned


class PlaceForm(forms.Form):
    """A place in a module, counted from 0; at the end where none is named."""

    module = forms.ModelChoiceField(
        Module.objects.none(), error_messages={"invalid_choice": "Choose a module of this course."}
    )
    index = forms.IntegerField(min_value=0, max_value=10_000, required=False)

    def __init__(self, course: Course, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = course.modules.all()  # type: ignore[attr-defined]


def first_error(form: forms.Form) -> str:
    """Return what is wrong, in one sentence."""
    return next(str(error) for errors in form.errors.values() for error in errors)
