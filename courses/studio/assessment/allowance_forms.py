"""Whom staff allow more, how much, and why."""

from typing import Any

from django import forms

from accounts.models import User
from courses.attempts.models import Allowance
from courses.quizzes.models import Quiz


class QuizField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic for type checkers only
    """Quizzes by course."""

    def label_from_instance(self, obj: Any) -> str:
        """Name the course first."""
        return f"{obj.course.title}: {obj.title}"


class AllowanceForm(forms.ModelForm[Allowance]):
    """A learner by e-mail address, one quiz or all, more time or more attempts, and the reason."""

    email = forms.EmailField(label="Learner's e-mail address")
    quiz = QuizField(
        Quiz.objects.filter(retired_at=None)
        .select_related("module__course")
        .order_by("module__course__title", "title"),
        label="Quiz",
        required=False,
        empty_label="Every quiz",
    )

    field_order = ["email", "quiz", "extra_time_percent", "extra_attempts", "reason"]

    class Meta:
        model = Allowance
        fields = ["quiz", "extra_time_percent", "extra_attempts", "reason"]
        labels = {"extra_time_percent": "Extra time, per cent"}
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def clean_email(self) -> str:
        """Find the learner."""
        email: str = self.cleaned_data["email"]
        self.learner = User.objects.filter(email__iexact=email, is_active=True).first()
        if self.learner is None:
            raise forms.ValidationError("Nobody has an account with this address. Check it.")
        return email

    def clean(self) -> dict[str, Any]:
        """Ask for something that is allowed."""
        cleaned: dict[str, Any] = super().clean() or {}
        given = cleaned.get("extra_time_percent"), cleaned.get("extra_attempts")
        if given == (0, 0):
            self.add_error("extra_time_percent", "Give extra time, extra attempts, or both.")
        return cleaned
