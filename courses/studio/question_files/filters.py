"""Which questions of a bank leave, and in which format."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from courses.catalogue.models import Course
from courses.interchange.bank.export import WRITERS
from courses.quizzes.kinds import Difficulty, QuestionKind
from courses.quizzes.models import BankTag, Question, Quiz
from courses.studio.question_files.forms import FORMATS

ALL = [("", "All")]


class ExportFilter(forms.Form):
    """All questions of a bank, or those of a kind, tag, difficulty or quiz; or single ones."""

    format = forms.ChoiceField(label="Format", choices=[(name, FORMATS[name]) for name in WRITERS])
    kind = forms.ChoiceField(label="Kind", required=False, choices=[*ALL, *QuestionKind.choices])
    difficulty = forms.ChoiceField(
        label="Difficulty", required=False, choices=[*ALL, *Difficulty.choices]
    )
    tag = forms.ModelChoiceField(
        label="Tag", required=False, queryset=BankTag.objects.none(), empty_label="All"
    )
    quiz = forms.ModelChoiceField(
        label="Fixed in", required=False, queryset=Quiz.objects.none(), empty_label="All"
    )

    def __init__(self, *args: Any, bank: Course | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tags = BankTag.objects.filter(uses__content_object__course=bank).distinct()
        quizzes = Quiz.objects.filter(module__course=bank, retired_at=None)
        self.fields["tag"].queryset = tags.order_by("name")  # type: ignore[attr-defined]
        if bank is None:
            del self.fields["quiz"]
        else:
            self.fields["quiz"].queryset = quizzes  # type: ignore[attr-defined]

    def is_asked(self) -> bool:
        """Whether a format was named, rightly."""
        return self.is_bound and self.is_valid()

    def chosen(self, rows: QuerySet[Question]) -> list[Question]:
        """Return the questions that fit, and were not unticked."""
        if not self.is_asked():
            return list(rows)
        wanted = self.cleaned_data
        for name in ("kind", "difficulty"):
            rows = rows.filter(**{name: wanted[name]}) if wanted[name] else rows
        if wanted["tag"]:
            rows = rows.filter(tags=wanted["tag"])
        found = list(rows)
        if wanted.get("quiz"):
            asked = {block.value.pk for block in wanted["quiz"].entries
                     if block.block_type == "question" and block.value}  # fmt: skip
            found = [one for one in found if one.pk in asked]
        ticked = set(self.data.getlist("take")) if hasattr(self.data, "getlist") else set()
        return [one for one in found if str(one.pk) in ticked] if ticked else found
