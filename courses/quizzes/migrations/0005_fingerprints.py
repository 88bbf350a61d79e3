"""Questions that were there before get their fingerprints."""

from django.db import migrations

from courses.quizzes.fingerprints import FIELDS, fingerprint


def fill(apps, schema_editor):
    Question = apps.get_model("quizzes", "Question")
    for question in Question.objects.exclude(kind="vignette").iterator():
        _note(Question, question)
    for question in Question.objects.filter(kind="vignette").iterator():
        parts = question.parts.filter(retired_at=None)
        _note(Question, question, parts.values_list("fingerprint", flat=True))


def _note(Question, question, parts=()):
    answers = {name: getattr(question, name).raw_data for name in FIELDS}
    known_by = fingerprint(question.kind, question.stem, answers, parts)
    Question.objects.filter(pk=question.pk).update(fingerprint=known_by)


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0004_bank_keys")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
