"""The forms of questions and quizzes: each kind of question has its own fields."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError

from courses.catalogue.models import Course, Module
from courses.quizzes.kinds import CHOOSING, QuestionKind, Rule, family_of
from courses.quizzes.models import Question
from courses.quizzes.using import key_in_bank, quizzes_asking, take_parts_along
from courses.quizzes.wording import words
from courses.studio.ownership import OwnDraftForm, PartForm, editable, may_edit_all
from cpd.requests import whole_number

ENTRY = re.compile(r"entries-\d+-value")
STAYS = "It is asked by {}, and stays in this bank. Take it out of the quiz first."
TAKEN_OUT = (
    "A question of a bank that you do not edit was taken out. Choose questions of this course's "
    "bank or the shared bank."
)
ANSWERS = {
    "choices": CHOOSING,
    "shuffle": (QuestionKind.SINGLE, QuestionKind.MULTIPLE),
    "rule": (QuestionKind.MULTIPLE, QuestionKind.ORDERING),
    "pairs": (QuestionKind.MATCHING,),
    "items": (QuestionKind.ORDERING,),
    "numbers": (QuestionKind.NUMERIC,),
    "unit": (QuestionKind.NUMERIC,),
    "texts": (QuestionKind.TEXT,),
    "is_case_sensitive": (QuestionKind.TEXT,),
    "is_accent_sensitive": (QuestionKind.TEXT,),
}
RULES = {
    QuestionKind.MULTIPLE: [
        (Rule.ALL_OR_NOTHING, "All or nothing: every right choice and no wrong one"),
        (Rule.PER_CHOICE, "Right choices less wrong ones, never below 0"),
    ],
    QuestionKind.ORDERING: [
        (Rule.ALL_OR_NOTHING, "All or nothing: every item in its place"),
        (Rule.ADJACENT, "By neighbours: each pair of items that follow each other rightly"),
    ],
}


class QuestionForm(OwnDraftForm):
    """A question of one kind: the fields of other kinds are not there. The kind may change within
    its family, and what other kinds need is kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._begin()
        kind = self._kind()
        self.instance.kind = kind
        for name, kinds in ANSWERS.items():
            if name in self.fields and kind not in kinds:
                del self.fields[name]
        self._offer_kinds(kind)
        if "rule" in self.fields:
            self.fields["rule"].choices = RULES[QuestionKind(kind)]
        self._offer_banks()

    def clean(self) -> dict[str, Any]:
        """A part of a case stands in its case's bank; only reviewers write into the shared one."""
        cleaned = super().clean()
        vignette = cleaned.get("vignette")
        if vignette is not None:
            self._check_vignette(vignette)
            cleaned["course"] = self.instance.course = vignette.course
        elif self._lacks_bank(cleaned):
            self.add_error("course", "Choose the course whose bank it goes into.")
        self._keep_bank(cleaned)
        return cleaned

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 Django's signature
        """Give a new question its key, and one that goes into another bank a key of that bank; the
        parts of a case go with it."""
        is_moving = self._is_moving()
        if is_moving or not self.instance.key:
            self.instance.stem_words = words(self.instance.stem)
            self.instance.key = key_in_bank(self.instance)
            self.settles = frozenset({"key", "stem_words"})
        saved = super().save(commit=commit)
        if is_moving:
            take_parts_along(saved)
        return saved

    def _begin(self) -> None:
        """A new question, a copy too, gets a key of its own; a part names its case in the form."""
        if self.instance.pk:
            return
        self.instance.key = ""
        sent = str(self.data.get(self.add_prefix("vignette"), "")) if self.is_bound else ""
        vignette = whole_number(sent)
        if vignette is not None:
            self.instance.vignette_id = vignette

    def _kind(self) -> str:
        """A new question has the kind that was posted, or that its link names; an old one a kind of
        its family."""
        posted = str(self.data.get(self.add_prefix("kind"), "")) if self.is_bound else ""
        allowed = family_of(self.instance.kind) if self.instance.pk else QuestionKind.values
        return posted if posted in allowed else str(self.instance.kind)

    def _offer_kinds(self, kind: str) -> None:
        if "kind" in self.fields:
            names = dict(QuestionKind.choices)
            self.fields["kind"].choices = [(one, names[one]) for one in family_of(kind)]

    def _offer_banks(self) -> None:
        """Show the banks that the author may write into; a part follows its vignette."""
        if self.instance.vignette_id:
            self.fields.pop("course", None)
            self.fields.pop("tags", None)
        elif "course" in self.fields and self.for_user is not None:
            self.fields["course"].queryset = editable(Course.objects.all(), self.for_user)
            if may_edit_all(self.for_user):
                self.fields["course"].empty_label = "The shared bank"
        if not self.instance.vignette_id:
            self.fields.pop("position", None)
        if "vignette" in self.fields:
            self.fields["vignette"].widget = forms.HiddenInput()

    def _check_vignette(self, vignette: Question) -> None:
        mine = editable(Question.objects.filter(kind=QuestionKind.VIGNETTE), self.for_user)
        if not mine.filter(pk=vignette.pk).exists():
            raise ValidationError("Choose a case vignette that you edit.")
        if self.instance.kind == QuestionKind.VIGNETTE:
            raise ValidationError("A case vignette cannot stand inside another.")

    def _lacks_bank(self, cleaned: dict[str, Any]) -> bool:
        is_asked = "course" in self.fields and "course" not in self.errors
        return is_asked and not cleaned.get("course") and not may_edit_all(self.for_user)

    def _is_moving(self) -> bool:
        return bool(self.instance.pk) and "course" in self.changed_data

    def _keep_bank(self, cleaned: dict[str, Any]) -> None:
        """What was published is known by its bank and its key; what a quiz asks stays in its
        reach."""
        if not self._is_moving() or "course" in self.errors:
            return
        if self.instance.versions.exists():
            self.add_error("course", "This question is published, and stays in its bank.")
            return
        bank = cleaned.get("course")
        asking = quizzes_asking([self.instance]).get(self.instance.pk, [])
        titles = [quiz.title for quiz in asking if bank and quiz.course != bank]
        if titles:
            self.add_error("course", STAYS.format(", ".join(f"“{title}”" for title in titles)))


class QuizForm(PartForm):
    """A quiz asks questions of its own course's bank and of the shared one."""

    has_lost_questions = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.for_user is not None:
            self._forget_strangers_questions()

    def _forget_strangers_questions(self) -> None:
        """Shown again, the form would tell their words."""
        sent = {name: self.data.get(name) for name in self.data if ENTRY.fullmatch(name)}
        numbers = [number for value in sent.values() if (number := whole_number(str(value)))]
        rows = Question.objects.filter(pk__in=numbers).exclude(course=None)
        own = editable(rows, self.for_user).values_list("pk", flat=True)
        foreign = {str(pk) for pk in {row.pk for row in rows} - set(own)}
        if foreign:
            self.data, self.has_lost_questions = self.data.copy(), True
            for name in (name for name, value in sent.items() if str(value) in foreign):
                self.data[name.replace("value", "deleted")] = "1"

    def clean(self) -> dict[str, Any]:
        """Refuse questions of elsewhere, and the same one twice, where they stand."""
        cleaned = super().clean()
        module = cleaned.get("module") or getattr(self.instance, "module", None)
        wrong = _wrong_entries(cleaned.get("entries") or [], module)
        lost = [TAKEN_OUT] if self.has_lost_questions else []
        if wrong or lost:
            self.add_error("entries", StreamBlockValidationError(wrong, lost))
        return cleaned


def _wrong_entries(entries: Any, module: Module | None) -> dict[int, ValidationError]:
    """Return what is wrong with a quiz's fixed questions, by their places."""
    wrong: dict[int, ValidationError] = {}
    seen: set[int] = set()
    for place, block in enumerate(entries):
        if block.block_type != "question" or not block.value:
            continue
        words = _wrong(block.value, module, is_again=block.value.pk in seen)
        seen.add(block.value.pk)
        if words:
            wrong[place] = ValidationError(words)
    return wrong


def _wrong(question: Question, module: Module | None, *, is_again: bool) -> str:
    """Return why a quiz in a module cannot ask a question; empty if it can."""
    if question.vignette_id:
        return f"“{question}” is a part of a case vignette, and asked with its case only."
    if is_again:
        return f"“{question}” stands here twice. Take one out."
    if module is not None and question.course_id not in {module.course_id, None}:
        return (
            f"“{question}” is in the bank of “{question.course}”. Choose questions of this "
            "course's bank or the shared bank."
        )
    return ""
