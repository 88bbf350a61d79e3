"""What staff choose and type about quizzes and those who take them."""

from django import forms

from courses.attempts.analysis.selecting import Selection, Which
from courses.attempts.models import KeyCorrection
from courses.editions.models import Edition
from courses.quizzes.models import Quiz
from cpd.day_field import DayField

REASON = KeyCorrection._meta.get_field("reason")


class SelectionForm(forms.Form):
    """Which attempts the analysis looks at; without anything, each learner's first."""

    which = forms.ChoiceField(label="Attempts", choices=Which.choices, required=False)
    edition = forms.ModelChoiceField(
        Edition.objects.none(), label="Edition", required=False, empty_label="All editions"
    )
    first_day = DayField(label="Submitted from", required=False)
    last_day = DayField(label="until", required=False)

    def __init__(self, *args: object, quiz: Quiz, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.quiz = quiz
        edition = self.fields["edition"]
        if isinstance(edition, forms.ModelChoiceField):
            items = quiz.course.editions.filter(items__quiz_version__quiz=quiz)
            edition.queryset = items.distinct()

    def clean(self) -> None:
        """Ask for days in order."""
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "The last day comes before the first.")

    @property
    def selection(self) -> Selection:
        """The attempts that were chosen; what is wrong with the form is left out."""
        values = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return Selection(
            self.quiz,
            which=Which(values.get("which") or Which.FIRST),
            edition=values.get("edition"),
            first_day=values.get("first_day"),
            last_day=values.get("last_day"),
        )


class CorrectionForm(forms.Form):
    """How a question is marked from now on, and why."""

    effect = forms.ChoiceField(
        label="Correction",
        widget=forms.RadioSelect,
        choices=[
            ("key", "Mark with the key that the draft has now"),
            ("all-right", "Give everybody all the points"),
            ("left-out", "Leave the question out of the mark"),
        ],
    )
    reason = forms.CharField(
        label="Reason",
        max_length=REASON.max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Learners read it beside the question: say what was wrong and what is right.",
    )
