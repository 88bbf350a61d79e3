"""What review and publishing ask for."""

from typing import Any

from django import forms

from courses.studio.forms import PublishForm

LONGEST = 4000


def words(label: str, help_text: str, *, is_required: bool = True) -> forms.CharField:
    """Return a field for some sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=is_required,
    )


class SubmitForm(forms.Form):
    """A note for the reviewer."""

    prefix = "submit"
    note = words("Note for the reviewer", "What is new, and where you would like a second look.")


class ReturnForm(forms.Form):
    """What has to change."""

    prefix = "return"
    answer = words("What has to change", "The author gets this by mail, and reads it here.")


class ApproveForm(forms.Form):
    """A word to the author, if any."""

    prefix = "approve"
    answer = words("Answer", "May stay empty.", is_required=False)


class ReleaseForm(PublishForm):
    """Note and class, and the moment: at once or planned."""

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(
        label="When",
        choices=[(NOW, "Now"), (LATER, "At a planned moment")],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    due_at = forms.DateTimeField(
        label="Planned moment",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Write a day and a time, such as 2027-03-01 06:00."},
    )

    def clean(self) -> dict[str, Any]:
        """A plan needs its moment, and whoever chose one is not taken to mean now."""
        cleaned = super().clean() or {}
        is_later = cleaned.get("when") == self.LATER
        if is_later and "due_at" not in self.errors and not cleaned.get("due_at"):
            self.add_error("due_at", "Choose the moment.")
        if cleaned.get("when") == self.NOW and cleaned.get("due_at"):
            self.add_error("when", "A moment is chosen below: plan it, or empty the moment.")
        return cleaned


class UnreviewedForm(PublishForm):
    """Note, class, and why nobody reviewed it."""

    prefix = "unreviewed"
    reason = words("Why without a review", "Goes into the log with your name.")


class CommentForm(forms.Form):
    """Plain words, printed as typed."""

    text = forms.CharField(
        label="Comment",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        error_messages={"required": "Write your comment."},
    )
