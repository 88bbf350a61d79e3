"""Publishing asks for a note and a class."""

from django import forms

from courses.editions.classing import IsMaterial
from courses.editions.models import Edition


class PublishForm(forms.Form):
    """What changed, and whether learners must know."""

    note = forms.CharField(
        label="What changed",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="Learners and visitors read this in the course's list of changes.",
    )
    change_class = forms.ChoiceField(
        label="Class",
        choices=Edition.ChangeClass.choices,
        widget=forms.RadioSelect,
        help_text="Minor: learners in progress move over silently. Material: they are offered "
        "the new edition, and changed lessons are to be done again.",
    )

    def refuse_minor(self, refusal: IsMaterial) -> None:
        """Say why it is no minor change."""
        reasons = " ".join(refusal.reasons)
        self.add_error("change_class", f"{reasons} That is a material change: choose Material.")

    @property
    def change(self) -> Edition.ChangeClass:
        """The class that was chosen."""
        return Edition.ChangeClass(self.cleaned_data["change_class"])
