"""Attempts of before there were points get their mark and their answers, as they were marked: all
or nothing, one point a question."""

import hashlib
import json

from django.db import migrations

BATCH = 200


def mark(apps, schema_editor):
    QuizAttempt = apps.get_model("attempts", "QuizAttempt")
    submitted = QuizAttempt.objects.filter(state="submitted").select_related("quiz_version", "enrolment")
    for attempt in submitted.order_by("pk").iterator(BATCH):
        count = attempt.question_count
        attempt.earned, attempt.possible = attempt.right_count, count
        attempt.percent = attempt.right_count * 100 // count if count else 0
        attempt.ending, attempt.saved_at = "learner", attempt.submitted_at
        attempt.save(update_fields=["earned", "possible", "percent", "ending", "saved_at"])
        apps.get_model("attempts", "Response").objects.bulk_create(_responses(apps, attempt))


def _responses(apps, attempt):
    contents = {question["key"]: question for question in attempt.quiz_version.content["questions"]}
    versions = {
        version.content_hash: version.pk
        for version in apps.get_model("quizzes", "QuestionVersion").objects.filter(
            question__course_id=attempt.enrolment.course_id,
            content_hash__in=[_hash(content) for content in contents.values()],
        )
    }
    Response = apps.get_model("attempts", "Response")
    for position, entry in enumerate(attempt.order, start=1):
        content = contents.get(entry["question"])
        version = versions.get(_hash(content)) if content else None
        if version is None:
            continue
        shown = dict(zip("abcdefghijklmnopqrstuvwxyz", entry["choices"], strict=False))
        given = attempt.answers.get(entry["question"], [])
        chosen = [shown[letter] for letter in given if letter in shown]
        rights = {choice["key"] for choice in content["choices"] if choice["is_right"]}
        yield Response(
            attempt=attempt,
            version_id=version,
            position=position,
            answer=sorted(chosen),
            is_answered=bool(chosen),
            credit=int(set(chosen) == rights),
            points=1,
        )


def _hash(content):
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class Migration(migrations.Migration):
    dependencies = [("attempts", "0004_marks")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
