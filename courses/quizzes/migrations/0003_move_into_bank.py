"""Questions move from their quiz into the bank of its course, as rich text; what was published of
them gets its versions."""

import hashlib
import json
from html import escape

from django.db import migrations


def move(apps, schema_editor):
    Quiz = apps.get_model("quizzes", "Quiz")
    for quiz in Quiz.objects.select_related("module"):
        entries = [_move(question, quiz) for question in quiz.questions.order_by("position", "pk")]
        quiz.entries = json.dumps(entries)
        quiz.latest_revision = None  # knows no entries; it stays in the history
        quiz.save(update_fields=["entries", "latest_revision"])
        for version in quiz.versions.order_by("pk"):
            _write_versions(apps, quiz, version)
    _unify_keys(apps.get_model("quizzes", "Question"))


def _move(question, quiz):
    question.course_id = quiz.module.course_id
    question.stem_words = " ".join(question.stem.split())
    question.stem = _paragraph(question.stem)
    question.explanation = _paragraph(question.explanation)
    raw = [dict(block) for block in question.choices.raw_data]
    for block in raw:
        value = block["value"] = dict(block["value"])
        value["text"] = _paragraph(value["text"])
        value["feedback"] = _paragraph(value["feedback"])
        value["weight"] = None
    question.choices = json.dumps(raw)
    question.latest_revision = None
    question.save()
    return {"type": "question", "value": question.pk}


def _paragraph(words):
    return f"<p>{escape(words, quote=False)}</p>" if words else ""


def _write_versions(apps, quiz, version):
    QuestionVersion = apps.get_model("quizzes", "QuestionVersion")
    for content in version.content["questions"]:
        question = quiz.questions.filter(key=content["key"]).first()
        if question is None:
            continue
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        QuestionVersion.objects.get_or_create(
            question=question,
            content_hash=hashlib.sha256(text.encode()).hexdigest(),
            defaults={
                "kind": content["kind"],
                "content": content,
                "number": question.versions.count() + 1,
            },
        )


def _unify_keys(Question):
    """Two quizzes of a course may have used the same key; the later one gets a number."""
    taken = set()
    for question in Question.objects.order_by("pk"):
        key, number = question.key, 2
        while (question.course_id, key) in taken:
            key, number = f"{question.key[:70]}-{number}", number + 1
        taken.add((question.course_id, key))
        if key != question.key:
            question.key = key
            question.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0002_bank")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
