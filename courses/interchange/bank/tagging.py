"""Tags of questions, one row for a word however it is written."""

from collections.abc import Iterable, Sequence

from courses.quizzes.models import BankTag, Question, QuestionTag


def set_tags(question: Question, names: Iterable[str]) -> None:
    """Give a question these tags and no others."""
    rows = _rows({name.casefold(): name for name in names})
    question.tag_uses.exclude(tag__in=rows.values()).delete()
    for tag in rows.values():
        QuestionTag.objects.get_or_create(tag=tag, content_object=question)


def add_tags(wanted: Sequence[tuple[Question, Iterable[str]]]) -> None:
    """Tag questions that have no tags yet."""
    folded = [(question, {name.casefold(): name for name in names}) for question, names in wanted]
    rows = _rows({key: name for _, names in folded for key, name in names.items()})
    QuestionTag.objects.bulk_create(
        QuestionTag(tag=rows[key], content_object=question)
        for question, names in folded
        for key in names
    )


def _rows(names: dict[str, str]) -> dict[str, BankTag]:
    """Return tags by their names in small letters; those that are missing are made."""
    if not names:
        return {}
    known = {tag.name.casefold(): tag for tag in BankTag.objects.order_by("-pk")}
    return {key: known.get(key) or BankTag.objects.create(name=name) for key, name in names.items()}
