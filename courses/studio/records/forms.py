"""What staff say when they act on certificates."""

from django import forms

from courses.catalogue.models import Course
from courses.certificates.models import Certificate
from cpd.day_field import DayField


class RevokeForm(forms.Form):
    """Why a certificate is revoked: a class that everybody sees, and words for the log."""

    revoked_for = forms.ChoiceField(
        label="Shown to whoever checks it", choices=Certificate.RevokedFor.choices
    )
    reason = forms.CharField(
        label="What happened, for the log",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(forms.Form):
    """What the learner is told."""

    answer = forms.CharField(
        label="Answer to the learner",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed when you decline.",
    )
    decision = forms.ChoiceField(choices=[("grant", "Grant"), ("decline", "Decline")])

    def clean(self) -> None:
        """Ask for words with a refusal."""
        is_declined = self.cleaned_data.get("decision") == "decline"
        if is_declined and not self.cleaned_data.get("answer"):
            self.add_error("answer", "Tell the learner why, and what they can do.")


class ArchiveForm(forms.Form):
    """A course, a period, or both."""

    course = forms.ModelChoiceField(
        Course.objects.order_by("title"), required=False, empty_label="All courses"
    )
    completed_from = DayField(label="Completed from", required=False)
    completed_until = DayField(label="Completed until", required=False)

    reason = forms.CharField(
        label="What it is for",
        max_length=500,
        help_text="Kept in the log.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> None:
        """Ask for a choice, and for days in order."""
        values = self.cleaned_data
        if not any(values.get(name) for name in ("course", "completed_from", "completed_until")):
            raise forms.ValidationError("Choose a course, a first or a last day.")
        first, last = values.get("completed_from"), values.get("completed_until")
        if first and last and last < first:
            self.add_error("completed_until", "The last day comes before the first.")
