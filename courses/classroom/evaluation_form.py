"""The evaluation as a form: a field for each question of the edition's survey, in order."""

from typing import Any

from django import forms

from courses.catalogue.survey import CHOICE, HIGHEST, LOWEST, SCALE
from courses.progress.evaluating import Answer

LONGEST = 2_000
PRIVATE = "You may leave this empty. Write no names, yours included, and nothing about a client."


class EvaluationForm(forms.Form):
    """Scales and choices have to be answered; texts may be left empty."""

    def __init__(self, *args: Any, survey: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(survey["questions"], start=1):
            self.fields[f"question-{number}"] = _field(question)

    @property
    def answers(self) -> list[Answer]:
        """The answers in the order of the questions; None for what was left empty."""
        return [_plain(self.cleaned_data[name]) for name in self.fields]


def _field(question: dict[str, Any]) -> forms.Field:
    label = question["question"]
    if question["kind"] == SCALE:
        return forms.TypedChoiceField(
            label=label,
            coerce=int,
            choices=_steps(question),
            widget=forms.RadioSelect,
            error_messages={"required": "Choose a number from 1 to 5."},
        )
    if question["kind"] == CHOICE:
        return forms.ChoiceField(
            label=label,
            choices=[(choice, choice) for choice in question["choices"]],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose one of the answers."},
        )
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        help_text=PRIVATE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _steps(question: dict[str, Any]) -> list[tuple[int, str]]:
    ends = {LOWEST: question["low"], HIGHEST: question["high"]}
    values = range(LOWEST, HIGHEST + 1)
    return [(value, f"{value}: {ends[value]}" if value in ends else str(value)) for value in values]


def _plain(value: Any) -> Answer:
    return value if value not in ("", None) else None
