"""Where questions are used: the quizzes whose drafts ask them, and the keys that are free."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex

from courses.keys import free_key
from courses.quizzes.models import Question, Quiz


def quizzes_asking(questions: Iterable[Question]) -> dict[int, list[Quiz]]:
    """Return, by question, the quizzes that ask it as a fixed question; in two queries."""
    kinds = ContentType.objects.get_for_models(Question, Quiz)
    pairs = (
        ReferenceIndex.objects.filter(
            base_content_type=kinds[Quiz],
            to_content_type=kinds[Question],
            to_object_id__in=[str(question.pk) for question in questions],
        )
        .values_list("to_object_id", "object_id")
        .distinct()
    )
    found = [(int(question), int(quiz)) for question, quiz in pairs]
    rows = Quiz.objects.select_related("module__course").in_bulk({quiz for _, quiz in found})
    asking: dict[int, list[Quiz]] = defaultdict(list)
    for question, quiz in sorted(found):
        if quiz in rows:
            asking[question].append(rows[quiz])
    return asking


def asked_by_some_quiz() -> Exists:
    """Return the condition that some quiz asks a question as a fixed one."""
    kinds = ContentType.objects.get_for_models(Question, Quiz)
    return Exists(
        ReferenceIndex.objects.filter(
            base_content_type=kinds[Quiz],
            to_content_type=kinds[Question],
            to_object_id=Cast(OuterRef("pk"), CharField()),
        )
    )


def key_in_bank(question: Question) -> str:
    """Return a key for a new question from its words, one that its bank does not have."""
    bank = Question.objects.filter(course=question.course_id).exclude(pk=question.pk)
    taken = set(bank.values_list("key", flat=True))
    return free_key(question.stem_words, taken=taken, otherwise="question")


def take_parts_along(vignette: Question) -> None:
    """Put the parts of a case into its bank, each with a key that the bank does not have."""
    for part in Question.objects.filter(vignette=vignette).exclude(course=vignette.course_id):
        part.course = vignette.course
        part.key = key_in_bank(part)
        part.save(update_fields=["course", "key"])
